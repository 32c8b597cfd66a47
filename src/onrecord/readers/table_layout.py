"""Where a table begins inside its sheet, what parts its cells, and what each column holds: decided from sample rows.

In: rows of cells as strings (None: empty). Out: the row of headings, names that differ, types and date formats. Trap:
agencies put titles, dates and notes above the headings, repeat the headings on every printed page, merge cells over
groups of columns, and write exemption codes into cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

Row = Sequence[str | None]

SEPARATORS = (",", ";", "\t", "|")
MAX_HEADING_CHARS = 200  # a longer cell is a note
MIN_TYPE_SHARE = (95, 100)  # of the filled cells that are no redaction; the rest are slips, counted in the notes

NUMBER_RE = re.compile(r"\A[($]?\s*-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*[)%]?\Z")
INTEGER_RE = re.compile(r"\A-?(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.0)?\Z")
# a withheld cell: "(b)(6)", "b(6), b(7)(C)", "b6/b7c", "REDACTED", "*****" -- the same pattern runs inside the table library
REDACTION_PATTERN = (
    r"(?i)^\s*(?:[\[(]?\s*b\s*\)?\s*\(?\s*[1-9]\s*\)?(?:\s*\(?\s*[a-f]\s*\)?)?(?:\s*[\])])?[\s,;/&]*)+$"
    r"|(?i)^\s*\[?(?:redacted|withheld|exempt)\]?\s*$|^[*\x{2588}x]{3,}$"
)
_REDACTION_RE = re.compile(
    r"\s*(?:[\[(]?\s*b\s*\)?\s*\(?\s*[1-9]\s*\)?(?:\s*\(?\s*[a-f]\s*\)?)?[\s\]),;/&]{0,4}){1,6}"
    r"|\s*\[?(?:redacted|withheld|exempt)\]?\s*|[*\u2588x]{3,}",
    re.I,
)
# a cell that says that nothing is known, as statistics programs write it; "None" and "-" may be values of a text
MISSING_PATTERN = r"(?i)^\s*(?:n/?a|#n/a|null)\s*$"
_MISSING_RE = re.compile(r"\s*(?:n/?a|#n/a|null|nan|none|-{1,3}|\.)\s*", re.I)
# a cell to look at twice: white space at an end, a bracket, a block, a code, a word of withholding or of what is missing
ODD_PATTERN = r"^\s|\s$|^[\[(*\x{2588}]|^(?i:b\W{0,2}\d|redac|withh|exem|xxx)|^(?i:n/?a|#n/a|null)$"
# the first cell of a row of totals: "Total", "Grand Total", "SUB-TOTALS"
TOTAL_PATTERN = r"(?i)^\s*(?:grand |sub[- ]?)?totals?:?\s*$"
_TOTAL_RE = re.compile(TOTAL_PATTERN)

# (how a cell looks, the format) -- month first before day first: a table whose days pass 12 decides by itself
DATE_FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d",
    "%m/%d/%Y",
    "%m/%d/%y",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
)
_DAY_FIRST = {"%m/%d/%Y": "%d/%m/%Y", "%m/%d/%y": "%d/%m/%y", "%m/%d/%Y %H:%M": "%d/%m/%Y %H:%M"}
_DAY_FIRST["%m/%d/%Y %H:%M:%S"] = "%d/%m/%Y %H:%M:%S"

# Words of a heading that say what its column holds: ordinary English, in the order in which they are tried.
_ROLE_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("criminality", ("criminality", "criminal", "conviction", "convictions", "convicted", "crim")),
    ("person_id", ("person id", "individual id", "unique id", "subject id", "inmate id", "detainee id", "alien id")),
    ("person_id", ("unique identifier", "anonymized identifier", "identifier", "booking id", "person number", "a number")),
    ("date", ("date", "day", "datetime", "booked on", "arrested on")),
    ("sex", ("sex", "gender")),
    ("nationality", ("citizenship", "nationality", "country of birth", "birth country")),
    ("place", ("city", "state", "county", "place", "location", "site", "office", "area", "region", "facility", "zip", "aor")),
    ("place", ("district", "precinct", "borough", "ward", "parish", "province", "town", "village", "municipality")),
    ("charge", ("charge", "offense", "crime", "statute")),
    ("age", ("age", "birth year")),
    ("name", ("name", "first name", "last name")),
)
# What a heading ends in where it tells something about a place or a case and not which one: "Facility Owner".
_DETAIL_TEXT = """
type types kind owner operator rating ratings standard status stay level length latitude longitude lat long phone address
method reason detailed grouped wiki alos bookins inspection
"""
_DETAILS = frozenset(_DETAIL_TEXT.split())
# Words of a heading above counts: of anything ("total", "number of"), of cases, of those counted.
_COUNT_RE = re.compile(
    r"\b(?:counts?|totals?|number of|people|persons|individuals|population|pop|adp|cases|n|arrests?|arrested|detained|detainees"
    r"|detentions|convictions|convicted|charged|removals|removed|deported|deportations|apprehensions|encounters|inmates|bookins"
    r"|releases|deaths|non[- ]?criminals?|criminals?|crim|men|women|male|female)\b"
)
# and of numbers that are no counts
_NO_COUNT_RE = re.compile(
    r"\b(?:share|percent|pct|rate|ratio|average|avg|mean|median|se|moe|code|id|year|age|level|per)\b|%|\b(?:number|no|nr)\Z"
)
_MOST_CODES = 4  # different numbers of a column that are codes of classes


def find_header(rows: Sequence[Row]) -> int:
    """The 0-based row of headings among sample rows, or -1 where the rows begin without any."""
    filled = [[cell for cell in row if cell and cell.strip()] for row in rows]
    widths = sorted(len(cells) for cells in filled if cells)
    if not widths:
        return -1
    width = widths[(len(widths) * 3) // 4]
    for number, cells in enumerate(filled):
        if len(cells) * 10 < width * 6 or (width > 1 and len(cells) < 2):
            continue  # a title, a note, a group of merged cells
        if not _are_headings(cells):
            return -1
        below = filled[number + 1] if number + 1 < len(filled) else []
        # "Facility | | Count" above "Name | City | Beds": merged groups over the headings proper
        return number + 1 if len(below) > len(cells) and _are_headings(below) else number
    return -1


def _are_headings(cells: Sequence[str]) -> bool:
    n_words = sum(1 for cell in cells if not looks_numeric(cell) and len(cell) <= MAX_HEADING_CHARS)
    return n_words * 10 >= len(cells) * 8 and len(set(cells)) * 10 >= len(cells) * 9


def looks_numeric(cell: str) -> bool:
    """True for a number, an amount, a share or a date."""
    text = cell.strip()
    return bool(NUMBER_RE.match(text)) or find_date_format(text) is not None


def find_body(rows: Sequence[Row], header_row: int, names: Sequence[str]) -> list[Row]:
    """The sample rows below the headings that are neither the headings again nor a row of totals."""
    body: list[Row] = []
    for row in rows[header_row + 1 :]:
        is_heading = list(row[:4]) == list(names[:4])
        if row and not is_heading and not _TOTAL_RE.match(row[0] or ""):
            body.append(row)
    return body


def name_columns(row: Row | None, width: int) -> tuple[str, ...]:
    """A name for every column: its heading, numbered where it repeats, `column 3` where it is empty."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for place in range(width):
        cell = row[place] if row is not None and place < len(row) else None
        name = " ".join((cell or "").split())[:MAX_HEADING_CHARS] or f"column {place + 1}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return _force_unique(names)


def _force_unique(names: Iterable[str]) -> tuple[str, ...]:
    taken: set[str] = set()
    kept: list[str] = []
    for name in names:
        unique = name
        while unique in taken:
            unique += "'"
        taken.add(unique)
        kept.append(unique)
    return tuple(kept)


def find_separator(lines: Sequence[str]) -> str:
    """What parts the cells of a delimited file: the sign that gives most lines the same number of cells."""
    best, best_score = ",", 0
    for separator in SEPARATORS:
        counts = [_count_outside_quotes(line, separator) for line in lines if line.strip()]
        often = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        score = counts.count(often) * min(often, 3) if often else 0
        if score > best_score:
            best, best_score = separator, score
    return best


def _count_outside_quotes(line: str, separator: str) -> int:
    return sum(piece.count(separator) for piece in line.split('"')[::2])


def is_redaction(cell: str) -> bool:
    """True for a cell that says that its value was withheld.

    >>> is_redaction("b(6), b(7)c")
    True
    """
    return len(cell) <= 60 and _REDACTION_RE.fullmatch(cell) is not None


def find_type(cells: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """(`integer`, `number`, `date` or `text`, the date formats in use) for the filled cells of a column's sample."""
    kept = [cell.strip() for cell in cells if cell.strip() and not is_redaction(cell) and not _MISSING_RE.fullmatch(cell)]
    if not kept:
        return "text", ()
    share, of = MIN_TYPE_SHARE
    needed = len(kept) * share
    if sum(1 for cell in kept if INTEGER_RE.match(cell)) * of >= needed:
        leading_zeros = sum(1 for cell in kept if len(cell) > 1 and cell[0] == "0" and cell.isdigit())
        return ("text" if leading_zeros else "integer"), ()  # "02134" is a code
    if sum(1 for cell in kept if NUMBER_RE.match(cell)) * of >= needed:
        return "number", ()
    formats = _find_formats(kept)
    n_dated = sum(1 for cell in kept if any(_parses(cell, each) for each in formats)) if formats else 0
    return ("date", formats) if n_dated * of >= needed else ("text", ())


def _find_formats(cells: Sequence[str]) -> tuple[str, ...]:
    found = dict.fromkeys(each for cell in cells if (each := find_date_format(cell)))
    formats: list[str] = []
    for each in found:
        swapped = _DAY_FIRST.get(each)
        if swapped and any(not _parses(cell, each) and _parses(cell, swapped) for cell in cells):
            each = swapped  # a day past 12 in first place
        formats.append(each)
    return tuple(formats)


def find_date_format(cell: str) -> str | None:
    """The first known format that reads a cell as a date, or None."""
    if not 6 <= len(cell) <= 40 or not any(char.isdigit() for char in cell):
        return None
    for each in DATE_FORMATS:
        if _parses(cell, each) or (each in _DAY_FIRST and _parses(cell, _DAY_FIRST[each])):
            return each
    return None


def _parses(cell: str, date_format: str) -> bool:
    try:
        return 1800 <= datetime.strptime(cell, date_format).year <= 2200
    except ValueError:
        return False


def find_role(name: str, dtype: str, n_filled: int, n_values: int) -> str | None:
    """What a column probably holds, from the words of its heading and the shape of its values; None where unclear."""
    words = " ".join(re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ").replace("-", " ").lower().split())
    padded = f" {words} "
    if dtype == "date":
        return "date"
    is_code = dtype == "integer" and n_values <= _MOST_CODES and n_values * 2 < n_filled
    is_number = dtype in {"integer", "number"} and not is_code
    if is_number and _COUNT_RE.search(words) and not _NO_COUNT_RE.search(words):
        return "count"
    for role, spellings in _ROLE_WORDS:
        if role == "date" or (is_number and role not in {"person_id", "place", "age"}):
            continue
        if role == "place" and ((words.split()[-1:] and words.split()[-1] in _DETAILS) or (is_number and words != "zip")):
            continue
        if any(f" {spelling} " in padded for spelling in spellings):
            return role
    if words.endswith(" id") and n_filled and n_values * 2 > n_filled:
        return "person_id" if "person" in words or "people" in words else "row_id"
    return None
