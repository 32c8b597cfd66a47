"""Which tables list persons, so that a count of a few of their rows could tell who somebody is.

In: a table as it was profiled. Out: yes or no. Trap: an arrest without any column about a person is a person all the same; so a
list counts as one of persons where a heading or its name speaks of what is done with people, and not only by its columns.
"""

from __future__ import annotations

import re

from onrecord.checks.tallies import find_tally
from onrecord.model.documents import Table
from onrecord.text.table_text import full_name

_ROLES = frozenset(("person_id", "name", "age", "sex", "nationality", "criminality", "charge"))
# Like "Arrest Date", "detainee_no", "Case Number", "date of birth"
_ABOUT_PEOPLE_RE = re.compile(
    r"person|people|arrest|detain|detention|inmate|prison|custod|encounter|apprehen|remov|deport|booking|bookin|defendant"
    r"|patient|student|pupil|client|victim|witness|minor|child|employee|staff|officer|alien|asylum|migrant|case|docket|death"
    r"|birth|dob|gender|race|ethnic|religion|medical|diagnos|individual|citizen|visa|subject"
)


def lists_persons(table: Table) -> bool:
    """True for a table whose rows are persons or what happened to them; not for one whose rows are counts already."""
    if find_tally(table) is not None:
        return False
    words = " ".join((full_name(table.name, table.sheet), *(column.name for column in table.columns))).lower()
    return any(column.role in _ROLES for column in table.columns) or _ABOUT_PEOPLE_RE.search(words) is not None
