"""What the documents of a story lend each other: years, and the day of an event told in the same words."""

from __future__ import annotations

from datetime import date

from onrecord.intervals import DateInterval
from onrecord.links.story_dates import settle_story_dates, story_contexts
from onrecord.mentions.dates import find_dates
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Story
from onrecord.model.mentions import MentionRecords
from onrecord.model.packs import Pack


def part_of(name: str, text: str, context: DateInterval | None = None) -> DocumentRecords:
    source = Source(path=f"{name}.txt", sha256=name, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id=f"d-{name}", source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(dates=find_dates(document, context=context)))


STORY = (Story(id="s-1", document_ids=("d-a", "d-b"), label="memo"),)
YEAR = DateInterval(date(2011, 1, 1), date(2011, 12, 31))


def test_year_stated_by_one_document_serves_its_story() -> None:
    """The year that one document writes is the context of its siblings, and of no other document."""
    parts = [
        part_of("a", "The sweeps began in February 2011."),
        part_of("b", "On February 10th they came."),
        part_of("c", "Hm."),
    ]
    assert story_contexts(parts, STORY, Pack()) == {"d-a": YEAR, "d-b": YEAR}


def test_years_that_lie_apart_give_no_context() -> None:
    """Where the documents of a story name years that lie apart, none is lent."""
    parts = [part_of("a", "It began in February 2011."), part_of("b", "It ended in May 2016.")]
    assert story_contexts(parts, STORY, Pack()) == {}


def test_same_words_for_the_same_event_share_its_day() -> None:
    """ "A day after the first memo" is dated by the sibling that dates the memo, and names that mention as its anchor."""
    parts = [
        part_of("a", "The first memo went out on June 2. A day after the first memo, a clerk answered.", YEAR),
        part_of("b", "It says that a day after the first memo, somebody answered.", YEAR),
    ]
    given, lent = parts[0].mentions.dates[1], settle_story_dates(parts, STORY)[1].mentions.dates[0]
    assert (lent.value, lent.anchor, lent.unresolved_reason) == (DateInterval.on(date(2011, 6, 3)), given.id, None)


def test_other_words_or_siblings_that_disagree_lend_nothing() -> None:
    """Another event keeps its reason, and two siblings with different days settle nothing."""
    first = part_of("a", "The first memo went out on June 2. A day after the first memo, a clerk answered.", YEAR)
    other = part_of("b", "It says that a day after the last hearing, somebody answered.", YEAR)
    assert settle_story_dates([first, other], STORY)[1] == other
    against = part_of("c", "The first memo went out on June 7. A day after the first memo, a clerk answered.", YEAR)
    open_one = part_of("b", "It says that a day after the first memo, somebody answered.", YEAR)
    story = (Story(id="s-1", document_ids=("d-a", "d-b", "d-c"), label="memo"),)
    assert settle_story_dates([first, open_one, against], story)[1] == open_one
