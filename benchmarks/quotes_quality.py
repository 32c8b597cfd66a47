"""Quality and speed of quotations, speakers and cues against articles with annotated sources (PolNeAR).

    python benchmarks/quotes_quality.py --shared ../shared --part held
    python benchmarks/quotes_quality.py --shared ../shared --set polnear_marks --part all

In: the shared folder with `data/NAME.zip` and `eval/score_quotes.py`. Out: the scorer's table, articles per second of one
core, the counts of each attribution rule (`attribution_rules.py` holds those of `--part development`), and the accuracy that is
reached when only the surest rules answer. Parts: the third of the articles whose file name hashes to 0 modulo 3 is held out;
rules are written on the rest. Articles that use '' for marks are measured apart (`--typewriter`): the annotation calls all
their quotations indirect, so that finding them counts as wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.mentions.quotes import find_quotes
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.ids import make_id
from onrecord.model.mentions import Quote


def is_held_out(name: str) -> bool:
    """True for the third of the articles that no rule was written on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def read_set(shared: Path, name: str, part: str, typewriter: bool) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The texts by file name and the gold rows of one part of a data set."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(shared / "data" / f"{name}.zip") as archive:
            archive.extractall(folder)
        root = next(Path(folder).rglob("gold.jsonl")).parent
        texts = {path.name: path.read_bytes().decode("utf-8") for path in sorted((root / "docs").glob("*.txt"))}
        gold = [json.loads(line) for line in (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    if part != "all":
        texts = {name: text for name, text in texts.items() if is_held_out(name) == (part == "held")}
    if name == "polnear_train":
        texts = {name: text for name, text in texts.items() if ("''" in text) == typewriter}
    return texts, [row for row in gold if row["source"] in texts]


def as_document(name: str, text: str) -> Document:
    """One article as a document of the coverage pile."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(path=name, sha256=digest, n_bytes=len(text.encode()), media_type="text/plain", pile=Pile.COVERAGE)
    return Document(id=make_id("d", digest), source=source, kind="text", text=text)


def as_row(quote: Quote, name: str) -> dict[str, Any]:
    """The fields of the export `quotes` that the scorer reads."""
    row: dict[str, Any] = {"id": quote.id, "source": name, "start": quote.span.start, "end": quote.span.end}
    row |= {"kind": str(quote.kind), "parts": [[part.start, part.end] for part in quote.parts], "rule": quote.rule}
    row |= {"speaker": quote.speaker, "speaker_text": quote.speaker_text, "cue": quote.cue}
    if quote.speaker_span is not None:
        row |= {"speaker_start": quote.speaker_span.start, "speaker_end": quote.speaker_span.end}
    if quote.cue_span is not None:
        row |= {"cue_start": quote.cue_span.start, "cue_end": quote.cue_span.end}
    return row


def find_rows(texts: dict[str, str], with_passages: bool) -> tuple[list[dict[str, Any]], float]:
    """The rows of all articles, and the processor seconds that finding the quotations took."""
    rows: list[dict[str, Any]] = []
    seconds = 0.0
    for name, text in sorted(texts.items()):
        document = as_document(name, text)
        passages = find_passages(document) if with_passages else ()
        people = find_people(document, passages) if with_passages else ()
        began = time.process_time()
        quotes = find_quotes(document, passages, people)
        seconds += time.process_time() - began
        rows += [as_row(quote, name) for quote in quotes]
    return rows, seconds


def count_rules(
    scorer: Any, gold: list[dict[str, Any]], rows: list[dict[str, Any]], texts: dict[str, str]
) -> dict[str, Counter[str]]:
    """For each rule how many quotations it gave to the annotated source: right, wrong, unanswered, not judged."""
    ours = [unit for unit in scorer.units(gold, texts) if unit["kind"] in scorer.QUOTED]
    theirs = [unit for unit in scorer.units(rows, texts) if unit["kind"] in scorer.QUOTED]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[int] = set()
    for ours_unit, found in scorer._pairs(ours, theirs, scorer._near_same):
        if id(found["row"]) in seen or ours_unit["row"].get("speaker_start") is None:
            continue
        seen.add(id(found["row"]))
        counts[found["row"]["rule"] or "none"][scorer.speaker_state(ours_unit["row"], found["row"])] += 1
    return counts


def print_reported(scorer: Any, gold: list[dict[str, Any]], rows: list[dict[str, Any]], texts: dict[str, str]) -> None:
    """Rules of reported speech: clauses found, and those that overlap an annotated one by four fifths."""
    ours = [unit for unit in scorer.units(gold, texts) if unit["kind"] == "indirect"]
    theirs = [unit for unit in scorer.units(rows, texts) if unit["kind"] == "indirect"]
    right = Counter(found["row"]["rule"] for _, found in scorer._pairs(ours, theirs, scorer._near_same))
    print(f"\n{'rule':28}{'found':>8}{'right':>8}{'share':>8}")
    for rule, n in sorted(Counter(found["row"]["rule"] for found in theirs).items()):
        print(f"{rule:28}{n:8}{right[rule]:8}{right[rule] / n:8.3f}")


def print_rules(counts: dict[str, Counter[str]]) -> None:
    """Rule, judged answers, right ones, share; then accuracy and coverage when only the surest rules answer."""
    total = sum(state["right"] + state["wrong"] + state["unanswered"] for state in counts.values())
    order = sorted(counts, key=lambda rule: (-share(counts[rule]), rule))
    right = judged = 0
    print(f"\n{'rule':28}{'judged':>8}{'right':>8}{'share':>8}   surest rules so far: accuracy at coverage")
    for rule in order:
        state = counts[rule]
        right, judged = right + state["right"], judged + state["right"] + state["wrong"]
        ladder = f"{right / judged:.3f} at {judged / total:.3f}" if judged else ""
        print(f"{rule:28}{state['right'] + state['wrong']:8}{state['right']:8}{share(state):8.3f}   {ladder}")


def share(state: Counter[str]) -> float:
    """Right answers among the judged ones."""
    return state["right"] / max(1, state["right"] + state["wrong"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--set", default="polnear_train", help="polnear_train or polnear_marks")
    parser.add_argument("--part", choices=("held", "development", "all"), default="held")
    parser.add_argument("--typewriter", action="store_true", help="the articles with '' instead of the others")
    parser.add_argument("--passages", action="store_true", help="leave titles and captions out, as a build does")
    parser.add_argument("--out", type=Path, help="write quotes.jsonl here")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    scorer = importlib.import_module("score_quotes")
    texts, gold = read_set(args.shared, args.set, args.part, args.typewriter)
    rows, seconds = find_rows(texts, args.passages)
    if args.out is not None:
        args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{args.set}, {args.part}: {len(texts)} articles, {len(texts) / seconds:.0f} a second")
    importlib.import_module("matching").print_report(scorer.score(gold, rows, texts), False)
    print_rules(count_rules(scorer, gold, rows, texts))
    print_reported(scorer, gold, rows, texts)


if __name__ == "__main__":
    main()
