"""Any frozen record as JSON text and back, driven by the record's type hints.

In: dataclass instances made of str, bytes, int, float, bool, None, enums, dates, datetimes, Fractions, tuples, dicts by string
and further dataclasses. Out: one line of JSON with the same bytes for the same record, and from it an equal record.
A field that still has its default is left out, so a record may gain optional fields without making old text unreadable.
Positional records (`Span`, `Box`, intervals) become lists, all others objects. Trap: a value whose class is not exactly the
declared one is refused (`TypeError`) and never narrowed, because what is silently narrowed comes back as something else.
"""

from __future__ import annotations

import base64
import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any  # what the json module reads and writes: the one place where nothing narrower can be said
Converter = Callable[[Plain], Plain]
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ASCII_WRITER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


def encode(record: object) -> str:
    """The record as one line of JSON; text that UTF-8 cannot carry (lone surrogates) is written as ASCII escapes.

    Raises TypeError where a value is not of its declared type.
    """
    return to_json(to_plain(record))


def decode(cls: type[T], text: str) -> T:
    """The record of class `cls` that `encode` wrote. Raises ValueError where the text is not such a record."""
    record: T = from_plain(cls, json.loads(text))
    return record


def to_json(plain: Plain) -> str:
    """What `to_plain` gave as one line of JSON."""
    text = _WRITER.encode(plain)
    return text if is_storable(text) else _ASCII_WRITER.encode(plain)


def to_plain(record: object) -> Plain:
    """The record as dicts, lists, strings, numbers and None."""
    cls: Any = type(record)
    return _writer_of(cls)(record)


def from_plain(cls: type[T], plain: Plain) -> T:
    """The record of class `cls` from what `to_plain` gave. Raises ValueError where it does not fit."""
    hint: Any = cls
    try:
        record: T = _reader_of(hint)(plain)
    except (TypeError, KeyError, AttributeError, ZeroDivisionError) as error:
        raise ValueError(f"not a {cls.__name__}: {error}") from error
    return record


def is_storable(text: str) -> bool:
    """True where the text can be written as UTF-8 (a lone surrogate, as broken files hold them, cannot)."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@cache
def item_type(cls: type, field_name: str) -> type:
    """The X of a field declared `tuple[X, ...]` or `Sequence[X]`. Raises ValueError where it is declared otherwise."""
    hint = _hints_of(cls)[field_name]
    inner = get_args(hint)
    if get_origin(hint) is not Sequence and (get_origin(hint) is not tuple or len(inner) != 2 or inner[1] is not Ellipsis):
        raise ValueError(f"{cls.__name__}.{field_name} is not a tuple of records")
    found: type = inner[0]
    return found


@cache
def _hints_of(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


# ---- writing -------------------------------------------------------------------------------------------------------


@cache
def _writer_of(hint: Any) -> Converter:
    """How a value of the declared type is written."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _write_optional(hint)
    if origin is tuple:
        return _write_tuple(hint)
    if origin is Sequence:
        return _write_sequence(hint)
    if origin in (dict, Mapping):
        return _write_mapping(hint)
    if isinstance(hint, type):
        if is_dataclass(hint):
            return _write_dataclass(hint)
        if issubclass(hint, Enum):
            return _checked(hint, lambda value: value.value)
        if hint in _SIMPLE_WRITERS:
            return _SIMPLE_WRITERS[hint]
    raise TypeError(f"no way to write {hint!r}")


def _checked(cls: type, write: Converter) -> Converter:
    def write_checked(value: Plain) -> Plain:
        if type(value) is not cls:
            raise TypeError(f"expected {cls.__name__}, found {type(value).__name__}: {value!r:.80}")
        return write(value)

    return write_checked


def _write_text(value: Plain) -> Plain:
    if not isinstance(value, str):
        raise TypeError(f"expected str, found {type(value).__name__}: {value!r:.80}")
    return str(value)


def _write_float(value: Plain) -> Plain:
    if type(value) not in (int, float):
        raise TypeError(f"expected float, found {type(value).__name__}: {value!r:.80}")
    return float(value)


_SIMPLE_WRITERS: dict[type, Converter] = {
    str: _write_text,
    int: _checked(int, lambda value: value),
    bool: _checked(bool, lambda value: value),
    float: _write_float,
    type(None): _checked(type(None), lambda value: value),
    bytes: _checked(bytes, lambda value: base64.b64encode(value).decode("ascii")),
    Fraction: _checked(Fraction, lambda value: value.numerator if value.denominator == 1 else str(value)),
    datetime: _checked(datetime, lambda value: value.isoformat()),
    date: _checked(date, lambda value: value.isoformat()),
}


def _write_optional(hint: Any) -> Converter:
    write = _writer_of(_inside_optional(hint))
    return lambda value: None if value is None else write(value)


def _write_tuple(hint: Any) -> Converter:
    inner = get_args(hint)
    if len(inner) == 2 and inner[1] is Ellipsis:
        write = _writer_of(inner[0])
        return _checked(tuple, lambda value: [write(item) for item in value])
    writers = [_writer_of(item) for item in inner]
    return _checked(tuple, lambda value: [write(item) for write, item in zip(writers, value, strict=True)])


def _write_sequence(hint: Any) -> Converter:
    """A tuple, or what stands for one without holding its records all at once."""
    write = _writer_of(get_args(hint)[0])
    return lambda value: [write(item) for item in value]


def _write_mapping(hint: Any) -> Converter:
    write = _writer_of(get_args(hint)[1])
    return lambda value: {_write_text(key): write(value[key]) for key in sorted(value)}


def _write_dataclass(cls: type) -> Converter:
    hints = _hints_of(cls)
    if _is_positional(cls):
        ordered = [(field.name, _writer_of(hints[field.name])) for field in fields(cls)]
        return _checked(cls, lambda value: [write(getattr(value, name)) for name, write in ordered])
    steps = [(field.name, _writer_of(hints[field.name]), _default_of(field)) for field in fields(cls)]

    def write_record(value: Plain) -> Plain:
        plain = {}
        for name, write, default in steps:
            item = getattr(value, name)
            if item is not default and (item != default or type(item) is not type(default)):
                plain[name] = write(item)
        return plain

    return _checked(cls, write_record)


# ---- reading -------------------------------------------------------------------------------------------------------


@cache
def _reader_of(hint: Any) -> Converter:
    """How a value of the declared type is read back."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        read = _reader_of(_inside_optional(hint))
        return lambda plain: None if plain is None else read(plain)
    if origin is tuple:
        return _read_tuple(hint)
    if origin is Sequence:
        return _read_tuple(tuple[get_args(hint)[0], ...])  # type: ignore[misc]  # a hint made of a hint
    if origin in (dict, Mapping):
        read = _reader_of(get_args(hint)[1])
        return lambda plain: {key: read(item) for key, item in plain.items()}
    if isinstance(hint, type):
        if is_dataclass(hint):
            return _read_dataclass(hint)
        if issubclass(hint, Enum):
            return hint
        if hint in _SIMPLE_READERS:
            return _SIMPLE_READERS[hint]
    raise TypeError(f"no way to read {hint!r}")


_SIMPLE_READERS: dict[type, Converter] = {
    str: _checked(str, lambda plain: plain),
    int: _checked(int, lambda plain: plain),
    bool: _checked(bool, lambda plain: plain),
    float: float,
    type(None): _checked(type(None), lambda plain: plain),
    bytes: lambda plain: base64.b64decode(plain, validate=True),
    Fraction: Fraction,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


def _read_tuple(hint: Any) -> Converter:
    inner = get_args(hint)
    if len(inner) == 2 and inner[1] is Ellipsis:
        read = _reader_of(inner[0])
        return _checked(list, lambda plain: tuple([read(item) for item in plain]))
    readers = [_reader_of(item) for item in inner]
    return _checked(list, lambda plain: tuple(read(item) for read, item in zip(readers, plain, strict=True)))


def _read_dataclass(cls: type) -> Converter:
    hints = _hints_of(cls)
    readers = {field.name: _reader_of(hints[field.name]) for field in fields(cls)}
    if _is_positional(cls):
        ordered = list(readers.values())
        return _checked(list, lambda plain: cls(*(read(item) for read, item in zip(ordered, plain, strict=True))))
    return _checked(dict, lambda plain: cls(**{name: readers[name](item) for name, item in plain.items()}))


# ---- what a declaration says ---------------------------------------------------------------------------------------


def _inside_optional(hint: Any) -> Any:
    """The X of `X | None`; other unions cannot be told apart in JSON and are refused."""
    inside = [item for item in get_args(hint) if item is not type(None)]
    if len(inside) != 1 or len(inside) == len(get_args(hint)):
        raise TypeError(f"a union other than `X | None` cannot be written: {hint!r}")
    return inside[0]


def _is_positional(cls: type) -> bool:
    """True for records made like `Span(3, 9)`: written as a list."""
    return not any(field.kw_only for field in fields(cls))


_NO_DEFAULT = object()


def _default_of(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    return _NO_DEFAULT
