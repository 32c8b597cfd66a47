"""Exemption codes in the spellings of agencies and of OCR."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.exemptions import canonical_codes, find_codes, is_only_codes, without_codes


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


CASES = [
    Case("plain", "(b)(6)", ("(b)(6)",)),
    Case("two with semicolon", "(b)(6); (b)(7)(C)", ("(b)(6)", "(b)(7)(C)")),
    Case("two glued", "(b)(6),(b)(7)(C)", ("(b)(6)", "(b)(7)(C)")),
    Case("blanks", "(b) (7) (E)", ("(b)(7)(E)",)),
    Case("lower letter", "(b)(7)(c)", ("(b)(7)(C)",)),
    Case("first bracket lost", "b)(6)", ("(b)(6)",)),
    Case("closing bracket lost", "(b(7)(E)", ("(b)(7)(E)",)),
    Case("a reference, not a code", "of sub(6) and web(7)", ()),
    Case("X for brackets", "(bX6)", ("(b)(6)",)),
    Case("G for 6", "(b)(G)", ("(b)(6)",)),
    Case("h for b", "(h)(6)", ("(b)(6)",)),
    Case("question mark for 7", "(b)(?)(C)", ("(b)(7)(C)",)),
    Case("letter lost", "(b)(7)()", ("(b)(7)",)),
    Case("square brackets", "[(b)(6)]", ("(b)(6)",)),
    Case("privilege named", "(b)(5) - DPP", ("(b)(5)",)),
    Case("privacy act", "(k)(2)", ("(k)(2)",)),
    Case("bare by itself", "B6", ("(b)(6)",)),
    Case("bare pair", "b6; b7C", ("(b)(6)", "(b)(7)(C)")),
    Case("bare behind a label", "Fax: b6", ("(b)(6)",)),
    Case("exemption by name", "EX. 6", ("(b)(6)",)),
    Case("inside a sentence", "My (b)(5) is late", ("(b)(5)",)),
    Case("law cited", "under 5 U.S.C. 552(b)(5) the agency", ()),
    Case("category of the executive order", "1.4(D)", ("1.4(D)",)),
    Case("two letters of a category", "1.4 (B)(d)", ("1.4(B)(D)",)),
    Case("category cited", "under section 1.4(b) of the order", ()),
    Case("a part of a decimal", "up 11.4(b) from", ()),
    Case("bare, G for 6", "Fax: bG", ("(b)(6)",)),
    Case("initials of a firm", "the BG pipeline", ()),
    Case("vitamin", "take vitamin B6 daily", ()),
    Case("exhibit", "see Ex. 5 of the complaint", ()),
    Case("list letter", "as in (b) 6 of them", ()),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_find_codes(case: Case) -> None:
    """A code is found in its canonical form; a citation of the law, a vitamin and an exhibit are none."""
    assert tuple(code for match in find_codes(case.text) for code in match.codes) == case.expected


def test_bare_codes_anywhere_when_the_release_uses_them() -> None:
    """Where a release is known to write bare codes they count inside a sentence."""
    assert find_codes("EX. 5 Branch", bare=True)[0].codes == ("(b)(5)",)
    assert find_codes("EX. 5 Branch") == ()


def test_only_codes() -> None:
    """Codes and separators are nothing but codes; a name beside them is more."""
    assert is_only_codes("(b)(6); (b)(7)(C)")
    assert is_only_codes("1.4(B),B1,1.4(D)")
    assert not is_only_codes("(b)(6); Lee, Ann")
    assert canonical_codes("B6") == ("(b)(6)",)
    assert without_codes("Call (b)(6) now").split() == ["Call", "now"]


@given(st.text(alphabet="(b)[]67CXE. ;,-", max_size=60))
@settings(max_examples=80, deadline=None)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Matches do not overlap and stand in order."""
    ends = 0
    for match in find_codes(text, bare=True):
        assert ends <= match.span.start < match.span.end <= len(text)
        ends = match.span.end
