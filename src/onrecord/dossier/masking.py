"""Masking: what of a case's words may be shown to others.

In: a case file, the user's list of names to keep, a person's decisions. Out: a `Masker` that takes any words of the case, a
path, the words of a page or a finding, and gives them back with private names and numbers covered by pseudonyms that
are the same everywhere in the case. Which pseudonym is whose stands in the case alone. Trap: words that were cut before
they are masked may end in half a name; mask first (`passage` takes care of it), cut afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.dossier.case_texts import CaseTexts, load_texts
from onrecord.dossier.mask_records import BY_PERSON, BY_RULE, EMAIL, WORDS, MaskDecision, MaskedSpan
from onrecord.dossier.name_book import Bearer, NameBook, make_book
from onrecord.dossier.name_evidence import see_names
from onrecord.dossier.name_matcher import NameMatcher
from onrecord.dossier.name_shapes import name_words
from onrecord.dossier.plain_text import Plain, make_plain
from onrecord.dossier.private_values import Value, find_values, literal_key
from onrecord.dossier.small_counts import SmallCounts
from onrecord.dossier.table_rows import cover_table
from onrecord.dossier.value_book import KnownValue, ValueBook, mail_bodies, make_value_book
from onrecord.errors import SettingsError
from onrecord.model.documents import Box, Word
from onrecord.model.findings import Finding, Judgement
from onrecord.model.ids import make_id

MASK, UNMASK = "mask", "unmask"
NAME_KIND = "name"
_Found = tuple[int, int, str, str, str]  # start and end in a plain text, kind, reason, pseudonym
_BLANKS_RE = re.compile(r"[\s,]{0,3}")
_UNSAFE_RE = re.compile(r"[^A-Za-z0-9]+")


def make_masker(
    case: Path,
    *,
    keep: Iterable[str] = (),
    decisions: Sequence[Judgement] | None = None,
    small: SmallCounts | None = None,
) -> Masker:
    """The masker of a built case. `keep` are names of the user's own list; `decisions` None: those in force in the case file.
    `small` None: no count of fewer than ten is shown.

    Raises CaseFileError where the file is no built case.
    """
    with reading(case) as connection:
        texts = load_texts(connection)
    if decisions is not None:
        texts = replace(texts, judgements=tuple(decisions))
    plains = [make_plain(document.text) for document in texts.documents]
    found = [list(find_values(plain)) for plain in plains]
    beside = [
        (number, words) for number, document in enumerate(texts.documents) for words in (document.source, *document.beside)
    ]
    order = {document.id: number for number, document in enumerate(texts.documents)}
    for message in texts.messages:
        printed = (message.sender, message.sender_address, *message.to, *message.cc, *message.bcc, *message.to_addresses)
        words = (*printed, message.subject, *message.attachments)
        beside += [(order[message.document_id], one) for one in words if one]
    bodies = mail_bodies(value.key for values in found for value in values if value.kind == EMAIL)
    names = make_book(see_names(texts, plains, found, keep), _judged_names(texts.judgements), bodies)
    values = make_value_book(texts, plains, found, beside, names, _judged_words(texts.judgements))
    return Masker(case=case, texts=texts, names=names, values=values, small=small or SmallCounts(case))


@dataclass(slots=True)
class Masker:
    """Covers what is private. Made by `make_masker`; holds what it has looked up and decides nothing anew."""

    case: Path
    texts: CaseTexts
    names: NameBook
    values: ValueBook
    small: SmallCounts
    _matcher: NameMatcher = field(init=False)
    _by_id: dict[str, int] = field(init=False)
    _spans: dict[str, tuple[MaskedSpan, ...]] = field(init=False, default_factory=dict)
    _present: dict[str, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._matcher = NameMatcher(self.names)
        self._by_id = {document.id: number for number, document in enumerate(self.texts.documents)}

    def text(self, words: str, *, document_id: str | None = None) -> str:
        """The words with all that is private covered; `document_id` tells which of two Garcias is meant."""
        return _covered(words, self.spans(words, document_id=document_id), _as_said)

    def name(self, path: str) -> str:
        """A file name or path with all that is private covered, in letters that a file name may have."""
        return _covered(path, self.spans(path), _as_file_name)

    def passage(self, document_id: str, start: int, end: int) -> str:
        """A stretch of a document; a name that reaches over its ends is covered as a whole."""
        text = self.texts.documents[self._by_id[document_id]].text
        inside = [span for span in self.document_spans(document_id) if span.start < end and start < span.end]
        if inside:
            start, end = min(start, inside[0].start), max(end, inside[-1].end)
        moved = [replace(span, start=span.start - start, end=span.end - start) for span in inside]
        return _covered(text[start:end], moved, _as_said)

    def document_spans(self, document_id: str) -> tuple[MaskedSpan, ...]:
        """What is covered in the text of a document, every row of a table that lists cases among it."""
        if document_id not in self._spans:
            document = self.texts.documents[self._by_id[document_id]]
            spans = self.spans(document.text, document_id=document_id)
            self._spans[document_id] = cover_table(spans, document, self.small.smallest)
        return self._spans[document_id]

    def spans(self, words: str, *, document_id: str | None = None) -> tuple[MaskedSpan, ...]:
        """What is covered in any words, in order, without overlaps: what it is, why, and what stands for it."""
        plain = make_plain(words)
        present = self._bearers_in(document_id) if document_id is not None else frozenset()
        covered = [*self._named(plain, present), *self._valued(plain)]
        return _joined(covered, words, plain)

    def boxes(self, words: Sequence[Word]) -> tuple[Box, ...]:
        """The boxes of the words of a page that must be painted over in a picture of it.

        A word that no reader found has no box: show of a scanned page only what stands in the boxes of words.
        """
        text, places = "", []
        for at, word in enumerate(words):
            if at:
                text += "\n" if word.box.top > words[at - 1].box.bottom - 1 else " "
            places.append((len(text), len(text) + len(word.text)))
            text += word.text
        spans = self.spans(text)
        return tuple(
            word.box
            for word, (start, end) in zip(words, places, strict=True)
            if any(span.start < end and start < span.end for span in spans)
        )

    def finding(self, finding: Finding) -> Finding:
        """A finding without the counts of a few; its words are not yet covered."""
        return self.small.finding(finding)

    def decisions(self) -> tuple[MaskDecision, ...]:
        """Every person and every private value of the case with what becomes of it and why, people first."""
        counts: Counter[str] = Counter()
        for document in self.texts.documents:
            plain = make_plain(document.text)
            counts.update(bearer.id for hit in self._matcher.find(plain) for bearer in hit.bearers[:1])
            counts.update(entry.id for value in self._all_values(plain) if (entry := self.values.entry(value.key)) is not None)
        met = (self._of_bearer(b, counts) for b in self.names.bearers if b.order < len(self.texts.documents) or counts[b.id])
        return (*met, *(self._of_value(value, counts) for value in self.values.entries))

    def identify(self, words_or_id: str) -> tuple[str, str]:
        """Which person or value of the case is meant: its id and its words as printed. What the case does not know has an id
        made from its words. Raises SettingsError where an id is nobody's or there is nothing to mask in the words."""
        for bearer in self.names.bearers:
            if bearer.id == words_or_id:
                return bearer.id, bearer.printed[0]
        for entry in self.values.entries:
            if entry.id == words_or_id:
                return entry.id, entry.printed[0]
        plain = make_plain(words_or_id)
        for value in find_values(plain):
            known = self.values.entry(value.key)
            return (known.id, words_or_id) if known else (make_id("k", value.kind, value.key), words_or_id)
        words = frozenset(name_words(plain.text))
        is_id = re.fullmatch(r"k-[0-9a-f]{16}", words_or_id)
        if not is_id and any(map(str.isdigit, plain.text)):
            return make_id("k", WORDS, literal_key(words_or_id)), words_or_id
        if not words or is_id:
            raise SettingsError(f"nothing to mask in {words_or_id!r}", hint="onrecord mask CASE lists what is masked and kept")
        same = [bearer for bearer in self.names.bearers if words == bearer.words or words in bearer.spellings]
        holders = same or [bearer for bearer in self.names.bearers if words <= bearer.words]
        return (holders[0].id if len(holders) == 1 else make_id("k", NAME_KIND, *sorted(words))), words_or_id

    # ---- inside --------------------------------------------------------------------------------------------------------

    def _named(self, plain: Plain, present: frozenset[str]) -> list[_Found]:
        found = []
        for hit in self._matcher.find(plain):
            if hit.is_masked:
                one = _the_one(hit.bearers, present)
                pseudonym, reason = (one.pseudonym, one.reason) if one else ("[name]", "a name that several people bear")
                found.append((hit.start, hit.end, NAME_KIND, reason, pseudonym))
        return found

    def _valued(self, plain: Plain) -> list[_Found]:
        found = []
        for value in self._all_values(plain):
            entry = self.values.entry(value.key)
            if entry is None:
                found.append((value.start, value.end, value.kind, value.reason, f"[{value.kind}]"))
            elif entry.is_masked:
                found.append((value.start, value.end, entry.kind, entry.reason, entry.pseudonym))
        return found

    def _all_values(self, plain: Plain) -> list[Value]:
        return [*find_values(plain), *self.values.known.find(plain)]

    def _bearers_in(self, document_id: str) -> frozenset[str]:
        """Who is told by a full name in a document."""
        if document_id not in self._present:
            told: set[str] = set()
            for hit in self._matcher.find(make_plain(self.texts.documents[self._by_id[document_id]].text)):
                told.update(bearer.id for bearer in hit.bearers if len(hit.bearers) == 1)
            self._present[document_id] = frozenset(told)
        return self._present[document_id]

    def _of_bearer(self, bearer: Bearer, counts: Counter[str]) -> MaskDecision:
        known = 0 <= bearer.order < len(self.texts.documents)
        return MaskDecision(
            id=bearer.id,
            kind=NAME_KIND,
            texts=bearer.printed,
            pseudonym=bearer.pseudonym,
            is_masked=bearer.is_masked,
            reason=bearer.reason,
            n_places=counts[bearer.id],
            source=self.texts.documents[bearer.order].source if known else None,
            start=bearer.start if known else None,
            decided_by=BY_PERSON if bearer.by_person else BY_RULE,
        )

    def _of_value(self, value: KnownValue, counts: Counter[str]) -> MaskDecision:
        return MaskDecision(
            id=value.id,
            kind=value.kind,
            texts=value.printed,
            pseudonym=value.pseudonym if value.is_masked else "",
            is_masked=value.is_masked,
            reason=value.reason,
            n_places=counts[value.id],
            source=self.texts.documents[value.order].source,
            start=value.start,
            decided_by=BY_PERSON if value.by_person else BY_RULE,
        )


def _the_one(bearers: Sequence[Bearer], present: frozenset[str]) -> Bearer | None:
    """The person meant: the only one, or the only one whom the document names in full."""
    if len(bearers) == 1:
        return bearers[0]
    here = [bearer for bearer in bearers if bearer.id in present]
    return here[0] if len(here) == 1 else None


def _joined(found: list[_Found], words: str, plain: Plain) -> tuple[MaskedSpan, ...]:
    """What is covered as stretches of the original: overlapping ones as one, and one person's words beside each other too."""
    spans: list[MaskedSpan] = []
    placed = [_placed(plain, one) for one in found]
    for new in sorted(placed, key=lambda span: (span.start, -span.end, span.kind == NAME_KIND, span.pseudonym)):
        last = spans[-1] if spans else None
        if last is not None and new.start < last.end:
            longer = new if last.kind == NAME_KIND and new.kind != NAME_KIND else last
            spans[-1] = replace(longer, start=last.start, end=max(last.end, new.end))
        elif last is not None and last.pseudonym == new.pseudonym and _BLANKS_RE.fullmatch(words, last.end, new.start):
            spans[-1] = replace(last, end=new.end)
        else:
            spans.append(new)
    return tuple(spans)


def _placed(plain: Plain, found: _Found) -> MaskedSpan:
    start, end, kind, reason, pseudonym = found
    place = plain.original(start, end)
    return MaskedSpan(start=place.start, end=place.end, kind=kind, reason=reason, pseudonym=pseudonym)


def _covered(words: str, spans: Sequence[MaskedSpan], say: Callable[[str], str]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (words[at : span.start], say(span.pseudonym))
        at = span.end
    return "".join((*pieces, words[at:]))


def _as_said(pseudonym: str) -> str:
    return pseudonym


def _as_file_name(pseudonym: str) -> str:
    return _UNSAFE_RE.sub("-", pseudonym).strip("-")


def _judged_words(judgements: Sequence[Judgement]) -> list[tuple[str, bool, str]]:
    return [
        (one.value, one.decision == MASK, f"decided by {one.who}" + (f": {one.reason}" if one.reason else ""))
        for one in judgements
        if one.decision in (MASK, UNMASK) and one.value
    ]


def _judged_names(judgements: Sequence[Judgement]) -> list[tuple[tuple[str, ...], bool, str]]:
    """The decisions that are about a name and not about a number or an address."""
    judged = []
    for words, masked, reason in _judged_words(judgements):
        plain = make_plain(words)
        if any(map(str.isdigit, plain.text)) or next(find_values(plain), None) is not None:
            continue
        if key := name_words(plain.text):
            judged.append((key, masked, reason))
    return judged


def read_kept_names(path: Path | None) -> tuple[str, ...]:
    """The names of the user's own list, one a line; a line that begins with # says something else. None: no list.

    Raises SettingsError where the file cannot be read.
    """
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"cannot read the list of names {path}: {error}", hint="a text file with one name a line"
        ) from error
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
