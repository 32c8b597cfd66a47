"""Quotations: the ledger, one quotation beside its record, and the ladders of wordings."""

from __future__ import annotations

from urllib.parse import quote as escaped

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.notes import read_notes
from onrecord.casefile.quotes_view import UNTRACED, QuoteChoice, count_verdicts, list_ledger, list_speakers, view_quote
from onrecord.casefile.variants_view import ladders_of, list_ladders, variants_of, view_ladder
from onrecord.display.quotation_words import verdict_label
from onrecord.model.links import Verdict
from onrecord.model.mentions import QuoteKind
from onrecord.web.asking import ROWS, address_with, choice_of, first_of, part_of, word_of
from onrecord.web.pages.front import with_cites
from onrecord.web.rendering import NavEntry, case_of, render

# What a checker must look at first: the order of the filter.
_VERDICTS = (
    Verdict.ALTERED_MATERIAL,
    Verdict.MISATTRIBUTED,
    Verdict.STITCHED,
    Verdict.TRUNCATED_CHECK,
    Verdict.NOT_FOUND,
    Verdict.NEAR,
    Verdict.UP_TO_REDACTION,
    Verdict.ALTERED_MINOR,
    Verdict.ALTERED_MARKED,
    Verdict.TRUNCATED_NEUTRAL,
    Verdict.EXACT_BUT_CASE,
    Verdict.EXACT,
)
_MOST_SPEAKERS = 12


def quotes(request: Request) -> Response:
    """The ledger of quotations."""
    case = case_of(request)
    names = (*(verdict.value for verdict in _VERDICTS), UNTRACED)
    choice = QuoteChoice(
        verdict=choice_of(request, "verdict", names) or None,
        kind=choice_of(request, "kind", tuple(QuoteKind)) or None,
        document_id=word_of(request, "document") or None,
        speaker=word_of(request, "speaker") or None,
        words=word_of(request, "words"),
    )
    counts = count_verdicts(case)
    speakers = list_speakers(case, _MOST_SPEAKERS)
    if choice.speaker and choice.speaker not in {name for name, _ in speakers}:
        speakers = [(choice.speaker, 0), *speakers]
    return render(
        request,
        "quotes.html",
        ledger=list_ledger(case, choice, part_of(request)),
        choice=choice,
        n_all=sum(counts.values()),
        verdicts=[(name, verdict_label(name), counts[name]) for name in names if name in counts],
        kinds=[(kind.value, kind.value, None) for kind in QuoteKind],
        speakers=[(name, name, number or None) for name, number in speakers],
        change=lambda **changes: address_with(request, **changes),
        kept=[(name, word_of(request, name)) for name in ("verdict", "kind", "document", "speaker")],
        first=first_of(request),
        size=ROWS,
    )


def quote(request: Request) -> Response:
    """One quotation beside its record."""
    case, quote_id = case_of(request), request.path_params["quote_id"]
    view = view_quote(case, quote_id)
    span = view.row.quote.span
    return render(
        request,
        "quote.html",
        view=view,
        findings=with_cites(case, view.findings),
        trees=variants_of(case, quote_id),
        ladders=ladders_of(case, quote_id),
        speakers=list_speakers(case),
        notes=[n for n in read_notes(case, view.row.quote.document_id) if (n.start, n.end) == (span.start, span.end)],
        link=lambda each: f"/quotes/{escaped(each, safe='')}",
        back=request.url.path,
    )


def ladders(request: Request) -> Response:
    """All ladders of wordings."""
    return render(request, "ladders.html", ladders=list_ladders(case_of(request)), one=False)


def ladder(request: Request) -> Response:
    """One ladder."""
    return render(request, "ladders.html", ladders=[view_ladder(case_of(request), request.path_params["ladder_id"])], one=True)


ROUTES = (
    Route("/quotes", quotes),
    Route("/quotes/{quote_id}", quote),
    Route("/ladders", ladders),
    Route("/ladders/{ladder_id}", ladder),
)
NAVIGATION = (
    NavEntry(label="Quotes", path="/quotes", key="q"),
    NavEntry(label="Ladders", path="/ladders", key="l"),
)
