"""The one shape that records know: a rectangle on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float
