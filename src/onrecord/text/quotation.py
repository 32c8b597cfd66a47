"""Quotation marks paired: which stretches of a text stand inside marks.

In: any text. Out: `Stretch`es in order, the outermost of the text's own family of marks, and those of the other family that
stand outside them. All families are read: “ ” " ‘ ’ ' „ “ « » ‹ › `` '' and mismatched pairs of one width ("…”).
Traps: an apostrophe, a foot or inch sign and the marks of a markup attribute are no quotation marks; a straight mark says not
whether it opens; a quotation over several paragraphs opens each and closes only the last (newspaper convention); a mark that
is never closed ends with its paragraph and is flagged `unclosed`. Never raises; linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.spans import Span
from onrecord.text.sentences import split_blocks

DOUBLE_MARKS = '“”"„‟«»〝〞＂'
SINGLE_MARKS = "‘’'‚‛‹›`"
MARKS = DOUBLE_MARKS + SINGLE_MARKS
_PARTNERS = {
    "“": "”",
    "‘": "’",
    '"': '"',
    "'": "'",
    "„": "“",
    "‚": "‘",
    "«": "»",
    "»": "«",
    "‹": "›",
    "''": "''",
    "``": "''",
    "`": "'",
    "”": "”",
}

# “ ” " „ « » and the doubled single marks of typewritten, TeX and database text: ''so called'', ``so called''
_DOUBLE_RE = re.compile(r"''|``|[“”\"„‟«»〝〞＂]")
_SINGLE_RE = re.compile(r"[‘’'‚‛‹›`]")
# <tweet id="766" author="@OfficeOf">: marks that belong to markup
_TAG_RE = re.compile(r"</?[A-Za-z][^<>]*>")
# 'em, 'til, '90s: an apostrophe before a clipped word or a year
_CLIPPED_RE = re.compile(r"(?:em|til|till|cause|n|tis|twas|bout|round|cuz|\d0s|\d\d)\b", re.IGNORECASE)
_BEFORE_OPENING = "([{—–-/…>:"
_AFTER_CLOSING = ")]}—–-/…<:;,.!?*"
_LOOKAHEAD = 12  # lines that a quotation may cross before its closing mark is looked for no longer


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch inside marks. `inside` excludes the marks, `outside` includes them.

    `flags`: unclosed (ended with its paragraph), continued (opens several paragraphs), mismatched, secondary (marks of the
    family that this text uses less).
    """

    inside: Span
    outside: Span
    open_mark: str
    close_mark: str | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    may_open: bool
    may_close: bool

    @property
    def only_opens(self) -> bool:
        return self.may_open and not self.may_close

    @property
    def only_closes(self) -> bool:
        return self.may_close and not self.may_open


def find_stretches(text: str) -> tuple[Stretch, ...]:
    """The stretches inside quotation marks, in order; none lies inside another.

    >>> [s.inside.of('He said, "We won," twice.') for s in find_stretches('He said, "We won," twice.')]
    ['We won,']
    """
    paragraphs = split_blocks(text)
    tags = [Span(*match.span()) for match in _TAG_RE.finditer(text)]
    doubles = _by_paragraph(paragraphs, _double_marks(text, tags))
    main = list(_pair(text, paragraphs, doubles))
    singles = _by_paragraph(paragraphs, _single_marks(text, tags))
    others = list(_pair(text, paragraphs, singles))
    if len(others) > len(main):
        main, others = others, main
    return _merge(main, others)


def _merge(main: list[Stretch], others: list[Stretch]) -> tuple[Stretch, ...]:
    """The main family and those of the other that stand clear of it."""
    merged = list(main)
    at = 0
    for other in others:
        while at < len(main) and main[at].outside.end <= other.outside.start:
            at += 1
        if at < len(main) and main[at].outside.overlaps(other.outside):
            continue
        if "unclosed" in other.flags:
            continue
        merged.append(Stretch(other.inside, other.outside, other.open_mark, other.close_mark, (*other.flags, "secondary")))
    return tuple(sorted(merged, key=lambda stretch: stretch.outside))


# -- marks ------------------------------------------------------------------------------------------------------------


def _by_paragraph(paragraphs: tuple[Span, ...], marks: Iterator[_Mark]) -> list[list[_Mark]]:
    """The marks of each paragraph."""
    grouped: list[list[_Mark]] = [[] for _ in paragraphs]
    at = 0
    for mark in marks:
        while paragraphs[at].end <= mark.start:
            at += 1
        grouped[at].append(mark)
    return grouped


def _outside_tags(found: Iterator[re.Match[str]], tags: list[Span]) -> Iterator[re.Match[str]]:
    at = 0
    for match in found:
        while at < len(tags) and tags[at].end <= match.start():
            at += 1
        if at == len(tags) or match.start() < tags[at].start:
            yield match


def _double_marks(text: str, tags: list[Span]) -> Iterator[_Mark]:
    for match in _outside_tags(_DOUBLE_RE.finditer(text), tags):
        start, end = match.span()
        mark = match.group()
        before, after = text[start - 1 : start], text[end : end + 1]
        if mark == '"' and _is_inches(text, start):
            continue
        if mark == "''" and text[end : end + 1] == "'" and _starts_word(before):
            # ''' that opens is '' and an inner '; ''' that closes is an inner ' and ''
            after = text[end + 1 : end + 2]
        elif mark == "''" and text[end : end + 1] == "'":
            start, end = start + 1, end + 1
            after = text[end : end + 1]
        opens, closes = _roles(mark, before, after)
        yield _Mark(start, end, mark, opens, closes)


def _is_inches(text: str, at: int) -> bool:
    """6'2": a figure before, and a foot sign before that."""
    if not text[at - 1 : at].isdigit():
        return False
    return bool(re.search(r"\d['’′]\s?\d{1,2}\Z", text[max(0, at - 6) : at]))


def _single_marks(text: str, tags: list[Span]) -> Iterator[_Mark]:
    for match in _outside_tags(_SINGLE_RE.finditer(text), tags):
        start, end = match.span()
        mark = match.group()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before == mark == "’" and text[start - 2 : start - 1] != "’":  # ’’ closes an inner and an outer quotation
            yield _Mark(start, end, mark, False, True)
            continue
        if mark in (before, after) or (before.isalnum() and after.isalnum()):
            continue
        if mark in "'’" and not before.isalnum() and _CLIPPED_RE.match(text, end):
            continue
        if mark in "'’" and before.isdigit() and not after.isspace():
            continue
        opens, closes = _roles(mark, before, after)
        yield _Mark(start, end, mark, opens, closes)


def _starts_word(before: str) -> bool:
    return not before or before.isspace() or before in _BEFORE_OPENING or before in MARKS


def _ends_word(after: str) -> bool:
    return not after or after.isspace() or after in _AFTER_CLOSING or after in MARKS


def _roles(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark may open and may close, from its form and from what stands on both sides."""
    fits_open = _starts_word(before) and not (not after or after.isspace())
    fits_close = _ends_word(after) and not (not before or before.isspace())
    if mark in ("„", "‚", "``", "`", "〝"):
        return True, False
    if mark in ("“", "‘", "‟", "‛"):  # “ closes after „, and by mistake: "called it “absurd“ in a letter"
        return fits_open or not fits_close, fits_close
    if mark in ("”", "〞"):
        return fits_open and not fits_close, fits_close or not fits_open
    if fits_open == fits_close:
        return True, True
    return fits_open, fits_close


# -- pairs ------------------------------------------------------------------------------------------------------------


def _pair(text: str, paragraphs: tuple[Span, ...], marks: list[list[_Mark]]) -> Iterator[Stretch]:
    """Stretches of one width of marks, paragraph by paragraph; an open one may go on into the next."""
    opened: _Mark | None = None
    continued = False
    for n, paragraph in enumerate(paragraphs):
        queue = _possessives_dropped(text, marks[n])
        at = 0
        if opened is not None and queue and queue[0].start == paragraph.start and queue[0].may_open:
            at = 1  # the mark that opens each further paragraph of one quotation
        depth = 0
        while at < len(queue):
            mark = queue[at]
            following = queue[at + 1] if at + 1 < len(queue) else None
            if opened is None:
                if mark.may_open and not _is_stray(mark, queue, at):
                    opened, continued = mark, False
            elif mark.only_opens and not _closes_by_parity(opened, mark, queue, at):
                if _is_nested(queue, at):
                    depth += 1
                elif _is_inner_pair(opened, queue, at) and _opens_next(opened, paragraphs, marks, n):
                    at += 1  # both marks of it belong to the words
                else:
                    yield _stretch(text, opened, None, mark.start, continued)
                    opened, continued = mark, False
            elif depth and mark.may_close and _closes_later(queue, at):
                depth -= 1
            elif mark.may_close or following is None or mark.only_opens:
                yield _stretch(text, opened, mark, mark.start, continued)
                opened, depth = None, 0
            at += 1
        if opened is not None:
            if _goes_on(paragraphs, marks, n):
                continued = True
            else:
                yield _stretch(text, opened, None, paragraph.end, continued)
                opened = None


def _is_stray(mark: _Mark, queue: list[_Mark], at: int) -> bool:
    """A straight single mark that would open but that nothing after it closes is an apostrophe: 'em, the '.

    Double marks are never apostrophes and so never stray.
    """
    if mark.text not in SINGLE_MARKS or mark.text == "‘":
        return False
    return mark.may_close or not any(other.may_close for other in queue[at + 1 : at + 12])


def _possessives_dropped(text: str, queue: list[_Mark]) -> list[_Mark]:
    """Single marks without the apostrophes of "the voters' choice": after an s, before a small letter, with a better
    closing mark still to come before anything opens."""
    kept: list[_Mark] = []
    better = False  # a surer closing mark stands later, nothing opens between
    for mark in reversed(queue):
        doubtful = (
            mark.text in ("'", "’")
            and mark.only_closes
            and text[mark.start - 1 : mark.start] in ("s", "S", "z", "n")
            and text[mark.end : mark.end + 1] == " "
            and text[mark.end + 1 : mark.end + 2].isalnum()
        )
        if doubtful and better:
            continue
        if mark.may_close:
            better = True
        elif mark.may_open:
            better = False
        kept.append(mark)
    kept.reverse()
    return kept


def _closes_by_parity(opened: _Mark, mark: _Mark, queue: list[_Mark], at: int) -> bool:
    """True for a straight mark that looks as if it opened but whose paragraph only pairs up if it closes: '"No, "he said.'"""
    if mark.text not in ('"', "''") or mark.text != opened.text:
        return False
    return (len(queue) - at) % 2 == 1 and not (at + 1 < len(queue) and queue[at + 1].only_closes)


def _is_nested(queue: list[_Mark], at: int) -> bool:
    """True where two closing marks follow before anything opens: “He said “no” and left.”"""
    rest = queue[at + 1 : at + 3]
    return len(rest) == 2 and all(mark.may_close and not mark.only_opens for mark in rest)


def _is_inner_pair(opened: _Mark, queue: list[_Mark], at: int) -> bool:
    """True for the “so called” inside a quotation in straight marks: a pair of the other form."""
    if opened.text != '"' or queue[at].text != "“" or at + 1 == len(queue):
        return False
    return queue[at + 1].text == "”"


def _opens_next(opened: _Mark, paragraphs: tuple[Span, ...], marks: list[list[_Mark]], n: int) -> bool:
    """True where the next paragraph begins with the mark that opened the quotation, as each further paragraph of one does."""
    if n + 1 == len(paragraphs) or not marks[n + 1]:
        return False
    first = marks[n + 1][0]
    return first.start == paragraphs[n + 1].start and first.text == opened.text


def _closes_later(queue: list[_Mark], at: int) -> bool:
    return at + 1 < len(queue) and queue[at + 1].may_close


def _goes_on(paragraphs: tuple[Span, ...], marks: list[list[_Mark]], n: int) -> bool:
    """True where the quotation open at the end of paragraph `n` goes on: the next opens with a mark, or closes it first."""
    if n + 1 == len(paragraphs):
        return False
    following = marks[n + 1]
    if following and following[0].start == paragraphs[n + 1].start and following[0].may_open:
        return True
    for later in marks[n + 1 : n + 1 + _LOOKAHEAD]:
        if later:
            return later[0].only_closes
    return False


def _stretch(text: str, opened: _Mark, closed: _Mark | None, end: int, continued: bool) -> Stretch:
    inside = Span(opened.end, max(opened.end, end))
    flags = ["continued"] if continued else []
    if closed is None:
        inside = Span(opened.end, max(opened.end, inside.strip(text).end))
        flags.append("unclosed")
    elif _PARTNERS.get(opened.text, "") != closed.text:
        flags.append("mismatched")
    outside = Span(opened.start, closed.end if closed is not None else inside.end)
    return Stretch(inside, outside, opened.text, closed.text if closed is not None else None, tuple(flags))
