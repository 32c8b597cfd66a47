"""Places of a case as a dossier shows them: their words in stretches, their citations without a private word.

In: an open case, a masker, and spans of documents. Out: stretches and masked `Cite`s. Trap: what is masked depends on what
stands around it, so whole documents and whole bodies are masked, and cut afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.dossier.mask_records import COUNT, NAME, MaskedSpan
from onrecord.dossier.masked_text import Mark, Stretch, show_places, show_text
from onrecord.dossier.masking import Masker
from onrecord.model.messages import Message
from onrecord.spans import Span

CONTEXT = 600  # characters to either side of a place that are read, of which some are shown
SHOWN_AROUND = 180  # characters of context that are shown: two or three lines
LONGEST_PLACE = 1_200  # characters of a cited place that are shown; the rest stands where the citation says
_LONGER = " […]"


@dataclass(frozen=True, slots=True)
class MaskedCase:
    """An open case and what masks its words."""

    connection: sqlite3.Connection
    masker: Masker

    def stretches(self, document_id: str, marks: Sequence[Mark]) -> tuple[Stretch, ...]:
        """Places that stand close together, with some words around them, on the page of the first."""
        first, last = min(mark.span.start for mark in marks), max(mark.span.end for mark in marks)
        low, high = max(0, first - CONTEXT), min(last, first + LONGEST_PLACE)
        text = self._text(document_id, low, high + CONTEXT)
        start, end = text.rfind("\f", 0, first - low) + 1, text.find("\f", high - low)
        page = Span(start, len(text) if end < 0 else end)
        moved = [_moved(mark, low + page.start, page) for mark in marks]
        masked = self._masked(document_id, Span(low + page.start, low + page.end))
        shown = show_places(page.of(text), masked, moved, 0 if self._is_table(document_id) else SHOWN_AROUND)
        return (*shown, Stretch(_LONGER)) if high < last else shown

    def body(self, message: Message, cited: Sequence[Span]) -> tuple[Stretch, ...]:
        """The own words of a message, the cited spans of its document marked."""
        pieces: list[str] = []
        marks: list[Mark] = []
        length = 0
        for span in message.body_spans:
            text = self._text(message.document_id, span.start, span.end)
            for mark in cited:
                start, end = max(mark.start, span.start), min(mark.end, span.end)
                if start < end:
                    marks.append(Mark(Span(start - span.start + length, end - span.start + length)))
            pieces.append(text)
            length += len(text) + 1
        body = "\n".join(pieces)
        return show_text(body, self.masker.spans(body, document_id=message.document_id), Span(0, len(body)), marks)

    def page(self, document_id: str, page: int) -> tuple[str, int, tuple[MaskedSpan, ...]] | None:
        """The text of a page, where it begins, and its masked spans, which may reach over its ends; None without one."""
        query = "SELECT start, end FROM pages WHERE document_id = ? AND number = ?"
        found = self.connection.execute(query, (document_id, page)).fetchone()
        if found is None:
            return None
        start, end = found
        return self._text(document_id, start, end), start, self._masked(document_id, Span(start, end))

    def is_private(self, document_id: str, start: int, end: int) -> bool:
        """True where a place holds a private number, date or address: what follows from it would tell it in other words."""
        spans = self.masker.document_spans(document_id)
        return any(each.kind not in (NAME, COUNT) and each.start < end and start < each.end for each in spans)

    def cite(self, document_id: str, start: int, end: int) -> Cite:
        """The citation of a place, masked but for its page's stamp; its words are left out: they are shown as stretches."""
        cite = cite_in(self.connection, document_id, start, end)
        return replace(
            cite,
            source=self.masker.name(cite.source),
            title=self.masker.text(cite.title) if cite.title else None,
            words="",
            before="",
            after="",
            sender=self.masker.text(cite.sender) if cite.sender else None,
            subject=self.masker.text(cite.subject) if cite.subject else None,
        )

    def sha256_of(self, document_id: str) -> str:
        """The SHA-256 of a document's source."""
        found = self.connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return str(found[0]) if found else ""

    def publisher_of(self, document_id: str) -> str:
        """Who published a document, empty where nobody is known or the title begins with the name."""
        query = "SELECT publisher, coalesce(title, '') FROM documents WHERE id = ?"
        publisher, title = self.connection.execute(query, (document_id,)).fetchone() or ("", "")
        return "" if title.startswith(publisher or "") else self.words(publisher)

    def words(self, text: str | None) -> str:
        """Some words of the machine or of a header, masked."""
        return self.masker.text(text) if text else ""

    def _masked(self, document_id: str, within: Span) -> tuple[MaskedSpan, ...]:
        """What is masked in a part of a document, counted from where the part begins; it may reach over the part's ends."""
        spans = self.masker.document_spans(document_id)
        touching = (each for each in spans if each.start < within.end and each.end > within.start)
        return tuple(replace(each, start=each.start - within.start, end=each.end - within.start) for each in touching)

    def _is_table(self, document_id: str) -> bool:
        """True where a place is a line of a profile, to which the lines around it add nothing."""
        found = self.connection.execute("SELECT kind FROM documents WHERE id = ?", (document_id,)).fetchone()
        return found is not None and found[0] == "table"

    def _text(self, document_id: str, start: int, end: int) -> str:
        query = "SELECT substr(text, ? + 1, ?) FROM documents WHERE id = ?"
        found = self.connection.execute(query, (start, max(0, end - start), document_id)).fetchone()
        return found[0] if found else ""


def _moved(mark: Mark, by: int, page: Span) -> Mark:
    """The mark counted from the page's beginning; it ends with what is shown of the page at the latest."""
    start = mark.span.start - by
    return Mark(Span(start, min(mark.span.end - by, max(start, len(page)))), mark.letter)
