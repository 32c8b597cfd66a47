"""Words of a case that are spelt almost like another: for `permitt~`, and for what was searched for in vain.

In: an open case and a word. Out: words of its full text index within one edit (two for long words), the likest first. Trap: the
index of a large case has half a million words, so only those are looked at that begin with the same two letters, or with the
first and the third (a second letter too many, missing or out of order).
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import replace
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.rows import storable
from onrecord.casefile.search_query import Query, Term, parse_query

MOST_SIMILAR = 12
_LONG_WORD = 6  # letters from which on two edits are allowed
_LONGEST_WORD = 60  # what is longer is no word that anybody misspells


def with_similar(connection: sqlite3.Connection, query: Query) -> Query:
    """The query with every `word~` replaced by that word or any that is spelt almost so."""
    if not any(term.is_fuzzy for term in query.terms):
        return query
    terms: list[Term] = []
    for term in query.terms:
        terms.append(replace(term, is_fuzzy=False))
        if term.is_fuzzy:
            others = similar_words(connection, term.text)
            terms += [replace(term, text=word, is_fuzzy=False, either=not term.is_excluded) for word in others]
    return Query(terms=tuple(terms))


def suggest_words(case: Path, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(word, words like it that the case has) for every word of a search that no text has."""
    suggestions = []
    with reading(case) as connection:
        for term in parse_query(storable(text) or "").words():
            word = _folded(term.text)
            if " " in word or term.is_prefix or term.is_fuzzy:
                continue
            known = connection.execute("SELECT 1 FROM search_text_words WHERE term = ?", (word,)).fetchone()
            others = () if known else tuple(similar_words(connection, term.text)[:5])
            if others:
                suggestions.append((term.text, others))
    return tuple(suggestions)


def similar_words(connection: sqlite3.Connection, text: str) -> list[str]:
    """The words of the index that are spelt almost like this one, the likest first, then by the alphabet."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # the command line reads this file at every start
    from rapidfuzz.process import extract  # noqa: PLC0415

    word = _folded(text)
    if not 2 <= len(word) <= _LONGEST_WORD:
        return []
    most = 2 if len(word) >= _LONG_WORD else 1
    query = "SELECT term FROM search_text_words WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
    words: list[str] = []
    for head in dict.fromkeys((word[:2], word[0] + word[2:3])):
        bounds = (head, head[:-1] + chr(ord(head[-1]) + 1), len(word) - most, len(word) + most)
        words += [term for (term,) in connection.execute(query, bounds)]
    found = extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=4 * MOST_SIMILAR)
    return [term for term, distance, _ in sorted(found, key=lambda each: (each[1], each[0])) if distance > 0][:MOST_SIMILAR]


def _folded(text: str) -> str:
    """The word as the index has it: without case and accents."""
    pieces = unicodedata.normalize("NFD", text)
    return "".join(piece for piece in pieces if not unicodedata.combining(piece)).lower()
