"""`onrecord inbox` and `onrecord thread`: the messages of a case, as a list and as a conversation."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow, interval_instants, storable_row
from onrecord.casefile.unions import load_sources, load_unions
from onrecord.casefile.views import InboxRow, ThreadRow, Whereabouts, list_inbox, list_thread
from onrecord.cli.balance import print_balance
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.options import add_case, add_format, add_slice, slice_of
from onrecord.cli.output import WIDTH, citation, clipped, visible, wrapped, write, write_lines
from onrecord.cli.unfinished import say_unfinished
from onrecord.cli.union_text import union_notes, union_object, union_words
from onrecord.model.messages import Message, UnionText

_ADDRESS_RE = re.compile(r"[<\[(](?:mailto:)?[^\s<>\[\]()]+@[^\s<>\[\]()]+[>\])]")  # Bell, Kim [mailto:k.bell@parks.example]
_SUBJECT_CHARS = WIDTH - 16 - 2 - 24 - 2


def _add_inbox_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument(
        "--balance", action="store_true", help="print whose the words of each page are instead, and how much mail was read"
    )
    parser.add_argument("--printed", action="store_true", help="leave out messages that are only seen quoted in others")
    add_format(parser)
    add_slice(parser)


def _run_inbox(words: argparse.Namespace) -> int:
    if words.balance:
        return print_balance(words.case, slice_of(words), words.format)
    rows = list_inbox(words.case, slice_of(words), with_quoted=not words.printed)
    say_unfinished(words.case)
    if words.format == "jsonl":
        write("".join(jsonl_lines(storable_row(_inbox_object(row)) for row in rows)))
    else:
        write_lines(line for row in rows for line in _inbox_lines(row))
        say(counted(len(rows), "message"))
    return DONE


def _inbox_lines(row: InboxRow) -> Iterator[str]:
    message = row.message
    subject = clipped(message.subject or "(no subject)", _SUBJECT_CHARS)
    yield f"{_sent(message):16}  {clipped(_name(_sender(message)), 24):24}  {subject}"
    to = clipped("to " + "; ".join(_name(name) for name in message.to) if message.to else "to nobody named", 70)
    yield f"{'':16}  {to}"
    notes = [_cited(row.where), f"id {visible(message.id)}"]
    if message.seen_in_quotation:
        notes.append("seen only in quotation")
    yield f"{'':16}  {'  '.join(notes)}"
    if row.also:
        yield from wrapped("also at " + ", ".join(_cited(place) for place in row.also), " " * 18, " " * 20)


def _add_thread_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("id", metavar="ID", help="id of the thread, or of any message in it")
    parser.add_argument(
        "--union", action="store_true", help="fill what one print of a message deletes with what another print of it shows"
    )
    add_format(parser)


def _run_thread(words: argparse.Namespace) -> int:
    rows = list_thread(words.case, words.id)
    say_unfinished(words.case)
    unions = load_unions(words.case) if words.union else {}
    sources = load_sources(words.case) if unions else {}
    if words.format == "jsonl":
        objects = (_thread_object(row) | union_object(unions, row.message, sources, asked=words.union) for row in rows)
        write("".join(jsonl_lines(storable_row(one) for one in objects)))
    else:
        write_lines(line for row in rows for line in _thread_lines(row, unions.get(row.message.id), sources))
        say(counted(len(rows), "message"))
    return DONE


def _thread_lines(row: ThreadRow, union: UnionText | None, sources: Mapping[str, str]) -> Iterator[str]:
    message = row.message
    yield f"{_sent(message)}  {visible(_sender(message))}"
    for name, people in (("To", message.to), ("Cc", message.cc), ("Bcc", message.bcc)):
        if people:
            yield from wrapped("; ".join(people), f"    {name + ':':8} ", " " * 13)
    yield from wrapped(message.subject or "(no subject)", "    Subject: ", " " * 13)
    quoted = "  seen only in quotation" if message.seen_in_quotation else ""
    yield f"    {_cited(row.where)}  id {visible(message.id)}{quoted}"
    yield ""
    for line in message.body.splitlines() if union is None else union_words(union):
        yield from wrapped(line, "    ", "    ")
    if union is not None:
        yield from union_notes(union, sources)
    yield ""


def _sent(message: Message) -> str:
    """The time where it is certain, the first and last where it is not."""
    sent = interval_instants(message.sent)
    if sent is None:
        return "(no date)"
    earliest, latest = (str(sent[end]).replace("T", " ") for end in ("earliest", "latest"))
    return earliest if earliest == latest else f"{earliest} .. {latest}"


def _name(printed: str) -> str:
    """A person as printed, without the address behind the name."""
    return _ADDRESS_RE.sub("", printed).strip(" '\"") or printed


def _sender(message: Message) -> str:
    return message.sender or message.sender_address or ("[redacted]" if message.sender_redacted else "[unknown]")


def _cited(where: Whereabouts) -> str:
    return citation(where.source, where.start, where.end, where.page)


def _inbox_object(row: InboxRow) -> ExportRow:
    message = row.message
    return {
        "id": message.id,
        **_place_object(row.where),
        "sent": interval_instants(message.sent),
        "from": message.sender,
        "sender_redacted": message.sender_redacted,
        "to": list(message.to),
        "subject": message.subject,
        "thread_id": message.thread_id,
        "seen_in_quotation": message.seen_in_quotation,
        "also": [_place_object(place) for place in row.also],
    }


def _thread_object(row: ThreadRow) -> ExportRow:
    message = row.message
    return {
        "id": message.id,
        "depth": row.depth,
        "parent_id": message.parent_id,
        **_place_object(row.where),
        "sent": interval_instants(message.sent),
        "from": message.sender,
        "sender_redacted": message.sender_redacted,
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "subject": message.subject,
        "body": message.body,
        "seen_in_quotation": message.seen_in_quotation,
    }


def _place_object(where: Whereabouts) -> ExportRow:
    return {"source": where.source, "start": where.start, "end": where.end, "page": where.page}


INBOX = Command(
    name="inbox",
    summary="the messages of a case, each once, in the order in which they were sent",
    description=(
        "List the messages of a case, each once with the places of its other prints, in the order in which they were sent."
    ),
    examples=(
        ("onrecord inbox release.onrecord", "all messages"),
        ("onrecord inbox release.onrecord --balance", "what became of every word of every page"),
        ("onrecord inbox release.onrecord --limit 20 --format jsonl", "the first twenty, for a program"),
    ),
    add_options=_add_inbox_options,
    run=_run_inbox,
)
THREAD = Command(
    name="thread",
    summary="one conversation, in the order in which its messages were sent",
    description="Print the messages of one conversation with their own words, in the order in which they were sent.",
    examples=(
        ("onrecord thread release.onrecord m-0123456789abcdef", "the conversation that this message belongs to"),
        ("onrecord thread release.onrecord m-0123456789abcdef --union", "with what other prints of its messages show"),
    ),
    add_options=_add_thread_options,
    run=_run_thread,
)
