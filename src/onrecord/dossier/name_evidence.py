"""Every place of a case that names somebody, with what speaks for masking the name and what for keeping it.

In: the texts of a case, made plain, with the private values found in them. Out: `Seen`, one for each place. `keep` is 2 for
a pack's holder of office or a name of the user's own list, 1 for a senior title in the records or the author of a published
text; `private` says why a name must not be kept on such evidence. Nothing is decided here (see `name_book`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.dossier.case_texts import CaseText, CaseTexts
from onrecord.dossier.mask_records import A_NUMBER, BIRTH_DATE, ID_NUMBER, SSN
from onrecord.dossier.name_shapes import LABELLED, find_names, is_person_like, name_words
from onrecord.dossier.ordinary import is_everyday, is_title, names_no_person
from onrecord.dossier.plain_text import Plain, make_plain
from onrecord.dossier.private_values import Value
from onrecord.dossier.public_roles import is_senior, pack_names, title_of_line
from onrecord.links.header_names import kind_of, plain_name
from onrecord.spans import Span

BY_LIST, BY_EVIDENCE = 2, 1
NEARBY = 28  # characters between a name and a number that is somebody's own
_OWN_NUMBERS = frozenset((A_NUMBER, SSN, ID_NUMBER, BIRTH_DATE))
_LOCAL_PART_RE = re.compile(r"([a-z]{2,})[._\-]([a-z]{2,})(?:[._\-]?([a-z]{2,}))?\d{0,6}@")
_NAME_LINE_RE = re.compile(r"[A-Z][A-Za-zÀ-ÿ.'’\-]*(?: [A-Z][A-Za-zÀ-ÿ.'’\-]*){1,4}")
_NAME_TITLE_RE = re.compile(r"([A-Z][A-Za-zÀ-ÿ.'’\- ]{3,50}),\s{1,2}([A-Z][A-Za-z ,&/'’\-]{4,90})")
_BYLINE_RE = re.compile(r"^[ \t]{0,8}By:?[ \t]{1,3}([A-Z][^\n]{2,80})$", re.MULTILINE)
_AUTHORS_SPLIT_RE = re.compile(r"\s*(?:,|;|&|\band\b|\bfor\b|\|)\s*")
_FILE_WORD_RE = re.compile(r"[A-Za-z]{2,}")
_CAMEL_RE = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Seen(NamedTuple):
    """One place that names somebody. `order` is the number of the document by path, `start` the place in its text."""

    words: tuple[str, ...]
    printed: str
    order: int
    start: int
    look: str
    keep: int = 0
    keep_reason: str = ""
    private: str = ""


def see_names(
    texts: CaseTexts, plains: Sequence[Plain], values: Sequence[Sequence[Value]], kept_names: Iterable[str]
) -> Iterator[Seen]:
    """Everybody who is named, place by place; `plains` and `values` stand in the order of the documents."""
    order = {document.id: number for number, document in enumerate(texts.documents)}
    for name in kept_names:
        yield _listed(name, "on your list of names to keep")
    for name, reason in pack_names(texts.pack):
        yield _listed(name, reason)
    stamped: dict[str, list[Span]] = {document.id: [] for document in texts.documents}
    for stamp in texts.stamps:
        if stamp.span is not None:
            stamped[stamp.document_id].append(stamp.span)
    for number, document in enumerate(texts.documents):
        yield from _in_text(number, document, plains[number], values[number], sorted(stamped[document.id]))
        yield from _in_path(number, document.source)
        for words in document.beside:
            yield from _in_words(number, words)
        for author in document.authors:
            yield from _authors(number, author)
        if document.pile == "records":
            yield from _signatures(number, document.text)
        else:
            for byline in _BYLINE_RE.finditer(document.text[:20_000]):
                yield from _authors(number, byline[1])
    yield from _in_headers(texts, order)
    yield from _mentioned(texts, order)
    for place in texts.closed:
        yield from _opened_elsewhere(order[place.document_id], place.span.start, place.text)


def _listed(name: str, reason: str) -> Seen:
    words = name_words(make_plain(name).text)
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return Seen(words if len(words) > 1 else (), name, -1, 0, "listed", BY_LIST, reason)


def _in_text(number: int, document: CaseText, plain: Plain, values: Sequence[Value], stamps: Sequence[Span]) -> Iterator[Seen]:
    own = sorted((value.start, value.end) for value in values if value.kind in _OWN_NUMBERS)
    at = 0
    for found in sorted(find_names(plain)):
        while at < len(own) and own[at][1] < found.start - NEARBY:
            at += 1
        near = [
            span for span in own[at : at + 4] if found.end <= span[0] <= found.end + NEARBY or _just_before(span, found.start)
        ]
        between = plain.text[found.end : near[0][0]] if near else ""
        private = "beside a number of the person's own" if near and "\n\n" not in between and ". " not in between else ""
        place = plain.original(found.start, found.end)
        words, place = _without_stamp(document.text, found.words, place, stamps)
        if words:
            yield Seen(words, place.of(document.text), number, place.start, found.look, private=private)


def _without_stamp(text: str, words: tuple[str, ...], place: Span, stamps: Sequence[Span]) -> tuple[tuple[str, ...], Span]:
    """The words of a name, and its place, without those of a stamp that it ran into ("Ruth", and "CRO-000102" under it)."""
    at = bisect_left(stamps, place.start, key=lambda stamp: stamp.start)
    if at == len(stamps) or stamps[at].start >= place.end:
        return words, place
    before, behind = text[place.start : stamps[at].start].rstrip(), text[stamps[at].end : place.end]
    told = frozenset(name_words(make_plain(f"{before} {behind}").text))
    own = Span(place.start, place.start + len(before)) if before else place
    return tuple(word for word in words if word in told), own


def _just_before(span: tuple[int, int], start: int) -> bool:
    return span[1] <= start <= span[1] + 6


def _in_path(number: int, path: str) -> Iterator[Seen]:
    """Odd words beside each other in the name of a file or folder: "perez_juan_A012345678.pdf"."""
    for part in re.split(r"[/\\!]+", make_plain(path).cased):
        run: list[str] = []
        for word in [piece for found in _FILE_WORD_RE.findall(part) for piece in _CAMEL_RE.split(found)] + [""]:
            key = word.lower()
            if key and not is_everyday(key) and not names_no_person(key) and len(key) > 2 and re.search(r"[aeiouy]", key):
                run.append(key)
                continue
            if len(run) >= 2:
                yield Seen(tuple(run[:5]), " ".join(run), number, 0, "file name")
            run = []


def _in_words(number: int, words: str) -> Iterator[Seen]:
    plain = make_plain(words)
    for found in find_names(plain):
        yield Seen(found.words, plain.original(found.start, found.end).of(words), number, 0, found.look)


def _authors(number: int, printed: str) -> Iterator[Seen]:
    for name in _AUTHORS_SPLIT_RE.split(printed):
        words = name_words(make_plain(name.removeprefix("By ")).text)
        if 2 <= len(words) <= 4 and is_person_like(words):
            yield Seen(words, name, number, 0, "author", BY_EVIDENCE, "the author of a published text")


def _signatures(number: int, text: str) -> Iterator[Seen]:
    """A line that is a name over a line that is a senior title, or both on one line."""
    lines = text.splitlines()
    start = 0
    for at, line in enumerate(lines):
        stripped = line.strip()
        if 4 < len(stripped) <= 150:
            named: tuple[str, str | None] = (stripped, None)
            if one_line := _NAME_TITLE_RE.fullmatch(stripped):
                named = (one_line[1], title_of_line(one_line[2]))
            elif _NAME_LINE_RE.fullmatch(stripped) and at + 1 < len(lines):
                named = (stripped, title_of_line(lines[at + 1]))
            words = name_words(make_plain(named[0]).text)
            if named[1] and 2 <= len(words) <= 4 and not any(names_no_person(word) or is_title(word) for word in words):
                yield Seen(words, named[0], number, start, "signature", BY_EVIDENCE, f"signs as {named[1]}")
        start += len(line) + 1


def _in_headers(texts: CaseTexts, order: Mapping[str, int]) -> Iterator[Seen]:
    for message in texts.messages:
        number, start = order[message.document_id], message.span.start
        for printed in filter(None, (message.sender, *message.to, *message.cc, *message.bcc)):
            name = plain_name(printed)
            words = name_words(make_plain(name).text)
            person = kind_of(name) == "person" and not any(names_no_person(word) for word in words)
            if name and person and (2 <= len(words) <= 5 or (len(words) == 1 and not is_everyday(words[0]))):
                yield Seen(words, name, number, start, "header")
        for address in filter(None, (message.sender_address, *message.to_addresses, message.sender, *message.to, *message.cc)):
            yield from _in_address(number, start, address)
        for words_beside in filter(None, (message.subject, *message.attachments)):
            for seen in (*_in_words(number, words_beside), *_in_path(number, words_beside)):
                yield seen._replace(start=start)


def _in_address(number: int, start: int, address: str) -> Iterator[Seen]:
    local = _LOCAL_PART_RE.search(make_plain(address).text)
    words = tuple(word for word in (local.groups() if local else ()) if word)
    if len(words) >= 2 and is_person_like(words):
        yield Seen(words, " ".join(words), number, start, "mail address")


def _mentioned(texts: CaseTexts, order: Mapping[str, int]) -> Iterator[Seen]:
    """Names that the mentions stage read, with the titles printed beside them, speakers, and names that a person gave."""
    for mention in texts.people:
        words = name_words(make_plain(mention.name or "").text)
        if words and not any(names_no_person(word) for word in words) and (len(words) > 1 or not is_everyday(words[0])):
            senior = mention.title is not None and len(words) > 1 and is_senior(mention.title)
            reason = f"named as {mention.title}" if senior else ""
            number, keep = order[mention.document_id], BY_EVIDENCE if senior else 0
            yield Seen(words, mention.name or "", number, mention.span.start, "mention", keep, reason)
    for role in texts.roles:
        words = name_words(make_plain(role.person).text)
        title = " ".join(filter(None, (role.title, role.office)))
        if len(words) > 1 and not any(names_no_person(word) for word in words) and is_senior(title):
            number = order[role.document_id]
            yield Seen(words, role.person, number, role.span.start, "role", BY_EVIDENCE, f"told as {role.title}")
    given = [judgement.value for judgement in texts.judgements if judgement.decision == "right_speaker" and judgement.value]
    for name in (*texts.speakers, *given):
        words = name_words(make_plain(name).text)
        small = any(word[0].islower() for word in name.split() if len(word) > 3)
        if len(words) > 1 and not small and not any(names_no_person(word) or is_title(word) for word in words):
            yield Seen(words, name, len(texts.documents), 0, "speaker")


def _opened_elsewhere(number: int, start: int, opened: str) -> Iterator[Seen]:
    """The names in words that another print of the message deletes for privacy."""
    plain = make_plain(opened)
    reason = "deleted for privacy in another print of the message"
    words = name_words(plain.text)
    if 1 <= len(words) <= 4 and plain.cased[:1].isupper() and not any(names_no_person(word) for word in words):
        yield Seen(words, " ".join(opened.split()), number, start, LABELLED, private=reason)
    for found in find_names(plain):
        printed = plain.original(found.start, found.end).of(opened)
        yield Seen(found.words, printed, number, start, found.look, private=reason)
