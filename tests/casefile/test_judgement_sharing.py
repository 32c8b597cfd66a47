"""Two people's decisions in one case: joined, contradicted, settled, and found again in a new version of a source."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.casefile.exports import export_rows
from onrecord.casefile.judgement_conflicts import find_conflicts, not_taken_back
from onrecord.casefile.judgement_sharing import (
    ImportSummary,
    import_judgements,
    judgement_lines,
    list_conflicts,
    list_lost,
)
from onrecord.casefile.judgements import (
    Decision,
    add_judgement,
    in_force,
    overlay_of,
    read_judgements,
    undo_judgement,
)
from onrecord.cli.__main__ import main
from onrecord.errors import SettingsError
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Judgement
from onrecord.model.ids import make_id
from onrecord.model.links import LinkRecords, Place
from onrecord.model.mentions import MentionRecords, Quote
from onrecord.model.messages import InboxRecords, Message
from onrecord.spans import Span
from sample_case import AT, MAIL_TEXT, make_case, write_file

LATER = "2024-06-01T12:00:00+00:00"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The same case with two people."""
    return write_file(make_case(), tmp_path / "ann.onrecord"), write_file(make_case(), tmp_path / "bob.onrecord")


def decide(case: Path, who: str, decision: str, target: str, value: str | None = None) -> Judgement:
    """A decision of a person."""
    return add_judgement(case, Decision(target_id=target, decision=decision, value=value, reason="seen", who=who, at=AT))


def file_of(case: Path) -> bytes:
    """The decisions of a case as a file."""
    return "".join(judgement_lines(case)).encode()


def take_in(case: Path, other: Path) -> ImportSummary:
    """Another case's decisions into a case."""
    return import_judgements(case, file_of(other), at=LATER)


def speakers(case: Path) -> dict[str, str]:
    """The speaker of each quotation as exported."""
    return {row["id"]: row["speaker"] for row in export_rows(case, "quotes")}


def test_decisions_of_two_people_are_joined(pair: tuple[Path, Path]) -> None:
    """What the other decided counts here too, under the other's name and time; a second import adds nothing."""
    ann, bob = pair
    decide(ann, "ann", "dismiss", "n-1")
    decide(bob, "bob", "right_speaker", "q-2", "Kim Bell")
    assert take_in(ann, bob) == ImportSummary(n_added=1, n_known=0, lost=(), conflicts=())
    assert speakers(ann)["q-2"] == "Kim Bell"
    assert [(one.who, one.at) for one in read_judgements(ann)] == [("ann", AT), ("bob", AT)]
    again = take_in(ann, bob)
    assert (again.n_added, again.n_known, len(read_judgements(ann))) == (0, 1, 2)


def test_a_conflict_counts_for_neither_until_it_is_settled(pair: tuple[Path, Path]) -> None:
    """Two speakers for one quotation: the machine's row stands until somebody decides anew, and the conflict is listed."""
    ann, bob = pair
    machine = speakers(ann)["q-1"]
    decide(ann, "ann", "right_speaker", "q-1", "Kim Bell")
    decide(bob, "bob", "right_speaker", "q-1", "Lou Marsh")
    (conflict,) = take_in(ann, bob).conflicts
    assert [(side.who, side.value) for side in conflict.sides] == [("ann", "Kim Bell"), ("bob", "Lou Marsh")]
    assert speakers(ann)["q-1"] == machine
    take_in(bob, ann)
    assert speakers(bob)["q-1"] == machine
    decide(ann, "ann", "right_speaker", "q-1", "Lou Marsh")
    assert (speakers(ann)["q-1"], list_conflicts(ann)) == ("Lou Marsh", ())


def test_taking_one_side_back_settles_it(pair: tuple[Path, Path]) -> None:
    """Where one of the two is taken back the other counts."""
    ann, bob = pair
    decide(ann, "ann", "right_speaker", "q-1", "Kim Bell")
    other = decide(bob, "bob", "not_a_quotation", "q-1")
    assert len(take_in(ann, bob).conflicts) == 1
    assert "q-1" in speakers(ann)
    undo_judgement(ann, other.id, who="ann", at=LATER)
    assert (speakers(ann)["q-1"], list_conflicts(ann)) == ("Kim Bell", ())


def test_what_another_took_back_is_not_taken_back_here(pair: tuple[Path, Path]) -> None:
    """An undo of one's own decision by another person is a conflict, not a fact; an undo by its author is."""
    ann, bob = pair
    mine = decide(ann, "ann", "dismiss", "n-1")
    take_in(bob, ann)
    undo_judgement(bob, mine.id, who="bob", at=LATER)
    (conflict,) = take_in(ann, bob).conflicts
    assert [side.decision for side in conflict.sides] == ["dismiss", "undo"]
    assert {row["id"]: row["dismissed"] for row in export_rows(ann, "findings")}["n-1"] is False
    undo_judgement(ann, mine.id, who="ann", at=LATER)
    assert list_conflicts(ann) == ()


def test_agreement_is_no_conflict(pair: tuple[Path, Path]) -> None:
    """The same answer twice counts once; splits at two offsets stand side by side."""
    ann, bob = pair
    for case, who in ((ann, "ann"), (bob, "bob")):
        decide(case, who, "right_speaker", "q-1", "Kim Bell")
    decide(ann, "ann", "split_here", "m-1", str(MAIL_TEXT.index("We closed")))
    decide(bob, "bob", "split_here", "m-1", str(MAIL_TEXT.index("not more")))
    assert take_in(ann, bob).conflicts == ()
    assert speakers(ann)["q-1"] == "Kim Bell"
    assert len(overlay_of(read_judgements(ann)).splits["m-1"]) == 2


def test_which_of_two_rows_is_kept_can_be_a_conflict(pair: tuple[Path, Path]) -> None:
    """Two people who join the same rows in opposite directions are told so."""
    ann, bob = pair
    decide(ann, "ann", "same_person", "z-1", "z-2")
    decide(bob, "bob", "same_person", "z-2", "z-1")
    assert len(take_in(ann, bob).conflicts) == 1
    assert len(list(export_rows(ann, "people"))) == 2


def test_what_one_masks_stays_masked_in_a_conflict(pair: tuple[Path, Path]) -> None:
    """Of mask and unmask only the unmasking waits."""
    ann, bob = pair
    decide(ann, "ann", "unmask", "Lou Marsh", "Lou Marsh")
    decide(bob, "bob", "mask", "Lou Marsh", "Lou Marsh")
    assert len(take_in(ann, bob).conflicts) == 1
    assert [one.decision for one in in_force(read_judgements(ann))] == ["mask"]


WRONG = [
    b"",
    b"\xff\xfe",
    b'{"format": "other"}\n',
    b"[1]\n",
    b"[" * 100_000,
]
LINE = (
    '{"id": "j-1", "target_id": "n-1", "decision": "dismiss", "value": null, '
    '"reason": null, "who": "x", "at": "t", "undoes": null}'
)
WRONG_LINES = [
    "{",
    "[]",
    LINE.replace("dismiss", "guess"),
    LINE.replace('"x"', "7"),
    LINE.replace('"undoes": null', '"undoes": "j-9"'),
    LINE.replace('"dismiss"', '"undo"').replace('"undoes": null', '"undoes": "j-9"'),
    LINE.replace('"dismiss"', '"right_speaker"'),
    LINE.replace('"dismiss", "value": null', '"split_here", "value": "-4"'),
    LINE.replace("}", ', "anchors": 7}'),
    LINE.replace("}", ', "anchors": [{"part": "target", "position": true}]}'),
    LINE + "\n" + LINE.replace('"x"', '"y"'),
]


@pytest.mark.parametrize(
    "content", [*WRONG, *(f'{{"format": "onrecord judgements 1"}}\n{line}\n'.encode() for line in WRONG_LINES)]
)
def test_a_file_that_is_none_is_refused(pair: tuple[Path, Path], content: bytes) -> None:
    """A broken or foreign file is refused with its line, and nothing of it is added."""
    with pytest.raises(SettingsError):
        import_judgements(pair[0], content, at=LATER)
    assert read_judgements(pair[0]) == ()


def test_a_row_that_was_never_here_is_listed(pair: tuple[Path, Path]) -> None:
    """A decision about a row of a case that holds other files is kept and listed as without its place."""
    content = f'{{"format": "onrecord judgements 1"}}\n{LINE.replace("n-1", "n-77")}\n'.encode()
    assert [one.id for one in import_judgements(pair[0], content, at=LATER).lost] == ["j-1"]
    assert [one.id for one, _ in list_lost(pair[0])] == ["j-1"]


# ---- a new version of the release ------------------------------------------------------------------------------------


def moved(case: CaseRecords, change: Callable[[str], str], renamed: str = "v2") -> CaseRecords:
    """The case as another version of its files gives it: every text changed, every id and span new, ids of people kept."""
    texts = {part.document.id: (part.document.text, change(part.document.text)) for part in case.parts}

    def span(document_id: str, old: Span) -> Span:
        before, after = texts[document_id]
        words = old.of(before)
        nth = before[: old.start].count(words)
        at = -1
        for _ in range(nth + 1):
            at = after.index(words, at + 1)
        return Span(at, at + len(words))

    def name(old: str) -> str:
        return make_id(old.partition("-")[0], renamed, old)

    def quote(one: Quote) -> Quote:
        return replace(one, id=name(one.id), document_id=name(one.document_id), span=span(one.document_id, one.span), parts=())

    def message(one: Message) -> Message:
        place = one.document_id
        spans = tuple(span(place, each) for each in one.body_spans)
        header = span(place, one.header_span)
        return replace(
            one,
            id=name(one.id),
            document_id=name(place),
            span=Span(header.start, spans[-1].end),
            header_span=header,
            body_spans=spans,
            thread_id=None,
            parent_id=None,
        )

    def finding(one: Finding) -> Finding:
        places = tuple(
            Place(document_id=name(p.document_id), span=span(p.document_id, p.span), text=p.text, page=p.page)
            for p in one.places
        )
        return replace(one, id=name(one.id), places=places)

    def part(one: DocumentRecords) -> DocumentRecords:
        document = Document(
            id=name(one.document.id), source=one.document.source, kind=one.document.kind, text=texts[one.document.id][1]
        )
        return DocumentRecords(
            document=document,
            inbox=InboxRecords(messages=tuple(map(message, one.inbox.messages))),
            mentions=MentionRecords(quotes=tuple(map(quote, one.mentions.quotes))),
        )

    people = tuple(replace(person, id=name(person.id)) for person in case.links.people)
    return CaseRecords(
        parts=tuple(map(part, case.parts)), links=LinkRecords(people=people), findings=tuple(map(finding, case.findings))
    )


def everything(case: Path) -> None:
    """One decision of each kind."""
    decide(case, "ann", "right_speaker", "q-2", "Kim Bell")
    decide(case, "ann", "not_a_quotation", "q-1")
    decide(case, "ann", "same_person", "z-2", "z-1")
    decide(case, "ann", "split_here", "m-1", str(MAIL_TEXT.index("We closed")))
    decide(case, "ann", "dismiss", "n-2")
    decide(case, "ann", "mask", "Lou Marsh", "Lou Marsh")


def in_effect(case: Path) -> tuple[object, ...]:
    """What the decisions change, without the ids."""
    messages = [(row["subject"], row["body"]) for row in export_rows(case, "messages")]
    quotes = [(row["text"], row["speaker"]) for row in export_rows(case, "quotes")]
    people = [(row["name"], row["aliases"]) for row in export_rows(case, "people")]
    findings = [(row["code"], row["dismissed"]) for row in export_rows(case, "findings")]
    return messages, quotes, people, findings


def test_a_new_version_of_the_release_keeps_every_decision(pair: tuple[Path, Path]) -> None:
    """Pages are added in front, every id is another one: each decision finds its row; a third version from the first too."""
    case, _ = pair
    everything(case)
    before = in_effect(case)
    write_file(moved(make_case(), lambda text: f"COVER SHEET\n\nPage 1 of 9\n{text}"), case)
    assert list_lost(case) == ()
    assert in_effect(case) == before
    write_file(moved(make_case(), lambda text: f"{text}\nAPPENDIX\n", "v3"), case)
    assert list_lost(case) == ()
    assert in_effect(case) == before
    write_file(make_case(), case)
    assert in_effect(case) == before
    assert all(one.target_id.count("-") == 1 or one.decision == "mask" for one in read_judgements(case))


def test_what_has_changed_is_listed_and_does_nothing(pair: tuple[Path, Path]) -> None:
    """Where the words themselves are others, or the neighbours on both sides, the decision waits for a person."""
    case, _ = pair
    everything(case)
    write_file(moved(replace(make_case(), parts=make_case().parts[:1], findings=()), lambda text: text), case)
    lost = [(one.decision, anchors[0].text) for one, anchors in list_lost(case)]
    assert lost == [
        ("right_speaker", "We closed all trails,"),
        ("not_a_quotation", "We closed 12 of 40 trails,"),
        ("dismiss", "We closed 12 of 40 trails,"),
    ]
    assert list(export_rows(case, "quotes")) == []


def test_the_same_words_twice_are_not_guessed(tmp_path: Path) -> None:
    """Two rows with the same words and neighbours: the decision is listed, unless the path tells which one is meant."""
    story = make_case().parts[1]
    case = write_file(CaseRecords(parts=(story,)), tmp_path / "case.onrecord")
    decide(case, "ann", "not_a_quotation", "q-2")
    one, other = moved(CaseRecords(parts=(story,)), str).parts[0], moved(CaseRecords(parts=(story,)), str, "v3").parts[0]
    elsewhere = replace(other.document.source, path="coverage/copy.txt")
    named = replace(other, document=replace(other.document, source=elsewhere))
    write_file(CaseRecords(parts=(one, named)), case)
    assert list_lost(case) == ()
    assert {row["source"] for row in export_rows(case, "quotes")} == {"coverage/copy.txt"}
    write_file(CaseRecords(parts=(one, other)), case)
    assert len(list_lost(case)) == 1
    assert len(list(export_rows(case, "quotes"))) == 2


def test_a_colleague_with_another_version_of_the_release(pair: tuple[Path, Path]) -> None:
    """Decisions made on the first version are taken into a case of the second, each on its row."""
    ann, bob = pair
    everything(ann)
    write_file(moved(make_case(), lambda text: f"COVER SHEET\n{text}"), bob)
    summary = take_in(bob, ann)
    assert (summary.n_added, summary.lost, summary.conflicts) == (6, (), ())
    assert in_effect(bob) == in_effect(ann)


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("right_speaker"), st.sampled_from(["q-1", "q-2"]), st.sampled_from(["Kim Bell", "Lou Marsh"])),
        st.tuples(st.just("not_a_quotation"), st.sampled_from(["q-1", "q-2"]), st.none()),
        st.tuples(st.just("dismiss"), st.sampled_from(["n-1", "n-2"]), st.none()),
        st.tuples(st.just("same_person"), st.just("z-2"), st.just("z-1")),
        st.tuples(st.just("undo"), st.integers(0, 3), st.none()),
    ),
    max_size=5,
)


def act(case: Path, who: str, acts: list[tuple[str, object, str | None]]) -> None:
    """A person's decisions one after another; an undo takes back the n-th that stands."""
    for decision, target, value in acts:
        if decision == "undo":
            standing = [one for one in not_taken_back(read_judgements(case)) if one.decision != "undo"]
            if standing:
                chosen = standing[target % len(standing)]  # type: ignore[operator]
                undo_judgement(case, chosen.id, who=who, at=AT)
        else:
            decide(case, who, decision, str(target), value)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anns=ACTS, bobs=ACTS)
def test_joining_is_the_same_from_both_sides(
    tmp_path_factory: pytest.TempPathFactory,
    anns: list[tuple[str, object, str | None]],
    bobs: list[tuple[str, object, str | None]],
) -> None:
    """Whoever takes in whose file: the same conflicts, the same effect, nothing lost, and a rebuild changes nothing."""
    folder = tmp_path_factory.mktemp("join")
    ann, bob = write_file(make_case(), folder / "ann.onrecord"), write_file(make_case(), folder / "bob.onrecord")
    act(ann, "ann", anns)
    act(bob, "bob", bobs)
    from_ann, from_bob = file_of(ann), file_of(bob)
    import_judgements(ann, from_bob, at=LATER)
    import_judgements(bob, from_ann, at=LATER)

    def sides(case: Path) -> set[frozenset[tuple[str, str | None, str]]]:
        conflicts = find_conflicts(read_judgements(case))
        return {frozenset((one.decision, one.value, one.who) for one in conflict.sides) for conflict in conflicts}

    assert sides(ann) == sides(bob)
    assert overlay_of(read_judgements(ann)) == overlay_of(read_judgements(bob))
    assert len(read_judgements(ann)) == len(read_judgements(bob))
    lines = [json.loads(line) for line in (from_ann + from_bob).splitlines()]
    assert {one.id for one in read_judgements(ann)} == {line["id"] for line in lines if "id" in line}
    before = read_judgements(ann)
    write_file(make_case(), ann)
    assert read_judgements(ann) == before


def test_two_people_on_the_command_line(pair: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One exports, the other imports; the conflict is printed with both names, and `conflicts` prints it again."""
    ann, bob = pair
    decide(ann, "ann", "right_speaker", "q-1", "Kim Bell")
    decide(bob, "bob", "right_speaker", "q-1", "Lou Marsh")
    decide(bob, "bob", "dismiss", "n-1")
    file = tmp_path / "bob.jsonl"
    assert main(["judge", str(bob), "export", "-o", str(file)]) == 0
    assert main(["judge", str(ann), "import", str(file)]) == 0
    told = capfd.readouterr().out
    assert told.startswith("2 decisions added, 0 known before\ndecided in two ways")
    assert "ann: seen" in told
    assert "bob: seen" in told
    write_file(CaseRecords(), ann)
    assert main(["judge", str(ann), "conflicts"]) == 0
    told = capfd.readouterr().out
    assert "(its row has no certain place in this build)" in told
    assert "“We closed 12 of 40 trails,”" in told
    assert main(["judge", str(ann), "list"]) == 0
    assert "(contested)" in capfd.readouterr().out
    assert main(["judge", str(ann), "import", str(tmp_path / "none.jsonl")]) == 2
