"""How a check writes a figure in a working: digits where it is exact, its own words where it is bounded or blurred."""

from __future__ import annotations

from onrecord.checks.value_arithmetic import shown
from onrecord.model.mentions import Figure


def written(figure: Figure) -> str:
    """A figure's number for a working: its words where it is bounded or blurred, else its digits."""
    if figure.approx != "exact" or figure.stated is None:
        return " ".join(figure.text.split())
    digits = shown(figure.stated, 2)
    if figure.kind == "money":
        return f"${digits}" if figure.unit == "USD" else f"{digits} {figure.unit}"
    return f"{digits} percent" if figure.unit == "percent" else digits
