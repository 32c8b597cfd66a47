"""Which decisions stand, and where two people decided one thing in two ways.

In: decisions in the order in which they came into the case, each with the file that it came from (None: made here). Out: those
that nothing has taken back, and conflicts. Of two decisions of one hand the later counts, and so does one made here after
another person's was taken in, because it was made knowing of it. All else is a conflict, in which neither side counts until
somebody decides again or takes one back; only what to mask stays masked meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model.findings import Judgement

UNDO = "undo"
_QUOTE = ("right_speaker", "not_a_quotation")
_PERSON = ("same_person",)
_MASK = ("mask", "unmask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing that was decided in two ways; `sides` are the decisions that contradict each other, in their order."""

    subject: str
    sides: tuple[Judgement, ...]


def not_taken_back(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The decisions that nothing has taken back; an undo can itself be undone.

    An undo that another person's file brought takes back what came with it, and of other decisions only its author's own.
    """
    by_id = {judgement.id: judgement for judgement in judgements}
    undone: set[str] = set()
    standing = []
    for judgement in reversed(judgements):
        if judgement.id in undone:
            continue
        if judgement.decision == UNDO and not _is_foreign(judgement, by_id):
            undone.add(judgement.undoes or "")
        standing.append(judgement)
    return tuple(reversed(standing))


def find_conflicts(judgements: Sequence[Judgement]) -> tuple[Conflict, ...]:
    """Every subject on which two hands differ, in the order of their first decision."""
    by_id = {judgement.id: judgement for judgement in judgements}
    hands: dict[str, list[Judgement]] = {}
    for judgement in not_taken_back(judgements):
        about = by_id.get(judgement.undoes or "") if judgement.decision == UNDO else judgement
        if about is None or (judgement.decision == UNDO and not _is_foreign(judgement, by_id)):
            continue
        for subject in _subjects(about):
            before = hands.get(subject, [])
            others = [one for one in before if one.batch != judgement.batch]
            hands[subject] = [judgement] if judgement.batch is None else [*others, judgement]
    return tuple(
        Conflict(subject=subject, sides=tuple(sides))
        for subject, sides in hands.items()
        if len({_said(one, by_id) for one in sides}) > 1
    )


def mark_contested(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The decisions with those marked that are about a subject in conflict; what masks is never marked."""
    subjects = {conflict.subject for conflict in find_conflicts(judgements)}
    if not subjects:
        return tuple(judgements)
    return tuple(
        replace(one, is_contested=True) if one.decision not in (UNDO, "mask") and subjects.intersection(_subjects(one)) else one
        for one in judgements
    )


def _is_foreign(undo: Judgement, by_id: dict[str, Judgement]) -> bool:
    """True for an undo that another person's file brought for a decision that it did not bring and that is not its author's."""
    undone = by_id.get(undo.undoes or "")
    return undo.batch is not None and undone is not None and undone.batch != undo.batch and undone.who != undo.who


def _subjects(judgement: Judgement) -> tuple[str, ...]:
    """What a decision is about: of decisions with the same subject only one can be right."""
    target, value = judgement.target_id, judgement.value or ""
    if judgement.decision in _QUOTE:
        return (f"quote {target}",)
    if judgement.decision in _PERSON:  # which of two rows is kept can be decided in two ways as well
        return (f"person {target}", f"people {min(target, value)} {max(target, value)}")
    if judgement.decision in _MASK:
        return (f"mask {target}",)
    return (f"{judgement.decision} {target} {value}",)


def _said(judgement: Judgement, by_id: dict[str, Judgement]) -> tuple[str, str | None]:
    """What a decision says of its subject; an undo says that the other is not so."""
    if judgement.decision == UNDO:
        undone = by_id[judgement.undoes or ""]
        return (f"{UNDO} {undone.decision}", undone.value)
    return (judgement.decision, None if judgement.decision in _MASK else judgement.value)
