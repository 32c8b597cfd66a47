"""What Datasette shows beside a case file: title, tables and columns in words, taken from the comments of the schema.

In: the name of a case file. Out: `metadata.json` for `datasette CASE -m metadata.json`. It holds no word of the case. Tables
that serve the program alone are hidden, not removed: whoever opens the case file opens all of it, unmasked.
"""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.casefile.schema import SCHEMA_VERSION, read_comments

HIDDEN = ("schema_comments", "schema_history", "stage_cache", "trace_index", "search_units", "search_codes", "search_text")
_DESCRIPTION = (
    "A case file of onrecord: what the records say, what the coverage says, and what was found. Offsets count code points of "
    "documents.text from 0. Nothing in it is masked."
)


def datasette_metadata(case: Path) -> str:
    """The metadata as JSON."""
    tables: dict[str, object] = {}
    for table in read_comments():
        shown: dict[str, object] = {"description": table.comment, "columns": dict(table.columns)}
        tables[table.table] = {**shown, "hidden": True} if table.table in HIDDEN else shown
    database = {"description": f"Case file, schema version {SCHEMA_VERSION}", "tables": tables}
    whole = {"title": case.stem, "description": _DESCRIPTION, "databases": {case.stem: database}}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
