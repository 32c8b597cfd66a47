"""The secrets of a case, as the leak test is given them: what the masker covers, and what failed redactions hide.

In: a masker and, for the words under failed redactions, the original files. Out: `Secrets`. The hidden words are read here,
held in memory while the test runs, and written nowhere. Trap: a hidden word that also stands in the open somewhere in the
case is no secret by itself.
"""

from __future__ import annotations

from onrecord.dossier.hidden_words import read_hidden_words
from onrecord.dossier.leak_records import DATE, MAIL, NAME, NUMBER, STREET, Secret, Secrets
from onrecord.dossier.mask_records import ADDRESS, BIRTH_DATE, EMAIL
from onrecord.dossier.masking import Masker
from onrecord.dossier.ordinary import is_everyday, is_place

_KINDS = {EMAIL: MAIL, BIRTH_DATE: DATE, ADDRESS: STREET}


def case_secrets(masker: Masker) -> Secrets:
    """What must not be read in anything made of the case; the words under failed redactions are read from the originals."""
    masked = [_of_person(masker, number) for number, bearer in enumerate(masker.names.bearers) if bearer.is_masked]
    for value in masker.values.entries:
        if value.is_masked:
            kind = _KINDS.get(value.kind, NUMBER)
            texts = value.keys if kind is DATE else value.printed
            masked.append(Secret(kind=kind, label=value.pseudonym, texts=texts))
    kept = [name for bearer in masker.names.bearers if not bearer.is_masked for name in bearer.printed]
    kept += [words for value in masker.values.entries if not value.is_masked for words in value.printed]
    return Secrets(masked=(*masked, *read_hidden_words(masker.case)), shown=tuple(kept))


def _of_person(masker: Masker, number: int) -> Secret:
    bearer = masker.names.bearers[number]
    parts = tuple(sorted(word for word in bearer.bare if len(word) > 2 and not is_everyday(word) and not is_place(word)))
    texts = (*bearer.printed, " ".join(sorted(bearer.words)), " ".join(sorted(bearer.words, reverse=True)))
    return Secret(kind=NAME, label=bearer.pseudonym, texts=tuple(dict.fromkeys(texts)), parts=parts)
