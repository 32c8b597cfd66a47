"""A case into the contents of a dossier: the chosen findings with everything that stands behind them, masked.

In: a case file, which findings, a masker. Out: a `Dossier` and the pictures of pages by name. The order of everything is that
of the findings, gravest first, so that the same case and choice give the same dossier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import ascii_lowercase

from onrecord import __version__
from onrecord.casefile.cites_view import Cite
from onrecord.casefile.connect import reading
from onrecord.casefile.coverage_view import view_coverage
from onrecord.casefile.custody_view import Custody, load_custody
from onrecord.casefile.problems_view import list_problems
from onrecord.casefile.variants_view import list_ladders
from onrecord.casefile.views import FindingFilter, ShownFinding, Slice, list_findings, total_redactions
from onrecord.display.words import short_name
from onrecord.dossier.contents import (
    Dossier,
    DossierCode,
    DossierFinding,
    DossierLadder,
    DossierPassage,
    DossierProblem,
    DossierRung,
    DossierSource,
)
from onrecord.dossier.exports.annotations import FAILED_DELETION
from onrecord.dossier.gathered_audits import gather_audits
from onrecord.dossier.gathered_days import gather_days
from onrecord.dossier.gathered_pictures import PagePictures
from onrecord.dossier.gathered_threads import ThreadBook
from onrecord.dossier.masked_places import SHOWN_AROUND, MaskedCase
from onrecord.dossier.masked_text import Mark
from onrecord.dossier.masking import Masker
from onrecord.errors import SettingsError
from onrecord.model.findings import Severity
from onrecord.model.links import Place

MOST_PLACES = 12  # of one finding; a count of many rows has hundreds
MOST_LADDERS = 40
MOST_PROBLEMS = 200
ABOUT_PAGES = "R7"  # codes of findings that count pages, deletions and messages, and tell nothing of what is beside one
PRIVATE = "What it says is about a private number or date, and stands in the case file alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierChoice:
    """Which findings: those named by id, else those of the codes, at least as grave as `severity`."""

    finding_ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    severity: Severity = Severity.WARNING
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The contents, and the pictures of pages by the name of their file."""

    dossier: Dossier
    pictures: dict[str, bytes] = field(default_factory=dict)


def gather_dossier(case: Path, choice: DossierChoice, masker: Masker, scratch: Path | None) -> Gathered:
    """The contents of a dossier, without pictures where there is no folder for scratch.

    Raises SettingsError where a finding is not there or none is chosen.
    """
    chosen = choose_findings(case, choice)
    cited = {place.document_id for shown in chosen for place in shown.finding.places}
    with reading(case) as connection:
        masked = MaskedCase(connection, masker)
        book = ThreadBook(case, masked)
        pictures = PagePictures(case, masked, scratch)
        findings = tuple(_finding(number, shown, masked, book, pictures) for number, shown in enumerate(chosen, 1))
        threads = book.threads(findings)
        days, n_left_out = gather_days(case, masked, cited, book.message_ids)
        problems = list_problems(case, part=Slice(MOST_PROBLEMS))
        dossier = Dossier(
            title=masked.words(choice.title) or f"Dossier of {masker.name(case.stem)}",
            chosen=_words_of(choice) + _left_out(case, choice),
            findings=findings,
            threads=threads,
            ladders=_ladders(case, masked, cited),
            days=days,
            n_days_left_out=n_left_out,
            audits=gather_audits(case, masked),
            coverage=view_coverage(case),
            problems=tuple(
                DossierProblem(
                    source=masker.name(each.problem.source), page=each.problem.page, detail=masked.words(each.problem.detail)
                )
                for each in problems.problems
            ),
            n_problems_left_out=problems.n_all - len(problems.problems),
            codes=tuple(
                DossierCode(code=total.code, n_redactions=total.n_redactions, n_pages=total.n_pages)
                for total in total_redactions(case)
            ),
            custody=_masked_custody(load_custody(case), masker),
            masked=_masked_kinds(masker),
            smallest=masker.small.smallest,
            program_version=__version__,
        )
    return Gathered(dossier=dossier, pictures=pictures.drawn)


def choose_findings(case: Path, choice: DossierChoice) -> list[ShownFinding]:
    """The chosen findings, gravest first; dismissed ones, and those that say where hidden words can be read, only if named."""
    if choice.finding_ids:
        everything = list_findings(case, FindingFilter(with_dismissed=True))
        wanted = set(choice.finding_ids)
        chosen = [shown for shown in everything if shown.finding.id in wanted]
        missing = wanted - {shown.finding.id for shown in chosen}
        if missing:
            raise SettingsError(f"no finding has the id {min(missing)}", hint=f"onrecord check {case}")
    else:
        found = list_findings(case, FindingFilter(codes=choice.codes, severity=choice.severity))
        chosen = [shown for shown in found if shown.finding.code != FAILED_DELETION or FAILED_DELETION in choice.codes]
    if not chosen:
        raise SettingsError(
            f"nothing to publish: the case has no such findings ({_words_of(choice)})", hint=f"onrecord check {case}"
        )
    return chosen


def _words_of(choice: DossierChoice) -> str:
    if choice.finding_ids:
        return "findings chosen one by one"
    grave = {Severity.ERROR: "errors", Severity.WARNING: "errors and warnings", Severity.NOTE: "errors, warnings and notes"}
    codes = f" with the codes {', '.join(choice.codes)}" if choice.codes else ""
    return f"all {grave[choice.severity]}{codes}"


def _left_out(case: Path, choice: DossierChoice) -> str:
    if choice.finding_ids or choice.codes or not list_findings(case, FindingFilter(codes=(FAILED_DELETION,))):
        return ""
    return " but those that would say where hidden words can be read"


def _finding(number: int, shown: ShownFinding, masked: MaskedCase, book: ThreadBook, pictures: PagePictures) -> DossierFinding:
    finding = masked.masker.finding(shown.finding)
    lettered = list(zip(ascii_lowercase, finding.places[:MOST_PLACES], strict=False))
    cites = {letter: masked.cite(place.document_id, place.span.start, place.span.end) for letter, place in lettered}
    is_private = not finding.code.startswith(ABOUT_PAGES) and any(
        masked.is_private(each.document_id, each.span.start, each.span.end) for each in finding.places
    )
    return DossierFinding(
        number=number,
        id=finding.id,
        code=finding.code,
        severity=finding.severity.value,
        outcome=finding.outcome.value,
        title=finding.title,
        message=PRIVATE if is_private else masked.words(finding.message),
        working=None if is_private else masked.words(finding.working) or None,
        tolerance=None if is_private else masked.words(finding.tolerance) or None,
        passages=tuple(
            _passage(f"f{number:03}-{group[0][0]}", group, cites[group[0][0]], (masked, pictures))
            for group in _close_together(lettered)
        ),
        sources=tuple(_sources(lettered, cites, masked, book)),
        n_more_places=len(finding.places) - len(lettered),
    )


def _sources(
    lettered: Sequence[tuple[str, Place]], cites: dict[str, Cite], masked: MaskedCase, book: ThreadBook
) -> Iterator[DossierSource]:
    lines: dict[tuple[str, int | None, str | None], list[tuple[str, Place]]] = {}
    for letter, place in lettered:
        lines.setdefault((place.document_id, cites[letter].page, cites[letter].message_id), []).append((letter, place))
    for (document_id, _, message_id), group in lines.items():
        links = [book.link(message_id, place) for _, place in group]
        yield DossierSource(
            cite=cites[group[0][0]],
            publisher=masked.publisher_of(document_id),
            spans=tuple((letter, place.span.start, place.span.end) for letter, place in group),
            sha256=masked.sha256_of(document_id),
            link=links[0],
        )


def _close_together(lettered: Sequence[tuple[str, Place]]) -> list[list[tuple[str, Place]]]:
    """The places in groups: what stands on one page of one document so close that it would be quoted twice is one group."""
    groups: list[list[tuple[str, Place]]] = []
    for letter, place in lettered:
        near = next((group for group in groups if any(_is_close(place, other) for _, other in group)), None)
        if near is None:
            groups.append([(letter, place)])
        else:
            near.append((letter, place))
    return groups


def _is_close(one: Place, other: Place) -> bool:
    between = max(one.span.start, other.span.start) - min(one.span.end, other.span.end)
    return (one.document_id, one.page) == (other.document_id, other.page) and between <= SHOWN_AROUND


def _passage(
    name: str, group: Sequence[tuple[str, Place]], cite: Cite, shown_by: tuple[MaskedCase, PagePictures]
) -> DossierPassage:
    masked, pictures = shown_by
    first = group[0][1]
    picture, reason = pictures.draw(name, first.document_id, first.page, [place.span for _, place in group])
    return DossierPassage(
        pile=cite.pile,
        whose=_whose(cite, masked.publisher_of(first.document_id)),
        stretches=masked.stretches(first.document_id, [Mark(place.span, letter) for letter, place in group]),
        letters=tuple(letter for letter, _ in group),
        cite=cite,
        picture=picture,
        no_picture=reason,
    )


def _whose(cite: Cite, publisher: str) -> str:
    """The sender of a message, as far as the record shows one, else publisher and title of the document."""
    if cite.is_message:
        return cite.sender or ("sender redacted" if cite.sender_redacted else "sender not shown")
    return ": ".join(filter(None, (publisher, cite.title))) or short_name(cite.source)


def _ladders(case: Path, masked: MaskedCase, cited: set[str]) -> tuple[DossierLadder, ...]:
    """The ladders on which a cited document stands."""
    ladders = [view for view in list_ladders(case) if any(each.rung.place.document_id in cited for each in view.rungs)]
    return tuple(
        DossierLadder(
            kind=view.ladder.kind,
            note=masked.words(view.ladder.note),
            rungs=tuple(
                DossierRung(
                    says=masked.words(each.rung.says),
                    cite=masked.cite(each.cite.document_id, each.cite.start, each.cite.end),
                    stretches=masked.stretches(each.cite.document_id, [Mark(each.rung.place.span)]),
                )
                for each in view.rungs
            ),
        )
        for view in ladders[:MOST_LADDERS]
    )


def _masked_custody(custody: Custody, masker: Masker) -> Custody:
    return replace(custody, inputs=tuple(replace(taken, path=masker.name(taken.path)) for taken in custody.inputs))


def _masked_kinds(masker: Masker) -> tuple[tuple[str, int], ...]:
    """How many persons or values are masked in the case, by kind."""
    kinds: dict[str, int] = {}
    for decision in masker.decisions():
        if decision.is_masked:
            kinds[decision.kind] = kinds.get(decision.kind, 0) + 1
    return tuple(sorted(kinds.items()))
