"""Names of a book found in any text, in every spelling: order, case, initials, joined, spaced out, misread, split.

In: a `NameBook` and a `Plain` text. Out: hits, each masked or kept, that do not overlap. A run of name words is cut into the
longest known names; a word of a masked name that is left alone is masked too, unless it is an everyday word in small letters.
Trap: what an official and a private person share ("Garcia") is masked when it stands alone, unless a title stands before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from onrecord.dossier.name_book import Bearer, NameBook
from onrecord.dossier.name_shapes import WORD_RE, word_key
from onrecord.dossier.ordinary import FUNCTION_WORDS, NAME_PARTICLES, is_everyday, is_place, is_suffix, is_title
from onrecord.dossier.plain_text import Plain
from onrecord.text.name_words import SPEECH_VERBS

_LONGEST = 8  # words of a run that are read as one name
_SUBSETS_OF = 6  # words of a name of which every pair, triple ... is known
_SHORTEST_JOINED = 6  # letters: "juanperez", "jperez"
_SHORTEST_INSIDE = 8  # letters of a joined name that is looked for inside a longer word ("freejuanperez")
_LONGEST_WORD = 120
# What follows a name at the head of a sentence: "Young was", "Hope said"
_AFTER_A_NAME = SPEECH_VERBS | {"was", "is", "has", "had", "did", "does", "will", "came", "left", "went", "lives", "and"}
_GAP_RE = re.compile(r"[\s,.\-_/+'\"\u00b7]{1,5}")
_INITIAL_GAP_RE = re.compile(r"\.?[ _\-]?")
# Like "J u a n  P e r e z", "P-E-R-E-Z", "p.e.r.e.z"
_SPACED_RE = re.compile(r"(?<![a-z0-9])[a-z](?:[ \t.\-_*\u00b7]{1,3}[a-z]){3,60}(?![a-z0-9])")
_LETTERS_RE = re.compile(r"[a-z]+")
_CAMEL_RE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# What a scanner takes for one another, written one way.
_MISREAD = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("1", "l"),
    ("i", "l"),
    ("0", "o"),
    ("5", "s"),
    ("8", "b"),
    ("q", "g"),
)


class Hit(NamedTuple):
    """One stretch of a plain text that is a known name; `bearers` are the people it may be."""

    start: int
    end: int
    bearers: tuple[Bearer, ...]
    is_masked: bool


class _Token(NamedTuple):
    start: int
    end: int
    word: str


class NameMatcher:
    """Looks up the names of one book; made once, used for every text."""

    def __init__(self, book: NameBook) -> None:
        self._exact: dict[frozenset[str], list[Bearer]] = defaultdict(list)
        self._parts: dict[str, list[Bearer]] = defaultdict(list)
        self._joined: dict[str, list[Bearer]] = defaultdict(list)
        self._misread: dict[str, str] = {}
        for bearer in book.bearers:
            self._learn(bearer)
        self._lengths = sorted({len(joined) for joined in self._joined if len(joined) >= _SHORTEST_INSIDE}, reverse=True)
        self._seen_words: dict[str, tuple[int, int, tuple[Bearer, ...]] | None] = {}

    def _learn(self, bearer: Bearer) -> None:
        spellings = {spelling for spelling in bearer.spellings if len(spelling) > 1}
        if bearer.is_masked and len(bearer.words) <= _SUBSETS_OF:
            words = sorted(bearer.words)
            spellings |= {frozenset(c) for n in range(2, len(words) + 1) for c in combinations(words, n)}
        for spelling in sorted(spellings | {bearer.words}, key=sorted):
            if len(spelling) > 1:
                self._exact[spelling].append(bearer)
        for word in sorted(bearer.words):
            self._parts[word].append(bearer)
            if bearer.is_masked and word in bearer.bare and len(word) >= 5 and not is_everyday(word):
                self._misread.setdefault(_as_misread(word), word)
        for first in sorted(bearer.words):
            for last in sorted(bearer.words - {first}):
                for joined in (first + last, first[0] + last, last + first[0]):
                    if len(joined) >= _SHORTEST_JOINED and not is_everyday(joined):
                        self._joined[joined].append(bearer)

    def find(self, plain: Plain) -> list[Hit]:
        """The names in a text in order, without overlaps."""
        tokens = [_token(match) for match in WORD_RE.finditer(plain.text)]
        hits = [*self._in_runs(plain, tokens), *self._spaced_out(plain)]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        clean: list[Hit] = []
        for hit in hits:
            if clean and hit.start < clean[-1].end:
                if hit.is_masked and not clean[-1].is_masked and hit.end > clean[-1].end:
                    clean.append(hit)
                continue
            clean.append(hit)
        return clean

    # ---- words in a row ------------------------------------------------------------------------------------------------

    def _in_runs(self, plain: Plain, tokens: Sequence[_Token]) -> Iterator[Hit]:
        at = 0
        while at < len(tokens):
            end = self._run_end(plain.text, tokens, at)
            if end > at:
                yield from self._cut(plain, tokens, at, end)
                at = end
            else:
                yield from self._odd_spelling(plain, tokens[at])
                at += 1

    def _run_end(self, text: str, tokens: Sequence[_Token], at: int) -> int:
        """Where the run of name words ends that begins here; `at` itself where none does."""
        starts = tokens[at].word in self._parts or (len(tokens[at].word) == 1 and self._follows(text, tokens, at))
        if not starts:
            return at
        end = at + 1
        while end < len(tokens) and end - at < 40 and self._follows(text, tokens, end - 1, particles=True):
            end += 1
        return end

    def _follows(self, text: str, tokens: Sequence[_Token], at: int, *, particles: bool = False) -> bool:
        """True where the next word belongs to the same run of name words."""
        if at + 1 >= len(tokens) or not _GAP_RE.fullmatch(text, tokens[at].end, tokens[at + 1].start):
            return False
        if not particles and not _INITIAL_GAP_RE.fullmatch(text, tokens[at].end, tokens[at + 1].start):
            return False
        word = tokens[at + 1].word
        small = len(word) == 1 and word.isalpha() and (at + 2 >= len(tokens) or word not in ("a", "i") or particles)
        return word in self._parts or (particles and (word in NAME_PARTICLES or is_suffix(word) or small))

    def _cut(self, plain: Plain, tokens: Sequence[_Token], first: int, end: int) -> Iterator[Hit]:
        at = first
        while at < end:
            if self._is_officials(plain, tokens, at):
                at += 1
                continue
            length, bearers = self._longest(tokens, at, end)
            if length:
                yield _hit(tokens[at].start, tokens[at + length - 1].end, bearers)
                at += length
                continue
            bare = self._alone(plain, tokens, at)
            if bare:
                yield bare
            elif tokens[at].word not in self._parts:
                yield from self._odd_spelling(plain, tokens[at])
            at += 1

    def _is_officials(self, plain: Plain, tokens: Sequence[_Token], at: int) -> bool:
        """True for a surname of a kept person behind a title, with no more of a name behind it: "Director Garcia, Juan ..."."""
        token = tokens[at]
        if at == 0 or not is_title(tokens[at - 1].word) or token.start - tokens[at - 1].end > 2:
            return False
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        ends = plain.text[token.end : token.end + 1] != " " or not (following in self._parts or len(following) == 1)
        return ends and any(not b.is_masked for b in self._parts.get(token.word, ()))

    def _longest(self, tokens: Sequence[_Token], at: int, end: int) -> tuple[int, tuple[Bearer, ...]]:
        """How many words from here on are one known name, at least two, and whose."""
        for length in range(min(_LONGEST, end - at), 1, -1):
            words = [token.word for token in tokens[at : at + length]]
            if words[-1] in NAME_PARTICLES or (words[0] in NAME_PARTICLES and words[0] not in self._parts):
                continue
            told = [word for word in words if len(word) > 1 and word in self._parts and not is_suffix(word)]
            core = frozenset(told)
            if len(core) < len(told) and not any(a == b for a, b in pairwise(told)):  # a word twice, apart: two names
                continue
            initials = [w for w in words if len(w) == 1]
            if len(core) >= 2 and core in self._exact:
                fitting = tuple(b for b in self._exact[core] if _agree(initials, b, core))
                if fitting:
                    return length, fitting
            if len(core) == 1 and len(initials) >= 1 and len(words) <= 4:
                (word,) = core
                fitting = tuple(b for b in self._parts[word] if _agree(initials[:1], b, core, strict=True))
                if fitting:
                    return length, fitting
        return 0, ()

    def _alone(self, plain: Plain, tokens: Sequence[_Token], at: int) -> Hit | None:
        """One word of a name by itself."""
        token = tokens[at]
        masked = tuple(b for b in self._parts.get(token.word, ()) if b.is_masked and token.word in b.bare)
        if not masked or len(token.word) < 2 or token.word in FUNCTION_WORDS or is_place(token.word):
            return None
        shape = plain.cased[token.start : token.end]
        everyday = is_everyday(token.word)
        if (everyday or len(token.word) == 2) and not shape[0].isupper():
            return None
        if len(token.word) == 2 and shape.isupper():
            return None
        if everyday and not shape.isupper() and _opens_sentence(plain.cased, token.start):
            following = tokens[at + 1].word if at + 1 < len(tokens) else ""
            if following not in _AFTER_A_NAME and plain.cased[token.end : token.end + 1] not in (",", "'"):
                return None
        return Hit(token.start, token.end, masked, True)

    # ---- odd spellings of one word -------------------------------------------------------------------------------------

    def _odd_spelling(self, plain: Plain, token: _Token) -> Iterator[Hit]:
        """Joined ("juanperez", "JuanPerez", "jperez"), with digits ("perez85", "GONZA1EZ"), or misread ("Gonzaiez")."""
        if not 4 <= len(token.word) <= _LONGEST_WORD or (token.word.isalpha() and is_everyday(token.word)):
            return
        shape = plain.cased[token.start : token.end]
        key = shape if not (shape.islower() or shape.isupper()) else token.word
        if key not in self._seen_words:
            self._seen_words[key] = self._read_odd(token.word, shape)
        found = self._seen_words[key]
        if found is not None:
            apart = len(shape) != len(token.word)  # an apostrophe was left out: the whole word is meant
            first, last = (0, len(shape)) if apart else found[:2]
            yield _hit(token.start + first, token.start + last, found[2])

    def _read_odd(self, word: str, shape: str) -> tuple[int, int, tuple[Bearer, ...]] | None:
        whole = (0, len(shape))
        if word in self._joined:
            return (*whole, tuple(self._joined[word]))
        for piece in _LETTERS_RE.finditer(word):
            if piece.group() != word and len(piece.group()) > 2:
                owners = self._owners(piece.group())
                if owners:
                    return piece.start(), piece.end(), owners
        camel = [(m.start(), m.end(), owners) for m in _CAMEL_RE.finditer(shape) if (owners := self._owners(m.group().lower()))]
        if camel and camel[0][:2] != whole:
            return (*whole, camel[0][2])  # an everyday word beside a name is the rest of it
        for length in self._lengths:
            for at in range(len(word) - length + 1):
                if word[at : at + length] in self._joined:
                    return at, at + length, tuple(self._joined[word[at : at + length]])
        known = self._misread.get(_as_misread(word))
        if known is not None and not is_place(word):
            return (*whole, tuple(b for b in self._parts[known] if b.is_masked))
        return None

    def _owners(self, word: str) -> tuple[Bearer, ...]:
        """The masked people whom one word tells; none for an everyday word."""
        if word in self._joined:
            return tuple(self._joined[word])
        if is_everyday(word) or is_place(word) or len(word) < 3:
            return ()
        return self._bare(word)

    def _bare(self, word: str) -> tuple[Bearer, ...]:
        return tuple(b for b in self._parts.get(word, ()) if b.is_masked and word in b.bare)

    def _spaced_out(self, plain: Plain) -> Iterator[Hit]:
        """Letters that stand apart: the words of a name among them."""
        for match in _SPACED_RE.finditer(plain.text):
            places = [at for at in range(match.start(), match.end()) if plain.text[at].isalpha()]
            run = "".join(plain.text[at] for at in places)
            lowest, highest, owners = len(run), 0, {}
            for length in range(min(len(run), 24), 3, -1):
                for at in range(len(run) - length + 1):
                    found = tuple(self._joined.get(run[at : at + length], ())) or self._bare(run[at : at + length])
                    if found:
                        lowest, highest = min(lowest, at), max(highest, at + length)
                        owners.update({bearer.id: bearer for bearer in found})
            if owners:
                yield _hit(places[lowest], places[highest - 1] + 1, tuple(owners.values()))


def _token(match: re.Match[str]) -> _Token:
    """A word without its possessive, which stays in the text."""
    end = match.end() - 2 if match.group().endswith("'s") else match.end()
    return _Token(match.start(), end, word_key(match.group()))


def _hit(start: int, end: int, bearers: tuple[Bearer, ...]) -> Hit:
    """Kept where one of the people who bear exactly these words is kept, else masked."""
    masked = tuple(bearer for bearer in bearers if bearer.is_masked)
    shown = tuple(bearer for bearer in bearers if not bearer.is_masked)
    return Hit(start, end, shown or masked, not shown)


def _agree(initials: Sequence[str], bearer: Bearer, core: frozenset[str], *, strict: bool = False) -> bool:
    """True where no initial speaks against the person; `strict`: one must speak for them."""
    rest = bearer.words - core
    if strict:
        return all(any(word.startswith(initial) for word in rest) for initial in initials)
    return True


def _opens_sentence(cased: str, at: int) -> bool:
    before = cased[max(0, at - 3) : at].rstrip(" \t\"'(")
    return before[-1:] in (".", "!", "?")


def _as_misread(word: str) -> str:
    for spelled, as_one in _MISREAD:
        word = word.replace(spelled, as_one)
    return word
