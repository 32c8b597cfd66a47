"""The draft check: a text that is pasted or dropped, with a verdict for each thing in it that can be checked; nothing is kept.

The text is written into a folder of its own that is gone before the answer is sent; the case is only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.cites_view import Cite, cite_all
from onrecord.errors import OnRecordError, SettingsError
from onrecord.intervals import DateInterval
from onrecord.model.drafts import DraftCheck, DraftKind, DraftReport
from onrecord.model.findings import Outcome, Severity
from onrecord.questions import check_draft
from onrecord.web.forms import form_route
from onrecord.web.rendering import NavEntry, case_of, render

FORMS = (".txt", ".md", ".docx", ".html", ".htm")
OUTCOMES = {Outcome.FAILS: "does not agree", Outcome.CANNOT_TELL: "open", Outcome.HOLDS: "agrees"}
_PASTED = "draft.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPiece:
    """A stretch of the draft under one verdict or none (0), or, without words, the number of a verdict that ends here."""

    words: str
    number: int = 0
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """One verdict with its number and the citations of where it rests: in the case, or further on in the draft."""

    number: int
    check: DraftCheck
    tone: str
    says: str
    cites: tuple[Cite, ...]
    in_draft: tuple[str, ...]


def draft(request: Request) -> Response:
    """The place to paste or drop a draft."""
    return render(request, "draft.html", error=None, words="", published="", forms=FORMS)


def check(request: Request, form: FormData) -> Response:
    """The draft with its verdicts, the gravest first."""
    words, published = str(form.get("words", "")), str(form.get("published", "")).strip()
    try:
        report = _report(case_of(request), form, words, published)
    except OnRecordError as error:
        return render(request, "draft.html", status=400, error=error, words=words, published=published, forms=FORMS)
    cards = _cards(case_of(request), report)
    counts = [(words_of, tone, sum(card.check.outcome is outcome for card in cards)) for outcome, words_of, tone in _tones()]
    return render(
        request,
        "draft_checked.html",
        report=report,
        name=_name_of(form),
        pieces=tuple(draft_pieces(report.document.text, report.checks)),
        cards=cards,
        counts=counts,
    )


def draft_pieces(text: str, checks: Sequence[DraftCheck]) -> Iterator[DraftPiece]:
    """The draft cut where verdicts begin and end; of two that lie over each other the narrower one is drawn."""
    cuts = sorted({0, len(text), *(at for check in checks for at in (check.span.start, check.span.end))})
    numbered = list(enumerate(checks, 1))
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for number, ending in numbered:
            if ending.span.end == start and len(ending.span):
                yield DraftPiece(words="", number=number, tone=_tone(ending))
        over = [
            (number, each) for number, each in numbered if each.span.start <= start and end <= each.span.end and start < end
        ]
        if start < end:
            number, drawn = min(
                over, key=lambda pair: (pair[1].kind is DraftKind.STATEMENT, len(pair[1].span)), default=(0, None)
            )
            yield DraftPiece(words=text[start:end], number=number, tone=_tone(drawn) if drawn else "")


def _report(case: Path, form: FormData, words: str, published: str) -> DraftReport:
    given = form.get("file")
    with TemporaryDirectory(prefix="onrecord-draft-") as folder:
        file = Path(folder) / _PASTED
        if isinstance(given, UploadFile) and given.filename:
            kind = PurePath(given.filename).suffix.lower()
            if kind not in FORMS:
                raise SettingsError(f"not a draft: found {kind or 'no ending'}, expected {', '.join(FORMS)}")
            file = file.with_suffix(kind)
            file.write_bytes(given.file.read())
        elif words.strip():
            file.write_text(words.replace("\r\n", "\n"), encoding="utf-8", newline="\n")
        else:
            raise SettingsError("no draft: found neither words nor a file", hint="paste the text or choose a file")
        return check_draft(case, file, _day(published))


def _day(word: str) -> DateInterval | None:
    try:
        return DateInterval.on(date.fromisoformat(word)) if word else None
    except ValueError as error:
        raise SettingsError(f"no day: found {word!r}, expected one like 2021-10-25") from error


def _name_of(form: FormData) -> str:
    given = form.get("file")
    return PurePath(given.filename).name if isinstance(given, UploadFile) and given.filename else "the pasted draft"


def _cards(case: Path, report: DraftReport) -> tuple[DraftCard, ...]:
    own = report.document.id
    places = [place for check in report.checks for place in check.places if place.document_id != own]
    cites = iter(cite_all(case, [(place.document_id, place.span.start, place.span.end) for place in places]))
    return tuple(
        DraftCard(
            number=number,
            check=each,
            tone=_tone(each),
            says=OUTCOMES[each.outcome],
            cites=tuple(next(cites) for place in each.places if place.document_id != own),
            in_draft=tuple(place.text for place in each.places if place.document_id == own),
        )
        for number, each in enumerate(report.checks, 1)
    )


def _tones() -> Iterator[tuple[Outcome, str, str]]:
    tones = {Outcome.FAILS: "bad", Outcome.CANNOT_TELL: "open", Outcome.HOLDS: "good"}
    for outcome, words in OUTCOMES.items():
        yield outcome, words, tones[outcome]


def _tone(check: DraftCheck) -> str:
    if check.outcome is Outcome.HOLDS:
        return "good"
    if check.outcome is Outcome.CANNOT_TELL:
        return "warn" if check.severity is not Severity.NOTE else "open"
    return "bad" if check.severity is Severity.ERROR else "warn"


ROUTES = (Route("/draft", draft), form_route("/draft", check))
NAVIGATION = (NavEntry(label="Draft check", path="/draft", key="w"),)
