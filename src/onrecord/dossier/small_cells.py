"""Tables without small cells: a count under a threshold may be one person's record.

In: rows of a table of counts. Out: the rows with small counts suppressed, and with as many others as are needed so that no
sum of a row or a column gives a suppressed one back (complementary suppression). Source of the rule: the threshold of ten
that agencies' own statistical releases use. Trap: one suppressed cell beside its total is a subtraction, so every row and
every column has none or at least two. A zero is shown: it is about nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.dossier.mask_records import MaskedTable

SMALLEST_SHOWN = 10
Cell = str | int | None
_Places = set[tuple[int, int]]


def suppress_small(rows: Sequence[Sequence[Cell]], *, smallest: int = SMALLEST_SHOWN) -> MaskedTable:
    """The rows as text with counts from 1 to `smallest` - 1, and what would give them away, as marks.

    >>> suppress_small([["a", 3, 40], ["b", 50, 60], ["c", 70, 80]]).rows[0]
    ('a', '<10', 'withheld')
    """
    counts = {(y, x): count for y, row in enumerate(rows) for x, cell in enumerate(row) if (count := _count(cell)) is not None}
    small: _Places = {place for place, count in counts.items() if 0 < count < smallest}
    hidden = _completed(counts, set(small))
    shown = tuple(
        tuple(_shown(cell, (y, x), small, hidden, smallest) for x, cell in enumerate(row)) for y, row in enumerate(rows)
    )
    n_more = len(hidden) - len(small)
    note = ""
    if small:
        note = f"{len(small)} counts from 1 to {smallest - 1} are not shown"
        note += f", nor {n_more} others from which they could be worked out." if n_more else "."
    return MaskedTable(rows=shown, n_small=len(small), n_complementary=n_more, note=note)


def _completed(counts: dict[tuple[int, int], int], hidden: _Places) -> _Places:
    """The hidden places and the fewest others, smallest first, until no row and no column has one alone."""
    for _ in range(len(counts)):
        added = False
        for axis in (0, 1):
            for line in sorted({place[axis] for place in hidden}):
                inside = [place for place in hidden if place[axis] == line]
                others = sorted((counts[p] == 0, counts[p], p) for p in counts if p[axis] == line and p not in hidden)
                if len(inside) == 1 and others:
                    hidden.add(others[0][2])
                    added = True
        if not added:
            break
    return hidden


def _count(cell: Cell) -> int | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int):
        return cell
    digits = cell.strip().replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _shown(cell: Cell, place: tuple[int, int], small: _Places, hidden: _Places, smallest: int) -> str:
    if place in small:
        return f"<{smallest}"
    if place in hidden:
        return "withheld"
    return "" if cell is None else str(cell)
