"""Speed of tracing: 1,000 altered quotations in a million generated sentences, paired with a plain fuzzy scan of a sample.

    python benchmarks/trace_speed.py [--sentences 1000000] [--quotations 1000]

In one run: builds the index, traces every quotation (one to three alterations each, at 12 words and more), scans a sample of
the sentences with rapidfuzz `partial_ratio` for a few of the same quotations, and prints build time, peak memory, times a
quotation (processor time of this one process, and by the clock), recall, and how many times longer the full scan would take.
The sentences are made of invented words whose frequencies fall as in English; the same seed gives the same text.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import time
from collections.abc import Iterator

import numpy as np
from rapidfuzz.fuzz import partial_ratio

from onrecord.links.index import TraceText, build_index
from onrecord.links.traces import trace_text
from onrecord.spans import Span

SEED = 20170210
VOCABULARY = 60_000
WORDS_A_SENTENCE = 18
SENTENCES_A_TEXT = 500
SYLLABLES_TEXT = "ba ce di fo gu ha ki lo mu ne pa ri so tu ve wa yo za bre cho dri fla gre ple stri thu tran sel mor den kin"
SYLLABLES = SYLLABLES_TEXT.split()
FUNCTION_TEXT = "the of to and a in is it that for on with as was at by not be this are from or have an they which"
FUNCTION = FUNCTION_TEXT.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--quotations", type=int, default=1_000)
    asked = parser.parse_args()
    texts = list(make_texts(asked.sentences))
    started = time.process_time(), time.perf_counter()
    index = build_index(texts)
    build_cpu, build_wall = time.process_time() - started[0], time.perf_counter() - started[1]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    quotations = list(make_quotations(texts, asked.quotations))
    cpu, wall, right = [], [], {1: [0, 0], 2: [0, 0], 3: [0, 0]}
    for words, n_changes, document, place in quotations:
        a, b = time.process_time(), time.perf_counter()
        found = trace_text(words, index)
        cpu.append(time.process_time() - a)
        wall.append(time.perf_counter() - b)
        hit = found.place is not None and found.place.document_id == document and found.place.span.overlaps(place)
        right[n_changes][0] += hit
        right[n_changes][1] += 1
    scan_s = scan_time([words for words, *_ in quotations[:5]], texts[:4], asked.sentences)
    mean_s = sum(cpu) / len(cpu)
    print(f"machine      {platform.machine()}, Python {platform.python_version()}, one process")
    print(f"sentences    {asked.sentences:,} ({len(index.words):,} words, {len(index.vocabulary):,} different)")
    print(f"build        {build_cpu:.1f} s processor, {build_wall:.1f} s by the clock; peak {peak_mb:,.0f} MB with the texts")
    for name, values in (("processor", cpu), ("clock", wall)):
        print(f"a quotation  {name}: " + ", ".join(f"p{q} {percentile(values, q):.1f} ms" for q in (50, 95, 99)))
    for n, (hits, total) in right.items():
        print(f"recall@1     {n} alteration{'s' if n > 1 else ''}: {hits}/{total} = {hits / max(1, total):.3f}")
    print(f"fuzzy scan   {scan_s:.1f} s a quotation over all sentences (sampled); {scan_s / mean_s:,.0f} times a trace")


def percentile(seconds: list[float], q: int) -> float:
    """The q-th percentile in milliseconds."""
    return 1000 * float(np.percentile(seconds, q))


def make_texts(n_sentences: int) -> Iterator[TraceText]:
    """Documents of some hundred sentences of invented words, frequencies falling with rank as in English."""
    rng = np.random.default_rng(SEED)
    words = np.array(make_vocabulary())
    weights = 1.0 / (np.arange(len(words)) + 2.7)
    weights /= weights.sum()
    bounds = np.cumsum(weights)
    for number in range(0, n_sentences, SENTENCES_A_TEXT):
        n = min(SENTENCES_A_TEXT, n_sentences - number)
        picks = words[np.minimum(np.searchsorted(bounds, rng.random(n * WORDS_A_SENTENCE)), len(words) - 1)]
        lines = [" ".join(row).capitalize() + "." for row in picks.reshape(n, WORDS_A_SENTENCE).tolist()]
        text = "\n\n".join(lines)
        yield TraceText(document_id=f"d{number:08d}", document_text=text, pieces=(Span(0, len(text)),))


def make_vocabulary() -> list[str]:
    """Function words first, then words of two to four syllables."""
    chooser = random.Random(SEED)
    words = dict.fromkeys(FUNCTION)
    while len(words) < VOCABULARY:
        words["".join(chooser.choices(SYLLABLES, k=chooser.choice((2, 2, 3, 3, 4))))] = None
    return list(words)


def make_quotations(texts: list[TraceText], n: int) -> Iterator[tuple[str, int, str, Span]]:
    """Stretches of 12 to 18 words of random sentences with one to three words changed, left out or put in."""
    chooser = random.Random(SEED + 1)
    for number in range(n):
        text = chooser.choice(texts)
        lines = text.document_text.split("\n\n")
        at = chooser.randrange(len(lines))
        words = lines[at].rstrip(".").split()[: chooser.randint(12, WORDS_A_SENTENCE)]
        start = sum(len(line) + 2 for line in lines[:at])
        n_changes = 1 + number % 3
        for place in sorted(chooser.sample(range(len(words)), n_changes), reverse=True):
            kind = chooser.choice(("change", "omit", "insert"))
            if kind == "omit":
                del words[place]
            elif kind == "insert":
                words.insert(place, "".join(chooser.choices(SYLLABLES, k=3)))
            else:
                words[place] = "".join(chooser.choices(SYLLABLES, k=3))
        yield " ".join(words), n_changes, text.document_id, Span(start, start + len(lines[at]))


def scan_time(quotations: list[str], texts: list[TraceText], n_sentences: int) -> float:
    """Seconds that a scan of all sentences for one quotation would take, from a sample of both."""
    sample = [line for text in texts for line in text.document_text.split("\n\n")]
    started = time.process_time()
    for words in quotations:
        for line in sample:
            partial_ratio(words, line)
    return (time.process_time() - started) / len(quotations) / len(sample) * n_sentences


if __name__ == "__main__":
    main()
