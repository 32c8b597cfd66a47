"""The owner of stderr and of exit codes: progress, notes and errors, for people.

In: what a command has to say beside its data. Out: lines on stderr; a progress bar with rate and remaining time where stderr
is a terminal, nothing where it is not. An error is one line: what, where, found, expected, and the next command to type.
"""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType

from onrecord.errors import OnRecordError

DONE = 0
FOUND = 1  # `--strict` and a finding at or above the severity, or `verify` found a change
USAGE = 2
UNREADABLE = 3  # a source could not be read at all; the rest of the case is built
INTERRUPTED = 130

_BAR_CHARS = 24
_LEAST_PAUSE_S = 0.1  # a terminal drawn more often than this costs more than the work it shows
_LINE_CHARS = 100


def say(text: str) -> None:
    """One line for people."""
    print(_plain(text), file=sys.stderr)


def report(error: OnRecordError) -> int:
    """Say an error and give its exit code."""
    message = _plain(str(error)).rstrip(".")
    hint = f" Next: {error.hint}" if error.hint else ""
    say(f"onrecord: {message}.{hint}")
    return error.exit_code


def discard_stdout() -> None:
    """Nobody reads stdout any more: let what is left go nowhere, so that the end of the program stays quiet."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


class ProgressBar:
    """One line that is drawn over and over while work goes on; silent where stderr is not a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._stage = ""
        self._started = self._drawn = 0.0
        self._first_done = 0

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.clear()

    def show(self, stage: str, done: int, total: int, note: str = "") -> None:
        """Draw the line anew, at most ten times a second."""
        if not self._is_shown:
            return
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._started, self._first_done, self._drawn = stage, now, done, 0.0
        if now - self._drawn >= _LEAST_PAUSE_S or done == total:
            self._drawn = now
            text = progress_line(stage, done - self._first_done, (done, total), now - self._started, note)
            sys.stderr.write("\r\x1b[K" + text)
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown and self._stage:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def progress_line(stage: str, n_since: int, counts: tuple[int, int], elapsed_s: float, note: str = "") -> str:
    """The line: stage, bar, counts, rate and remaining time; `n_since` were done in `elapsed_s` seconds.

    >>> progress_line("read", 10, (10, 40), 5.0, "a.pdf")
    'read   [######..................]  10/40  2.0/s  0:15 left  a.pdf'
    """
    done, total = counts
    filled = _BAR_CHARS * done // total if total else 0
    bar = "#" * filled + "." * (_BAR_CHARS - filled)
    line = f"{stage:6} [{bar}]  {done}/{total}"
    if n_since > 0 and elapsed_s > 0:
        rate = n_since / elapsed_s
        left_s = round((total - done) / rate)
        line += f"  {rate:.1f}/s  {left_s // 60}:{left_s % 60:02} left"
    room = _LINE_CHARS - len(line) - 2
    note = _plain(note)
    return f"{line}  {note[-room:]}" if note and room > 8 else line


def _plain(text: str) -> str:
    """The text without characters that would steer a terminal, and such as its encoding can show."""
    shown = "".join(character if character.isprintable() or character == "\n" else "�" for character in text)
    encoding = sys.stderr.encoding or "utf-8"
    return shown.encode(encoding, "backslashreplace").decode(encoding)
