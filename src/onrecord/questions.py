"""What is asked of a case once it is built: what is wrong with a draft, how a selection lies.

In: the path of a case file and the question. Out: records; nothing is stored in the case. The stages are those of the
pipeline, in its order; this file only runs them on a question. Where some words stand is asked of `onrecord.tracing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.audits import audit_rows
from onrecord.casefile import originals
from onrecord.casefile.data_tables import find_table
from onrecord.casefile.intake import MEMBER_MARK, locate_input
from onrecord.casefile.kept_audits import forget_audit, list_audits
from onrecord.casefile.loader import load_case
from onrecord.casefile.originals import Original
from onrecord.checks.draft import list_draft_checks
from onrecord.checks.selection import AuditReport
from onrecord.errors import SettingsError, SourceError
from onrecord.intervals import DateInterval
from onrecord.links.citations import link_citations
from onrecord.links.identities import link_people
from onrecord.links.index import build_index
from onrecord.links.ladders import find_ladders
from onrecord.links.records import describe_coverage, record_index, trace_texts
from onrecord.links.reuse import find_reuse
from onrecord.links.stories import link_stories
from onrecord.links.traces import trace
from onrecord.links.variants import link_variants
from onrecord.model.audits import AuditRequest
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Problem
from onrecord.model.drafts import DraftReport
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords, Story, Trace, Verdict
from onrecord.model.mentions import QuoteKind
from onrecord.model.packs import Pack
from onrecord.pipeline import TRACED, check_all, date_by_story, read_part, trace_quotes
from onrecord.readers.intake import hash_file, list_sources

UNTRACED = frozenset((QuoteKind.TERM, QuoteKind.SCARE))  # in marks, and nobody's words
DRAFT_KINDS = ("text", "html", "docx")


def check_draft(case_file: Path, draft_file: Path, published: DateInterval | None = None) -> DraftReport:
    """A draft checked against a case file, which it never enters: a verdict for each quotation, figure, date and title.

    `published` is the day that "last week" counts from, where neither a sidecar nor the page itself says it. Raises
    CaseFileError, SourceError where the draft cannot be read, SettingsError where it is no text, Markdown, page or docx.
    """
    case = load_case(case_file)
    draft, problems = read_draft(draft_file, published)
    others = [part for part in case.parts if part.document.id != draft.document.id]
    traces = tuple(trace_quotes([draft], record_index(others)))
    stories = link_stories(in_order([*others, draft]))
    told_with = {name for story in stories if draft.document.id in story.document_ids for name in story.document_ids}
    related = [part for part in others if part.document.source.pile is not Pile.COVERAGE or part.document.id in told_with]
    dated = {part.document.id: part for part in date_by_story([*related, draft], stories, traces, case.pack)}
    draft = without_guessed_day(dated[draft.document.id])
    joined = join_draft(draft, related, stories, traces, case.pack)
    files, missing = table_files(related)
    findings = [one for one in check_all(joined, files).findings if draft.document.id in {p.document_id for p in one.places}]
    whole = replace(joined, parts=in_order([*others, draft]))
    return DraftReport(
        document=draft.document,
        checks=list_draft_checks(whole, draft, findings, trace_in_coverage(draft, others, traces)),
        sources=tuple((part.document.id, part.document.source.path) for part in whole.parts),
        problems=(*problems, *missing),
        n_unchecked=sum(quote.kind in UNTRACED for quote in draft.mentions.quotes),
    )


def without_guessed_day(draft: DocumentRecords) -> DocumentRecords:
    """The draft without a day of publication that was only inferred from its text: nobody has said when it will appear."""
    source = draft.document.source
    if source.published is None or not (source.published_basis or "").startswith("text:"):
        return draft
    source = replace(source, published=None, published_basis=None)
    return replace(draft, document=replace(draft.document, source=source))


def in_order(parts: Sequence[DocumentRecords]) -> tuple[DocumentRecords, ...]:
    """The parts in the order in which a case holds them."""
    return tuple(sorted(parts, key=lambda part: part.document.id))


def read_draft(file: Path, published: DateInterval | None) -> tuple[DocumentRecords, tuple[Problem, ...]]:
    """A draft as one part of the coverage, and what was noted on reading it."""
    with TemporaryDirectory(prefix="onrecord-draft-") as scratch:
        intakes, problems = list_sources([(file, Pile.COVERAGE)], scratch=Path(scratch))
        if len(intakes) != 1:
            why = "; ".join(problem.detail for problem in problems) or f"found {len(intakes)} files"
            raise SourceError(f"no draft to read in {file}: {why}", hint="name one file: txt, md, docx or html")
        intake = intakes[0]
        if published is not None:
            source = replace(intake.source, published=published, published_basis="given with the draft", dates=())
            intake = replace(intake, source=source)
        read = read_part(intake)
    if not read.parts:
        raise SourceError(f"cannot read the draft: {'; '.join(p.detail for p in read.problems)}", hint="mend the file")
    part = read.parts[0]
    if part.document.kind not in DRAFT_KINDS:
        found = intake.source.media_type
        raise SettingsError(f"not a draft: {file} is {found}, expected txt, md, docx or html", hint="save it as one of these")
    return part, (*problems, *read.problems)


def join_draft(
    draft: DocumentRecords,
    related: Sequence[DocumentRecords],
    stories: Sequence[Story],
    traces: tuple[Trace, ...],
    pack: Pack,
) -> CaseRecords:
    """The draft beside the records, the data and the coverage of its own story, joined as a build would join them."""
    parts = in_order([*related, draft])
    reuse = find_reuse(parts)
    links = LinkRecords(
        traces=traces,
        variants=link_variants([quote for part in parts for quote in part.mentions.quotes]),
        stories=tuple(stories),
        citations=link_citations(parts, tuple(stories), reuse),
        reuse=reuse,
        ladders=find_ladders(parts, tuple(stories), pack),
        people=link_people(parts, pack),
    )
    return CaseRecords(parts=parts, links=links, pack=pack)


def trace_in_coverage(draft: DocumentRecords, others: Sequence[DocumentRecords], traces: Sequence[Trace]) -> dict[str, Trace]:
    """By quote id, where the coverage has the quotations of a draft that the records have not."""
    coverage = [one for one in others if one.document.source.pile is Pile.COVERAGE and one.document.kind != "table"]
    index = build_index(trace_texts(coverage), describe_coverage(coverage))
    if not index.texts:
        return {}
    settled = {one.quote_id for one in traces if one.verdict not in (Verdict.NOT_FOUND, Verdict.NEAR)}
    waiting = [quote for quote in draft.mentions.quotes if quote.kind in TRACED and quote.id not in settled]
    return {quote.id: trace(quote, index) for quote in waiting}


def table_files(parts: Sequence[DocumentRecords]) -> tuple[dict[str, Path], tuple[Problem, ...]]:
    """The files of the tables that are as they were at the build, and a problem for each that is not."""
    files: dict[str, Path] = {}
    problems = []
    for source in {part.document.source.path: part.document.source for part in parts if part.tables}.values():
        file = Path(source.path)
        if file.is_file() and hash_file(file)[0] == source.sha256:
            files[source.path] = file
        else:
            detail = f"{source.path}: not there, or changed since the build; the draft was not checked against its rows"
            problems.append(Problem(source=source.path, reason="table_unavailable", detail=detail))
    return files, tuple(problems)


def audit_table(case: Path, request: AuditRequest) -> tuple[AuditReport, tuple[Finding, ...], Document]:
    """How far the shown cases stand from their population: the report, its findings, the document of the table.

    Raises SettingsError where the request does not fit the table, SourceError where its file is not as it was at the build.
    """
    stored = find_table(case, request.table)
    with TemporaryDirectory(prefix="onrecord-audit-") as scratch:
        report, findings = audit_rows(stored, find_original(stored.document, case, Path(scratch)), request)
    return report, findings, stored.document


def forget_kept_audit(case: Path, audit_id: str) -> None:
    """Take a kept audit back with its findings; those of the other kept audits stay. Raises SettingsError, SourceError."""
    others = [one.request for one in list_audits(case) if one.id != audit_id]
    forget_audit(case, audit_id, [finding for request in others for finding in audit_table(case, request)[1]])


def find_original(document: Document, case: Path, scratch: Path) -> Path:
    """The file of a source as it was at the build: where it was then, or beside the case; out of its archive if it lay in one.

    Raises SourceError where it is gone or has other bytes.
    """
    source = document.source
    original = Original(source=source.path, sha256=source.sha256, media_type=source.media_type)
    if file := originals.find_original(case, original, scratch):
        return file
    is_there = locate_input(source.path.partition(MEMBER_MARK)[0], case) is not None
    problem = "changed since the build" if is_there else "not there"
    raise SourceError(f"{source.path}: {problem}, and its rows stand nowhere else", hint=f"onrecord verify {case}")
