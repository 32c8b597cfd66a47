"""Sentences and paragraphs end where a careful reader would end them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.sentences import sentences_at, split_sentences


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


SENTENCES = [
    Case("plain", "The raids ended. Nobody spoke.", ("The raids ended.", "Nobody spoke.")),
    Case("title before a name", "Gen. Adams left. Mr. Baker stayed.", ("Gen. Adams left.", "Mr. Baker stayed.")),
    Case("initial in a name", "Mayor Thomas B. Carver spoke.", ("Mayor Thomas B. Carver spoke.",)),
    Case("country as adjective", "The U.S. Senate met. It voted.", ("The U.S. Senate met.", "It voted.")),
    Case("country at the end", "They left the U.S. As a result, it fell.", ("They left the U.S.", "As a result, it fell.")),
    Case("firm letters", "Landon Law, A.P.C. is here. Call.", ("Landon Law, A.P.C. is here.", "Call.")),
    Case("decimals", "It rose 4.2 percent. Then 3.", ("It rose 4.2 percent.", "Then 3.")),
    Case("mark after the stop", "“We left.” He sat down.", ("“We left.”", "He sat down.")),
    Case("question inside", "“Why?” he asked. “Go!” she said.", ("“Why?” he asked.", "“Go!” she said.")),
    Case("ellipsis inside", "We … did it ... and left. End.", ("We … did it ... and left.", "End.")),
    Case("line break", "A headline\nThe story begins.", ("A headline", "The story begins.")),
    Case("wrapped line", "We went to the\nmarket and back. Fine.", ("We went to the\nmarket and back.", "Fine.")),
    Case("blank line", "no stop here\n\nand here", ("no stop here", "and here")),
    Case("glued", "They ended the raids.The report says so.", ("They ended the raids.", "The report says so.")),
    Case("web address", "Go to Example.com for more. Or not.", ("Go to Example.com for more.", "Or not.")),
    Case("time of day", "It began at 9 p.m. The hall was full.", ("It began at 9 p.m.", "The hall was full.")),
    Case("time and zone", "It began at 9 p.m. Eastern time.", ("It began at 9 p.m. Eastern time.",)),
    Case("number word", "See No. 4 of the list. Done.", ("See No. 4 of the list.", "Done.")),
    Case("plain no", "She said no. He agreed.", ("She said no.", "He agreed.")),
    Case("brackets", "He left. (She did not.) They talked.", ("He left.", "(She did not.)", "They talked.")),
    Case("versus", "Rowe v. Wade Bros. was cited. Twice.", ("Rowe v. Wade Bros. was cited.", "Twice.")),
    Case("empty", " \n ", ()),
]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case.name)
def test_sentences(case: Case) -> None:
    """Each text of the table splits into the sentences listed with it."""
    assert tuple(span.of(case.text) for span in split_sentences(case.text)) == case.expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab Z.!?\"”“'\n\r\f\u2029…US,(1")))
def test_nothing_is_lost_or_counted_twice(text: str) -> None:
    """Sentences come in order, do not overlap, and hold every visible character."""
    spans = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(len(span) and span.strip(text) == span for span in spans)
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_long_line_without_stops_is_one_sentence() -> None:
    """A million characters without a break, and a million quotation marks, are read without trouble."""
    assert len(split_sentences("a" * 1_000_000)) == 1
    assert split_sentences('."' * 500_000)


def test_sentences_at_offsets_are_those_of_the_whole_text() -> None:
    """Asked for single places, the splitter gives the sentences that it gives for all of the text."""
    text = "  One boat. Two went to the\nmarket. \n\nGen. Adams left. Then\tno more.\n\n Four?  "
    whole = split_sentences(text)
    visible = [at for at, sign in enumerate(text) if not sign.isspace()]
    expected = [next(span for span in whole if span.start <= at < span.end) for at in visible]
    assert list(sentences_at(text, visible)) == expected
