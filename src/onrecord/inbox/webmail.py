"""Mail printed from a browser's mailbox: the subject and the sender stand above the labels, without labels of their own.

In: rows and the index of the first row of a page. Out: a header with sender and subject from the one or two rows above its
labels, or None. Trap: any line can stand above a cut-off header, so that the line above the labels must be a person and nothing
else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.inbox.header_values import Value
from onrecord.inbox.headers import Header, parse_label_header, score_of
from onrecord.inbox.lines import Row
from onrecord.inbox.names import is_redacted
from onrecord.spans import Span
from onrecord.text.labels import DATE_FIELDS, match_label

# Like "Lee, Ann", "O'Neil Ray, Bob B.", "Lee, Ann (CTR)": a name as directories print it
DIRECTORY_NAME_RE = re.compile(
    r"[^\W\d_][\w'’-]{1,30}(?: [^\W\d_][\w'’-]{1,30})?, [^\W\d_][\w'’.-]{0,30}(?: [\w'’.()-]{1,20}){0,3}"
)
# Like "Ann Lee [ann.lee@x.gov]", "Ann Lee <ann.lee@x.gov>"
ADDRESSED_RE = re.compile(r"[^\[\]<>]{0,120}[\[<][^\[\]<>@]{1,64}@[^\[\]<>@]{1,120}[\]>]")
MAX_WORDS = 9  # of a line that names a sender


def parse_webmail(rows: Sequence[Row], first: int, *, day_first: bool | None = None) -> Header | None:
    """The header that begins at the first row of a page, with a subject and a sender or a sender alone above its labels."""
    if rows[first].depth or not (rows[first].page_top or first == 0):
        return None
    labels = next((at for at in (first + 1, first + 2) if at < len(rows) and _opens_labels(rows[at].words)), None)
    if labels is None or not _is_person(rows[labels - 1].words):
        return None
    block = parse_label_header(rows, labels, day_first=day_first, marked=False)
    if block is None or block.sent is None or "to" not in block.values or {"from", "subject"} & set(block.values):
        return None
    above = {"from": rows[labels - 1]}
    if labels - first > 1:
        above = {"subject": rows[first]} | above
    values = {name: _value(name, row, labels) for name, row in above.items()} | block.values
    text = "\n".join(row.words.strip() for row in rows[first : block.end])
    span = Span(rows[first].inner, block.span.end)
    header = Header(first, block.end, "webmail", values, span, text, setting=block.setting)
    header.sent = block.sent
    header.score = score_of(header, marked=False)
    return header


def _opens_labels(words: str) -> bool:
    label = match_label(words, fuzzy=False)
    return label is not None and label.field in DATE_FIELDS


def _is_person(words: str) -> bool:
    """True for "Lee, Ann", "Ann Lee [ann@x.gov]" and for a code where the name was; not for a label or a sentence."""
    words = words.strip()
    if not words or len(words.split()) > MAX_WORDS or match_label(words) is not None:
        return False
    if is_redacted(words) or DIRECTORY_NAME_RE.fullmatch(words):
        return True
    return ADDRESSED_RE.fullmatch(words) is not None


def _value(name: str, row: Row, label: int) -> Value:
    value = Value(name, 0.0, label)
    value.pieces.append((Span(row.inner, row.span.end), row.words.strip()))
    return value
