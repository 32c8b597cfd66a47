"""A selection audit on the rows of a table, asked now or kept with the case and repeated by every build.

In: a table with the document that shows its profile, the file that holds its rows, the request. Out: the report and its
findings. A kept audit that no longer fits (the file is gone, a column was renamed) is a problem of the case, never an old
result shown as if it were new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.casefile.data_tables import StoredTable, choose_table
from onrecord.checks.selection import AuditReport, audit_selection, find_in_audit
from onrecord.errors import OnRecordError
from onrecord.model.audits import AuditRequest, KeptAudit
from onrecord.model.case import CaseRecords
from onrecord.model.documents import Problem
from onrecord.model.findings import Finding


def audit_rows(stored: StoredTable, file: Path, request: AuditRequest) -> tuple[AuditReport, tuple[Finding, ...]]:
    """How far the shown cases stand from their population. Raises SettingsError where the request does not fit the table."""
    from onrecord.checks.selection_rows import ask_population, cite_headings, list_rows  # noqa: PLC0415  # loads polars
    from onrecord.readers.tables import load_frame  # noqa: PLC0415

    frame = load_frame(stored.table, file)
    shown = list_rows(frame, request.shown) if isinstance(request.shown, str) else request.shown
    question = ask_population(
        frame,
        table=stored.names()[0],
        population=request.population,
        attributes=request.attributes,
        cases=shown,
        ranked_by=request.ranked_by,
    )
    n_elsewhere = request.n_elsewhere
    question = replace(
        question, n_shown=question.n_shown + n_elsewhere, n_borrowed=question.n_borrowed + n_elsewhere, n_elsewhere=n_elsewhere
    )
    report = audit_selection(question)
    columns = [column for column, _ in request.attributes]
    places = cite_headings(stored.document, stored.table, [*columns, *filter(None, [request.ranked_by])])
    return report, find_in_audit(report, places)


def repeat_audits(case: CaseRecords, kept: Sequence[KeptAudit], files: Mapping[str, Path]) -> CaseRecords:
    """The case with the findings of its kept audits behind the others; `files` holds the tables by the path of their source."""
    if not kept:
        return case
    tables = [StoredTable(table=table, document=part.document) for part in case.parts for table in part.tables]
    findings = {one.id: one for one in case.findings}
    problems = list(case.problems)
    for audit in kept:
        try:
            stored = choose_table(tables, audit.request.table)
            path = stored.document.source.path
            if path not in files:
                problems.append(not_repeated(audit, f"{path} is not there"))
                continue
            _, found = audit_rows(stored, files[path], audit.request)
        except OnRecordError as error:
            problems.append(not_repeated(audit, str(error)))
            continue
        findings.update((one.id, one) for one in found)
    return replace(case, findings=tuple(findings.values()), problems=tuple(problems))


def not_repeated(audit: KeptAudit, why: str) -> Problem:
    """The problem of a kept audit that this build could not repeat."""
    detail = f"the kept audit {audit.id} of {audit.request.table} was not repeated: {why}"
    return Problem(source=audit.request.table, reason="audit_not_repeated", detail=detail)
