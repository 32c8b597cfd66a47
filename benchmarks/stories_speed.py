"""How long the stories of many documents take: `python benchmarks/stories_speed.py [--documents 20000] [--per-story 4]`.

Generates documents of some 300 words from a vocabulary whose words fall off in frequency as those of a language do; each story
has its own names and events, which its documents retell in other words, days apart. Prints the processor seconds of
`link_stories` beside a plain loop, and how many of the planted pairs were joined and how many joined pairs were planted.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, combinations

from onrecord.intervals import DateInterval
from onrecord.links.stories import link_stories
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source

VOCABULARY = 40_000
N_WORDS = 300
N_OWN_TERMS = 24  # names and things of one story; a retelling uses two thirds of them
TOLD_SHARE = 0.3  # of the words of a telling that are the story's own
DAYS = 700
LOOP = 2_000_000  # additions; about a tenth of a second on an idle core
SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]


def spell(number: int, n_syllables: int) -> str:
    """A word that no other number has."""
    letters = []
    for _ in range(n_syllables):
        number, at = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[at])
    return "".join(letters)


def tellings(n_documents: int, per_story: int) -> Iterator[tuple[int, DocumentRecords]]:
    """(story, document) for every generated document."""
    draw = random.Random(11)
    common = [spell(number, 3) for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    for number in range(n_documents):
        story = number // per_story
        own = [spell(story * N_OWN_TERMS + at, 4).title() for at in range(N_OWN_TERMS)]
        told = draw.sample(own, N_OWN_TERMS * 2 // 3)
        words = draw.choices(common, cum_weights=weights, k=N_WORDS)
        text = " ".join(draw.choice(told) if draw.random() < TOLD_SHARE else word for word in words)
        day = date(2020, 1, 1) + timedelta(days=story * 37 % DAYS + number % per_story)
        digest = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
        source = Source(
            path=f"{number}.txt",
            sha256=digest,
            n_bytes=len(text),
            media_type="text/plain",
            pile=Pile.COVERAGE,
            published=DateInterval.on(day),
        )
        yield story, DocumentRecords(document=Document(id=f"d-{digest[:16]}", source=source, kind="text", text=text))


def main() -> None:
    """Generate, link, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--per-story", type=int, default=4)
    args = parser.parse_args()
    start = time.process_time()
    sum(range(LOOP))
    print(f"plain loop: {LOOP / (time.process_time() - start) / 1e6:.0f} million additions a second")
    planted = list(tellings(args.documents, args.per_story))
    story_of = {part.document.id: story for story, part in planted}
    start = time.process_time()
    stories = link_stories(tuple(part for _, part in planted))
    print(f"{args.documents} documents: {time.process_time() - start:.1f} s of one core, {len(stories)} stories")
    pairs = [pair for story in stories for pair in combinations(story.document_ids, 2)]
    right = sum(story_of[one] == story_of[other] for one, other in pairs)
    whole, left = divmod(args.documents, args.per_story)
    n_planted = whole * args.per_story * (args.per_story - 1) // 2 + left * (left - 1) // 2
    print(f"joined pairs: {len(pairs)}, of them planted {right}; planted pairs: {n_planted}, of them joined {right}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
