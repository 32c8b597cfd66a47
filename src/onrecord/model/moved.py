"""A record found in a stretch of a document, moved to its place in the whole.

In: a record whose spans count from the beginning of a stretch. Out: the same record with spans that count from the beginning
of the document, and with the document's id. Driven by the type hints: a field that is a Span, a Span or None, or a tuple of
Spans moves; all else stays as it is, ids too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

from onrecord.spans import Span

T = TypeVar("T")


def moved(record: T, document_id: str, by: int) -> T:
    """The record `by` characters further on, in the document of that id."""
    cls: Any = type(record)
    mover: Callable[[Any, str, int], T] = _mover_of(cls)
    return mover(record, document_id, by)


@cache
def _mover_of(cls: Any) -> Callable[[Any, str, int], Any]:
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    single = {name for name in names if hints[name] in (Span, Span | None)}
    several = {name for name in names if hints[name] == tuple[Span, ...]}

    def move(record: Any, document_id: str, by: int) -> Any:
        values: dict[str, Any] = {}
        for name in names:
            value = getattr(record, name)
            if name in single:
                value = None if value is None else Span(value.start + by, value.end + by)
            elif name in several:
                value = tuple([Span(span.start + by, span.end + by) for span in value])
            elif name == "document_id":
                value = document_id
            values[name] = value
        return cls(**values)

    return move
