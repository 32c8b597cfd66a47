"""What a source says of itself (title, publisher, author, address, dates), joined with what its sidecar says.

In: a Source as intake made it and the statements a reader found, strongest first. Out: the Source with empty fields
filled. A sidecar is a person's word and wins; every date that was found is kept beside the one that counts, also where
they disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.intervals import DateInterval
from onrecord.model.documents import DateEvidence, Source
from onrecord.text.dates import parse_date

MAX_FIELD_CHARS = 500  # a title or a name; longer is a page's text that stands in the wrong place

# ".../2017/10/16/story.html", ".../2017-10-16-story"
_URL_DAY_RE = re.compile(r"[/_-]((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
# ".../2017/10/story.html"
_URL_MONTH_RE = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/")
_SPACES_RE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a reader found in the source itself. `dates` stand strongest first; bases in `context_only` never count alone."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    dates: tuple[DateEvidence, ...] = ()
    context_only: frozenset[str] = frozenset()


def enrich_source(source: Source, stated: Stated) -> Source:
    """The source with its empty fields filled from what was read in it, and all dates kept in order, each once."""
    dates = tuple(dict.fromkeys((*source.dates, *stated.dates)))
    counting = [evidence for evidence in dates if evidence.basis not in stated.context_only]
    return replace(
        source,
        title=source.title or stated.title,
        publisher=source.publisher or stated.publisher,
        author=source.author or stated.author,
        url=source.url or stated.url,
        dates=dates,
        published=source.published or (counting[0].value if counting else None),
        published_basis=source.published_basis or (counting[0].basis if counting else None),
    )


def clean_field(value: object) -> str | None:
    """A text fit for one line, or None: white space joined, characters that cannot be stored replaced, cut when too long."""
    if not isinstance(value, str):
        return None
    line = _SPACES_RE.sub(" ", value[: MAX_FIELD_CHARS * 4]).strip()[:MAX_FIELD_CHARS]
    return line.encode("utf-8", "replace").decode("utf-8") or None


def date_evidence(value: object, basis: str) -> tuple[DateEvidence, ...]:
    """The date that a field states, as evidence under `basis`; nothing where it states none."""
    text = clean_field(value)
    found = parse_date(text, day_first=False) if text else None
    return (DateEvidence(value=found, basis=basis),) if found else ()


def date_in_url(url: str | None) -> tuple[DateEvidence, ...]:
    """The day or month that the path of a web address states, as evidence under `url`."""
    if not url:
        return ()
    if found := _URL_DAY_RE.search(url[:2000]):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return ()
        return (DateEvidence(value=DateInterval.on(day), basis="url"),)
    if found := _URL_MONTH_RE.search(url[:2000]):
        return date_evidence(f"{found[1]}-{int(found[2]):02d}", "url")
    return ()
