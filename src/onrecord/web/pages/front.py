"""The front page: what is in the case, what weighs most, what could not be read; and a place to hand over more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.cites_view import Cite, cite_all
from onrecord.casefile.connect import first_pages
from onrecord.casefile.findings_view import choose_gravest
from onrecord.casefile.front_view import list_documents, view_front
from onrecord.casefile.views import ShownFinding, Slice
from onrecord.errors import CaseFileError, SettingsError, UnfinishedCaseError
from onrecord.model.documents import Pile
from onrecord.web.forms import form_route
from onrecord.web.intake_folder import keep_file, sources_folder
from onrecord.web.rendering import NavEntry, builder_of, case_of, is_fragment, render, see_other

N_GRAVEST = 6
N_DOCUMENTS = 12
PAGE_ROWS = 100
MAX_FILES = 5_000


def front(request: Request) -> Response:
    """What the case holds; an empty desk where it holds nothing yet."""
    case = case_of(request)
    build = builder_of(request).state
    try:
        view = view_front(case)
    except CaseFileError as error:
        if case.exists() and not isinstance(error, UnfinishedCaseError):
            raise
        is_unfinished = case.exists() and not build.is_running
        first = shown_so_far(case) if case.exists() else None
        return render(
            request, "start.html", build=build, folder=sources_folder(case).name, is_unfinished=is_unfinished, first=first
        )
    chosen = choose_gravest(case, N_GRAVEST)
    documents = list_documents(case, Slice(limit=N_DOCUMENTS))
    return render(
        request,
        "front.html",
        view=view,
        findings=with_cites(case, chosen.findings),
        n_findings=chosen.n_all,
        documents=documents,
        build=build,
        first=None,
        folder=sources_folder(case).name,
    )


def shown_so_far(case: Path) -> str | None:
    """The pages whose messages can be read already while a case is built for the first time; None where there are none."""
    try:
        return first_pages(case)
    except CaseFileError:
        return None


def documents(request: Request) -> Response:
    """All documents, a page at a time."""
    pile = request.query_params.get("pile", "")
    first = number_of(request, "from")
    listed = list_documents(case_of(request), Slice(limit=PAGE_ROWS, offset=first), pile=pile)
    return render(request, "documents.html", documents=listed, pile=pile, piles=[each.value for each in Pile], first=first)


def building(request: Request) -> Response:
    """How far a build is, for the front page to show; when it is done, the page is loaded anew."""
    build = builder_of(request).state
    if not is_fragment(request):
        return see_other("/")
    first = shown_so_far(case_of(request)) if build.is_running else None
    response = render(request, "_building.html", build=build, first=first)
    if not build.is_running:
        response.headers["HX-Refresh"] = "true"
    return response


def sources(request: Request, form: FormData) -> Response:
    """Keep what was handed over beside the case and build; `place` names a file or folder of this machine instead."""
    case, pile = case_of(request), str(form.get("pile", ""))
    wanted = Pile(pile) if pile in [each.value for each in Pile] else None
    if builder_of(request).state.is_running:
        raise SettingsError("a build is already running", hint="wait until it is done, then hand over more")
    inputs: list[tuple[Path, Pile | None]] = []
    for given in form.getlist("file"):
        if isinstance(given, UploadFile) and given.filename:
            keep_file(case, given.filename, given.file, wanted)
    if sources_folder(case).is_dir():
        inputs.append((sources_folder(case), None))
    place = str(form.get("place", "")).strip()
    if place:
        inputs.append((_place_on_machine(place), wanted))
    if not inputs and not case.exists():
        raise SettingsError("nothing was handed over: found no file", hint="choose files or name a folder")
    builder_of(request).start(inputs, ocr=str(form.get("ocr", "auto")))
    return see_other("/")


def _place_on_machine(place: str) -> Path:
    path = Path(place).expanduser()
    if "\0" in place or not path.exists():
        raise SettingsError(f"no source at {place}: found nothing, expected a file or a folder", hint="mend the path")
    return path


def number_of(request: Request, name: str, default: int = 0) -> int:
    """A number of the address, `default` where it is none or absurd."""
    word = request.query_params.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else default


def with_cites(case: Path, findings: Sequence[ShownFinding]) -> list[tuple[ShownFinding, list[Cite]]]:
    """Each finding beside the citations of its places."""
    places = [(place.document_id, place.span.start, place.span.end) for shown in findings for place in shown.finding.places]
    cites = iter(cite_all(case, places))
    return [(shown, [next(cites) for _ in shown.finding.places]) for shown in findings]


ROUTES = (
    Route("/", front),
    Route("/documents", documents),
    Route("/building", building),
    form_route("/sources", sources, max_files=MAX_FILES),
)
NAVIGATION = (
    NavEntry(label="Front page", path="/", key="f"),
    NavEntry(label="Documents", path="/documents", key="d"),
)
