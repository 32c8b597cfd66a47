"""What a web page says of itself, in JSON-LD, in meta tags, in its time element and in its address.

In: a parsed page. Out: a `Stated`. Trap: a page carries several JSON-LD blocks, of the site, of the writer, of related
stories; the article's own is the one whose type says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from resiliparse.parse.html import HTMLTree

from onrecord.model.documents import DateEvidence
from onrecord.readers.metadata import Stated, clean_field, date_evidence, date_in_url

MAX_JSON_CHARS = 2_000_000
MAX_JSON_NODES = 20_000

_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
)
_TITLE_METAS = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title")
_PUBLISHER_METAS = ("og:site_name", "dc.publisher", "dcterms.publisher", "article:publisher", "application-name")
_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator")
_ARTICLE_TYPES = ("article", "report", "posting", "review", "statement")
# the comment that browsers write on top of a saved page: <!-- saved from url=(0042)http://example.org/story -->
_SAVED_FROM_RE = re.compile(r"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->")
_URL_RE = re.compile(r"\Ahttps?://[^\s]+\Z", re.I)


def find_stated(tree: HTMLTree, markup: str) -> Stated:
    """All that a page states of its title, publisher, author, address and day of publication."""
    article = _find_article(tree)
    metas = _find_metas(tree)
    url = _first_url(_canonical(tree), metas.get("og:url"), article.get("url"), _saved_from(markup))
    dates: tuple[DateEvidence, ...] = date_evidence(article.get("datePublished"), "json-ld")
    dates += tuple(evidence for name in _DATE_METAS for evidence in date_evidence(metas.get(name), "meta"))
    dates += _find_times(tree)
    dates += date_in_url(url)
    return Stated(
        title=_name_of(article.get("headline")) or _first(metas, _TITLE_METAS) or clean_field(tree.title),
        publisher=_name_of(article.get("publisher")) or _first(metas, _PUBLISHER_METAS),
        author=_name_of(article.get("author")) or _first(metas, _AUTHOR_METAS),
        url=url,
        dates=dates,
    )


def _select(tree: HTMLTree, selector: str) -> list[Any]:
    return list(tree.document.query_selector_all(selector)) if tree.document is not None else []


def _find_metas(tree: HTMLTree) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in _select(tree, "meta[content]"):
        for attribute in ("property", "name", "itemprop"):
            name = node.getattr(attribute)
            if name:
                found.setdefault(name.strip().lower(), node.getattr("content") or "")
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = clean_field(metas.get(name))
        if value and not _URL_RE.match(value):
            return value
    return None


def _find_article(tree: HTMLTree) -> dict[str, Any]:
    objects = [item for block in _load_blocks(tree) for item in _walk_objects(block)]
    for item in objects:
        kinds = item.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and name.lower().endswith(_ARTICLE_TYPES) for name in names):
            return item
    return next((item for item in objects if "datePublished" in item), {})


def _load_blocks(tree: HTMLTree) -> Iterator[object]:
    for node in _select(tree, 'script[type="application/ld+json"]'):
        text = node.text
        if not text or len(text) > MAX_JSON_CHARS:
            continue
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # a broken block is common and says nothing about the page's text


def _walk_objects(block: object) -> Iterator[dict[str, Any]]:
    waiting: list[object] = [block]
    n_seen = 0
    while waiting and n_seen < MAX_JSON_NODES:
        item = waiting.pop(0)
        n_seen += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, (dict, list)))
        elif isinstance(item, list):
            waiting.extend(item[:MAX_JSON_NODES])


def _name_of(value: object) -> str | None:
    """The name in a JSON-LD value: a text, an object with a name, or a list of either, joined by commas."""
    if isinstance(value, list):
        names = [name for item in value[:20] if not isinstance(item, list) and (name := _name_of(item))]
        return clean_field(", ".join(names))
    if isinstance(value, dict):
        value = value.get("name")
    name = clean_field(value)
    return None if name is None or _URL_RE.match(name) else name


def _find_times(tree: HTMLTree) -> tuple[DateEvidence, ...]:
    for selector in (
        'time[itemprop="datePublished"]',
        "time[pubdate]",
        "article header time[datetime]",
        "article time[datetime]",
    ):
        nodes = _select(tree, selector)
        if nodes:
            node = nodes[0]
            return date_evidence(node.getattr("datetime") or node.text, "time")
    values = [node.getattr("datetime") for node in _select(tree, "time[datetime]")]
    return date_evidence(values[0], "time") if len(set(values)) == 1 else ()  # several: of other stories, perhaps


def _canonical(tree: HTMLTree) -> str | None:
    nodes = _select(tree, 'link[rel="canonical"]')
    return nodes[0].getattr("href") if nodes else None


def _saved_from(markup: str) -> str | None:
    found = _SAVED_FROM_RE.search(markup[:5000])
    return found[1] if found else None


def _first_url(*values: object) -> str | None:
    for value in values:
        text = clean_field(value)
        if text and _URL_RE.match(text):
            return text
    return None
