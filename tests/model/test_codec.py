"""The codec gives every record of the model back as it was."""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intervals import DateInterval, InstantInterval, ValueInterval
from onrecord.model import case, codec, documents, findings, links, mentions, messages, packs
from onrecord.model.documents import Box
from onrecord.spans import Span


class Colour(StrEnum):
    """Two values are enough."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A record inside a record."""

    name: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """One field of each kind that a record may have."""

    text: str
    raw: bytes
    whole: int
    ratio: float
    flag: bool
    colour: Colour
    day: date
    at: datetime
    share: Fraction
    span: Span
    values: ValueInterval
    inner: Inner
    pairs: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ("a",)
    maybe: Inner | None = None
    maybe_day: DateInterval | None = None
    maybe_at: InstantInterval | None = None
    named: dict[str, Fraction] = dataclasses.field(default_factory=dict)


texts = st.text(st.characters(exclude_categories=()), max_size=12)  # lone surrogates included
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(min(ends), max(ends)))
shares = st.fractions()
zones = st.sampled_from([None, UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=30))])
inners = st.builds(Inner, name=texts, spans=st.lists(spans, max_size=3).map(tuple))
everything = st.builds(
    Everything,
    text=texts,
    raw=st.binary(max_size=9),
    whole=st.integers(),
    ratio=st.floats(allow_nan=False),
    flag=st.booleans(),
    colour=st.sampled_from(Colour),
    day=st.dates(),
    at=st.datetimes(timezones=zones),
    share=shares,
    span=spans,
    values=st.builds(ValueInterval, st.none() | shares, st.none() | shares, st.booleans(), st.booleans()),
    inner=inners,
    pairs=st.lists(st.tuples(texts, st.integers()), max_size=3).map(tuple),
    words=st.lists(texts, max_size=3).map(tuple),
    maybe=st.none() | inners,
    maybe_day=st.none() | st.dates().map(DateInterval.on),
    maybe_at=st.none() | st.datetimes().map(lambda at: InstantInterval(at, at)),
    named=st.dictionaries(texts, shares, max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(record=everything)
def test_a_record_comes_back_equal(record: Everything) -> None:
    """Encoding and decoding gives an equal record, and encoding that gives the same text, which UTF-8 can carry."""
    text = codec.encode(record)
    assert codec.decode(Everything, text) == record
    assert codec.encode(codec.decode(Everything, text)) == text
    assert "\n" not in text
    text.encode("utf-8")


MODULES = (documents, messages, mentions, links, findings, packs, case)
RECORDS = sorted(
    {
        cls
        for module in MODULES
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if dataclasses.is_dataclass(cls) and cls.__module__.startswith("onrecord.")
    },
    key=lambda cls: cls.__name__,
)


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_every_record_of_the_model_can_be_written(cls: type) -> None:
    """Each record class of the model consists of types that the codec knows, both ways."""
    hint: object = cls
    assert callable(codec._writer_of(hint))
    assert callable(codec._reader_of(hint))


def test_a_field_at_its_default_is_left_out() -> None:
    """Only what differs from its default is written, so that text without a later field can still be read."""
    assert codec.encode(Inner(name="x")) == '{"name":"x"}'
    assert codec.decode(Inner, '{"name":"x"}') == Inner(name="x")


def test_positional_records_are_lists() -> None:
    """A span, a box and an interval are written by position."""
    assert codec.encode(Span(3, 9)) == "[3,9]"
    assert codec.encode(Box(0.5, 1.0, 2.0, 3.0)) == "[0.5,1.0,2.0,3.0]"
    assert codec.encode(ValueInterval(Fraction(1, 3), None, True)) == '["1/3",null,true,false]'


def test_a_value_of_another_class_is_refused() -> None:
    """A datetime in the place of a date would come back as something else and is not written at all."""
    with pytest.raises(TypeError, match="expected date, found datetime"):
        codec.encode(DateInterval(datetime(2017, 2, 10), datetime(2017, 2, 10)))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"name":3}', '{"name":"x","spans":[[1]]}', '{"other":1}', '{"name":"x","spans":[[2,1]]}'],
)
def test_text_that_is_no_record_is_a_value_error(text: str) -> None:
    """Damaged or foreign text raises ValueError and nothing else."""
    with pytest.raises(ValueError, match=r"."):
        codec.decode(Inner, text)


def test_the_item_type_of_a_tuple_field() -> None:
    """`item_type` names the record class that a tuple field holds and refuses other fields."""
    assert codec.item_type(Inner, "spans") is Span
    with pytest.raises(ValueError, match="not a tuple"):
        codec.item_type(Inner, "name")
