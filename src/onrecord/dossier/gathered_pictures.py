"""Pieces of released pages for the places of a dossier: found in the originals, marked, masked, named.

In: a place in a PDF of the case. Out: a picture and its name, or the reason why there is none. The original is found by its
hash and never changed; one that is no more what it was is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.casefile.apart import decode_joined
from onrecord.dossier.contents import DossierPicture
from onrecord.dossier.masked_places import MaskedCase
from onrecord.dossier.page_crops import PageCrops
from onrecord.errors import SourceError
from onrecord.model.documents import Document
from onrecord.questions import find_original
from onrecord.spans import Span

GONE = "the original is not where it was, or has changed"


class PagePictures:
    """Draws the places of one dossier, none without a folder for scratch; `drawn` are the pictures by their names."""

    def __init__(self, case: Path, masked: MaskedCase, scratch: Path | None) -> None:
        self._case, self._masked, self._scratch = case, masked, scratch
        self._files: dict[str, PageCrops | None] = {}
        self.drawn: dict[str, bytes] = {}

    def draw(self, name: str, document_id: str, number: int | None, cited: Sequence[Span]) -> tuple[DossierPicture | None, str]:
        """(the picture of a piece of a page, empty) or (None, why there is none); both are empty where there are no pages."""
        kind = self._masked.connection.execute("SELECT kind FROM documents WHERE id = ?", (document_id,)).fetchone()
        if kind is None or kind[0] != "pdf" or number is None or self._scratch is None:
            return None, ""
        page = self._masked.page(document_id, number)
        crops = self._crops(document_id)
        if page is None or crops is None:
            return None, GONE
        text, start, masked = page
        spans = [Span(max(0, span.start - start), max(0, span.end - start)) for span in cited]
        crop = crops.crop(number, text, spans, masked)
        if crop.png is None:
            return None, crop.reason
        file = f"{name}.png"
        self.drawn[file] = crop.png
        picture = DossierPicture(
            name=file,
            width_px=crop.width_px,
            height_px=crop.height_px,
            n_covered=crop.n_covered,
            n_pictures=crop.n_pictures,
        )
        return picture, ""

    def _crops(self, document_id: str) -> PageCrops | None:
        if document_id not in self._files:
            query = "SELECT record FROM documents WHERE id = ?"
            record = self._masked.connection.execute(query, (document_id,)).fetchone()[0]
            document = decode_joined(Document, record, "text", "")
            assert self._scratch is not None
            folder = self._scratch / f"original-{len(self._files)}"
            folder.mkdir()
            try:
                self._files[document_id] = PageCrops(find_original(document, self._case, folder))
            except SourceError:
                self._files[document_id] = None
        return self._files[document_id]
