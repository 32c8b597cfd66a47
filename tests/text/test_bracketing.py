"""Bracketing: brackets, marked letters, ellipses, interruptions."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.bracketing import split_pieces


@dataclass(frozen=True)
class Case:
    name: str
    parts: tuple[str, ...]
    expected: str


CASES = (
    Case("plain", ("The raids began",), "the raids began"),
    Case("bracket", ("[they had] failed",), "[they had] failed"),
    Case("marked first letter", ("[T]he raids",), "*the raids"),
    Case("marked ending", ("raid[s] began",), "*raids began"),
    Case("marked before a contraction", ("[s]he'll go",), "*she *will go"),
    Case("ellipsis", ("ask ... buy",), "ask ~ buy"),
    Case("spaced ellipsis", ("ask . . . buy",), "ask ~ buy"),
    Case("four points", ("ask .... buy",), "ask ~ buy"),
    Case("one sign", ("ask … buy",), "ask ~ buy"),
    Case("bracketed ellipsis", ("ask [...] buy […] sell",), "ask ~ buy ~ sell"),
    Case("edges fall away", ("... ask ...",), "ask"),
    Case("sic", ("he definately [sic] went",), "he definately went"),
    Case("interruption", ("ask buy", "sell"), "ask buy | sell"),
    Case("full stop is no ellipsis", ("ask. buy",), "ask buy"),
)


def shown(parts: tuple[str, ...]) -> str:
    signs = {"gap": "~", "break": "|"}
    said = []
    for piece in split_pieces(parts):
        keys = " ".join(word.key for word in piece.words)
        said.append(signs.get(piece.kind) or (f"[{keys}]" if piece.kind == "bracket" else ("*" if piece.marked else "") + keys))
    return " ".join(said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_pieces_as_listed(case: Case) -> None:
    """Each mark becomes its piece."""
    assert shown(case.parts) == case.expected


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="a[]. …'(\u2019", max_size=40))
def test_any_text_is_read(text: str) -> None:
    """No arrangement of brackets and points raises, and no piece is empty of both sense and words."""
    for piece in split_pieces((text,)):
        assert (piece.kind in ("gap", "break")) != bool(piece.words)


def test_hostile_rows_end() -> None:
    """Long rows of brackets and points are read to the end."""
    for sign in ("[", "]", ".", "[a", ". ", "a["):
        split_pieces((sign * 20_000,))
