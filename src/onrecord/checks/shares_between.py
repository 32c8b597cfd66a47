"""A share in one text and a count of the same whole in another (F202): "of the 120, 75 percent had a conviction", "only 47".

In: the framed texts of one story, and of records that hold the same number. Out: a warning where the count is not among those
that the share allows. Both must name the whole with the same number and say the same thing of the part: words that narrow it
("a violent conviction") count others and are never put beside words that do not. Where the two say it in unlike words ("a
prior conviction", "a conviction on file"), or one is a record that no link ties to the story, the finding cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.checks.arithmetic_rules import SHARE
from onrecord.checks.figure_relations import is_amount
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.shares import counts_allowed, shown_counts
from onrecord.checks.value_arithmetic import shown
from onrecord.checks.written import written
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure
from onrecord.text.content_words import content_words

_LEAST_WHOLE = 20  # two texts share a smaller number by accident
_LEAST_WHOLE_WORDS = 2  # "people arrested"
_ONLY = r"(?:(?:only|just|about|some|nearly|almost|at least) )?"
# as in "Of the 120 people arrested, only 47 had a conviction on file"
_OF_WHOLE_RE = re.compile(
    rf"\b[Oo]f (?:the |those |these |its |their |all )?⟦(?P<whole>\d+)⟧[^⟦⟧.;:()]{{0,90}}?,? {_ONLY}⟦(?P<part>\d+)⟧"
    r"(?P<said>[^⟦⟧.,;:()]{1,90})"
)
# as in "75 percent of the 120 people arrested had a prior conviction"
_PART_OF_RE = re.compile(
    r"⟦(?P<part>\d+)⟧ (?:out )?of (?:the |those |these |its |their |all )?⟦(?P<whole>\d+)⟧(?P<said>[^⟦⟧.,;:()]{1,120})"
)
# "had a prior conviction", "has never had a record", "had no papers": from the verb of having to the end of the noun phrase
_HAVING_RE = re.compile(
    r"\b(?:had|have|has)(?P<never>(?: (?:never|not|been|had))*) (?P<no>no )?(?P<what>.+?)"
    r"(?= (?:and|but|or|while|when|who|which|that|as|according|said)\b| ?\Z)"
)
_HAVE_RE = re.compile(r"\A(?:have|has)\b")
_WORD_RE = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")
_DENIALS = frozenset(("not", "never"))
# What may stand beside the noun and narrows nothing that the other text does not mean too.
_LOOSE_TEXT = "a an the any at least one more or single prior previous past earlier existing known some"
_LOOSE = frozenset(_LOOSE_TEXT.split())
_LOOSE_TAIL_RE = re.compile(r" (?:on (?:file|record|their records?)|in (?:the|their) past|already|at all|whatsoever)\Z")


@dataclass(frozen=True, slots=True)
class _Claim:
    """`part` of `whole` is said to have something: `words` as written, `noun` without loose words, `denied` if it has not."""

    text: FigureText
    part: Figure
    whole: Figure
    words: str
    noun: tuple[str, ...]
    denied: bool


def check_shares_between(texts: Sequence[FigureText], records: Sequence[FigureText]) -> Iterator[Finding]:
    """The findings of shares in some of a story's texts and counts in others of them, or in records."""
    claims = [claim for text in texts for claim in _claims(text)]
    counts = [(claim, False) for claim in claims] + [(claim, True) for text in records for claim in _claims(text)]
    said: set[tuple[str, str, Fraction | None]] = set()
    for share in claims:
        for count, is_record in counts:
            pair = (share.text.document.id, count.text.document.id, count.part.stated)
            if pair in said or pair[0] == pair[1] or not _one_thing(share, count, is_record):
                continue
            for one in _compare(share, count, is_record):
                said.add(pair)
                yield one


def wholes_of_shares(texts: Sequence[FigureText]) -> frozenset[Fraction]:
    """The wholes of which these texts give shares, as numbers: only documents that hold one of them need to be read."""
    claims = (claim for text in texts for claim in _claims(text))
    return frozenset(claim.whole.stated for claim in claims if claim.part.kind == "share" and claim.whole.stated is not None)


def _claims(text: FigureText) -> Iterator[_Claim]:
    for sentence in text.sentences:
        if len(sentence.figures) < 2:
            continue
        for pattern in (_OF_WHOLE_RE, _PART_OF_RE):
            for match in pattern.finditer(sentence.frame):
                claim = _claim(text, match)
                if claim is not None:
                    yield claim


def _claim(text: FigureText, match: re.Match[str]) -> _Claim | None:
    part, whole = text.figures[int(match["part"])], text.figures[int(match["whole"])]
    having = _HAVING_RE.search(match["said"])
    if having is None or not is_amount(whole) or whole.kind != "count" or whole.approx != "exact" or part.stated is None:
        return None
    if (whole.stated or 0) < _LEAST_WHOLE or (part.kind == "share" and part.unit != "percent") or "points" in part.flags:
        return None
    what = " ".join(having["what"].split())
    noun = tuple(_singular(word) for word in _WORD_RE.findall(_LOOSE_TAIL_RE.sub("", what).lower()) if word not in _LOOSE)
    denied = bool(having["no"]) or not _DENIALS.isdisjoint(having["never"].split())
    return _Claim(text, part, whole, having.group().strip(), noun, denied) if noun else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _one_thing(share: _Claim, count: _Claim, is_record: bool) -> bool:
    """The same number of the same whole, the same noun of the part, both said or both denied, in no unlike places."""
    a, b = share.whole, count.whole
    if share.part.kind != "share" or count.part.kind != "count" or a.stated != b.stated:
        return False
    if share.noun != count.noun or share.denied != count.denied:
        return False
    if share.part.place and count.part.place and share.part.place != count.part.place:
        return False
    whole_words = content_words(a.counted or "")
    if is_record:  # no link says that both speak of one event, so they must name the whole in the same words
        return len(whole_words) >= _LEAST_WHOLE_WORDS and whole_words == content_words(b.counted or "")
    return a.unit is None or b.unit is None or a.unit == b.unit


def _compare(share: _Claim, count: _Claim, is_record: bool) -> Iterator[Finding]:
    whole, stated, value = count.whole.stated, count.part.stated, count.part.value
    if not whole or stated is None:
        return
    low, high = counts_allowed(share.part, share.whole)
    below = low is not None and value.high is not None and value.high < low
    above = high is not None and value.low is not None and value.low > high
    if not (below or above):
        return
    quotient, allowed = f"{shown(stated / whole * 100, 2)} percent", shown_counts(low, high)
    doubt = ""
    if _plain(share.words) != _plain(count.words):
        doubt = " The words differ and may count different people."
    elif is_record:
        doubt = " The record may speak of another event."
    yield finding(
        SHARE,
        message=(
            f'One text says of {written(share.whole)} that {written(share.part)} "{share.words}", which is {allowed}; the '
            f'other that {written(count.part)} "{count.words}", which is {quotient}.{doubt}'
        ),
        outcome=Outcome.CANNOT_TELL if doubt else Outcome.FAILS,
        places=[
            *(share.text.place(figure) for figure in (share.part, share.whole)),
            *(count.text.place(figure) for figure in (count.part, count.whole)),
        ],
        working=f"{written(count.part)} / {written(count.whole)} = {quotient}; {written(share.part)} would be {allowed}",
        tolerance="rounded or cut at the last digit written",
        severity=Severity.WARNING,
    )


def _plain(words: str) -> str:
    return _HAVE_RE.sub("had", words.lower(), count=1)
