"""The secrets of a case, as the leak test is given them: what the masker covers, and what failed redactions hide.

In: a masker and the words under failed redactions, which are held in memory while the test runs, and written nowhere. Out:
`Secrets`. Trap: the stamps that number the pages of a release are no secret, whatever their digits are part of elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.dossier.leak_records import DATE, MAIL, NAME, NUMBER, STREET, Secret, Secrets
from onrecord.dossier.mask_records import ADDRESS, BIRTH_DATE, EMAIL
from onrecord.dossier.masking import Masker
from onrecord.dossier.ordinary import is_everyday, is_place

SHORTEST_NUMBER = 6  # digits; what is shorter says nothing
_KINDS = {EMAIL: MAIL, BIRTH_DATE: DATE, ADDRESS: STREET}


def case_secrets(masker: Masker, hidden: Sequence[Secret]) -> Secrets:
    """What must not be read in anything made of the case; `hidden` as `settling.read_hidden` gives it."""
    masked = [_of_person(masker, number) for number, bearer in enumerate(masker.names.bearers) if bearer.is_masked]
    for value in masker.values.entries:
        if value.is_masked:
            kind = _KINDS.get(value.kind, NUMBER)
            texts = value.keys if kind is DATE else value.printed
            masked.append(Secret(kind=kind, label=value.pseudonym, texts=texts))
    kept = [name for bearer in masker.names.bearers if not bearer.is_masked for name in bearer.printed]
    kept += [words for value in masker.values.entries if not value.is_masked for words in value.printed]
    stamps = _stamps(masker.case)
    printed = [_digits(stamp) for stamp in stamps]

    def is_stamped(text: str) -> bool:
        digits = _digits(text)
        return len(digits) >= SHORTEST_NUMBER and any(digits in stamp for stamp in printed)

    secret = (each for each in (*masked, *hidden) if each.kind != NUMBER or not all(map(is_stamped, each.texts)))
    return Secrets(masked=tuple(secret), shown=(*kept, *stamps))


def _stamps(case: Path) -> list[str]:
    query = "SELECT DISTINCT CASE kind WHEN 'bates' THEN prefix ELSE text END FROM stamps WHERE kind IN ('bates', 'request')"
    with reading(case) as connection:
        return sorted(words for (words,) in connection.execute(query) if words)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _of_person(masker: Masker, number: int) -> Secret:
    bearer = masker.names.bearers[number]
    parts = tuple(sorted(word for word in bearer.bare if len(word) > 2 and not is_everyday(word) and not is_place(word)))
    texts = (*bearer.printed, " ".join(sorted(bearer.words)), " ".join(sorted(bearer.words, reverse=True)))
    return Secret(kind=NAME, label=bearer.pseudonym, texts=tuple(dict.fromkeys(texts)), parts=parts)
