"""What the pages of the app are made from: filtered lists, one row with its surroundings, decisions laid over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.casefile.connect import reading
from onrecord.casefile.figures_view import FigureChoice, count_figure_kinds, list_figures, view_figure
from onrecord.casefile.findings_view import (
    GRAVEST_FIRST,
    FindingChoice,
    choose_findings,
    choose_gravest,
    count_codes,
    view_finding,
)
from onrecord.casefile.front_view import view_front
from onrecord.casefile.judgements import Decision, add_judgement, undo_judgement
from onrecord.casefile.judgements_view import list_judgements
from onrecord.casefile.people_view import list_people, list_proposals, view_person
from onrecord.casefile.problems_view import list_problems
from onrecord.casefile.quotes_view import QuoteChoice, count_verdicts, list_ledger, list_speakers, view_quote
from onrecord.casefile.redactions_view import RedactionChoice, count_deletions, list_redactions
from onrecord.casefile.tasks_view import list_task_columns, view_task
from onrecord.casefile.timeline_view import IS_TOLD, TimelineChoice, view_timeline
from onrecord.casefile.variants_view import ladders_of, list_ladders, variants_of, view_ladder
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError
from onrecord.intervals import DateInterval
from onrecord.model.findings import Severity
from onrecord.model.links import Event
from sample_case import AT, make_case, write_file


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The sample case in a file."""
    return write_file(make_case(), tmp_path / "sample.onrecord")


def decide(case: Path, decision: str, target: str, value: str | None = None) -> str:
    """A decision of a person; gives its id."""
    return add_judgement(
        case, Decision(target_id=target, decision=decision, value=value, reason="seen", who="Reader", at=AT)
    ).id


def test_quotations_are_chosen_by_verdict_speaker_and_words(case: Path) -> None:
    """Each filter leaves the quotations that fit it, and the counts are those of the case."""
    assert [row.quote.id for row in list_ledger(case, QuoteChoice()).rows] == ["q-2", "q-1"]
    assert [row.quote.id for row in list_ledger(case, QuoteChoice(verdict="not_found")).rows] == ["q-2"]
    assert [row.quote.id for row in list_ledger(case, QuoteChoice(speaker="Dana Ortega")).rows] == ["q-1"]
    assert [row.quote.id for row in list_ledger(case, QuoteChoice(words="ALL TRAILS")).rows] == ["q-2"]
    assert list_ledger(case, QuoteChoice(verdict="untraced")).n_all == 0
    assert list_ledger(case, QuoteChoice(), Slice(limit=1, offset=1)).n_all == 2
    assert count_verdicts(case) == {"not_found": 1, "truncated_check": 1}
    assert list_speakers(case) == [("Dana Ortega", 1)]


def test_signs_of_patterns_are_words(case: Path) -> None:
    """A percent sign, an underscore and a backslash in what was typed stand for themselves."""
    assert list_figures(case, FigureChoice(words="35 percent")).n_all == 1
    for words in ("%", "_", "\\", "3_ percent"):
        assert list_figures(case, FigureChoice(words=words)).n_all == 0, words


def test_a_quotation_stands_beside_its_record(case: Path) -> None:
    """One quotation comes with both sides, the stretches between them and the findings about it."""
    view = view_quote(case, "q-1")
    assert view.record is not None
    assert view.record.words == "We closed 12 of 40 trails, not more."
    assert view.record.cite.page == 1
    assert view.around.before.endswith("wrote. “")
    assert [(one.kind, one.record.strip()) for one in view.stretches][-1] == ("omitted", "not more.")
    lost = view_quote(case, "q-2")
    assert lost.record is None
    assert lost.row.trace is not None
    assert lost.row.trace.coverage is not None
    with pytest.raises(SettingsError):
        view_quote(case, "q-9")


def test_a_right_speaker_is_shown_and_found(case: Path) -> None:
    """A decision changes what the ledger shows and is found by; taken back, all is as before."""
    made = decide(case, "right_speaker", "q-2", "Kim Bell")
    assert [row.quote.id for row in list_ledger(case, QuoteChoice(speaker="Kim Bell")).rows] == ["q-2"]
    assert view_quote(case, "q-2").row.is_judged
    undo_judgement(case, made, who="Reader", at=AT)
    assert list_ledger(case, QuoteChoice(speaker="Kim Bell")).n_all == 0
    decide(case, "not_a_quotation", "q-2")
    assert list_ledger(case, QuoteChoice()).n_all == 1
    assert "not_found" not in count_verdicts(case)


def test_variants_grow_from_the_record(case: Path) -> None:
    """A tree of variants has the record as its root where one was found."""
    (tree,) = variants_of(case, "q-2")
    assert tree.record is not None
    assert tree.record.source == "records/mail.pdf"
    assert {branch.row.quote.id: branch.relation and branch.relation.value for branch in tree.branches} == {
        "q-1": None,
        "q-2": "altered_material",
    }
    assert ladders_of(case, "q-1") == ()
    assert list_ladders(case) == ()
    with pytest.raises(SettingsError):
        view_ladder(case, "l-9")


def test_figures_come_with_their_findings(case: Path) -> None:
    """A figure that a finding is about names it; the filter on checked figures keeps it."""
    assert list_figures(case, FigureChoice()).n_all == 2
    rows = list_figures(case, FigureChoice(checked=True, kind="share")).rows
    assert [row.codes for row in rows] == [(("F202", "error", "n-1"),)]
    assert view_figure(case, "f-2").findings[0].finding.code == "F202"
    assert [one.figure.id for one in list_figures(case, FigureChoice(words="officials")).rows] == ["f-2"]
    assert count_figure_kinds(case) == {"ratio": 1, "share": 1}


def test_findings_are_chosen_and_dismissed_ones_set_apart(case: Path) -> None:
    """A dismissed finding leaves the list and stands in the list of the dismissed, with the decision beside it."""
    before = choose_findings(case, FindingChoice()).n_all
    decide(case, "dismiss", "n-1")
    assert choose_findings(case, FindingChoice()).n_all == before - 1
    (shown,) = choose_findings(case, FindingChoice(dismissed=True)).findings
    assert shown.finding.id == "n-1"
    assert shown.dismissed
    view = view_finding(case, "n-1")
    assert [each.decision for each in view.judgements] == ["dismiss"]
    assert len(view.places) == len(view.shown.finding.places)
    assert all(count.code != "F202" for count in count_codes(case))
    assert choose_findings(case, FindingChoice(family="F", severity="error")).n_all == 0


def test_deletions_are_counted_and_chosen(case: Path) -> None:
    """Deletions are found by code and by what they lack."""
    assert [row.redaction.id for row in list_redactions(case, RedactionChoice(code="(b)(6)")).rows] == ["r-1"]
    assert [row.redaction.id for row in list_redactions(case, RedactionChoice(lack="no_code")).rows] == ["r-2"]
    assert list_redactions(case, RedactionChoice(code="")).n_all == 1
    (total,) = count_deletions(case)
    assert (total.n_redactions, total.n_without_code, total.n_failed) == (2, 1, 0)


def test_the_board_has_a_column_for_each_status(case: Path) -> None:
    """A task stands in the column of its status, with the message that its status rests on."""
    (column,) = list_task_columns(case)
    assert (column.status, column.n_all) == ("answered", 1)
    assert column.cards[0].evidence[0].message_id == "m-2"
    assert list_task_columns(case, words="nothing like it") == ()
    assert view_task(case, "t-1").card.task.deliverable == "the permit list"


def test_people_who_are_joined_are_one(case: Path) -> None:
    """A confirmed proposal leaves one person, found under either id, and can be undone."""
    assert list_people(case).n_all == 2
    (proposal,) = list_proposals(case)
    assert proposal.state == "open"
    made = decide(case, "same_person", "z-2", "z-1")
    assert [person.name for person in list_people(case, words="ortega").people] == ["Dana Ortega"]
    assert view_person(case, "z-2").person.id == "z-1"
    assert list_proposals(case)[0].judgement_id == made
    undo_judgement(case, made, who="Reader", at=AT)
    assert list_people(case).n_all == 2


def test_a_person_has_what_they_wrote_and_said(case: Path) -> None:
    """The page of a person has their messages by any name or address, and what is quoted of them."""
    view = view_person(case, "z-1")
    assert [message.message_id for message in view.sent] == ["m-1"]
    assert [row.quote.id for row in view.quotes] == ["q-1"]


def test_the_timeline_has_two_lanes(case: Path) -> None:
    """Messages and publications are statements, what happened is conduct; a person narrows it."""
    timeline = view_timeline(case, TimelineChoice())
    assert (timeline.first, timeline.last) == (date(2024, 3, 5), date(2024, 3, 7))
    assert [(item.lane, item.kind) for item in timeline.items] == [
        ("conduct", "event"),
        ("statement", "message"),
        ("statement", "message"),
        ("statement", "published"),
    ]
    assert timeline.items[0].source == "coverage/story.txt"
    one = view_timeline(case, TimelineChoice(person_id="z-1"))
    assert [item.message_id for item in one.items] == ["m-1"]
    assert view_timeline(case, TimelineChoice(first=date(2024, 3, 6), last=date(2024, 3, 7))).n_all == 1


def test_the_first_findings_are_of_many_kinds(tmp_path: Path) -> None:
    """Among equally grave findings one of each code is shown before a second of any; no graver one is left out for it."""
    sample = make_case()
    model = sample.findings[0]
    kinds = [("Q101", Severity.ERROR)] * 3 + [("F201", Severity.ERROR)] * 2 + [("R703", Severity.WARNING)]
    many = tuple(replace(model, id=f"n-{at}", code=code, severity=severity) for at, (code, severity) in enumerate(kinds))
    case = write_file(replace(sample, findings=many), tmp_path / "many.onrecord")
    for most, expected in ((2, "Q101 F201"), (3, "Q101 Q101 F201"), (6, "Q101 Q101 Q101 F201 F201 R703")):
        assert [each.finding.code for each in choose_gravest(case, most).findings] == expected.split()
    decide(case, "dismiss", "n-0")
    assert [each.finding.id for each in choose_gravest(case, 2).findings] == ["n-1", "n-3"]
    assert choose_gravest(case, 2).n_all == 5


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (f"SELECT f.ordinal FROM findings AS f ORDER BY {GRAVEST_FIRST} LIMIT 6", "findings_by_gravity"),
        (f"SELECT e.earliest, e.latest FROM events AS e WHERE {IS_TOLD} AND (e.kind = 'statement') = 1", "events_told"),
        ("SELECT document_id, page, kind, failed FROM redactions WHERE codes = 'x'", "redactions_by_code"),
        ("SELECT sent_earliest, sent_latest FROM messages AS m WHERE m.copy_of IS NULL", "messages_by_time"),
    ],
)
def test_large_lists_are_read_off_an_index(case: Path, query: str, index: str) -> None:
    """What a page counts or orders stands in an index, word for word as the page asks for it; nothing is sorted for it."""
    with reading(case) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert any(f"INDEX {index}" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_counts_follow_a_rebuild_that_has_as_many_rows(case: Path) -> None:
    """A build with another pack may give as many findings, people and messages as before, and other words in them."""
    before, timeline = view_front(case), view_timeline(case, TimelineChoice())
    assert view_front(case) is before
    sample = make_case()
    gentler = tuple(replace(finding, severity=Severity.NOTE) for finding in sample.findings)
    renamed = tuple(replace(event, label="told otherwise") for event in sample.links.events)
    write_file(replace(sample, findings=gentler, links=replace(sample.links, events=renamed)), case)
    assert view_front(case).n_findings == {"error": 0, "warning": 0, "note": 3} != before.n_findings
    assert {item.label for item in view_timeline(case, TimelineChoice()).items} > {"told otherwise"}
    assert "told otherwise" not in {item.label for item in timeline.items}


def test_a_crowded_timeline_is_counted(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more items than can be drawn, each day says how many begin on it."""
    monkeypatch.setattr("onrecord.casefile.timeline_view.MOST_ITEMS", 1)
    timeline = view_timeline(case, TimelineChoice())
    assert timeline.items == ()
    assert sum(count.n_items for count in timeline.counts) == timeline.n_all == 4


def test_a_day_far_off_does_not_press_the_rest_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a crowded timeline the years of nearly everything are shown first; the whole is a choice."""
    monkeypatch.setattr("onrecord.casefile.timeline_view.MOST_ITEMS", 10)
    day, odd = DateInterval.on(date(2024, 3, 5)), DateInterval.on(date(1433, 1, 2))
    events = [Event(id=f"e-{n}", label=f"act {n}", value=day, evidence=()) for n in range(80)]
    sample = make_case()
    links = replace(sample.links, events=(Event(id="e-odd", label="odd", value=odd, evidence=()), *events))
    crowded = write_file(replace(sample, links=links), tmp_path / "crowded.onrecord")
    timeline = view_timeline(crowded, TimelineChoice())
    assert (timeline.first, timeline.whole_first) == (date(2024, 1, 1), date(1433, 1, 2))
    assert view_timeline(crowded, TimelineChoice(first=date(1433, 1, 1))).n_all == timeline.n_all + 1


def test_problems_are_counted_by_reason(case: Path) -> None:
    """Problems are found by their reason."""
    assert list_problems(case, "weak_text").n_all == 1
    assert list_problems(case, "nothing").n_all == 0


def test_all_decisions_are_listed_with_what_they_are_about(case: Path) -> None:
    """Each decision says in words what it is about and whether it stands."""
    made = decide(case, "same_person", "z-2", "z-1")
    undo_judgement(case, made, who="Reader", at=AT)
    decide(case, "dismiss", "n-1")
    listed = list_judgements(case)
    assert [(one.judgement.decision, one.is_in_force) for one in listed] == [("dismiss", True), ("same_person", False)]
    assert (listed[1].about, listed[1].value) == ("D. Ortega", "Dana Ortega")
