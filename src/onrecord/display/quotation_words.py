"""What became of a quotation, in words: verdicts, edits, the coverage statement; and the stretches as two runs of marked text.

In: records of links and the stretches of `text.comparison`. Out: text, or pieces for a template. Trap: a verdict says what
is shown and no more; "not found" always says in what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.display.words import counted
from onrecord.model.links import Coverage, Edit, Verdict
from onrecord.text.comparison import Stretch

# verdict: its label, what it says in a sentence, and how it is drawn: good, warn, bad or open
_VERDICTS: dict[str, tuple[str, str, str]] = {
    "exact": ("exact", "The words stand in the record as they are quoted.", "good"),
    "exact_but_case": ("exact but for capitals", "The words stand in the record; only capitals differ.", "good"),
    "altered_marked": (
        "altered, marked",
        "The quotation departs from the record where brackets or an ellipsis say so.",
        "good",
    ),
    "altered_minor": ("altered slightly", "The words differ from the record in form and not in what they say.", "warn"),
    "altered_material": ("altered", "Inside the marks stand other words than in the record, and nothing says so.", "bad"),
    "truncated_neutral": ("cut", "The words stand in the record; the rest of their sentence is left out.", "good"),
    "truncated_check": ("cut, to be read", "What was left out of the sentence may govern the words that were kept.", "warn"),
    "stitched": ("stitched", "Words from different places stand within one pair of marks.", "bad"),
    "misattributed": (
        "wording exact; speaker differs",
        "The words stand in the record, and the record gives them to another.",
        "bad",
    ),
    "up_to_redaction": ("up to a redaction", "The words stand in the record as far as it can be read.", "open"),
    "near": ("not verbatim", "The likeliest place in the records says it in other words.", "open"),
    "not_found": ("not found", "The words were not found in what is loaded.", "open"),
    "untraced": (
        "not looked for",
        "A term or a word held at a distance; nobody's speech, so the records were not searched.",
        "open",
    ),
}
_EDIT_NAMES = {
    "case": "capitals",
    "punctuation": "punctuation",
    "insertion": "inserted",
    "omission": "left out",
    "pronoun": "pronoun",
    "tense": "tense",
    "word": "another word",
    "negation": "negation",
    "number": "number",
    "contraction": "contraction",
}


def verdict_label(verdict: Verdict | str) -> str:
    """The verdict in a few words.

    >>> verdict_label(Verdict.MISATTRIBUTED)
    'wording exact; speaker differs'
    """
    return _VERDICTS[str(verdict)][0]


def verdict_sentence(verdict: Verdict | str) -> str:
    """What the verdict says, in a sentence."""
    return _VERDICTS[str(verdict)][1]


def verdict_tone(verdict: Verdict | str) -> str:
    """How the verdict is drawn: good, warn, bad or open; its words always stand beside the colour."""
    return _VERDICTS[str(verdict)][2]


def edit_words(edit: Edit) -> str:
    """One difference in words.

    >>> edit_words(Edit(kind="pronoun", quote="[they]", record="we", marked=True))
    'pronoun: “we” became “[they]”, marked'
    """
    if edit.record and edit.quote:
        change = f"“{edit.record}” became “{edit.quote}”"
    elif edit.record:
        change = f"“{edit.record}” was left out"
    else:
        change = f"“{edit.quote}” was put in"
    name = _EDIT_NAMES.get(edit.kind, edit.kind.replace("_", " "))
    return f"{name}: {change}, {'marked' if edit.marked else 'not marked'}"


def coverage_statement(coverage: Coverage | None) -> str:
    """What was searched when something was not found.

    >>> coverage_statement(Coverage(n_messages=3, n_pages=40, n_unreadable_pages=0, n_withheld_pages=2, n_documents=1))
    'Not found in the 1 document, 3 messages, 40 pages loaded; of these 2 pages are withheld.'
    """
    if coverage is None:
        return "Not found in the records loaded."
    numbers = ((coverage.n_documents, "document"), (coverage.n_messages, "message"), (coverage.n_pages, "page"))
    searched = ", ".join(counted(number, noun) for number, noun in numbers if number)
    closed = [
        f"{counted(number, 'page')} {'is' if number == 1 else 'are'} {what}"
        for number, what in ((coverage.n_unreadable_pages, "unreadable"), (coverage.n_withheld_pages, "withheld"))
        if number
    ]
    of_these = f"; of these {' and '.join(closed)}" if closed else ""
    return f"Not found in the {searched or 'records'} loaded{of_these}."


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRun:
    """One run of one side: its words, the class it is drawn by (empty where both sides agree), and what that means."""

    words: str
    drawn: str = ""
    says: str = ""


def quotation_runs(stretches: Sequence[Stretch]) -> list[MarkedRun]:
    """The quotation's side: what was put in or altered is marked."""
    drawn = {"altered": ("altered", "other words in the record"), "marked": ("bracketed", "a bracket by the writer")}
    drawn["inserted"] = ("inserted", "not in the record")
    runs = []
    for stretch in stretches:
        name, says = drawn.get(stretch.kind, ("", ""))
        if stretch.quote:
            runs.append(MarkedRun(words=stretch.quote, drawn=name, says=says))
    return runs


def record_runs(stretches: Sequence[Stretch], trigger: str | None = None) -> list[MarkedRun]:
    """The record's side: what was left out or altered is marked; `trigger` is the word among the cut ones that governs."""
    drawn = {"altered": ("altered", "altered in the quotation"), "marked": ("bracketed", "replaced in brackets")}
    drawn |= {"omitted": ("left-out", "left out of the quotation"), "gap": ("left-out", "left out at an ellipsis")}
    drawn["break"] = ("left-out", "left out where the writer interrupts")
    runs = []
    for stretch in stretches:
        name, says = drawn.get(stretch.kind, ("", ""))
        if stretch.record:
            cut = (
                cut_runs(stretch.record, trigger)
                if name == "left-out"
                else [MarkedRun(words=stretch.record, drawn=name, says=says)]
            )
            runs.extend(cut)
    return runs


def cut_runs(words: str, trigger: str | None) -> list[MarkedRun]:
    """Words that were cut, with the one among them that governs what was kept set apart."""
    whole = MarkedRun(words=words, drawn="left-out", says="left out of the quotation")
    if not any(character.isalnum() for character in words):
        return [MarkedRun(words=words)] if words else []
    if not trigger:
        return [whole]
    at = words.casefold().find(trigger.casefold())
    if at < 0 or len(words.casefold()) != len(words):
        return [whole]
    pieces = (words[:at], words[at : at + len(trigger)], words[at + len(trigger) :])
    names = (("left-out", whole.says), ("trigger", "the word that governs the words kept"), ("left-out", whole.says))
    return [MarkedRun(words=piece, drawn=drawn, says=says) for piece, (drawn, says) in zip(pieces, names, strict=True) if piece]
