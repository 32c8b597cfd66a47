"""The condition of a population: one boolean expression over the columns of a table, and nothing else.

In: what a user typed after --population, and the names of the columns. Out: the same words, safe to stand behind WHERE.
Trap: the table library's SQL reads files ("FROM read_csv(...)") and takes whole queries inside brackets, so only signs and
words that a comparison needs are let through: columns, values, comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from onrecord.errors import SettingsError

MOST_CHARS = 4_000
DEEPEST = 40  # brackets inside brackets
WORDS = frozenset({"and", "or", "not", "in", "between", "like", "ilike", "is", "null", "true", "false", "date"})
BEFORE_BRACKET = frozenset({"and", "or", "not", "in", "between"})
# Words that SQL reads as its own wherever they stand: a column of such a name must stand in double quotes.
SQL_WORD_RE = re.compile(
    r"(?:select|from|where|union|except|intersect|with|values|table|exists|case|when|then|else|end|as|on|using|join|group|order"
    r"|by|having|limit|offset|fetch|window|over|cast|any|all|distinct|insert|update|delete|drop|create|alter|set)",
    re.IGNORECASE,
)
HINT = "write one condition, such as --population '\"Arrest City\" = ''Elm'' AND Age >= 18'"

# "Arrest City"  'Elm'  18  2.5  >=  (  City
TOKEN_RE = re.compile(
    r"""\s*(?:(?P<column>"(?:[^"]|"")*")|(?P<text>'(?:[^']|'')*')|(?P<number>\d+(?:\.\d+)?(?![\w.]))"""
    r"""|(?P<word>[^\W\d]\w*)|(?P<sign><=|>=|<>|!=|[=<>(),+-]))"""
)


def require_condition(condition: str, columns: Collection[str]) -> str:
    """The condition as typed. Raises SettingsError where it is anything but comparisons of columns of the table."""
    if len(condition) > MOST_CHARS:
        raise SettingsError(f"a condition of {len(condition):,} characters, expected at most {MOST_CHARS:,}", hint=HINT)
    depth, before = 0, ""
    for kind, token in _list_tokens(condition):
        if kind == "column":
            _require_column(token[1:-1].replace('""', '"'), columns)
        elif kind == "word":
            _require_word(token, columns)
        elif token == "(":
            depth += 1
            is_call = before[-1:] == ")" or before[:1].isalnum() or before[:1] in ("_", '"', "'")
            if is_call and before.lower() not in BEFORE_BRACKET:
                raise SettingsError(f"a condition on rows calls no functions: found {before}(", hint=HINT)
        elif token == ")":
            depth -= 1
        if not 0 <= depth <= DEEPEST or (token == "-" and before == "-"):
            raise SettingsError(f"not one condition: found {token!r} out of place", hint=HINT)
        before = token
    if depth or not before:
        raise SettingsError("not one condition: a bracket is left open" if depth else "an empty condition", hint=HINT)
    return condition


def _list_tokens(condition: str) -> Iterator[tuple[str, str]]:
    at = 0
    while condition[at:].strip():
        found = TOKEN_RE.match(condition, at)
        if found is None or found.lastgroup is None:
            raise SettingsError(f"not one condition: found {condition[at:].strip()[:40]!r}", hint=HINT)
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _require_word(word: str, columns: Collection[str]) -> None:
    if word.lower() in WORDS:
        return
    if SQL_WORD_RE.fullmatch(word):
        raise SettingsError(f"a condition on rows, not a query: found {word}", hint=HINT)
    _require_column(word, columns)


def _require_column(name: str, columns: Collection[str]) -> None:
    if name not in columns:
        known = ", ".join(list(columns)[:30])
        raise SettingsError(f"no column {name!r}; the table has {known}", hint="values stand in single quotes: City = 'Elm'")
