"""Bytes to characters."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.encodings import decode_text


@dataclass(frozen=True)
class Case:
    """One row: bytes, and the text and encoding that they are (None: no text)."""

    name: str
    raw: bytes
    text: str | None
    encoding: str = ""


CASES = [
    Case("plain_ascii", b"The warden said so.\r\n", "The warden said so.\r\n", "utf-8"),
    Case("utf8_keeps_its_byte_order_mark", b"\xef\xbb\xbfNo\xc3\xa9l", "\ufeffNo\u00e9l", "utf-8"),
    Case("utf16_with_mark", "Memo \u201cA\u201d".encode("utf-16"), "Memo \u201cA\u201d", "utf-16"),
    Case("utf16_without_mark", "Memo to the county board".encode("utf-16-le"), "Memo to the county board", "utf-16-le"),
    Case("utf16_big_endian_without_mark", "Memo to the board".encode("utf-16-be"), "Memo to the board", "utf-16-be"),
    Case("windows_quotes", b"he said \x93no\x94", "he said \u201cno\u201d", "cp1252"),
    Case("latin1_byte_that_windows_lacks", b"caf\xe9 \x81", "caf\u00e9 \x81", "latin-1"),
    Case("utf8_cut_in_a_character", "\u201cNo\u201d, \u201cyes\u201d, \u201cso".encode()[:-1] + b"\xe2\x80", None, "utf-8"),
    Case("zero_bytes", b"\x00\x01\x02\x03" * 20, None),
    Case("control_characters", bytes(range(1, 9)) * 20, None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_encoding_is_told_by_its_bytes(case: Case) -> None:
    """The text is what the bytes say, and the encoding is named."""
    decoded = decode_text(case.raw)
    if case.name == "utf8_cut_in_a_character":
        assert decoded is not None
        assert (decoded.encoding, decoded.text.startswith("\u201cNo\u201d"), decoded.n_replaced > 0) == ("utf-8", True, True)
    elif case.text is None:
        assert decoded is None
    else:
        assert decoded is not None
        assert (decoded.text, decoded.encoding) == (case.text, case.encoding)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_is_returned_exactly(text: str) -> None:
    """Whatever was written as UTF-8 comes back character for character."""
    decoded = decode_text(text.encode("utf-8"))
    assert decoded is not None
    assert decoded.text == text


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_and_no_text_has_surrogates(raw: bytes) -> None:
    """Any bytes are a text that can be stored, or none."""
    decoded = decode_text(raw)
    if decoded is not None:
        assert decoded.text.encode("utf-8").decode("utf-8") == decoded.text
