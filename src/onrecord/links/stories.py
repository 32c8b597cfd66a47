"""Stories: documents of the coverage that tell the same events.

In: the documents of a case with their passages. Out: stories; every document of the coverage stands in exactly one, a
document that nobody retells in one of its own. Two documents are joined by the rare words they share, and the further their
days of publication lie apart the more they must share. Trap: two sweeps by one agency share its vocabulary and are two
stories; so the rarity of a word counts, and a document joins a story only if it is near its members on the whole.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.links.story_terms import Terms, Weights, story_vectors
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.ids import make_id
from onrecord.model.links import Story
from onrecord.model.mentions import PassageKind

NEAR = 0.09  # cosine from which two documents of one day tell one story
MEMBER = 0.6  # share of NEAR that a document must reach with the members of a story on average
FREE_DAYS = 4  # retellings appear within days; no deduction so long
FADE_DAYS = 12.0  # after which the nearness that counts has fallen to a third
REPRINT = 0.45  # so alike that the days no longer matter
MAX_HOLDERS = 80  # a term that more documents hold proposes no pair; it still counts in the comparison
MIN_TERMS = 12  # fewer tell no story
MAX_LABEL_NAMES = 3


def link_stories(parts: tuple[DocumentRecords, ...]) -> tuple[Story, ...]:
    """The stories in the order of their first document's id; ids come from the members alone."""
    told = sorted(
        (p for p in parts if p.document.source.pile is Pile.COVERAGE and p.document.kind != "table"), key=_document_id
    )
    groups = _group(len(told), _near_pairs(told))
    stories = []
    for members in groups:
        documents = [told[number] for number in members]
        ids = tuple(part.document.id for part in documents)
        stories.append(Story(id=make_id("s", *ids), document_ids=ids, label=_label(documents)))
    return tuple(sorted(stories, key=lambda story: story.document_ids))


def _document_id(part: DocumentRecords) -> str:
    return part.document.id


# -- nearness -----------------------------------------------------------------------------------------------------


def _near_pairs(told: Sequence[DocumentRecords]) -> list[tuple[float, int, int]]:
    """Pairs with the nearness that counts, nearest first."""
    vectors = story_vectors(told)
    pairs = []
    for first, second in _candidates(vectors):
        cosine = _cosine(vectors[first], vectors[second])
        nearness = cosine if cosine >= REPRINT else cosine * _fading(told[first], told[second])
        if nearness >= NEAR * MEMBER:
            pairs.append((round(nearness, 9), first, second))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _candidates(vectors: Sequence[tuple[Terms, Weights]]) -> Iterator[tuple[int, int]]:
    """Pairs that share rare terms enough to be worth comparing, by an inverted index: no document meets all others."""
    long_enough = [number for number, (terms, _) in enumerate(vectors) if len(terms) >= MIN_TERMS]
    if len(long_enough) < 2:
        return
    terms = np.concatenate([vectors[number][0] for number in long_enough])
    weights = np.concatenate([vectors[number][1] for number in long_enough])
    owners = np.concatenate([np.full(len(vectors[number][0]), number, dtype=np.int64) for number in long_enough])
    order = np.lexsort((owners, terms))
    terms, weights, owners = terms[order], weights[order], owners[order]
    known, firsts, holders = np.unique(terms, return_index=True, return_counts=True)
    for number in long_enough:
        own_terms, own_weights = vectors[number]
        at = np.searchsorted(known, own_terms)
        useful = (holders[at] > 1) & (holders[at] <= MAX_HOLDERS)
        sums = _shared(at[useful], own_weights[useful], (firsts, holders, owners, weights))
        for other in sorted(sums):
            if other > number and sums[other] >= NEAR * MEMBER / 2:
                yield number, other


def _shared(
    at: npt.NDArray[np.int64],
    own: Weights,
    index: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], Weights],
) -> dict[int, float]:
    """For every document that holds one of the terms: the part of the cosine that those terms give."""
    firsts, holders, owners, weights = index
    if not len(at):
        return {}
    counts = holders[at]
    starts = np.repeat(firsts[at] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    places = starts + np.arange(int(counts.sum()))
    found, inverse = np.unique(owners[places], return_inverse=True)
    sums = np.bincount(inverse, weights=weights[places] * np.repeat(own, counts))
    return dict(zip(found.tolist(), sums.tolist(), strict=True))


def _cosine(a: tuple[Terms, Weights], b: tuple[Terms, Weights]) -> float:
    _, in_a, in_b = np.intersect1d(a[0], b[0], assume_unique=True, return_indices=True)
    return float(np.sum(a[1][in_a] * b[1][in_b]))


def _fading(a: DocumentRecords, b: DocumentRecords) -> float:
    """What the days between two publications leave of their nearness: 1 within a few days or where a day is unknown."""
    first, second = a.document.source.published, b.document.source.published
    if first is None or second is None or first.intersects(second):
        return 1.0
    gap = (second.earliest - first.latest).days if first.is_before(second) else (first.earliest - second.latest).days
    return math.exp(-max(0, gap - FREE_DAYS) / FADE_DAYS)


# -- grouping -----------------------------------------------------------------------------------------------------


def _group(n: int, pairs: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Groups by average nearness: the nearest pair first, two groups joined where their members are near on the whole."""
    group_of = list(range(n))
    members = {number: [number] for number in range(n)}
    nearness = {(first, second): value for value, first, second in pairs}
    for value, first, second in pairs:
        left, right = group_of[first], group_of[second]
        if value < NEAR or left == right:
            continue
        across = sum(nearness.get((min(a, b), max(a, b)), 0.0) for a in members[left] for b in members[right])
        if across < NEAR * MEMBER * len(members[left]) * len(members[right]):
            continue
        for number in members.pop(right):
            group_of[number] = left
            members[left].append(number)
    return [sorted(group) for group in members.values()]


# -- names for people ---------------------------------------------------------------------------------------------


def _label(documents: Sequence[DocumentRecords]) -> str:
    """The names that most members share, else the title or the first words of the first document."""
    if len(documents) > 1:
        held: Counter[str] = Counter()
        for part in documents:
            held.update({m.name for m in part.mentions.people if m.name and m.kind in ("person", "organisation")})
        shared = sorted((-count, name) for name, count in held.items() if count > 1)
        if shared:
            return ", ".join(name for _, name in shared[:MAX_LABEL_NAMES])
    part = min(documents, key=lambda part: (_first_day(part), part.document.id))
    printed = next((p.text for p in part.mentions.passages if p.kind is PassageKind.TITLE), None)
    opening = " ".join(part.document.text[:200].split()[:12])
    return part.document.title or part.document.source.title or printed or opening or part.document.source.path


def _first_day(part: DocumentRecords) -> str:
    published = part.document.source.published
    return published.earliest.isoformat() if published else "9999"
