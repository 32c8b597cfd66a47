"""Which finding is the verdict on which words of a draft, and what is no accusation of it."""

from __future__ import annotations

from onrecord.checks.coverage_rules import INFERENCE, LABELS
from onrecord.checks.draft import list_draft_checks
from onrecord.checks.registry import finding
from onrecord.checks.roles import P401
from onrecord.checks.told import place_of
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.drafts import DraftCheck, DraftKind
from onrecord.model.findings import Finding, Outcome
from onrecord.model.mentions import MentionRecords, RoleMention
from onrecord.spans import Span

OURS = "Then-Mayor Ann Pell closed the bridge to trucks."
THEIRS = "Governor Ann Pell Closed the Bridge to Trucks"


def _part(name: str, text: str, person_title: str, title: str, modifier: str | None) -> DocumentRecords:
    source = Source(path=f"{name}.txt", sha256=name, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    span = Span(0, len(person_title))
    role = RoleMention(
        id=f"o-{name}",
        document_id=name,
        span=span,
        text=person_title,
        found_by="roles.title_before_name",
        person="Ann Pell",
        title=title,
        modifier=modifier,
    )
    document = Document(id=name, source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(roles=(role,)))


DRAFT = _part("draft", OURS, "Then-Mayor Ann Pell", "Mayor", "then")
OTHER = _part("other", THEIRS, "Governor Ann Pell", "Governor", None)


def _title_finding(first: DocumentRecords, second: DocumentRecords) -> Finding:
    places = [place_of(part.document, part.mentions.roles[0].span) for part in (first, second)]
    return finding(P401, message="a later title", outcome=Outcome.FAILS, places=places)


def _checks(*findings: Finding) -> tuple[DraftCheck, ...]:
    return list_draft_checks(CaseRecords(parts=(DRAFT, OTHER)), DRAFT, findings, {})


def test_a_finding_about_the_draft_is_its_verdict() -> None:
    """What a finding says of the draft's own words comes first, with the place on the other side."""
    (check,) = _checks(_title_finding(DRAFT, OTHER))
    assert (check.kind, check.outcome, check.verdict, check.codes) == (
        DraftKind.TITLE,
        Outcome.FAILS,
        "a later title",
        ("P401",),
    )
    assert [place.document_id for place in check.places] == ["other"]


def test_a_draft_that_stands_as_witness_is_not_accused() -> None:
    """A finding about another article's heading, which cites the draft as the right wording, says nothing against it."""
    (check,) = _checks(_title_finding(OTHER, DRAFT))
    assert check.outcome is Outcome.CANNOT_TELL
    assert check.codes == ()


def test_a_finding_about_no_mention_is_a_statement() -> None:
    """What a check says of a stretch that is no quotation, figure, date or title is told too, and agreement alone is not."""
    place = place_of(DRAFT.document, Span(OURS.index("closed"), len(OURS)))
    open_one = finding(INFERENCE, message="an inference", outcome=Outcome.CANNOT_TELL, places=[place])
    held = finding(LABELS, message="agrees", outcome=Outcome.HOLDS, places=[place])
    kinds = {check.kind: check for check in _checks(open_one, held)}
    assert set(kinds) == {DraftKind.TITLE, DraftKind.STATEMENT}
    assert kinds[DraftKind.STATEMENT].verdict == "an inference"
