"""Tags and notes: added to any stretch of a document, listed, found by tag, taken back."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.cites_view import cite
from onrecord.casefile.notes import NewNote, add_note, count_tags, read_notes, undo_note
from onrecord.errors import SettingsError
from onrecord.web.asking import ROWS, address_with, first_of, own_path, word_of
from onrecord.web.forms import form_route
from onrecord.web.pages.judgements import account, now
from onrecord.web.rendering import NavEntry, case_of, render, see_other


def notes(request: Request) -> Response:
    """All tags and notes in force, or those of one tag."""
    found = read_notes(case_of(request))
    tag, first = word_of(request, "tag"), first_of(request)
    wanted = [note for note in found if not tag or (note.kind == "tag" and note.words == tag)]
    return render(
        request,
        "notes.html",
        notes=wanted[first : first + ROWS],
        n_all=len(wanted),
        tag=tag,
        tags=[(name, name, number) for name, number in count_tags(found)],
        change=lambda **changes: address_with(request, **changes),
        first=first,
        size=ROWS,
        back=request.url.path,
    )


def new(request: Request) -> Response:
    """A stretch of a document with what is noted on it already, and the forms that add to that."""
    case, document_id = case_of(request), word_of(request, "document")
    cited = cite(case, document_id, _number(word_of(request, "start"), "start"), _number(word_of(request, "end"), "end"))
    notes = [each for each in read_notes(case, document_id) if each.start < cited.end and each.end > cited.start]
    back = address_with(request)
    return render(request, "note_here.html", cited=cited, notes=notes, back=back)


def note(request: Request, form: FormData) -> Response:
    """Add a tag or note and go back to where it was made."""
    new = NewNote(
        kind=str(form.get("kind", "")),
        document_id=str(form.get("document", "")),
        start=_offset(form, "start"),
        end=_offset(form, "end"),
        words=str(form.get("words", "")),
        who=account(),
        at=now(),
    )
    add_note(case_of(request), new)
    return see_other(own_path(str(form.get("back", "")), "/notes"))


def take_back(request: Request, form: FormData) -> Response:
    """Take a tag or note back."""
    undo_note(case_of(request), str(form.get("note", "")), who=account(), at=now())
    return see_other(own_path(str(form.get("back", "")), "/notes"))


def _offset(form: FormData, name: str) -> int:
    return _number(str(form.get(name, "")), name)


def _number(word: str, name: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) < 13):
        raise SettingsError(f"a note stands on characters of a document: found {name} {word!r}, expected a number")
    return int(word)


ROUTES = (Route("/notes", notes), Route("/notes/new", new), form_route("/note", note), form_route("/note/undo", take_back))
NAVIGATION = (NavEntry(label="Tags and notes", path="/notes", key="m"),)
