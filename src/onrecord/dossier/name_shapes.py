"""Stretches of a plain text that look like a person's name: labelled, titled, "Last, First", in capitals, in small letters.

In: a `Plain` text. Out: `NameFound` with the words of the name in lower case and why it was taken for one. This is the look
that finds a name for the first time; `name_matcher` then finds it everywhere. Trap: a heading in capitals and a place with
its state have the same shapes, so a name needs a word that is not an everyday one, unless a label says that it is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.dossier.ordinary import (
    FUNCTION_WORDS,
    NAME_PARTICLES,
    is_everyday,
    is_place,
    is_suffix,
    is_title,
    names_no_person,
)
from onrecord.dossier.plain_text import Plain

LABELLED, TITLED, LAST_FIRST, SHAPED, SMALL = "labelled", "titled", "last_first", "shaped", "small letters"
STRONG = frozenset((LABELLED, TITLED, LAST_FIRST))
WORD_RE = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
MAX_WORDS = 6
_NOISY_SHARE = 0.04  # of the words in small letters: above it a text is spoiled, and an odd word is no name

# Like "Name: juan perez", "Last name = PEREZ", "a/k/a Chuy", "Nombre: ..."; what follows is a name in whatever letters
_NAME_LABEL_RE = re.compile(
    r"(?<![a-z])(?:(?:last|first|full|middle|given|family|maiden|legal|birth|inmate|detainee|alien|subject|victim"
    r"|client|child'?s?"
    r"|mother'?s?|father'?s?|contact)?\s?names?|surname|alias(?:es)?|nombres?|apellidos?|nickname)\s{0,3}[:=][\s\"']{0,3}"
)
_AKA_RE = re.compile(r"(?<![a-z])(?:a\.?k\.?a\.?|a/k/a|alias|also known as|nicknamed|goes by|n[ée]e)[\s:\"']{1,3}")
# Like "Detainee PEREZ", "the victim, Rose Banks", "his wife Ana", "a man named Juan Perez", "Mr. Perez", "officer Roe"
_PERSON_LABEL_RE = re.compile(
    r"(?<![a-z])(?:detainee|inmate|alien|noncitizen|subject|victim|witness|minor|juvenile|child|infant|toddler|baby|complainant"
    r"|respondent|petitioner|applicant|claimant|client|defendant|suspect|arrestee|fugitive|offender|prisoner|deportee"
    r"|asylum seeker"
    r"|spouse|wife|husband|partner|mother|father|mom|dad|son|daughter|brother|sister|girlfriend|boyfriend|cousin|uncle"
    r"|aunt|niece"
    r"|nephew|grandmother|grandfather|guardian|sponsor|patient|student|teacher|resident|tenant|neighbou?r|friend|driver"
    r"|passenger"
    r"|employee|worker|boy|girl|man|woman|teenager|youth|immigrant|migrant|refugee|survivor|caller|tipster|informant"
    r"|contact|poc"
    r"|named|identified as|known as|called|mr|mrs|ms|miss|mx|sr|sra|srta|senor|senora|dona|don|officer|agent|deputy|sgt"
    r"|sergeant"
    r"|analyst|attorney|lawyer|clerk|nurse|dr|interpreter|paralegal|attn|attention|dear|hi|hello)"
    r"[\s.,:;#\-\"'(]{1,4}(?=[a-z])"
)
_HONORIFIC_RE = re.compile(r"^(?:mr|mrs|ms|miss|mx|sr|sra|srta|senor|senora|dona|don|dr)\b")
_KIN_RE = re.compile(
    r"^(?:spouse|wife|husband|mother|father|mom|dad|son|daughter|brother|sister|girlfriend|boyfriend|cousin|uncle|aunt"
    r"|niece|nephew"
    r"|named|man|woman|boy|girl)\b(?=\s[a-z]|,? ?$)"
)
_ROLE_RE = re.compile(r"^(?:detainee|inmate|victim|witness|minor|juvenile|defendant|complainant|respondent|child)\b")
_NAME = r"[A-Z][A-Za-z0-9']{0,40}(?:-[A-Za-z][A-Za-z']{0,40}){0,3}"
_PART = r"(?:(?:de|del|la|las|los|van|von|der|bin|al|el|da|dos|di|y)\s)"
# Like "PEREZ LOPEZ, Juan Carlos", "O'Neil, Mary K."
_LAST_FIRST_RE = re.compile(
    rf"(?<![\w@.'\-]){_PART}{{0,2}}{_NAME}(?:[ \-]{_PART}{{0,2}}{_NAME}){{0,2}},(?:[ ]{{1,2}}"
    rf"|[ ]?\n){_NAME}(?:[ ](?:{_PART}{{0,2}}{_NAME}|[A-Z]\b\.?)){{0,2}}"
)
# Like "Juan Carlos Perez", "JUAN PEREZ LOPEZ", "Juan de la Cruz", "Juan P. Cruz"
_RUN_RE = re.compile(rf"(?<![\w@'\-]){_NAME}(?:[ \t]{{1,2}}(?:[A-Z]\.|{_PART}{{0,2}}{_NAME})){{1,5}}")
# Like "Juan" at the end of a line or page and "Perez" at the head of the next
_BROKEN_RE = re.compile(rf"(?<![\w@'\-]){_NAME}[ \t]{{0,3}}[\n\f]{{1,2}}[ \t]{{0,8}}{_NAME}(?![\w@:])")
# what a heading goes on with behind a name: "Juan Perez Admits", "Juan Perez Arrested"
_VERB_END_RE = re.compile(r"(?:s|ed|ing)$")
# Like " eement" behind "Agr"
_REST_RE = re.compile(r"[ \n]([a-z]{2,20})(?![A-Za-z0-9'])")
_SMALL_WORD_RE = re.compile(r"(?<![A-Za-z0-9@.])[a-z]{2,20}(?![A-Za-z0-9@])")
_SMALL_GAP_RE = re.compile(r"[ _]|-|\n|, ")
# Like "JuanPerez"
_JOINED_RE = re.compile(r"(?<![A-Za-z0-9@.])(?:[A-Z][a-z]{2,20}){2,4}(?![A-Za-z0-9@])")
_JOINED_WORD_RE = re.compile(r"[A-Z][a-z]+")
# Like "P E R E Z"
_APART_RE = re.compile(r"(?<![A-Za-z0-9])[A-Z](?: [A-Z]){3,20}(?![A-Za-z0-9])")
# "J. Perez", "J.C. Perez"
_INITIALS_RE = re.compile(rf"(?<![\w.'])(?:[A-Z]\.[ ]?){{1,3}}{_NAME}")
_VOWEL_RE = re.compile(r"[aeiouy]")


class NameFound(NamedTuple):
    """One stretch that looks like a name: its words in lower case in the order of the print, and which look found it."""

    start: int
    end: int
    words: tuple[str, ...]
    look: str


def find_names(plain: Plain) -> Iterator[NameFound]:
    """Every stretch that looks like a person's name; the looks may tell one stretch twice."""
    yield from _labelled(plain)
    for match in _LAST_FIRST_RE.finditer(plain.cased):
        words = name_words(match.group())
        broken = "\n" in match.group() and any(is_everyday(word) for word in words)
        if 2 <= len(words) <= MAX_WORDS and is_person_like(words) and not broken:
            yield NameFound(match.start(), match.end(), words, LAST_FIRST)
    for match in _BROKEN_RE.finditer(plain.cased):
        words = name_words(match.group())
        first, last = match.group().split()
        stamp = first.isupper() != last.isupper() or plain.cased[match.end() : match.end() + 2].strip()[:1].isdigit()
        if len(words) == 2 and not stamp and is_person_like(words) and not any(is_everyday(word) for word in words):
            yield NameFound(match.start(), match.end(), words, SHAPED)
    for match in _JOINED_RE.finditer(plain.cased):
        words = tuple(word.lower() for word in _JOINED_WORD_RE.findall(match.group()))
        if is_person_like(words) and not any(is_everyday(word) for word in words):
            yield NameFound(match.start(), match.end(), words, SHAPED)
    for match in _APART_RE.finditer(plain.cased):
        word = match.group().replace(" ", "").lower()
        if is_person_like((word,)):
            yield NameFound(match.start(), match.end(), (word,), SHAPED)
    for match in _INITIALS_RE.finditer(plain.cased):
        words = name_words(match.group())
        if words and is_person_like(words) and not any(is_everyday(word) for word in words):
            yield NameFound(match.start(), match.end(), words, SHAPED)
    for match in _RUN_RE.finditer(plain.cased):
        yield from _in_run(plain, match)
    yield from _in_small_letters(plain)


def name_words(printed: str) -> tuple[str, ...]:
    """The words of a name in lower case, without particles, suffixes, initials and possessives.

    >>> name_words("O'Neil de la Cruz, Mary K.")
    ('oneil', 'cruz', 'mary')
    """
    return tuple(word for word in (word_key(found) for found in WORD_RE.findall(printed.lower())) if _counts(word))


def word_key(found: str) -> str:
    """One word without its possessive and its apostrophes."""
    return (found[:-2] if found.endswith("'s") else found).replace("'", "")


def is_person_like(words: tuple[str, ...]) -> bool:
    """True where no word names a body or a place, and one at least is no everyday word."""
    if any(names_no_person(word) or (word.isdigit()) for word in words):
        return False
    odd = [word for word in words if not is_everyday(word)]
    return bool(odd) and any(_VOWEL_RE.search(word) or len(word) == 2 for word in odd)


def _counts(word: str) -> bool:
    return len(word) > 1 and word not in NAME_PARTICLES and not is_suffix(word) and word.isalpha()


# ---- behind a label ------------------------------------------------------------------------------------------------


def _labelled(plain: Plain) -> Iterator[NameFound]:
    for regex in (_NAME_LABEL_RE, _AKA_RE):
        for label in regex.finditer(plain.text):
            found = _words_from(plain, label.end(), any_case=True)
            if found is not None and not all(names_no_person(word) or word in FUNCTION_WORDS for word in found[2]):
                yield NameFound(*found, LABELLED)
    for label in _PERSON_LABEL_RE.finditer(plain.text):
        found = _words_from(plain, label.end(), any_case=False)
        if found is None:
            continue
        titled = _HONORIFIC_RE.match(label.group()) is not None
        sure = titled or _KIN_RE.match(label.group()) is not None or (_ROLE_RE.match(label.group()) and len(found[2]) > 1)
        if is_person_like(found[2]) or (sure and not any(names_no_person(word) for word in found[2])):
            yield NameFound(*found, TITLED if titled else LABELLED)


def _words_from(plain: Plain, at: int, *, any_case: bool) -> tuple[int, int, tuple[str, ...]] | None:
    """The name that begins at a place: words with little between; with `any_case` also small ones, up to the end of line."""
    start = end = at
    words: list[str] = []
    while len(words) < MAX_WORDS:
        match = WORD_RE.match(plain.text, end if not words else end + _gap_at(plain.cased, end))
        if match is None or (words and _gap_at(plain.cased, end) == 0):
            break
        word, capital = word_key(match.group()), plain.cased[match.start()].isupper()
        if word.isdigit() or (any(c.isdigit() for c in word) and sum(c.isdigit() for c in word) > 2):
            break
        small_but_part = words and (word in NAME_PARTICLES or (any_case and not is_everyday(word)))
        if not capital and not small_but_part and not (any_case and (not words or not is_everyday(word))):
            break
        if capital and (word in FUNCTION_WORDS or names_no_person(word)) and word not in NAME_PARTICLES:
            break
        if not words:
            start = match.start()
        if words or any_case or not is_title(word):
            words.append(word)
        else:
            return _words_from(plain, match.end() + _gap_at(plain.cased, match.end()), any_case=False)
        end = match.end()
    kept = tuple(word for word in words if _counts(word))
    return (start, end, kept) if kept else None


_BETWEEN_RE = re.compile(r"\.?(?:,? |-)|\. ?")


def _gap_at(cased: str, at: int) -> int:
    match = _BETWEEN_RE.match(cased, at)
    return match.end() - match.start() if match else 0


# ---- by shape ------------------------------------------------------------------------------------------------------


def _in_run(plain: Plain, match: re.Match[str]) -> Iterator[NameFound]:
    """The parts of a run of capitals that may be a person: it is cut at titles, bodies, places and function words."""
    part: list[tuple[int, int, str]] = []
    for word in WORD_RE.finditer(plain.text, match.start(), match.end()):
        key = word_key(word.group())
        shape = plain.cased[word.start() : word.end()]
        letters = 1 < len(key) <= 3 and shape.isupper() and not match.group().isupper()  # of a body: "NUI Energy"
        cuts = names_no_person(key) or is_title(key) or letters or (key in FUNCTION_WORDS and key not in NAME_PARTICLES)
        if cuts:
            yield from _as_name(part)
            part = []
        else:
            part.append((word.start(), word.end(), key))
    if part and not (_is_cut(plain, part[-1]) and all(is_everyday(key) for _, _, key in part[:-1])):
        yield from _as_name(part)


def _is_cut(plain: Plain, word: tuple[int, int, str]) -> bool:
    """True for the first half of an everyday word that a blank or the end of a line cuts in two."""
    rest = _REST_RE.match(plain.cased, word[1])
    return rest is not None and not is_everyday(rest[1]) and is_everyday(word[2] + rest[1])


def _as_name(part: list[tuple[int, int, str]]) -> Iterator[NameFound]:
    while len(part) > 2 and is_everyday(part[-1][2]) and _VERB_END_RE.search(part[-1][2]):
        part = part[:-1]
    words = tuple(word for _, _, word in part if _counts(word))
    if 2 <= len(words) <= 5 and is_person_like(words):
        odd = [word for word in words if not is_everyday(word)]
        if len(odd) >= 2 or len(words) <= 3:
            yield NameFound(part[0][0], part[-1][1], words, SHAPED)


def _in_small_letters(plain: Plain) -> Iterator[NameFound]:
    """Two odd words in a row, in a text in which odd words are rare."""
    n_words = n_odd = 0
    for word in _SMALL_WORD_RE.finditer(plain.cased):
        n_words += 1
        n_odd += not is_everyday(word.group())
    if n_words == 0 or n_odd > max(8, _NOISY_SHARE * n_words):
        return
    run: list[tuple[int, int, str]] = []
    for word in _SMALL_WORD_RE.finditer(plain.cased):
        key = word.group()
        joins = bool(run) and _SMALL_GAP_RE.fullmatch(plain.cased, run[-1][1], word.start()) is not None
        if run and not joins:
            yield from _as_small(run)
            run = []
        if key in NAME_PARTICLES and joins:
            run.append((word.start(), word.end(), key))
        elif is_everyday(key) or is_place(key) or len(key) < 3 or not _VOWEL_RE.search(key):
            yield from _as_small(run)
            run = []
        else:
            run.append((word.start(), word.end(), key))
    yield from _as_small(run)


def _as_small(run: list[tuple[int, int, str]]) -> Iterator[NameFound]:
    words = tuple(word for _, _, word in run if _counts(word))
    if len(words) >= 2:
        yield NameFound(run[0][0], run[-1][1], words, SMALL)
