"""Speakers: whether the person whom coverage names can be the one who sent the words, in doubt always yes.

In: names as coverage and mail headers write them ("Jake Sullivan"; "Sullivan, Jacob J"; an address). Out: True only where
two full names share no word, the address does not hold the surname, and the words around the place introduce nobody of
that name as speaking there. An office and a redacted sender are nobody's contradiction; a bare initial is one only where
the mail itself shows the named person writing from other addresses, never from this one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.model.messages import Message
from onrecord.text.folding import fold_text
from onrecord.text.wordforms import scanned_form

# "Anne-Marie", "O'Neil", "J": letters, joined by hyphen or apostrophe
_NAME_WORD_RE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
# "<orr@county.example>", "[mailto:orr@...", "(Wren)": what follows a name in a header
_ADDRESS_RE = re.compile(r"[<\[(@]")
# Words that name an office, a place of work or an unnamed person, never a person of that name.
_NOT_A_PERSON_TEXT = """
department office center centre committee ministry agency court house senate congress police bureau service administration
team staff operations desk press news report statement officials official spokesman spokeswoman spokesperson secretary
director embassy council commission university company group inc llc union association board campaign the of for and
aide adviser advisor source sources lawyer attorney agent agents email e-mail message subject line sender author
"""
_NOT_A_PERSON = frozenset(_NOT_A_PERSON_TEXT.split())
# "said Ann ", "by ", "From: Ann ", and a line that begins with the name, as signatures and transcripts do
_SAYS = r"(?:says?|said|saying|tells?|told|writes?|wrote|written|adds?|added|asks?|asked|notes?|noted|according to|quot\w+)"
_BEFORE_SPEAKER_RE = re.compile(rf"\b(?:{_SAYS}|by|from)\b[ :]*(?:[^\W\d_][\w.'-]*[ ,]+){{0,3}}\Z", re.IGNORECASE)
_OPENS_LINE_RE = re.compile(r"\n[ \t>*_-]*(?:[^\W\d_a-z][\w.'-]*[ ,]+){0,2}\Z")
# what follows a name that speaks: "... the envoy wrote", a colon, a dash
_AFTER_SPEAKER_RE = re.compile(rf"[^\n.;!?]{{0,30}}\b{_SAYS}\b|[^\S\n]{{0,3}}(?::|--|—)", re.IGNORECASE)
_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n")
_STRAY = 50  # one header in so many is taken for a misread one
_NEARBY = 600  # characters around the words in which somebody else may be introduced as speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderBook:
    """From which mailboxes people wrote: by the words of a full name, and by a bare initial; and all surnames of senders.

    Mailboxes are in the form that scanners leave alike ("HD22", "H022").
    """

    by_name: Mapping[frozenset[str], frozenset[str]] = field(default_factory=dict)
    by_initial: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def mailboxes_of(self, name: frozenset[str]) -> frozenset[str]:
        """The mailboxes of everybody who shares a word of this name ("Jake Lee" may be "Lee, Jacob")."""
        found = [boxes for words, boxes in self.by_name.items() if words & name]
        return frozenset().union(*found)


def collect_senders(messages: Iterable[Message]) -> SenderBook:
    """The book of the senders of some messages, whatever their order."""
    by_name: dict[frozenset[str], Counter[str]] = {}
    by_initial: dict[str, Counter[str]] = {}
    for message in messages:
        box = _mailbox(message.sender_address)
        if not box:
            continue
        name, initial = full_name(message.sender), _initial(message.sender)
        if name:
            by_name.setdefault(name, Counter())[box] += 1
        elif initial:
            by_initial.setdefault(initial, Counter())[box] += 1
    return SenderBook(
        by_name={name: _regular(boxes) for name, boxes in by_name.items()},
        by_initial={initial: _regular(boxes) for initial, boxes in by_initial.items()},
    )


def _regular(boxes: Counter[str]) -> frozenset[str]:
    """The mailboxes without those of a stray header: one of many that a scanner has run together with its neighbour."""
    return frozenset(box for box, n in boxes.items() if n * _STRAY >= boxes.total())


def write_senders(book: SenderBook) -> bytes:
    """The book as bytes, the same for the same book."""
    names = sorted((sorted(words), sorted(boxes)) for words, boxes in book.by_name.items())
    initials = sorted((initial, sorted(boxes)) for initial, boxes in book.by_initial.items())
    return json.dumps([names, initials]).encode("ascii")


def read_senders(written: bytes) -> SenderBook:
    """The book that `write_senders` wrote."""
    names, initials = json.loads(written)
    return SenderBook(
        by_name={frozenset(words): frozenset(boxes) for words, boxes in names},
        by_initial={initial: frozenset(boxes) for initial, boxes in initials},
    )


def is_clearly_another(
    speaker: str | None, sender: str | None, *, address: str | None = None, around: str = "", book: SenderBook | None = None
) -> bool:
    """True where `speaker` and `sender` are two full names of two people, and `around` does not introduce the first.

    With a `book`, a sender who signs with an initial is another too, where the speaker has no such initial, is known to
    write under a full name, and has never used a mailbox that this initial wrote from.

    >>> is_clearly_another("Alec Ross", "Slaughter, Anne-Marie"), is_clearly_another("Alec Ross", "Ross, Alec J")
    (True, False)
    """
    ours, theirs = full_name(speaker), full_name(sender)
    if not ours or ours & theirs:
        return False
    if not theirs and not (book is not None and _is_other_initial(ours, sender, address, book)):
        return False
    mailbox = fold_text((address or "").split("@")[0], case=True)
    if any(len(word) > 3 and word in mailbox for word in ours):
        return False
    if _share_a_short_form(ours, theirs):
        return False
    return not _is_introduced(_surname(speaker or ""), fold_text(around))


def _is_other_initial(ours: frozenset[str], sender: str | None, address: str | None, book: SenderBook) -> bool:
    initial = _initial(sender)
    if not initial or any(word.startswith(initial) for word in ours):
        return False
    own = book.mailboxes_of(ours)
    used = {_mailbox(address)} if address else book.by_initial.get(initial, frozenset())
    return bool(own) and bool(used) and not own & used


def _initial(sender: str | None) -> str:
    """The bare initial by which somebody sends ("H", "H <h22@...>"), in small letters; empty for anything else."""
    words = _NAME_WORD_RE.findall(_ADDRESS_RE.split(fold_text(sender or ""), maxsplit=1)[0])
    return words[0].lower() if len(words) == 1 and len(words[0]) == 1 and words[0].isupper() else ""


def _mailbox(address: str | None) -> str:
    return scanned_form(fold_text((address or "").split("@")[0], case=True).strip())


def _is_introduced(surname: str, around: str) -> bool:
    """True where words near a place may make somebody of this surname their speaker: "Lee said", "MS. LEE:", "by Ann Lee",
    a signature. A mere mention ("I saw Ann Lee") is none."""
    for match in re.finditer(rf"(?<![^\W\d_]){re.escape(surname)}(?![^\W\d_])", around, re.IGNORECASE):
        before, after = around[max(0, match.start() - 40) : match.start()], around[match.end() : match.end() + 40]
        if _BEFORE_SPEAKER_RE.search(before) or _OPENS_LINE_RE.search(before) or _AFTER_SPEAKER_RE.match(after):
            return True
    return False


def full_name(name: str | None) -> frozenset[str]:
    """The words of a person's full name in small letters; empty for anything that is not at least two name words.

    >>> sorted(full_name("Sullivan, Jacob J")), sorted(full_name("a senior official")), sorted(full_name("H"))
    (['jacob', 'sullivan'], [], [])
    """
    words = _NAME_WORD_RE.findall(_ADDRESS_RE.split(fold_text(name or ""), maxsplit=1)[0])
    long = [word for word in words if len(word) > 1]  # a scanner reads "Orr, Ann J" as "Orr, Ann i"
    if any(word.lower() in _NOT_A_PERSON for word in words) or not all(word[0].isupper() for word in long):
        return frozenset()
    full = frozenset(word.lower() for word in long)
    return full if len(full) > 1 else frozenset()


def _surname(name: str) -> str:
    """The last word of a name, or the first where a comma follows it."""
    before_comma = fold_text(name).split(",")[0] if "," in name else fold_text(name)
    words = _NAME_WORD_RE.findall(before_comma)
    return words[-1].lower() if words else ""


def words_around(text: str, start: int, end: int) -> str:
    """The text before and after a place in which its speaker may be introduced."""
    return text[max(0, start - _NEARBY) : start] + " " + text[end : end + _NEARBY]


def stands_in_quotes(text: str, start: int) -> bool:
    """True where a quotation mark that opened in the same paragraph is still open: the sender quotes somebody else there."""
    low = max(0, start - _NEARBY)
    paragraph = fold_text(text[low:start])
    paragraph = _PARAGRAPH_RE.split(paragraph)[-1]
    return paragraph.count('"') % 2 == 1


def _share_a_short_form(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """True where a word of one name begins like a word of the other ("Dan" and "Daniel"): it may be the same person."""
    return any(len(a) > 2 and len(b) > 2 and a[:3] == b[:3] for a in ours for b in theirs)
