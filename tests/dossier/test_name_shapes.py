"""Names by their shape: found the first time they stand anywhere, and what is none."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dossier.name_shapes import find_names
from onrecord.dossier.plain_text import make_plain
from onrecord.dossier.public_roles import is_senior, title_of_line


class Case(NamedTuple):
    name: str
    text: str
    words: tuple[str, ...]


FOUND = (
    Case("in running text", "we met Xiomara Quiñones there", ("xiomara", "quinones")),
    Case("surname first", "QUIÑONES LOPEZ, Xiomara Ana", ("quinones", "lopez", "xiomara", "ana")),
    Case("all capitals", "the case of XIOMARA QUIÑONES was", ("xiomara", "quinones")),
    Case("with an initial", "Xiomara Q. Lagunes", ("xiomara", "lagunes")),
    Case("with particles", "Osvaldo de la Torre y Lagunes", ("osvaldo", "torre", "lagunes")),
    Case("joined", "see XiomaraLagunes there", ("xiomara", "lagunes")),
    Case("letters apart", "the stamp reads L A G U N E S here", ("lagunes",)),
    Case("initial and surname", "it was J. Lagunes who", ("lagunes",)),
    Case("joined by a mark", "see xiomara_lagunes in the folder of the case", ("xiomara", "lagunes")),
    Case("hyphenated", "Ana-Maria Fuentes-Lara", ("ana", "maria", "fuentes", "lara")),
    Case("with an apostrophe", "Ciarán O’Halloran", ("ciaran", "ohalloran")),
    Case("behind a label, small", "Name: xiomara quiñones", ("xiomara", "quinones")),
    Case("everyday words behind a label", "Last name: Banks", ("banks",)),
    Case("detainee", "Detainee QUIÑONES arrived", ("quinones",)),
    Case("victim of everyday words", "the victim, Rose Banks, said", ("rose", "banks")),
    Case("honorific", "Mr. Young said", ("young",)),
    Case("kin", "his daughter Itzel said", ("itzel",)),
    Case("alias", "a.k.a. Chuyito", ("chuyito",)),
    Case("over a line", "the man, Xiomara\nLagunes, said", ("xiomara", "lagunes")),
    Case("cut, beside a word that is none of every day", "we met Xiomara Agr eement there", ("xiomara", "agr")),
    Case("cut, and no everyday word", "we met Rose Lagu nes there", ("rose", "lagu")),
    Case("small letters alone", "the man xiomara lagunes was sent home by the officers that night", ("xiomara", "lagunes")),
)


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.name)
def test_found(case: Case) -> None:
    """A name is found with all its words in their order."""
    assert case.words in {found.words for found in find_names(make_plain(case.text))}


NOT_FOUND = (
    "Los Angeles, California; San Diego and New York, Texas",
    "WITHHELD IN FULL under the Freedom of Information Act",
    "Subject: Final count, sweep of October",
    "Northgate 52, East Harbor 41",
    "Deputy Director for Operations, Office of Public Affairs",
    "all cases from Northgate\nMCPES 2021-0457 Page 2 of 7\tPES-000102",
    "A G E N D A for W A S H I N G T O N; YouTube and PowerPoint or FaceTime",
    "under the Master Agr eement of May, a Master Netti\nng of it",
    "the NUI Group and UGI Services",
    "Monday, October 4; Dear Sir or Madam; To: All Supervisors",
    "The detainee was moved. The victim said so. Name of the agency:",
)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    """Places, bodies, headings, days and groups name nobody."""
    assert [found.words for found in find_names(make_plain(text))] == []


@pytest.mark.parametrize("piece", ["Aa-", "Aa, ", "A", "a b ", "Name: ", "victim Aa ", "de la ", "A'a", "Aa-Aa, ", "A\n"])
def test_a_long_line_does_not_hang(piece: str) -> None:
    """A hundred thousand characters of a hostile line are read to the end."""
    plain = make_plain(piece * (100_000 // len(piece)))
    assert all(0 <= found.start < found.end <= len(plain.text) for found in find_names(plain))


SENIOR = (
    "Director", "Acting Director of Parks", "Deputy Director for Operations", "Commissioner", "Field Office Director",
    "Sheriff", "U.S. Attorney", "press secretary", "Chief of Staff", "Assistant Secretary", "spokeswoman", "ICE head", "Judge",
)  # fmt: skip
JUNIOR = (
    "Records Manager", "Deportation Officer", "Assistant to the Director", "Deputy Sheriff", "Section Chief", "analyst",
    "agent", "Assistant Field Office Director", "district supervisor", "attorney", "Executive Assistant", "music director",
)  # fmt: skip


@pytest.mark.parametrize("title", SENIOR)
def test_senior_titles(title: str) -> None:
    """A title of senior public office keeps a name."""
    assert is_senior(title)


@pytest.mark.parametrize("title", JUNIOR)
def test_junior_titles(title: str) -> None:
    """A junior or private post keeps none."""
    assert not is_senior(title)


def test_the_line_under_a_signature() -> None:
    """A line that is a title by itself is one; a sentence that holds the words is none."""
    assert title_of_line("  Deputy Director for Operations ") == "Deputy Director for Operations"
    assert title_of_line("The director will call you.") is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aé%C3A9&;#x=\\u00e9 \u200b-\nﬁＡı", max_size=40))
def test_plain_text_leads_back(text: str) -> None:
    """Every plain character leads back to a stretch of the original, in order and without gaps backwards."""
    plain = make_plain(text)
    assert len(plain.text) == len(plain.cased)
    spans = [plain.original(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
