"""The programs that recognise print: Tesseract as installed on this machine, else the package of the extra `ocr`.

In: a grey picture of a page. Out: its words with boxes in pixels, the line each stands on, and a confidence from 0 to 1.
Trap: Tesseract spreads one page over all cores, which slows many pages down, so it is held to one; and it is given no
list of words of its own, because a name that is not in its list must not become a word that is.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

AUTO, OFF, FORCE = "auto", "off", "force"
PAGE_SECONDS = 180.0  # a dense page takes some five on a slow machine
_WORD_LEVEL = "5"  # the rows of Tesseract's table that are words
_LANGUAGE = "eng"


class OcrFaultError(Exception):
    """A page whose words could not be had; the message says why, after "the page is a picture; "."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One recognised word: its box in pixels from the top left, the number of its line, how sure the program is (0..1)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    line: int
    confidence: float


class OcrEngine(Protocol):
    """A program that recognises print. `name` says which, and in what version."""

    @property
    def name(self) -> str:
        """The program and its version: on what its words depend."""

    @property
    def n_at_once(self) -> int:
        """How many pages may be read at the same time."""

    def read(self, picture: Path) -> list[OcrWord]:
        """The words of a picture, in reading order. Raises OcrFaultError."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program `tesseract` as found on the path."""

    program: str
    name: str
    n_at_once: int = 4

    def read(self, picture: Path) -> list[OcrWord]:
        """The words of a picture. Raises OcrFaultError where the program fails or takes too long."""
        call = [self.program, str(picture), "stdout", "-l", _LANGUAGE, "--dpi", "300", "--psm", "3"]
        call += ["-c", "load_system_dawg=0", "-c", "load_freq_dawg=0", "tsv"]
        one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(
                call, capture_output=True, timeout=PAGE_SECONDS, check=False, stdin=subprocess.DEVNULL, env=one_core
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise OcrFaultError(f"{self.name} did not end in {PAGE_SECONDS:.0f} seconds") from error
        if done.returncode != 0:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise OcrFaultError(f"{self.name} could not read it ({''.join(last)[:120]})")
        return parse_tsv(done.stdout.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class RapidOcr:
    """The package rapidocr, which reads line by line; words of a line share its confidence and divide its width."""

    name: str
    n_at_once: int = 1  # it uses all cores for one page

    def read(self, picture: Path) -> list[OcrWord]:
        """The words of a picture."""
        found = _load_rapidocr()(str(picture))
        if found.boxes is None or found.txts is None or found.scores is None:
            return []
        return split_lines(list(zip(found.txts, found.boxes.tolist(), found.scores, strict=True)))


def find_engine() -> OcrEngine | None:
    """The program that recognises print on this machine, or None."""
    program = shutil.which("tesseract")
    if program is not None and (name := _tesseract_name(program)) is not None:
        return Tesseract(program, name)
    if find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None:
        return RapidOcr(f"rapidocr {_installed('rapidocr')}")
    return None


def engine_name() -> str:
    """The name of the program that would be asked, with its version; empty where there is none."""
    engine = find_engine()
    return engine.name if engine is not None else ""


@cache
def _tesseract_name(program: str) -> str | None:
    """ "tesseract 5.3.0", or None where the program does not run or knows no English."""
    try:
        asked = [
            subprocess.run([program, what], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL).stdout
            for what in ("--version", "--list-langs")
        ]
    except (subprocess.TimeoutExpired, OSError):
        return None
    lines = asked[0].decode("utf-8", "replace").splitlines()
    return lines[0].strip() if lines and _LANGUAGE in asked[1].decode("utf-8", "replace").split() else None


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"


@cache
def _load_rapidocr() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  # an extra, and slow to load

    # Upright pages only: its own guess at upside-down lines turns good ones over.
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})


def parse_tsv(table: str) -> list[OcrWord]:
    """The words of Tesseract's table of words, in its order."""
    words: list[OcrWord] = []
    numbers: dict[tuple[str, str, str], int] = {}
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < 12 or row[0] != _WORD_LEVEL or not row[11].strip():
            continue
        left, top, width, height, sure = (float(cell) for cell in row[6:11])
        line = numbers.setdefault((row[2], row[3], row[4]), len(numbers))
        text = "".join(row[11].split())
        words.append(OcrWord(text, left, top, left + width, top + height, line, max(0.0, sure) / 100))
    return words


def split_lines(lines: Sequence[tuple[str, Sequence[Sequence[float]], float]]) -> list[OcrWord]:
    """The words of whole lines with their corners; each takes the part of the width that its letters take."""
    words: list[OcrWord] = []
    for number, (text, corners, sure) in enumerate(lines):
        x0, x1 = min(corner[0] for corner in corners), max(corner[0] for corner in corners)
        top, bottom = min(corner[1] for corner in corners), max(corner[1] for corner in corners)
        per_char = (x1 - x0) / max(len(text), 1)
        at = 0
        for word in text.split():
            at = text.index(word, at)
            start, end = x0 + at * per_char, x0 + (at + len(word)) * per_char
            words.append(OcrWord(word, start, top, end, bottom, number, min(1.0, max(0.0, float(sure)))))
            at += len(word)
    return words
