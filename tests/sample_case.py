"""The invented case that the tests of case file and command line build: a parks office, its mail and two articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from onrecord.casefile.writer import open_for_build, write_case
from onrecord.intervals import DateInterval, InstantInterval, ValueInterval
from onrecord.model import links
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Box, Document, Page, Pile, Problem, Source, Table, TableColumn
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Edit, LinkRecords, Place, Verdict
from onrecord.model.mentions import (
    DateMention,
    Figure,
    MentionRecords,
    Passage,
    PassageKind,
    PersonMention,
    Quote,
    QuoteKind,
    RoleMention,
)
from onrecord.model.messages import InboxRecords, Message, Redaction, Stamp, Tasking, WordBalance
from onrecord.model.packs import OfficeCode, Pack
from onrecord.spans import Span

VERSION = "0.0-test"
AT = "2024-05-01T12:00:00+00:00"
DAY = date(2024, 3, 5)

MAIL_TEXT = (
    "From: Ortega, Dana\nSent: Tuesday, March 5, 2024 9:14 AM\nTo: Bell, Kim; Róka, Pál\nCc: Lindqvist, Åsa\n"
    "Subject: Lake permits\n\nPlease send the permit list by Friday. We closed 12 of 40 trails, not more. (b)(6)\n"
    "\fFrom: Bell, Kim\nSent: Tuesday, March 5, 2024 4:40 PM\nTo: Ortega, Dana\nSubject: RE: Lake permits\n\n"
    "The list is attached. \U0001f332 I was told to hurry.\nKEEPER 000002\n"
)
STORY_TEXT = (
    "County closes trails\n\nBy A. Writer\n\nThe county closed 12 of its 40 trails on Tuesday, Dana Ortega, then parks "
    "director, wrote. “We closed 12 of 40 trails,” she wrote on March 5. Officials said 35 percent were shut.\n"
)
RETOLD_TEXT = "The parks office shut many trails, the Lake Courier reported. “We closed all trails,” an official said.\n"


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _source(path: str, text: str, pile: Pile, kind: str, **more: object) -> Source:
    digest = f"{sum(text.encode()) % 16**8:064x}"
    source = Source(path=path, sha256=digest, n_bytes=len(text.encode()), media_type=kind, pile=pile)
    return replace(source, **more)  # type: ignore[arg-type]


def _mail() -> DocumentRecords:
    text, cut = MAIL_TEXT, MAIL_TEXT.index("\f")
    pages = (Page(number=1, span=Span(0, cut)), Page(number=2, span=Span(cut + 1, len(text))))
    document = Document(
        id="d-mail",
        source=_source("records/mail.pdf", text, Pile.RECORDS, "application/pdf"),
        kind="pdf",
        text=text,
        pages=pages,
    )
    first_body = _span(text, "Please send the permit list by Friday. We closed 12 of 40 trails, not more. (b)(6)")
    second_body = _span(text, "The list is attached. \U0001f332 I was told to hurry.")
    at = datetime(2024, 3, 5, 9, 14)
    first = Message(
        id="m-1",
        document_id="d-mail",
        span=Span(0, first_body.end),
        header_span=Span(0, _span(text, "Subject: Lake permits").end),
        body_spans=(first_body,),
        header_text=text[: _span(text, "Subject: Lake permits").end],
        body=first_body.of(text),
        page_first=1,
        page_last=1,
        sender="Ortega, Dana",
        sender_address="d.ortega@parks.example",
        to=("Bell, Kim", "Róka, Pál"),
        cc=("Lindqvist, Åsa",),
        bcc=("Secret; Reader",),
        sent=InstantInterval(at, at),
        sent_text="Tuesday, March 5, 2024 9:14 AM",
        subject="Lake permits",
        thread_id="h-1",
        message_id="<1@parks.example>",
        attachments=("list.xlsx",),
        found_by="outlook",
    )
    later = datetime(2024, 3, 5, 16, 40)
    header = Span(cut + 1, _span(text, "RE: Lake permits").end)
    second = Message(
        id="m-2",
        document_id="d-mail",
        span=Span(cut + 1, second_body.end),
        header_span=header,
        body_spans=(second_body,),
        header_text=header.of(text),
        body=second_body.of(text),
        page_first=2,
        page_last=2,
        bates_first="KEEPER 000002",
        bates_last="KEEPER 000002",
        sender="Bell, Kim",
        to=("Ortega, Dana",),
        sent=InstantInterval(later, later),
        sent_text="Tuesday, March 5, 2024 4:40 PM",
        subject="RE: Lake permits",
        parent_id="m-1",
        parent_basis="subject",
        thread_id="h-1",
        confidence=0.9,
        found_by="outlook",
    )
    code = _span(text, "(b)(6)")
    task = _span(text, "Please send the permit list by Friday")
    due = datetime(2024, 3, 8)
    return DocumentRecords(
        document=document,
        inbox=InboxRecords(
            messages=(first, second),
            redactions=(
                Redaction(
                    id="r-1",
                    document_id="d-mail",
                    page=1,
                    kind="inline",
                    codes=("(b)(6)",),
                    span=code,
                    message_id="m-1",
                    found_by="code",
                ),
                Redaction(
                    id="r-2",
                    document_id="d-mail",
                    page=2,
                    kind="box",
                    box=Box(10.0, 20.5, 30.0, 40.0),
                    code_missing=True,
                    found_by="fill",
                ),
            ),
            stamps=(
                Stamp(id="s-1", document_id="d-mail", page=2, text="KEEPER 000002", kind="bates", prefix="KEEPER ", number=2),
            ),
            taskings=(
                Tasking(
                    id="t-1",
                    document_id="d-mail",
                    message_id="m-1",
                    span=task,
                    text=task.of(text),
                    page=1,
                    sender="Ortega, Dana",
                    to=("Bell, Kim",),
                    deliverable="the permit list",
                    due=InstantInterval(due, due),
                    due_text="by Friday",
                    status="answered",
                    evidence=("m-2",),
                    found_by="imperative",
                ),
            ),
            balances=(
                WordBalance(
                    document_id="d-mail",
                    page=1,
                    n_words=30,
                    n_message=29,
                    n_stamp=0,
                    n_redaction=1,
                    n_attachment=0,
                    n_unassigned=0,
                ),
            ),
        ),
        problems=(Problem(source="records/mail.pdf", page=2, reason="weak_text", detail="The text of page 2 is uncertain."),),
    )


def _story() -> DocumentRecords:
    text = STORY_TEXT
    source = _source(
        "coverage/story.txt",
        text,
        Pile.COVERAGE,
        "text/plain",
        title="County closes trails",
        publisher="Lake Courier",
        published=DateInterval.on(date(2024, 3, 7)),
        published_basis="sidecar",
    )
    document = Document(id="d-story", source=source, kind="text", text=text, title="County closes trails")
    kinds = (
        ("County closes trails", PassageKind.TITLE),
        ("By A. Writer", PassageKind.BYLINE),
        (text[36:-1], PassageKind.REPORTING),
    )
    passages = tuple(
        Passage(id=f"p-{at}", document_id="d-story", span=_span(text, words), text=words, found_by="shape", kind=kind)
        for at, (words, kind) in enumerate(kinds)
    )
    words = _span(text, "We closed 12 of 40 trails,")
    quote = Quote(
        id="q-1",
        document_id="d-story",
        span=words,
        text=words.of(text),
        found_by="marks",
        kind=QuoteKind.DIRECT,
        parts=(words,),
        marks=Span(words.start - 1, words.end + 1),
        open_mark="“",
        close_mark="”",
        speaker="Dana Ortega",
        speaker_text="she",
        speaker_span=_span(text, "she"),
        cue="wrote",
        cue_span=Span(text.index("she") + 4, text.index("she") + 9),
        rule="Q-S-V",
    )
    share, count = _span(text, "35 percent"), _span(text, "12 of its 40")
    day, then = _span(text, "Tuesday"), _span(text, "then parks director")
    return DocumentRecords(
        document=document,
        mentions=MentionRecords(
            passages=passages,
            quotes=(quote,),
            figures=(
                Figure(
                    id="f-1",
                    document_id="d-story",
                    span=count,
                    text=count.of(text),
                    found_by="x_of_y",
                    kind="ratio",
                    stated=Fraction(12, 40),
                    value=ValueInterval.exactly(Fraction(12, 40)),
                    approx="exact",
                    unit="trails",
                ),
                Figure(
                    id="f-2",
                    document_id="d-story",
                    span=share,
                    text=share.of(text),
                    found_by="percent",
                    kind="share",
                    stated=Fraction(35),
                    value=ValueInterval(Fraction(69, 2), Fraction(36), high_open=True),
                    approx="exact",
                    unit="percent",
                    asserted_by="officials",
                    period=DateInterval.on(DAY),
                ),
            ),
            dates=(
                DateMention(
                    id="w-1",
                    document_id="d-story",
                    span=day,
                    text="Tuesday",
                    found_by="weekday",
                    kind="relative",
                    granularity="day",
                    value=DateInterval.on(DAY),
                    anchor="published 2024-03-07",
                    rule="latest_weekday",
                ),
                DateMention(
                    id="w-2",
                    document_id="d-story",
                    span=then,
                    text=then.of(text),
                    found_by="then",
                    kind="duration",
                    granularity="week",
                    duration=ValueInterval.exactly(2),
                    rule="count",
                    unresolved_reason="no anchor",
                ),
            ),
            people=(
                PersonMention(
                    id="x-1",
                    document_id="d-story",
                    span=_span(text, "Dana Ortega"),
                    text="Dana Ortega",
                    found_by="name",
                    kind="person",
                    name="Dana Ortega",
                ),
            ),
            roles=(
                RoleMention(
                    id="y-1",
                    document_id="d-story",
                    span=then,
                    text=then.of(text),
                    found_by="appositive",
                    person="Dana Ortega",
                    title="parks director",
                    modifier="then",
                ),
            ),
        ),
    )


def _retold() -> DocumentRecords:
    text = RETOLD_TEXT
    document = Document(
        id="d-retold", source=_source("coverage/retold.txt", text, Pile.COVERAGE, "text/plain"), kind="text", text=text
    )
    words = _span(text, "We closed all trails,")
    quote = Quote(
        id="q-2",
        document_id="d-retold",
        span=words,
        text=words.of(text),
        found_by="marks",
        kind=QuoteKind.DIRECT,
        parts=(words,),
        candidates=("Dana Ortega",),
    )
    return DocumentRecords(document=document, mentions=MentionRecords(quotes=(quote,)))


def _table() -> DocumentRecords:
    text = "trail,closed\nNorth,yes\n"
    document = Document(id="d-table", source=_source("data/trails.csv", text, Pile.DATA, "text/csv"), kind="table", text=text)
    column = TableColumn(name="trail", dtype="String", n_filled=40, n_values=40, role="place", examples=("North",))
    table = Table(id="b-1", document_id="d-table", name="trails", header_row=0, n_rows=40, columns=(column,))
    return DocumentRecords(document=document, tables=(table,))


def _place(document_id: str, text: str, words: str, page: int | None = None) -> Place:
    return Place(document_id=document_id, span=_span(text, words), text=words, page=page)


def make_case() -> CaseRecords:
    """The case, the same at every call."""
    record = _place("d-mail", MAIL_TEXT, "We closed 12 of 40 trails, not more.", 1)
    printed = _place("d-story", STORY_TEXT, "We closed 12 of 40 trails,")
    altered = _place("d-retold", RETOLD_TEXT, "We closed all trails,")
    share = _place("d-story", STORY_TEXT, "35 percent")
    credited = _place("d-retold", RETOLD_TEXT, "the Lake Courier reported")
    found = links.Trace(
        id="c-1",
        quote_id="q-1",
        verdict=Verdict.TRUNCATED_CHECK,
        place=record,
        message_id="m-1",
        record_speaker="Ortega, Dana",
        edits=(Edit(kind="omission", quote="", record="not more", marked=False),),
        omitted="not more",
        trigger="not",
        score=0.92,
    )
    lost = links.Trace(
        id="c-2",
        quote_id="q-2",
        verdict=Verdict.NOT_FOUND,
        coverage=links.Coverage(n_messages=2, n_pages=2, n_unreadable_pages=0, n_withheld_pages=0, n_documents=1),
    )
    return CaseRecords(
        parts=(_mail(), _retold(), _story(), _table()),
        links=LinkRecords(
            traces=(found, lost),
            variants=(
                links.VariantGroup(
                    id="v-1", quote_ids=("q-1", "q-2"), reference_id="q-1", relations=(("q-2", Verdict.ALTERED_MATERIAL),)
                ),
            ),
            stories=(links.Story(id="o-1", document_ids=("d-retold", "d-story"), label="trails closed"),),
            citations=(
                links.Citation(
                    id="k-1", citing_id="d-retold", place=credited, cited="Lake Courier", cited_id="d-story", credit="named"
                ),
            ),
            reuse=(links.Reuse(id="u-1", a=altered, b=printed, coverage=Fraction(2, 3)),),
            people=(
                links.Person(
                    id="z-1",
                    kind="person",
                    name="Dana Ortega",
                    aliases=("Ortega, Dana",),
                    addresses=("d.ortega@parks.example",),
                    roles=(
                        links.Role(
                            title="parks director", valid=DateInterval(date(2020, 1, 1), date(2024, 6, 30)), source="pack"
                        ),
                        links.Role(title="ranger", valid=None, source="text"),
                    ),
                ),
                links.Person(id="z-2", kind="person", name="D. Ortega"),
            ),
            proposals=(
                links.MergeProposal(
                    id="mp-1",
                    person_id="z-1",
                    other_id="z-2",
                    reason="both stand beside the address d.ortega@parks.example",
                    evidence=(credited,),
                ),
            ),
            events=(links.Event(id="e-1", label="trails closed", value=DateInterval.on(DAY), evidence=("w-1",)),),
        ),
        findings=(
            Finding(
                id="n-1",
                code="F202",
                severity=Severity.ERROR,
                title="A share that its parts do not give",
                message="12 of 40 is 30 percent; the article says 35 percent.",
                outcome=Outcome.FAILS,
                places=(share, _place("d-story", STORY_TEXT, "12 of its 40")),
                working="12 / 40 = 30 %, printed 35 %",
                tolerance="rounding to whole percent",
            ),
            Finding(
                id="n-2",
                code="Q103",
                severity=Severity.WARNING,
                title="Words cut that govern what is left",
                message="The record goes on: “not more”.",
                outcome=Outcome.CANNOT_TELL,
                places=(printed, record),
            ),
            Finding(
                id="n-3",
                code="C801",
                severity=Severity.NOTE,
                title="Text that is no reporting",
                message="Two passages are no reporting.",
                outcome=Outcome.HOLDS,
                places=(_place("d-story", STORY_TEXT, "By A. Writer"),),
            ),
        ),
        problems=(Problem(source="records/locked.pdf", reason="encrypted_pdf", detail="A password is needed.", fatal=True),),
        pack=Pack(names=("us-foia",), codes=(OfficeCode(code="S1", meaning="the Secretary", source="a list"),)),
    )


def make_bulk(n_messages: int, n_documents: int) -> CaseRecords:
    """A case of many short messages in many documents."""
    per_document = -(-n_messages // n_documents)
    parts = []
    for number in range(n_documents):
        lines, messages = [], []
        at = 0
        for index in range(per_document):
            header, body = f"From: Person {index % 97}\nSubject: Matter {index}\n", f"Words of message {number} {index}.\n"
            lines += [header, body]
            span = Span(at, at + len(header) + len(body))
            messages.append(
                Message(
                    id=f"m-{number}-{index}",
                    document_id=f"d-{number:06}",
                    span=span,
                    header_span=Span(at, at + len(header)),
                    body_spans=(Span(at + len(header), span.end),),
                    header_text=header,
                    body=body,
                    sender=f"Person {index % 97}",
                    subject=f"Matter {index}",
                    to=("Somebody",),
                    found_by="test",
                )
            )
            at = span.end
        text = "".join(lines)
        source = _source(f"records/{number:06}.txt", text, Pile.RECORDS, "text/plain")
        document = Document(id=f"d-{number:06}", source=source, kind="text", text=text)
        parts.append(DocumentRecords(document=document, inbox=InboxRecords(messages=tuple(messages))))
    return CaseRecords(parts=tuple(parts))


def write_file(case: CaseRecords, path: Path, at: str = AT) -> Path:
    """Write a case into a case file and give its path."""
    with open_for_build(path, VERSION) as writer:
        write_case(writer, case, at=at)
    return path
