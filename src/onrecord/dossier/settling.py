"""Files for others, masked until the leak test finds nothing more to mask in them, or refused.

In: a case, the rules of its user, and what makes the files with a masker. Out: the masker and the files, or MaskingError
(exit code 5). The test is stricter than the masking, for it cannot see who is meant; what it finds is covered as if somebody
had asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.dossier.case_secrets import case_secrets
from onrecord.dossier.hidden_words import read_hidden_words
from onrecord.dossier.leak_records import Leak, Secret
from onrecord.dossier.leaks import find_leaks_in, refuse_leaks
from onrecord.dossier.mask_records import MaskRules
from onrecord.dossier.masking import MASK, Masker, make_masker
from onrecord.dossier.small_counts import SmallCounts
from onrecord.dossier.table_ids import read_table_ids
from onrecord.model.findings import Judgement
from onrecord.model.ids import make_id

ROUNDS = 3  # what is masked besides can change what stands beside it; a third look found nothing new so far
Files = Mapping[str, bytes]
MakeFiles = Callable[[Masker], Files]


def read_hidden(case: Path) -> tuple[Secret, ...]:
    """What only the originals tell, for the test alone: words under failed redactions, numbers of persons in tables."""
    return (*read_hidden_words(case), *read_table_ids(case))


@dataclass(frozen=True, slots=True)
class Settled:
    """Files as they would be handed over, the masker they were made with, and what the leak test still reads in them."""

    masker: Masker
    files: Files
    leaks: tuple[Leak, ...]


def make_masked(case: Path, rules: MaskRules, make: MakeFiles, shown: Sequence[str] = ()) -> Files:
    """The files of an export for others. `shown` are words that may stand in it. Raises MaskingError where something leaks."""
    settled = settle(case, rules, make, read_hidden(case), shown)
    refuse_leaks(settled.leaks)
    return settled.files


def settle(case: Path, rules: MaskRules, make: MakeFiles, hidden: Sequence[Secret], shown: Sequence[str] = ()) -> Settled:
    """What `make` makes once the leak test finds nothing more to mask in it, or once it was masked anew `ROUNDS` times."""
    small = SmallCounts(case, rules.smallest)
    masker = make_masker(case, keep=rules.keep, small=small)
    decided = masker.texts.judgements
    found: set[str] = set()
    for left in reversed(range(ROUNDS + 1)):
        files = make(masker)
        secrets = case_secrets(masker, hidden)
        leaks = find_leaks_in(files, replace(secrets, shown=(*secrets.shown, *shown)))
        more = {" ".join(leak.words.split()) for leak in leaks} - found
        if not (more and left):
            break
        found |= more
        decisions = (*decided, *map(_asked_by_the_test, sorted(found)))
        masker = make_masker(case, keep=rules.keep, decisions=decisions, small=small)
    return Settled(masker, files, leaks)


def _asked_by_the_test(words: str) -> Judgement:
    name = make_id("j", "leak test", words)
    return Judgement(
        id=name,
        target_id=name,
        decision=MASK,
        value=words,
        reason="it would have been read as private",
        who="the leak test",
        at="",
    )
