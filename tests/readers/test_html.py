"""Web pages: main text and what they say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.model.documents import Document, Source
from onrecord.readers.html import is_parsable
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source

BODY = "<p>The county said on Monday that it had not been told.</p>" * 8


def read_page(folder: Path, markup: bytes) -> Document:
    """The document of one page."""
    (folder / "p.html").write_bytes(markup)
    intakes, _ = list_sources([(folder / "p.html", None)], scratch=folder)
    return read_source(intakes[0]).documents[0]


@dataclass(frozen=True)
class Case:
    """The head of a page and the fields it states."""

    name: str
    head: str
    fields: dict[str, str]


CASES = [
    Case(
        "json_ld",
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle",'
        '"headline":"Board told late","datePublished":"2017-10-16T22:00:00-04:00","author":[{"name":"A Roe"},{"name":"B Lee"}],'
        '"publisher":{"name":"County Post"}}]}</script>',
        {"title": "Board told late", "published": "2017-10-16", "basis": "json-ld"}
        | {"author": "A Roe, B Lee", "publisher": "County Post"},
    ),
    Case(
        "meta_tags",
        '<meta property="og:title" content="Board told late"><meta property="article:published_time" content="2017-10-16">'
        '<meta name="author" content="A Roe"><meta property="og:site_name" content="County Post">',
        {"title": "Board told late", "published": "2017-10-16", "basis": "meta", "author": "A Roe", "publisher": "County Post"},
    ),
    Case(
        "address",
        '<title>Told late</title><link rel="canonical" href="https://post.example/2017/10/16/told-late">',
        {"title": "Told late", "published": "2017-10-16", "basis": "url", "url": "https://post.example/2017/10/16/told-late"},
    ),
    Case("broken_json_ld", '<script type="application/ld+json">{"datePublished":</script><title>T</title>', {"title": "T"}),
    Case("hostile_json_ld", f'<script type="application/ld+json">{"[" * 50_000}</script><title>T</title>', {"title": "T"}),
    Case("nothing", "", {}),
]


def fields_of(source: Source) -> dict[str, str]:
    """The fields that a source has, as texts."""
    found = {
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "url": source.url,
        "basis": source.published_basis,
        "published": source.published.earliest.isoformat() if source.published else None,
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_page_says_of_itself(case: Case, tmp_path: Path) -> None:
    """Title, day, author, publisher and address are read where the page states them, and only there."""
    document = read_page(tmp_path, f"<html><head>{case.head}</head><body><article>{BODY}</article></body></html>".encode())
    assert fields_of(document.source) == case.fields
    assert "had not been told" in document.text


def test_dates_that_disagree_are_all_kept(tmp_path: Path) -> None:
    """The strongest basis counts; the others stay with their bases."""
    head = (
        '<meta name="date" content="2017-10-18"><link rel="canonical" href="https://post.example/2017/10/16/x">'
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2017-10-17"}</script>'
    )
    source = read_page(tmp_path, f"<html><head>{head}</head><body>{BODY}</body></html>".encode()).source
    assert [(item.basis, item.value.earliest.day) for item in source.dates] == [("json-ld", 17), ("meta", 18), ("url", 16)]
    assert source.published == source.dates[0].value


def test_a_sidecar_wins_over_the_page(tmp_path: Path) -> None:
    """A person's word about a source goes before what the page says; the page's is kept beside it."""
    (tmp_path / "p.html.meta.json").write_text('{"published": "2017-10-15", "title": "Mine"}')
    source = read_page(tmp_path, f'<meta name="date" content="2017-10-18"><title>Theirs</title>{BODY}'.encode()).source
    assert (source.title, source.published_basis) == ("Mine", "sidecar")
    assert [item.basis for item in source.dates] == ["sidecar", "meta"]


def test_navigation_and_scripts_are_left_out(tmp_path: Path) -> None:
    """Only the words of the article are its text."""
    page = f"<html><body><nav><a href=x>Home page</a></nav><script>hidden()</script><article>{BODY}</article></body></html>"
    text = read_page(tmp_path, page.encode()).text
    assert "hidden" not in text
    assert "Home page" not in text


def test_a_short_list_in_an_article_is_kept_and_a_menu_is_not(tmp_path: Path) -> None:
    """The sites and their numbers under a paragraph are part of what is told; lists of links below it are not."""
    sites = "<ul><li>Wren: 101</li><li>Orr: 95</li></ul>"
    more = "<ul><li><a href='/a'>Board told late</a></li><li><a href='/b'>Roads closed</a></li></ul>"
    markup = f"<html><body><ul><li>Contact</li></ul><article>{BODY}{sites}{BODY}{more}</article></body></html>"
    text = read_page(tmp_path, markup.encode()).text
    assert "Wren: 101\n" in text
    assert "Orr: 95\n" in text
    assert "Contact" not in text
    assert "Roads closed" not in text


def test_declared_charset_is_believed_where_the_bytes_are_not_utf8(tmp_path: Path) -> None:
    """A page in windows-1251 that says so reads as Cyrillic."""
    page = '<html><head><meta charset="windows-1251"></head><body><p>Мэрия не ответила.</p></body></html>'
    assert "Мэрия не ответила." in read_page(tmp_path, page.encode("cp1251")).text


def test_depth_is_bounded() -> None:
    """People's pages pass; markup nested to exhaust a parser does not, nor many elements that lie deep."""
    assert is_parsable("<div>" * 100 + "<br>" * 100_000)
    assert not is_parsable("<div>" * 501)
    assert not is_parsable("<div>" * 400 + "<b></b>" * 30_000)
