"""Records as bytes between processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from onrecord.intervals import DateInterval, ValueInterval
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.mentions import Figure, MentionRecords
from onrecord.model.pickling import from_bytes, to_bytes
from onrecord.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _One:
    of: tuple[str, ...]


def test_records_come_back_equal() -> None:
    """Records within records, intervals, fractions, days, enums and values left out all come back as they were."""
    published = DateInterval(date(2019, 5, 8), date(2019, 5, 9))
    source = Source(path="a", sha256="0", n_bytes=1, media_type="text/plain", pile=Pile.RECORDS, published=published)
    figure = Figure(
        id="f",
        document_id="d",
        span=Span(0, 3),
        text="2/3",
        found_by="t",
        value=ValueInterval(Fraction(2, 3), Fraction(2, 3)),
        kind="share",
        stated=Fraction(2, 3),
        approx="exact",
        unit=None,
    )
    document = Document(id="d", source=source, kind="text", text="2/3 \ud800", pages=(Page(number=1, span=Span(0, 3)),))
    record = DocumentRecords(document=document, mentions=MentionRecords(figures=(figure, figure)))
    back = from_bytes(to_bytes((record, 1)))
    assert back == (record, 1)
    assert type(back[0].document.source.pile) is Pile
    assert back[0].mentions.figures[0] is back[0].mentions.figures[1]


def test_a_record_of_one_field_comes_back() -> None:
    """A record that holds one thing, be it a tuple, is not taken for its contents."""
    assert from_bytes(to_bytes(_One(of=("a", "b")))) == _One(of=("a", "b"))
