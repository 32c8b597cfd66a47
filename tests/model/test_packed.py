"""Packed records are the sequence that the tuple of them would be."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.case import DocumentRecords
from onrecord.model.codec import decode, encode
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import MentionRecords, RoleMention
from onrecord.model.packed import PackedRecords
from onrecord.spans import Span


def role(at: int) -> RoleMention:
    """The `at`-th of many offices."""
    return RoleMention(
        id=f"o-{at}", document_id="d", span=Span(at, at + 5), text="mayor", found_by="t", person=f"P{at}", title="mayor"
    )


@given(st.lists(st.lists(st.integers(0, 99), max_size=5), max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_packed_records_are_the_tuple_of_them(blocks: list[list[int]], data: st.DataObject) -> None:
    """Length, order, single records, slices and equality are those of the tuple, however the records are cut into blocks."""
    plain = tuple(role(at) for block in blocks for at in block)
    packed = PackedRecords.joined(PackedRecords.of(tuple(role(at) for at in block)) for block in blocks)
    assert (len(packed), tuple(packed), packed == plain, bool(packed)) == (len(plain), plain, True, bool(plain))
    assert [packed[at] for at in range(-len(plain), len(plain))] == [plain[at] for at in range(-len(plain), len(plain))]
    low, high = data.draw(st.integers(-8, 40)), data.draw(st.integers(-8, 40))
    assert packed[low:high] == plain[low:high]
    assert pickle.loads(pickle.dumps(packed)) == plain


def test_packed_records_are_written_like_plain_ones() -> None:
    """A document whose mentions are packed has the same JSON as one whose mentions are not, and comes back unpacked."""
    document = Document(
        id="d",
        source=Source(path="a", sha256="0", n_bytes=1, media_type="text/plain", pile=Pile.RECORDS),
        kind="text",
        text="x",
    )
    roles = (role(1), role(2))
    plain = DocumentRecords(document=document, mentions=MentionRecords(roles=roles))
    packed = DocumentRecords(document=document, mentions=MentionRecords(roles=PackedRecords.of(roles)))
    assert encode(packed) == encode(plain)
    assert decode(DocumentRecords, encode(packed)) == plain == packed


def test_no_record_stands_outside() -> None:
    """Numbers before the first and behind the last record are refused."""
    packed = PackedRecords.of((role(1),))
    for at in (1, -2):
        with pytest.raises(IndexError):
            packed[at]
    assert packed != PackedRecords.of((role(2),))
    assert packed != [role(1)]
