"""The reading child: `python -m onrecord.readers.pdf_child FILE`, started by `pdf_workers` and by nobody else.

Orders come in on stdin as pairs of page numbers (0 and 0: the files inside the PDF), pages go out on stdout as
length-prefixed pickles. It ends when its stdin does. Its memory is limited where the system can, so that a hostile page
ends the child and not the machine.
"""

from __future__ import annotations

import contextlib
import pickle
import struct
import sys
from pathlib import Path
from typing import BinaryIO

import pypdfium2.raw as pdfium

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from onrecord.readers.pdf import open_document
from onrecord.readers.pdf_embedded import read_embedded
from onrecord.readers.pdf_leaks import read_titles
from onrecord.readers.pdf_pages import read_page

_LENGTH = struct.Struct("<I")
MEMORY_BYTES = 3 << 30  # of address space; a page of an honest release needs a fiftieth


def main(arguments: list[str], orders: BinaryIO, answers: BinaryIO) -> int:
    """Answer every order; returns 0 at the end of the orders."""
    _limit_memory()
    document, error = open_document(Path(arguments[0]))
    if document is None:
        _say(answers, (0, error))
        return 0
    n_pages = pdfium.FPDF_GetPageCount(document)
    _say(answers, (n_pages, None) if n_pages > 0 else (0, pdfium.FPDF_ERR_FORMAT))
    titles = read_titles(document)
    while len(order := orders.read(2 * _LENGTH.size)) == 2 * _LENGTH.size:
        first, last = struct.unpack("<II", order)
        if first == 0:
            _say(answers, read_embedded(document))
            continue
        for number in range(first, last + 1):
            _say(answers, read_page(document, number, titles))
    return 0


def _say(answers: BinaryIO, what: object) -> None:
    body = pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL)
    answers.write(_LENGTH.pack(len(body)) + body)
    answers.flush()


def _limit_memory() -> None:
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
