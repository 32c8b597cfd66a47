"""What people look at: copies folded into one message, threads by who answers whom, findings by gravity, in pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.casefile.views import (
    FindingFilter,
    Slice,
    list_findings,
    list_inbox,
    list_quotes,
    list_thread,
    list_timeline,
    summarise_case,
    total_redactions,
)
from onrecord.errors import SettingsError
from onrecord.intervals import DateInterval
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Severity
from onrecord.model.links import Event
from onrecord.model.mentions import QuoteKind
from onrecord.model.messages import Message
from sample_case import make_case, write_file


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case file of the invented case."""
    return write_file(make_case(), tmp_path_factory.mktemp("case") / "case.onrecord")


def _with_messages(*more: Message) -> CaseRecords:
    case = make_case()
    inbox = case.parts[0].inbox
    part = replace(case.parts[0], inbox=replace(inbox, messages=(*inbox.messages, *more)))
    return replace(case, parts=(part, *case.parts[1:]))


def test_a_copy_is_no_message_of_its_own(tmp_path: Path) -> None:
    """The inbox lists a message once and says where its other prints stand; a thread has it once too."""
    first = make_case().parts[0].inbox.messages[0]
    copy = replace(first, id="m-3", page_first=2, copy_of="m-1")
    path = write_file(_with_messages(copy), tmp_path / "case.onrecord")
    rows = list_inbox(path)
    assert [row.message.id for row in rows] == ["m-1", "m-2"]
    assert [place.page for place in rows[0].also] == [2]
    assert [row.message.id for row in list_thread(path, "h-1")] == ["m-1", "m-2"]
    assert [row.message.id for row in list_thread(path, "m-3")] == ["m-1", "m-3", "m-2"]


def test_messages_without_a_time_come_last(tmp_path: Path) -> None:
    """What has no date is listed after what has one, and what is only seen quoted can be left out."""
    undated = replace(make_case().parts[0].inbox.messages[0], id="m-0", sent=None, seen_in_quotation=True)
    path = write_file(_with_messages(undated), tmp_path / "case.onrecord")
    assert [row.message.id for row in list_inbox(path)] == ["m-1", "m-2", "m-0"]
    assert [row.message.id for row in list_inbox(path, with_quoted=False)] == ["m-1", "m-2"]
    assert [row.message.id for row in list_inbox(path, Slice(1, 1))] == ["m-2"]


def test_a_thread_counts_who_answers_whom(sample: Path, tmp_path: Path) -> None:
    """Depth is the number of messages up to the first, and messages that answer each other in a circle still end."""
    assert [(row.message.id, row.depth) for row in list_thread(sample, "h-1")] == [("m-1", 0), ("m-2", 1)]
    first, second = make_case().parts[0].inbox.messages
    circle = (
        replace(first, id="m-8", parent_id="m-9", thread_id="h-2"),
        replace(second, id="m-9", parent_id="m-8", thread_id="h-2"),
    )
    path = write_file(_with_messages(*circle), tmp_path / "case.onrecord")
    assert [row.depth for row in list_thread(path, "h-2")] == [1, 1]


def test_a_message_without_a_thread_is_its_own(tmp_path: Path) -> None:
    """A message that belongs to no thread is shown alone; an unknown id is refused."""
    alone = replace(make_case().parts[0].inbox.messages[0], id="m-7", thread_id=None)
    path = write_file(_with_messages(alone), tmp_path / "case.onrecord")
    assert [row.message.id for row in list_thread(path, "m-7")] == ["m-7"]
    with pytest.raises(SettingsError, match="m-none"):
        list_thread(path, "m-none")


def test_findings_are_filtered_and_ordered(sample: Path) -> None:
    """Errors come before warnings before notes; codes and severity choose among them."""
    assert [each.finding.id for each in list_findings(sample, FindingFilter())] == ["n-1", "n-2", "n-3"]
    assert [each.finding.id for each in list_findings(sample, FindingFilter(severity=Severity.ERROR))] == ["n-1"]
    (shown,) = list_findings(sample, FindingFilter(codes=("Q103",)))
    assert shown.sources == ("coverage/story.txt", "records/mail.pdf")
    assert [each.finding.id for each in list_findings(sample, FindingFilter(), Slice(None, 2))] == ["n-3"]


def test_quotations_come_with_their_traces(sample: Path) -> None:
    """A quotation shows its verdict and the place in the record, by source and place in the coverage."""
    retold, story = list_quotes(sample)
    assert retold.trace is not None
    assert (retold.trace.verdict, retold.record) == ("not_found", None)
    assert story.record is not None
    assert (story.record.source, story.record.page) == ("records/mail.pdf", 1)
    assert list_quotes(sample, (QuoteKind.SCARE,)) == []
    assert [row.quote.id for row in list_quotes(sample, (QuoteKind.DIRECT,), Slice(1))] == ["q-2"]


def test_the_timeline_shows_each_thing_once(sample: Path, tmp_path: Path) -> None:
    """Messages, publications and events stand by their first day; an event that is a message is not shown again."""
    assert [(row.kind, row.id) for row in list_timeline(sample)] == [
        ("event", "e-1"),
        ("message", "m-1"),
        ("message", "m-2"),
        ("published", "d-story"),
    ]
    case = make_case()
    mail = Event(id="e-2", label="Mail: Lake permits", value=DateInterval.on(date(2024, 3, 5)), evidence=("m-1",))
    both = Event(id="e-3", label="trails", value=DateInterval.on(date(2024, 3, 5)), evidence=("m-1", "q-1"))
    changed = replace(case, links=replace(case.links, events=(mail, both)))
    path = write_file(changed, tmp_path / "case.onrecord")
    assert [row.id for row in list_timeline(path)] == ["e-3", "m-1", "m-2", "d-story"]
    assert [place.source for place in list_timeline(path)[0].where] == ["records/mail.pdf", "coverage/story.txt"]


def test_summary_and_totals(sample: Path) -> None:
    """The numbers of a case are those of its tables."""
    summary = summarise_case(sample)
    assert summary.n_documents == {"records": 1, "coverage": 2, "data": 1}
    assert summary.n_findings == {"error": 1, "warning": 1, "note": 1}
    assert (summary.n_pages, summary.n_messages, summary.n_quotes, summary.n_problems) == (2, 2, 2, 2)
    assert [(total.code, total.n_redactions, total.n_pages) for total in total_redactions(sample)] == [
        ("", 1, 1),
        ("(b)(6)", 1, 1),
    ]
