"""Dates of a document: only reporting, never a guess inside quotations, narrative anchors, mails, and the invariants."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intervals import DateInterval, InstantInterval
from onrecord.mentions.dates import find_dates
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import DateMention, Passage, PassageKind, Quote, QuoteKind
from onrecord.model.messages import Message
from onrecord.spans import Span

PUBLISHED = DateInterval.on(date(2011, 6, 20))  # a Monday
YEAR = DateInterval(date(2011, 1, 1), date(2011, 12, 31))


def document_of(text: str, published: DateInterval | None = PUBLISHED) -> Document:
    source = Source(
        path="a.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE, published=published
    )
    return Document(id="d-1", source=source, kind="text", text=text)


def passage_of(document: Document, words: str, kind: PassageKind) -> Passage:
    start = document.text.index(words)
    return Passage(
        id=f"p-{start}", document_id=document.id, span=Span(start, start + len(words)), text=words, found_by="t", kind=kind
    )


def quote_of(document: Document, words: str) -> Quote:
    start = document.text.index(words)
    span = Span(start, start + len(words))
    marks = Span(start - 1, span.end + 1)
    return Quote(
        id="q-1",
        document_id=document.id,
        span=span,
        text=words,
        found_by="t",
        kind=QuoteKind.DIRECT,
        parts=(span,),
        marks=marks,
    )


def shown(mention: DateMention) -> tuple[str, str, str]:
    value = mention.value
    days = (
        "" if value is None else f"{value.earliest}" if value.earliest == value.latest else f"{value.earliest}/{value.latest}"
    )
    return (mention.text, mention.kind, days)


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, str, str], ...]
    published: DateInterval | None = PUBLISHED


CASES = (
    Case(
        "following_day_counts_from_the_story",
        "On June 2, the agency wrote. The following day, it called.",
        (("June 2", "partial", "2011-06-02"), ("The following day", "anchored", "2011-06-03")),
    ),
    Case(
        "apposed_following_day_is_the_same_day",
        "A day earlier was June 2. On June 4, the following day, he wrote.",
        (("A day earlier", "anchored", ""), ("June 2", "partial", "2011-06-02"), ("June 4", "partial", "2011-06-04"),
         ("the following day", "anchored", "2011-06-04")),
    ),
    Case(
        "day_after_a_named_event",
        "The first memo went out on June 2. The mayor left in May. A day after the first memo, a clerk answered.",
        (("June 2", "partial", "2011-06-02"), ("May", "partial", "2011-05-01/2011-05-31"),
         ("A day after", "anchored", "2011-06-03")),
    ),
    Case(
        "day_after_an_event_that_is_not_dated",
        "The council met on June 2. A day after the first memo, a clerk answered.",
        (("June 2", "partial", "2011-06-02"), ("A day after", "anchored", "")),
    ),
    Case(
        "length_from_a_day",
        "On June 10, she said that she would delay the vote for two weeks.",
        (("June 10", "partial", "2011-06-10"), ("two weeks", "duration", "2011-06-10/2011-06-24")),
    ),
    Case(
        "length_without_a_day",
        "It took two weeks.",
        (("two weeks", "duration", ""),),
    ),
    Case(
        "state_words",
        "then-Secretary Ada Quill and former mayor Tom Birch",
        (("then-", "state", ""), ("former", "state", "")),
    ),
    Case(
        "numeric_dates_show_their_order",
        "Sent 06/10/2011, answered 25/10/2011.",
        (("06/10/2011", "absolute", "2011-10-06"), ("25/10/2011", "absolute", "2011-10-25")),
    ),
    Case("set", "They met every Tuesday.", (("every Tuesday", "set", ""),)),
    Case(
        "no_document_date",
        "They met on Friday and last week.",
        (("Friday", "relative", ""), ("last week", "relative", "")),
        None,
    ),
    Case(
        "year_of_the_text_itself",
        "The plan was made in May 2009. On May 12, it was signed.",
        (("May 2009", "absolute", "2009-05-01/2009-05-31"), ("May 12", "partial", "2009-05-12")),
        None,
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_dates_what_is_told(case: Case) -> None:
    """Each expression has its kind and the days that the story gives it."""
    assert tuple(shown(m) for m in find_dates(document_of(case.text, case.published))) == case.expected


def test_only_reporting_feeds_the_ledger() -> None:
    """What stands in a title, a caption or a link line is no date of the document."""
    document = document_of("Raids Last Week\n\nThey came on Friday.")
    passages = [
        passage_of(document, "Raids Last Week", PassageKind.TITLE),
        passage_of(document, "They came on Friday.", PassageKind.REPORTING),
    ]
    assert [m.text for m in find_dates(document, passages)] == ["Friday"]


def test_never_guesses_inside_a_quotation() -> None:
    """A relative expression inside marks stays open with a reason, an absolute one does not need an anchor."""
    document = document_of('He wrote: "We were asked this morning about May 3, 2011 and for two days."')
    quote = quote_of(document, "We were asked this morning about May 3, 2011 and for two days.")
    morning, day, length = find_dates(document, quotes=[quote])
    assert (morning.kind, morning.value) == ("in_quote", None)
    assert morning.unresolved_reason == "inside a quotation whose own date is not known"
    assert day.value == DateInterval.on(date(2011, 5, 3))
    assert length.kind == "duration"


def test_anchors_a_quoted_mail_on_its_own_date() -> None:
    """Where the quoted mail is known, its words are counted from the day it was sent."""
    document = document_of('He wrote: "We were asked this morning."')
    quote = quote_of(document, "We were asked this morning.")
    sent = DateInterval.on(date(2011, 2, 11))
    (morning,) = find_dates(document, quotes=[quote], quote_dates={quote.id: sent})
    assert (morning.kind, morning.value, morning.anchor) == ("in_quote", sent, "quoted mail")


def test_attribution_may_name_the_day_of_the_words() -> None:
    """A day beside the cue verb is the day of the quoted words; the attribution between two parts is no quotation."""
    document = document_of('"We leave tomorrow," she said Friday, "and come back next week."')
    text = document.text
    parts = (Span(1, text.index('," she')), Span(text.index("and come"), len(text) - 1))
    cue = Span(text.index("said"), text.index("said") + 4)
    whole = Span(1, len(text) - 1)
    quote = Quote(
        id="q-1", document_id="d-1", span=whole, text=whole.of(text), found_by="t", kind=QuoteKind.DIRECT, parts=parts,
        marks=Span(0, len(text)), cue_span=cue,
    )  # fmt: skip
    assert [shown(m) for m in find_dates(document, quotes=[quote])] == [
        ("tomorrow", "in_quote", "2011-06-18"),
        ("Friday", "relative", "2011-06-17"),
        ("next week", "in_quote", "2011-06-20/2011-06-26"),
    ]


def test_counts_from_the_mail_that_holds_the_words() -> None:
    """In a record each mail's words are counted from its own sent time, and no story goes from one mail into the next."""
    text = "Meet me tomorrow.\nCome today. The following day is late."
    document = document_of(text, None)
    messages = [_message(0, 17, 3), _message(18, len(text), 8)]
    assert [shown(m)[2] for m in find_dates(document, messages=messages)] == ["2011-03-04", "2011-03-08", "2011-03-09"]


def _message(start: int, end: int, day: int) -> Message:
    at = datetime(2011, 3, day, 9, 30)
    return Message(
        id=f"m-{day}", document_id="d-1", span=Span(start, end), header_span=Span(start, start), body_spans=(Span(start, end),),
        header_text="", body="", sent=InstantInterval(at, at), found_by="t",
    )  # fmt: skip


def test_borrows_the_years_of_the_story() -> None:
    """A day without a year, in a document without a date, takes the year in which its story lies."""
    document = document_of("It was sent on February 10th.", None)
    assert [m.value for m in find_dates(document, context=YEAR)] == [DateInterval.on(date(2011, 2, 10))]
    assert [m.value for m in find_dates(document)] == [None]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["On", "May 5", "the day after", "Friday", "two years ago", "“", "”", ".", "\n\n", "x"]), max_size=30
    )
)
def test_mentions_are_the_words_they_point_at(words: list[str]) -> None:
    """Every mention's span holds its text, and every mention has a value, a length or a reason."""
    document = document_of(" ".join(words))
    for mention in find_dates(document):
        assert mention.span.of(document.text) == mention.text
        assert mention.value is not None or mention.duration is not None or mention.unresolved_reason


@pytest.mark.gold
def test_dates_of_news_texts(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the third of TimeBank and AQUAINT that is kept aside: span F1 at least 0.90 and value F1 at least 0.80."""
    zipfile.ZipFile(shared / "data" / "tbaq.zip").extractall(tmp_path)
    folder = next(path.parent for path in tmp_path.rglob("gold.jsonl"))
    for library in (shared / "eval", Path(__file__).resolve().parents[2] / "benchmarks"):
        monkeypatch.syspath_prepend(str(library))
    dates_quality, score_dates = import_module("dates_quality"), import_module("score_dates")
    names = [p.name for p in sorted((folder / "docs").glob("*.txt")) if _is_held(p.name)]
    documents = [dates_quality.read_document(folder / "docs" / name) for name in names]
    found = [dates_quality.as_row(m, d.source.path) for d in documents for m in find_dates(d) if m.kind != "state"]
    gold = [row for row in score_dates.load_jsonl(folder / "gold.jsonl") if row["source"] in set(names)]
    report = score_dates.score(gold, found, names=names)
    assert report["span relaxed"]["f1"] >= 0.90
    assert report["value F1 (TempEval-like)"]["f1"] >= 0.80


def _is_held(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0
