"""The page of a checked draft, whatever the draft holds and however its verdicts overlap."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cli.draft_page import count_outcome, draft_page
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.drafts import DraftCheck, DraftKind, DraftReport
from onrecord.model.findings import Outcome, Severity
from onrecord.model.links import Place
from onrecord.spans import Span

_NUMBER_RE = re.compile(r'<a class="n [^>]*>\d+</a>')  # the number of a verdict, set behind its mark
_TAG_RE = re.compile(r"</?mark[^>]*>")
_DRAFT_RE = re.compile(r'<section class="draft"[^>]*>(.*?)</section>', re.DOTALL)

STARTS = st.integers(0, 40)
CHECKS = st.lists(
    st.tuples(STARTS, st.integers(0, 40), st.sampled_from(DraftKind), st.sampled_from(Outcome), st.sampled_from(Severity)),
    max_size=8,
)


def _report(text: str, rows: list[tuple[int, int, DraftKind, Outcome, Severity]]) -> DraftReport:
    source = Source(path="draft.txt", sha256="0" * 64, n_bytes=0, media_type="text/plain", pile=Pile.COVERAGE)
    checks = []
    for start, length, kind, outcome, severity in rows:
        span = Span(min(start, len(text)), min(start + length, len(text)))
        place = Place(document_id="d-x", span=span, text=span.of(text))
        checks.append(
            DraftCheck(
                id=f"v-{start}",
                kind=kind,
                span=span,
                text=span.of(text),
                verdict=text,
                outcome=outcome,
                severity=severity,
                places=(place,),
                working=text,
                notes=(text,),
            )
        )
    document = Document(id="d-draft", source=source, kind="text", text=text)
    return DraftReport(document=document, checks=tuple(checks), sources=(("d-draft", "draft.txt"),))


@settings(deadline=None, max_examples=80)
@given(text=st.text(alphabet=st.sampled_from("ab <>&\"'\n\t“”é\u202e\x00\r\x0c"), max_size=60), rows=CHECKS)
def test_the_draft_is_kept_word_for_word(text: str, rows: list[tuple[int, int, DraftKind, Outcome, Severity]]) -> None:
    """Marks and numbers taken away, the page holds the draft, with unsafe characters shown as U+FFFD and nothing lost."""
    page = draft_page(_report(text, rows), "case.onrecord")
    (inner,) = _DRAFT_RE.findall(page)
    kept = unescape(_TAG_RE.sub("", _NUMBER_RE.sub("", inner)))
    expected = text.replace("\r", "").replace("\x0c", "\n").replace("\u202e", "\ufffd").replace("\x00", "\ufffd")
    assert kept == expected
    assert inner.count("<mark") == inner.count("</mark>")
    assert [f'id="m{n}"' in inner for n in range(1, len(rows) + 1)] == [True] * len(rows)
    assert "<script" not in page


def test_counts_are_said_in_words() -> None:
    """One does not agree, several do not."""
    rows = [(0, 1, DraftKind.QUOTE, Outcome.FAILS, Severity.ERROR)]
    assert count_outcome(_report("a", rows).checks, Outcome.FAILS) == "1 does not agree"
    assert count_outcome(_report("a", rows * 2).checks, Outcome.FAILS) == "2 do not agree"
    assert count_outcome(_report("a", rows).checks, Outcome.HOLDS) == "0 agree"
