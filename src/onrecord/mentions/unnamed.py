"""Officials without a name and offices without a holder: "an agency executive in Springfield", "the mayor of Hilltown".

In: a text and a stretch of it. Out: spans with a kind and a plain name. An unnamed official has no name and no gender; two
such phrases are never taken for one person here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.spans import Span
from onrecord.text.name_words import HELD_OFFICES, OFFICE_MODIFIERS, OPENERS, UNNAMED_NOUNS

_NOUN = "|".join(sorted(UNNAMED_NOUNS, key=lambda word: (-len(word), word)))
_OFFICE = "|".join(sorted({*HELD_OFFICES, *(word.title() for word in HELD_OFFICES)}, key=lambda word: (-len(word), word)))
_CAPITAL = r"(?:(?:[A-Z]\.){2,4}|[A-Z][\w&-]{1,40}(?:['’][A-Z]\w{1,40})?)"
_PLACE = rf"{_CAPITAL}(?: {_CAPITAL}){{0,3}}(?:, {_CAPITAL}(?: {_CAPITAL}){{0,2}}(?=[\s,.;]))?"
# "senior", "law enforcement", "White House", "field office": what may stand before the noun
_ADJECTIVES_TEXT = """
senior top former current anonymous unnamed unidentified high-ranking high-level mid-level ranking federal local elected other
same retired veteran intelligence enforcement law immigration agency department administration government military defense
security border customs health school election campaign party union company department's agency's another unnamed
"""
_ADJECTIVES = "|".join(sorted({*_ADJECTIVES_TEXT.split(), *OFFICE_MODIFIERS}, key=lambda word: (-len(word), word)))
_BEFORE = rf"(?:(?:{_ADJECTIVES}|{_CAPITAL}(?:['’]s)?)[ \u00a0])"
_AFTER = (
    rf"(?:,? (?:in|at|from|with|of|for) (?:the |its |their )?(?:agency['’]s |department['’]s |{_CAPITAL}['’]s )?{_PLACE}"
    rf"(?: (?:office|bureau|headquarters))?)"
)
# "an BLC executive in Washington", "a field agent", "some senior officials"
INDEFINITE_RE = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Tt]wo|[Tt]hree|[Mm]any"
    rf"|[Mm]ultiple) {_BEFORE}{{0,5}}(?P<noun>{_NOUN})\b{_AFTER}?"
)
# "immigration officials", "BLC higher-ups", "city chiefs around the country": a bare plural
PLURAL_RE = re.compile(
    rf"(?<![\w’'-]){_BEFORE}{{1,4}}(?P<noun>(?:{'|'.join(sorted(w for w in UNNAMED_NOUNS if w.endswith('s')))}))\b{_AFTER}?"
)
# "the President", "the acting mayor of Hilltown", "the secretary of Parks"
OFFICE_RE = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?:(?:then|acting|interim|former|deputy|assistant|vice|prime|attorney|current"
    rf"|new)[ -]){{0,2}}(?P<office>{_OFFICE})"
    rf"(?:-elect)?\b(?! [A-Z])(?P<of> (?:of|for) (?:the )?{_CAPITAL}(?: (?:of |and |for )?{_CAPITAL}){{0,4}})?"
)
DETERMINER_RE = re.compile(r"(?:an?|one|another|some|several|two|three|many|multiple|the|its|their) ", re.IGNORECASE)


def find_unnamed(text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """Unnamed officials, each with the rule that found it."""
    last_end = -1
    found = [(Span(*m.span()), "people.unnamed") for m in INDEFINITE_RE.finditer(text, stretch.start, stretch.end)]
    found += [(Span(*m.span()), "people.unnamed_plural") for m in PLURAL_RE.finditer(text, stretch.start, stretch.end)]
    for whole, rule in sorted(found):
        span = _without_opener(text, whole)
        if span is not None and span.start >= last_end:
            last_end = span.end
            yield span, rule


def _without_opener(text: str, span: Span) -> Span | None:
    """ "Although BLC officials" without the word that only opens the sentence; None where nothing is left before the noun."""
    first, _, rest = span.of(text).partition(" ")
    if first[0].isupper() and first.lower() in OPENERS and not DETERMINER_RE.match(f"{first} "):
        return Span(span.start + len(first) + 1, span.end) if " " in rest else None
    return span


def find_offices(text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """Offices without a holder, each with its plain name ("mayor of Hilltown")."""
    for match in OFFICE_RE.finditer(text, stretch.start, stretch.end):
        name = DETERMINER_RE.sub("", match.group(), count=1)
        yield Span(*match.span()), " ".join(name.split())
