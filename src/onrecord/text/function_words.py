"""The words that carry content: what two texts must share before they count as saying the same.

In: words by their keys. Out: the content words among them. A stretch of function words ("it is one of the") is found in any
two texts and proves nothing, so overlap is always asked for in content words.
"""

from __future__ import annotations

from collections.abc import Sequence

_FUNCTION_TEXT = """
a about above after again against all also am among an and any are as at be because been before being below between both but
by can could did do does doing down during each either even ever every few for from further get gets getting go goes going
got had has have having he her here hers herself him himself his how however i if in into is it its itself just keep know
let like made make makes many may me might more most much must my myself no nor not now of off on once one only or other our
ours out over own people put rather really said same say says see shall she should since so some still such take than that
the their theirs them themselves then there these they thing things think this those through to too under until up upon us
very want was way we well were what when where which while who whom why will with within without would yet you your yours
1 2 's 'd
"""
FUNCTION_WORDS = frozenset(_FUNCTION_TEXT.split())


def content_keys(keys: Sequence[str]) -> list[str]:
    """The keys that are no function words, in order.

    >>> content_keys(["it", "is", "the", "white", "paper"])
    ['white', 'paper']
    """
    return [key for key in keys if key not in FUNCTION_WORDS]
