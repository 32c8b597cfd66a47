"""How loud the checks are on ordinary news: `python benchmarks/silence.py [--shared FOLDER] [--sample N] [--code F201 ...]`.

Builds one case from the 831 given news articles, with no records, and prints the findings an article by family and severity,
then the counts by code. `--sample N` prints N findings for reading by hand: chosen by the hash of their ids, so that two runs
of the same program show the same ones. Notes are counted and never sampled unless their code is asked for.
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
from collections import Counter
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared"
AROUND = 90  # characters shown at both sides of a place


def onrecord(*words: object) -> str:
    """What the program prints. Raises CalledProcessError where it fails."""
    command = (sys.executable, "-m", "onrecord.cli", *map(str, words))
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def rows(case: Path, table: str) -> list[dict[str, object]]:
    """One exported table."""
    return [json.loads(line) for line in onrecord("export", case, table, "--format", "jsonl").splitlines()]


def show(finding: dict[str, object], texts: dict[str, str]) -> None:
    """Print one finding with its places in their surroundings."""
    print(f"\n{finding['code']} {finding['severity']} {finding['verdict']}: {finding['message']}")
    if finding["working"]:
        print(f"    working: {finding['working']}")
    spans = finding["spans"]
    assert isinstance(spans, list)
    for span in spans:
        text = texts[span["source"]]
        before, after = text[max(0, span["start"] - AROUND) : span["start"]], text[span["end"] : span["end"] + AROUND]
        print(f"    {Path(span['source']).name}: {' '.join((before + '[[' + span['text'] + ']]' + after).split())}")


def main() -> None:
    """Build, count, and show what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=BESIDE)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--code", action="append", default=[])
    parser.add_argument("--case", type=Path, help="a case that is there already, instead of a new build")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = args.case or Path(folder) / "news.onrecord"
        if not args.case:
            with zipfile.ZipFile(args.shared / "data/polnear_train.zip") as packed:
                packed.extractall(folder)
            started = time.perf_counter()
            onrecord("build", case, "--coverage", next(Path(folder).rglob("docs")))
            print(f"built in {time.perf_counter() - started:.0f} s")
        texts = {
            str(row["source"]): row["text"]
            for line in onrecord("export", case, "documents", "--text", "--format", "jsonl").splitlines()
            for row in [json.loads(line)]
        }
        findings = rows(case, "findings")
    families = Counter((str(f["code"])[0], str(f["severity"])) for f in findings)
    print(f"{len(texts)} articles")
    for (family, severity), n in sorted(families.items()):
        print(f"{family} {severity:8s} {n:6d}  {n / len(texts):.3f} an article")
    for (code, severity), n in sorted(Counter((str(f["code"]), str(f["severity"])) for f in findings).items()):
        print(f"  {code} {severity:8s} {n}")
    wanted = [f for f in findings if (f["code"] in args.code if args.code else f["severity"] != "note")]
    wanted.sort(key=lambda f: hashlib.sha256(str(f["id"]).encode()).hexdigest())
    for finding in wanted[: args.sample]:
        show(finding, texts)


if __name__ == "__main__":
    main()
