"""Where things stand in the app: the addresses of pages, stable, so that colleagues with the same case can share them.

In: ids and places. Out: paths with their queries, every part escaped.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from onrecord.casefile.cites_view import Cite


def document_address(
    document_id: str, *, start: int | None = None, end: int | None = None, page: int | None = None, words: str = ""
) -> str:
    """The reader at a document, at a span of it, or at a page; `words` are marked there.

    >>> document_address("d-1", start=3, end=9)
    '/read/d-1?start=3&end=9'
    """
    asked = {"page": page, "start": start, "end": end, "q": words or None}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"/read/{quote(document_id, safe='')}" + (f"?{query}" if query else "")


def place_address(cite: Cite) -> str:
    """The reader at a cited place."""
    return document_address(cite.document_id, start=cite.start, end=cite.end)


def message_address(message_id: str, *, words: str = "") -> str:
    """The inbox with a message open; `words` are marked in it."""
    return f"/inbox/{quote(message_id, safe='')}" + (f"?{urlencode({'q': words})}" if words else "")


def finding_address(finding_id: str) -> str:
    """A finding's own page."""
    return f"/findings/{quote(finding_id, safe='')}"


def note_address(document_id: str, start: int, end: int) -> str:
    """Where a tag or note is made on a stretch.

    >>> note_address("d-1", 3, 9)
    '/notes/new?document=d-1&start=3&end=9'
    """
    return "/notes/new?" + urlencode({"document": document_id, "start": start, "end": end})


def search_address(words: str) -> str:
    """The results of a search."""
    return "/search?" + urlencode({"q": words})
