"""Who the persons of one text are: which runs of capitalised words are names, and whom a surname alone names.

In: the runs of a text. Out: a roster that answers "is this a person, and under which full name?". A name needs a reason in
the text itself (a title, a middle initial, a verb of speech, the surname alone further on); no list of names is used. Traps: a
surname that two persons of the text share names neither unless title or honorific fit one of them alone; "Mr. Hale" and
"President Hale" are not the Jane Hale of the text merely because nobody else is called so there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.mentions.name_evidence import Evidence, NameKey, Segment, gender_of, is_ordinary_word, office_of, weigh
from onrecord.text.name_words import HELD_OFFICES, HONORIFICS, RANKS
from onrecord.text.names import INITIAL_RE, NameRun, NameWord, has_person_shape

ACCEPT_AT = 2  # one good reason for and none against


class Bearer(NamedTuple):
    """One person of the text: the name to show, "his", "hers" or None, and the offices that stand beside the full name."""

    name: str
    rule: str
    gender: str | None
    titles: frozenset[str]


class Known(NamedTuple):
    """Whom a segment names; `candidates` are the full names between which a surname was left open."""

    name: str
    rule: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """The persons of one text by full name, and those who share a surname; surnames that only a title makes a person's."""

    full: Mapping[NameKey, Bearer]
    by_surname: Mapping[str, tuple[Bearer, ...]]
    titled: Mapping[str, str]

    def name_of(self, segment: Segment, left_open: frozenset[str] = frozenset()) -> Known | None:
        """Whom the segment names, or None where it is no person.

        `left_open` holds the surnames whose last bearer in the text was somebody whom it does not name in full: after
        "Mr. Hale spoke", where Jane Hale is the only one known, "Hale" is not Jane.
        """
        if len(segment.core) > 1:
            bearer = self.full.get(segment.key)
            return Known(bearer.name, bearer.rule) if bearer is not None else None
        word = segment.core[0]
        bearers = self.by_surname.get(word.key, ())
        title = segment.title[-1] if segment.title and is_personal_title(segment.title[-1]) else None
        if not bearers:
            known = title is not None or word.key in self.titled
            return Known(self.titled.get(word.key, word.text), "people.title_and_surname") if known else None
        fitting = [bearer for bearer in bearers if title is None or _fits(bearer, title, alone=len(bearers) == 1)]
        if len(fitting) == 1 and not (title is None and word.key in left_open):
            return Known(fitting[0].name, "people.surname")
        return Known(word.text, "people.surname_open", tuple(sorted(bearer.name for bearer in fitting or bearers)))

    def is_known(self, word: NameWord) -> bool:
        """True where a word is the surname of one of the text's persons."""
        return word.key in self.by_surname or word.key in self.titled


def is_personal_title(word: NameWord) -> bool:
    """A title that a name follows: "Mr. Hale", "President Grant"; after "Agent" or "Police" a body or a place may stand."""
    return (
        word.key in HONORIFICS
        or word.key in RANKS
        or word.text.endswith(".")
        or (word.key in HELD_OFFICES and word.text[0].isupper())
    )


def _fits(bearer: Bearer, title: NameWord, *, alone: bool) -> bool:
    """Whether a title may be this bearer's. A gender must not contradict.

    An office must stand beside the full name somewhere in the text, for offices are what tells namesakes apart.
    """
    gender = gender_of(title)
    if gender is not None:
        return bearer.gender in (gender, None)
    if title.key in HONORIFICS and title.key not in HELD_OFFICES:
        return alone or office_of(title.key) in bearer.titles
    return office_of(title.key) in bearer.titles


def read_roster(text: str, runs: Iterable[tuple[NameRun, tuple[Segment, ...]]]) -> Roster:
    """The roster of a text, read off the runs of its prose (headings capitalise every word and are no evidence)."""
    evidence: dict[NameKey, Evidence] = {}
    alone: Counter[str] = Counter()
    titled: dict[str, str] = {}
    honorifics: dict[str, set[str]] = defaultdict(set)
    for run, segments in runs:
        for segment in segments:
            if len(segment.core) > 1:
                if has_person_shape(segment.core):
                    weigh(text, run, segment, evidence)
                continue
            word = segment.core[0]
            alone[word.key] += 1
            if segment.title and is_personal_title(segment.title[-1]):
                titled.setdefault(word.key, word.text)
                honorifics[word.key].add(gender_of(segment.title[-1]) or "")
    accepted = {key: entry for key, entry in _one_initial(evidence).items() if entry.score(alone) >= ACCEPT_AT}
    persons, same = _join_tails(_without_ordinary(text, accepted))
    return _as_roster(persons, [*evidence, *same], titled, honorifics, same)


def _one_initial(evidence: Mapping[NameKey, Evidence]) -> dict[NameKey, Evidence]:
    """ "Jane Roe" and "Jane Q. Roe" are one person where no other initial is met; "Jane T. Roe" makes them three."""
    initials: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for first, middle, last, generation in evidence:
        if middle:
            initials[first, last, generation].add(middle)
    joined: dict[NameKey, Evidence] = {}
    for key, entry in evidence.items():
        into = joined.setdefault(_joined_key(key, initials), Evidence(words=entry.words))
        into.take(entry)
    return joined


def _joined_key(key: NameKey, initials: Mapping[tuple[str, str, str], set[str]]) -> NameKey:
    first, middle, last, generation = key
    known = initials.get((first, last, generation), set())
    return (first, "" if len(known) <= 1 else middle, last, generation)


def _without_ordinary(text: str, accepted: dict[NameKey, Evidence]) -> dict[NameKey, Evidence]:
    """Without "Continued Hale" and "Dump Hale", met once, which only a surname known otherwise makes look like names."""
    shared = Counter(key[2] for key in accepted)
    return {
        key: entry
        for key, entry in accepted.items()
        if shared[key[2]] == 1 or entry.n > 1 or entry.titled or not is_ordinary_word(text, entry.words[0])
    }


def _join_tails(persons: Mapping[NameKey, Evidence]) -> tuple[dict[NameKey, Evidence], dict[NameKey, NameKey]]:
    """ "Actress Jane Hale" is Jane Hale with a word before her; gives the persons, and whom each name that fell is now."""
    kept: dict[NameKey, Evidence] = {}
    same: dict[NameKey, NameKey] = {}
    for key, entry in sorted(persons.items(), key=lambda item: (len(item[1].words), item[0])):
        tail = _joined_tail(entry, persons)
        home = None if tail is None else same.get(tail, tail)
        if home is None or home not in kept:  # "Jane Roe Jane Roe Roe": each would be the tail of the other
            kept[key] = entry
        else:
            same[key] = home
            kept[home].take(entry)
    return {key: kept[key] for key in persons if key in kept}, same


def _joined_tail(entry: Evidence, persons: Mapping[NameKey, Evidence]) -> NameKey | None:
    words = entry.words[1:]
    if len(words) < 2 or INITIAL_RE.match(words[0].text):
        return None
    tail = Segment((), words).key
    return next((key for key in (tail, (tail[0], "", tail[2], tail[3])) if key in persons), None)


def _as_roster(
    persons: Mapping[NameKey, Evidence],
    met: Iterable[NameKey],
    titled: Mapping[str, str],
    honorifics: Mapping[str, set[str]],
    same: Mapping[NameKey, NameKey],
) -> Roster:
    bearers: dict[NameKey, Bearer] = {}
    for key, entry in persons.items():
        rule = "people.titled" if entry.titled else "people.full_name"
        bearers[key] = Bearer(_best_form(entry), rule, entry.gender(), frozenset(entry.titles))
    full = dict(bearers)
    for key in met:
        joined = (key[0], "", key[2], key[3])
        home = next((one for one in (key, same.get(key), joined, same.get(joined)) if one in bearers), None)
        if home is not None:
            full[key] = bearers[home]
    by_surname: dict[str, list[Bearer]] = defaultdict(list)
    for key, bearer in bearers.items():
        by_surname[key[2]].append(bearer)
    return Roster(
        full=full,
        by_surname={last: _settle(tuple(held), honorifics.get(last, set())) for last, held in by_surname.items()},
        titled=titled,
    )


def _settle(held: tuple[Bearer, ...], honorifics: set[str]) -> tuple[Bearer, ...]:
    """The bearers of a surname; a lone one has the gender of the only honorific that the text puts before the surname."""
    known = honorifics & {"his", "hers"}
    if len(held) == 1 and held[0].gender is None and len(known) == 1:
        return (held[0]._replace(gender=next(iter(known))),)
    return held


def _best_form(entry: Evidence) -> str:
    """The form printed most often; among equals the first one met."""
    return entry.forms.most_common(1)[0][0]
