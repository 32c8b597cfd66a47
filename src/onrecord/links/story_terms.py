"""What two retellings of one event share: content words and pairs of neighbouring content words, weighted by rarity.

In: the coverage of a case. Out: one sparse vector a document, as arrays of term numbers and weights of unit length. Rarity is
counted in the case itself, with a prior that keeps five documents from calling every word rare. Trap: term numbers are
checksums, the same on every machine and in every process; Python's own `hash` is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
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

Terms = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float64]


def story_vectors(parts: Sequence[DocumentRecords]) -> list[tuple[Terms, Weights]]:
    """One vector a document, terms in rising order, weights of length 1; an empty document has an empty vector."""
    counted = [_count_terms(part) for part in parts]
    if not counted:
        return []
    every = np.concatenate([terms for terms, _, _ in counted])
    known, n_documents = np.unique(every, return_counts=True)
    vectors = []
    for terms, counts, is_pair in counted:
        held = n_documents[np.searchsorted(known, terms)] if len(terms) else np.zeros(0)
        prior = np.where(is_pair, PAIR_PRIOR, WORD_PRIOR)
        weights = (
            (1.0 + np.log(counts)) * np.log((len(parts) + PRIOR_DOCUMENTS) / (held + prior)) if len(terms) else np.zeros(0)
        )
        weights = np.maximum(weights, 0.0)
        length = float(np.sqrt(np.sum(weights * weights)))
        vectors.append((terms, weights / length if length else weights))
    return vectors


def _count_terms(part: DocumentRecords) -> tuple[Terms, npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    counts: Counter[int] = Counter()
    pairs: set[int] = set()
    for words in _told_words(part):
        counts.update(crc32(word.encode()) for word in words)
        for left, right in pairwise(words):
            pair = crc32(f"{left} {right}".encode())
            pairs.add(pair)
            counts[pair] += 1
    terms = np.array(sorted(counts), dtype=np.uint32)
    numbers = np.array([counts[int(term)] for term in terms], dtype=np.float64)
    is_pair = np.array([int(term) in pairs for term in terms], dtype=np.bool_)
    return terms, numbers, is_pair


def _told_words(part: DocumentRecords) -> list[list[str]]:
    """The content words of each told passage, in order, up to the limit."""
    text = part.document.text
    spans = [passage.span for passage in part.mentions.passages if passage.kind in TOLD]
    told, left = [], MAX_CHARS
    for start, end in [(span.start, span.end) for span in spans] or [(0, len(text))]:
        end = min(end, start + left)
        left -= end - start
        words = [_plain(match.group()) for match in TERM_RE.finditer(text, start, end)]
        told.append([word for word in words if word not in COMMON and 1 < len(word) <= MAX_TERM_CHARS])
        if left <= 0:
            break
    return told


def _plain(word: str) -> str:
    """Lower case, without a possessive and without the s of a plural: enough to join "raids" and "raid’s"."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
