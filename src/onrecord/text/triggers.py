"""Words that govern what stands beside them: cut one away and the rest may say something else.

In: words by their keys. Out: `Trigger`s with kind and place among the words. Kinds: negation, restriction, condition,
hedge, modal, attribution, quantifier, contrast, number. A trigger is a reason to look, never a proof that a cut distorts.
The lists are of ordinary English; the groups follow the literature on scope (negation, hedges, downtoners) and newsroom
rules on ellipses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.text.words import is_number

_PHRASES: dict[str, str] = {
    "negation": """
        not|no|never|none|nobody|nothing|nowhere|neither|nor|without|hardly|barely|scarcely|rarely|seldom|no longer|no one
        by no means|far from|fail|fails|failed|failing|refuse|refuses|refused|deny|denies|denied|denying|decline|declines
        declined|lack|lacks|lacked|unable|unlikely|impossible|false|untrue|wrong|avoid|avoids|avoided|prevent|prevents
        prevented|reject|rejects|rejected|oppose|opposes|opposed|cease|ceased|stop|stopped|halt|halted|against|non|nt|dont
        cant|wont|didnt|doesnt|isnt|wasnt|unwilling|instead of
    """,
    "restriction": """
        only|just|merely|solely|exclusively|simply|purely|at least|at most|at best|at worst|up to|except|excepting|other than
        apart from|aside from|partly|partially|largely|mostly|mainly|primarily|chiefly|in part|no more than|no less than
        not more than|limited to|limited|alone|even|especially|particularly|specifically|more or less|generally|usually
        typically|sometimes|occasionally|often|frequently|temporarily|initially|so far|for now|as of
    """,
    "condition": """
        if|unless|provided|providing|until|till|whether|as long as|so long as|in case|on condition|conditional|assuming
        subject to|depending|depends|only if|only when|contingent|pending|before|after|when|whenever
    """,
    "hedge": """
        perhaps|maybe|possibly|probably|likely|presumably|reportedly|allegedly|alleged|apparently|seemingly|seems|seem|seemed
        appears|appear|appeared|supposedly|purportedly|purported|potentially|potential|suspected|suspect|suspects|believe
        believes|believed|think|thinks|thought|guess|suppose|assume|assumes|feel|feels|hope|hopes|hoped|expect|expects
        expected|sort of|kind of|somewhat|almost|nearly|roughly|approximately|close to|as many as|as much as|as few as
        as little as|possible|proposed|so called|ostensibly|arguably|suggest|suggests|suggested|indicate|indicates|indicated
        intend|intends|intended|try|tries|tried|trying|tend|tends|might like|would like
    """,
    "modal": "may|might|could|would|should|can|must|shall|will|ought|'d",
    "attribution": """
        said|says|say|saying|told|tells|tell|according|claim|claims|claimed|claiming|alleges|allege|stated|argue|argues|argued
        insist|insists|insisted|assert|asserts|asserted|reported|rumored|rumoured|accuse|accused|accuses|contend|contends
        contended|warned|warns|announced|announces|imply|implies|implied
    """,
    "quantifier": """
        most|many|few|several|all|every|each|any|half|both|either|more|less|fewer|much|little|dozens|hundreds|thousands
        millions|majority|minority|a few|a handful|part of|hundred|thousand|million|billion|dozen|twice|double|third|quarter
        some
    """,
    "contrast": """
        but|however|though|although|yet|while|whereas|despite|nevertheless|nonetheless|instead|otherwise|rather|still|albeit
        even though|even if|notwithstanding|regardless|on the other hand|in spite of|rather than
    """,
}
_APPROXIMATE = frozenset(("about", "around", "over", "under"))  # a hedge before a number, else a preposition
# These reach back over the whole sentence wherever they stand; others of their kind only where a clause begins.
_FAR_REACHING_TEXT = """
if|unless|until|provided|except|only if|only when|as long as|so long as|on condition|but|subject to|in case|though|although
however|even if|even though|assuming|depending|contingent
"""
FAR_REACHING = frozenset("|".join(_FAR_REACHING_TEXT.split("\n")).split("|")) - {""}
# Hedges that may follow what they qualify.
_ADVERBS_TEXT = """
perhaps maybe possibly probably presumably reportedly allegedly apparently seemingly supposedly purportedly potentially
ostensibly arguably somewhat
"""
ADVERBS = frozenset(_ADVERBS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """One governing word or phrase: `words[first:last]` of the words it was looked for in."""

    kind: str
    text: str
    first: int
    last: int


def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, dict[tuple[str, ...], str]] = {}
    for kind, block in _PHRASES.items():
        for phrase in "|".join(block.split("\n")).split("|"):
            words = tuple(phrase.split())
            if words:
                table.setdefault(words[0], {}).setdefault(words, kind)
    return {first: tuple(sorted(rows.items(), key=lambda row: -len(row[0]))) for first, rows in table.items()}


_BY_FIRST_WORD = _by_first_word()


def find_triggers(keys: Sequence[str]) -> tuple[Trigger, ...]:
    """The triggers among words given by their keys (see `words.Word`), in order, longest phrase first.

    >>> [(t.kind, t.text) for t in find_triggers(["at", "least", "5", "did", "not"])]
    [('restriction', 'at least'), ('number', '5'), ('negation', 'not')]
    """
    found: list[Trigger] = []
    at = 0
    while at < len(keys):
        trigger = _trigger_at(keys, at)
        if trigger is None:
            at += 1
            continue
        found.append(trigger)
        at = trigger.last
    return tuple(found)


def is_negation(key: str) -> bool:
    """True for a single word that denies."""
    return any(len(words) == 1 and kind == "negation" for words, kind in _BY_FIRST_WORD.get(key, ()))


def _trigger_at(keys: Sequence[str], at: int) -> Trigger | None:
    for words, kind in _BY_FIRST_WORD.get(keys[at], ()):
        last = at + len(words)
        if tuple(keys[at:last]) == words:
            return Trigger(kind, " ".join(words), at, last)
    if is_number(keys[at]):
        return Trigger("number", keys[at], at, at + 1)
    if keys[at] in _APPROXIMATE and at + 1 < len(keys) and is_number(keys[at + 1]):
        return Trigger("hedge", keys[at], at, at + 1)
    return None
