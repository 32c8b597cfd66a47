"""The people of a header line, taken apart as printed.

Trap: a comma stands both inside a name ("Lee, Ann") and between names ("Ann Lee, Bob Ray"). Semicolons decide where there
are any; else addresses do; else a comma parts names where both sides have two words or more. Exemption codes hold
semicolons of their own and are kept whole.
"""

from __future__ import annotations

import re

from onrecord.text.exemptions import canonical_codes, find_codes, is_only_codes

# Like "ann.lee@example.gov"; OCR puts blanks around "@" and ","
ADDRESS_RE = re.compile(r"[\w.+'-]{1,64}\s?[@©]\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{1,63}){0,8}")
# Like "<ann@x.gov>", "[mailto:ann@x.gov]", "<mailto:ann@x.gov>"
BRACKETED_RE = re.compile(r"\s*(?:<[^<>]{0,200}>?|\[(?:mailto|SMTP|smtp):[^\[\]]{0,200}\]?)")
# Like "Barbara N." and "Ann L": given names behind a surname's comma
GIVEN_RE = re.compile(r"[^\W\d_]+ [A-Z]\.?")
CODE_BREAK_RE = re.compile(r"(\s*[;,]\s*)")  # between two codes
MAX_PEOPLE = 2_000


def split_people(text: str) -> tuple[str, ...]:
    """The people of a To or Cc value, each as printed.

    >>> split_people("Lee, Ann; Ray, Bob (CTR)")
    ('Lee, Ann', 'Ray, Bob (CTR)')
    >>> split_people("Ann Lee, Bob Ray <bob@x.gov>")
    ('Ann Lee', 'Bob Ray <bob@x.gov>')
    >>> split_people("'Lee, Ann'; " + '"Ray, Bob" <bob@x.gov>')
    ('Lee, Ann', '"Ray, Bob" <bob@x.gov>')
    """
    kept = _codes_held(" ".join(text.split()))
    parts = _parts(kept)
    people = (_unquoted(_released(part)) for part in parts)
    return tuple(person for person in people if any(char.isalnum() for char in person))[:MAX_PEOPLE]


def _unquoted(part: str) -> str:
    """A person without marks at the ends; those around a name with an address behind it belong together and stay."""
    person = part.strip(" ,;\t")
    if person[:1] in ("'", '"') and 0 < person.find(person[0], 1) < len(person) - 1:
        return person
    return person.strip(" ,;'\"\t")


def address_in(text: str) -> str | None:
    """The first mail address in a person's text, without the blanks that OCR put in."""
    found = ADDRESS_RE.search(text) if "@" in text or "©" in text else None
    return re.sub(r"\s", "", found.group()).replace("©", "@").strip("'.") if found else None


def name_in(text: str) -> str:
    """A person's name without address, quotation marks and "on behalf of".

    >>> name_in("'Lee, Ann' <ann@x.gov>")
    'Lee, Ann'
    """
    name = BRACKETED_RE.sub(" ", text)
    name = re.split(r"\b[Oo]n [Bb]ehalf [Oo]f\b", name, maxsplit=1)[0]
    if "@" in name and len(name.split()) == 1:
        return name.strip(" '\"")
    return " ".join(ADDRESS_RE.sub(" ", name).split()).strip(" '\",;")


def is_redacted(text: str | None) -> bool:
    """True where nothing but codes, blocks or nothing at all stands for a person."""
    return text is None or not any(char.isalnum() for char in text) or is_only_codes(text)


def _parts(text: str) -> list[str]:
    if ";" in text:
        return text.split(";")
    commas = text.count(",")
    if commas == 0:
        return [text]
    if "@" in text or "<" in text:
        return _split_after_addresses(text)
    pieces = [piece.strip() for piece in text.split(",")]
    many_words = [len(piece.split()) >= 2 for piece in pieces if piece]
    if commas == 1:
        return pieces if all(many_words) and not _is_suffix(pieces[1]) and not GIVEN_RE.fullmatch(pieces[1]) else [text]
    if all(many_words):
        return pieces
    if len(pieces) % 2 == 0 and not any(many_words):
        return [f"{pieces[at]}, {pieces[at + 1]}" for at in range(0, len(pieces), 2)]
    if len(pieces) % 2 == 0 and all(len(piece.split()) <= 3 for piece in pieces) and _alternate(pieces):
        return [f"{pieces[at]}, {pieces[at + 1]}" for at in range(0, len(pieces), 2)]
    return pieces


def _alternate(pieces: list[str]) -> bool:
    """Surname, given names, surname, given names: the surnames are single words."""
    return all(len(piece.split()) == 1 for piece in pieces[::2])


def _is_suffix(piece: str) -> bool:
    return piece.strip(" .").casefold() in {"jr", "sr", "ii", "iii", "iv", "esq", "md", "phd", "usa", "inc", "llc"}


def _split_after_addresses(text: str) -> list[str]:
    """At commas that follow a closed address or part two names of two words or more; not inside quotation marks."""
    parts, start = [], 0
    for at, char in enumerate(text):
        if char != ",":
            continue
        piece = text[start:at]
        if "@" in piece or piece.rstrip().endswith((">", "]")) or _parts_names(piece, text[at + 1 :].partition(",")[0]):
            parts.append(piece)
            start = at + 1
    return [*parts, text[start:]]


def _parts_names(before: str, after: str) -> bool:
    """True for "Ann Lee" before "Bob Ray <bob@x.gov>"; "Lee" before "Ann Marie <ann@x.gov>" is one name."""
    name = " ".join(ADDRESS_RE.sub(" ", BRACKETED_RE.sub(" ", after)).split())
    if len(before.split()) < 2 or before.count('"') % 2 or len(name.split()) < 2:
        return False
    return not _is_suffix(name) and not GIVEN_RE.fullmatch(name)


def _codes_held(text: str) -> str:
    """Separators inside a group of codes become marks of private use, so that nothing is split there; a code that comes again
    stands for somebody else."""
    for match in reversed(find_codes(text)):
        held, seen = "", set[str]()
        for at, piece in enumerate(CODE_BREAK_RE.split(match.span.of(text))):
            if at % 2:
                between = piece
                continue
            codes = set(canonical_codes(piece))
            if at:
                held += ";" if codes & seen else between.replace(";", "\ue000").replace(",", "\ue001")
            seen = codes | (set() if codes & seen else seen)
            held += piece
        text = text[: match.span.start] + held + text[match.span.end :]
    return text


def _released(text: str) -> str:
    return text.replace("\ue000", ";").replace("\ue001", ",")
