"""Where some words stand in the records of a built case.

In: the path of a case file and the words. Out: a `Trace` for each; nothing is stored in the case but the index that answers
the next question faster. It stands beside the other questions and not among them, so that a trace loads what it needs:
neither the readers of files nor the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.casefile.connect import reading
from onrecord.casefile.trace_store import StoredIndex, index_key, keep_index, load_index, load_part, record_documents
from onrecord.links.index import from_arrays
from onrecord.links.records import record_index
from onrecord.links.stored_texts import StoredTexts, count_texts
from onrecord.links.traces import trace_text
from onrecord.model.links import Trace
from onrecord.sources.program import program_fingerprint

TEXT_COUNTS = "texts_of_documents"  # the array beside those of the trace index


def trace_words(case: Path, words: Sequence[str]) -> list[Trace]:
    """Where each of some stretches of words stands in the records of a case file.

    The index is kept in the case file by the first trace after a build, so that the next ones load only what they look at.
    """
    with reading(case) as connection:
        names = record_documents(connection)
        key = index_key(connection, program_fingerprint())
        stored = load_index(connection, key)
        if stored is not None:
            texts = StoredTexts(stored.arrays[TEXT_COUNTS].tolist(), lambda at: load_part(connection, names[at]))
            index = from_arrays(stored.arrays, texts, stored.coverage)
            return [trace_text(stretch, index) for stretch in words]
        index = record_index([load_part(connection, name) for name in names])
    counts = np.array(count_texts(index.texts, names), dtype=np.int64)
    keep_index(case, key, StoredIndex(arrays={**index.to_arrays(), TEXT_COUNTS: counts}, coverage=index.coverage))
    return [trace_text(stretch, index) for stretch in words]
