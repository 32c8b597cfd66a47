"""Quotation marks of every family pair up as a careful reader would pair them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.quotation import find_stretches


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


CASES = [
    Case("curly", "She said “we won” today.", ("we won",)),
    Case("straight", 'She said "we won," today.', ("we won,",)),
    Case("straight opens, curly closes", 'It read: "use another case.” Then it ended.', ("use another case.",)),
    Case("curly opens, straight closes", 'It read: “use another case." Then it ended.', ("use another case.",)),
    Case(
        "a pair of the other form inside several paragraphs",
        '"The bill is called the “Open Door” act.\n\n"It is dead," Ames said.',
        ('The bill is called the “Open Door” act.\n\n"It is dead,',),
    ),
    Case("guillemets", "Elle said «we won» and «left».", ("we won", "left")),
    Case("low and high", "He said: „We won.“ She left. „Why?“", ("We won.", "Why?")),
    Case("doubled single marks", "''We live here,'' said Ames. ''Always.''", ("We live here,", "Always.")),
    Case("typewriter", "``We live here,'' said Ames.", ("We live here,",)),
    Case(
        "single curly", "‘We don’t know,’ she said. ‘It’s the voters’ choice.’", ("We don’t know,", "It’s the voters’ choice.")
    ),
    Case(
        "single straight",
        "'We don't know,' she said. 'It's the voters' choice.'",
        ("We don't know,", "It's the voters' choice."),
    ),
    Case("apostrophes are no marks", "It’s the Joneses’ dog from the ’90s; get 'em, y'all.", ()),
    Case("inches", 'At 6\'2" he is "tall" enough.', ("tall",)),
    Case("markup", 'See <a href="x.html" title="no">this</a> "yes" here.', ("yes",)),
    Case("inner quotation", "“He told me, ‘Go away,’ and I did,” she said.", ("He told me, ‘Go away,’ and I did,",)),
    Case("inner doubles", "“He said “go away” to me,” she said.", ("He said “go away” to me,",)),
    Case("three single marks", "'''Go away,' she told me,'' he said.", ("'Go away,' she told me,",)),
    Case("wrong way round", "They called it “absurd“ in a letter. “No.”", ("absurd", "No.")),
    Case("space before closing", 'Then "no, " he said. "Never."', ("no, ", "Never.")),
    Case("unclosed", "“We go on.\n\nHe left.", ("We go on.",)),
    Case("bracketed", "“[The office] will call,” he said.", ("[The office] will call,",)),
    Case("no-break space inside", "It said “three\u00a0cases” twice.", ("three\u00a0cases",)),
    Case("stray closing mark", "We left.” He said “no.”", ("no.",)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_stretches(case: Case) -> None:
    """Each text of the table holds the stretches listed with it."""
    assert tuple(stretch.inside.of(case.text) for stretch in find_stretches(case.text)) == case.expected


def test_a_quotation_over_paragraphs_is_one_stretch() -> None:
    """Each paragraph opens a mark and only the last closes it: one stretch, flagged `continued`."""
    text = "“First part.\n\n“Second part.\n\n“Third part,” he said. “Other.”"
    stretches = find_stretches(text)
    assert [stretch.inside.of(text) for stretch in stretches] == ["First part.\n\n“Second part.\n\n“Third part,", "Other."]
    assert stretches[0].flags == ("continued",)


def test_flags_tell_what_is_wrong_with_the_marks() -> None:
    """An unclosed, a mismatched and a minor family of marks are flagged."""
    assert find_stretches("“We go on.\n\nHe left.")[0].flags == ("unclosed",)
    assert find_stretches('It read "so be it.”')[0].flags == ("mismatched",)
    assert find_stretches("“One” and “two” of the ‘third’ kind.")[2].flags == ("secondary",)


MARKED_TEXT = st.text(alphabet=st.sampled_from("ab ZI,.?!-—\n\"“”‘’'„«»`‹›<>=5s[]()"), max_size=120)


@settings(max_examples=300, deadline=None)
@given(MARKED_TEXT)
def test_stretches_are_in_order_and_inside_the_text(text: str) -> None:
    """Whatever the text, stretches come in order, do not overlap and hold their inside within their marks."""
    stretches = find_stretches(text)
    assert all(stretch.outside.contains(stretch.inside) for stretch in stretches)
    assert all(before.outside.end <= after.outside.start for before, after in pairwise(stretches))
    assert all(0 <= stretch.outside.start < stretch.outside.end <= len(text) for stretch in stretches)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Arbitrary Unicode never raises, and the marks reported are the characters in the text."""
    for stretch in find_stretches(text):
        assert text.startswith(stretch.open_mark, stretch.outside.start)


def test_a_line_of_marks_is_read_in_linear_time() -> None:
    """Hundreds of thousands of opening marks in one line, closed or not, are read without trouble."""
    assert find_stretches("“" * 40_000)
    assert find_stretches("'a " * 40_000) == ()
    assert len(find_stretches('"a" ' * 20_000)) == 20_000
