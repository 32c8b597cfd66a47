"""Quality of tracing over the 1,000 altered quotations: recall, verdicts, and what must never pass.

    python benchmarks/trace_quality.py --shared PATH [--whole]

Unpacks `data/altered_quotes.zip` and `data/clinton/documents.zip` under PATH into a scratch folder, reads the mail (or, with
`--whole`, takes each document as one text), traces every quotation of the gold by its own words and prints the table of the
scorer in `eval/`. The scorer is the judge; this file only feeds it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from onrecord.inbox.release import read_release
from onrecord.links.index import TraceIndex, build_index
from onrecord.links.records import describe_coverage, trace_texts
from onrecord.links.traces import trace_parts
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Trace
from onrecord.readers.text import split_pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and eval/")
    parser.add_argument("--whole", action="store_true", help="do not split mail into messages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in ("altered_quotes.zip", "clinton/documents.zip"):
            zipfile.ZipFile(asked.shared / "data" / name).extractall(folder)
        records = [read(path, split=not asked.whole) for path in sorted(folder.glob("records/*/*.txt"))]
        index = build_index(trace_texts(records), describe_coverage(records))
        names = {part.document.id: Path(part.document.source.path).name for part in records}
        gold = folder / "altered_quotes" / "gold.jsonl"
        rows, seconds = trace_all(gold, index, names)
        (folder / "traces.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        (folder / "seconds").write_text("\n".join(map(str, seconds)), encoding="utf-8")
        scorer = asked.shared / "eval" / "score_traces.py"
        call = [sys.executable, str(scorer), str(gold), str(folder / "traces.jsonl"), "--seconds", str(folder / "seconds")]
        subprocess.run(call, check=True)


def read(path: Path, *, split: bool) -> DocumentRecords:
    """One document of the release with its messages."""
    text = path.read_bytes().decode("utf-8")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    source = Source(path=str(path), sha256=sha256, n_bytes=len(text), media_type="text/plain", pile=Pile.RECORDS)
    document = Document(id=path.name, source=source, kind="text", text=text, pages=split_pages(text))
    return (
        DocumentRecords(document=document, inbox=read_release(document, None, ()))
        if split
        else DocumentRecords(document=document)
    )


def trace_all(gold: Path, index: TraceIndex, names: dict[str, str]) -> tuple[list[dict[str, object]], list[float]]:
    """A row for the scorer and the processor seconds of every quotation of the gold."""
    rows, seconds = [], []
    for line in gold.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        text = (gold.parent / "docs" / asked["source"]).read_bytes().decode("utf-8")
        parts = [text[start:end] for start, end in asked["parts"]]
        started = time.process_time()
        found = trace_parts(parts, index, speaker=asked["speaker"], quote_id=asked["id"])
        seconds.append(time.process_time() - started)
        rows.append(as_row(found, names))
    return rows, seconds


def as_row(found: Trace, names: dict[str, str]) -> dict[str, object]:
    """The fields that the scorer reads."""
    place = found.place
    return {
        "gold_id": found.quote_id,
        "verdict": str(found.verdict),
        "record_source": names[place.document_id] if place else None,
        "record_start": place.span.start if place else None,
        "record_end": place.span.end if place else None,
        "record_text": place.text if place else None,
        "score": found.score,
    }


if __name__ == "__main__":
    main()
