"""Printed releases against gold: messages, fields, threads, copies, redactions, stamps; and headers of released mail as text.

Usage: python benchmarks/release_quality.py --shared FOLDER [--every N] [--shapes] [--jobs N]

FOLDER holds `data/releases`, `data/clinton` and the scorers in `eval`. The reading and the inbox are called as a build calls
them; `--every 10` reads each tenth of the text documents. Prints one table per production, the scorers' own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType

from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.threads import link_threads
from onrecord.intervals import InstantInterval
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.messages import InboxRecords, Message
from onrecord.readers.pdf import read_pdf
from onrecord.spans import Span

Row = dict[str, object]


def source_of(path: Path, media_type: str) -> Source:
    """A file as a source of the records pile."""
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return Source(path=path.name, sha256=sha256, n_bytes=len(content), media_type=media_type, pile=Pile.RECORDS)


def read_release_pdf(path: Path, jobs: int) -> InboxRecords:
    """The records of one PDF, joined as a case of this file alone."""
    reading = read_pdf(path, source_of(path, "application/pdf"), "d", jobs=jobs)
    inbox = read_release(reading.documents[0], reading.layouts[0][1], ())
    messages = link_threads(link_copies(inbox.messages))
    return InboxRecords(messages=messages, redactions=inbox.redactions, stamps=inbox.stamps, balances=inbox.balances)


def read_text(path: Path) -> list[Row]:
    """The message rows of one text document with form feeds."""
    text = path.read_bytes().decode("utf-8")
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    document = Document(id=path.stem, source=source_of(path, "text/plain"), kind="text", text=text, pages=tuple(pages))
    return list(message_rows(read_release(document, None, ()).messages, path.name))


def message_rows(messages: Iterable[Message], source: str) -> Iterator[Row]:
    """The fields of an export's message rows that the scorers read."""
    for message in messages:
        yield {
            "source": source,
            "id": message.id,
            "start": message.span.start,
            "page_first": message.page_first,
            "page_last": message.page_last,
            "from": message.sender,
            "from_address": message.sender_address,
            "to": list(message.to),
            "cc": list(message.cc),
            "sent": interval_row(message.sent),
            "sent_text": message.sent_text,
            "subject": message.subject,
            "body": message.body,
            "seen_in_quotation": message.seen_in_quotation,
            "quoted_in": message.quoted_in,
            "parent_id": message.parent_id,
            "thread_id": message.thread_id,
            "copy_of": message.copy_of,
            "copies": list(message.copies),
            "sender_redacted": message.sender_redacted,
            "header_text": message.header_text,
        }


def interval_row(sent: InstantInterval | None) -> Row | None:
    """An interval as an export prints it."""
    return {"earliest": sent.earliest.isoformat(), "latest": sent.latest.isoformat()} if sent else None


def write_export(inbox: InboxRecords, source: str, folder: Path) -> None:
    """messages, redactions and stamps as JSONL."""
    tables: dict[str, list[Row]] = {
        "messages": list(message_rows(inbox.messages, source)),
        "redactions": [
            {
                "source": source,
                "page": one.page,
                "box": [one.box.x0, one.box.top, one.box.x1, one.box.bottom] if one.box else None,
                "codes": list(one.codes),
                "kind": one.kind,
                "failed": one.failed,
            }
            for one in inbox.redactions
        ],
        "stamps": [{"source": source, "page": one.page, "text": one.text, "kind": one.kind} for one in inbox.stamps],
    }
    for name, rows in tables.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def load_scorer(shared: Path, name: str) -> ModuleType:
    """A scorer of the given data as a module."""
    spec = importlib.util.spec_from_file_location(name, shared / "eval" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer {name} in {shared / 'eval'}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def score_productions(shared: Path, jobs: int, *, shapes: bool) -> None:
    """One table for each production, and the words that nobody owns."""
    scorer = load_scorer(shared, "score_release")
    for folder in sorted((shared / "data" / "releases").glob("*/")):
        inbox = read_release_pdf(folder / "release.pdf", jobs)
        with tempfile.TemporaryDirectory() as exports:
            write_export(inbox, "release.pdf", Path(exports))
            print(f"\n{folder.name}")
            scorer.print_table(scorer.score(folder / "gold", Path(exports)), shapes)
        print(f"words on no message, stamp, redaction or attachment: {sum(one.n_unassigned for one in inbox.balances)}")


def headers_of_texts(shared: Path, every: int, jobs: int) -> tuple[int, dict[str, dict[str, float]], dict[str, float]]:
    """(how many text documents, the scores of each document's first outer message by field, those of the recipients where
    the gold is not a bare initial)."""
    scorer = load_scorer(shared, "score_headers")
    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(shared / "data" / "clinton" / "documents.zip") as archive:
            archive.extractall(unpacked)
        files = sorted(Path(unpacked).glob("records/*/*.txt"))[::every]
        with ProcessPoolExecutor(jobs) as pool:
            rows = [row for found in pool.map(read_text, files, chunksize=20) for row in found]
    wanted = {file.stem for file in files}
    with gzip.open(shared / "data" / "clinton" / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [row for line in lines if (row := json.loads(line))["doc_id"] in wanted]
    fields: dict[str, dict[str, float]] = scorer.score(gold, rows, None)
    for row in gold:
        row["to"] = None if row["to"] and any(len(name) <= 2 for name in row["to"]) else row["to"]
    to: dict[str, float] = scorer.score(gold, rows, None)["to"]
    return len(files), fields, to


def score_texts(shared: Path, every: int, jobs: int) -> None:
    """The headers of the text documents, each document's first outer message."""
    n_files, fields, to = headers_of_texts(shared, every, jobs)
    print(f"\n{n_files} text documents")
    print_fields(fields)
    print("to, where the gold is not a bare initial")
    print_fields({"to": to})


def print_fields(result: dict[str, dict[str, float]]) -> None:
    """One line a field."""
    for name, row in result.items():
        print(f"  {name:26}" + "  ".join(f"{key} {value}" for key, value in row.items()))


def main() -> int:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="every Nth text document")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shapes", action="store_true", help="also a table by header shape")
    args = parser.parse_args()
    score_productions(args.shared, args.jobs, shapes=args.shapes)
    score_texts(args.shared, args.every, args.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
