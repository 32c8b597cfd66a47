"""The rows of a pack that say who held which office, what agencies counted, and what words of theirs mean."""

from __future__ import annotations

from onrecord.model.packs import NamedList, OfficeCode, StatedCount, TermOfOffice
from onrecord.packs.rows import PackRow


def read_term(row: PackRow) -> TermOfOffice:
    """One row of terms.csv. Raises SettingsError."""
    return TermOfOffice(
        person=row.text("person"),
        title=row.text("title"),
        office=row.text("office"),
        valid=row.period(),
        status=row.one_of("status", ("confirmed", "acting", "senior official")),
        source=row.text("source"),
        aliases=row.many("aliases"),
        verify=row.truth("verify"),
    )


def read_code(row: PackRow) -> OfficeCode:
    """One row of codes.csv. Raises SettingsError."""
    return OfficeCode(
        code=row.text("code"),
        meaning=row.text("meaning"),
        source=row.text("source"),
        titles=row.many("titles"),
        verify=row.truth("verify"),
    )


def read_count(row: PackRow) -> StatedCount:
    """One row of counts.csv. Raises SettingsError."""
    return StatedCount(
        operation=row.text("operation"),
        counted=row.text("counted"),
        place=row.cells["place"] or None,
        value=row.number("value"),
        as_stated=row.text("as_stated"),
        by=row.text("by"),
        period=row.period() if row.cells["from"] else None,
        source=row.text("source"),
        verify=row.truth("verify"),
    )


def read_list(row: PackRow) -> NamedList:
    """One row of lists.csv. Raises SettingsError."""
    return NamedList(
        name=row.text("name"),
        author=row.text("author"),
        as_of=row.text("as_of"),
        members=row.many("members"),
        source=row.text("source"),
    )


def read_exemption(row: PackRow) -> tuple[str, str]:
    """One row of exemptions.csv: the code and its meaning. Raises SettingsError."""
    return row.text("code"), row.text("meaning")


def read_component(row: PackRow) -> tuple[str, str]:
    """One row of components.csv: the part and the whole. Raises SettingsError."""
    return row.text("part"), row.text("whole")


def read_office(row: PackRow) -> tuple[str, str, tuple[str, ...]]:
    """One row of offices.csv: the code, the name, the areas. Raises SettingsError."""
    return row.text("code"), row.text("name"), row.many("areas")


def read_layout(row: PackRow) -> tuple[str, tuple[str, ...], str]:
    """One row of tables.csv: the name, the columns, the note. Raises SettingsError."""
    return row.text("name"), row.many("columns"), row.cells["note"]
