"""What the documents of one story tell each other about time: the years of the story, and the days of shared events.

In: the parts of a case, the stories, and the packs. Out: for each document the years that its story states, and the parts with
the dates that only a sibling could give. A day passes from one document to another only for the same words ("a day after
the original email"), and only where all siblings that date it agree. Documents of one story that state no year get none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.intervals import DateInterval
from onrecord.model.case import DocumentRecords
from onrecord.model.links import Story
from onrecord.model.mentions import DateMention
from onrecord.model.packs import Pack
from onrecord.text.date_calendar import year_of
from onrecord.text.operations import told_years

EVENT_RULES = frozenset(("from_event", "day_event"))
EVENT_REACH, EVENT_WORDS = 60, 3  # characters and words after "a day after" that name the event
WORD_RE = re.compile(r"[^\W\d_]+")
MAX_STORY_YEARS = 2  # a story whose documents name more years than two gives none


def story_contexts(parts: Sequence[DocumentRecords], stories: Sequence[Story], pack: Pack) -> dict[str, DateInterval]:
    """For each document of a story: the years in which its documents, or a pack's fact that they tell, place the story."""
    by_id = {part.document.id: part for part in parts}
    contexts: dict[str, DateInterval] = {}
    grouped = {document_id for story in stories for document_id in story.document_ids}
    groups = [story.document_ids for story in stories] + [
        (part.document.id,) for part in parts if part.document.id not in grouped
    ]
    for group in groups:
        members = [by_id[document_id] for document_id in group if document_id in by_id]
        years = _stated_years(members) or _pack_years(members, pack)
        if years is not None:
            contexts.update((part.document.id, years) for part in members)
    return contexts


def settle_story_dates(parts: Sequence[DocumentRecords], stories: Sequence[Story]) -> list[DocumentRecords]:
    """The parts, with each unresolved anchored expression dated by a sibling that uses the same words and dates them."""
    settled = {part.document.id: part for part in parts}
    for story in stories:
        members = [settled[document_id] for document_id in story.document_ids if document_id in settled]
        told = _told(members)
        for part in members:
            dates = tuple(_settled(mention, told, part.document.text) for mention in part.mentions.dates)
            if dates != part.mentions.dates:
                settled[part.document.id] = replace(part, mentions=replace(part.mentions, dates=dates))
    return [settled[part.document.id] for part in parts]


def _stated_years(members: Iterable[DocumentRecords]) -> DateInterval | None:
    """The years that written dates of a story's documents and their own dates name, if they lie close together."""
    years: set[int] = set()
    for part in members:
        for mention in part.mentions.dates:
            if mention.kind == "absolute" and mention.granularity in ("day", "month") and mention.value is not None:
                years.add(mention.value.earliest.year)
        published = part.document.source.published
        if published is not None and published.earliest.year == published.latest.year:
            years.add(published.latest.year)
    if not years or max(years) - min(years) >= MAX_STORY_YEARS:
        return None
    return DateInterval(year_of(min(years)).earliest, year_of(max(years)).latest)


def _pack_years(members: Iterable[DocumentRecords], pack: Pack) -> DateInterval | None:
    """The years of the published facts that the story's documents tell, if they all tell the same."""
    counts = [(count.value, count.counted, (count.operation, count.place, count.by), count.period) for count in pack.counts]
    lists = [(listed.members, listed.as_of) for listed in pack.lists]
    found = [years for part in members if (years := told_years(part.document.text, counts, lists)) is not None]
    return found[0] if found and all(years == found[0] for years in found) else None


def _told(members: Iterable[DocumentRecords]) -> dict[str, DateMention]:
    """By its words, each anchored expression that the story's documents date, all to the same days."""
    told: dict[str, DateMention] = {}
    disputed: set[str] = set()
    for part in members:
        for mention in part.mentions.dates:
            if mention.kind == "anchored" and mention.value is not None and mention.rule in EVENT_RULES:
                key = _event_words(part.document.text, mention)
                if key in told and told[key].value != mention.value:
                    disputed.add(key)
                told.setdefault(key, mention)
    return {words: mention for words, mention in told.items() if words not in disputed}


def _settled(mention: DateMention, told: dict[str, DateMention], text: str) -> DateMention:
    """The mention, dated by a sibling's same words where it was left open for want of the event's day."""
    if mention.kind != "anchored" or mention.value is not None or mention.rule not in EVENT_RULES:
        return mention
    sibling = told.get(_event_words(text, mention))
    if sibling is None:
        return mention
    return replace(mention, value=sibling.value, anchor=sibling.id, unresolved_reason=None, timex=None)


def _event_words(text: str, mention: DateMention) -> str:
    """The expression with the words that name its event: "a day after the original email"."""
    following = WORD_RE.findall(text[mention.span.end : mention.span.end + EVENT_REACH])[:EVENT_WORDS]
    return " ".join([*mention.text.lower().split(), *(word.lower() for word in following)])
