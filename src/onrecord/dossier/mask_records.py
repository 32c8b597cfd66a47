"""What masking hands out: the places it covers, its decisions with their reasons, the rules.

In: nothing; these are records. A decision is about one person or one private value of the case and holds for every spelling
of it. `id` is made from what is masked, so that a person's answer to it stays with it across rebuilds.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.dossier.small_cells import SMALLEST_SHOWN

NAME = "name"
A_NUMBER = "A-number"
SSN = "social security number"
ID_NUMBER = "identity number"
BIRTH_DATE = "birth date"
PHONE = "phone"
EMAIL = "e-mail"
ADDRESS = "address"
ROW = "row of a table"
COUNT = "count of a few"
WORDS = "words"
BY_RULE, BY_PERSON = "rule", "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedSpan:
    """One stretch of a text that is covered: what it is, why, and what stands in its place."""

    start: int
    end: int
    kind: str
    reason: str
    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskDecision:
    """What becomes of one person or value. `texts` are its spellings as printed, the commonest first; `n_places` counts where
    it stands, `source` and `start` say where first. `is_masked` False: kept. `decided_by`: rule or person."""

    id: str
    kind: str
    texts: tuple[str, ...]
    pseudonym: str
    is_masked: bool
    reason: str
    n_places: int = 0
    source: str | None = None
    start: int | None = None
    decided_by: str = BY_RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskRules:
    """What a user says of masking: `keep` are names that need not be masked, `smallest` the smallest count that is shown."""

    keep: tuple[str, ...] = ()
    smallest: int = SMALLEST_SHOWN
