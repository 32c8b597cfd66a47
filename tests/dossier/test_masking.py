"""Masking over a case: names and numbers in every spelling, officials kept, decisions, tables, pages."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from masking_case import document_id, masker_of, text_case

from onrecord.casefile.judgements import Decision, add_judgement
from onrecord.dossier.masking import Masker, make_masker, read_kept_names
from onrecord.errors import SettingsError
from onrecord.model.documents import Box, Word

STORY = (
    "Detainee Néstor Villatoro-Peña (A# 098 765 432, DOB 03/04/1991) was moved to the county jail at night.\n"
    "His wife Marisol Villatoro-Peña lives at 4512 Copperleaf Avenue and can be reached at (202) 555-0182.\n"
    "Write to nestor.villatoro@postbox.example or see SSN 123-45-6789, FBI No. 123456AB7, FINS: 1029384756.\n"
    "Signed,\nOctavia Whitcombe\nField Office Director\n"
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Masker:
    """The masker of a case of one text about one man, his wife and a senior official."""
    return masker_of(tmp_path_factory.mktemp("story"), STORY)


class Case(NamedTuple):
    name: str
    text: str
    gone: str  # a word that must not be left, in lower case


SPELLINGS = (
    Case("as printed", "Néstor Villatoro-Peña said so", "villatoro"),
    Case("capitals", "NÉSTOR VILLATORO-PEÑA", "villatoro"),
    Case("small letters", "for nestor villatoro peña and his papers", "villatoro"),
    Case("surname first", "Villatoro-Pena, Nestor", "nestor"),
    Case("surname alone", "the Villatoro file", "villatoro"),
    Case("given name alone", "we told Marisol that", "marisol"),
    Case("initial", "N. Villatoro signed", "n. "),
    Case("possessive", "Villatoro's case", "villatoro"),
    Case("over a line", "Nestor\nVillatoro", "nestor"),
    Case("broken word", "Villa-\n  toro was moved", "toro"),
    Case("over a page", "Nestor\n\fVillatoro", "villatoro"),
    Case("spaced out", "V I L L A T O R O", "v i l l"),
    Case("dotted", "v.i.l.l.a.t.o.r.o", "v.i.l"),
    Case("joined", "see NestorVillatoro for more", "villatoro"),
    Case("hashtag", "#freenestorvillatoro", "villatoro"),
    Case("initial joined", "user nvillatoro logged in", "villatoro"),
    Case("with digits", "villatoro91", "villatoro"),
    Case("misread", "Vi11atoro was moved", "atoro"),
    Case("misread letters", "Viilatoro was moved", "viilatoro"),
    Case("percent escapes", "/cases/N%C3%A9stor%20Villatoro-Pe%C3%B1a/scan", "villatoro"),
    Case("HTML escapes", "N&eacute;stor Villatoro&#45;Pe&ntilde;a", "stor"),
    Case("invisible marks", "Villa\u200btoro", "toro"),
    Case("look-alike letters", "Vill\u0430t\u043er\u043e", "vill"),
    Case("full width", "Ｖｉｌｌａｔｏｒｏ", "ｖｉｌｌ"),
    Case("A-number, plain", "A098765432", "098765432"),
    Case("A-number, small", "a98765432", "98765432"),
    Case("A-number, dashes", "A098-765-432", "765"),
    Case("A-number, label", "Alien No. 98 765 432", "765"),
    Case("A-number, digits alone", "file 098 765 432 is here", "765"),
    Case("A-number, over a line", "A098\n765 432", "765"),
    Case("A-number, full width", "Ａ０９８７６５４３２", "６５"),
    Case("A-number, misread", "A O98 765 432", "765"),
    Case("another A-number", "A 211 345 678", "345"),
    Case("birth date in words", "on March 4, 1991 he", "1991"),
    Case("birth date, military", "4-MAR-1991", "1991"),
    Case("birth date, iso", "1991-03-04", "1991"),
    Case("SSN, spaces", "123 45 6789", "6789"),
    Case("phone, dots", "202.555.0182", "0182"),
    Case("phone, bare", "2025550182", "0182"),
    Case("FBI number", "number 123456AB7 again", "123456"),
    Case("FINS", "1029384756", "1029384756"),
    Case("mail address", "Nestor.Villatoro@postbox.example", "postbox"),
    Case("street, small", "in 4512 copperleaf ave.", "copperleaf"),
    Case("street, file name", "4512_Copperleaf_scan", "copperleaf"),
)


@pytest.mark.parametrize("case", SPELLINGS, ids=lambda case: case.name)
def test_every_spelling_is_covered(story: Masker, case: Case) -> None:
    """What the case tells once is covered in every spelling."""
    assert case.gone not in story.text(case.text).lower()


def test_people_keep_one_pseudonym(story: Masker) -> None:
    """One person has one pseudonym in every spelling, and two people have two."""
    assert story.text("Néstor Villatoro-Peña; VILLATORO-PEÑA, NESTOR") == "Person 1; Person 1"
    assert story.text("Marisol came") == "Person 2 came"


def test_the_official_stays(story: Masker) -> None:
    """Who signs with a senior title keeps the name in every order."""
    words = "Octavia Whitcombe; Whitcombe, Octavia; Director Whitcombe"
    assert story.text(words) == words


def test_file_names(story: Masker) -> None:
    """A path is covered in letters that a file name may have."""
    assert story.name("in/villatoro_nestor_A098765432.pdf") == "in/Person-1_A-number-1.pdf"


def test_a_passage_never_ends_in_half_a_name(story: Masker) -> None:
    """A stretch cut through a name shows its pseudonym and no half of it."""
    start = STORY.index("stor Villa")
    assert story.passage(document_id("records/note.txt"), start, start + 7) == "Person 1"


def test_boxes_of_a_page(story: Masker) -> None:
    """The boxes of the words of a name are to be painted over, over a line's end too."""
    words = [
        Word("with", Box(10, 10, 40, 20), 10),
        Word("Nestor", Box(45, 10, 80, 20), 10),
        Word("Villatoro", Box(10, 25, 60, 35), 10),
        Word("today", Box(65, 25, 90, 35), 10),
    ]
    assert story.boxes(words) == (Box(45, 10, 80, 20), Box(10, 25, 60, 35))


def test_spans_say_what_and_why(story: Masker) -> None:
    """Every covered stretch has its kind, its reason and its pseudonym."""
    (span,) = story.spans("call (202) 555-0182")
    assert (span.kind, span.reason, span.pseudonym) == ("phone", "shape of a phone number", "[phone 1]")


ORDINARY = (
    "The 120 people in court had 47 convictions on file; see MCPES 2021-0457 Page 1 of 7 PES-000101.",
    "Los Angeles, California, Thursday, October 7, 2021 9:12 AM",
    "WITHHELD IN FULL pursuant to (b)(5), (b)(6); (b)(7)(C)",
    "Subject: RE: Final count, sweep of October 4-7",
    "Federal Bureau of Investigation and the Department of Homeland Security",
    "A 12-year-old law, section 552a, 20 working days, $1,234,567.89 and 33.5 percent",
    "The Freedom of Information Act request 2017-ICFO-12345 was closed on 2017-02-10.",
)


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_words_stay(story: Masker, words: str) -> None:
    """Dates, counts, places, bodies and stamps are nobody's."""
    assert story.text(words) == words


def test_a_junior_stays_masked_beside_the_agency_address(tmp_path: Path) -> None:
    """An agency address and a junior title keep nobody."""
    masker = masker_of(
        tmp_path, "From: Ravenscroft, Ilona <ilona.ravenscroft@parks.gov>\n\nThanks,\nIlona Ravenscroft\nRecords Manager\n"
    )
    assert "avenscroft" not in masker.text(masker.texts.documents[0].text)


STAMPED = (
    ("we will ask.\nRAVENNA\nCRO-000102", "CRO-000102", {"ravenna"}),
    ("Hi Ravenna CRO-000102", "CRO-000102", {"ravenna"}),
    ("Quillory, Ravenna CRO-000102", "CRO-000102", {"quillory", "ravenna"}),
    ("CRO-RAV\nQuillory, Ravenna", "CRO-RAV", {"quillory", "ravenna"}),
    ("RAVENNA QUILLORY 012345678", "CRO-000102", {"ravenna", "quillory"}),
)


@pytest.mark.parametrize(("text", "stamp", "words"), STAMPED)
def test_a_stamp_is_no_part_of_a_name(tmp_path: Path, text: str, stamp: str, words: set[str]) -> None:
    """A name that ends a page does not take the letters of the stamp under it, and keeps all its own words."""
    masker = make_masker(text_case(tmp_path, {"records/note.txt": text}, stamps=[stamp]))
    named = {word for bearer in masker.names.bearers if bearer.is_masked for word in bearer.words} - {"hi"}
    assert named == words


def test_the_users_list_keeps(tmp_path: Path) -> None:
    """A name on the user's list stays, also where nothing in the records speaks for it; others stay masked."""
    masker = masker_of(tmp_path, "Ilona Ravenscroft met Xiomara Quiñones.", keep=["Ilona Ravenscroft"])
    assert masker.text("Ravenscroft, Ilona met Xiomara Quiñones.") == "Ravenscroft, Ilona met Person 2."


def test_an_own_number_beside_a_title(tmp_path: Path) -> None:
    """A title does not keep a name that stands beside an A-number; the user's list does."""
    text = "Amina Okonkwo A012345678\n\nAmina Okonkwo\nDirector\n"
    assert "Okonkwo" not in masker_of(tmp_path, text).text(text)


def test_a_shared_surname(tmp_path: Path) -> None:
    """What an official and a private person share is kept in the official's full name and behind a title, else masked."""
    text = "Detainee Yesenia Whitcombe was moved.\n\nOctavia Whitcombe\nCommissioner\n"
    masker = masker_of(tmp_path, text)
    said = masker.text("Octavia Whitcombe, Commissioner Whitcombe, Yesenia Whitcombe; the Whitcombe file")
    assert said == "Octavia Whitcombe, Commissioner Whitcombe, Person 1; the Person 1 file"


def test_two_people_of_one_surname(tmp_path: Path) -> None:
    """A surname that two private people bear is covered, as the one whom the document names, else as nobody's."""
    case = text_case(
        tmp_path, {"records/a.txt": "Detainee Yesenia Okafor left.", "records/b.txt": "Detainee Kofi Okafor came."}
    )
    masker = make_masker(case)
    assert masker.text("the Okafor file", document_id=document_id("records/b.txt")) == "the Person 2 file"
    assert masker.text("the Okafor file") == "the [name] file"


def test_a_person_decides(tmp_path: Path) -> None:
    """Mask and unmask are remembered in the case, say who decided, and renumber nobody."""
    case = text_case(tmp_path, {"records/note.txt": STORY})
    for decision, words in (("unmask", "Marisol Villatoro-Peña"), ("mask", "Octavia Whitcombe"), ("unmask", "(202) 555-0182")):
        target, value = make_masker(case).identify(words)
        add_judgement(
            case, Decision(target_id=target, decision=decision, value=value, reason="seen", who="ed", at="2024-05-01")
        )
    masker = make_masker(case)
    assert masker.text("Nestor Villatoro-Peña, Marisol Villatoro-Peña, 202-555-0182") == (
        "Person 1, Marisol Villatoro-Peña, 202-555-0182"
    )
    assert "Whitcombe" not in masker.text("Whitcombe, Octavia")
    decided = [one for one in masker.decisions() if one.decided_by == "person"]
    assert [one.reason for one in decided] == ["decided by ed: seen"] * 3


def test_words_that_no_rule_finds(tmp_path: Path) -> None:
    """A person can have words masked that the machine took for ordinary."""
    case = text_case(tmp_path, {"records/note.txt": "We met rose banks at the gate."})
    target, value = make_masker(case).identify("Rose Banks")
    add_judgement(case, Decision(target_id=target, decision="mask", value=value, who="ed", at="2024-05-01"))
    assert make_masker(case).text("We met rose banks at the gate.") == "We met Person 1 at the gate."


def test_what_names_nobody_cannot_be_judged(story: Masker) -> None:
    """An id that is nobody's is refused."""
    with pytest.raises(SettingsError):
        story.identify("k-0123456789abcdef")


def test_decisions_have_reasons_and_places(story: Masker) -> None:
    """Every decision says what, why, how often and where first; the ids are those of the words."""
    decisions = {one.texts[0]: one for one in story.decisions()}
    man = decisions["Néstor Villatoro-Peña"]
    assert (man.pseudonym, man.is_masked, man.n_places, man.source, man.start) == ("Person 1", True, 2, "records/note.txt", 9)
    assert decisions["Octavia Whitcombe"].reason == "signs as Field Office Director"
    assert all(one.reason and one.id.startswith("k-") for one in decisions.values())


def test_the_list_of_names(tmp_path: Path) -> None:
    """The user's list is one name a line with comments; what cannot be read is said."""
    file = tmp_path / "keep.txt"
    file.write_text("# officials\nOctavia Whitcombe\n\n  Rufus Ashgrove \n", encoding="utf-8")
    assert read_kept_names(file) == ("Octavia Whitcombe", "Rufus Ashgrove")
    with pytest.raises(SettingsError):
        read_kept_names(tmp_path / "none.txt")


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    """Pseudonyms come from content and paths, not from the order in which sources were given."""
    files = {"records/a.txt": "Detainee Yesenia Okafor left.", "records/b.txt": "Detainee Kofi Mensah came, A012345678."}
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    one = make_masker(text_case(tmp_path / "x", files))
    two = make_masker(text_case(tmp_path / "y", dict(reversed(files.items()))))
    assert one.decisions() == two.decisions()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Néstor Vilatpñ-,.A098765432()\n\u200b%&;#@_/", max_size=80))
def test_covered_spans_are_in_order(story: Masker, words: str) -> None:
    """Spans lie inside the words, in order, without overlaps, and what is masked once is not masked again."""
    spans = story.spans(words)
    ends = [0, *(end for span in spans for end in (span.start, span.end)), len(words)]
    assert ends == sorted(ends)
    once = story.text(words)
    assert story.text(once) == once
