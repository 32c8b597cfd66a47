"""Content words of a phrase, for asking whether two phrases speak of the same thing.

In: a phrase. Out: its words in lower case without articles, prepositions and other words that any phrase may hold. Trap:
singular and plural are different words here; a check that needs them alike must say so.
"""

from __future__ import annotations

import re

_WORD_RE = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_EMPTY_TEXT = """
among percent a an the and or of in on at to for from by with as is are was were be been being had has have who whom whose which
that this these those their its his her our my your it he she they we you not no nor so than then there all any some
each every other another more most very late early last recent recently new total number up out over under about into
during after before between across while would will could can may might must should did does do what when where how
said says according also only just even
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())


def content_words(phrase: str) -> frozenset[str]:
    """The content words of a phrase.

    >>> sorted(content_words("people in a four-day national sweep"))
    ['four-day', 'national', 'people', 'sweep']
    """
    return frozenset(word for word in _WORD_RE.findall(phrase.lower()) if word not in _EMPTY)
