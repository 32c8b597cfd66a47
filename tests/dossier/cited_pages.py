"""Reads a dossier as its reader does: findings, passages, letters and sources out of the HTML alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(("meta", "link", "br", "img", "hr", "input"))
_SPAN_RE = re.compile(r"(\d+)–(\d+)")  # 2113–2163


@dataclass(slots=True)
class Element:
    """One element with its text and children in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str]

    def text(self, leave_out: str = "") -> str:
        """All text inside it, but for elements of one tag."""
        pieces = [c if isinstance(c, str) else "" if c.tag == leave_out else c.text(leave_out) for c in self.children]
        return "".join(pieces)

    def all(self, tag: str = "", name: str = "") -> Iterator[Element]:
        """Every element inside it of a tag and a class, in order."""
        for child in self.children:
            if isinstance(child, Element):
                if (not tag or child.tag == tag) and (not name or name in child.attributes.get("class", "").split()):
                    yield child
                yield from child.all(tag, name)


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One lettered place: the passage up to its letter, the whole passage, and what its source says."""

    letter: str
    up_to_letter: str
    passage: str
    source: str
    page: int | None
    start: int
    end: int


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, [])
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read_html(file: Path) -> Element:
    """The tree of a page; fails where an element is not closed in its place."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader.root


def flat(text: str) -> str:
    """The text with white space as one blank."""
    return " ".join(text.split())


def cited_places(index: Path) -> Iterator[CitedPlace]:
    """Every lettered place of every finding."""
    for finding in read_html(index).all("section", "numbered"):
        sources = dict(_sources(finding))
        for passage in finding.all("blockquote", "words"):
            seen = ""
            for child in passage.children:
                if isinstance(child, Element) and child.tag == "sup":
                    letter = flat(child.text())
                    yield CitedPlace(letter, flat(seen), flat(passage.text(leave_out="sup")), *sources.pop(letter))
                else:
                    seen += child if isinstance(child, str) else child.text(leave_out="sup")
        assert not sources, f"sources without a mark: {sorted(sources)}"


def _sources(finding: Element) -> Iterator[tuple[str, tuple[str, int | None, int, int]]]:
    for line in next(finding.all("ol", "sources")).all("li"):
        letters = [flat(link.text()) for link in next(line.all("span", "back")).all("a")]
        words = flat(line.text())
        found = re.search(r"\. (\S+?)(?:, page (\d+))?, characters ", words)
        assert found is not None, words
        spans = [_SPAN_RE.match(flat(span.text())) for span in line.all("span", "span")]
        for letter, span in zip(letters, spans, strict=True):
            assert span is not None
            yield letter, (found[1], int(found[2]) if found[2] else None, int(span[1]), int(span[2]))
