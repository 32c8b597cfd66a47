"""A record's longest text apart from the record: the column that holds it is not repeated in the JSON beside it.

In: a document, message or passage. Out: its JSON without that one field, and back. Trap: a text that UTF-8 cannot carry is
altered in its column, so it stays in the JSON, which wins when the record is put together again.
"""

from __future__ import annotations

import json
from typing import TypeVar

from onrecord.model.codec import from_plain, is_storable, to_json, to_plain

T = TypeVar("T")


def encode_apart(record: object, field: str) -> str:
    """The record as JSON, without `field` where a column can hold it exactly."""
    plain = to_plain(record)
    if is_storable(plain[field]):
        del plain[field]
    return to_json(plain)


def decode_joined(cls: type[T], text: str, field: str, value: str) -> T:
    """The record that `encode_apart` wrote, with the column's value in its place. Raises ValueError where it does not fit."""
    plain = json.loads(text)
    if isinstance(plain, dict):
        plain.setdefault(field, value)
    return from_plain(cls, plain)
