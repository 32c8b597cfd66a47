"""Search: the grammar, what it finds, where, and that nothing anybody types is an error."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casefile.search import CLOSE, OPEN, search_case
from onrecord.casefile.search_query import FIELDS, MOST_TERMS, canonical_code, day_bounds, full_text, parse_query
from onrecord.casefile.units import SECTION_CHARS, units_of
from onrecord.casefile.views import Slice
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from sample_case import make_bulk, make_case, write_file


@dataclass(frozen=True)
class Case:
    """A query and the ids of the messages, or the sources of other texts, that it finds."""

    name: str
    query: str
    found: tuple[str, ...]


MAIL, RETOLD, STORY, PDF = "m-1", "coverage/retold.txt", "coverage/story.txt", "records/mail.pdf"
CASES = (
    Case("one word", "courier", (RETOLD, STORY)),
    Case("every word is needed", "trails permit", (MAIL,)),
    Case("either word", "hurry OR permit", (MAIL, "m-2")),
    Case("either of two, and a third", "trails hurry OR permit", (MAIL,)),
    Case("a phrase", '"permit list"', (MAIL,)),
    Case("a phrase out of order", '"list permit"', ()),
    Case("an open phrase", '"permit list', (MAIL,)),
    Case("a word left out", "trails -permit", (RETOLD, STORY)),
    Case("a phrase left out", 'trails -"closed all"', (MAIL, STORY)),
    Case("only words left out", "-trails", ()),
    Case("the beginning of a word", "perm*", (MAIL, "m-2")),
    Case("no case, no accents", "roka PÁL", (MAIL,)),
    Case("sender", "from:ortega", (MAIL,)),
    Case("sender's address", "from:parks.example", (MAIL,)),
    Case("publisher is who sent an article", 'from:"lake courier"', (STORY,)),
    Case("recipient", "to:ortega", ("m-2",)),
    Case("copied recipient", "to:lindqvist", (MAIL,)),
    Case("no such recipient", "to:trails", ()),
    Case("subject", "subject:lake", (MAIL, "m-2")),
    Case("title is a subject", "subject:closes", (STORY,)),
    Case("field and word", "from:bell attached", ("m-2",)),
    Case("either sender", "from:bell OR from:ortega", (MAIL, "m-2")),
    Case("exemption", "code:(b)(6)", (MAIL,)),
    Case("exemption, short", "code:b6", (MAIL,)),
    Case("exemption, none such", "code:b5", ()),
    Case("finding", "code:f202", (STORY,)),
    Case("finding in mail and article", "code:Q103", (MAIL, STORY)),
    Case("without a finding", "trails -code:Q103", (RETOLD,)),
    Case("page", "page:2", ("m-2", PDF)),
    Case("not on a page", "lake -page:2", (MAIL, RETOLD, STORY)),
    Case("no such page", "page:99", ()),
    Case("no page at all", "page:x", ()),
    Case("on or after a day", "after:2024-03-06", (STORY,)),
    Case("before a day", "before:2024-03-06", (MAIL, "m-2")),
    Case("in a month", "after:2024-03 before:2024-04", (MAIL, "m-2", STORY)),
    Case("no day", "after:soon trails", ()),
    Case("a colon in a word", "RE:lake", ("m-2",)),
    Case("an unknown field is a word", "colour:red", ()),
    Case("nothing", "", ()),
    Case("nothing but marks", '"" * - ( ) ! from: ', ()),
    Case("words of the index itself", "trails AND NOT NEAR", ()),
    Case("an attack", "trails') ; DROP TABLE documents; --", ()),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case file of the invented case."""
    return write_file(make_case(), tmp_path_factory.mktemp("case") / "case.onrecord")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found(sample: Path, case: Case) -> None:
    """Each form of query finds exactly the messages and texts that have what it asks for."""
    result = search_case(sample, case.query)
    assert {hit.message_id or hit.source for hit in result.hits} == set(case.found)
    assert result.n_hits == len(result.hits)


@pytest.mark.parametrize("query", ["hurry", "permit", "closed", '"35 percent"', "trails", "attached", "north"])
def test_a_hit_stands_where_it_says(sample: Path, query: str) -> None:
    """Start and end of a hit are those of the first match in the text of its document."""
    texts = {part.document.source.path: part.document for part in make_case().parts}
    hits = search_case(sample, query).hits
    assert hits
    for hit in hits:
        document = texts[hit.source]
        assert document.text[hit.start : hit.end].lower() == query.strip('"')
        assert hit.page == document.page_at(hit.start)
        assert hit.excerpt.count(OPEN) == hit.excerpt.count(CLOSE) > 0


def test_hits_come_in_pages(tmp_path: Path) -> None:
    """A slice of the hits is a piece of the whole list, and the count is that of all."""
    path = write_file(make_bulk(50, 5), tmp_path / "bulk.onrecord")
    everything = search_case(path, "words")
    assert everything.n_hits == 50
    part = search_case(path, "words", Slice(7, 20))
    assert part.n_hits == 50
    assert part.hits == everything.hits[20:27]


pieces = st.sampled_from(
    [
        '"',
        "'",
        "(",
        ")",
        "*",
        "-",
        ":",
        "^",
        "+",
        "{",
        "}",
        "OR",
        "AND",
        "NOT",
        "NEAR",
        " ",
        "a",
        "trails",
        "\0",
        "%",
        "\ud800",
        ";",
    ]
    + [f"{field}:" for field in FIELDS]
)


@settings(max_examples=200, deadline=None)
@given(query=st.one_of(st.text(st.characters(exclude_categories=())), st.lists(pieces, max_size=14).map("".join)))
def test_nothing_typed_is_an_error(sample: Path, query: str) -> None:
    """Whatever is typed is searched for or finds nothing; SQLite never sees it as its own words."""
    result = search_case(sample, query)
    assert result.n_hits >= len(result.hits)


@settings(max_examples=200, deadline=None)
@given(query=st.lists(pieces, max_size=20).map("".join))
def test_the_grammar_keeps_every_word(query: str) -> None:
    """Every term of a parsed query stands in what was typed."""
    for term in parse_query(query).terms:
        assert term.text in query.replace("\0", " ")


def test_a_huge_query_is_cut() -> None:
    """The work of a query is bounded, however long it is."""
    assert len(parse_query("word " * 100_000).terms) == MOST_TERMS
    assert len(parse_query("x" * 10_000_000).terms) == 1


def test_the_expression_for_the_index() -> None:
    """Words are quoted, alternatives grouped, fields limited to their column."""
    assert full_text(parse_query("p from:x* OR to:y").words()) == '(("p")) AND ((sender : "x"*) OR (recipients : "y"))'
    assert full_text(()) == ""


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("2024", ("2024-01-01", "2025-01-01")),
        ("2024-12", ("2024-12-01", "2025-01-01")),
        ("2024-3-5", ("2024-03-05", "2024-03-06")),
        ("2024-02-30", None),
        ("9999", None),
        ("0000", None),
        ("march", None),
    ],
)
def test_days_typed(typed: str, bounds: tuple[str, str] | None) -> None:
    """A year, a month or a day has a first day and a day after it; what is no date has none."""
    assert day_bounds(typed) == bounds


@pytest.mark.parametrize(
    ("typed", "code"),
    [("b6", "(b)(6)"), ("(b)(7)(c)", "(b)(7)(C)"), ("B7C", "(b)(7)(C)"), ("q101", "Q101"), ("(k)(2)", "(K)(2)")],
)
def test_codes_typed(typed: str, code: str) -> None:
    """Exemptions and finding codes are understood however they are written."""
    assert canonical_code(typed) == code


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("ab \n"), max_size=60), size=st.integers(1, 9))
def test_units_cover_every_word_once(text: str, size: int) -> None:
    """The units of a document hold each of its characters but the blanks exactly once."""
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=0, media_type="text/plain", pile=Pile.COVERAGE)
    long = (text + "x") * (size * SECTION_CHARS // (8 * (len(text) + 1)))
    document = Document(id="d", source=source, kind="text", text=long)
    units = list(units_of(DocumentRecords(document=document)))
    assert all(len(unit.span) <= SECTION_CHARS for unit in units)
    assert "".join("".join(unit.body().split()) for unit in units) == "".join(long.split())
    assert all(before.span.end <= after.span.start for before, after in pairwise(units))


def test_units_of_a_release_leave_no_word_out() -> None:
    """Messages and the text between them together hold every word of a release."""
    (part, *_) = make_case().parts
    units = list(units_of(part))
    assert [unit.message.id for unit in units if unit.message] == ["m-1", "m-2"]
    assert [unit.body() for unit in units if not unit.message] == ["KEEPER 000002"]
