"""Everything that is to be marked on a stretch of a document: mentions, deletions, stamps, findings, and what was searched for.

In: an open case, a document and a stretch of it. Out: marks with offsets of the document, each with its kind, the id of its row
and a label in words. Only the stretch is read.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

from onrecord.casefile.rows import storable
from onrecord.casefile.search_query import Term, parse_query
from onrecord.text.marked_runs import Mark

_REPORTING = ("reporting", "title", "subheading", "dateline", "byline")  # kinds of passages that are shown as they are
_KIND_WORDS = {
    "duplicate_title": "title printed again",
    "photo_credit": "photo credit",
    "link_line": "line of links",
    "share_button": "share button",
    "call_to_action": "call to action",
    "self_promotion": "self-promotion",
}
_TOUCHES = "document_id = ? AND start < ? AND end > ?"
_FINDINGS = (
    "SELECT p.start, p.end, p.finding_id, f.code || ' ' || f.title FROM finding_places AS p JOIN findings AS f "
    "ON f.id = p.finding_id WHERE p.document_id = ? AND p.start < ? AND p.end > ?"
)
_MENTIONS = (
    ("quote", f"SELECT start, end, id, coalesce(speaker, 'speaker left open') FROM quotes WHERE {_TOUCHES} "
              "AND kind != 'indirect'"),
    ("figure", f"SELECT start, end, id, trim(kind || ' ' || coalesce(counted, '')) FROM figures WHERE {_TOUCHES}"),
    ("date", f"SELECT start, end, id, coalesce(earliest || CASE latest WHEN earliest THEN '' ELSE ' to ' || latest END, "
             f"coalesce(unresolved_reason, kind)) FROM dates WHERE {_TOUCHES}"),
    ("person", f"SELECT start, end, id, coalesce(name, text) FROM person_mentions WHERE {_TOUCHES}"),
    ("role", f"SELECT start, end, id, person || ': ' || title FROM role_mentions WHERE {_TOUCHES}"),
    ("task", f"SELECT start, end, id, 'asks for ' || deliverable FROM tasks WHERE {_TOUCHES}"),
    ("redaction", f"SELECT start, end, id, CASE codes WHEN '' THEN 'deletion without a code' ELSE replace(codes, ';', ' ') END "
                  f"FROM redactions WHERE {_TOUCHES} AND start IS NOT NULL"),
    ("finding", f"{_FINDINGS} AND f.severity != 'note'"),
    ("noted", f"{_FINDINGS} AND f.severity = 'note'"),
    ("header", "SELECT start, start + length(json_extract(record, '$.header_text')), id, 'header' FROM messages "
               f"WHERE {_TOUCHES}"),
)  # fmt: skip


def load_marks(
    connection: sqlite3.Connection,
    document_id: str,
    start: int,
    end: int,
    *,
    words: str = "",
    target: tuple[int, int] | None = None,
) -> tuple[Mark, ...]:
    """What is to be marked between two offsets; `words` as somebody searched for them, `target` a span that was asked for."""
    values = (storable(document_id), end, start)
    marks = [
        Mark(start=low, end=high, kind=kind, id=row_id, label=label)
        for kind, query in _MENTIONS
        for low, high, row_id, label in connection.execute(query, values)
    ]
    for low, high, row_id, kind in connection.execute(f"SELECT start, end, id, kind FROM passages WHERE {_TOUCHES}", values):
        if kind not in _REPORTING:
            marks.append(Mark(start=low, end=high, kind="left-out", id=row_id, label=_KIND_WORDS.get(kind, kind)))
    if words.strip():
        text = connection.execute(
            "SELECT substr(text, ? + 1, ?) FROM documents WHERE id = ?", (start, end - start, values[0])
        ).fetchone()
        marks += [
            Mark(start=start + low, end=start + high, kind="hit") for low, high in find_words(text[0] if text else "", words)
        ]
    if target is not None:
        marks.append(Mark(start=target[0], end=target[1], kind="target"))
    return tuple(marks)


def find_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words and phrases of a search stand in a text, without regard to case and accents.

    >>> list(find_words("Der Café-Plan", "cafe pla*"))
    [(4, 8), (9, 13)]
    """
    terms = [_folded_words(term.text) for term in parse_query(words).words() if not term.field]
    loose = [term for term in parse_query(words).words() if not term.field]
    tokens = list(_tokens(text))
    folded = [fold for _, _, fold in tokens]
    for term, wanted in zip(loose, terms, strict=True):
        if not wanted:
            continue
        for at in range(len(tokens) - len(wanted) + 1):
            if _stands_at(folded, at, wanted, term):
                yield tokens[at][0], tokens[at + len(wanted) - 1][1]


def _stands_at(folded: list[str], at: int, wanted: list[str], term: Term) -> bool:
    last = at + len(wanted) - 1
    if folded[at:last] != wanted[:-1]:
        return False
    return folded[last].startswith(wanted[-1]) if term.is_prefix else folded[last] == wanted[-1]


def _folded_words(text: str) -> list[str]:
    return [fold for _, _, fold in _tokens(text)]


def _tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text as the full text index cuts them: runs of letters and digits, folded."""
    at, length = 0, len(text)
    while at < length:
        if not text[at].isalnum():
            at += 1
            continue
        start = at
        while at < length and (text[at].isalnum() or unicodedata.combining(text[at])):
            at += 1
        yield start, at, _fold(text[start:at])


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    pieces = unicodedata.normalize("NFD", word)
    return "".join(piece for piece in pieces if not unicodedata.combining(piece)).lower()
