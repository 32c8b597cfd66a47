"""Pages a second: bare pdfium text extraction, reading with boxes, and the whole way to messages, of the same file in one run.

Usage: python benchmarks/release_speed.py PDF [--copies N] [--jobs N]

`--copies` strings the file together N times in a temporary PDF, so that start-up does not hide the rate. Prints pages a second,
the cost of the whole in units of bare extraction, and the peak memory of this process.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.threads import link_threads
from onrecord.model.documents import Pile, Source
from onrecord.readers.pdf import read_pdf


def bare_seconds(path: Path) -> float:
    """How long pdfium alone takes for the text of every page."""
    start = time.perf_counter()
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
    return time.perf_counter() - start


def strung_together(path: Path, copies: int, folder: Path) -> Path:
    """The file's pages, N times over."""
    whole, part = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(path)
    for _ in range(copies):
        whole.import_pages(part)
    target = folder / "long.pdf"
    whole.save(str(target))
    return target


def measure(path: Path, jobs: int) -> None:
    """Print the rates for one file."""
    bare = bare_seconds(path)
    source = Source(path=path.name, sha256="0", n_bytes=path.stat().st_size, media_type="application/pdf", pile=Pile.RECORDS)
    start = time.perf_counter()
    reading = read_pdf(path, source, "d", jobs=jobs)
    read = time.perf_counter() - start
    inbox = read_release(reading.documents[0], reading.layouts[0][1], ())
    messages = link_threads(link_copies(inbox.messages))
    whole = time.perf_counter() - start
    pages = len(reading.documents[0].pages)
    print(f"{pages} pages, {len(messages)} messages, {jobs} reading processes")
    print(f"bare extraction   {pages / bare:8.0f} pages/s")
    print(f"reading           {pages / read:8.0f} pages/s")
    print(f"to messages       {pages / whole:8.0f} pages/s   {whole / bare:.1f} times bare extraction")
    print(f"peak memory       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def main() -> int:
    """Measure one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(strung_together(args.pdf, args.copies, Path(folder)) if args.copies > 1 else args.pdf, args.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
