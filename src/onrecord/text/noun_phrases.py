"""The noun behind a number: what "three most egregious cases" counts, and of whom "40 percent of the voters" speaks.

In: a text and the place where a number ends. Out: the head noun (lower case, as written), the phrase around it and its
whole. Done without a grammar: the first plural among the next words, or the last word before one that ends a noun phrase.
Abstains (None) rather than take a verb for a noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.spans import Span

_TOKEN_RE = re.compile(r"[ \u00a0\n]{1,2}([A-Za-z][A-Za-z’'-]*(?:\.(?:[A-Za-z]\.)+)?)")
_STOP_TEXT = """
a about above across after against ago all along also although am among an and any apiece are around as at away back be
because been before being below between but by can could did do does down during each either else ever every for from
had has have he her here him his how i if in inside into is it its just last later less may me might more most much must
my near neither never next no nor not now of off on once one only onto or our out outside over own per same she
should since so some such than that the their them then there these they this those though through throughout to
together too toward towards under until up upon us was we were what when where whether which while who whom whose why
will with within without would yet you your said say says saying told reported announced including like plus via versus
nationwide statewide worldwide annually daily today yesterday tomorrow ahead apart earlier
"""
_STOP = frozenset(_STOP_TEXT.split())
_PLURALS_TEXT = """
people men women children police staff aircraft personnel cattle youth feet teeth crew troops policemen congressmen
congresswomen gunmen businessmen lawmen firemen fishermen veterans alumni criteria media data series species policewomen
spokesmen councilmen jurymen
"""
_PLURALS = frozenset(_PLURALS_TEXT.split())
_NOT_PLURAL = ("ous", "ss", "us", "is", "'s", "’s", "less", "ics")
_ALSO_PLURAL_TEXT = """
buses viruses crises gas physics politics statistics bonuses campuses critics topics clinics mechanics
"""
_ALSO_PLURAL = frozenset(_ALSO_PLURAL_TEXT.split())
_DETERMINERS = frozenset(
    ["the", "a", "an", "its", "their", "his", "her", "our", "these", "those", "all", "my", "your", "this", "that"]
)
_ADJECTIVE_ENDINGS = ("ed", "ing", "ly")
_RELATIVES = frozenset(["who", "that", "which", "whom", "whose"])
_FINITE_TEXT = """
was were is are had has have will would said says say can could may might must did do does should won't didn't wasn't
weren't isn't aren't haven't hadn't hasn't don't doesn't
"""
_FINITE = frozenset(_FINITE_TEXT.split())
_PHRASE_END_RE = re.compile(r"[.,;:!?()\[\]—–“”\"]|\n\s*\n|\s-\s|--")
# "arrested in", "picked up in", "killed by": a participle that belongs to the noun.
_PARTICIPLE_RE = re.compile(
    r"\s(?:(?:up|out|off|down|away|over) )?(?:in|by|at|during|with|to|on|for|from|under|as|against|of|since|after|near"
    r"|without)\b|\s*\Z"
)
_NEXT_WORD_RE = re.compile(r"\s{1,2}\S+")
_MAX_PHRASE = 160
_MAX_WORDS = 16


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The head noun and the stretch of the phrase, from its first word to the clause's end."""

    head: str
    head_span: Span
    span: Span


def is_plural(word: str) -> bool:
    """True where a word is written as a plural noun may be; verbs in -s are not told apart.

    >>> [is_plural(word) for word in ("cases", "egregious", "people", "US")]
    [True, False, True, False]
    """
    plain = word.lower()
    if plain in _PLURALS or plain in _ALSO_PLURAL:
        return True
    if len(word) < 3 or word.isupper() or not plain.endswith("s"):
        return False
    return not plain.endswith(_NOT_PLURAL)


def noun_after(text: str, end: int, *, singular: bool = False) -> NounPhrase | None:
    """The noun phrase that begins directly behind `end`; `singular` for one thing ("one email", "first case")."""
    at = end
    tokens: list[re.Match[str]] = []
    for _ in range(7):
        match = _TOKEN_RE.match(text, at)
        if match is None or "\n\n" in match.group():
            break
        word = match.group(1)
        if _stops(word) and not (word.lower() == "most" and not tokens):
            break
        tokens.append(match)
        at = match.end()
    head = _singular_head(tokens) if singular else _plural_head(tokens)
    if head is None:
        return None
    start = tokens[0].start(1)
    word = head.group(1)
    return NounPhrase(word.lower().rstrip("'’"), Span(head.start(1), head.end(1)), Span(start, phrase_end(text, head.end(1))))


def _stops(word: str) -> bool:
    """True for a word that ends a noun phrase; "US" is a country, "us" is not."""
    return word.lower() in _STOP and not (word.isupper() and len(word) > 1)


def _plural_head(tokens: list[re.Match[str]]) -> re.Match[str] | None:
    for at, token in enumerate(tokens):
        if is_plural(token.group(1)):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if following is not None and is_plural(following.group(1)) and following.group(1).islower():
                return following
            return token
    return None


def _singular_head(tokens: list[re.Match[str]]) -> re.Match[str] | None:
    head = None
    for at, token in enumerate(tokens):
        word = token.group(1)
        verbal = word.lower().endswith(_ADJECTIVE_ENDINGS) or "'" in word or "’" in word
        if head is not None and (verbal or is_plural(word)):
            break
        if not verbal or at == 0:
            head = token
    if head is None or head.group(1).lower().endswith(("ly", "ed")):
        return None
    return head


def phrase_end(text: str, start: int) -> int:
    """Where the noun phrase around a head ends: at punctuation, or at the verb of its own clause."""
    stop = _PHRASE_END_RE.search(text, start, min(len(text), start + _MAX_PHRASE))
    limit = stop.start() if stop else min(len(text), start + _MAX_PHRASE)
    at, end = start, start
    relative = verb_seen = False
    for _ in range(_MAX_WORDS):
        match = _NEXT_WORD_RE.match(text, at, limit)
        if match is None:
            break
        word = match.group().strip().lower().replace("’", "'")
        if word in _RELATIVES:
            relative, verb_seen = True, False
        elif word in _FINITE:
            if not relative or verb_seen:
                break
            verb_seen = True
        elif word.endswith("ed") and not relative and len(word) > 4 and not _PARTICIPLE_RE.match(text, match.end(), limit):
            break  # "one email instructed the chiefs"; "people arrested in the raids" goes on
        elif word in ("and", "but", "while", "when", "because", "after", "before", "as", "if"):
            break
        end = at = match.end()
    return end


_OF_RE = re.compile(
    r"[ \u00a0\n](?:out )?of[ \u00a0\n](?:(?:all|every|both)[ ])?(?:of[ ])?(?P<det>(?:the|its|their|his|her|our|those|these"
    r"|all|my|your)(?:[’']s)?[ \u00a0\n])?"
)
_ANTECEDENT_RE = re.compile(r"[ \u00a0\n]of (?:which|whom|them|these|those)\b")


def whole_after(text: str, end: int) -> int | None:
    """Where the phrase after "of (the)" begins, for "40 percent of the voters"; None without "of"."""
    match = _OF_RE.match(text, end)
    return match.end() if match else None


def points_back(text: str, end: int) -> bool:
    """True for "many of which", "40 of them": the noun stands before."""
    return _ANTECEDENT_RE.match(text, end) is not None


_COMPOUND_RE = re.compile(r"-([a-z]{3,20})(?:-[a-z]+)?\b")


def compound_after(text: str, end: int) -> str | None:
    """ "pages" for "10-page letter", "members" for "12-member panel"."""
    match = _COMPOUND_RE.match(text, end)
    if match is None:
        return None
    word = match.group(1)
    return word if word.endswith("s") else f"{word}s"
