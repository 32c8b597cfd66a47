"""One line of a pack file, cell by cell, each cell refused with its place where it is not what its column holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from onrecord.errors import SettingsError
from onrecord.intervals import DateInterval

LIST_MARK = "|"  # between the members of a list in one cell


class PackRow:
    """One line of a pack file with its place, for messages that name it."""

    def __init__(self, path: Path, line: int, cells: dict[str, str]) -> None:
        self.path, self.line, self.cells = path, line, cells

    def fails(self, found: str, expected: str) -> SettingsError:
        return SettingsError(
            f"pack file {self.path}, line {self.line}: found {found}, expected {expected}", hint="mend that line"
        )

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells[column]:
            raise self.fails(f"nothing in column {column}", "a value")
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The members of a cell, parted by `|`."""
        return tuple(part.strip() for part in self.cells[column].split(LIST_MARK) if part.strip())

    def truth(self, column: str) -> bool:
        """`true`, `false` or nothing."""
        value = self.cells[column].lower()
        if value not in ("", "true", "false"):
            raise self.fails(f"{value!r} in column {column}", "true, false or nothing")
        return value == "true"

    def day(self, column: str, *, empty: date | None = None) -> date:
        """An ISO date; `empty` is what an empty cell means, None that it must not be empty."""
        value = self.cells[column]
        if not value and empty is not None:
            return empty
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.fails(f"{value!r} in column {column}", "a day as YYYY-MM-DD") from error

    def number(self, column: str) -> int:
        """A whole number."""
        value = self.cells[column]
        if not value.isdecimal():
            raise self.fails(f"{value!r} in column {column}", "a whole number")
        return int(value)

    def one_of(self, column: str, known: Sequence[str]) -> str:
        """One of a few words."""
        value = self.text(column)
        if value not in known:
            raise self.fails(f"{value!r} in column {column}", f"one of {', '.join(known)}")
        return value

    def period(self) -> DateInterval:
        """From `from` to `to`, both days included."""
        first, last = self.day("from"), self.day("to", empty=date.max)
        if first > last:
            raise self.fails(f"{first} after {last}", "`from` not after `to`")
        return DateInterval(first, last)
