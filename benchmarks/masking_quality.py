"""How much gets out: an invented release with thousands of private strings, masked and read again.

    python benchmarks/masking_quality.py [--people 350] [--publish] [--show 20]

Builds a case from `seeded_release`, masks every text, path and exported field of it (with `--publish` also writes the dossier),
and counts the private strings that can still be read and the names of officials that are still there. The reading shares no
code with the masking or with the leak test: it knows the seeds.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from onrecord.casefile.exports import EXPORTS, export_rows
from onrecord.dossier.case_secrets import case_secrets
from onrecord.dossier.hidden_words import read_hidden_words
from onrecord.dossier.leaks import find_leaks
from onrecord.dossier.masking import Masker, make_masker
from seeded_release import Seeds, make_release, make_single_mentions, plain

_WORD_RE = re.compile(r"[^\W\d_]+")
_SPACED_RE = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-]{1,3}){3,}[^\W\d_](?!\w)")
_DIGIT_RUN_RE = re.compile(r"\d(?:[\s.\-/()]{0,3}\d){6,}")


def main() -> int:
    """Print the counts; 1 where a private string got out or too few officials are left."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=350)
    parser.add_argument("--publish", action="store_true", help="also write the dossier and read every file of it")
    parser.add_argument("--show", type=int, default=20, help="print that many of what got out")
    parser.add_argument("--chance", type=int, default=7, help="draw other names and numbers")
    parser.add_argument("--once", action="store_true", help="instead: names that stand once, in one spelling, and nowhere else")
    words = parser.parse_args()
    if words.once:
        return _named_once()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = make_release(folder / "release", n_people=words.people, chance=words.chance)
        case, keep = folder / "case.onrecord", folder / "keep.txt"
        keep.write_text("\n".join(seeds.kept_by_list) + "\n", encoding="utf-8")
        sources = [folder / "release" / part for part in ("records", "coverage")]
        build = (sys.executable, "-m", "onrecord.cli", "build", case, *sources, "--pack-folder", folder / "release" / "packs")
        started = time.perf_counter()
        subprocess.run([*map(str, build), "--pack", "invented"], check=True, capture_output=True)
        built = time.perf_counter()
        masker = make_masker(case, keep=seeds.kept_by_list)
        outputs = list(_masked_texts(masker, case))
        masked = time.perf_counter()
        print(f"build {built - started:.1f} s, mask {masked - built:.1f} s, {sum(len(t) for _, t in outputs):,} characters")
        n_out = report(seeds, [document.text for document in masker.texts.documents], outputs, words.show)
        if words.publish:
            n_out += _published(case, keep, folder / "dossier", seeds, words.show)
        (folder / "out").mkdir()
        for number in range(0, len(outputs), 2_000):
            text = "\n\n".join(text for _, text in outputs[number : number + 2_000])
            (folder / "out" / f"{number}.txt").write_text(text, encoding="utf-8")
        leaks = find_leaks(folder / "out", case_secrets(masker, read_hidden_words(case)))
        print(f"the leak test finds {len(leaks)} in the same texts")
        for leak in leaks[: words.show]:
            print("   ", leak)
    return 1 if n_out else 0


def _named_once() -> int:
    """Print by kind of spelling how many names are covered that stand once and nowhere else."""
    with tempfile.TemporaryDirectory() as name:
        written = make_single_mentions(Path(name))
        for kind in dict.fromkeys(kind for kind, _, _ in written):
            own = [(path, told) for of_kind, path, told in written if of_kind == kind]
            folder = own[0][0].parent
            case = folder.parent / "case.onrecord"
            build = (sys.executable, "-m", "onrecord.cli", "build", case, folder)
            subprocess.run(list(map(str, build)), check=True, capture_output=True)
            masker = make_masker(case)
            left = {
                Path(document.source).name: _letters(masker.text(document.text, document_id=document.id))
                for document in masker.texts.documents
            }
            print(f"{kind:20} {sum(not any(w in left[path.name] for w in told) for path, told in own):3} of {len(own)} covered")
    return 0


def _letters(text: str) -> str:
    return "".join(c for c in plain(unquote(text)) if c.isalpha())


def _masked_texts(masker: Masker, case: Path) -> Iterator[tuple[str, str]]:
    """Every text, path and exported field of a case as it would be handed over."""
    for document in masker.texts.documents:
        yield "text", masker.text(document.text, document_id=document.id)
        yield "path", masker.name(document.source)
    ids = {document.source: document.id for document in masker.texts.documents}
    for table in EXPORTS:
        for row in export_rows(case, table):
            yield from _masked_values(masker, ids, table, row)


def _masked_values(masker: Masker, ids: dict[str, str], where: str, value: object) -> Iterator[tuple[str, str]]:
    """The strings of an exported row; words with a place are masked at their place, all others by themselves."""
    if isinstance(value, str):
        yield where, masker.text(value)
    elif isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        placed = value.get("source") in ids and isinstance(start, int) and isinstance(end, int)
        for key, inner in value.items():
            if key == "text" and placed:
                yield f"{where}.text", masker.passage(ids[value["source"]], start, end)
            elif key not in ("source", "id", "document_id", "sha256") and not key.endswith("_id"):
                yield from _masked_values(masker, ids, f"{where}.{key}", inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _masked_values(masker, ids, where, inner)


def report(seeds: Seeds, inputs: list[str], outputs: list[tuple[str, str]], n_shown: int) -> int:
    """Print what got out and who is left; the number of private strings that got out."""
    whole_input = "\n".join(inputs)
    present = [
        seed
        for seed in seeds.printed
        if seed[2] in whole_input or seed[1] in ("file name", "header", "subject", "attribute", "url")
    ]
    kinds = {(kind, place) for kind, place, _ in present}
    out = list(read_out(seeds, outputs))
    counts = Counter(where for where, _ in out)
    print(f"{len(present):,} private strings in {len(kinds)} kinds of spelling and place; {len(out)} got out {dict(counts)}")
    for where, what in out[:n_shown]:
        print("   ", where, repr(what))
    kept = officials_kept(seeds, whole_input, _joined(outputs))
    lost = {family for _, family, _ in seeds.officials if whole_input.count(family) > _joined(outputs).count(family)}
    print(f"officials: {kept[0]} of {kept[1]} printed names are left ({100 * kept[0] / kept[1]:.2f} %); lost: {sorted(lost)}")
    return len(out) + (kept[0] < 0.99 * kept[1])


def _joined(outputs: list[tuple[str, str]]) -> str:
    return "\n".join(text for where, text in outputs if where == "text")


def read_out(seeds: Seeds, outputs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(where, what) of every private word, number or printed string that can be read."""
    literal = {words for kind, _, words in seeds.printed if len(words) > 6 and kind != "given name alone"}
    tails = {digits.lstrip("0") for digits in seeds.digits}
    for where, text in outputs:
        low = plain(text)
        for word in set(_WORD_RE.findall(low)) & seeds.words:
            yield where, f"word {word}: " + _around(low, word)
        for run in _SPACED_RE.findall(low):
            tight = "".join(c for c in run if c.isalpha())
            yield from ((where, f"spaced {run}") for word in seeds.words if len(word) > 4 and word in tight)
        for match in _DIGIT_RUN_RE.finditer(text):
            digits = "".join(c for c in match.group() if c.isdigit())
            yield from ((where, f"digits {match.group()}") for tail in _inside(digits, tails))
        if where != "text":
            continue
        yield from ((where, f"string {words}") for words in literal if words in text)


def _inside(digits: str, tails: set[str]) -> Iterator[str]:
    for length in (7, 8, 9, 10):
        for at in range(len(digits) - length + 1):
            if digits[at : at + length] in tails:
                yield digits[at : at + length]


def _around(text: str, word: str) -> str:
    at = text.find(word)
    return text[max(0, at - 40) : at + 40]


def officials_kept(seeds: Seeds, before: str, after: str) -> tuple[int, int]:
    """How many printed surnames of officials are left, of how many."""
    surnames = {family for _, family, _ in seeds.officials}
    old, new = Counter(re.findall(r"[A-Z][a-z]+", before)), Counter(re.findall(r"[A-Z][a-z]+", after))
    return sum(min(old[name], new[name]) for name in surnames), sum(old[name] for name in surnames)


def _published(case: Path, keep: Path, folder: Path, seeds: Seeds, n_shown: int) -> int:
    command = (
        sys.executable,
        "-m",
        "onrecord.cli",
        "publish",
        case,
        folder,
        "--keep-names",
        keep,
        "--no-pdf",
        "--severity",
        "note",
    )
    done = subprocess.run(list(map(str, command)), check=False, capture_output=True, text=True)
    print(f"publish: exit {done.returncode} {done.stderr[-300:]}")
    files = [
        (str(p.relative_to(folder)), p.read_text("utf-8")) for p in sorted(folder.rglob("*")) if p.suffix in (".html", ".css")
    ]
    out = [*read_out(seeds, files), *read_out(seeds, [("file name", name) for name, _ in files])]
    print(f"dossier: {len(files)} files, {len(out)} private strings got out")
    for where, what in out[:n_shown]:
        print("   ", where, what)
    return len(out) + (done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
