"""Dates against TIMEX3 gold: runs `find_dates` over texts with sidecar dates and prints the scorer's table.

Usage: python benchmarks/dates_quality.py --shared FOLDER [--data FOLDER] [--part held|dev|all] [--errors]

The data set `tbaq` is unpacked into a temporary folder unless `--data` names one. A third is kept aside by the hash of its
file names (sha256 modulo 3 is 0): develop on `dev`, report `held`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from onrecord.mentions.dates import find_dates
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import DateMention
from onrecord.text.dates import parse_date


def read_document(path: Path) -> Document:
    """A text with its sidecar as a Document."""
    text = path.read_bytes().decode("utf-8")
    sidecar = path.with_name(path.name + ".meta.json")
    published = json.loads(sidecar.read_text(encoding="utf-8")).get("published") if sidecar.exists() else None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = Source(
        path=path.name,
        sha256=sha256,
        n_bytes=len(text.encode()),
        media_type="text/plain",
        pile=Pile.COVERAGE,
        published=parse_date(published.split("T")[0]) if published else None,
        published_basis="sidecar" if published else None,
    )
    return Document(id="d-" + sha256[:16], source=source, kind="text", text=text)


def as_row(mention: DateMention, source: str) -> dict[str, object]:
    """A mention in the field names of the export."""
    value: dict[str, object] | None = None
    if mention.duration is not None:
        low, high = mention.duration.low, mention.duration.high
        value = {"low": None if low is None else float(low), "high": None if high is None else float(high)}
    if mention.value is not None:
        value = (value or {}) | {"earliest": str(mention.value.earliest), "latest": str(mention.value.latest)}
    return {
        "source": source,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.kind,
        "granularity": mention.granularity,
        "value": value,
        "rule": mention.rule,
        "unresolved_reason": mention.unresolved_reason,
        **({"timex": mention.timex} if mention.timex else {}),
    }


def is_held(name: str) -> bool:
    """Whether a file belongs to the third that is kept aside."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--part", choices=("held", "dev", "all"), default="held")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    import score_dates  # noqa: PLC0415  (the scorer is given by path)
    from matching import load_jsonl, overlap, pair_up, print_report  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        folder = args.data
        if folder is None:
            zipfile.ZipFile(args.shared / "data" / "tbaq.zip").extractall(scratch)
            folder = next(path.parent for path in Path(scratch).rglob("gold.jsonl"))
        names = sorted(p.name for p in (folder / "docs").glob("*.txt"))
        wanted = [n for n in names if args.part == "all" or is_held(n) == (args.part == "held")]
        documents = [read_document(folder / "docs" / name) for name in wanted]
        gold = [row for row in load_jsonl(folder / "gold.jsonl") if row["source"] in set(wanted)]
    began = time.perf_counter()
    found = [as_row(m, d.source.path) for d in documents for m in find_dates(d)]
    seconds = time.perf_counter() - began
    found = [row for row in found if row["kind"] != "state"]
    print_report(score_dates.score(gold, found, False, wanted), False)
    n_chars = sum(len(d.text) for d in documents)
    print(f"{len(documents)} texts, {n_chars} characters, {n_chars / seconds / 1e6:.2f} MB/s")
    if args.errors:
        print_errors(gold, found, score_dates.same_value, lambda g, f: pair_up(g, f, lambda a, b: overlap(_span(a), _span(b))))


def _span(row: dict[str, object]) -> tuple[object, object]:
    return (row["start"], row["end"])


def print_errors(gold, found, same_value, pair) -> None:  # type: ignore[no-untyped-def]
    """Every miss (-), false one (+) and wrong value (~), a line each."""
    for name in sorted({row["source"] for row in gold} | {row["source"] for row in found}):
        ours = [row for row in gold if row["source"] == name]
        theirs = [row for row in found if row["source"] == name]
        pairs = pair(ours, theirs)
        for g, row in enumerate(ours):
            if g not in {a for a, _ in pairs}:
                print(f"- {name} {row['start']} {row['text']!r} {row['timex']} {row['published']}")
        for f, row in enumerate(theirs):
            if f not in {b for _, b in pairs}:
                print(f"+ {name} {row['start']} {row['text']!r} {row['rule']}")
        for g, f in pairs:
            if not same_value(ours[g], theirs[f]):
                a, b = ours[g], theirs[f]
                shown = b.get("timex") or b["value"] or b["unresolved_reason"]
                print(f"~ {name} {a['start']} {a['text']!r} {a['timex']} {a['published']} | {b['text']!r} {b['rule']} {shown}")


if __name__ == "__main__":
    main()
