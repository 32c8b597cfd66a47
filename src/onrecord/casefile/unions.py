"""The union texts of a case: what the prints of one message show together.

In: a case file. Out: the unions by the message that stands for its copies, and the words of one with the places from which
they come.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.model.codec import decode
from onrecord.model.messages import UnionText


def load_unions(case: Path) -> dict[str, UnionText]:
    """Every union of the case by the id of each of its prints. Raises CaseFileError where the file is no built case."""
    with reading(case) as connection:
        query = "SELECT record FROM other_records WHERE kind = 'inbox.unions' ORDER BY ordinal"
        unions = [decode(UnionText, record) for (record,) in connection.execute(query)]
    return {message_id: union for union in unions for message_id in union.message_ids}


def load_sources(case: Path) -> dict[str, str]:
    """The path of every document by its id."""
    with reading(case) as connection:
        return dict(connection.execute("SELECT id, source FROM documents"))
