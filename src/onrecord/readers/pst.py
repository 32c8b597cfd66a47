"""Outlook mailboxes (.pst): unpacked by the separate program `readpst` where it is installed, then read as mail.

In: one intake. Out: a document for every message, `box.pst!/Inbox/1.eml`, with its family, and one for every entry of a
calendar, a journal or an address book, `box.pst!/Calendar/1.ics`. Without the program, or when it fails or takes too long,
the Problem says so and names the way out. What the program says it skipped is listed. Trap: the program writes the time at
which it runs into entries; that line is left out, so that the same mailbox gives the same text twice.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.model.documents import Document, Problem, Reading, Source
from onrecord.readers.eml import read_message
from onrecord.readers.family import ReadChild, join_readings
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_MAIL_BYTES
from onrecord.readers.sniffing import MAIL, TEXT
from onrecord.text.encodings import decode_text

PROGRAM = "readpst"
TIMEOUT_SECONDS = 1_800  # some 20 GB of mailbox at the speed of a laptop's disk
# what readpst prints for each folder: "Inbox" - 12 items done, 1 items skipped.
_ENTRIES = frozenset({".ics", ".vcf"})
# written by the program itself: DTSTAMP:20261122T054938Z, PRODID:LibPST v0.6.76
_OWN_LINE_RE = re.compile(r"^(?:DTSTAMP|PRODID):.*\n?", re.MULTILINE)
_FOLDED_RE = re.compile(r"\r?\n[ \t]")  # a long line goes on behind a space
_SKIPPED_RE = re.compile(rb"(\d{1,9}) items done, (\d{1,9}) items skipped")


def read_pst(intake: Intake, read_child: ReadChild) -> Reading:
    """The messages of a mailbox as documents, or the Problem that says why there are none."""
    path = intake.source.path
    program = shutil.which(PROGRAM)
    if program is None:
        detail = (
            f"{path}: needs the program {PROGRAM} (package pst-utils), which is not installed; or export the mailbox as .mbox"
        )
        return Reading(problems=(Problem(source=path, reason="needs_readpst", detail=detail, fatal=True),))
    with tempfile.TemporaryDirectory(dir=intake.scratch, prefix="pst-") as folder:
        fault, n_skipped = _unpack(program, intake.file, Path(folder))
        if fault is not None:
            return Reading(problems=(Problem(source=path, reason="damaged_pst", detail=f"{path}: {fault}", fatal=True),))
        readings = list(_read_folder(Path(folder), intake, read_child))
    problems: tuple[Problem, ...] = ()
    if not any(reading.documents for reading in readings):
        detail = f"{path}: {PROGRAM} found no message in it"
        problems = (Problem(source=path, reason="no_messages", detail=detail, fatal=True),)
    if n_skipped:
        detail = f"{path}: {PROGRAM} skipped {n_skipped} items"
        problems = (*problems, Problem(source=path, reason="items_skipped", detail=detail))
    return join_readings((*readings, Reading(problems=problems)))


def _unpack(program: str, file: Path, folder: Path) -> tuple[str | None, int]:
    # -e: a file for every message, ending in .eml; -j 0: one process, so that names do not depend on timing
    call = [program, "-e", "-j", "0", "-o", str(folder), str(file.absolute())]
    try:
        done = subprocess.run(call, capture_output=True, timeout=TIMEOUT_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"{PROGRAM} took longer than {TIMEOUT_SECONDS:,} seconds", 0
    except OSError as error:
        return f"{PROGRAM} could not be started ({error.strerror})", 0
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return f"{PROGRAM} failed: {said[-1][:200] if said else done.returncode}", 0
    return None, sum(int(skipped) for _, skipped in _SKIPPED_RE.findall(done.stdout))


def _read_folder(folder: Path, intake: Intake, read_child: ReadChild) -> Iterator[Reading]:
    n_others = 0
    files = sorted((path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()), key=_place_in_folder)
    for number, file in enumerate(files, start=1):
        suffix = file.suffix.lower()
        inner = file.relative_to(folder).as_posix().encode("utf-8", "replace").decode("utf-8")
        path = f"{intake.source.path}!/{inner}"
        if suffix == ".eml":
            yield _read_one(file, path, number, intake, read_child)
        elif suffix in _ENTRIES:
            yield _read_entry(file, path, number, intake)
        else:
            n_others += 1
    if n_others:
        detail = f"{intake.source.path}: {n_others} items of other kinds than mail and entries were left out"
        yield Reading(problems=(Problem(source=intake.source.path, reason="items_skipped", detail=detail),))


def _place_in_folder(file: Path) -> tuple[str, int, str]:
    number = int(file.stem) if file.stem.isdecimal() and len(file.stem) < 12 else 0
    return (str(file.parent), number, file.name)


def _read_entry(file: Path, path: str, number: int, intake: Intake) -> Reading:
    """An entry of a calendar or an address book as a text, its folded lines joined."""
    with file.open("rb") as stream:
        decoded = decode_text(stream.read(MAX_MAIL_BYTES))
    if decoded is None:
        problem = Problem(source=path, reason="not_text", detail=f"{path}: the bytes of the entry are no text")
        return Reading(problems=(problem,))
    text = _OWN_LINE_RE.sub("", _FOLDED_RE.sub("", decoded.text).replace("\r\n", "\n"))
    raw = text.encode("utf-8", "replace")
    sha256 = hashlib.sha256(raw).hexdigest()
    source = Source(path=path, sha256=sha256, n_bytes=len(raw), media_type=TEXT, pile=intake.source.pile)
    return Reading(documents=(Document(id=intake.document_id(number), source=source, kind="text", text=text),))


def _read_one(file: Path, path: str, number: int, intake: Intake, read_child: ReadChild) -> Reading:
    with file.open("rb") as stream:
        raw = stream.read(MAX_MAIL_BYTES + 1)
    if len(raw) > MAX_MAIL_BYTES:
        detail = f"{path}: the message is larger than {MAX_MAIL_BYTES:,} bytes"
        return Reading(problems=(Problem(source=path, reason="too_large", detail=detail),))
    sha256 = hashlib.sha256(raw).hexdigest()
    source = Source(path=path, sha256=sha256, n_bytes=len(raw), media_type=MAIL, pile=intake.source.pile)
    reading = read_message(raw, intake, source, intake.document_id(number), read_child)
    return replace(reading, problems=tuple(replace(problem, fatal=False) for problem in reading.problems))
