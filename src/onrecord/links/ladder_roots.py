"""The request itself, where the records loaded hold it: the root of a ladder.

In: the messages of the records, and the packs. Out: `Root`s, each a message whose subject or own words say for whom something
is due ("Due tonight for K1"). Only a code, title or name that a pack knows is read as somebody, and what looks like a code:
that is a root only where the coverage of the story prints it too. Trap: "for Friday" is for nobody, and "RE:" is a reply to a
request, not the request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.links import Place, Rung
from onrecord.model.messages import Message
from onrecord.model.packs import OfficeCode, Pack, TermOfOffice
from onrecord.spans import Span
from onrecord.text.function_words import content_keys
from onrecord.text.sentences import split_sentences
from onrecord.text.words import find_words

_LONGEST_CODE = 4  # letters of a code that is read as it is written: "K1", not "k1"
_LONGEST_BODY = 20_000  # characters of own words in which a request is looked for
# "Due", "needed", "Tasking", "requested"
CUE_RE = re.compile(
    r"\b(?:due|urgent|requests?|requested|task|tasking|tasked|needed|need|needs|wanted|required|deadline|asap|deliverable)\b",
    re.IGNORECASE,
)
# "not due for K1", "if it is for K1": nothing is asked for anybody
_UNSURE_RE = re.compile(r"\b(?:not|no|never|nothing|without|if|whether|unless)\b|n[’']t\b", re.IGNORECASE)
# "K1", "S-2"
CODE_RE = re.compile(r"[A-Z]{1,4}-?\d{1,2}")
_REPLY_RE = re.compile(r"\s*(?:re|fw|fwd|aw|wg)\s*:", re.IGNORECASE)
_AFTER = r"(?![\w’'-]| (?:of|for|at|and|or)\b| [A-Z][a-z])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """For whom something is due: as the message prints it, what packs call it, and who held the office on that day. `known`
    is False for a code that no pack knows; `article` is the "the" before a title."""

    printed: str
    article: str = ""
    labels: tuple[str, ...] = ()
    holders: tuple[TermOfOffice, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A message that says for whom something is due. `phrase` are its words from the cue to the name, `sentences` the
    content words of its own sentences."""

    message: Message
    rung: Rung
    addressee: Addressee
    phrase: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]


def find_roots(parts: Sequence[DocumentRecords], pack: Pack) -> tuple[Root, ...]:
    """The requests of the records, each mail once however many prints there are, in the order of their places."""
    for_re = _for_whom(pack)
    roots = []
    for part in parts:
        if part.document.source.pile is not Pile.RECORDS:
            continue
        for message in part.inbox.messages:
            root = _root(part, message, for_re, pack) if message.copy_of is None else None
            if root is not None:
                roots.append(root)
    return tuple(roots)


def _for_whom(pack: Pack) -> re.Pattern[str]:
    """Like "for K1", "for the Commissioner"; short codes as they are written, titles and names in either case."""
    names = {label for code in pack.codes for label in (code.code, *code.titles)}
    names.update(name for term in pack.terms for name in (term.person, *term.aliases))
    listed = sorted((name for name in names if name.strip()), key=lambda name: (-len(name), name))
    spelled = [
        re.escape(name) if len(name) <= _LONGEST_CODE else f"(?i:{re.escape(name)})".replace(r"\ ", r"\s+") for name in listed
    ]
    return re.compile(rf"\b(?i:for)\s+(?P<the>(?i:the)\s+)?(?P<who>{'|'.join([*spelled, CODE_RE.pattern])}){_AFTER}")


def _root(part: DocumentRecords, message: Message, for_re: re.Pattern[str], pack: Pack) -> Root | None:
    """The request of one message, from its subject before its own words; None where it names two or nobody."""
    text = part.document.text
    subject = _subject(message, text)
    places = [subject] if subject is not None else []
    found = _asked(places, text, for_re)
    if not found and any(for_re.search(text, body.start, body.end) for body in message.body_spans):
        found = _asked(list(_own_sentences(message, text)), text, for_re)
    if len({match["who"].lower() for _, match in found}) != 1:
        return None
    span, match = found[0]
    addressee = _addressee(" ".join(match["who"].split()), message, pack)
    if addressee is None:
        return None
    cue = CUE_RE.search(text, span.start, match.start())
    start = cue.start() if cue else match.start()
    place = Place(document_id=part.document.id, span=span, text=span.of(text), page=part.document.page_at(span.start))
    own = [find_words(text, sentence.start, sentence.end) for sentence in _own_sentences(message, text)]
    return Root(
        message=message,
        rung=Rung(place=place, says=" ".join(text[start : match.end()].split())),
        addressee=replace(addressee, article="the " if match["the"] else ""),
        phrase=tuple(word.key for word in find_words(text, start, match.end())),
        sentences=tuple(tuple(dict.fromkeys(content_keys([word.key for word in words]))) for words in own),
    )


def _subject(message: Message, text: str) -> Span | None:
    """Where the subject stands in the header, None for replies and where the print differs from the subject."""
    if not message.subject or _REPLY_RE.match(message.subject):
        return None
    words = message.subject.split()
    header = message.header_span
    match = re.compile(r"\s+".join(map(re.escape, words))).search(text, header.start, header.end) if words else None
    return Span(match.start(), match.end()) if match else None


def _own_sentences(message: Message, text: str) -> Iterator[Span]:
    left = _LONGEST_BODY
    for body in message.body_spans:
        stretch = Span(body.start, min(body.end, body.start + left))
        left -= len(stretch)
        for sentence in split_sentences(stretch.of(text)):
            yield sentence.shifted(stretch.start)
        if left <= 0:
            return


def _asked(spans: Sequence[Span], text: str, for_re: re.Pattern[str]) -> list[tuple[Span, re.Match[str]]]:
    """The stretches that say for whom something is due, without those that deny, doubt or ask it."""
    found = []
    for span in spans:
        match = for_re.search(text, span.start, span.end)
        if match is None or not CUE_RE.search(text, span.start, span.end) or text[span.start : span.end].rstrip().endswith("?"):
            continue
        if not _UNSURE_RE.search(text, span.start, match.start()):
            found.append((span, match))
    return found


def _addressee(printed: str, message: Message, pack: Pack) -> Addressee | None:
    """Who is meant; None where two offices of the packs bear the title, or nobody does and it is no code."""
    said = printed.lower()
    people = {term.person for term in pack.terms if said in (name.lower() for name in (term.person, *term.aliases))}
    codes = [code for code in pack.codes if said in (label.lower() for label in (code.code, *code.titles))]
    if len(people) + len(codes) > 1:
        return None
    if people:
        return Addressee(printed=printed, holders=tuple(term for term in pack.terms if term.person in people))
    if codes:
        (code,) = codes
        return Addressee(printed=printed, labels=(code.code, *code.titles), holders=_holders(code, message, pack))
    return Addressee(printed=printed, known=False) if CODE_RE.fullmatch(printed) else None


def _holders(code: OfficeCode, message: Message, pack: Pack) -> tuple[TermOfOffice, ...]:
    """Who held the office on the day of the message, by the packs; nobody where that day is not known."""
    if message.sent is None:
        return ()
    day = message.sent.days()
    labels = {label.lower() for label in (code.code, code.meaning, *code.titles)}
    return tuple(term for term in pack.terms if term.title.lower() in labels and term.valid.intersects(day))
