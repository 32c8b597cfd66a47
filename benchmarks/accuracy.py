"""How right the inbox is on given data, as a page: writes docs/accuracy.md.

Usage: python benchmarks/accuracy.py --shared FOLDER [--every N] [--jobs N] [--ocr] [--xmpdf PYTHON] [-o FILE]

FOLDER holds `data/releases`, `data/clinton` and the scorers in `eval`. The numbers are the scorers' own, on the same calls that
a build makes. `--xmpdf` names a Python in which `pip install xmpdf` was done: its messages are scored on the same files.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from markdown_tables import table
from release_quality import load_scorer, read_release_pdf, score_headers, write_export

WEAK = 0.9  # a header shape below this is listed as one that fails
XMPDF_LIMIT_S = 900
# Run by the other Python: prints one JSON line for each message that xmpdf finds, in the fields that the scorer reads.
XMPDF_PROGRAM = Path(__file__).with_name("xmpdf_messages.py")
INTRODUCTION = """# Accuracy

How right the program is about printed releases, measured with given scorers on given data. Made by
`python benchmarks/accuracy.py --shared FOLDER`; the numbers are the scorers' own. A gold message counts as found where a
message begins on the same line; a field is right where it says the same, white space apart. The productions are made from
real mail printed anew, so that their gold is exact; the text documents are real releases with the agency's own metadata.
Nothing here says how the program does on a release that is set in none of these ways.
"""


_READ_ANEW = ", its pages drawn and recognised anew"


def production_tables(shared: Path, folder: Path, jobs: int, ocr: str = "off") -> Iterator[str]:
    """The tables of one production. `ocr` force: as if its pages were pictures without words."""
    scorer = load_scorer(shared, "score_release")
    inbox = read_release_pdf(folder / "release.pdf", jobs, ocr)
    with tempfile.TemporaryDirectory() as exports:
        write_export(inbox, "release.pdf", Path(exports))
        result = scorer.score(folder / "gold", Path(exports))
    n_unassigned = sum(one.n_unassigned for one in inbox.balances)
    n_words = sum(one.n_words for one in inbox.balances)
    yield f"\n## Production {folder.name}{_READ_ANEW if ocr != 'off' else ''}\n"
    lost = f"{n_unassigned:,} of them on no message, stamp, redaction or attachment"
    yield f"{len(inbox.balances)} pages, {n_words:,} words; {lost}.\n"
    measures = {name: row for name, row in result.items() if name != "by shape"}
    head = ("measure", "precision", "recall", "F1", "gold", "found")
    yield from table(
        head,
        (
            (name, *(f"{row[key]:.4f}" for key in ("precision", "recall", "f1")), row["n_gold"], row["n_pred"])
            for name, row in measures.items()
        ),
    )
    shapes = result["by shape"]
    weak = {name: row for name, row in shapes.items() if min(row["found"], row["header_right"]) < WEAK}
    yield f"\n### Header layouts of {folder.name}{_READ_ANEW if ocr != 'off' else ''}\n"
    failing = f"in {len(weak)} of them fewer than {WEAK:.0%} of the messages are found with sender, time and subject right"
    yield f"{len(shapes)} layouts; {failing}.\n"
    columns = ("layout", "messages", "found", "sender, time and subject right", "")
    yield from table(
        columns,
        (
            (name, row["n"], f"{row['found']:.3f}", f"{row['header_right']:.3f}", "fails" if name in weak else "")
            for name, row in sorted(shapes.items(), key=lambda item: (item[1]["header_right"], item[0]))
        ),
    )


def text_tables(shared: Path, every: int, jobs: int) -> Iterator[str]:
    """The headers of the released mail as text, and why fields are missed."""
    scores = score_headers(shared, every, jobs)
    yield "\n## Released mail as text, with the agency's metadata\n"
    some = f" (each {every}th)" if every > 1 else ""
    yield f"{scores.n_documents:,} documents{some}, joined as one case; the first outer message of each.\n"
    keys = list(next(iter(scores.fields.values())))
    yield from table(("field", *keys), ((name, *(row.get(key, "") for key in keys)) for name, row in scores.fields.items()))
    yield "\nWhy a field is not as the metadata have it (`to`: without bare initials):\n"
    yield from table(("field", "cause", "documents"), scores.causes)
    yield "\nThe metadata have slips of their own, and name the writers of letters and speeches that are no mail."


def xmpdf_tables(shared: Path, folders: Iterable[Path], python: str) -> Iterator[str]:
    """What xmpdf makes of the same files: its messages, by the same scorer."""
    scorer = load_scorer(shared, "score_release")
    yield "\n## xmpdf on the same files\n"
    yield "It prints times as it finds them, so they are not compared.\n"
    for folder in folders:
        yield f"\n### {folder.name}\n"
        with tempfile.TemporaryDirectory() as exports:
            command = [python, str(XMPDF_PROGRAM), str(folder / "release.pdf")]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=XMPDF_LIMIT_S)
            if done.returncode:
                last = (done.stderr.strip().splitlines() or ["no message"])[-1]
                yield f"It ended with an error: `{last[:200]}`\n"
                continue
            (Path(exports) / "messages.jsonl").write_text(done.stdout, encoding="utf-8")
            for name in ("redactions", "stamps"):
                (Path(exports) / f"{name}.jsonl").write_text("", encoding="utf-8")
            result = scorer.score(folder / "gold", Path(exports))
        names = [name for name in result if name.startswith(("boundar", "outer", "quoted", "message", "from", "subject"))]
        head = ("measure", "precision", "recall", "F1", "gold", "found")
        yield from table(
            head,
            (
                (
                    name,
                    *(f"{result[name][key]:.4f}" for key in ("precision", "recall", "f1")),
                    result[name]["n_gold"],
                    result[name]["n_pred"],
                )
                for name in names
            ),
        )


def main() -> int:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="every Nth text document")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ocr", action="store_true", help="also have the productions' pages recognised anew (minutes)")
    parser.add_argument("--xmpdf", metavar="PYTHON", help="a Python in which xmpdf is installed")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).resolve().parents[1] / "docs" / "accuracy.md")
    args = parser.parse_args()
    folders = sorted((args.shared / "data" / "releases").glob("*/"))
    lines = [INTRODUCTION]
    for folder in folders:
        lines += production_tables(args.shared, folder, args.jobs)
    for folder in folders if args.ocr else ():
        lines += production_tables(args.shared, folder, args.jobs, "force")
    lines += text_tables(args.shared, args.every, args.jobs)
    if args.xmpdf:
        lines += xmpdf_tables(args.shared, folders, args.xmpdf)
    else:
        lines.append("\n## xmpdf\n\nNot measured: no Python with xmpdf was named (`--xmpdf PYTHON`).")
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
