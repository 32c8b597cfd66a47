"""The search: what was typed, the hits with their words marked, what is spelt almost so, and searches that were kept."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.saved_searches import forget_search, list_searches, save_search
from onrecord.casefile.search import Hit, search_case
from onrecord.casefile.similar_words import suggest_words
from onrecord.casefile.views import Slice
from onrecord.web.addresses import document_address, message_address, search_address
from onrecord.web.forms import form_route
from onrecord.web.pages.front import number_of
from onrecord.web.rendering import NavEntry, case_of, render, see_other

PAGE_ROWS = 20
MOST_COUNTED = 2_000  # hits that are counted and ranked; more are said to be more


def search(request: Request) -> Response:
    """The hits, and where there are none what is like the words."""
    case, query, first = case_of(request), request.query_params.get("q", ""), number_of(request, "from")
    result = search_case(case, query, Slice(limit=PAGE_ROWS, offset=first), most_counted=MOST_COUNTED)
    rows = [(hit, _address(hit, query)) for hit in result.hits]
    similar = suggest_words(case, query) if not result.n_hits else ()
    suggestions = [
        (word, [(other, search_address(query.replace(word, other))) for other in others]) for word, others in similar
    ]
    return render(
        request,
        "search.html",
        query=query,
        result=result,
        rows=rows,
        suggestions=suggestions,
        saved=list_searches(case),
        first=first,
        size=PAGE_ROWS,
    )


def _address(hit: Hit, query: str) -> str:
    """Where a hit leads: a message into the inbox, other words into the reader; the words are marked there too."""
    if hit.message_id:
        return message_address(hit.message_id, words=query)
    return document_address(hit.document_id, start=hit.start, end=hit.end, words=query)


def keep(request: Request, form: FormData) -> Response:
    """Keep a search under a name, or keep it no longer."""
    name, query = str(form.get("name", "")), str(form.get("query", ""))
    if form.get("forget"):
        forget_search(case_of(request), name)
    else:
        save_search(case_of(request), name, query, at=datetime.now(UTC).isoformat(timespec="seconds"))
    return see_other(search_address(query))


ROUTES = (Route("/search", search), form_route("/searches", keep))
NAVIGATION = (NavEntry(label="Search", path="/search", key="s"),)
