"""What a relation between figures is, and the pieces of pattern that all readers of relations share.

In: framed sentences. Out: the `Relation` record, and questions about single figures: is it an amount, may two be added, which
count does "of those" point back to. Trap: a number without a noun is no whole that the next sentence can point to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.checks.figure_sentences import FigureSentence, FigureText
from onrecord.model.mentions import Figure


@dataclass(frozen=True, slots=True)
class Relation:
    """One claim about figures. `kind`: sum, share, change, running, room.

    sum: `parts` make up `whole`. share: `parts[0]` of `whole` is `stated`. change: `parts` are before and after, `stated`
    the change (None where only a direction is said). running: `parts` are the old total and the addition, `whole` the new
    total. room: `parts[0]` lies within `whole`. `strict` is True where the wording says so and it may fail; else it is only
    said where it holds. `word` is the verb or noun of a change.
    """

    kind: str
    parts: tuple[Figure, ...]
    whole: Figure | None
    stated: Figure | None = None
    strict: bool = True
    word: str = ""


_PERSONS_TEXT = """
people persons individuals men women children immigrants aliens migrants officers residents students voters workers employees
members adults minors
"""
PERSONS = frozenset(_PERSONS_TEXT.split())
NP = r"[^⟦⟧.;:()]{0,90}?"
NP_LONG = r"[^⟦⟧.;:]{0,140}?"
_M = r"⟦(?P<{0}>\d+)⟧"
PART, WHOLE, SHARE, FROM, TO, BY = (_M.format(name) for name in ("part", "whole", "share", "from", "to", "by"))


def marked_figure(text: FigureText, match: re.Match[str], name: str) -> Figure:
    """The figure whose mark a named group of a match holds."""
    return text.figures[int(match[name])]


def is_share(figure: Figure) -> bool:
    """True for a share or a ratio that states a number and is no percentage point."""
    return figure.kind in ("share", "ratio") and figure.stated is not None and "points" not in figure.flags


def is_amount(figure: Figure) -> bool:
    """True for a count or a sum of money that is not vague and no change."""
    return figure.kind in ("count", "money") and figure.stated is not None


def same_kind(one: Figure, other: Figure) -> bool:
    """True where two amounts may be added: both money of one currency, or both counts."""
    return one.kind == other.kind and (one.kind != "money" or one.unit == other.unit)


def only_count_before(text: FigureText, sentence: FigureSentence) -> Figure | None:
    """The one count of the sentence before, where there is exactly one that can be a whole."""
    for other in text.near(sentence, 1):
        counts = [
            figure for figure in other.figures if is_amount(figure) and figure.kind == "count" and figure.unit is not None
        ]
        return counts[0] if len(counts) == 1 else None
    return None
