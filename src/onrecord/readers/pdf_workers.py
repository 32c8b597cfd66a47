"""Child processes that read PDF pages, watched by a clock.

pdfium is a C library that is not safe in threads and cannot be interrupted: a page that hangs or crashes takes its process
along. So pages are read in children; the parent waits `page_seconds` for each page, ends a child that is late or dead, puts
a `Problem` in the place of that page and goes on behind it with a new child. Pages come back in order. The children speak
pickles over their own pipes and end with the parent's end of the pipe.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from onrecord.model.documents import Problem
from onrecord.model.layout import PageLayout
from onrecord.readers.pdf_embedded import EmbeddedFile
from onrecord.readers.pdf_pages import ReadPage
from onrecord.spans import Span

CHUNK_PAGES = 32  # one order to a child; small enough that two children stay in step
START_SECONDS = 60.0  # a new child imports its libraries first
_LENGTH = struct.Struct("<I")


class _Child:
    """One reading process: orders go in as page ranges, pages come out one by one."""

    def __init__(self, file: Path) -> None:
        command = [sys.executable, "-m", "onrecord.readers.pdf_child", str(file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.n_pages, self.error = 0, None
        hello = self.receive(START_SECONDS)
        if isinstance(hello, tuple):
            self.n_pages, self.error = hello

    error: int | None

    def order(self, first: int, last: int) -> None:
        """Ask for pages `first` to `last`."""
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                stdin.write(_LENGTH.pack(first) + _LENGTH.pack(last))
                stdin.flush()

    def receive(self, seconds: float) -> object | None:
        """The next thing the child says, or None where it is late or dead."""
        out = self._process.stdout
        if out is None:
            return None
        head = _read_exactly(out, _LENGTH.size, seconds)
        body = None if head is None else _read_exactly(out, _LENGTH.unpack(head)[0], seconds)
        return None if body is None else pickle.loads(body)  # our own child's words

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()


def _read_exactly(pipe: IO[bytes], size: int, seconds: float) -> bytes | None:
    """`size` bytes, or None where the pipe is silent for so long or closed."""
    descriptor = pipe.fileno()
    parts: list[bytes] = []
    while size > 0:
        if not select.select([descriptor], [], [], seconds)[0]:
            return None
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class PageWorkers:
    """Reads the pages of one file in children; `error` is pdfium's number where the file could not be opened."""

    def __init__(self, file: Path, *, jobs: int, page_seconds: float, most_pages: int | None = None) -> None:
        self._file = file
        self._page_seconds = page_seconds
        first = _Child(file)
        self._children = [first]
        self.n_pages, self.error = first.n_pages, first.error
        if self.n_pages == 0 and self.error is None:
            self.error = -1  # the child died before it could say a word
        if most_pages is not None:
            self.n_pages = min(self.n_pages, most_pages)
        wanted = max(1, min(jobs, -(-self.n_pages // CHUNK_PAGES)))
        self._children += [_Child(file) for _ in range(wanted - 1)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._children:
            child.end()

    def pages(self) -> Iterator[ReadPage]:
        """All pages in order. Children take chunks by turns, each one chunk ahead of what is asked of it."""
        chunks = [(first, min(first + CHUNK_PAGES - 1, self.n_pages)) for first in range(1, self.n_pages + 1, CHUNK_PAGES)]
        n = len(self._children)
        for at in range(min(n, len(chunks))):
            self._children[at].order(*chunks[at])
        for at, (first, last) in enumerate(chunks):
            yield from self._chunk(at % n, first, last)
            if at + n < len(chunks):
                self._children[at % n].order(*chunks[at + n])

    def embedded(self) -> tuple[EmbeddedFile, ...] | None:
        """The files inside the PDF, to be asked for when all pages are read; None where the child is late or dies of it."""
        self._children[0].order(0, 0)
        found = self._children[0].receive(self._page_seconds)
        return found if isinstance(found, tuple) else None

    def _chunk(self, slot: int, first: int, last: int) -> Iterator[ReadPage]:
        number = first
        while number <= last:
            read = self._children[slot].receive(self._page_seconds)
            if isinstance(read, ReadPage):
                yield read
            else:
                yield _lost_page(number)
                self._children[slot].end()
                self._children[slot] = _Child(self._file)
                if number < last:
                    self._children[slot].order(number + 1, last)
            number += 1


def _lost_page(number: int) -> ReadPage:
    layout = PageLayout(number=number, span=Span(0, 0), width_pt=0.0, height_pt=0.0, packed=b"")
    detail = "the page could not be read within its time, or broke the reading process"
    return ReadPage("", layout, Problem(source="", page=number, reason="page_failed", detail=detail))
