"""Picture files (.png, .jpg, .tif, .gif): documents whose words are recognised, one page for each picture in the file.

In: an intake and whether words are to be recognised. Out: a document of kind `picture` with its pages and, where a program on
this machine recognises print, their words with places and confidence; a Problem for each page without words. A phone's
picture of a screen or a fax saved as .tif is evidence like any page of a release; a logo in a signature is none and makes
no document.
"""

from __future__ import annotations

from onrecord.model.documents import Document, Page, Problem, Reading
from onrecord.model.layout import PageLayout
from onrecord.readers.intake import Intake
from onrecord.readers.ocr import WITHOUT_TEXT, recognise_pages
from onrecord.readers.ocr_engines import OcrFaultError
from onrecord.readers.picture_child import draw_picture, list_pages
from onrecord.spans import Span

MIN_BYTES = 1_000  # a mail with thousands of icons must not start a program for each
MIN_PIXELS = 60_000  # as 300 by 200: the signatures of mail are full of smaller ones


def read_picture(intake: Intake, mode: str) -> Reading:
    """The pages of one picture file. `mode`: auto and force have their words recognised, off does not."""
    source, document_id = intake.source, intake.document_id()
    if source.n_bytes < MIN_BYTES:
        return _too_small(intake)
    try:
        sizes = list_pages(intake.file)
    except OcrFaultError:
        detail = f"{source.path}: the picture cannot be opened: it is damaged, too large, or of a kind that is not known"
        return Reading(problems=(Problem(source=source.path, reason="damaged_picture", detail=detail, fatal=True),))
    if max((size.n_pixels for size in sizes), default=0) < MIN_PIXELS:
        return _too_small(intake)
    pages = tuple(
        Page(number=number, span=Span(number - 1, number - 1), width_pt=size.width_pt, height_pt=size.height_pt, readable=False)
        for number, size in enumerate(sizes, start=1)
    )
    document = Document(
        id=document_id,
        source=source,
        kind="picture",
        text="\f" * (len(pages) - 1),
        pages=pages,
        title=source.title,
        parent_id=intake.parent_id,
    )
    layouts = tuple(
        PageLayout(
            number=page.number,
            span=page.span,
            width_pt=page.width_pt or 0.0,
            height_pt=page.height_pt or 0.0,
            packed=b"",
            picture_share=1.0,
        )
        for page in pages
    )
    problems = tuple(
        Problem(source=source.path, page=page.number, reason=WITHOUT_TEXT, detail="the page is a picture") for page in pages
    )
    reading = Reading(documents=(document,), layouts=((document_id, layouts),), problems=problems)
    return recognise_pages(reading, intake.file, document_id, mode, draw=draw_picture)


def _too_small(intake: Intake) -> Reading:
    path = intake.source.path
    detail = f"{path}: the picture is too small to hold a page of print: a logo or an icon"
    return Reading(problems=(Problem(source=path, reason="small_picture", detail=detail, fatal=True),))
