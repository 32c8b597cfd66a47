"""A person's decisions about the machine's rows: added, taken back, and laid over what is read; the machine's rows stay.

In: a decision about a row by its id. Out: a row in `judgements` that no rebuild removes, and records as they look with all
decisions in force. Because ids are made from content, a decision stays with its row as long as that row says the same; one
whose row is gone is looked for in the corresponding place (see `judgement_places`), and one that two people make in two ways
counts for neither until it is settled (see `judgement_conflicts`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.casefile.connect import adding, reading
from onrecord.casefile.judgement_conflicts import UNDO as UNDO
from onrecord.casefile.judgement_conflicts import mark_contested, not_taken_back
from onrecord.casefile.judgement_places import LOST, MOVED, anchors_of, keep_anchors, settle_places
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.findings import Judgement
from onrecord.model.ids import make_id
from onrecord.model.links import LinkRecords, Person, Trace, VariantGroup
from onrecord.model.mentions import Quote
from onrecord.model.messages import Message
from onrecord.spans import Span

BY_PERSON = "judgement"  # what `rule` and `found_by` say of a row that a person changed

# Which table a decision is about, and whether it names a value. What is masked stands in no table: the value holds its words.
DECISIONS: dict[str, tuple[str, bool]] = {
    "right_speaker": ("quotes", True),
    "not_a_quotation": ("quotes", False),
    "same_person": ("people", True),
    "split_here": ("messages", True),
    "dismiss": ("findings", False),
    "mask": ("", True),
    "unmask": ("", True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decides; `value` is the speaker's name, the other person's id, the offset to split at, or the
    words to mask or not to mask."""

    target_id: str
    decision: str
    value: str | None = None
    reason: str | None = None
    who: str
    at: str


def add_judgement(case: Path, decision: Decision) -> Judgement:
    """Add a decision. Raises SettingsError where there is no such row, decision or value."""
    if decision.decision not in DECISIONS:
        known = ", ".join(DECISIONS)
        raise SettingsError(
            f"no such decision: found {decision.decision!r}, expected one of {known}", hint="onrecord judge --help"
        )
    table, needs_value = DECISIONS[decision.decision]
    with adding(case) as connection:
        if table:
            _require_row(connection, table, decision.target_id)
        if needs_value:
            _require_value(connection, decision)
        return _append(connection, decision, undoes=None)


def undo_judgement(case: Path, judgement_id: str, *, who: str, at: str, reason: str | None = None) -> Judgement:
    """Take a decision back by another that names it. Raises SettingsError where it does not exist or is not in force."""
    with adding(case) as connection:
        standing = [judgement for judgement in not_taken_back(load_judgements(connection)) if judgement.id == judgement_id]
        if not standing:
            raise SettingsError(f"no decision in force has the id {judgement_id}", hint=f"onrecord judge {case} list")
        decision = Decision(target_id=standing[0].target_id, decision=UNDO, reason=reason, who=who, at=at)
        return _append(connection, decision, undoes=judgement_id)


def load_judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """All decisions in the order in which they were made, those taken back too, each about its row as it is now.

    A decision whose row has moved names the row in the corresponding place; one whose row is lost, or that another person
    contradicts, says so.
    """
    query = (
        "SELECT j.id, j.target_id, j.decision, j.value, j.reason, j.who, j.at, j.undoes, i.batch, "
        "p.state, p.target_id, p.value FROM judgements j LEFT JOIN judgement_imports i ON i.judgement_id = j.id "
        "LEFT JOIN judgement_places p ON p.judgement_id = j.id ORDER BY j.seq"
    )
    found = []
    for judgement_id, target_id, decision, value, reason, who, at, undoes, batch, state, *now in connection.execute(query):
        judgement = Judgement(
            id=judgement_id,
            target_id=now[0] if state == MOVED else target_id,
            decision=decision,
            value=now[1] if state == MOVED else value,
            reason=reason,
            who=who,
            at=at,
            undoes=undoes,
            batch=batch,
            is_lost=state == LOST,
        )
        found.append(judgement)
    return mark_contested(found)


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The decisions that count: not taken back, about a row that is there, and contradicted by nobody else."""
    return tuple(one for one in not_taken_back(judgements) if not one.is_lost and not one.is_contested)


@dataclass(frozen=True, slots=True)
class Overlay:
    """The decisions in force, ready to be laid over records one by one."""

    speakers: dict[str, str] = field(default_factory=dict)
    no_quotes: frozenset[str] = frozenset()
    merged_into: dict[str, str] = field(default_factory=dict)
    splits: dict[str, tuple[int, ...]] = field(default_factory=dict)
    dismissed: frozenset[str] = frozenset()

    def quote(self, quote: Quote) -> Quote | None:
        """The quotation under its right speaker; None where it is none."""
        if quote.id in self.no_quotes:
            return None
        if quote.id in self.speakers:
            return replace(quote, speaker=self.speakers[quote.id], speaker_id=None, rule=BY_PERSON, candidates=())
        if quote.speaker_id in self.merged_into:
            return replace(quote, speaker_id=self.merged_into[quote.speaker_id])
        return quote

    def people(self, people: Sequence[Person]) -> tuple[Person, ...]:
        """The people with those joined that are one."""
        by_id = {person.id: person for person in people}
        for absorbed, kept in sorted(self.merged_into.items()):
            if absorbed in by_id and kept in by_id:
                by_id[kept] = _joined(by_id[kept], by_id.pop(absorbed))
        return tuple(by_id[person.id] for person in people if person.id in by_id)

    def messages(self, message: Message, text: str) -> tuple[Message, ...]:
        """The message, or the pieces it is to be split into; `text` is that of its document."""
        pieces = [message]
        for offset in self.splits.get(message.id, ()):
            last = pieces[-1]
            if last.header_span.end <= offset < last.span.end and offset > last.span.start:
                pieces[-1:] = _split(last, offset, text)
        return tuple(pieces)


def overlay_of(judgements: Sequence[Judgement]) -> Overlay:
    """What the decisions in force change; of two about the same row the later counts."""
    standing = in_force(judgements)

    def targets(decision: str) -> dict[str, str]:
        return {each.target_id: each.value or "" for each in standing if each.decision == decision}

    splits: dict[str, set[int]] = {}
    for each in standing:
        if each.decision == "split_here":
            splits.setdefault(each.target_id, set()).add(int(each.value or 0))
    return Overlay(
        speakers=targets("right_speaker"),
        no_quotes=frozenset(targets("not_a_quotation")),
        merged_into=_roots({absorbed: kept for absorbed, kept in targets("same_person").items() if absorbed != kept}),
        splits={message: tuple(sorted(offsets)) for message, offsets in splits.items()},
        dismissed=frozenset(targets("dismiss")),
    )


def apply_judgements(case: CaseRecords, judgements: Sequence[Judgement]) -> CaseRecords:
    """The case as it looks with all decisions in force; dismissed findings are left out."""
    overlay = overlay_of(judgements)
    return replace(
        case,
        parts=tuple(_judged_part(part, overlay) for part in case.parts),
        links=_judged_links(case.links, overlay),
        findings=tuple(finding for finding in case.findings if finding.id not in overlay.dismissed),
    )


def read_judgements(case: Path) -> tuple[Judgement, ...]:
    """All decisions of a case file. Raises CaseFileError."""
    with reading(case) as connection:
        return load_judgements(connection)


def settle_judgements(connection: sqlite3.Connection) -> None:
    """Look for the row of every decision in the rows that are there now; done at the end of every build and import."""
    settle_places(connection, {decision: table for decision, (table, _) in DECISIONS.items()})


# ---- adding --------------------------------------------------------------------------------------------------------


def _append(connection: sqlite3.Connection, decision: Decision, undoes: str | None) -> Judgement:
    seq = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM judgements").fetchone()[0]
    judgement = Judgement(
        id=make_id("j", seq, decision.target_id, decision.decision, decision.value, decision.who, decision.at),
        target_id=decision.target_id,
        decision=decision.decision,
        value=storable(decision.value),
        reason=storable(decision.reason),
        who=storable(decision.who) or "",
        at=decision.at,
        undoes=undoes,
    )
    words = (judgement.value, judgement.reason, judgement.who, judgement.at, judgement.undoes)
    row = (seq, judgement.id, judgement.target_id, judgement.decision, *words)
    connection.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    table, _ = DECISIONS.get(judgement.decision, ("", False))
    if table:
        anchors = anchors_of(connection, table, judgement.decision, judgement.target_id, judgement.value)
        keep_anchors(connection, judgement.id, anchors)
    return judgement


def _require_row(connection: sqlite3.Connection, table: str, row_id: str) -> None:
    if not connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (storable(row_id),)).fetchone():
        raise SettingsError(f"no row of {table} has the id {row_id}", hint=f"onrecord export CASE {table}")


def _require_value(connection: sqlite3.Connection, decision: Decision) -> None:
    value = decision.value or ""
    if not value.strip():
        raise SettingsError(f"{decision.decision} needs a value: found none", hint="onrecord judge --help")
    if decision.decision == "same_person":
        _require_row(connection, "people", value)
        if value == decision.target_id:
            raise SettingsError(f"{value} is one person already: found the same id twice", hint="onrecord export CASE people")
    if decision.decision == "split_here":
        query = "SELECT start, end FROM messages WHERE id = ?"
        start, end = connection.execute(query, (decision.target_id,)).fetchone()
        if not (value.isascii() and value.isdigit() and start < int(value) < end):
            raise SettingsError(
                f"cannot split message {decision.target_id}: found offset {value}, expected one between {start} and {end}",
                hint="onrecord export CASE messages",
            )


# ---- applying ------------------------------------------------------------------------------------------------------


def _roots(merged_into: dict[str, str]) -> dict[str, str]:
    """Each absorbed person beside the one who is left of the whole chain; a circle is left as it was."""
    roots = {}
    for absorbed, kept in merged_into.items():
        seen, at = {absorbed}, kept
        while at in merged_into and at not in seen:
            seen.add(at)
            at = merged_into[at]
        if at not in seen:
            roots[absorbed] = at
    return roots


def _joined(kept: Person, absorbed: Person) -> Person:
    names = (*kept.aliases, *([absorbed.name] if absorbed.name else []), *absorbed.aliases)
    return replace(
        kept,
        aliases=tuple(name for name in dict.fromkeys(names) if name != kept.name),
        addresses=tuple(dict.fromkeys((*kept.addresses, *absorbed.addresses))),
        roles=tuple(dict.fromkeys((*kept.roles, *absorbed.roles))),
        n_sent=kept.n_sent + absorbed.n_sent,
        n_received=kept.n_received + absorbed.n_received,
        n_named=kept.n_named + absorbed.n_named,
        place=kept.place or absorbed.place,
    )


def _split(message: Message, offset: int, text: str) -> tuple[Message, Message]:
    before = _clipped(message.body_spans, message.span.start, offset)
    after = _clipped(message.body_spans, offset, message.span.end)
    first = replace(
        message,
        span=Span(message.span.start, offset).strip(text),
        body_spans=before,
        body=_body(before, text),
        found_by=BY_PERSON,
    )
    second = Message(
        id=make_id("m", message.id, offset),
        document_id=message.document_id,
        span=Span(offset, message.span.end).strip(text),
        header_span=Span(offset, offset),
        body_spans=after,
        header_text="",
        body=_body(after, text),
        page_first=message.page_first,
        page_last=message.page_last,
        seen_in_quotation=True,
        quoted_in=message.id,
        thread_id=message.thread_id,
        found_by=BY_PERSON,
    )
    return first, second


def _clipped(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    clipped = [(max(span.start, start), min(span.end, end)) for span in spans]
    return tuple(Span(low, high) for low, high in clipped if low < high)


def _body(spans: Sequence[Span], text: str) -> str:
    return "\n".join(span.of(text).strip() for span in spans)


def _judged_part(part: DocumentRecords, overlay: Overlay) -> DocumentRecords:
    quotes = tuple(quote for quote in map(overlay.quote, part.mentions.quotes) if quote)
    messages = tuple(piece for message in part.inbox.messages for piece in overlay.messages(message, part.document.text))
    return replace(part, mentions=replace(part.mentions, quotes=quotes), inbox=replace(part.inbox, messages=messages))


def _judged_links(links: LinkRecords, overlay: Overlay) -> LinkRecords:
    traces: tuple[Trace, ...] = tuple(trace for trace in links.traces if trace.quote_id not in overlay.no_quotes)
    variants = tuple(kept for kept in (_without_quotes(group, overlay.no_quotes) for group in links.variants) if kept)
    return replace(links, traces=traces, variants=variants, people=overlay.people(links.people))


def _without_quotes(group: VariantGroup, removed: frozenset[str]) -> VariantGroup | None:
    """The group without what is no quotation; None where less than two are left or its reference is gone."""
    quote_ids = tuple(quote_id for quote_id in group.quote_ids if quote_id not in removed)
    if len(quote_ids) < 2 or group.reference_id in removed:
        return None
    relations = tuple(relation for relation in group.relations if relation[0] not in removed)
    return replace(group, quote_ids=quote_ids, relations=relations)
