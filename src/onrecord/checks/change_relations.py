"""Which figures are said to be a level before, a level after, and the change between them.

In: framed sentences. Out: `Relation`s of kind change. Trap: "rose from 50 to 60" is two values and no range; a change
without both levels in its sentence is read by nobody here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.figure_relations import BY, FROM, NP, TO, Relation, marked_figure
from onrecord.checks.figure_sentences import FigureSentence, FigureText
from onrecord.model.mentions import Figure

_UP = "rose|increased|grew|climbed|jumped|soared|surged|went up|swelled|expanded|gained|up"
_DOWN = "fell|dropped|declined|decreased|shrank|sank|went down|plunged|plummeted|slipped|slid|tumbled|dipped|down"
_FACTOR = "doubled|tripled|quadrupled|halved"
_NOUN = "increase|rise|gain|jump|surge|growth|spike|decrease|drop|decline|fall|reduction|loss|cut|dip"
_VERB = rf"(?P<verb>{_UP}|{_DOWN}|{_FACTOR})"
_FROM_TO = rf"from {FROM}{NP} to {TO}"
# as in "rose from 50 to 60 boats, an increase of 20 percent"
_FROM_TO_BY_RE = re.compile(
    rf"{_FROM_TO}{NP}(?:,| —| –|\s\(|, or) ?(?:or )?(?:an? |a net |a total )?(?:(?:[a-z]+ )?(?P<noun>{_NOUN}|up"
    rf"|down) (?:of )?{BY}|⟦(?P<by2>\d+)⟧ (?P<noun2>{_NOUN}))"
)
# as in "rose 20 percent, from 50 to 60", "up 10 from 50 to 60"
_BY_FROM_TO_RE = re.compile(rf"\b{_VERB}(?: by)?(?: about| nearly| almost)? {BY}{NP},? {_FROM_TO}")
# as in "rose 20 percent to 60 from 50"
_BY_TO_FROM_RE = re.compile(rf"\b{_VERB}(?: by)?(?: about| nearly| almost)? {BY},? to {TO}{NP},? (?:up |down )?from {FROM}")
# as in "rose from 50 to 60": the direction
_VERB_FROM_TO_RE = re.compile(rf"\b{_VERB}(?: [a-z]+){{0,2}}? {_FROM_TO}")


def find_changes(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    """The change that the wording of a sentence claims, if any."""
    frame = sentence.frame
    if " from ⟦" not in frame:
        return
    for pattern in (_BY_FROM_TO_RE, _BY_TO_FROM_RE, _FROM_TO_BY_RE):
        match = pattern.search(frame)
        if match is None:
            continue
        groups = match.groupdict()
        by = text.figures[int(groups.get("by") or groups.get("by2") or 0)]
        old, new = marked_figure(text, match, "from"), marked_figure(text, match, "to")
        if _comparable(old, new) and by.stated is not None and by not in (old, new):
            yield Relation(
                "change", (old, new), None, by, word=groups.get("verb") or groups.get("noun") or groups.get("noun2") or ""
            )
            return
    match = _VERB_FROM_TO_RE.search(frame)
    if match and _comparable(marked_figure(text, match, "from"), marked_figure(text, match, "to")):
        yield Relation(
            "change", (marked_figure(text, match, "from"), marked_figure(text, match, "to")), None, word=match["verb"]
        )


def _comparable(old: Figure, new: Figure) -> bool:
    """Two levels of one thing: the same kind and unit (a unit may be left out the first time)."""
    kinds = ("count", "money", "share", "measure")
    if old.kind not in kinds or new.kind != old.kind or old.stated is None or new.stated is None:
        return False
    return old.unit == new.unit or (old.kind == "count" and None in (old.unit, new.unit))
