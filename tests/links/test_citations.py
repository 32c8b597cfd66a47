"""Who leans on whom."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.links.citation_rules import find_leads
from onrecord.links.citations import link_citations
from onrecord.links.stories import link_stories
from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Place, Reuse, Story
from onrecord.model.mentions import MentionRecords, Passage, PassageKind
from onrecord.spans import Span


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


LEADS = [
    Case(
        "published by", "e-mails published earlier this month by The Relay show", ("published earlier this month by The Relay",)
    ),
    Case("an outlet reported", "On March 3, Hill News reported that", ("Hill News reported",)),
    Case("part of an investigation", "As part on a Relay investigation into it", ("As part on a Relay investigation",)),
    Case("reference back", "The report notes that", ("The report notes",)),
    Case("according to a work", "According to the e-mails, it", ("According to the e-mails",)),
    Case(
        "according to an agency's work", "According to figures released by BLC, it", ("According to figures released by BLC",)
    ),
    Case("a possessive", "According to the agency’s own records, it", ("According to the agency’s own records",)),
    Case("the work of a body", "according to the Hill Politics survey, it", ("according to the Hill Politics survey",)),
    Case(
        "obtained under the records law",
        "Students at Hill College obtained the e-mails through a Freedom of Information Act request.",
        ("Students at Hill College obtained the e-mails through a Freedom of Information Act request",),
    ),
    Case("a statement", "BLC enforcement officers announced nine arrests", ("BLC enforcement officers announced",)),
    Case("an opener is not the source", "While BLC officials have publicly stated it", ("BLC officials have publicly stated",)),
    Case("a post", "Jane Roe tweeted on June 21st that", ("Jane Roe tweeted on June 21st",)),
    Case("its own work", "As we have pointed out before on this blog, it", ("As we have pointed out before on this blog",)),
    Case("no lean", "The clerk reported to work and told nobody.", ()),
]


@pytest.mark.parametrize("case", LEADS, ids=lambda case: case.name)
def test_leads(case: Case) -> None:
    """A lean on a source is found from its first word to its last."""
    assert tuple(lead.span.of(case.text) for lead in find_leads(case.text, Span(0, len(case.text)))) == case.expected


def part(name: str, text: str, publisher: str | None = None) -> DocumentRecords:
    source = Source(
        path=name, sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE, publisher=publisher
    )
    passages = []
    at = 0
    for line in text.split("\n"):
        kind = PassageKind.LINK_LINE if line.startswith("You can read") else PassageKind.REPORTING
        span = Span(at, at + len(line))
        rule = "passage.link_sentence" if kind is PassageKind.LINK_LINE else "passage.reporting"
        passages.append(Passage(id=f"{name}{at}", document_id=name, span=span, text=line, found_by=rule, kind=kind))
        at += len(line) + 1
    document = Document(id=name, source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(passages=tuple(passages)))


OUTLET = part(
    "a", "Hill News reported nine arrests. The report notes that none was charged.\nYou can read the whole report here."
)
ORIGIN = part("o", "We counted nine arrests in the files that the county gave us after a long wait.", publisher="Hill News")
SILENT = part("s", "Officers made nine arrests in a single night and the county board said nothing about it for weeks.")


def test_references_are_resolved() -> None:
    """ "The report" and "here" lean on the outlet named last, and on its document where the case holds it."""
    found = link_citations((OUTLET, ORIGIN), (), ())
    assert [(c.place.text, c.cited, c.cited_id, c.credit) for c in found] == [
        ("Hill News reported", "Hill News", "o", "named"),
        ("The report notes", "Hill News", "o", "named"),
        ("You can read the whole report here.", "Hill News", "o", "linked"),
    ]


def test_shared_words_without_credit() -> None:
    """A retelling that shares a long stretch with a crediting one and names no outlet leans uncredited; the origin does not."""
    text = SILENT.document.text
    place = Place(document_id="s", span=Span(0, len(text)), text=text)
    other = Place(document_id="a", span=Span(0, 20), text=OUTLET.document.text[:20])
    stories = (Story(id="s-1", document_ids=("a", "o", "s"), label=""),)
    found = link_citations((OUTLET, ORIGIN, SILENT), stories, (Reuse(id="r", a=place, b=other, coverage=1),))  # type: ignore[arg-type]
    assert [(c.citing_id, c.cited) for c in found if c.credit == "uncredited"] == [("s", "Hill News")]
    assert not [c for c in link_citations((OUTLET, ORIGIN, SILENT), stories, ()) if c.credit == "uncredited"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["according to", "the report", "The Relay", "reported", "by", "tweeted", "BLC officials", "stated", ",", "."]
        ),
        max_size=15,
    )
)
def test_leads_of_any_text(parts: list[str]) -> None:
    """Leads of any text lie inside it, in order, without overlap."""
    text = " ".join(parts)
    leads = list(find_leads(text, Span(0, len(text))))
    assert all(a.span.end <= b.span.start for a, b in pairwise(leads))
    assert all(lead.span.end <= len(text) for lead in leads)


HOSTILE = ["A" * 20_000, "A-" * 10_000, "according to Aa " * 1_200, "Bureau of Land and " * 1_000, "told The " * 2_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_runs_end(text: str) -> None:
    """Endless words and names are read in time that grows with their length alone."""
    assert all(lead.span.end <= len(text) for lead in find_leads(text, Span(0, len(text))))


@pytest.mark.gold
def test_given_articles_lean_as_marked() -> None:
    """At least 18 of the 19 marked leans of the given articles are found, and the silent retelling is told from the others."""
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
    if not (shared / "gold" / "seeds_gold.json").exists():
        pytest.skip("the given articles are not here")
    gold = json.loads((shared / "gold" / "seeds_gold.json").read_text(encoding="utf-8"))
    parts = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = part(path.name, path.read_bytes().decode("utf-8")).document
        passages = find_passages(document)
        mentions = MentionRecords(passages=passages, people=find_people(document, passages))
        parts.append(DocumentRecords(document=document, mentions=mentions))
    stories = link_stories(tuple(parts))
    found = link_citations(tuple(parts), stories, ())
    met = [
        row
        for row in gold["citations"]
        if any(c.citing_id == row["file"] and c.place.span.overlaps(Span(row["start"], row["end"])) for c in found)
    ]
    assert len(met) >= 18
    assert len([c for c in found if c.credit == "uncredited"]) == 1
