"""What the leak test is given and what it says: secrets, and the places where one stands after all.

In: nothing; these are records. A `Leak` names the file, the place in it and which decision it breaks; `words` are for the
screen of the person who holds the case and belong in no log.
"""

from __future__ import annotations

from dataclasses import dataclass

NAME, NUMBER, MAIL, DATE, STREET = "name", "number", "mail address", "date", "street"
HIDDEN = "words under a failed redaction"
TABLE_ID = "number of a person in a table"
UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One thing that must not be read. `texts` are its spellings as printed; `parts` are words that tell it alone (the
    surname); `label` is what stands for it, such as "Person 3"."""

    kind: str
    label: str
    texts: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """All that must not be read. `shown` are words that may be, as names that are kept and values that a person allowed:
    what they hold is no leak."""

    masked: tuple[Secret, ...]
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A secret that can be read. `place`: where in the file ("text at 1204", "page 3", "metadata Title", "file name")."""

    file: str
    place: str
    label: str
    how: str
    words: str
