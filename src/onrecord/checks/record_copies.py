"""Checks of prints: what one print of a message deletes and another shows, within one file and between productions.

In: a case whose copies are joined and whose unions are made. Out: R708 to R710, notes. Which of two files came first is not in
the files, so the findings say which shows what, never that one was corrected. A pair of files counts as two productions
of one release where they hold many of the same messages; one mail found in two releases makes none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.checks.record_rules import R708, R709, R710
from onrecord.checks.registry import finding
from onrecord.model.case import CaseRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.model.messages import Message, Redaction, RedactionDifference, UnionText
from onrecord.spans import Span

SHOWN = 360  # characters of a header that stand for its message
MAX_PAIRS = 4  # deletions that one finding shows side by side
MIN_SHARED = 3  # messages that two productions of one release have in common, at least
MIN_SHARED_OF_SMALLER = 0.3  # and this share of the smaller one
MAX_NEW = 6  # messages that a finding about a production shows


def check_copies(case: CaseRecords) -> Iterator[Finding]:
    """R708 to R710 over the whole case."""
    documents = {part.document.id: part.document for part in case.parts}
    messages = {message.id: message for part in case.parts for message in part.inbox.messages}
    unions = {union.message_id: union for part in case.parts for union in part.inbox.unions}
    yield from _unlike_copies(case, messages, documents, unions)
    for union in unions.values():
        yield from _between_files(union, documents)
    yield from _new_messages(messages, documents)


def header_place(message: Message, document: Document) -> Place:
    """The first line of a message's header."""
    line = message.header_span.of(document.text).split("\n", 1)[0]
    span = Span(message.header_span.start, message.header_span.start + min(len(line), SHOWN))
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=message.page_first)


def _unlike_copies(
    case: CaseRecords, messages: Mapping[str, Message], documents: Mapping[str, Document], unions: Mapping[str, UnionText]
) -> Iterator[Finding]:
    """R708: the same message, printed with unlike deletions in one file, or with codes that cannot be laid side by side."""
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for part in case.parts:
        for redaction in part.inbox.redactions:
            if redaction.message_id is not None:
                codes[redaction.message_id].update(_marks(redaction))
    for message in messages.values():
        if message.copy_of is not None or not message.copies:
            continue
        group = [message, *(messages[other] for other in message.copies if other in messages)]
        union = unions.get(message.id)
        if union is not None:
            inside = [one for one in union.differences if one.closed.document_id == one.opened.document_id]
            if inside:
                yield _shown_elsewhere(inside, len(group))
        elif len({tuple(sorted(codes[one.id].items())) for one in group}) > 1:
            yield finding(
                R708,
                message=f"{len(group)} copies of one message carry unlike deletions; what one hides another may show.",
                outcome=Outcome.FAILS,
                places=[header_place(one, documents[one.document_id]) for one in group],
            )


def _shown_elsewhere(differences: Sequence[RedactionDifference], n_copies: int) -> Finding:
    n = len(differences)
    deletions = "1 deletion is" if n == 1 else f"{n} deletions are"
    return finding(
        R708,
        message=f"Of {n_copies} copies of one message: {deletions} open in another copy.",
        outcome=Outcome.FAILS,
        places=_side_by_side(differences),
        working=_working(differences),
    )


def _between_files(union: UnionText, documents: Mapping[str, Document]) -> Iterator[Finding]:
    """R709: what one file deletes and another file shows, once for each pair of files."""
    by_files: dict[tuple[str, str], list[RedactionDifference]] = defaultdict(list)
    for one in union.differences:
        if one.closed.document_id != one.opened.document_id:
            by_files[one.closed.document_id, one.opened.document_id].append(one)
    for (closed, opened), differences in sorted(by_files.items()):
        n = len(differences)
        deletions, stand = ("1 deletion", "stands") if n == 1 else (f"{n} deletions", "stand")
        where, elsewhere = documents[closed].source.path, documents[opened].source.path
        yield finding(
            R709,
            message=f"{deletions} of a message in {where} {stand} open in {elsewhere}.",
            outcome=Outcome.FAILS,
            places=_side_by_side(differences),
            working=_working(differences),
        )


def _side_by_side(differences: Sequence[RedactionDifference]) -> list[Place]:
    return [place for one in differences[:MAX_PAIRS] for place in (one.closed, one.opened)]


def _working(differences: Sequence[RedactionDifference]) -> str:
    """Each deletion beside the words that stand open, shortened."""
    pairs = (f"{_clipped(one.closed.text)} = “{_clipped(one.opened.text)}”" for one in differences[:MAX_PAIRS])
    more = f"; and {len(differences) - MAX_PAIRS} more" if len(differences) > MAX_PAIRS else ""
    return "; ".join(pairs) + more


def _clipped(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79].rstrip() + "…"


def _new_messages(messages: Mapping[str, Message], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """R710: what each of two productions of one release has that the other lacks."""
    held: dict[str, dict[str, Message]] = defaultdict(dict)
    for message in messages.values():
        document = documents[message.document_id]
        if document.kind == "pdf":
            held[document.id].setdefault(message.copy_of or message.id, message)
    for first, second in combinations(sorted(held, key=lambda name: (documents[name].source.path, name)), 2):
        shared = held[first].keys() & held[second].keys()
        smaller = min(len(held[first]), len(held[second]))
        if len(shared) < max(MIN_SHARED, MIN_SHARED_OF_SMALLER * smaller):
            continue
        for one, other in ((first, second), (second, first)):
            new = [message for key, message in held[one].items() if key not in shared]
            if new:
                counted = "1 message is" if len(new) == 1 else f"{len(new)} messages are"
                yield finding(
                    R710,
                    message=f"{counted} in {documents[one].source.path} and not in {documents[other].source.path}, "
                    f"which holds {len(shared)} of the same messages.",
                    outcome=Outcome.FAILS,
                    places=[header_place(message, documents[one]) for message in new[:MAX_NEW]],
                    working=f"{len(held[one])} - {len(shared)} = {len(new)}",
                )


def _marks(redaction: Redaction) -> Sequence[str]:
    return redaction.codes or ("box without code",)
