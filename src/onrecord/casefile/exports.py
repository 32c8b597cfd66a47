"""Every table as plain rows in the field names that other programs rely on.

In: a case file and the name of a table. Out: dicts of str, int, float, bool, None, lists and dicts, always with the same keys
in the same order, sorted by source, then start, then id, so that the same case gives the same bytes. A person's decisions
are laid over: the right speaker stands in `speaker`, what is no quotation is left out, a dismissed finding says so. Trap: an
interval without an end has null there, and a value is a JSON number, whole where it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.casefile import export_inbox, export_links, export_mentions
from onrecord.casefile.connect import reading
from onrecord.casefile.export_values import ExportRow, Reader, storable_row
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.errors import CaseFileError, SettingsError


def export_rows(case: Path, table: str, *, with_text: bool = False) -> Iterator[ExportRow]:
    """The rows of one table; `with_text` adds the text of each document.

    Raises SettingsError where there is no such table, CaseFileError where the file is no built case.
    """
    if table not in EXPORTS:
        raise SettingsError(
            f"no such table: found {table!r}, expected one of {', '.join(EXPORTS)}", hint="onrecord export --help"
        )
    with reading(case) as connection:
        sources = dict(connection.execute("SELECT id, source FROM documents"))
        reader = Reader(connection, sources, overlay_of(load_judgements(connection)), with_text)
        try:
            for row in EXPORTS[table](reader):
                yield storable_row(row)
        except ValueError as error:
            raise CaseFileError(f"a damaged record in {case}: {error}", hint="build it again from its sources") from error


def _judgements(reader: Reader) -> Iterator[ExportRow]:
    columns = ("id", "target_id", "decision", "value", "reason", "who", "at", "undoes")
    for row in reader.records(f"SELECT {', '.join(columns)} FROM judgements ORDER BY seq"):
        yield dict(zip(columns, row, strict=True))


def _notes(reader: Reader) -> Iterator[ExportRow]:
    columns = ("id", "kind", "source", "page", "start", "end", "text", "words", "who", "at", "undoes")
    for row in reader.records(f"SELECT {', '.join(columns)} FROM notes ORDER BY seq"):
        yield dict(zip(columns, row, strict=True))


def _intake(reader: Reader) -> Iterator[ExportRow]:
    columns = ("seq", "path", "n_bytes", "sha256", "at", "program_version", "previous_hash", "hash")
    for row in reader.records(f"SELECT {', '.join(columns)} FROM intake_log ORDER BY seq"):
        yield dict(zip(columns, row, strict=True))


def _custody(reader: Reader) -> Iterator[ExportRow]:
    columns = ("seq", "act", "detail", "who", "at", "program_version", "previous_hash", "hash")
    for row in reader.records(f"SELECT {', '.join(columns)} FROM custody_log ORDER BY seq"):
        yield dict(zip(columns, row, strict=True))


EXPORTS: dict[str, Callable[[Reader], Iterator[ExportRow]]] = {
    "documents": export_mentions.documents_rows,
    "problems": export_mentions.problems_rows,
    "passages": export_mentions.passages_rows,
    "messages": export_inbox.messages_rows,
    "redactions": export_inbox.redactions_rows,
    "stamps": export_inbox.stamps_rows,
    "balances": export_inbox.balances_rows,
    "people": export_links.people_rows,
    "proposals": export_links.proposals_rows,
    "quotes": export_mentions.quotes_rows,
    "traces": export_links.traces_rows,
    "variants": export_links.variants_rows,
    "figures": export_mentions.figures_rows,
    "dates": export_mentions.dates_rows,
    "events": export_links.events_rows,
    "tasks": export_inbox.tasks_rows,
    "stories": export_links.stories_rows,
    "citations": export_links.citations_rows,
    "reuse": export_links.reuse_rows,
    "findings": export_links.findings_rows,
    "mentions": export_mentions.mentions_of_people_rows,
    "roles": export_mentions.roles_rows,
    "judgements": _judgements,
    "notes": _notes,
    "intake": _intake,
    "custody": _custody,
}
