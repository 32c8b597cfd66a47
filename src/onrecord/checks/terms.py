"""Terms of office of the packs, found by person and by the words of a title.

In: a pack, a title as a text writes it. Out: the terms of that person in that office. Trap: "BLC Director" and "the Director
of BLC" are one title, and a nickname or an initial does not make another person.
"""

from __future__ import annotations

import re

from onrecord.model.mentions import RoleMention
from onrecord.model.packs import Pack, TermOfOffice
from onrecord.text.person_keys import keys_agree, name_key

TITLE_WORD_RE = re.compile(r"[^\W\d_][\w’'&.-]*")


class TermBook:
    """The terms of office of the packs by the words of their titles."""

    def __init__(self, pack: Pack) -> None:
        wordings = {code.titles[0]: code.titles for code in pack.codes if code.titles}
        self._terms = pack.terms
        self._by_title: dict[frozenset[str], list[TermOfOffice]] = {}
        for term in pack.terms:
            for words in {title_words(title) for title in (term.title, *wordings.get(term.title, ()))}:
                self._by_title.setdefault(words, []).append(term)

    def terms_of(self, person: str) -> tuple[TermOfOffice, ...]:
        """All terms of a person, in whatever office."""
        return tuple(term for term in self._terms if any(same_person(person, name) for name in (term.person, *term.aliases)))

    def of(self, role: RoleMention) -> tuple[TermOfOffice, ...]:
        """The terms of this person in the office that these words name."""
        held = self._by_title.get(title_words(role.title), ())
        return tuple(term for term in held if any(same_person(role.person, name) for name in (term.person, *term.aliases)))


def same_person(a: str, b: str) -> bool:
    """True for one name, or for two full names that no initial tells apart."""
    return a == b or keys_agree(name_key(a), name_key(b))


def title_words(title: str) -> frozenset[str]:
    """The words of a title without order, articles and possessives: "BLC Director" is "Director of BLC".

    >>> title_words("BLC Director") == title_words("the Director of BLC")
    True
    """
    words = (word.lower().replace("’", "'").removesuffix("'s").replace(".", "") for word in TITLE_WORD_RE.findall(title))
    return frozenset(word for word in words if word not in ("of", "the", "for", "and", "a", "an", "to"))
