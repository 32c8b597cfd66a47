"""A long release made of a short one: its pages again and again, with other names, times and stamps in every round.

Usage: python benchmarks/long_release.py RELEASE.pdf TARGET.pdf --pages N

The names that stand in the headers of the short release get another ending in each of forty rounds, the minutes of its times
move with every forty rounds, and its stamps count on, so that the long one holds no more copies of a mail than the short one.
Works on PDFs whose pages are plain content streams with shared fonts, as report programs write them.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pypdf

ENDINGS = [
    first + last for first in ("an", "el", "ir", "os", "um", "ast", "en", "or") for last in ("ka", "d", "mi", "ten", "v")
]
PAGES_A_NODE = 64  # of the page tree, so that no list of it grows long
_LABELLED_RE = re.compile(rb"\((?:From|To|Cc|Bcc):\) Tj.*?\n(?:.*?\n){0,3}?.*?\(((?:[^()\\]|\\.)*)\) Tj")
_NAME_RE = re.compile(rb"\b[A-Z][a-z]{2,}\b")
_TIME_RE = re.compile(rb"\b(\d{1,2}):(\d{2})(?=:\d\d| ?[AP]M)")
_STAMP_RE = re.compile(rb"\b([A-Z][A-Za-z]*[-_ ]?)(\d{5,})\b")
_NO_NAMES = frozenset((b"From", b"Sent", b"Subject", b"Date", b"Attachments", b"Importance", b"High", b"The", b"Legal"))


def long_pages(release: Path, n_pages: int) -> Iterator[bytes]:
    """The content streams of so many pages."""
    reader = pypdf.PdfReader(release)
    streams = [page.get_contents() for page in reader.pages]
    contents = [stream.get_data() if stream is not None else b"" for stream in streams]
    found = {name for content in contents for value in _LABELLED_RE.findall(content) for name in _NAME_RE.findall(value)}
    longest_first = sorted((bytes(name) for name in found - _NO_NAMES), key=lambda name: (-len(name), name))
    names_re = re.compile(rb"\b(?:" + b"|".join(longest_first) + rb")\b")
    for number in range(n_pages):
        turn, at = divmod(number, len(contents))
        yield _changed(contents[at], names_re, turn, len(contents))


def _changed(content: bytes, names_re: re.Pattern[bytes], turn: int, n_pages: int) -> bytes:
    ending = ENDINGS[turn % len(ENDINGS)].encode() if turn else b""
    later = turn // len(ENDINGS)

    def move(time: re.Match[bytes]) -> bytes:
        return b"%s:%02d" % (time[1], (int(time[2]) + later) % 60)

    def count_on(stamp: re.Match[bytes]) -> bytes:
        return stamp[1] + str(int(stamp[2]) + turn * n_pages).encode().zfill(len(stamp[2]))

    content = names_re.sub(lambda name: name[0] + ending, content)
    return _STAMP_RE.sub(count_on, _TIME_RE.sub(move, content))


def _fonts_of(release: Path) -> Any:
    page: Any = pypdf.PdfReader(release).pages[0]
    return page["/Resources"]["/Font"].get_object()


def write_release(release: Path, target: Path, n_pages: int) -> None:
    """A PDF of so many pages with the short one's fonts and sheet."""
    fonts = _fonts_of(release)
    listed = " ".join(
        f"{name} << {' '.join(f'{key} {value}' for key, value in font.get_object().items())} >>" for name, font in fonts.items()
    )
    offsets: dict[int, int] = {}
    with target.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        nodes: list[list[int]] = []
        _object(file, offsets, 3, f"<< {listed} >>".encode())
        number = 4  # 1 is the catalogue, 2 the root of the page tree, 3 the fonts
        for at, content in enumerate(long_pages(release, n_pages)):
            if at % PAGES_A_NODE == 0:
                nodes.append([number])
                number += 1
            packed = zlib.compress(content, 1)
            _object(
                file, offsets, number, b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
            )
            parent = nodes[-1][0]
            sheet = "/MediaBox [0 0 612 792] /Resources << /Font 3 0 R >>"
            _object(
                file, offsets, number + 1, f"<< /Type /Page /Parent {parent} 0 R {sheet} /Contents {number} 0 R >>".encode()
            )
            nodes[-1].append(number + 1)
            number += 2
        for node, *kids in nodes:
            children = " ".join(f"{kid} 0 R" for kid in kids)
            _object(file, offsets, node, f"<< /Type /Pages /Parent 2 0 R /Count {len(kids)} /Kids [{children}] >>".encode())
        roots = " ".join(f"{node[0]} 0 R" for node in nodes)
        _object(file, offsets, 2, f"<< /Type /Pages /Count {n_pages} /Kids [{roots}] >>".encode())
        _object(file, offsets, 1, b"<< /Type /Catalog /Pages 2 0 R >>")
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % number)
        file.writelines(b"%010d 00000 n \n" % offsets[one] for one in range(1, number))
        file.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (number, start))


def _object(file: BinaryIO, offsets: dict[int, int], number: int, content: bytes) -> None:
    offsets[number] = file.tell()
    file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))


def main() -> int:
    """Write one long release."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--pages", type=int, required=True)
    args = parser.parse_args()
    write_release(args.release, args.target, args.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
