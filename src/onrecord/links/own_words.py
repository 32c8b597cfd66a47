"""How people give themselves: the signature under a mail, the card of an address book.

In: a document and its messages. Out: names with an address, a title and their place. A signature is a full name on a line of
its own near the end of a mail's own words, with a telephone or an address below it; it says whose the sending address is only
where that address is made of the surname, for assistants sign for others and many write from one mailbox. A hidden sender's
signature names nobody here: only a reader may lift that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.links.header_names import ADDRESS_RE, kind_of
from onrecord.model.documents import Document
from onrecord.model.links import Place
from onrecord.model.messages import Message
from onrecord.spans import Span
from onrecord.text.person_keys import name_key

LOOK_BACK = 24  # lines of a mail's own words in which its signature stands
LOOK_DOWN = 7  # lines below the name that may say how to reach its bearer
MAX_TITLE_CHARS = 90
MIN_SURNAME = 3
# Like "Ann Q. Lee", "Dr. Ann Lee, Esq.": a line that is a name and nothing else
NAME_LINE_RE = re.compile(
    r"(?:(?:Dr|Mr|Ms|Mrs|Hon)\.?\s)?[A-Z][\w.'’-]{0,24}(?:\s[A-Z][\w.'’-]{0,24}){1,3}(?:,\s[A-Z][\w.]{1,6}){0,2}"
)
# Like "Tel: (202) 555-0143", "Office 202.555.0143", "ann.lee@x.gov"
CONTACT_RE = re.compile(
    r"\(?\d{3}\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}|\b(?:[Tt]el|[Pp]hone|[Ff]ax|[Cc]ell|[Mm]obile|[Oo]ffice)\b\.?\s?[:(]|@[\w-]"
)
# Like "FN:Ann Lee", "N;CHARSET=UTF-8:Lee;Ann;;;", "EMAIL;TYPE=INTERNET:ann@x.gov"
CARD_LINE_RE = re.compile(
    r"(?:item\d{1,3}\.)?(?P<key>FN|N|EMAIL|TITLE|ORG)(?:;[^:\n]{0,80})?:(?P<value>[^\n]{1,200})", re.IGNORECASE
)
CARD_START, CARD_END = "BEGIN:VCARD", "END:VCARD"


@dataclass(frozen=True, slots=True)
class SelfGiven:
    """One name as its bearer gives it, with the address and the title beside it ("" where there is none)."""

    name: str
    address: str
    title: str
    place: Place


def find_signatures(document: Document, messages: tuple[Message, ...]) -> Iterator[SelfGiven]:
    """The signatures of a document's messages whose senders are not hidden."""
    for message in messages:
        if message.sender_redacted or message.copy_of is not None:
            continue
        found = _signature(document, message)
        if found is not None:
            yield found


def find_cards(document: Document) -> Iterator[SelfGiven]:
    """The cards of an address book (vCard, RFC 6350)."""
    text, at = document.text, document.text.find(CARD_START)
    while at >= 0:
        end = text.find(CARD_END, at)
        end = len(text) if end < 0 else end
        fields: dict[str, tuple[str, int]] = {}
        for line in CARD_LINE_RE.finditer(text, at, end):
            fields.setdefault(line["key"].upper(), (line["value"].strip(), line.start("value")))
        if "FN" in fields:
            name, start = fields["FN"]
            place = Place(document_id=document.id, span=Span(start, start + len(name)), text=name, page=document.page_at(start))
            title = ", ".join(fields[key][0].replace(";", ", ").strip(", ") for key in ("TITLE", "ORG") if key in fields)
            yield SelfGiven(name, fields.get("EMAIL", ("", 0))[0].lower(), title, place)
        at = text.find(CARD_START, end)


def _signature(document: Document, message: Message) -> SelfGiven | None:
    lines = _last_lines(document, message)
    for at, line in enumerate(lines):
        text = line.of(document.text).strip()
        if not NAME_LINE_RE.fullmatch(text) or kind_of(text) != "person":
            continue
        key = name_key(text)
        below = [other.of(document.text).strip() for other in lines[at + 1 : at + 1 + LOOK_DOWN]]
        if key is None or not any(CONTACT_RE.search(other) for other in below) or not _is_senders(message, key[2]):
            continue
        start = line.start + len(line.of(document.text)) - len(line.of(document.text).lstrip())
        place = Place(document_id=document.id, span=Span(start, start + len(text)), text=text, page=document.page_at(start))
        return SelfGiven(text, _own_address(message, below, key[2]), _title(below), place)
    return None


def _last_lines(document: Document, message: Message) -> list[Span]:
    """The last lines of a message's own words that say anything."""
    lines: list[Span] = []
    for span in reversed(message.body_spans):
        end = span.end
        while end > span.start and len(lines) < LOOK_BACK:
            start = document.text.rfind("\n", span.start, end) + 1 or span.start
            if document.text[start:end].strip():
                lines.append(Span(start, end))
            end = start - 1
        if len(lines) >= LOOK_BACK:
            break
    return lines[::-1]


def _is_senders(message: Message, surname: str) -> bool:
    """True where the sender's line names the same surname, in a name or in an address made of it."""
    sender = " ".join((message.sender or "", message.sender_address or "")).casefold()
    return len(surname) >= MIN_SURNAME and surname in sender.replace("-", "")


def _own_address(message: Message, below: list[str], surname: str) -> str:
    """The address made of the surname: the sender's, else one printed in the signature."""
    printed = [found.group() for line in below for found in ADDRESS_RE.finditer(line)]
    for address in (message.sender_address or "", *printed):
        if surname in address.partition("@")[0].casefold():
            return address.lower()
    return ""


def _title(below: list[str]) -> str:
    """The line under a name, where it is words and no way to reach anybody."""
    first = below[0] if below else ""
    is_words = 0 < len(first) <= MAX_TITLE_CHARS and not any(char.isdigit() for char in first)
    return first if is_words and not CONTACT_RE.search(first) and not first.endswith((".", "!", "?")) else ""
