"""The reader: a document's text beside the picture of its page, everything that was found marked on both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onrecord.casefile.cites_view import cite
from onrecord.casefile.reader_view import ReaderView, Wanted, view_part
from onrecord.display.words import citation
from onrecord.readers.page_pictures import MEDIA_TYPE
from onrecord.readers.page_words import PageWords
from onrecord.web.addresses import note_address
from onrecord.web.page_shelf import PDF, PICTURES
from onrecord.web.pages.front import number_of
from onrecord.web.rendering import case_of, desk_of, render

WIDTHS_PX = (900, 1_800)  # of a picture: beside its text, and looked at closely
_DRAWN = ("target", "hit", "quote", "figure", "date", "person", "role", "task", "finding")  # what is marked on the picture too


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBox:
    """A box on the picture of a page, in points, and as what it is marked."""

    kind: str
    label: str
    x: float
    y: float
    width: float
    height: float


def reader(request: Request) -> Response:
    """A page or section of a document."""
    view = view_part(case_of(request), request.path_params["document_id"], _wanted(request))
    is_drawable = view.page is not None and view.document.media_type.startswith((PDF, PICTURES))
    has_picture = is_drawable and desk_of(request).shelf.file_of(view.document.id) is not None
    asked = request.query_params
    return render(
        request,
        "reader.html",
        view=view,
        is_drawable=is_drawable,
        has_picture=has_picture,
        query=f"&{request.url.query}" if asked.get("start") or asked.get("q") else "",
        note_address=note_address(view.document.id, *_cited(view, _wanted(request))),
        cited=citation(cite(case_of(request), view.document.id, *_cited(view, _wanted(request)))),
    )


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    page, start, end = (number_of(request, name, -1) for name in ("page", "start", "end"))
    return Wanted(
        page=page if page > 0 else None,
        start=start if start >= 0 else None,
        end=end if end > start >= 0 else None,
        words=asked.get("q", ""),
    )


def _cited(view: ReaderView, wanted: Wanted) -> tuple[int, int]:
    """The span that was asked for where it lies in the part, else the part."""
    start, end = wanted.start, wanted.end
    if start is not None and end is not None and view.start <= start < view.end:
        return start, min(end, view.document.n_chars)
    return view.start, view.end


def picture(request: Request) -> Response:
    """The picture of a page."""
    page = int(request.path_params["page"])
    width = WIDTHS_PX[1] if request.query_params.get("large") else WIDTHS_PX[0]
    drawn = desk_of(request).shelf.picture(request.path_params["document_id"], page, width)
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type=MEDIA_TYPE)


def overlay(request: Request) -> Response:
    """The boxes of what is marked on the page, for the picture; none where the words stand elsewhere in the file."""
    wanted, page = _wanted(request), int(request.path_params["page"])
    document_id = request.path_params["document_id"]
    place = Wanted(page=page, start=wanted.start, end=wanted.end, words=wanted.words)
    view = view_part(case_of(request), document_id, place)
    words = desk_of(request).shelf.words(document_id, page, is_recognised=view.ocr_confidence is not None)
    boxes = list(marked_boxes(view, words)) if words is not None else []
    return render(request, "_overlay.html", view=view, boxes=boxes, words=words)


def marked_boxes(view: ReaderView, words: PageWords) -> Iterator[MarkedBox]:
    """A box for every word that is marked, the widest marks first, so that the narrow ones lie on top."""
    text = "".join(run.text for run in view.runs)
    if words.is_turned or words.text != text:
        return
    marks = [(mark, run) for run in view.runs for mark in run.begins if mark.kind in _DRAWN]
    for mark, _ in sorted(marks, key=lambda pair: pair[0].start - pair[0].end):
        low, high = mark.start - view.start, mark.end - view.start
        for word in words.words:
            if word.start < high and word.end > low:
                x0, top, x1, bottom = word.box
                length = max(word.end - word.start, 1)
                left = x0 + (x1 - x0) * max(low - word.start, 0) / length
                right = x1 - (x1 - x0) * max(word.end - high, 0) / length
                yield MarkedBox(kind=mark.kind, label=mark.label, x=left, y=top, width=right - left, height=bottom - top)


def citing(request: Request) -> Response:
    """The citation of a span, as text to be copied."""
    start, end = number_of(request, "start"), number_of(request, "end")
    return PlainTextResponse(citation(cite(case_of(request), request.path_params["document_id"], start, end)))


ROUTES = (
    Route("/read/{document_id}", reader),
    Route("/cite/{document_id}", citing),
    Route("/page/{document_id}/{page:int}", picture),
    Route("/page/{document_id}/{page:int}/marks", overlay),
)
NAVIGATION = ()
