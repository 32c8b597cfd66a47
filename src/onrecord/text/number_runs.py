"""Runs of digits and number words read as one number: "two and a half million", "twenty-three fifths", "3 hundred and 21".

In: a text and its atoms. Out: `Run`s with exact values. The trap owned here is where one number ends and the next begins:
"four or five" are two, "two hundred and two thousand" is one, "a third" is a fraction before "of" and an ordinal before a
noun. Nothing here knows units, bounds or what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.text.number_words import SHORT_SCALES, VAGUE_COUNTS, Atom


@dataclass(frozen=True, slots=True)
class Run:
    """One number as written. `form`: cardinal, ordinal, fraction, vague, share.

    `precision` is the size of the last digit written (1 for 33, 1/10 for 33.5, 100000 for "3.5 million" is 1/10 million).
    A vague run has `low` and `high` in place of a value; `n_atoms` says how many atoms it took.
    """

    start: int
    end: int
    form: str
    value: Fraction | None
    n_atoms: int
    precision: Fraction = Fraction(1)
    low: Fraction | None = None
    high: Fraction | None = None
    digits: bool = False


_GAP_RE = re.compile(r"[ \t\u00a0]{1,3}|[ \t]?\r?\n[ \t]?|[ ]?-[ ]?\Z")  # what joins "twenty-one", "two  thousand"
_AND_RE = re.compile(r"\s{1,3}(?:and|&)\s{1,3}\Z")  # "one hundred and three"
_AND_A_RE = re.compile(r"\s{1,3}(?:and|&)\s{1,3}(?:a|one)[\s-]{1,3}\Z")  # "two and a half"
_OF_A_RE = re.compile(
    r"\s{1,2}(?:of\s)?(?:a|an)\s{1,2}\Z|[\s-]\Z"
)  # "half a million", "two thirds of a million", "quarter million"
_SHORT_SCALE_RE = re.compile(r"[ \u00a0]?(" + "|".join(sorted(SHORT_SCALES, key=len, reverse=True)) + r")\b", re.IGNORECASE)
# "a hundred", "a third": the article in front belongs to the number.
_ARTICLE_RE = re.compile(r"(?<![\w'’-])[Aa]n?[ \u00a0-]{1,2}\Z")
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
_NO_ORDINAL_SECOND = ("second", "first", "Second", "First")


def read_run(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """The number that begins at atom `at`, or None where that word is no number there."""
    first = atoms[at]
    kind = first.kind
    if kind in ("digits", "vulgar", "small", "tens", "scale", "dozen"):
        return _read_cardinal(text, atoms, at)
    if kind == "ordinal":
        return _read_ordinal(text, atoms, at)
    if kind == "half":
        return _read_half(text, atoms, at)
    if kind == "part":
        return _read_part(text, atoms, at)
    if kind == "vague":
        return _read_vague(text, atoms, at)
    if kind == "share":
        return Run(first.start, first.end, "share", None, 1, low=Fraction(1, 2), high=Fraction(1))
    return None


def _gap(text: str, left: Atom, right: Atom) -> str | None:
    """The text between two atoms where it is short enough to join them."""
    return text[left.end : right.start] if right.start - left.end <= 12 else None


def _joins(gap: str | None) -> bool:
    return gap is not None and _GAP_RE.fullmatch(gap) is not None


@dataclass(slots=True)
class _Sum:
    """The running value of a cardinal: `total` of closed scale groups and the open `group`."""

    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    last: str = ""
    last_value: Fraction = Fraction(0)
    smallest_scale: Fraction = Fraction(10**18)
    precision: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction:
        return self.total + self.group

    def takes(self, atom: Atom, after_and: bool) -> bool:
        """True where `atom` may follow what was read ("twenty" + "one", but not "two" + "three")."""
        if atom.kind == "small":
            fits = self.last == "tens" and 0 < atom.value < 10 and not after_and
            return fits or (self.last == "scale" and atom.value < self.last_value)
        if atom.kind == "tens":
            return self.last == "scale"
        if atom.kind == "digits":
            fits = self.last == "scale" and atom.decimals == 0 and 0 < atom.value < self.last_value and "," not in atom.text
            return fits and (after_and or atom.value >= 100 or self.last_value > 100)
        if atom.kind == "scale":
            return self.last in ("small", "tens", "digits", "scale", "vulgar") and not after_and
        return False

    def add(self, atom: Atom) -> None:
        if atom.kind == "scale":
            self._scale(atom.value)
        else:
            self.group += atom.value
            self.precision = Fraction(1, 10**atom.decimals)
        self.last, self.last_value = atom.kind, atom.value

    def _scale(self, value: Fraction) -> None:
        if value == 100:
            self.group = (self.group or Fraction(1)) * value
        elif value >= self.smallest_scale and not self.group:  # "three lakh crore"
            self.total *= value
        elif value > self.smallest_scale:
            self.total = (self.total + self.group) * value
            self.group = Fraction(0)
        else:
            self.total += (self.group or Fraction(1)) * value
            self.group = Fraction(0)
        self.precision *= value
        if value > 100:
            self.smallest_scale = value


def _read_cardinal(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    first = atoms[at]
    start = first.start
    if first.kind in ("scale", "dozen"):
        article = _ARTICLE_RE.search(text, max(0, start - 4), start)
        if article:
            start = article.start()
        elif first.kind == "scale" and first.value < 100_000 and not first.text.endswith(("d", "D")):
            return None
    if first.kind == "dozen":
        return Run(start, first.end, "cardinal", Fraction(12), 1)
    sum_ = _Sum()
    sum_.add(first)
    end, at_next = first.end, at + 1
    while at_next < len(atoms):
        atom = atoms[at_next]
        gap = _gap(text, atoms[at_next - 1], atom)
        if gap is None:
            break
        after_and = _AND_RE.fullmatch(gap) is not None
        if not (_joins(gap) or after_and) or not sum_.takes(atom, after_and):
            break
        if after_and and _is_new_number(text, atoms, at_next, sum_):
            break
        sum_.add(atom)
        end, at_next = atom.end, at_next + 1
    run = Run(start, end, "cardinal", sum_.value, at_next - at, sum_.precision, digits=first.kind in ("digits", "vulgar"))
    return _read_tail(text, atoms, at, run)


def _is_new_number(text: str, atoms: Sequence[Atom], at: int, sum_: _Sum) -> bool:
    """ "3 hundred and 2 hundred": what follows the "and" is a number of its own, of the same or a greater scale."""
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    if following is None or not _joins(_gap(text, atoms[at], following)):
        return False
    if following.kind in ("part", "half"):  # "one hundred and three quarters" is for the tail to read
        return True
    return (
        following.kind == "scale"
        and following.value >= sum_.last_value
        and sum_.last_value > following.value - 1
        and sum_.total == 0
    )


def _read_tail(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """The cardinal with what may follow it: a short scale, a slash, parts, "and a half", dozens, "point five"."""
    assert run.value is not None
    short = _SHORT_SCALE_RE.match(text, run.end) if run.digits and run.n_atoms == 1 else None
    if short and _is_short_scale(text, run, short):
        scale = Fraction(SHORT_SCALES[short.group(1).lower()])
        return _with(run, end=short.end(), value=run.value * scale, precision=run.precision * scale)
    at_next = at + run.n_atoms
    if at_next >= len(atoms):
        return run
    following = atoms[at_next]
    gap = _gap(text, atoms[at_next - 1], following)
    if gap is None:
        return run
    if following.kind == "vulgar" and gap in ("", " ", "\u2009"):
        return _then_scale(text, atoms, at, _take(run, following, run.value + following.value))
    if following.kind == "dozen" and _joins(gap):
        return _take(run, following, run.value * 12)
    if following.text == "dozens" and _joins(gap):
        return _take(run, following, run.value * 12)
    if following.kind in ("part", "half") and following.value and _joins(gap) and _is_part(run, following):
        return _then_scale(text, atoms, at, _take(run, following, run.value / following.value, form="fraction"))
    if following.kind in ("part", "half", "ordinal") and _AND_A_RE.fullmatch(gap) and following.value >= 2:
        return _and_a_part(text, atoms, at, run, following)
    if following.kind == "ordinal" and following.value > 2 and _joins(gap) and _is_part(run, following):
        return _then_scale(text, atoms, at, _take(run, following, run.value / following.value, form="fraction"))
    if _AND_RE.fullmatch(gap) and following.kind in ("small", "tens"):
        return _and_parts(text, atoms, at, run)
    if following.kind == "point" and _joins(gap):
        return _point(text, atoms, at, run)
    if following.kind == "digits":
        return _slash(text, atoms, at, run, following, gap)
    return run


def _with(
    run: Run, *, end: int, value: Fraction, form: str = "cardinal", n_more: int = 0, precision: Fraction | None = None
) -> Run:
    return Run(run.start, end, form, value, run.n_atoms + n_more, precision or run.precision, digits=run.digits)


def _take(run: Run, atom: Atom, value: Fraction, form: str = "cardinal") -> Run:
    return _with(run, end=atom.end, value=value, form=form, n_more=1)


def _is_short_scale(text: str, run: Run, short: re.Match[str]) -> bool:
    """ "$5m", "10k", "2mil" are scaled; "5 m" without money may be metres, "7 b" is nothing."""
    letters = short.group(1)
    money = text[max(0, run.start - 2) : run.start].rstrip()[-1:] in ("$", "£", "€", "¥")
    attached = short.start(1) == run.end
    if letters.lower() in ("bn", "bln", "tn", "tln", "trn", "mn", "mln", "mil"):
        return True
    if letters in ("k", "K"):
        return attached or money or not text[short.end() : short.end() + 1].isalpha()
    if money:
        return True
    return attached and letters in ("M", "B", "T", "b")


def _is_part(run: Run, part: Atom) -> bool:
    """ "two thirds", "one-third" are parts of a whole; "one second", "two quarters" of a year are not."""
    if run.digits and run.value is not None and run.value.denominator != 1:
        return False
    plural = part.text.endswith("s") or part.text == "halves"
    if part.text == "quarters" and run.value is not None and run.value > 4:
        return False
    if run.value == 1:
        return not plural
    return plural


def _then_scale(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """A fraction with the scale behind it: "half a million", "2½ million", "three quarters of a million"."""
    at_next = at + run.n_atoms
    if at_next < len(atoms) and atoms[at_next].kind in ("scale", "dozen") and run.value is not None:
        gap = _gap(text, atoms[at_next - 1], atoms[at_next])
        if gap is not None and _OF_A_RE.fullmatch(gap):
            scale = atoms[at_next].value
            return _with(run, end=atoms[at_next].end, value=run.value * scale, n_more=1, precision=run.precision * scale / 10)
    return run


def _and_a_part(text: str, atoms: Sequence[Atom], at: int, run: Run, part: Atom) -> Run:
    """ "two and a half", "3 million and a half": a part of one, or of the scale just said."""
    assert run.value is not None
    last = atoms[at + run.n_atoms - 1]
    if last.kind != "scale":
        return _then_scale(text, atoms, at, _take(run, part, run.value + Fraction(1) / part.value))
    at_scale = at + run.n_atoms + 1
    if at_scale < len(atoms) and atoms[at_scale].kind == "scale" and _joins(_gap(text, part, atoms[at_scale])):
        smaller = atoms[at_scale]  # "one billion and a half million"
        return _with(run, end=smaller.end, value=run.value + smaller.value / part.value, n_more=2)
    return _take(run, part, run.value + last.value / part.value)


def _and_parts(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """ "one hundred and three quarters": a whole and a fraction behind an "and"."""
    assert run.value is not None
    tail = _read_cardinal(text, atoms, at + run.n_atoms)
    if tail is None or tail.form != "fraction" or tail.value is None or tail.value >= 1:
        return run
    last = atoms[at + run.n_atoms - 1]
    factor = last.value if last.kind == "scale" and last.value >= 1000 else Fraction(1)  # "six million and two thirds"
    return _with(run, end=tail.end, value=run.value + tail.value * factor, n_more=tail.n_atoms)


def _point(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """ "two hundred point zero three": digits said one by one behind the point, or a number below a hundred."""
    assert run.value is not None
    digits, at_next, end = "", at + run.n_atoms + 1, run.end
    while (
        at_next < len(atoms)
        and atoms[at_next].kind in ("small", "tens")
        and _joins(_gap(text, atoms[at_next - 1], atoms[at_next]))
    ):
        atom = atoms[at_next]
        if atom.kind == "small" and digits.endswith("0") and atoms[at_next - 1].kind == "tens":
            digits = digits[:-1]
        digits += str(int(atom.value))
        end, at_next = atom.end, at_next + 1
    if not digits:
        return run
    value = run.value + Fraction(int(digits), 10 ** len(digits))
    return _with(run, end=end, value=value, n_more=at_next - at - run.n_atoms, precision=Fraction(1, 10 ** len(digits)))


def _slash(text: str, atoms: Sequence[Atom], at: int, run: Run, following: Atom, gap: str) -> Run:
    """ "3/4", "2 1/4": a fraction in digits; a date ("5/17/2018") or "24/7" is not read as one."""
    assert run.value is not None
    if not run.digits or run.n_atoms != 1:
        return run
    if gap == "/":
        return _then_scale(text, atoms, at, _simple_slash(text, run, following))
    if gap in (" ", "  ", "-") and at + 2 < len(atoms) and text[following.end : atoms[at + 2].start] == "/":
        part = _simple_slash(
            text, Run(following.start, following.end, "cardinal", following.value, 1, digits=True), atoms[at + 2]
        )
        if part.form == "fraction" and part.value is not None and part.value < 1:
            return _then_scale(text, atoms, at, _with(run, end=part.end, value=run.value + part.value, n_more=2))
    return run


def _simple_slash(text: str, run: Run, under: Atom) -> Run:
    assert run.value is not None
    beside = text[run.start - 1 : run.start] + text[under.end : under.end + 1]
    plain = run.value.denominator == 1 and under.decimals == 0 and 0 < run.value < under.value <= 1000
    if not plain or "/" in beside or (run.value == 9 and under.value == 11):
        return run
    return _take(run, under, run.value / under.value, form="fraction")


def _read_ordinal(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "first", "twenty-first" is read by the cardinal; "a third of" is a part."""
    atom = atoms[at]
    if atom.value > 2:
        article = _ARTICLE_RE.search(text, max(0, atom.start - 4), atom.start)
        if article and _AFTER_PART_RE.match(text, atom.end) and _starts_part(text, article.start()):
            return Run(article.start(), atom.end, "fraction", Fraction(1) / atom.value, 1)
    if text[atom.start].isupper() and text[atom.end : atom.end + 2].strip()[:1].isupper():
        return None  # "First Lady", "Fifth Avenue", "Second Amendment"
    return Run(atom.start, atom.end, "ordinal", atom.value, 1)


def _starts_part(text: str, start: int) -> bool:
    """Not "finished a third", where the words before say that a rank is meant."""
    return not text[max(0, start - 10) : start].rstrip().lower().endswith(("finished", "placed", "came"))


def _read_half(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    atom = atoms[at]
    before = text[max(0, atom.start - 8) : atom.start]
    if before.endswith("-") or (_NO_HALF_BEFORE_RE.search(before.lower()) and "and a" not in before):
        return None
    run = Run(atom.start, atom.end, "fraction", Fraction(1, 2), 1)
    scaled = _then_scale(text, atoms, at, run)
    if scaled is not run:
        return scaled
    article = _ARTICLE_RE.search(text, max(0, atom.start - 4), atom.start)
    start = article.start() if article else atom.start
    if _AFTER_HALF_RE.match(text, atom.end):
        return Run(start, atom.end, "fraction", Fraction(1, 2), 1)
    return None


def _read_part(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "a quarter of", "a quarter million": without a numerator only "quarter" and "half" are parts."""
    atom = atoms[at]
    if atom.text not in ("quarter", "half"):
        return None
    run = Run(atom.start, atom.end, "fraction", 1 / atom.value, 1)
    scaled = _then_scale(text, atoms, at, run)
    article = _ARTICLE_RE.search(text, max(0, atom.start - 4), atom.start)
    if scaled is not run:
        return scaled if article is None else Run(article.start(), scaled.end, "cardinal", scaled.value, scaled.n_atoms)
    if article and text[atom.end : atom.end + 4] in (" of ", "-of-"):
        return Run(article.start(), atom.end, "fraction", run.value, 1)
    return None


_VAGUE_SCALE_RE = re.compile(r"[ ](?:of[ ])?\Z")
_NOT_MANY_RE = re.compile(r"\b(?:how|as|too|so|this|that)[ ]\Z", re.IGNORECASE)


def _read_vague(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """ "several hundred", "tens of thousands", "dozens", "a few": an interval, never a point."""
    atom = atoms[at]
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    gap = _gap(text, atom, following) if following is not None else None
    start = atom.start
    if atom.text in ("few", "handful", "couple"):
        article = _ARTICLE_RE.search(text, max(0, start - 4), start)
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
