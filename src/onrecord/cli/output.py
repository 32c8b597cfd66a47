"""The owner of stdout: data, in the same bytes on every machine.

In: text, rows, bytes. Out: UTF-8 with "\\n" at the end of every line, whatever the locale or the terminal. Trap: a released
file may hold terminal control characters, so what of it is shown to people goes through `visible`; JSON lines escape them.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import BinaryIO

WIDTH = 100  # columns of every text that is laid out
_ELLIPSIS = " […] "


def write(text: str) -> None:
    """Text as it is."""
    _stdout().write(text.encode("utf-8", "replace"))


def write_lines(lines: Iterable[str]) -> None:
    """Lines, each ended."""
    stream = _stdout()
    for line in lines:
        stream.write(line.encode("utf-8", "replace") + b"\n")


def write_bytes(content: bytes) -> None:
    """Bytes of a file format."""
    _stdout().write(content)


def flush() -> None:
    """Hand over what is waiting; raises BrokenPipeError where nobody reads any more."""
    sys.stdout.flush()


def visible(text: str) -> str:
    """The text on one line, with every character that would steer a terminal or turn the reading order shown as U+FFFD."""
    return "".join(_visible(character) for character in " ".join(text.split()))


def clipped(text: str, width: int) -> str:
    """The visible text in at most `width` characters, its end cut where it is longer."""
    shown = visible(text)
    return shown if len(shown) <= width else shown[: max(width - 1, 0)].rstrip() + "…"


def shortened(text: str, width: int) -> str:
    """The visible text in at most `width` characters, its middle cut where it is longer, so that both ends can be found."""
    shown = visible(text)
    if len(shown) <= width:
        return shown
    half = (width - len(_ELLIPSIS)) // 2
    return shown[:half].rstrip() + _ELLIPSIS + shown[-half:].lstrip()


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The visible text over lines of `WIDTH`, the first line after `first`, the others after `rest`."""
    lines = textwrap.wrap(
        visible(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return lines or [first.rstrip()]


def citation(source: str, start: int | None, end: int | None, page: int | None) -> str:
    """A place as everything here cites it: path:page:start-end, without what it has not."""
    parts = [visible(source)]
    if page is not None:
        parts.append(str(page))
    if start is not None and end is not None:
        parts.append(f"{start}-{end}")
    return ":".join(parts)


def _visible(character: str) -> str:
    return "�" if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\u00ad\u200d" else character


def _stdout() -> BinaryIO:
    return sys.stdout.buffer
