"""The five articles end to end: build, check, export, score, with the time and the memory of each step.

`python benchmarks/seeds_quality.py [--shared FOLDER] [--runs N]` prints the median wall time of build + check, the largest
resident memory of any process, the scorer's table, and what is said once the agency's figures are loaded (`agency_figures`).
Time is from process start to exit, as a user waits for it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from agency_figures import score_agency_figures, write_agency_figures

TABLES = ("passages", "quotes", "figures", "dates", "stories", "documents", "findings")
BESIDE = Path(__file__).resolve().parents[2] / "shared"


def onrecord(*words: object, out: Path | None = None) -> float:
    """Run the program; give the wall time in seconds. Raises CalledProcessError where it fails."""
    started = time.perf_counter()
    with out.open("wb") if out else open("/dev/null", "wb") as stream:  # noqa: PTH123  # a device, not a path of ours
        subprocess.run((sys.executable, "-m", "onrecord.cli", *map(str, words)), check=True, stdout=stream)
    return time.perf_counter() - started


def score_with_agency(shared: Path, folder: Path) -> None:
    """Build the articles again with the agency's figures and print what was found of each relation that needs them."""
    tables, statements = write_agency_figures(shared / "domain/domain_facts.json", folder)
    case, found = folder / "agency.onrecord", folder / "agency.jsonl"
    onrecord("build", case, "--coverage", shared / "seeds", "--records", statements, "--data", tables)
    onrecord("export", case, "findings", "--format", "jsonl", out=found)
    score_agency_figures(shared / "gold/seeds_gold.json", folder / "findings.jsonl", found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=BESIDE)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for run in range(args.runs):
            case = Path(folder) / f"{run}.onrecord"
            times.append(onrecord("build", case, args.shared / "seeds") + onrecord("check", case))
        peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        for table in TABLES:
            onrecord("export", case, table, "--format", "jsonl", out=Path(folder) / f"{table}.jsonl")
        print(f"build + check: median {statistics.median(times):.2f} s of {args.runs} runs, peak memory {peak_mb:.0f} MB")
        score_with_agency(args.shared, Path(folder))
        scorer = (args.shared / "eval/score_seeds.py", args.shared / "gold/seeds_gold.json")
        subprocess.run((sys.executable, *map(str, scorer), folder), check=True)


if __name__ == "__main__":
    main()
