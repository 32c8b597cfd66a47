"""Number words that are often no number: "one" the pronoun, "first" the adverb, "most" of a superlative, bare "many".

In: a text, the place and form of a number without a unit. Out: whether it counts something. Decided by the neighbouring
words alone; silent in doubt, since a pronoun taken for a figure can only mislead.
"""

from __future__ import annotations

import re
from fractions import Fraction

from onrecord.text.number_words import LEXICON

_NEXT_RE = re.compile(r"[ \u00a0\n-]{1,2}([A-Za-z]+)(['’]\w+)?")
_PREVIOUS_RE = re.compile(r"([A-Za-z’']+)[ \u00a0\n]\Z")
# After "one": words that cannot be a counted noun, or idioms in which nothing is counted.
_NOT_AFTER_ONE_TEXT = """
of another who whom whose that which is was has had have would could can will shall may might must should did does do be
been being to in on at for with from and or but as by if when where than then it they he she we you the a an not no nor
so said says told day thing way hand side point time else day's night morning afternoon evening word end place more such
big last final it's i about against among between into over under after before because since until while though although
even just still also only ever never always often we're he's she's they're don't can't won't doesn't might're minute
moment reason step knows thinks wants needs gets goes comes makes takes looks seems became asked added noted there here
"""
_NOT_AFTER_ONE = frozenset(_NOT_AFTER_ONE_TEXT.split())
_NOT_BEFORE_ONE_TEXT = """
no the this that every each any which another loved such some these those either neither not good bad big new old next
other little young right wrong great hard easy tough important only-the last first is any's what number
"""
_NOT_BEFORE_ONE = frozenset(_NOT_BEFORE_ONE_TEXT.split())
_NOT_AFTER_ORDINAL_TEXT = """
time times lady ladies place thing things hand hands and of to in on with came since at by for he she it they i we you
the a an as name names rate all person more most half family class gentleman was is are were has had but or when that
who if from into not only came got met saw began heard went took made ran became amendment then said say says told
responder responders glance go see look come get make take let
"""
_NOT_AFTER_ORDINAL = frozenset(_NOT_AFTER_ORDINAL_TEXT.split())
_SUPERLATIVE_BEFORE = frozenset(["the", "its", "his", "her", "their", "our", "my", "your", "at", "s"])


def counts_something(text: str, start: int, end: int, form: str, value: Fraction | None) -> bool:
    """True where a number without a unit counts, ranks or shares something."""
    if form == "ordinal":
        return _ordinal_counts(text, end)
    if form == "share":
        return _most_counts(text, start, end)
    if form == "cardinal" and value == 1 and text[start : start + 1] in "oO":
        return _one_counts(text, start, end)
    return True


def _next_word(text: str, end: int) -> str | None:
    match = _NEXT_RE.match(text, end)
    return match.group(1) if match else None


def _previous_word(text: str, start: int) -> str:
    match = _PREVIOUS_RE.search(text, max(0, start - 20), start)
    return match.group(1).lower() if match else ""


def _one_counts(text: str, start: int, end: int) -> bool:
    word = _next_word(text, end)
    if word is None or word.lower() in _NOT_AFTER_ONE or text[end : end + 1] == "\n":
        return False
    if text[start - 1 : start] == "-" or text[end : end + 1] == "-" or (text[start] == "O" and word[0].isupper()):
        return False
    if word.endswith("ly") or (word.endswith("ed") and len(word) > 4):
        return False
    return _previous_word(text, start) not in _NOT_BEFORE_ONE


def _ordinal_counts(text: str, end: int) -> bool:
    if text[end : end + 1] == "-" and text[end : end + 4] not in (
        "-lar",
        "-hig",
        "-mos",
        "-big",
        "-low",
        "-bes",
        "-ran",
        "-old",
    ):
        return False
    word = _next_word(text, end)
    if word is None or word.lower() in _NOT_AFTER_ORDINAL or word[0].isupper() or word in LEXICON:
        return False
    return not (word.endswith("ed") or word.endswith("ly"))


def _most_counts(text: str, start: int, end: int) -> bool:
    """ "most of the", "most voters", "a majority of"; not "the most egregious", "most recent", "majority leader"."""
    word = _next_word(text, end)
    if word is None:
        return False
    if word == "of":
        return _previous_word(text, start) not in ("the", "at") or (
            text[start].lower() == "m" and text[start : start + 3].lower() == "maj"
        )
    if text[start : start + 4].lower() == "majo" or _previous_word(text, start) in _SUPERLATIVE_BEFORE:
        return False
    return (
        len(word) > 3 and word.islower() and word.endswith("s") and not word.endswith(("ous", "ss", "us", "less", "ways", "is"))
    ) or word in ("people", "women", "men")
