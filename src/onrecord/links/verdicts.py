"""Verdicts: what became of a quotation, decided by rules over what was changed and what was cut, never by a score.

In: an `Evidence`: the edits, the cuts with their omitted words, where the strands lie, whose words they are. Out: a
`Ruling`: one verdict, the trigger word that made a cut worth checking, and a note in words.
The rules are those of the method note: marked and allowed, minor, material, truncated, stitched, misattributed, up to a
redaction. Where two apply, the graver one stands. A cut is only ever called neutral when no governing word was cut away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.links import Edit, Verdict
from onrecord.text.triggers import ADVERBS, FAR_REACHING, Trigger, find_triggers
from onrecord.text.wordforms import is_auxiliary, is_modal
from onrecord.text.words import Word

# Unmarked, these change what was said.
MATERIAL = frozenset(("pronoun", "modal", "negation", "number", "name", "word", "insertion", "omission"))
# Unmarked, these leave it as it was said.
MINOR = frozenset(
    ("article", "tense", "inflection", "contraction", "number_spelling", "spelling", "function_word", "punctuation")
)
# In brackets, these are what style guides allow.
ALLOWED_IN_BRACKETS = frozenset(("case", "pronoun", "tense", "inflection", "clarification", "article", "contraction", "same"))

_BESIDE = 2  # words right beside the kept ones, which govern them whatever their kind: "decided | not to"
_NEGATION_BEFORE = 3  # "is not really | ..."
_SUBJECT_BEFORE = 4  # "said that the raids were | ...": a "that" and a short subject between
_COMPLEMENT_BEFORE = 8  # "does not for a moment believe that | ...": how far before a "that" or "to" a negation still governs


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Record words that the quotation leaves out. `kind`: before, after (the rest of the sentence), gap, break.

    `clause_words` are those with no clause boundary between them and the kept words; `clause_starts` number the words
    that follow a boundary.
    """

    kind: str
    words: tuple[Word, ...]
    clause_words: tuple[Word, ...]
    text: str
    clause_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a verdict rests on. `apart` says why the strands do not belong together; `other_speaker` who sent the words
    when the coverage names another; `redaction` describes the box the words run into."""

    edits: tuple[Edit, ...] = ()
    cuts: tuple[Cut, ...] = ()
    apart: str | None = None
    other_speaker: str | None = None
    redaction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verdict with its reason."""

    verdict: Verdict
    trigger: str | None = None
    note: str | None = None


def decide(evidence: Evidence) -> Ruling:
    """The gravest verdict that the evidence bears."""
    material = [edit for edit in evidence.edits if is_material(edit)]
    if material:
        return Ruling(verdict=Verdict.ALTERED_MATERIAL, note=_with_speaker(_edits_in_words(material), evidence))
    if evidence.other_speaker:
        return Ruling(verdict=Verdict.MISATTRIBUTED, note=f"the record gives these words to {evidence.other_speaker}")
    if evidence.apart:
        return Ruling(verdict=Verdict.STITCHED, note=evidence.apart)
    if evidence.redaction:
        return Ruling(verdict=Verdict.UP_TO_REDACTION, note=evidence.redaction)
    cut = governing_cut(evidence.cuts)
    if cut is not None:
        trigger, omitted = cut
        return Ruling(verdict=Verdict.TRUNCATED_CHECK, trigger=trigger.text, note=f"{trigger.kind} cut: {omitted.text}")
    return _mild(evidence)


def _mild(evidence: Evidence) -> Ruling:
    kinds = {edit.kind for edit in evidence.edits if not edit.marked}
    if kinds & MINOR:
        return Ruling(verdict=Verdict.ALTERED_MINOR, note=_edits_in_words([e for e in evidence.edits if e.kind in MINOR]))
    if any(edit.marked for edit in evidence.edits):
        return Ruling(verdict=Verdict.ALTERED_MARKED)
    if any(cut.words for cut in evidence.cuts):
        return Ruling(verdict=Verdict.TRUNCATED_NEUTRAL)
    if kinds:
        return Ruling(verdict=Verdict.EXACT_BUT_CASE)
    return Ruling(verdict=Verdict.EXACT)


def is_material(edit: Edit) -> bool:
    """True where the edit changes what was said: any material kind without a mark, or a mark around more than style allows."""
    if edit.marked:
        return edit.kind not in ALLOWED_IN_BRACKETS
    if edit.kind == "tense":
        return any(is_modal(word) for word in (edit.quote.lower(), edit.record.lower()))
    return edit.kind in MATERIAL


def governing_cut(cuts: Sequence[Cut]) -> tuple[Trigger, Cut] | None:
    """The first cut that takes away a word which governs kept ones, with that word."""
    for cut in cuts:
        trigger = _governing_trigger(cut)
        if trigger is not None:
            return trigger, cut
    return None


def _governing_trigger(cut: Cut) -> Trigger | None:
    keys = [word.key for word in cut.words]
    triggers = find_triggers(keys)
    if cut.kind in ("gap", "break"):
        return triggers[0] if triggers else None
    if cut.kind == "after":
        return next((trigger for trigger in triggers if _governs_backward(trigger, cut)), None)
    return next((trigger for trigger in reversed(triggers) if _governs_forward(trigger, cut, keys)), None)


def _governs_backward(trigger: Trigger, cut: Cut) -> bool:
    """True where a word after the kept ones governs them: "..., but not yet", "... only if", "... | reportedly"."""
    opens_clause = trigger.first == 0 or trigger.first in cut.clause_starts
    if trigger.text in FAR_REACHING:
        return True
    if trigger.kind in ("condition", "contrast"):
        return opens_clause
    if trigger.kind == "attribution":  # "..., officials said"
        return any(0 <= trigger.first - start <= _BESIDE for start in cut.clause_starts)
    if trigger.kind == "hedge":
        return opens_clause and trigger.text in ADVERBS
    return trigger.kind in ("negation", "restriction", "modal", "number") and trigger.first < min(
        len(cut.clause_words), _BESIDE
    )


def _governs_forward(trigger: Trigger, cut: Cut, keys: Sequence[str]) -> bool:
    """True where a word before the kept ones governs them: "not | ...", "said that | ...", "if ..., | ..."."""
    if trigger.text in FAR_REACHING and trigger.kind == "condition":
        return True
    after = len(keys) - trigger.last
    if len(keys) - trigger.first > len(cut.clause_words):
        return False
    verb_kept = is_auxiliary(keys[-1]) or is_modal(keys[-1])  # "claims that the raids were | ..."
    takes_clause = verb_kept or keys[-1] in ("that", "to", "whether") or find_triggers(keys[-1:])[-1:] != ()
    if trigger.kind == "negation":
        return after < (_COMPLEMENT_BEFORE if takes_clause else _NEGATION_BEFORE)
    if trigger.kind in ("attribution", "hedge") and trigger.text not in ADVERBS:
        return after == 0 or (after == 1 and keys[-1] == "that") or (verb_kept and after <= _SUBJECT_BEFORE)
    return after < _BESIDE


def _edits_in_words(edits: Sequence[Edit]) -> str:
    """The edits as a reader wants them: `number: "41" for "11"`."""
    said = []
    for edit in edits[:4]:
        if edit.quote and edit.record:
            said.append(f"{edit.kind}: “{edit.quote}” for “{edit.record}”")
        elif edit.quote:
            said.append(f"{edit.kind}: “{edit.quote}” is not in the record")
        else:
            said.append(f"{edit.kind}: “{edit.record}” is left out")
    return "; ".join(said)


def _with_speaker(note: str, evidence: Evidence) -> str:
    if evidence.other_speaker is None:
        return note
    return f"{note}; the record gives the words to {evidence.other_speaker}"
