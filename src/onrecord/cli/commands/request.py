"""`onrecord request`: requests for records, their clock, letters, and the papers of an appeal."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.casefile.request_log import (
    EVENT_KINDS,
    NewEvent,
    NewRequest,
    add_event,
    add_request,
    find_request,
    load_requests,
    undo_event,
)
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.options import add_case, add_format
from onrecord.cli.output import visible, wrapped, write_lines
from onrecord.cli.who import account, add_who, now
from onrecord.cli.written_files import write_file, write_files
from onrecord.errors import SettingsError
from onrecord.model.requests import Deadline, RecordsRequest
from onrecord.packs.loader import load_packs
from onrecord.requests.clock import list_deadlines
from onrecord.requests.letters import LETTERS, compose_letter
from onrecord.requests.wording import describe_deadline

if TYPE_CHECKING:
    from onrecord.model.packs import Pack

_MAX_WORDS_BYTES = 1_000_000


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_add(actions.add_parser("add", help="enter a request", description="Enter a request."))
    event = actions.add_parser("event", help="REQUEST KIND DAY: enter what happened to it", description=_event_help())
    event.add_argument("request", metavar="REQUEST", help="its id or tracking number")
    event.add_argument("kind", metavar="KIND", choices=tuple(EVENT_KINDS), help="what happened")
    event.add_argument("day", metavar="DAY", type=_day, help="on which day, YYYY-MM-DD")
    event.add_argument("--value", metavar="VALUE", help="the number, path or days that the kind names")
    event.add_argument("--note", metavar="TEXT", help="anything else")
    add_who(event)
    undo = actions.add_parser("undo", help="EVENT_ID: take an entry back", description="Take an entry back.")
    undo.add_argument("event", metavar="EVENT_ID")
    add_who(undo)
    listed = actions.add_parser("list", help="all requests with their clocks", description="All requests with their clocks.")
    show = actions.add_parser("show", help="REQUEST: one request, all its entries", description="One request, all its entries.")
    show.add_argument("request", metavar="REQUEST")
    for one in (listed, show):
        _add_clock(one)
        add_format(one)
    letter = actions.add_parser(
        "letter", help=f"REQUEST {'|'.join(LETTERS)} -o FILE: draft a letter", description="Draft a letter, .docx or .txt."
    )
    letter.add_argument("request", metavar="REQUEST")
    letter.add_argument("letter", metavar="LETTER", choices=LETTERS, help=", ".join(LETTERS))
    letter.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="FILE.docx or FILE.txt")
    _add_clock(letter)
    appeal = actions.add_parser(
        "appeal-pack", help="REQUEST -o DIR: the letter of an appeal, its list and notes", description=_APPEAL
    )
    appeal.add_argument("request", metavar="REQUEST")
    appeal.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="a folder")
    appeal.add_argument("--keep-names", metavar="FILE", type=Path, help="names that need not be masked, one on each line")
    _add_clock(appeal)


_APPEAL = (
    "Write the papers of an appeal into a folder: appeal.docx and appeal.txt (the letter), contested.csv (every deletion and "
    "gap by page, with code and reason) and notes.txt (for you alone)."
)


def _add_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", metavar="NAME", required=True, help="to whom")
    parser.add_argument("--on", metavar="DAY", type=_day, required=True, help="the day of the request, YYYY-MM-DD")
    words = parser.add_mutually_exclusive_group(required=True)
    words.add_argument("--text", metavar="WORDS", help="what is asked for")
    words.add_argument("--text-file", metavar="FILE", type=Path, help="a text file that says it")
    parser.add_argument("--jurisdiction", metavar="NAME", default="us-foia", help="whose law (default: us-foia)")
    parser.add_argument("--area", metavar="NAME", default="", help="area of the office, where its holidays differ: dc")
    parser.add_argument("--tracking", metavar="NUMBER", help="the agency's number for it, where it is known")
    add_who(parser)


def _add_clock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", metavar="DAY", type=_day, help="as the clocks stand on that day (default: today)")
    parser.add_argument(
        "--pack", metavar="NAME", action="append", help="packs with the law's rules (default: us-foia; may be repeated)"
    )
    parser.add_argument("--pack-folder", metavar="DIR", type=Path, help="folder with packs of your own")


def _event_help() -> str:
    kinds = "; ".join(f"{kind}: {meaning}" for kind, (_, meaning) in EVENT_KINDS.items())
    return f"Enter what happened. {kinds}."


def run(words: argparse.Namespace) -> int:
    """Do what the action says."""
    actions = {
        "add": _run_add,
        "event": _run_event,
        "undo": _run_undo,
        "list": _run_list,
        "show": _run_show,
        "letter": _run_letter,
        "appeal-pack": _run_appeal,
    }
    return actions[words.action](words)


def _run_add(words: argparse.Namespace) -> int:
    who, at = account(words.who), now()
    new = NewRequest(
        jurisdiction=words.jurisdiction,
        agency=words.agency,
        made_on=words.on,
        words=words.text if words.text is not None else _words_of(words.text_file),
        area=words.area,
        who=who,
        at=at,
    )
    request = add_request(words.case, new, __version__)
    if words.tracking:
        event = NewEvent(request_id=request.id, kind="tracking", day=words.on, value=words.tracking, who=who, at=at)
        add_event(words.case, event, __version__)
    write_lines([request.id])
    say(f"next: onrecord request {words.case} event {request.id} received DAY")
    return DONE


def _words_of(file: Path) -> str:
    try:
        if file.stat().st_size > _MAX_WORDS_BYTES:
            raise SettingsError(f"{file}: larger than {_MAX_WORDS_BYTES} bytes", hint="name the text of the request alone")
        return file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read {file} as UTF-8 text: {error}", hint="save it as UTF-8") from error


def _run_event(words: argparse.Namespace) -> int:
    new = NewEvent(
        request_id=words.request,
        kind=words.kind,
        day=words.day,
        value=words.value,
        note=words.note,
        who=account(words.who),
        at=now(),
    )
    event = add_event(words.case, new, __version__)
    write_lines([event.id])
    say(f"to take it back: onrecord request {words.case} undo {event.id}")
    return DONE


def _run_undo(words: argparse.Namespace) -> int:
    event = undo_event(words.case, words.event, who=account(words.who), at=now(), program_version=__version__)
    write_lines([event.id])
    return DONE


def _run_list(words: argparse.Namespace) -> int:
    pack, today = _pack(words), _today(words)
    for request in load_requests(words.case):
        _print(request, list_deadlines(request, pack, today), words.format, with_events=False)
    return DONE


def _run_show(words: argparse.Namespace) -> int:
    request = find_request(words.case, words.request)
    _print(request, list_deadlines(request, _pack(words), _today(words)), words.format, with_events=True)
    return DONE


def _run_letter(words: argparse.Namespace) -> int:
    if words.output.suffix not in (".docx", ".txt"):
        raise SettingsError(f"cannot write {words.output}: expected a name with .docx or .txt", hint="onrecord request --help")
    request, pack, today = find_request(words.case, words.request), _pack(words), _today(words)
    letter = compose_letter(words.letter, request, list_deadlines(request, pack, today), pack, today)
    from onrecord.dossier.letter_files import letter_docx, letter_text  # noqa: PLC0415  needed here alone

    as_docx = words.output.suffix == ".docx"
    write_file(words.output, letter_docx(letter) if as_docx else letter_text(letter).encode("utf-8", "replace"))
    say(f"{words.output}: a draft; what stands in brackets is for you to write")
    return DONE


def _run_appeal(words: argparse.Namespace) -> int:
    request = find_request(words.case, words.request)
    from onrecord.dossier.appeal_pack import write_appeal  # noqa: PLC0415  needed here alone
    from onrecord.dossier.mask_records import MaskRules  # noqa: PLC0415
    from onrecord.dossier.masking import Masker, read_kept_names  # noqa: PLC0415  heavy
    from onrecord.dossier.settling import make_masked  # noqa: PLC0415  heavy

    pack, today = _pack(words), _today(words)

    def make(masker: Masker) -> dict[str, bytes]:
        return write_appeal(words.case, request, pack, today, masker.text)

    own = (request.words, request.agency, *(said for event in request.events for said in (event.value, event.note) if said))
    files = make_masked(words.case, MaskRules(keep=read_kept_names(words.keep_names)), make, shown=own)
    write_files(words.output, files)
    say(f"{words.output}: {', '.join(files)}; read notes.txt first")
    return DONE


def _print(request: RecordsRequest, deadlines: Sequence[Deadline], form: str, *, with_events: bool) -> None:
    if form == "jsonl":
        write_lines([json.dumps(_row(request, deadlines), ensure_ascii=False)])
        return
    number = request.last_value("tracking")
    title = f"{request.id}  {visible(request.agency)}, {request.made_on}" + (f", {visible(number)}" if number else "")
    write_lines([title])
    write_lines(wrapped(request.words, "    ", "    "))
    for one in deadlines:
        if one.state != "not_started" or one.notes:
            write_lines(wrapped(describe_deadline(one), "    ", "        "))
            doubt = "; the source leaves a doubt: check it" if one.verify else ""
            write_lines(wrapped(f"{one.source}{doubt}", "        ", "        "))
            write_lines(line for note in one.notes for line in wrapped(note, "        ", "        "))
    for event in request.events if with_events else ():
        said = " ".join(word for word in (event.kind, event.value, event.note) if word)
        write_lines(wrapped(f"{event.day}  {said}  ({event.id}, {event.who})", "    ", "        "))


def _row(request: RecordsRequest, deadlines: Sequence[Deadline]) -> dict[str, object]:
    return {
        "id": request.id,
        "jurisdiction": request.jurisdiction,
        "agency": request.agency,
        "made_on": str(request.made_on),
        "area": request.area or None,
        "tracking": request.last_value("tracking"),
        "text": request.words,
        "events": [
            {"id": one.id, "kind": one.kind, "day": str(one.day), "value": one.value, "note": one.note, "who": one.who}
            for one in request.events
        ],
        "deadlines": [
            {
                "step": one.step,
                "binds": one.binds,
                "state": one.state,
                "starts_on": _iso(one.starts_on),
                "due": _iso(one.due),
                "due_latest": _iso(one.due_latest),
                "unit": one.unit,
                "days_left": one.days_left,
                "days_late": one.n_late,
                "source": one.source,
                "verify": one.verify,
                "notes": list(one.notes),
            }
            for one in deadlines
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pack(words: argparse.Namespace) -> Pack:
    return load_packs(words.pack or ["us-foia"], words.pack_folder)


def _today(words: argparse.Namespace) -> date:
    given: date | None = words.today
    return given or date.today()


def _day(text: str) -> date:
    """A day as a command-line word."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day as YYYY-MM-DD") from error


REQUEST = Command(
    name="request",
    summary="requests for records: their log, the law's clock, letters, the papers of an appeal",
    description=(
        "Keep a log of requests for records in a case file, which may be older than the release and is made where it is not "
        "there. The clock counts working days with federal holidays, questions that stop it, extensions and appeal windows, "
        "each with the section it rests on; nobody is called late where the law can be read in another way. It is no legal "
        "advice."
    ),
    examples=(
        ('onrecord request release.onrecord add --agency ICE --on 2024-03-01 --text "All e-mail about ..."', "enter a request"),
        ("onrecord request release.onrecord event rq-0123456789abcdef received 2024-03-04", "the clock starts"),
        ("onrecord request release.onrecord list", "all requests and how their clocks stand"),
        ("onrecord request release.onrecord letter rq-0123456789abcdef status -o status.docx", "ask where it stands"),
        ("onrecord request release.onrecord appeal-pack rq-0123456789abcdef -o appeal", "what to contest, by page"),
    ),
    add_options=_add_options,
    run=run,
)
