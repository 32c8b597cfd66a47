"""The selection audits that were kept with the case, as the dossier prints them: with their power line, always.

In: a case. Out: an audit's lines, masked. An audit whose table is gone or has changed is named with the reason and not shown
as it was.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.casefile.data_tables import find_table
from onrecord.casefile.kept_audits import list_audits
from onrecord.dossier.contents import DossierAudit
from onrecord.dossier.masked_places import MaskedCase
from onrecord.dossier.person_tables import lists_persons
from onrecord.dossier.small_audits import audit_lines
from onrecord.errors import OnRecordError
from onrecord.questions import audit_table


def gather_audits(case: Path, masked: MaskedCase) -> tuple[DossierAudit, ...]:
    """The kept audits of a case in the order in which they were kept."""
    audits = []
    for kept in list_audits(case):
        try:
            report, _, document = audit_table(case, kept.request)
        except OnRecordError as error:
            audits.append(DossierAudit(title=masked.words(kept.request.table), lines=(masked.words(f"Not repeated: {error}"),)))
            continue
        table = find_table(case, kept.request.table).table
        smallest = masked.masker.small.smallest if lists_persons(table) else 1
        title, *lines = audit_lines(report, table.n_rows, smallest)
        lines.append(f"Table: SHA-256 {document.source.sha256}.")
        audits.append(DossierAudit(title=masked.words(title), lines=tuple(masked.words(line) for line in lines if line)))
    return tuple(audits)
