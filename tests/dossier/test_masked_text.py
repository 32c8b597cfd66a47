"""Places as they are shown: cut at blanks, marked, lettered, with masked words never cut."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dossier.mask_records import MaskedSpan
from onrecord.dossier.masked_text import Mark, Stretch, show_places, show_text
from onrecord.spans import Span

TEXT = "The clerk wrote that Ada Fenwick had been moved to the north bank on Monday, and that nobody had asked why."


def _mask(text: str, words: str, pseudonym: str) -> MaskedSpan:
    start = text.index(words)
    return MaskedSpan(start=start, end=start + len(words), kind="name", reason="a test", pseudonym=pseudonym)


def _mark(text: str, words: str, letter: str = "a") -> Mark:
    start = text.index(words)
    return Mark(Span(start, start + len(words)), letter)


def _drawn(stretches: tuple[Stretch, ...]) -> str:
    """The stretches with marks in brackets, masked words in braces, letters behind a caret."""
    pieces = []
    for each in stretches:
        text = f"{{{each.text}}}" if each.is_masked else each.text
        pieces.append((f"[{text}]" if each.is_marked else text) + "".join(f"^{letter}" for letter in each.letters))
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Case:
    """A name, the marked words with their letters, the masked words, how many characters around, what is shown."""

    name: str
    marks: tuple[tuple[str, str], ...]
    masks: tuple[str, ...]
    around: int
    expected: str


CASES = (
    Case("whole_text", (("north bank", "a"),), (), 200, TEXT.replace("north bank", "[north bank]^a")),
    Case("cut_at_blanks", (("north bank", "a"),), (), 12, "… to the [north bank]^a on Monday, …"),
    Case(
        "masked_in_context",
        (("north bank", "a"),),
        ("Ada Fenwick",),
        45,
        "… that {P 1} had been moved to the [north bank]^a on Monday, and that nobody had asked why.",
    ),
    Case("masked_inside_mark", (("that Ada Fenwick had", "a"),), ("Ada Fenwick",), 8, "… wrote [that ][{P 1}][ had]^a been …"),
    Case("mark_inside_masked", (("Fenwick", "a"),), ("Ada Fenwick",), 6, "… [{P 1}]^a had …"),
    Case("mark_ends_in_masked", (("wrote that Ada", "a"),), ("Ada Fenwick",), 0, "… [wrote that ][{P 1}]^a …"),
    Case("cut_behind_masked", (("had been", "a"),), ("Ada Fenwick",), 4, "… [had been]^a …"),
    Case("two_marks", (("north bank", "a"), ("Monday", "b")), (), 4, "… [north bank]^a on [Monday]^b, …"),
    Case("nested_marks", (("the north bank", "a"), ("north", "b")), (), 0, "… [the north]^b[ bank]^a …"),
    Case("neighbours_stay_two", (("asked why.", "a"),), ("nobody", "that nobody"), 20, "… {P 2} had [asked why.]^a"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_shown(case: Case) -> None:
    """Marks are marked and lettered, masked words replaced as a whole, cuts made at blanks and shown."""
    masked = [_mask(TEXT, words, f"P {number}") for number, words in enumerate(case.masks, 1)]
    marks = [_mark(TEXT, words, letter) for words, letter in case.marks]
    assert _drawn(show_places(TEXT, masked, marks, case.around)) == case.expected


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_masked_character_is_shown(data: st.DataObject) -> None:
    """Whatever is cut and marked, no character of a masked span comes out, and all others of the shown part do."""
    text = "".join(data.draw(st.lists(st.sampled_from("ab \n"), min_size=1, max_size=60)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    spans = [(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False) if low < high]
    secret = "".join("X" if any(low <= at < high for low, high in spans) else char for at, char in enumerate(text))
    masked = [MaskedSpan(start=low, end=high, kind="name", reason="", pseudonym="#") for low, high in spans]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    around = data.draw(st.integers(0, 30))
    shown = show_places(secret, masked, [Mark(Span(start, end), "a")], around)
    assert "X" not in "".join(stretch.text for stretch in shown)
    whole = show_text(secret, masked, Span(0, len(secret)), [Mark(Span(start, end))])
    expected = secret
    for low, high in reversed(spans):
        expected = expected[:low] + "#" + expected[high:]
    assert "".join(stretch.text for stretch in whole) == expected
