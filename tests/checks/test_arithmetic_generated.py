"""Arithmetic over generated articles: precision, recall, and every working recomputed."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from article_generator import Article, articles

from onrecord.checks.arithmetic import check_arithmetic
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding, Outcome
from onrecord.model.mentions import MentionRecords

SEED, N_EACH = 20170210, 60
LEAST_PRECISION, LEAST_RECALL = 0.99, 0.90


def findings_of(article: Article) -> tuple[Finding, ...]:
    text = article.text
    source = Source(path="a.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id="d-1", source=source, kind="text", text=text)
    records = DocumentRecords(document=document, mentions=MentionRecords(figures=find_figures(document, ())))
    return check_arithmetic(CaseRecords(parts=(records,)))


@cache
def checked() -> tuple[tuple[Article, tuple[Finding, ...]], ...]:
    """Every article with its findings, computed once."""
    return tuple((article, findings_of(article)) for article in articles(SEED, N_EACH))


def test_broken_relations_are_found_and_whole_ones_left_alone() -> None:
    """Of the failing findings at least 99 in a hundred are right, and at least 90 in a hundred broken relations are found."""
    right = wrong = missed = 0
    for article, findings in checked():
        failing = [found.code for found in findings if found.outcome is Outcome.FAILS]
        expected = [code for code in failing if article.broken and code in article.codes]
        right += len(expected)
        wrong += len(failing) - len(expected)
        missed += article.broken and not expected
    assert right / (right + wrong) >= LEAST_PRECISION
    assert right / (right + missed) >= LEAST_RECALL


def test_consistent_relations_are_said_to_hold() -> None:
    """Most whole relations are seen and reported as holding, so that silence is not blindness."""
    whole = [
        article for article in articles(SEED, N_EACH) if not article.broken and article.family not in ("room", "direction")
    ]
    held = sum(any(found.outcome is Outcome.HOLDS for found in findings_of(article)) for article in whole)
    assert held / len(whole) >= LEAST_RECALL


def test_every_working_is_true_arithmetic() -> None:
    """Each equation, quotient and count that a finding prints comes out when computed again."""
    n_checked = 0
    for _, findings in checked():
        for found in findings:
            n_checked += recompute(found)
    assert n_checked > N_EACH * 5


NUMBER = r"-?\$?[\d,]+(?:\.\d+)?"
SUM_RE = re.compile(rf"^({NUMBER}(?: percent)?(?: \+ {NUMBER}(?: percent)?)+) = ({NUMBER})")
QUOTIENT_RE = re.compile(rf"({NUMBER}) / ({NUMBER}) = ({NUMBER}) percent")
DIFFERENCE_RE = re.compile(rf"^({NUMBER}) - ({NUMBER}) = ({NUMBER})(?:, ({NUMBER}) percent of ({NUMBER}))?")
NAMED_RE = re.compile(r"^(.+): (\d+) named")


def value(written: str) -> Fraction:
    return Fraction(written.replace(",", "").replace("$", "").removesuffix(" percent"))


def near(shown: str, exact: Fraction) -> bool:
    decimals = len(shown.partition(".")[2])
    return abs(value(shown) - exact) <= Fraction(1, 2 * 10**decimals)


def recompute(found: Finding) -> int:
    """Recompute what the working says; the number of equations that were checked."""
    working = found.working or ""
    checked = 0
    if match := SUM_RE.match(working):
        assert sum(value(term) for term in match[1].split(" + ")) == value(match[2]), working
        checked += 1
    for match in QUOTIENT_RE.finditer(working):
        assert near(match[3], value(match[1]) / value(match[2]) * 100), working
        checked += 1
    if match := DIFFERENCE_RE.match(working):
        assert value(match[1]) - value(match[2]) == value(match[3]), working
        if match[4]:
            assert near(match[4], value(match[3]) / value(match[5]) * 100), working
        checked += 1
    if match := NAMED_RE.match(working):
        assert len(match[1].split(", ")) == int(match[2]), working
        checked += 1
    return checked
