"""Printed releases against gold: messages, fields, threads, copies, redactions, stamps; and headers of released mail as text.

Usage: python benchmarks/release_quality.py --shared FOLDER [--every N] [--half held|open] [--shapes] [--jobs N]

FOLDER holds `data/releases`, `data/clinton` and the scorers in `eval`. The reading and the inbox are called as a build calls
them; `--every 10` reads each tenth of the text documents. Prints one table per production, the scorers' own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.settling import settle_messages
from onrecord.inbox.threads import link_threads
from onrecord.intervals import InstantInterval
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.messages import InboxRecords, Message
from onrecord.readers.ocr import recognise_pages
from onrecord.readers.pdf import read_pdf
from onrecord.spans import Span

Row = dict[str, object]


def source_of(path: Path, media_type: str) -> Source:
    """A file as a source of the records pile."""
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return Source(path=path.name, sha256=sha256, n_bytes=len(content), media_type=media_type, pile=Pile.RECORDS)


def read_release_pdf(path: Path, jobs: int, ocr: str = "off") -> InboxRecords:
    """The records of one PDF, joined as a case of this file alone. `ocr` force has the words of all pages recognised anew."""
    reading = recognise_pages(read_pdf(path, source_of(path, "application/pdf"), "d", jobs=jobs), path, "d", ocr)
    inbox = read_release(reading.documents[0], reading.layouts[0][1], ())
    messages = link_threads(link_copies(settle_messages(inbox.messages)))
    return InboxRecords(messages=messages, redactions=inbox.redactions, stamps=inbox.stamps, balances=inbox.balances)


def read_text(path: Path) -> tuple[Message, ...]:
    """The messages of one text document with form feeds."""
    text = path.read_bytes().decode("utf-8")
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    document = Document(id=path.stem, source=source_of(path, "text/plain"), kind="text", text=text, pages=tuple(pages))
    return read_release(document, None, ()).messages


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


@dataclass(frozen=True)
class TextScores:
    """How many text documents; the scores of each one's first outer message by field; why fields are not as the gold has
    them: (field, cause, how many)."""

    n_documents: int
    fields: dict[str, dict[str, float]]
    causes: list[tuple[str, str, int]]


def score_headers(shared: Path, every: int, jobs: int, half: str = "") -> TextScores:
    """Read every Nth text document, join them as a case, score the headers. `half`: "held" or "open" takes the half of the
    documents whose names' sha256 is even or odd."""
    scorer = load_scorer(shared, "score_headers")
    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(shared / "data" / "clinton" / "documents.zip") as archive:
            archive.extractall(unpacked)
        files = [file for file in sorted(Path(unpacked).glob("records/*/*.txt"))[::every] if half in ("", half_of(file.stem))]
        with ProcessPoolExecutor(jobs) as pool:
            messages = tuple(message for found in pool.map(read_text, files, chunksize=20) for message in found)
        texts = {file.stem: scorer.fold(file.read_text(encoding="utf-8")) for file in files}
    rows = [row for message in settle_messages(messages) for row in message_rows([message], message.document_id)]
    with gzip.open(shared / "data" / "clinton" / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [row for line in lines if (row := json.loads(line))["doc_id"] in texts]
    fields: dict[str, dict[str, float]] = scorer.score(gold, rows, None)
    for row in gold:
        row["to"] = None if row["to"] and any(len(name) <= 2 for name in row["to"]) else row["to"]
    fields["to, where the gold is not a bare initial"] = scorer.score(gold, rows, None)["to"]
    return TextScores(len(files), fields, causes_of_misses(scorer, gold, scorer.top_messages(rows, None), texts))


FIELDS = ("from", "to", "sent_on", "subject")


def half_of(stem: str) -> str:
    """ "held" or "open", by the document's name alone."""
    return "open" if int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 2 else "held"


# A mark of classification at either end of a subject, like "(SBU)", "(U)"
PORTION_RE = re.compile(r"\((?:SBU|U|C|S|TS|CUI|FOUO)(?: Version)?\)")


def causes_of_misses(
    scorer: ModuleType, gold: Iterable[Row], tops: dict[str, Row], texts: dict[str, str]
) -> list[tuple[str, str, int]]:
    """Why a document's first message does not have what the gold has, counted by field and cause."""
    causes: Counter[tuple[str, str]] = Counter()
    for row in gold:
        name = str(row["doc_id"])
        top, text = tops.get(name), texts[name]
        for field in FIELDS:
            if row[field] and (top is None or not is_right(scorer, field, row, top)):
                causes[field, cause_of_miss(scorer, field, row, top, text)] += 1
    return [(field, cause, count) for (field, cause), count in sorted(causes.items(), key=lambda item: (item[0][0], -item[1]))]


def is_right(scorer: ModuleType, field: str, row: Row, top: Row) -> bool:
    """As the scorer judges one field of one message."""
    if field == "subject":
        return bool(row["subject"] == scorer.fold_subject(top["subject"]))
    if field == "sent_on":
        return bool(scorer.date_right(row["sent_on"], top))
    people = [top["from"], top["from_address"]] if field == "from" else top["to"]
    return bool(scorer.name_match(row[field], people))


def cause_of_miss(scorer: ModuleType, field: str, row: Row, top: Row | None, text: str) -> str:
    """Why one field is missed, in words."""
    wanted = row[field]
    accepted = wanted if isinstance(wanted, list) else [wanted]
    if top is None:
        return "no message: a letter, a cable, a schedule or an article without labels"
    value = top["sent" if field == "sent_on" else field]
    if field == "sent_on":
        return "another day" if value else "a date that cannot be read"
    if not any(str(words) in text for words in accepted):
        return "the gold's words do not stand in the document"
    if not value:
        return "nothing stands beside the label, or no label"
    if field == "subject" and row["subject"] == scorer.fold_subject(PORTION_RE.sub(" ", str(value))):
        return "as printed, with a mark of classification that the gold leaves out"
    return "other words: misread, or more or less than the gold takes"


def score_texts(shared: Path, every: int, jobs: int, half: str) -> None:
    """The headers of the text documents, each document's first outer message."""
    scores = score_headers(shared, every, jobs, half)
    print(f"\n{scores.n_documents} text documents")
    print_fields(scores.fields)
    for field, cause, count in scores.causes:
        print(f"  {field:10}{count:6}  {cause}")


def print_fields(result: dict[str, dict[str, float]]) -> None:
    """One line a field."""
    for name, row in result.items():
        print(f"  {name:26}" + "  ".join(f"{key} {value}" for key, value in row.items()))


def main() -> int:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="every Nth text document")
    parser.add_argument("--half", choices=("held", "open"), default="", help="of the text documents, by their names' hash")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shapes", action="store_true", help="also a table by header shape")
    args = parser.parse_args()
    score_productions(args.shared, args.jobs, shapes=args.shapes)
    score_texts(args.shared, args.every, args.jobs, args.half)
    return 0


if __name__ == "__main__":
    sys.exit(main())
