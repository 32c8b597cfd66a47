"""How right quotations and traces are, as a page: writes docs/accuracy-quotations.md.

    python benchmarks/quotes_accuracy.py --shared FOLDER [--traces traces.jsonl --quotes quotes.jsonl] [-o FILE]

FOLDER holds `data/` and the scorers in `eval/`. The numbers are the scorers' own: articles with annotated sources (the third
that no rule was written on), the same articles in other marks, and, where the exports of a case built from `altered_quotes` and
the released mail are given, what the traces say of 1,000 quotations whose alterations are known.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown_tables import table
from quotes_quality import find_rows, read_set

INTRODUCTION = """# Accuracy: quotations, speakers, traces

Made by `python benchmarks/quotes_accuracy.py --shared FOLDER`; the numbers are the scorers' own, in percent. The articles are
PolNeAR's, with the source, the cue and the words of every attribution marked by hand. A third of them was kept aside by a hash
of the file name; rules were written on the others. Articles that use '' for marks are left out: their quotations are annotated
as indirect. "Exact" allows two characters at each end, "overlap" asks for four fifths of both stretches.
"""
SETS = (
    ("polnear_train", "held", "Articles kept aside"),
    ("polnear_marks", "all", "Articles in six families of marks"),
)
QUOTED = ("direct", "mixed")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "accuracy-quotations.md"
INDIRECT = """
Indirect speech is the weak side. The annotators mark every attitude and many a deed of anybody ("backed", "signed the bill",
"is no fan of"): of what is missed in the other two thirds, 37 percent has a cue without a word of speech, 28 percent is one or
two words long, and for 18 percent the clause was found with other ends. Clauses are taken where a verb of speech has a subject
and its words. Wishes, plans and what seems so ("wants to", "is expected to") are kept apart as stances (`flags` of the export):
32 to 50 in a hundred are annotated, and no check builds on them. Wider nets were tried on the other two thirds and left out:
nouns with "that" ("the claim that") find 19 of 7,566, and every verb in every form lowered F1 from 44 to 42.
"""
READ_BY_HAND = """
The two "misattributed" that count as wrong here were read by hand: in both the header right above the words names the sender
whom the verdict names. Of wrong speakers called exact, most are introduced near the words, or the sender is a bare initial,
an office or unreadable: then nobody is said to be another.
"""
WRONG = """
Of {n} stretches counted as wrong above, {nested} are quotations that the annotators cut in two inside the marks (the stretch is
right, its ends are not theirs), {unattributed} stand in marks and were given no source (titles, terms, speech that was missed),
{rest} are anything else.
"""


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--traces", type=Path, help="export `traces` of a case of altered_quotes and the released mail")
    parser.add_argument("--quotes", type=Path, help="export `quotes` of the same case")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(__file__).resolve().parents[1] / "docs/accuracy-quotations.md"
    )
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    lines = [INTRODUCTION]
    for name, part, title in SETS:
        lines += quote_tables(args.shared, name, part, title)
    lines.append(INDIRECT)
    if args.traces and args.quotes:
        lines += trace_tables(args.shared, args.traces, args.quotes)
    args.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def quote_tables(shared: Path, name: str, part: str, title: str) -> Iterator[str]:
    """The tables of one set of articles."""
    scorer = importlib.import_module("score_quotes")
    texts, gold = read_set(shared, name, part, False)
    rows, _ = find_rows(texts, False)
    report = scorer.score(gold, rows, texts)
    yield f"\n## {title}\n"
    yield f"{len(texts)} articles of `{name}`.\n"
    spans = {key: row for key, row in report.items() if "precision" in row}
    yield from table(("kind", "precision", "recall", "F1", "gold", "found"), (span_row(key, row) for key, row in spans.items()))
    yield "\nEnds of direct and mixed quotations with stretches without a source left aside: precision " + percent(
        report["direct+mixed [exact]"]["precision_attributed"]
    )
    speaker, cue = report["speaker (found direct+mixed)"], report["cue (found direct+mixed)"]
    yield f"\n| speakers | |\n|---|---|\n| right, of all | {percent(speaker['accuracy'])} |"
    yield f"| right, of those named | {percent(speaker['when_answered'])} |\n| named | {percent(speaker['coverage'])} |"
    yield f"| cue touches the annotators' | {percent(cue['accuracy'])} |"
    yield WRONG.format(**wrong_kinds(scorer, gold, rows, texts))


def span_row(key: str, row: Mapping[str, Any]) -> tuple[object, ...]:
    return (key, *(percent(row[one]) for one in ("precision", "recall", "f1")), row["n_gold"], row["n_found"])


def wrong_kinds(scorer: Any, gold: list[dict[str, Any]], rows: list[dict[str, Any]], texts: dict[str, str]) -> dict[str, int]:
    """How many direct and mixed stretches are no annotated ones, by what the annotation has in their place."""
    ours = scorer.units(gold, texts)
    found = [unit for unit in scorer.units(rows, texts) if unit["kind"] in QUOTED]
    pairs = scorer._pairs([unit for unit in ours if unit["kind"] in QUOTED], found, scorer._exact)
    right = {id(unit) for _, unit in pairs}
    counts: Counter[str] = Counter()
    for unit in found:
        if id(unit) not in right:
            kinds = {one["kind"] for one in ours if one["doc"] == unit["doc"] and scorer.touches(one["span"], unit["span"])}
            counts["nested" if "nested" in kinds else "unattributed" if kinds == {"unattributed"} else "rest"] += 1
    return {"n": counts.total(), **{kind: counts[kind] for kind in ("nested", "unattributed", "rest")}}


def trace_tables(shared: Path, traces: Path, quotes: Path) -> Iterator[str]:
    """What became of the altered quotations, by form."""
    scorer = importlib.import_module("score_traces")
    gold = [json.loads(line) for line in read_gold(shared)]
    report = scorer.score(gold, read_lines(quotes), read_lines(traces))
    yield "\n## Altered quotations of released mail, from article to verdict\n"
    yield "200 made-up articles quote 7,446 released documents; built as one case, then exported.\n"
    yield f"| | |\n|---|---|\n| right place first | {percent(report['recall@1']['recall'])} |"
    yield f"| verdict right | {percent(report['verdict accuracy']['accuracy'])} |"
    for key in ("swallowed words passed as safe", "material changes passed as safe", "false found (foreign quotations)"):
        yield f"| {key} | {report[key]['count']} of {report[key]['n']} |"
    yield ""
    forms = {key.removeprefix("form: "): row for key, row in report.items() if key.startswith("form: ")}
    head = ("form", "quotations", "placed", "verdict right", "verdicts given")
    yield from table(
        head, ((key, row["n"], percent(row["placed"]), percent(row["verdict"]), row["given"]) for key, row in forms.items())
    )
    yield READ_BY_HAND


def read_gold(shared: Path) -> list[str]:
    """The rows of the altered quotations."""
    with zipfile.ZipFile(shared / "data" / "altered_quotes.zip") as archive:
        return archive.read("altered_quotes/gold.jsonl").decode("utf-8").splitlines()


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def percent(share: Any) -> str:
    """A share as the scorers give it, in percent with one decimal."""
    return f"{float(share) * 100:.1f}" if float(share) <= 1 else f"{float(share):.1f}"


if __name__ == "__main__":
    main()
