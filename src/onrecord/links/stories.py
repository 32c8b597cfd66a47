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
from dataclasses import dataclass

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
    """Pairs that share rare terms enough to be worth comparing, by an inverted index: no document meets all others.

    A term that one document holds or more than MAX_HOLDERS do is left out of the index, so that the work for a document is
    bounded by its length, however many documents there are.
    """
    long_enough = [number for number, (terms, _) in enumerate(vectors) if len(terms) >= MIN_TERMS]
    if len(long_enough) < 2:
        return
    lengths = np.array([len(vectors[number][0]) for number in long_enough])
    weights = np.concatenate([vectors[number][1] for number in long_enough])
    owners = np.repeat(np.array(long_enough, dtype=np.int64), lengths)
    _, place, holders = np.unique(
        np.concatenate([vectors[number][0] for number in long_enough]), return_inverse=True, return_counts=True
    )
    rare = (holders[place] > 1) & (holders[place] <= MAX_HOLDERS)
    place, weights, owners = place[rare], weights[rare], owners[rare]
    order = np.argsort(place, kind="stable")
    index = _Index(
        firsts=np.searchsorted(place[order], np.arange(len(holders))),
        n_holders=np.bincount(place, minlength=len(holders)),
        owners=owners[order],
        weights=weights[order],
    )
    begins = np.searchsorted(owners, long_enough, side="left")
    ends = np.searchsorted(owners, long_enough, side="right")
    for number, begin, end in zip(long_enough, begins.tolist(), ends.tolist(), strict=True):
        sums = index.shared(place[begin:end], weights[begin:end])
        for other in np.flatnonzero(sums >= NEAR * MEMBER / 2).tolist():
            if other > number:
                yield number, other


@dataclass(frozen=True, slots=True)
class _Index:
    """The rare terms with who holds them: those of term `t` stand at `firsts[t]`, as many as `n_holders[t]`."""

    firsts: npt.NDArray[np.int64]
    n_holders: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]
    weights: Weights

    def shared(self, terms: npt.NDArray[np.int64], own: Weights) -> Weights:
        """For every document by number: the part of the cosine that these terms give."""
        counts = self.n_holders[terms]
        if not len(counts):
            return np.zeros(0)
        starts = np.repeat(self.firsts[terms] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        places = starts + np.arange(int(counts.sum()))
        sums = np.bincount(self.owners[places], weights=self.weights[places] * np.repeat(own, counts))
        return sums.astype(np.float64, copy=False)


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
    across: list[dict[int, float]] = [{} for _ in range(n)]  # group -> neighbouring group -> nearness of all their pairs
    for value, first, second in pairs:
        across[first][second] = across[second][first] = value
    for value, first, second in pairs:
        left, right = group_of[first], group_of[second]
        if value < NEAR or left == right:
            continue
        if across[left].get(right, 0.0) < NEAR * MEMBER * len(members[left]) * len(members[right]):
            continue
        if len(across[left]) + len(members[left]) < len(across[right]) + len(members[right]):
            left, right = right, left
        for number in members.pop(right):
            group_of[number] = left
            members[left].append(number)
        _join_neighbours(across, left, right)
    return [sorted(group) for group in members.values()]


def _join_neighbours(across: list[dict[int, float]], left: int, right: int) -> None:
    """What was near to the group `right` is now near to `left`."""
    for other, value in across[right].items():
        del across[other][right]
        if other != left:
            across[left][other] = across[other][left] = across[left].get(other, 0.0) + value
    across[right] = {}


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
