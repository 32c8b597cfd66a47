"""Pictures and words of pages, kept at hand for as long as they are looked at.

In: a document and a page. Out: a picture with failed redactions painted over, or where the words stand on it. Each is made in a
process of its own, two at a time; what was made last is kept in memory, so that going back costs nothing.
"""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from onrecord.casefile.originals import find_original, original_of
from onrecord.casefile.reader_view import covered_boxes
from onrecord.errors import SourceError
from onrecord.readers.ocr_engines import OcrFaultError
from onrecord.readers.page_pictures import picture_of_page
from onrecord.readers.page_words import PageWords, read_page_words
from onrecord.readers.picture_child import show_picture
from onrecord.readers.recognised_words import read_recognised_words

T = TypeVar("T")
PDF = "application/pdf"
PICTURES = "image/"  # how the media types of picture files begin
_KEPT_PICTURES, _KEPT_WORDS = 64, 32  # some 8 MB each
_AT_ONCE = 2


class Kept:
    """The last things made, by key; the oldest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[tuple[object, ...], object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What stands under a key, made where it is not there."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                found: T = self._held[key]  # type: ignore[assignment]  # put there by the same maker
                return found
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made


class PageShelf:
    """The pages of one case's originals."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._folder = tempfile.TemporaryDirectory(prefix="onrecord-pages-", ignore_cleanup_errors=True)
        self._turn = threading.Semaphore(_AT_ONCE)
        self._pictures, self._words = Kept(_KEPT_PICTURES), Kept(_KEPT_WORDS)

    def file_of(self, document_id: str, *, kinds: tuple[str, ...] = (PDF, PICTURES)) -> tuple[Path, str] | None:
        """(the original PDF or picture file of a document, its hash); None where there is none, or it has changed since."""
        original = original_of(self._case, document_id)
        if original is None or not original.media_type.startswith(kinds):
            return None
        file = find_original(self._case, original, Path(self._folder.name))
        return (file, original.sha256) if file else None

    def picture(self, document_id: str, page: int, width_px: int) -> bytes | None:
        """The page as a picture; None where there is no original to draw. Raises SourceError."""
        found = self.file_of(document_id)
        if found is None:
            return None
        file, sha256 = found
        covered = covered_boxes(self._case, document_id, page)
        is_pdf = self.file_of(document_id, kinds=(PDF,)) is not None
        if covered and not is_pdf:
            return None  # a picture file holds no words under a box; what is said to fail there is not shown

        def draw() -> bytes:
            with self._turn:
                if is_pdf:
                    return picture_of_page(file, page, width_px=width_px, covered=covered)
                try:
                    return show_picture(file, page, width_px)
                except OcrFaultError as error:
                    raise SourceError(f"cannot draw page {page} of {file.name}: {error}", hint="onrecord verify") from error

        return self._pictures.get((sha256, page, width_px, covered), draw)

    def words(self, document_id: str, page: int, *, is_recognised: bool = False) -> PageWords | None:
        """Where the words of the page stand; None where that cannot be told. A page whose words were recognised is recognised
        once more, which takes a second or two."""
        found = self.file_of(document_id)
        if found is None:
            return None
        file, sha256 = found
        is_pdf = self.file_of(document_id, kinds=(PDF,)) is not None

        def read() -> PageWords | None:
            with self._turn:
                if is_recognised:
                    return read_recognised_words(file, page, is_pdf=is_pdf)
                try:
                    return read_page_words(file, page) if is_pdf else None
                except SourceError:
                    return None

        return self._words.get((sha256, page, is_recognised), read)

    def close(self) -> None:
        """Clear what was taken out of archives."""
        self._folder.cleanup()
