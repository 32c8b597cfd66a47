"""Numbers that begin with a word of parts, ranks or rough size: "a third", "half a million", "first", "tens of thousands".

In: a text, its atoms and the place of such a word. Out: a `Run`, or None where the word is no number there. The trap owned
here is the word with two uses: "a third of" is a part and "a third term" a rank, "half" a time of a game, "many" in "how many"
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from onrecord.text.number_run import ARTICLE_RE, Run, gap_between, then_scale
from onrecord.text.number_words import VAGUE_COUNTS, Atom

# What follows "a third" where it is a part: "a third of", "a third said", "a third." A noun ("a third term") makes it a rank.
_AFTER_PART_RE = re.compile(
    r"(?:[ \u00a0]+(?:of|more|less|fewer|say|said|says|had|have|has|were|was|are|is|would|do|did|don['’]t|believe|think"
    r"|disapprove|approve"
    r"|support|oppose|favor|and|or|to|by|from|in|higher|lower|larger|smaller|as)\b)|[.,;:)!?”\"\n—–]|\s*\Z"
)
_AFTER_HALF_RE = re.compile(
    r"[ \u00a0]+(?:of|the|a|an|his|her|its|their|our|my|your|that|this|as|said|say|were|was|are|have|had|do|did|to|percent"
    r"|per|more|all"
    r"|people|those|these|[A-Z])|[.,;]|-(?:million|billion|dozen|hour|mile|percent|century|year)|\s*\Z"
)
_NO_HALF_BEFORE_RE = re.compile(
    r"(?:first|second|other|better|latter|second-|first-|back|front|top|bottom|lower|upper|time|and a)[ -]\Z"
)
_VAGUE_SCALE_RE = re.compile(r"[ ](?:of[ ])?\Z")
_NOT_MANY_RE = re.compile(r"\b(?:how|as|too|so|this|that)[ ]\Z", re.IGNORECASE)


def read_ordinal(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "first", "twenty-first" is read by the cardinal; "a third of" is a part."""
    atom = atoms[at]
    if atom.value > 2:
        article = ARTICLE_RE.search(text, max(0, atom.start - 4), atom.start)
        if article and _AFTER_PART_RE.match(text, atom.end) and _starts_part(text, article.start()):
            return Run(article.start(), atom.end, "fraction", Fraction(1) / atom.value, 1)
    if text[atom.start].isupper() and text[atom.end : atom.end + 2].strip()[:1].isupper():
        return None  # "First Lady", "Fifth Avenue", "Second Amendment"
    return Run(atom.start, atom.end, "ordinal", atom.value, 1)


def _starts_part(text: str, start: int) -> bool:
    """Not "finished a third", where the words before say that a rank is meant."""
    return not text[max(0, start - 10) : start].rstrip().lower().endswith(("finished", "placed", "came"))


def read_half(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "half of", "half a million", "a half": a part; "second half", "half-time" are none."""
    atom = atoms[at]
    before = text[max(0, atom.start - 8) : atom.start]
    if before.endswith("-") or (_NO_HALF_BEFORE_RE.search(before.lower()) and "and a" not in before):
        return None
    run = Run(atom.start, atom.end, "fraction", Fraction(1, 2), 1)
    scaled = then_scale(text, atoms, at, run)
    if scaled is not run:
        return scaled
    article = ARTICLE_RE.search(text, max(0, atom.start - 4), atom.start)
    start = article.start() if article else atom.start
    if _AFTER_HALF_RE.match(text, atom.end):
        return Run(start, atom.end, "fraction", Fraction(1, 2), 1)
    return None


def read_part(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "a quarter of", "a quarter million": without a numerator only "quarter" and "half" are parts."""
    atom = atoms[at]
    if atom.text not in ("quarter", "half"):
        return None
    run = Run(atom.start, atom.end, "fraction", 1 / atom.value, 1)
    scaled = then_scale(text, atoms, at, run)
    article = ARTICLE_RE.search(text, max(0, atom.start - 4), atom.start)
    if scaled is not run:
        return scaled if article is None else Run(article.start(), scaled.end, "cardinal", scaled.value, scaled.n_atoms)
    if article and text[atom.end : atom.end + 4] in (" of ", "-of-"):
        return Run(article.start(), atom.end, "fraction", run.value, 1)
    return None


def read_vague(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "several hundred", "tens of thousands", "dozens", "a few": an interval, never a point."""
    atom = atoms[at]
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    gap = gap_between(text, atom, following) if following is not None else None
    start = atom.start
    if atom.text in ("few", "handful", "couple"):
        article = ARTICLE_RE.search(text, max(0, start - 4), start)
        start = article.start() if article else start
        if not article and atom.text != "few":
            return None
    if following is not None and gap is not None and _VAGUE_SCALE_RE.fullmatch(gap):
        scaled = _vague_scaled(atom, following)
        if scaled is not None:
            return Run(start, following.end, "vague", None, 2, low=scaled[0], high=scaled[1])
    if atom.text == "tens":
        return None
    if atom.text == "many" and _NOT_MANY_RE.search(text, max(0, atom.start - 6), atom.start):
        return None
    if atom.text in ("scores", "couple", "handful") and text[atom.end : atom.end + 4] != " of ":
        return None
    low, high = VAGUE_COUNTS[atom.text]
    return Run(start, atom.end, "vague", None, 1, low=Fraction(low), high=None if high is None else Fraction(high))


def _vague_scaled(atom: Atom, following: Atom) -> tuple[Fraction, Fraction] | None:
    if following.kind in ("scale", "dozen") and atom.text in ("several", "few", "couple", "many"):
        return 2 * following.value, 10 * following.value - 1
    bigger = VAGUE_COUNTS.get(following.text)
    if bigger is not None and atom.text in ("tens", "dozens", "scores", "hundreds", "thousands") and bigger[0] >= 2000:
        factor, most = {
            "tens": (20, 99),
            "dozens": (24, 99),
            "scores": (40, 199),
            "hundreds": (200, 999),
            "thousands": (2000, 9999),
        }[atom.text]
        scale = Fraction(bigger[0], 2)
        return factor * scale, most * scale + scale - 1
    return None
