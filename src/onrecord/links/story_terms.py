"""What two retellings of one event share: content words and pairs of neighbouring content words, weighted by rarity.

In: the coverage of a case. Out: one sparse vector a document, as arrays of term numbers and weights of unit length. Rarity is
counted in the case itself, with a prior that keeps five documents from calling every word rare. Trap: term numbers are
checksums, the same on every machine and in every process; Python's own `hash` is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from onrecord.model.case import DocumentRecords
from onrecord.model.mentions import PassageKind

TOLD = frozenset((PassageKind.REPORTING, PassageKind.TITLE, PassageKind.SUBHEADING, PassageKind.CAPTION))
TERM_RE = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?|\d(?:[\d,.]*\d)?")
MAX_CHARS = 12_000  # news tells its events early; a book of a document must not drown the rest
MAX_TERM_CHARS = 40
# What a story cannot be told by: function words and the verbs of every report.
COMMON_TEXT = """
a about after again against all also although am an and another any are as at back be because been before being between both but
by can could day days did do does down during each even every few first for former from get go going good had has have he her
here him his how however i if in into is it its just last later like made make many may me might more most much must my new no
nor not now of off on once one only or other our out over own part people per say saying says said she should since so some
still such take tell than that the their them then there these they thing think this those though three through time to today
told too two under until up us use very want was way we week well went were what when where whether which while who whom whose
why will with without would year years yesterday yet you your
"""
COMMON = frozenset(COMMON_TEXT.split())
PRIOR_DOCUMENTS = 9  # documents of other news that the case is thought to stand among
WORD_PRIOR = 3.0  # of which so many hold any given word ...
PAIR_PRIOR = 0.5  # ... and so many any given pair of words

NO_TERM = -1
# Odd multipliers that spread two neighbouring words' checksums over 32 bits (those of Knuth and of the murmur hash)
LEFT_FACTOR, RIGHT_FACTOR = np.uint32(2654435761), np.uint32(2246822507)

Terms = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float64]


class _Checksums(dict[str, int]):
    """The term number of each printed word, worked out once; NO_TERM for a word that tells no story."""

    def __missing__(self, printed: str) -> int:
        word = _plain(printed)
        number = NO_TERM if word in COMMON or not 1 < len(word) <= MAX_TERM_CHARS else crc32(word.encode())
        self[printed] = number
        return number


def story_vectors(parts: Sequence[DocumentRecords]) -> list[tuple[Terms, Weights]]:
    """One vector a document, terms in rising order, weights of length 1; an empty document has an empty vector."""
    checksums = _Checksums()
    counted = [_count_terms(part, checksums) for part in parts]
    if not counted:
        return []
    every = np.concatenate([terms for terms, _, _ in counted])
    _, place, n_documents = np.unique(every, return_inverse=True, return_counts=True)
    held_by = n_documents[place]
    vectors = []
    at = 0
    for terms, counts, is_pair in counted:
        held = held_by[at : at + len(terms)]
        at += len(terms)
        prior = np.where(is_pair, PAIR_PRIOR, WORD_PRIOR)
        weights = (1.0 + np.log(counts)) * np.log((len(parts) + PRIOR_DOCUMENTS) / (held + prior))
        weights = np.maximum(weights, 0.0)
        length = float(np.sqrt(np.sum(weights * weights)))
        vectors.append((terms, weights / length if length else weights))
    return vectors


def _count_terms(part: DocumentRecords, checksums: _Checksums) -> tuple[Terms, npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    told = _told_words(part, checksums)
    words, n_words = np.unique(np.concatenate(told), return_counts=True)
    neighbours = [(one[:-1] * LEFT_FACTOR) ^ (one[1:] * RIGHT_FACTOR) for one in told]
    pairs, n_pairs = np.unique(np.concatenate(neighbours), return_counts=True)
    new = ~np.isin(pairs, words, assume_unique=True)
    pairs, n_pairs = pairs[new], n_pairs[new]
    terms = np.concatenate((words, pairs))
    counts = np.concatenate((n_words, n_pairs)).astype(np.float64)
    is_pair = np.arange(len(terms)) >= len(words)
    order = np.argsort(terms, kind="stable")
    return terms[order], counts[order], is_pair[order]


def _told_words(part: DocumentRecords, checksums: _Checksums) -> list[Terms]:
    """The numbers of the content words of each told passage, in order, up to the limit; at least one, maybe empty."""
    text = part.document.text
    spans = [passage.span for passage in part.mentions.passages if passage.kind in TOLD]
    told, left = [], MAX_CHARS
    for start, end in [(span.start, span.end) for span in spans] or [(0, len(text))]:
        end = min(end, start + left)
        left -= end - start
        numbers = np.array([checksums[word] for word in TERM_RE.findall(text, start, end)], dtype=np.int64)
        told.append(numbers[numbers != NO_TERM].astype(np.uint32))
        if left <= 0:
            break
    return told


def _plain(word: str) -> str:
    """Lower case, without a possessive and without the s of a plural: enough to join "raids" and "raid’s"."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
