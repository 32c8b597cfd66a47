"""A person's decisions: added, undone, laid over what is read, and still there after a rebuild."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.casefile.exports import export_rows
from onrecord.casefile.judgements import Decision, add_judgement, apply_judgements, in_force, read_judgements, undo_judgement
from onrecord.casefile.loader import load_case
from onrecord.errors import SettingsError
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Judgement
from sample_case import AT, make_case, write_file


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The case file of the invented case."""
    return write_file(make_case(), tmp_path / "case.onrecord")


def _decide(case: Path, decision: str, target: str, value: str | None = None) -> Judgement:
    return add_judgement(case, Decision(target_id=target, decision=decision, value=value, reason="seen", who="ed", at=AT))


def _judged(case: Path) -> CaseRecords:
    return apply_judgements(load_case(case), read_judgements(case))


def test_no_decision_changes_nothing(sample: Path) -> None:
    """Without decisions the judged case is the case."""
    assert _judged(sample) == make_case()


def test_the_right_speaker_stands_in_the_export(sample: Path) -> None:
    """The machine's row stays as it was; export and judged case show the person's answer and say whose it is."""
    _decide(sample, "right_speaker", "q-2", "Kim Bell")
    exported = {row["id"]: row for row in export_rows(sample, "quotes")}
    assert (exported["q-2"]["speaker"], exported["q-2"]["rule"]) == ("Kim Bell", "judgement")
    assert exported["q-1"]["speaker"] == "Dana Ortega"
    assert load_case(sample) == make_case()
    quotes = [quote for part in _judged(sample).parts for quote in part.mentions.quotes]
    assert {quote.id: quote.speaker for quote in quotes} == {"q-1": "Dana Ortega", "q-2": "Kim Bell"}


def test_what_is_no_quotation_is_left_out_with_its_links(sample: Path) -> None:
    """A quotation that is none has no trace and no variants."""
    _decide(sample, "not_a_quotation", "q-2")
    assert [row["id"] for row in export_rows(sample, "quotes")] == ["q-1"]
    assert [row["quote_id"] for row in export_rows(sample, "traces")] == ["q-1"]
    assert _judged(sample).links.variants == ()


def test_one_person_under_two_names(sample: Path) -> None:
    """The one that is left carries the other's name as an alias."""
    _decide(sample, "same_person", "z-2", "z-1")
    (person,) = export_rows(sample, "people")
    assert person["aliases"] == ["Ortega, Dana", "D. Ortega"]
    assert _judged(sample).links.people[0].aliases == ("Ortega, Dana", "D. Ortega")


def test_a_confirmed_proposal_says_so_until_it_is_undone(sample: Path) -> None:
    """A proposal is open, joined once a person says that the two are one, and open again when that is taken back."""

    def state() -> object:
        (proposal,) = export_rows(sample, "proposals")
        return proposal["state"]

    assert state() == "open"
    made = add_judgement(sample, Decision(target_id="z-2", decision="same_person", value="z-1", who="a", at="2024-01-01"))
    assert state() == "joined"
    undo_judgement(sample, made.id, who="a", at="2024-01-02")
    assert state() == "open"


def test_two_people_joined_in_a_circle_stay_two(sample: Path) -> None:
    """Decisions that contradict each other change nothing."""
    _decide(sample, "same_person", "z-2", "z-1")
    _decide(sample, "same_person", "z-1", "z-2")
    assert len(list(export_rows(sample, "people"))) == 2


def test_a_message_is_split(sample: Path) -> None:
    """The words before the place stay, those after it become a message seen in it; no word is lost."""
    first = make_case().parts[0].inbox.messages[0]
    at = make_case().parts[0].document.text.index("We closed")
    _decide(sample, "split_here", "m-1", str(at))
    before, after, _ = export_rows(sample, "messages")
    assert before["body"] == "Please send the permit list by Friday."
    assert after["body"] == "We closed 12 of 40 trails, not more. (b)(6)"
    assert (after["quoted_in"], after["start"], after["end"]) == ("m-1", at, first.span.end)
    assert len(_judged(sample).parts[0].inbox.messages) == 3


def test_a_dismissed_finding_says_so(sample: Path) -> None:
    """The export keeps the finding and marks it; the judged case leaves it out."""
    _decide(sample, "dismiss", "n-1")
    assert {row["id"]: row["dismissed"] for row in export_rows(sample, "findings")} == {"n-1": True, "n-2": False, "n-3": False}
    assert [finding.id for finding in _judged(sample).findings] == ["n-2", "n-3"]


def test_decisions_survive_a_rebuild(sample: Path) -> None:
    """A build leaves the decisions alone, also where the row they are about is gone for a while."""
    _decide(sample, "dismiss", "n-1")
    write_file(CaseRecords(), sample)
    assert list(export_rows(sample, "findings")) == []
    write_file(make_case(), sample)
    assert [finding.id for finding in _judged(sample).findings] == ["n-2", "n-3"]


def test_undo_and_undo_again(sample: Path) -> None:
    """A decision taken back has no effect; taking the undo back restores it; nothing is ever removed."""
    dismissal = _decide(sample, "dismiss", "n-1")
    undo = undo_judgement(sample, dismissal.id, who="ed", at=AT)
    assert len(_judged(sample).findings) == 3
    with pytest.raises(SettingsError, match="in force"):
        undo_judgement(sample, dismissal.id, who="ed", at=AT)
    undo_judgement(sample, undo.id, who="ed", at=AT)
    assert len(_judged(sample).findings) == 2
    assert len(read_judgements(sample)) == 3
    assert [each.decision for each in in_force(read_judgements(sample))] == ["dismiss", "undo"]


@pytest.mark.parametrize(
    ("decision", "target", "value"),
    [
        ("guess", "q-1", None),
        ("dismiss", "n-9", None),
        ("right_speaker", "q-1", " "),
        ("same_person", "z-1", "z-9"),
        ("same_person", "z-1", "z-1"),
        ("split_here", "m-1", "999999"),
        ("split_here", "m-1", "²"),
        ("dismiss", "\ud800", None),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(sample: Path, decision: str, target: str, value: str | None) -> None:
    """Unknown rows, decisions and values are refused, and nothing is added."""
    with pytest.raises(SettingsError):
        _decide(sample, decision, target, value)
    assert read_judgements(sample) == ()
