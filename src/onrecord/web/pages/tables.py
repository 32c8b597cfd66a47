"""Tables: the profile of each with its codebook, its rows, and the audit of a selection with its result and picture."""

from __future__ import annotations

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.data_tables import StoredTable, list_tables
from onrecord.casefile.findings_view import FindingChoice, choose_findings
from onrecord.casefile.kept_audits import keep_audit, list_audits
from onrecord.casefile.views import Slice
from onrecord.checks.selection_report import draw_audit, render_audit
from onrecord.errors import OnRecordError, SettingsError
from onrecord.model.audits import AuditRequest
from onrecord.questions import audit_table, forget_kept_audit
from onrecord.text.counting_queries import TableQuery
from onrecord.web.asking import ROWS, first_of, own_path, part_of
from onrecord.web.forms import form_route
from onrecord.web.pages.front import with_cites
from onrecord.web.pages.judgements import account, now
from onrecord.web.rendering import NavEntry, case_of, render, see_other
from onrecord.web.table_rows import rows_behind

_MOST_FINDINGS = 60
N_ATTRIBUTES = 3
_FIELDS = (
    "population",
    "shown",
    "ranked_by",
    "elsewhere",
    *(f"{name}{n}" for n in range(1, N_ATTRIBUTES + 1) for name in "cv"),
)


def tables(request: Request) -> Response:
    """All tables of the case, and the audits that are kept."""
    case = case_of(request)
    return render(request, "tables.html", tables=list_tables(case), audits=list_audits(case), back=request.url.path)


def table(request: Request) -> Response:
    """One table: its columns, what was noted on reading it, and the findings that cite it."""
    case = case_of(request)
    stored = _stored(request)
    found = choose_findings(case, FindingChoice(document_id=stored.document.id), Slice(limit=_MOST_FINDINGS))
    return render(request, "table.html", stored=stored, found=found, shown=with_cites(case, found.findings))


def rows(request: Request) -> Response:
    """The rows of one table."""
    stored = _stored(request)
    query = TableQuery(words="", table=stored.table.id, distinct=None, conditions=())
    found = rows_behind(case_of(request), query, part_of(request))
    return render(request, "table_rows.html", shown=None, query=query, rows=found, number=0, first=first_of(request), size=ROWS)


def audit(request: Request) -> Response:
    """The form of an audit and, where it is filled in, the result; the address holds the whole question."""
    stored = _stored(request)
    given = {name: request.query_params.get(name, "").strip() for name in _FIELDS}
    form = {"stored": stored, "given": given, "n_attributes": N_ATTRIBUTES, "query": request.url.query}
    if not any(given.values()):
        return render(request, "audit.html", report=None, error=None, form=form)
    try:
        asked = request_of(stored, given)
        report, findings, document = audit_table(case_of(request), asked)
    except OnRecordError as error:
        return render(request, "audit.html", status=400, report=None, error=error, form=form)
    return render(
        request,
        "audit.html",
        report=report,
        error=None,
        lines=render_audit(report),
        picture=Markup(draw_audit(report)),  # every word of the table is escaped there
        findings=findings,
        document=document,
        is_kept=any(each.request == asked for each in list_audits(case_of(request))),
        form=form,
    )


def keep(request: Request, form: FormData) -> Response:
    """Keep an audit with the case, so that every build repeats it."""
    case = case_of(request)
    wanted = str(form.get("table", ""))
    stored = next((each for each in list_tables(case) if each.table.id == wanted), None)
    if stored is None:
        raise SettingsError(f"no table has the id {wanted}", hint="onrecord audit --help")
    asked = request_of(stored, {name: str(form.get(name, "")).strip() for name in _FIELDS})
    _, findings, _ = audit_table(case, asked)
    keep_audit(case, asked, findings, who=account(), at=now())
    return see_other(own_path(str(form.get("back", "")), "/tables"))


def forget(request: Request, form: FormData) -> Response:
    """Take a kept audit back."""
    forget_kept_audit(case_of(request), str(form.get("audit", "")))
    return see_other(own_path(str(form.get("back", "")), "/tables"))


def request_of(stored: StoredTable, given: dict[str, str]) -> AuditRequest:
    """The words of the form as a question. Raises SettingsError where they make none.

    `shown` is a number of cases (3), their rows (row 12, 31, 40) or the condition that picks them (anything else).
    """
    pairs = [(given.get(f"c{n}", ""), given.get(f"v{n}", "")) for n in range(1, N_ATTRIBUTES + 1)]
    attributes = tuple((column, value) for column, value in pairs if column and value)
    if not attributes:
        raise SettingsError("an audit needs an attribute: found none", hint="choose a column and give its value")
    elsewhere = given.get("elsewhere", "") or "0"
    if not (elsewhere.isascii() and elsewhere.isdigit() and len(elsewhere) < 7):
        raise SettingsError(f"cases in no row are a number: found {elsewhere!r}", hint="give a whole number or nothing")
    return AuditRequest(
        table=stored.table.id,
        attributes=attributes,
        shown=_shown(given.get("shown", "")),
        population=given.get("population") or None,
        ranked_by=given.get("ranked_by") or None,
        n_elsewhere=int(elsewhere),
    )


def _shown(words: str) -> int | tuple[int, ...] | str:
    if not words:
        raise SettingsError("an audit needs the shown cases: found none", hint="say how many, which rows, or a condition")
    numbers = words.lower().removeprefix("rows").removeprefix("row").replace(" ", "").split(",")
    if all(number.isascii() and number.isdigit() and 0 < len(number) < 10 for number in numbers):
        is_count = len(numbers) == 1 and not words.lower().startswith("row")
        return int(numbers[0]) if is_count else tuple(int(number) for number in numbers)
    return words


def _stored(request: Request) -> StoredTable:
    wanted = request.path_params["table_id"]
    for stored in list_tables(case_of(request)):
        if stored.table.id == wanted:
            return stored
    raise SettingsError(f"no table has the id {wanted}", hint="onrecord audit --help")


ROUTES = (
    Route("/tables", tables),
    form_route("/tables/keep", keep),
    form_route("/tables/forget", forget),
    Route("/tables/{table_id}", table),
    Route("/tables/{table_id}/rows", rows),
    Route("/tables/{table_id}/audit", audit),
)
NAVIGATION = (NavEntry(label="Tables", path="/tables", key="b"),)
