"""The data tables of a case: finding one by the name that a person gives it.

In: a case file and a name: that of the file or sheet, the path, or the id. Out: the table as profiled, with the document that
shows its profile, which says where the file is and what its bytes were at the build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.connect import reading
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.documents import Document, Table
from onrecord.text.table_text import full_name


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTable:
    """A table and the document that shows its profile."""

    table: Table
    document: Document

    def names(self) -> tuple[str, ...]:
        """What it may be called, the plainest first; `file.xlsx/Sheet` names one sheet of several, as does `file.xlsx [Sheet]`,
        which is how the query of a finding calls it."""
        table, path = self.table, self.document.source.path
        if table.sheet is None:
            return (table.name, Path(table.name).stem, path, table.id)
        in_query = full_name(table.name, table.sheet)
        return (f"{table.name}/{table.sheet}", in_query, table.sheet, table.name, Path(table.name).stem, path, table.id)


def find_table(case: Path, name: str) -> StoredTable:
    """The one table of the case that is so called. Raises SettingsError where there is none, or more than one."""
    return choose_table(list_tables(case), name, str(case))


def choose_table(tables: Sequence[StoredTable], name: str, case: str = "CASE") -> StoredTable:
    """The one of some tables that is so called. Raises SettingsError where there is none, or more than one."""
    found = [stored for stored in tables if name in stored.names()]
    if len(found) == 1:
        return found[0]
    if not tables:
        raise SettingsError(f"no table in {case}: the case was built without CSV, XLSX or Parquet", hint="add one to the case")
    listed = ", ".join(stored.names()[0] for stored in (found or tables)[:12])
    what = f"{len(found)} tables are called {name}, expected one of" if found else f"no table {name}; the case has"
    raise SettingsError(f"{what} {listed}", hint=f"onrecord audit {case} --table NAME ...")


def list_tables(case: Path) -> list[StoredTable]:
    """All tables of the case, in its order."""
    query = (
        "SELECT t.record, d.text, d.record FROM data_tables AS t JOIN documents AS d ON d.id = t.document_id ORDER BY t.ordinal"
    )
    with reading(case) as connection:
        return [
            StoredTable(table=decode(Table, record), document=decode_joined(Document, profile, "text", text))
            for record, text, profile in connection.execute(query)
        ]
