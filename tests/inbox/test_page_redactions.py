"""Deletions of one page, from its boxes and its print."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.inbox.lines import rows_of_layout
from onrecord.inbox.redactions import find_redactions
from onrecord.model.geometry import Box
from onrecord.model.layout import BlockedArea, PageLayout, pack_cells
from onrecord.spans import Span

Found = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """One line of print, 5 points a character from 72 on, the side ends of a frame on it, and the deletions to be found."""

    name: str
    line: str
    frame: tuple[float, float]
    expected: tuple[Found, ...]


CASES = (
    Case("a code in its frame", "From: (b)(6)", (102.0, 132.0), (("box", ("(b)(6)",)),)),
    Case("a frame that begins behind the first letter of its code", "From: b)(6)", (105.5, 140.0), (("box", ("(b)(6)",)),)),
    Case("a frame with a reason that is no exemption", "Non-Responsive", (70.0, 144.0), (("box", ()),)),
    Case("an empty frame", "From:", (102.0, 140.0), (("box", ()),)),
    Case("a frame around a word is a form", "Name: Ferris", (101.0, 134.0), ()),
    Case("a frame that cuts a word is a form", "Name: Ferris", (106.0, 134.0), ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_frames(case: Case) -> None:
    """A frame is a deletion where it is empty or holds a code."""
    x1 = 72.0 + 5 * len(case.line)
    cells = [(0, 0, len(case.line), 72.0, 190.0, x1, 204.0, 12.0)]
    layout = PageLayout(number=1, span=Span(0, len(case.line)), width_pt=612.0, height_pt=792.0, packed=pack_cells(cells))
    frame = BlockedArea(Box(case.frame[0], 190.5, case.frame[1], 204.5), "light")
    found, _ = find_redactions(rows_of_layout(case.line, layout), [frame], bare=False, page_area=612.0 * 792.0)
    assert tuple((one.kind, one.codes) for one in found) == case.expected
