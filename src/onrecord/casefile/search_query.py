"""The words of a search: a small grammar, and its meaning for the full text index.

    permit list            both words              "permit list"         the words side by side
    permit OR licence      either                  -draft                without it
    permit*                words that begin so     from:ortega to:"bell" sender, any recipient
    subject:lakes          the subject or title    after:2024-03-01      on or after a day, month or year
    before:2024-04         before it               code:(b)(6) code:F202 exemption cited, finding about it
    page:12                on a page              permitt~            words that are spelt almost so

In: whatever somebody typed. Out: a `Query` of typed terms. Nothing is refused: a word that means nothing special is searched
for as it stands, and every word reaches SQLite inside quotation marks, so no input is an error of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

CONDITIONS = ("after", "before", "code", "page")  # what is asked of a text beside its words
FIELDS = ("from", "to", "subject", "after", "before", "code", "page")
COLUMNS = {"": "", "from": "sender", "to": "recipients", "subject": "subject"}
MOST_TERMS = 64  # what nobody types; it bounds the work that one query can ask for
_LONGEST_QUERY = 4_000

_TERM_RE = re.compile(r'(-?)(?:(from|to|subject|after|before|code|page):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_DAY_RE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")  # 2024-03-05, 2024-3, 2024
_EXEMPTION_RE = re.compile(r"\(?b\)?\(?(\d)\)?(?:\(?([a-f])\)?)?", re.IGNORECASE)  # b6, (b)(6), b7C


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing asked for. `field` is empty for words anywhere; `either` joins it to the term before it with OR."""

    field: str = ""
    text: str
    is_prefix: bool = False
    is_fuzzy: bool = False
    is_excluded: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for, in the order in which it was typed."""

    terms: tuple[Term, ...] = ()

    def words(self, *, excluded: bool = False) -> tuple[Term, ...]:
        """The terms for the full text index."""
        return tuple(t for t in self.terms if t.field in COLUMNS and t.is_excluded is excluded)

    def values(self, field: str, *, excluded: bool = False) -> tuple[str, ...]:
        """What was asked for under one of the other fields."""
        return tuple(t.text for t in self.terms if t.field == field and t.is_excluded is excluded)


def parse_query(text: str) -> Query:
    """The query that somebody typed; of a very long one the beginning.

    >>> [(term.field, term.text) for term in parse_query('permit from:"Ortega, D" page:2').terms]
    [('', 'permit'), ('from', 'Ortega, D'), ('page', '2')]
    """
    terms: list[Term] = []
    either = False
    for match in _TERM_RE.finditer(text[:_LONGEST_QUERY].replace("\0", " ")):
        minus, field, phrase, word = match[1], (match[2] or "").lower(), match[3], match[4]
        if word == "OR" and not minus and not field:
            either = bool(terms)
            continue
        term = _term(field, phrase if word is None else word, is_word=word is not None, is_excluded=bool(minus))
        if term is None or len(terms) == MOST_TERMS:
            continue
        terms.append(term if not either or term.is_excluded else _with_either(term))
        either = False
    return Query(terms=tuple(terms))


def full_text(terms: Iterable[Term]) -> str:
    """The terms as an FTS5 expression, empty where there is none; all of them must be found, or one of those joined by OR."""
    groups: list[list[str]] = []
    for term in terms:
        quoted = '"' + term.text.replace('"', '""') + '"' + ("*" if term.is_prefix else "")
        expression = f"{COLUMNS[term.field]} : {quoted}" if term.field else quoted
        if term.either and groups:
            groups[-1].append(expression)
        else:
            groups.append([expression])
    return " AND ".join("(" + " OR ".join(f"({each})" for each in group) + ")" for group in groups)


def day_bounds(text: str) -> tuple[str, str] | None:
    """The first day of what was typed and the first day after it, as ISO dates; None where it is no date.

    >>> day_bounds("2024-12"), day_bounds("2024-02-29"), day_bounds("soon")
    (('2024-12-01', '2025-01-01'), ('2024-02-29', '2024-03-01'), None)
    """
    match = _DAY_RE.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        first = date(year, month, day)
        if match[3]:
            after = first + timedelta(days=1)
        elif match[2]:
            after = date(year + month // 12, month % 12 + 1, 1)
        else:
            after = date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None
    return first.isoformat(), after.isoformat()


def canonical_code(text: str) -> str:
    """A code as it is kept: exemptions as "(b)(7)(C)", finding codes in capitals.

    >>> canonical_code("b7c"), canonical_code("f202")
    ('(b)(7)(C)', 'F202')
    """
    match = _EXEMPTION_RE.fullmatch(text)
    if match is None:
        return text.upper()
    return f"(b)({match[1]})" + (f"({match[2].upper()})" if match[2] else "")


def _term(field: str, text: str, *, is_word: bool, is_excluded: bool) -> Term | None:
    """The term, None where it holds nothing that could be found."""
    is_prefix = is_word and field in COLUMNS and len(text) > 1 and text.endswith("*")
    is_fuzzy = is_word and field in COLUMNS and len(text) > 2 and text.endswith("~")
    if is_prefix or is_fuzzy:
        text = text.rstrip("*~")
    if not any(character.isalnum() for character in text):
        return None
    return Term(field=field, text=text, is_prefix=is_prefix, is_fuzzy=is_fuzzy, is_excluded=is_excluded)


def _with_either(term: Term) -> Term:
    return replace(term, either=True)
