"""Words on which a count turns, named and never merged (F207): conviction, charge, arrest, record, history, criminal.

In: a case. Out: one note for each story (or lone text) in which a figure's sentence uses such a word and the texts use more
than one of them, or one in more than one strength. Trap: "no criminal record whatsoever" says more than "not convicted"; a
count of the one is no count of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checks.agreement_rules import DEFINITION
from onrecord.checks.figure_sentences import frame_figures
from onrecord.checks.registry import finding
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.spans import Span

# Each class with what its words may look like, the negation and the strengthening beside them included.
_NO = r"(?:\b(?:no|without|without any|not having|lacked|lacking|clean|never had) (?:an? |any )?)?"
_WHATEVER = r"(?: (?:whatsoever|at all))?"
_PRIOR = r"(?:(?:prior|previous|past|criminal) ){0,2}"
_TERMS = (
    ("criminal record", rf"{_NO}\b{_PRIOR}(?:criminal|police|arrest) records?\b{_WHATEVER}|\bclean records?\b"),
    ("criminal history", rf"{_NO}\b{_PRIOR}criminal histor(?:y|ies)\b{_WHATEVER}"),
    ("conviction", rf"{_NO}\b{_PRIOR}convictions?\b{_WHATEVER}|\b(?:not |never )?(?:been )?convicted\b"),
    ("charge", rf"{_NO}\b(?:criminal|pending) charges?\b|\bcharged with (?:a |any )?crimes?\b"),
    (
        "criminal",
        r"\b(?:violent |convicted |hardened |serious |dangerous )?criminals\b(?! at all)|\b(?:not )?criminals at all\b"
        r"|\bcriminal aliens?\b",
    ),
)
_TERM_RE = re.compile("|".join(f"(?P<t{at}>{pattern})" for at, (_, pattern) in enumerate(_TERMS)), re.IGNORECASE)
# Only a denial comes in strengths worth a note: "clean", "no ... whatsoever", "at all".
_STRONG_RE = re.compile(r"^(?:no|without|clean|lack\w*|not|never)\b|whatsoever|at all")
# What each of these words holds, and no blank of theirs is a line break: lines without it are not read by the long pattern.
_STEM_RE = re.compile(r"record|histor|convict|charge|criminal", re.IGNORECASE)
_MOST_PLACES = 12


def check_definitions(case: CaseRecords) -> Iterator[Finding]:
    """A note for each story or lone text whose figures turn on such words."""
    parts = {part.document.id: part for part in case.parts}
    grouped: set[str] = set()
    for story in case.links.stories:
        members = [parts[one] for one in story.document_ids if one in parts]
        grouped.update(part.document.id for part in members)
        yield from _note(members)
    for part in case.parts:
        if part.document.id not in grouped:
            yield from _note([part])


def _note(parts: Sequence[DocumentRecords]) -> Iterator[Finding]:
    wordings: dict[tuple[str, str], Place] = {}
    for part in parts:
        for name, place in _terms(part):
            wordings.setdefault((name, " ".join(place.text.lower().split())), place)
    names = sorted({name for name, _ in wordings})
    if len(wordings) < 2 or (len(names) == 1 and not any(_STRONG_RE.search(words) for _, words in wordings)):
        return
    if not any(_has_counted_term(part) for part in parts):  # asked last: it reads every sentence with a figure
        return
    listed = "; ".join(f"{name}: {', '.join(repr(words) for other, words in wordings if other == name)}" for name in names)
    ground = "different definitions, which count different people" if len(names) > 1 else "one word in different strengths"
    yield finding(
        DEFINITION,
        message=f"Figures here turn on {ground}: {listed}.",
        outcome=Outcome.CANNOT_TELL,
        places=list(wordings.values())[:_MOST_PLACES],
        working=" / ".join(names),
    )


def _has_counted_term(part: DocumentRecords) -> bool:
    """True where such a word stands in the sentence of a figure that counts or shares people."""
    text = frame_figures(part.document, part.mentions.figures)
    for sentence in text.sentences:
        counts = any(figure.kind in ("count", "share", "ratio") and figure.approx != "ordinal" for figure in sentence.figures)
        large = any(figure.stated is None or figure.stated > 3 or figure.kind != "count" for figure in sentence.figures)
        if counts and large and _TERM_RE.search(sentence.frame):
            return True
    return False


def _terms(part: DocumentRecords) -> Iterator[tuple[str, Place]]:
    document = part.document
    for start, end in _lines_with_stems(document.text):
        for match in _TERM_RE.finditer(document.text, start, end):
            at = int((match.lastgroup or "t0")[1:])
            span, page = Span(match.start(), match.end()), document.page_at(match.start())
            yield _TERMS[at][0], Place(document_id=document.id, span=span, text=match.group(), page=page)


def _lines_with_stems(text: str) -> Iterator[tuple[int, int]]:
    end = -1
    for stem in _STEM_RE.finditer(text):
        if stem.start() >= end:
            start, end = text.rfind("\n", 0, stem.start()) + 1, text.find("\n", stem.end())
            end = len(text) if end < 0 else end
            yield start, end
