"""Pages a second: bare pdfium text extraction, reading with boxes, and the whole way to messages, of the same file in one run.

Usage: python benchmarks/release_speed.py PDF [--copies N] [--jobs N] [--case]

`--copies` strings the file together N times in a temporary PDF, so that start-up does not hide the rate; `long_release.py`
makes a long release whose mails differ. Prints pages a second, the cost of the whole in units of bare extraction (by the
clock, and in processor time of all processes, which a busy machine does not falsify), and the peak memory. `--case` builds a
case too: when its first messages could be seen, when it was done, and the peak memory of all its processes together.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pypdfium2

from onrecord.casefile.views import Slice, list_inbox
from onrecord.engines.collecting import rare_collections
from onrecord.engines.local import LocalEngine
from onrecord.errors import CaseFileError
from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.sections import Sections, learn_sections, read_section
from onrecord.inbox.threads import link_threads
from onrecord.model.documents import Pile, Source
from onrecord.model.messages import Message
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


def processor_seconds() -> float:
    """Processor time of this process and of all its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def messages_of(sections: Sections, jobs: int) -> tuple[Message, ...]:
    """The messages of all sections, taken out by several processes."""
    work = [sections.section(number) for number in range(len(sections))]
    done = LocalEngine(jobs).map(partial(read_section, learned=sections.learned), work, limit_s=600.0)
    return tuple(message for one in done if one.result is not None for message in one.result.messages)


def measure(path: Path, jobs: int) -> None:
    """Print the rates for one file."""
    before = processor_seconds()
    bare = bare_seconds(path)
    bare_work = processor_seconds() - before
    source = Source(path=path.name, sha256="0", n_bytes=path.stat().st_size, media_type="application/pdf", pile=Pile.RECORDS)
    before, start = processor_seconds(), time.perf_counter()
    reading = read_pdf(path, source, "d", jobs=jobs)
    read = time.perf_counter() - start
    document, layouts = reading.documents[0], reading.layouts[0][1]
    sections = learn_sections(document, layouts)
    found = messages_of(sections, jobs) if sections else read_release(document, layouts, ()).messages
    messages = link_threads(link_copies(found))
    whole, work = time.perf_counter() - start, processor_seconds() - before
    pages = len(document.pages)
    print(f"{pages} pages, {len(messages)} messages, {jobs} processes, {os.getloadavg()[0]:.1f} wanting to run")
    print(f"bare extraction   {pages / bare:8.0f} pages/s   {1000 * bare_work / pages:6.2f} ms of processor a page")
    print(f"reading           {pages / read:8.0f} pages/s")
    print(f"to messages       {pages / whole:8.0f} pages/s   {1000 * work / pages:6.2f} ms of processor a page")
    print(f"the whole costs   {whole / bare:8.1f} times bare extraction by the clock")
    print(f"                  {work / bare_work:8.1f} times in processor time of all processes")
    print(f"peak memory       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def build(path: Path, jobs: int, folder: Path) -> None:
    """Print when a case of the file showed its first messages, when it was done, and what memory it took."""
    case = folder / "long.onrecord"
    start = time.perf_counter()
    command = [sys.executable, "-m", "onrecord.cli", "build", str(case), "--records", str(path), "--jobs", str(jobs)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen, peak = 0.0, 0
    while child.poll() is None:
        peak = max(peak, sum(resident_kb(pid) for pid in family(child.pid)))
        seen = seen or (time.perf_counter() - start if shows_messages(case) else 0.0)
        time.sleep(0.1)
    print(f"first messages    {seen:8.1f} s")
    print(f"the case is built {time.perf_counter() - start:8.1f} s")
    print(f"all processes     {peak / 1024:8.0f} MB at the most")


def shows_messages(case: Path) -> bool:
    """True where the case file can be read and lists a message."""
    try:
        return bool(list_inbox(case, Slice(1)))
    except CaseFileError:
        return False


def family(pid: int) -> list[int]:
    """A process and all below it (Linux)."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        found += [one for child in children for one in family(int(child))]
    return found


def resident_kb(pid: int) -> int:
    """The memory that a process holds, pages shared with others counted for each (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def main() -> int:
    """Measure one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--case", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pdf = strung_together(args.pdf, args.copies, Path(folder)) if args.copies > 1 else args.pdf
        with rare_collections():  # as every build does
            measure(pdf, args.jobs)
        if args.case:
            build(pdf, args.jobs, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
