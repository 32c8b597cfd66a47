"""Passages: what each stretch of a document is there for, so that only reporting feeds the ledgers.

In: a document. Out: passages that do not overlap and together hold all its non-blank text, in reading order. Signals are
position, line shape, repetition of the title and, inside paragraphs, who speaks to whom. Trap: law firms write news and end
in mid-paragraph with an advertisement, so paragraphs of coverage are judged sentence by sentence. Records (mail, releases)
are evidence from the first word to the last and are never cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.mentions.blocks import LINE_STOP_RE, split_blocks
from onrecord.mentions.line_shapes import credit_tail, glued_junk, names_writer, opens_link_list, shape_of
from onrecord.mentions.solicitation import blank_quoted, classify_sentences, may_pull
from onrecord.model.documents import Document, Pile
from onrecord.model.ids import make_id
from onrecord.model.mentions import Passage, PassageKind
from onrecord.spans import Span
from onrecord.text.cues import find_cue
from onrecord.text.sentences import split_sentences

MAX_PARAGRAPH_CHARS = 100_000  # no paragraph of prose is longer; beyond it only the outside of a block is looked at
MAX_TITLE_WORDS = 30
MAX_HEADING_WORDS = 16
MAX_HEADING_CHARS = 130
MAX_HEADING_RUN = 2  # three short unfinished lines in a row are a list, not headings
HEAD_BLOCKS = 4  # lines that may stand above a title
LAST_BLOCKS = 6  # where a text says who wrote it
DATELINE_BLOCKS = 4  # a dateline stands at the head of the story
# "WASHINGTON (AP) --", "SAN ANTONIO, Texas —", "NEW YORK, March 3 (XY) -"; the day stays in the reporting, it is a date.
DATELINE_RE = re.compile(
    r"(?P<place>(?:[A-Z][A-Z.'’-]{2,}|[A-Z]\.[A-Z.]+)(?:[ /](?:[A-Z][A-Z.'’-]+"
    r"|[A-Z]{2,})){0,3}(?:, (?:[A-Z][\w.'’-]+ ?){1,3})?)"
    r"(?P<rest>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2},?(?: \d{4})?,? )?(?:\((?:[A-Z][\w .,/&'’-]{0,50})\) ?)?)(?P<dash>--"
    r"|[-–—_])(?:\s|$"
    r"|(?=[A-Z]))"
)
WORD_RE = re.compile(r"[^\W\d_][\w'’-]*")
FOLD_RE = re.compile(r"[\W_]+")
ABBREVIATION_END_RE = re.compile(r"\b(?:[A-Z]\.){2,4}$")
# "Jane Roe, left, listens as ...", "In this photo", "FILE - In this", "Pictured:": a caption without a credit
CAPTION_RE = re.compile(
    r"(?:\(?(?:file|pictured|above|below|left|right|top|from left|clockwise|caption)\b ?[:,–—-]"
    r"|in this (?:\w+[ ,]+){0,4}(?:file )?(?:photo|image|picture)|pictured (?:here|above|below|is)\b)"
    r"|.{0,80}(?:, (?:left|right|center|centre|second from (?:left|right)),|\((?:left|right|center|centre)\)"
    r"|\bis (?:seen|pictured|shown) (?:here|in|at|on|during|outside|near)\b)",
    re.IGNORECASE,
)
INNER_STOP_RE = re.compile(r"[a-z]{2}[.!?]['\"”’)\]]? [A-Z\[(]")  # two sentences on one line are prose
TURN_RE = re.compile(r"[A-Z][A-Z .'’-]{0,40}:")  # "Q: Have you talked", "JANE ROE: Why not?": a turn of an interview
# "Lee added that “the plan is over”", "she said, “No”": the verb before a quotation that ends its line
QUOTE_AT_END_RE = re.compile(r"([a-z]+)(?P<that> that)?[,:]? ?[\"“«][^\"“”«»]{2,200}[\"”»]$")
LIST_ITEM_RE = re.compile(r"(?:[-–—*•·▪◦>]|\d{1,3}[.)]|[a-z][.)]|\([a-z0-9]\))\s*\S")
SMALL_WORDS_TEXT = (
    "a an and as at but by for from in into is it its nor of off on or over per so than that the to up via vs with"
)
SMALL_WORDS = frozenset(SMALL_WORDS_TEXT.split())


@dataclass(frozen=True, slots=True)
class _Cut:
    """A decided stretch: where, what, and by which rule."""

    span: Span
    kind: PassageKind
    rule: str


def find_passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in reading order; `found_by` is the rule (`passage.title`, ...).

    A record is given page by page as reporting. Every non-blank character lies in exactly one passage.
    """
    text = document.text
    if document.source.pile is not Pile.COVERAGE:
        cuts = _whole_pages(document)
    else:
        cuts = _cut_coverage(text, _known_titles(document))
    passages = []
    for cut in cuts:
        span = cut.span.strip(text)
        if span:
            passages.append(_passage(document, span, cut))
    return tuple(passages)


def _passage(document: Document, span: Span, cut: _Cut) -> Passage:
    return Passage(
        id=make_id("p", document.id, span.start, span.end, cut.kind.value),
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        found_by=cut.rule,
        page=document.page_at(span.start),
        kind=cut.kind,
    )


def _whole_pages(document: Document) -> list[_Cut]:
    spans = [page.span for page in document.pages] or [Span(0, len(document.text))]
    return [_Cut(span, PassageKind.REPORTING, "passage.record") for span in spans]


def _known_titles(document: Document) -> frozenset[str]:
    """The titles that the reader or a sidecar gave, folded for comparison."""
    titles = (document.title, document.source.title)
    return frozenset(_fold(title) for title in titles if title and _fold(title))


def _fold(line: str) -> str:
    return FOLD_RE.sub(" ", line).strip().casefold()


def _cut_coverage(text: str, titles: frozenset[str]) -> list[_Cut]:
    blocks = split_blocks(text)
    shaped = [_by_shape(text, block) for block in blocks]
    first = _first_telling_block(shaped)
    n_title = first + _title_blocks(text, blocks[first:], titles)
    seen_titles = titles | {_fold(" ".join(block.of(text) for block in blocks[first:n_title]))} if n_title > first else titles
    linked = _link_lists(text, blocks)
    cuts: list[_Cut] = []
    for number, block in enumerate(blocks):
        if first <= number < n_title:
            cuts.append(_Cut(block, PassageKind.TITLE, "passage.title"))
        elif len(block) <= MAX_HEADING_CHARS * 2 and _fold(block.of(text)) in seen_titles:
            cuts.append(_Cut(block, PassageKind.DUPLICATE_TITLE, "passage.title_again"))
        elif (decided := shaped[number]) is not None:
            cuts.append(decided)
        elif number in linked:
            cuts.append(_Cut(block, PassageKind.LINK_LINE, "passage.link_list"))
        elif number >= len(blocks) - LAST_BLOCKS and number > n_title and names_writer(block.of(text)):
            cuts.append(_Cut(block, PassageKind.BYLINE, "passage.writer"))
        elif _is_caption_above_credit(text, blocks, shaped, number, n_title):
            cuts.append(_Cut(block, PassageKind.CAPTION, "passage.caption_above_credit"))
        elif _is_subheading(text, blocks, shaped, number):
            cuts.append(_Cut(block, PassageKind.SUBHEADING, "passage.subheading"))
        else:
            cuts.extend(_cut_paragraph(text, block, at_head=number < n_title + DATELINE_BLOCKS))
    return cuts


def _first_telling_block(shaped: list[_Cut | None]) -> int:
    """Index of the first block that may be a title: buttons, stamps and "FOR IMMEDIATE RELEASE" stand above it."""
    for number, cut in enumerate(shaped[:HEAD_BLOCKS]):
        if cut is None or cut.kind not in (PassageKind.BYLINE, PassageKind.JUNK, PassageKind.SHARE_BUTTON):
            return number
    return 0


def _link_lists(text: str, blocks: tuple[Span, ...]) -> frozenset[int]:
    """The short open lines right below a heading over links."""
    found: set[int] = set()
    for number, block in enumerate(blocks):
        if len(block) <= MAX_HEADING_CHARS and opens_link_list(block.of(text)):
            below = number + 1
            while below < len(blocks) and len(blocks[below]) <= MAX_HEADING_CHARS and _ends_open(blocks[below].of(text)):
                found.add(below)
                below += 1
    return frozenset(found)


def _by_shape(text: str, block: Span) -> _Cut | None:
    shape = shape_of(block.of(text)) if len(block) <= MAX_HEADING_CHARS * 2 else None
    return _Cut(block, shape[1], shape[0]) if shape else None


# -- titles and headings ------------------------------------------------------------------------------------------


def _title_blocks(text: str, blocks: tuple[Span, ...], titles: frozenset[str]) -> int:
    """How many leading blocks make up the title: as the reader knows it, else a first line of a title's shape."""
    joined = ""
    for number, block in enumerate(blocks[:3]):
        if len(block) > MAX_HEADING_CHARS * 4:
            break
        joined = f"{joined} {_fold(block.of(text))}".strip()
        if joined in titles:
            return number + 1
    if len(blocks) > 1 and _has_title_shape(blocks[0].of(text)):
        return 1
    return 0


def _has_title_shape(line: str) -> bool:
    """A short line that ends without a full stop, or whose stop belongs to an abbreviation."""
    if len(line) > 250 or len(line.split()) > MAX_TITLE_WORDS or not WORD_RE.search(line):
        return False
    if LIST_ITEM_RE.match(line) or DATELINE_RE.match(line) or shape_of(line) is not None:
        return False
    return _ends_open(line) and not line.endswith((",", ";", ":"))


def _ends_open(line: str) -> bool:
    bare = line.rstrip("\"'”’)»]")
    if bare.endswith((".", "…")):
        return bool(ABBREVIATION_END_RE.search(bare)) and _title_case_share(line) >= 0.7
    if bare.endswith(("?", "!")):
        return _title_case_share(line) >= 0.8
    return True


def _title_case_share(line: str) -> float:
    """The share of the words that are not small ones which begin with a capital."""
    words = [word for word in WORD_RE.findall(line) if word.casefold() not in SMALL_WORDS]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _is_subheading(text: str, blocks: tuple[Span, ...], shaped: list[_Cut | None], number: int) -> bool:
    """A short open line above a paragraph; in a run of such lines it is an item of a list and stays reporting."""
    if number + 1 >= len(blocks) or not _has_heading_shape(blocks[number].of(text)):
        return False
    run = 1
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(blocks) and shaped[at] is None and at > 0 and _has_heading_shape(blocks[at].of(text)):
            run += 1
            at += step
            if run > MAX_HEADING_RUN:
                return False
    return _has_prose_below(text, blocks, number)


def _has_prose_below(text: str, blocks: tuple[Span, ...], number: int) -> bool:
    return any(
        len(block) > MAX_HEADING_CHARS or LINE_STOP_RE.search(text, max(block.start, block.end - 6), block.end)
        for block in blocks[number + 1 : number + 4]
    )


def _has_heading_shape(line: str) -> bool:
    if len(line) > MAX_HEADING_CHARS or len(line.split()) > MAX_HEADING_WORDS or not WORD_RE.search(line):
        return False
    if (
        line[0].islower()
        or line[0] in "\"“'‘(<[@#"
        or LIST_ITEM_RE.match(line)
        or line.endswith((",", ";", ":", "-", "–", "—"))
    ):
        return False
    if _hands_over(line):
        return False
    if not _ends_open(line) or INNER_STOP_RE.search(line) or TURN_RE.match(line) or DATELINE_RE.match(line):
        return False
    return _title_case_share(line) >= 0.5 or len(line.split()) <= 8


def _hands_over(line: str) -> bool:
    """True for a statement without its full stop that ends in what somebody said."""
    match = QUOTE_AT_END_RE.search(line)
    cue = None if match is None else find_cue(match[1])
    if match is None or cue is None or not cue.classes & {"say", "tell"}:
        return False
    return cue.form == "past" or match["that"] is not None


def _is_caption_above_credit(text: str, blocks: tuple[Span, ...], shaped: list[_Cut | None], number: int, n_title: int) -> bool:
    block = blocks[number].of(text)
    if len(block) > 600 or not CAPTION_RE.match(block):
        return False
    below = shaped[number + 1] if number + 1 < len(blocks) else None
    return (below is not None and below.kind is PassageKind.PHOTO_CREDIT) or number <= n_title


# -- inside a paragraph -------------------------------------------------------------------------------------------


def _cut_paragraph(text: str, block: Span, *, at_head: bool) -> list[_Cut]:
    """A paragraph of coverage in its parts: dateline, caption with credit, reporting, solicitation, glued junk."""
    paragraph = block.of(text)
    if len(paragraph) > MAX_PARAGRAPH_CHARS:
        return [_Cut(block, PassageKind.REPORTING, "passage.long_block")]
    credit = credit_tail(paragraph)
    if credit is not None:
        return [
            _Cut(Span(block.start, block.start + credit.start), PassageKind.CAPTION, "passage.caption_with_credit"),
            _Cut(credit.shifted(block.start), PassageKind.PHOTO_CREDIT, "passage.credit_tail"),
        ]
    cuts: list[_Cut] = []
    start = 0
    if at_head and (dateline := DATELINE_RE.match(paragraph)):
        start = dateline.end("place") if any(c.isdigit() for c in dateline["rest"]) else dateline.end("dash")
        cuts.append(_Cut(Span(block.start, block.start + start), PassageKind.DATELINE, "passage.dateline"))
    junk = glued_junk(paragraph)
    end = junk.start if junk else len(paragraph)
    cuts.extend(_cut_sentences(text, Span(block.start + start, block.start + end)))
    if junk:
        cuts.append(_Cut(junk.shifted(block.start), PassageKind.JUNK, "passage.glued_word"))
    return cuts


def _cut_sentences(text: str, stretch: Span) -> list[_Cut]:
    """Neighbouring sentences of one kind as one passage."""
    prose = stretch.of(text)
    blanked = blank_quoted(prose)
    if not may_pull(blanked):
        return [_Cut(stretch, PassageKind.REPORTING, "passage.reporting")]
    spans = split_sentences(prose)
    kinds = classify_sentences([span.of(blanked) for span in spans])
    cuts: list[_Cut] = []
    for span, kind in zip(spans, kinds, strict=True):
        place = span.shifted(stretch.start)
        kind = kind or PassageKind.REPORTING
        if cuts and cuts[-1].kind is kind:
            cuts[-1] = _Cut(Span(cuts[-1].span.start, place.end), kind, cuts[-1].rule)
        else:
            cuts.append(_Cut(place, kind, f"passage.{kind.value}"))
    return cuts
