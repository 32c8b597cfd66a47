"""How fast figures and dates are found: `python benchmarks/figures_dates_speed.py [--shared FOLDER] [--rounds N] [--step N]`.

Reads every Nth of the given news articles `rounds` times and counts, for each article, the processor time of its fastest
round: other work on the machine slows single rounds and must not be measured. Prints megabytes of text a second on one core.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import zipfile
from pathlib import Path

from onrecord.mentions.dates import find_dates
from onrecord.mentions.figures import find_figures
from onrecord.model.documents import Document, Pile, Source

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def read_articles(shared: Path, step: int) -> list[Document]:
    """Every `step`-th article as a document."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(shared / "data/polnear_train.zip") as packed:
            packed.extractall(folder)
        texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.txt"))[::step]]
    return [_document(at, text) for at, text in enumerate(texts)]


def _document(at: int, text: str) -> Document:
    source = Source(path=f"{at}.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    return Document(id=f"d-{at}", source=source, kind="text", text=text)


def measure(document: Document, rounds: int) -> tuple[float, float]:
    """Seconds of processor time for the dates and for the figures of one document, each in its fastest round."""
    dates_s = figures_s = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        dates = find_dates(document)
        between = time.process_time()
        find_figures(document, (), (), dates)
        dates_s, figures_s = min(dates_s, between - started), min(figures_s, time.process_time() - between)
    return dates_s, figures_s


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=BESIDE)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--step", type=int, default=2)
    args = parser.parse_args()
    documents = read_articles(args.shared, args.step)
    size_mb = sum(len(document.text.encode()) for document in documents) / 1e6
    times = [measure(document, args.rounds) for document in documents]
    dates_s, figures_s = (sum(column) for column in zip(*times, strict=True))
    print(f"{len(documents)} articles, {size_mb:.2f} MB")
    print(f"dates {size_mb / dates_s:.2f} MB/s, figures {size_mb / figures_s:.2f} MB/s")
    print(f"together {size_mb / (dates_s + figures_s):.2f} MB/s")


if __name__ == "__main__":
    main()
