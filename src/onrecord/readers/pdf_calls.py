"""The few pdfium functions that are asked for every word and every object of a release, with plain numbers for handles.

pypdfium2 checks the type of every handle and wraps every handle that comes back; for functions that are called some four
hundred times a page this costs more than what pdfium does. Here a handle is the address it is (None: no handle), so that two
handles of one object compare as numbers. Trap: an address says nothing of its type, so only what reads pages calls these.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_NUMBERS = (ctypes.c_int, ctypes.c_ulong, ctypes.c_float)


def address_of(handle: object) -> int:
    """A handle of pypdfium2 as the number that these functions take."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _plain(function: Any) -> Callable[..., Any]:
    """The same function with an address in place of every pointer; it never runs beside another thread (pdfium could not)."""
    types = [kind if kind in _NUMBERS else ctypes.c_void_p for kind in (function.restype, *function.argtypes)]
    return ctypes.PYFUNCTYPE(*types)(address_of(function))


loose_char_box = _plain(pdfium.FPDFText_GetLooseCharBox)
char_angle = _plain(pdfium.FPDFText_GetCharAngle)
text_object_at = _plain(pdfium.FPDFText_GetTextObject)
page_object = _plain(pdfium.FPDFPage_GetObject)
form_object = _plain(pdfium.FPDFFormObj_GetObject)
n_form_objects = _plain(pdfium.FPDFFormObj_CountObjects)
object_kind = _plain(pdfium.FPDFPageObj_GetType)
object_bounds = _plain(pdfium.FPDFPageObj_GetBounds)
object_matrix = _plain(pdfium.FPDFPageObj_GetMatrix)
render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode)
fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor)
stroke_width = _plain(pdfium.FPDFPageObj_GetStrokeWidth)
n_segments = _plain(pdfium.FPDFPath_CountSegments)
draw_mode = _plain(pdfium.FPDFPath_GetDrawMode)
