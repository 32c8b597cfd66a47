"""The words under failed redactions, read from the originals for the leak test alone.

In: a case file. Out: secrets that are held in memory while the test runs and are written nowhere. The case itself never holds
these words. Each original is found by its hash and read in a limited process of its own, as every reader does. Trap: what is
hidden on one page may be printed in the open on another; only what the open text of the case does not hold is a secret.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from onrecord.casefile.connect import reading
from onrecord.casefile.loader import load_documents, load_records
from onrecord.dossier.leak_records import HIDDEN, Secret
from onrecord.dossier.ordinary import is_everyday
from onrecord.dossier.plain_text import plain_words
from onrecord.errors import SourceError
from onrecord.model.documents import Document
from onrecord.model.messages import Redaction
from onrecord.questions import find_original

READ_SECONDS = 120
_WORD_RE = re.compile(r"[a-z0-9]{2,}")
_IN_TITLES = (":bookmark", ":metadata")  # how a redaction fails that the file's own titles tell
_ROW = 3  # words in a row that tell what is hidden, where each of them also stands in the open
_Corners = tuple[float, float, float, float]
_Order = tuple[int, list[_Corners], bool]


class _Opened(NamedTuple):
    """What the case prints in the open: its words, and its letters and digits in a row, a blank between documents."""

    words: frozenset[str]
    letters: str


def read_hidden_words(case: Path) -> tuple[Secret, ...]:
    """What failed redactions hide, by page. An original that is no more where it was gives none."""
    with reading(case) as connection:
        failed: dict[str, list[Redaction]] = defaultdict(list)
        for redaction in load_records(connection, "redactions", Redaction):
            if redaction.failed and redaction.page is not None and redaction.box is not None:
                failed[redaction.document_id].append(redaction)
        if not failed:
            return ()
        documents = {document.id: document for document in load_documents(connection)}
    found = [_WORD_RE.findall(plain_words(document.text)) for document in documents.values()]
    opened = _Opened(frozenset(word for words in found for word in words), " ".join("".join(words) for words in found))
    return tuple(
        secret
        for document_id, redactions in sorted(failed.items())
        for secret in _of_document(case, documents[document_id], redactions, opened)
    )


def _of_document(case: Path, document: Document, redactions: Sequence[Redaction], opened: _Opened) -> Iterator[Secret]:
    boxes: dict[int, list[_Corners]] = defaultdict(list)
    titled = set()
    for one in redactions:
        if one.page is not None and one.box is not None:
            boxes[one.page].append((one.box.x0, one.box.top, one.box.x1, one.box.bottom))
            if one.found_by.endswith(_IN_TITLES):
                titled.add(one.page)
    with TemporaryDirectory() as scratch:
        try:
            file = find_original(document, case, Path(scratch))
        except SourceError:
            return
        phrases = _ask(file, [(page, corners, page in titled) for page, corners in sorted(boxes.items())])
    for number, phrase in phrases:
        words = _WORD_RE.findall(plain_words(phrase))
        unseen = tuple(sorted({w for w in words if w not in opened.words and len(w) > 3 and not is_everyday(w)}))
        rows = {" ".join(words[at : at + _ROW]) for at in range(max(1, len(words) - _ROW + 1))}
        texts = tuple(sorted(row for row in rows if row.replace(" ", "") not in opened.letters))
        if unseen or texts:
            yield Secret(kind=HIDDEN, label=f"{HIDDEN}, page {number} of {document.source.path}", texts=texts, parts=unseen)


def _ask(file: Path, boxes: list[_Order]) -> list[tuple[int, str]]:
    order = json.dumps(boxes)
    call = [sys.executable, "-m", "onrecord.dossier.hidden_child", str(file.absolute())]
    try:
        done = subprocess.run(call, input=order.encode("ascii"), capture_output=True, timeout=READ_SECONDS, check=False)
        return [(int(number), str(phrase)) for number, phrase in json.loads(done.stdout)]
    except (subprocess.TimeoutExpired, ValueError):
        return []
