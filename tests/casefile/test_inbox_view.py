"""The inbox: which messages a choice gives, what is folded into them, and a reader's marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from onrecord.casefile.inbox_view import InboxChoice, find_people, list_messages, view_facets
from onrecord.casefile.judgements import Decision, add_judgement, undo_judgement
from onrecord.casefile.reading_marks import FLAGGED, READ, set_mark
from onrecord.casefile.saved_searches import forget_search, list_searches, save_search
from onrecord.casefile.similar_words import suggest_words
from onrecord.casefile.thread_view import view_thread
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError
from onrecord.model.case import CaseRecords
from onrecord.model.links import Person, Place
from onrecord.spans import Span
from sample_case import make_bulk, make_case, write_file

AT = "2026-01-01T00:00:00+00:00"
ALL = Slice(limit=50)


@dataclass(frozen=True)
class Case:
    name: str
    choice: InboxChoice
    expected: tuple[str, ...]


CASES = (
    Case("everything by time", InboxChoice(), ("m-1", "m-2")),
    Case("newest first", InboxChoice(newest_first=True), ("m-2", "m-1")),
    Case("of a person who wrote and received", InboxChoice(person_id="z-1"), ("m-1", "m-2")),
    Case("of a person without mail", InboxChoice(person_id="z-2"), ()),
    Case("an exemption", InboxChoice(code="(b)(6)"), ("m-1",)),
    Case("with a finding", InboxChoice(has_finding=True), ("m-1",)),
    Case("words", InboxChoice(words="attached hurry"), ("m-2",)),
    Case("a month", InboxChoice(earliest="2024-03", latest="2024-03"), ("m-1", "m-2")),
    Case("another month", InboxChoice(earliest="2024-04"), ()),
    Case("a day", InboxChoice(latest="2024-03-05"), ("m-1", "m-2")),
    Case("before the day", InboxChoice(latest="2024-03-04"), ()),
    Case("without a date", InboxChoice(is_undated=True), ()),
    Case("unread", InboxChoice(is_unread=True), ("m-1", "m-2")),
    Case("flagged", InboxChoice(is_flagged=True), ()),
    Case("another document", InboxChoice(document_id="d-story"), ()),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented case."""
    return write_file(make_case(), tmp_path_factory.mktemp("inbox") / "sample.onrecord")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_choice_gives_its_messages(sample: Path, case: Case) -> None:
    """Every way to narrow the list gives the messages that it names, in their order."""
    page = list_messages(sample, case.choice, ALL)
    assert tuple(line.id for line in page.lines) == case.expected
    assert page.n_all == len(case.expected)


def test_a_line_says_what_a_reader_looks_for(sample: Path) -> None:
    """Sender, recipients, codes, findings, attachments and the size of the thread stand in the line."""
    line = list_messages(sample, InboxChoice(), ALL).lines[0]
    assert (line.sender, line.recipients, line.codes) == ("Ortega, Dana", ("Bell, Kim", "Róka, Pál"), ("(b)(6)",))
    assert (line.n_findings, line.n_attachments, line.n_in_thread, line.where.page) == (1, 1, 2, 1)


def test_the_pieces_of_a_split_message_stand_in_the_list(tmp_path: Path) -> None:
    """A piece stands behind its message wherever that is listed, is opened, flagged and read like any other, and goes again."""
    case = write_file(make_case(), tmp_path / "split.onrecord")
    text = make_case().parts[0].document.text
    decision = Decision(target_id="m-1", decision="split_here", value=str(text.index("We closed")), who="Reader", at=AT)
    kept = add_judgement(case, decision)
    page = list_messages(case, InboxChoice(), ALL)
    first, piece, last = page.lines
    assert (page.n_all, page.n_more, first.id, last.id) == (2, 1, "m-1", "m-2")
    assert (first.snippet, piece.snippet[:9], piece.is_split_off) == (
        "Please send the permit list by Friday.",
        "We closed",
        True,
    )
    assert [line.id for line in list_messages(case, InboxChoice(code="(b)(6)"), ALL).lines] == ["m-1", piece.id]
    thread = view_thread(case, piece.id)
    assert thread.message_id == piece.id
    assert piece.id in [each.message.id for each in thread.messages]
    set_mark(case, piece.id, FLAGGED, is_set=True, at=AT)
    assert list_messages(case, InboxChoice(), ALL).lines[1].is_flagged
    undo_judgement(case, kept.id, who="Reader", at=AT)
    assert len(list_messages(case, InboxChoice(), ALL).lines) == 2
    with pytest.raises(SettingsError):
        view_thread(case, piece.id)


def test_nobody_by_an_unknown_id(sample: Path) -> None:
    """An id that is nobody's is named."""
    with pytest.raises(SettingsError, match="no person"):
        list_messages(sample, InboxChoice(person_id="nobody"), ALL)


def with_copies_and_hidden_sender() -> CaseRecords:
    """The sample with a second print of its first message and a message whose sender is deleted."""
    case = make_case()
    part = next(part for part in case.parts if part.document.id == "d-mail")
    first, second = part.inbox.messages
    copy = replace(first, id="m-3", copy_of="m-1", span=Span(1, first.span.end), page_first=2)
    hidden = replace(
        second, id="m-4", sender=None, sender_redacted=True, header_text="From: (b)(6)", thread_id="h-2", sent=None
    )
    inbox = replace(part.inbox, messages=(first, second, copy, hidden))
    place = Place(document_id="d-mail", span=Span(0, 5), text="From:", page=1)
    nobody = Person(id="z-9", kind="redacted", name=None, aliases=("(b)(6)",), n_sent=1, place=place)
    parts = tuple(replace(each, inbox=inbox) if each is part else each for each in case.parts)
    return replace(case, parts=parts, links=replace(case.links, people=(*case.links.people, nobody)))


def test_copies_are_folded_and_hidden_senders_are_people(tmp_path: Path) -> None:
    """A second print is a place of its message; a deleted sender is a person without a name; what has no date comes last."""
    case = write_file(with_copies_and_hidden_sender(), tmp_path / "copies.onrecord")
    page = list_messages(case, InboxChoice(), ALL)
    assert [line.id for line in page.lines] == ["m-1", "m-2", "m-4"]
    assert [each.page for each in page.lines[0].also] == [2]
    of_nobody = list_messages(case, InboxChoice(person_id="z-9"), ALL, pattern_of=lambda header: (header[6:],))
    assert [line.id for line in of_nobody.lines] == ["m-4"]
    facets = view_facets(case)
    assert (facets.n_messages, facets.n_prints, facets.n_undated) == (3, 4, 1)
    assert [(facet.name, facet.codes) for facet in facets.people if facet.kind == "redacted"] == [(None, ("(b)(6)",))]
    assert find_people(case, "ortega dana") == ()  # the sample's people have no mail counted
    thread = view_thread(case, "m-3")
    assert thread.message_id == "m-1"
    assert [read.message.id for read in thread.messages] == ["m-1", "m-2"]


def test_pages_of_a_long_list_are_the_list(tmp_path: Path) -> None:
    """Read page by page, either way round, the list has every message once and in one order."""
    case = write_file(make_bulk(230, 3), tmp_path / "bulk.onrecord")
    for newest_first in (False, True):
        choice = InboxChoice(newest_first=newest_first)
        whole = [line.id for line in list_messages(case, choice, Slice(limit=500)).lines]
        pages = [line.id for at in range(0, 250, 50) for line in list_messages(case, choice, Slice(limit=50, offset=at)).lines]
        assert pages == whole
        assert len(set(whole)) == len(whole)


def test_the_order_needs_no_sorting(sample: Path) -> None:
    """The list is read off an index in both orders, however long it is."""
    from onrecord.casefile import inbox_view  # noqa: PLC0415  its orders are looked at
    from onrecord.casefile.connect import reading  # noqa: PLC0415

    for order in (inbox_view._OLDEST_FIRST, inbox_view._NEWEST_FIRST):
        with reading(sample) as connection:
            plan = connection.execute(
                f"EXPLAIN QUERY PLAN SELECT m.id FROM messages AS m WHERE m.copy_of IS NULL ORDER BY {order}"
            )
            steps = [row[3] for row in plan]
        assert not any("TEMP B-TREE FOR ORDER BY" in step for step in steps), steps


def test_marks_are_put_and_taken_off(tmp_path: Path) -> None:
    """A message is read or flagged until the reader says otherwise; a mark on nothing is refused."""
    case = write_file(make_case(), tmp_path / "marks.onrecord")
    set_mark(case, "m-1", READ, is_set=True, at=AT)
    set_mark(case, "m-1", READ, is_set=True, at=AT)
    set_mark(case, "m-2", FLAGGED, is_set=True, at=AT)
    facets = view_facets(case)
    assert (facets.n_read, facets.n_flagged) == (1, 1)
    assert [line.id for line in list_messages(case, InboxChoice(is_unread=True), ALL).lines] == ["m-2"]
    set_mark(case, "m-2", FLAGGED, is_set=False, at=AT)
    assert list_messages(case, InboxChoice(is_flagged=True), ALL).n_all == 0
    with pytest.raises(SettingsError, match="no message"):
        set_mark(case, "m-9", READ, is_set=True, at=AT)
    with pytest.raises(SettingsError, match="no such mark"):
        set_mark(case, "m-1", "loved", is_set=True, at=AT)


def test_marks_and_searches_survive_a_rebuild(tmp_path: Path) -> None:
    """What a reader has marked and kept is there after the next build."""
    case = write_file(make_case(), tmp_path / "again.onrecord")
    set_mark(case, "m-1", FLAGGED, is_set=True, at=AT)
    save_search(case, "  the  list ", "permit list", at=AT)
    write_file(make_case(), case)
    assert view_facets(case).n_flagged == 1
    assert [(each.name, each.query) for each in list_searches(case)] == [("the list", "permit list")]
    forget_search(case, "the list")
    assert list_searches(case) == ()
    with pytest.raises(SettingsError, match="a search needs words and a name"):
        save_search(case, " ", "permit", at=AT)


def test_a_word_searched_in_vain_brings_those_like_it(sample: Path) -> None:
    """A misspelt word is answered with words of the case, a right one with nothing."""
    ((word, others),) = suggest_words(sample, "permitt trails")
    assert (word, others[0]) == ("permitt", "permit")
    assert suggest_words(sample, "permit") == ()
    assert suggest_words(sample, "qqqqqq") == ()
