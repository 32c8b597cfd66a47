"""Paragraphs and sentences as spans of the text.

In: any text. Out: spans in order, without white space at their ends; every visible character lies in exactly one sentence.
Trap: a full stop ends a sentence, an abbreviation ("Gen. Adams"), an initial ("Thomas B. Carver"), a number ("4.2") or
nothing at all ("U.S. As a result" ends one, "U.S. Senate" does not); a closing mark after the stop belongs to the sentence.
A line break ends a sentence too, unless the next line goes on in the middle of it, as in hard-wrapped mail.
Linear in the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.spans import Span

# "Mr. Baker", "Gen. Adams": what stands before a name and so never ends a sentence.
_BEFORE_NAMES_TEXT = """
mr mrs ms mx dr prof gen lt col maj capt cpl sgt pvt adm cmdr brig gov sen sens rep reps pres sec hon rev fr msgr st ste
supt insp det ofc atty amb del mgr messrs mmes ft mt vs v cf al viz approx dept univ assn bros fig no nos pp p sect art
vol ed eds ch par para div ext tel e.g i.e
"""
_BEFORE_NAMES = frozenset(_BEFORE_NAMES_TEXT.split())
_ALSO_WORDS = frozenset(("no", "art", "par", "fig", "ed", "del", "sec", "pres", "rev"))  # "She said no. He agreed."
# "Inc.", "Jr.", "p.m.", "Sept.": may end a sentence, and do so before a word that opens one.
_MAY_END_TEXT = """
inc corp co ltd llc llp jr sr esq etc a.m p.m ph.d m.d b.a m.a d.d.s jan feb mar apr jun jul aug sep sept oct nov dec
mon tue tues wed thu thur thurs fri sat sun ave blvd rd hwy ala ariz ark calif colo conn fla ga ill ind kan ky la md
mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
"""
_MAY_END = frozenset(_MAY_END_TEXT.split())
# Words that open a sentence and are hardly ever the second half of a name ("U.S. As a result", but "U.S. Senate").
_OPENERS_TEXT = """
a an and another any after all also although among as asked at because before both but by can despite did do does each
even every few first following for from had has have he her here his how however i if in instead is it its just last
later many meanwhile more most much my nearly no nor not now of on once one only or other others our out over overall
perhaps she should since so some soon still such than that the their them then there these they this those though
through thus to today together too two under unless until upon was we were what when whenever where whereas whether
which while who whoever whom whose why will with within without yet yesterday you your
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
_CLOSERS = "\"'”’»›)]}*_`“"
_OPENING = "\"'“‘«‹„‚([{*_`”’#@$-–—•"
# "…raids. The", "said so.” He", "four.)", "Really?! No"; bounded: a million marks end no sentence.
_STOP_RE = re.compile(r"[.!?…。]{1,12}[\"'”’»›)\]}*_`“]{0,6}")
# "Carver", "U.S", "p.m", "4": the word that a stop follows, read backwards from the stop in a bounded window.
_LAST_WORD_RE = re.compile(r"(?:\w|[.&'’-](?=\w))+\Z")
_WORD_RE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BLANK_LINE_RE = re.compile(r"\n(?:[ \t\r\f\v\u00a0]*\n)+|\f|\u2029")
_LINE_BREAK_RE = re.compile(r"[\n\f\v\u0085\u2028\u2029]")
_WORD_WINDOW = 40  # the longest abbreviation or initial chain is far shorter


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences in order, without white space at their ends; no sentence crosses a blank line.

    >>> [s.of("Gen. Adams left the U.S. As a result, he won 4.2 points.") for s in split_sentences(
    ...     "Gen. Adams left the U.S. As a result, he won 4.2 points.")]
    ['Gen. Adams left the U.S.', 'As a result, he won 4.2 points.']
    """
    return tuple(each_sentence(text))


def each_sentence(text: str) -> Iterator[Span]:
    """The sentences of `split_sentences` one by one, for texts that have too many to be held."""
    for start, end in _block_bounds(text):
        block = Span(start, end).strip(text)
        if len(block):
            yield from _split_block(text, block)


def sentences_at(text: str, offsets: Sequence[int]) -> tuple[Span, ...]:
    """The sentence that holds each offset of visible text; offsets do not decrease. Blocks without one are never split.

    >>> text = "One. Two.\\nThree. Four."
    >>> [s.of(text) for s in sentences_at(text, [5, 17])]
    ['Two.', 'Four.']
    """
    found: list[Span] = []
    blocks = _block_bounds(text)
    start = end = -1
    sentences: list[Span] = []
    at = 0
    for offset in offsets:
        if offset >= end:
            start, end = next((start, end) for start, end in blocks if offset < end)
            sentences, at = list(_split_block(text, Span(start, end))), 0
        while at + 1 < len(sentences) and sentences[at + 1].start <= offset:
            at += 1
        found.append(sentences[at])
    return tuple(found)


def _split_block(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    limit = block.strip(text).end
    for stop in _STOP_RE.finditer(text, block.start, limit):
        if stop.end() > start and _ends_sentence(text, stop.start(), stop.end(), limit):
            sentence = Span(start, stop.end()).strip(text)
            if len(sentence):
                yield sentence
            start = stop.end()
    last = Span(start, max(start, limit)).strip(text)
    if len(last):
        yield last


def split_blocks(text: str) -> tuple[Span, ...]:
    """Stretches within which only punctuation ends a sentence: lines, joined where the next goes on in mid-sentence.

    >>> [b.of("We went to the\\nmarket.\\nThen home.") for b in split_blocks("We went to the\\nmarket.\\nThen home.")]
    ['We went to the\\nmarket.', 'Then home.']
    """
    blocks = (Span(start, end).strip(text) for start, end in _block_bounds(text))
    return tuple(block for block in blocks if len(block))


def _block_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each block begins and ends, white space at its ends included."""
    start = 0
    for match in _LINE_BREAK_RE.finditer(text):
        at = match.start()
        if match.group() == "\n" and _goes_on(text, at):
            continue
        yield start, at
        start = at + 1
    yield start, len(text)


def _goes_on(text: str, at: int) -> bool:
    """True where the line after `at` continues the sentence: no stop before, a small letter or figure right after."""
    before = text[max(0, at - 2) : at].rstrip("\r \t")[-1:]
    after = text[at + 1 : at + 2]
    if not before or not after or before in ".!?…:;" + _CLOSERS:
        return False
    return after.islower() or (before == "," and after.isalnum())


def _ends_sentence(text: str, stop: int, end: int, limit: int) -> bool:
    """True where the stop at `stop` (with its closing marks up to `end`) ends a sentence inside a block ending at `limit`."""
    if end >= limit:
        return True
    after = text[end]
    stops = text[stop:end].rstrip(_CLOSERS)
    if not after.isspace():
        return _is_glued(text, stop, end)
    following = _next_start(text, end, limit)
    if following is None:
        return True
    if stops == ".":
        return _full_stop_ends(text, stop, following)
    # "Really?" he asked. / "I ... did": an ellipsis or a question inside a sentence goes on with a small letter
    return not text[following].islower()


def _next_start(text: str, end: int, limit: int) -> int | None:
    """Offset of the first character of the next word, opening marks skipped; None where nothing more stands."""
    at = end
    while at < limit and (text[at].isspace() or text[at] in _OPENING):
        at += 1
    return at if at < limit else None


def _full_stop_ends(text: str, stop: int, following: int) -> bool:
    after = text[following]
    if after.islower():
        return False
    last = _LAST_WORD_RE.search(text[max(0, stop - _WORD_WINDOW) : stop])
    if last is None:
        return True
    word = last.group()
    plain = word.lower()
    if plain in _BEFORE_NAMES and (word not in _ALSO_WORDS or after.isdigit()):
        return False
    if not _is_short_form(word):
        return True
    if word == "I":  # "so do I. Nobody"
        return True
    opener = _WORD_RE.match(text, following)
    return opener is not None and opener.group().lower().split("'")[0].split("’")[0] in _OPENERS


def _is_short_form(word: str) -> bool:
    """True for initials ("B"), letters with stops between ("A.P.C", "p.m") and abbreviations that may end a sentence."""
    if word.lower() in _MAY_END:
        return True
    letters = word.split(".")
    return all(len(letter) == 1 and letter.isalpha() for letter in letters) and (word[0].isupper() or len(letters) > 1)


def _is_glued(text: str, stop: int, end: int) -> bool:
    """True for two sentences without a space between: "the raids.The report", `so.”He said` (but not "Amazon.com")."""
    if end - stop > 1 and text[end - 1] in '”»"':
        return text[end].isupper()
    if end - stop != 1 or stop < 3 or not text[stop - 3 : stop].isalpha() or not text[stop - 3 : stop].islower():
        return False
    return text[end].isupper() and text[end + 1 : end + 2].islower() and text[end - 1] in ".?!"
