"""The order of the stages, and nothing else: the only file that knows it.

`build_case` reads like a table of contents. What one source gives depends on that source alone and is kept by its fingerprint
(`read_part`); what joins sources is made anew (`join_parts`). Stages take records and give records; none calls the next.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord import __version__
from onrecord.audits import repeat_audits
from onrecord.casefile.intake import InputFile
from onrecord.casefile.writer import open_for_build, write_case
from onrecord.checks.agreement import check_agreement
from onrecord.checks.arithmetic import check_arithmetic
from onrecord.checks.coverage import check_coverage
from onrecord.checks.dates import check_dates
from onrecord.checks.quotes import check_quotes
from onrecord.checks.records import check_records
from onrecord.checks.roles import check_roles
from onrecord.engines.collecting import rare_collections
from onrecord.errors import SourceError
from onrecord.inbox.copies import link_copies
from onrecord.inbox.settling import settle_messages
from onrecord.inbox.taskings import find_taskings
from onrecord.inbox.threads import link_threads
from onrecord.inbox.unions import union_texts
from onrecord.links.citations import link_citations
from onrecord.links.events import link_events
from onrecord.links.identities import link_people
from onrecord.links.index import TraceIndex
from onrecord.links.ladders import find_ladders
from onrecord.links.merges import propose_merges
from onrecord.links.records import record_index
from onrecord.links.reuse import find_reuse
from onrecord.links.stories import link_stories
from onrecord.links.story_dates import settle_story_dates, story_contexts
from onrecord.links.traces import trace
from onrecord.links.variants import link_variants
from onrecord.mentions.dates import find_dates
from onrecord.mentions.dating import find_document_date
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Pile, Problem, Source
from onrecord.model.findings import Finding, Severity
from onrecord.model.links import LinkRecords, Story, Trace, Verdict
from onrecord.model.mentions import QuoteKind
from onrecord.model.packs import Pack
from onrecord.packs.loader import built_in_names, load_packs
from onrecord.readers.intake import Companion, list_sources
from onrecord.readers.sidecars import is_sidecar
from onrecord.sources.alone import SourceRecords
from onrecord.sources.alone import find_mentions as find_mentions
from onrecord.sources.alone import read_part as read_part
from onrecord.sources.reading import read_sources, recall_vanished
from onrecord.sources.settings import BuildSettings as BuildSettings
from onrecord.sources.settings import Progress as Progress

TRACED = frozenset((QuoteKind.DIRECT, QuoteKind.MIXED))
# A quotation so found dates the "this morning" inside it by the mail it stands in.
CERTAIN = frozenset(
    (Verdict.EXACT, Verdict.EXACT_BUT_CASE, Verdict.ALTERED_MARKED, Verdict.ALTERED_MINOR, Verdict.TRUNCATED_NEUTRAL)
)
CHECKS = (check_quotes, check_arithmetic, check_agreement, check_dates, check_roles, check_records, check_coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build gave. `fatal` is True where a source could not be read at all (exit code 3)."""

    n_documents: int
    n_messages: int
    n_read: int
    n_kept: int
    n_errors: int
    n_warnings: int
    n_notes: int
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    fatal: bool


def build_case(
    case: Path,
    inputs: Sequence[tuple[Path, Pile | None]],
    settings: BuildSettings,
    progress: Callable[[Progress], None],
) -> BuildSummary:
    """Read the inputs into the case file `case` and check them against each other.

    Raises SettingsError for packs and engines that do not exist, CaseFileError where `case` is no case file.
    """
    pack = load_packs(pack_names(settings), settings.pack_folder)
    with open_for_build(case, __version__) as writer, scratch_folder(case) as scratch, rare_collections():
        known = [] if settings.only else writer.known_inputs()
        present, vanished = split_known(known)
        intakes, problems = list_sources([*inputs, *present], scratch=scratch)
        sources, n_kept = read_sources(writer, intakes, settings, progress)
        sources += recall_vanished(writer, vanished)
        progress(Progress(stage="join", done=0, total=1))
        found = (*problems, *(problem for source in sources for problem in source.problems))
        records = join_parts(take_parts(sources), pack, found)
        files = {intake.source.path: intake.file for intake in intakes}
        records = repeat_audits(check_all(records, files), writer.kept_audits(), files)
        progress(Progress(stage="write", done=0, total=1))
        files_in: list[Source | Companion] = [intake.source for intake in intakes]
        files_in += [companion for intake in intakes for companion in intake.companions]
        taken_in = [InputFile(path=each.path, n_bytes=each.n_bytes, sha256=each.sha256) for each in files_in]
        write_case(writer, records, inputs=[*taken_in, *vanished], at=datetime.now(UTC).isoformat(timespec="seconds"))
        progress(Progress(stage="write", done=1, total=1))
    return summarise(records, n_read=len(intakes) - n_kept, n_kept=n_kept)


def pack_names(settings: BuildSettings) -> tuple[str, ...]:
    """The packs that a build leans on, in order."""
    if settings.packs is not None:
        return settings.packs
    folder = settings.pack_folder
    own = sorted(place.name for place in folder.iterdir() if place.is_dir()) if folder and folder.is_dir() else []
    return tuple(dict.fromkeys((*built_in_names(), *own)))


@contextmanager
def scratch_folder(case: Path) -> Iterator[Path]:
    """A folder beside the case for unpacked archives, gone afterwards; one left by a killed build is cleared first."""
    folder = case.with_name(case.name + ".unpacked")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def split_known(
    known: Sequence[tuple[InputFile, str | None]],
) -> tuple[list[tuple[Path, Pile | None]], list[InputFile]]:
    """What earlier builds took in: the files that are still there, as inputs, and those that are not.

    Sidecars are left out: a file brings its own, as they are now.
    """
    present: dict[Path, Pile | None] = {}
    vanished = []
    for file, pile in known:
        path, _, member = file.path.partition("!/")
        if is_sidecar(file.path):
            continue
        if not os.path.lexists(path):
            vanished.append(file)
        else:
            present.setdefault(Path(path), Pile(pile) if pile and not member else None)
    return list(present.items()), vanished


def take_parts(sources: list[SourceRecords]) -> list[DocumentRecords]:
    """The parts of all sources in the order of their documents; the sources are let go, so that messages are held once."""
    parts = [part for source in sources for part in source.parts]
    sources.clear()
    return sorted(parts, key=lambda part: part.document.id)


def join_parts(parts: Sequence[DocumentRecords], pack: Pack, problems: Sequence[Problem]) -> CaseRecords:
    """Everything that joins sources, from copies of one mail to the findings."""
    parts = join_messages(parts)
    traces = tuple(trace_quotes(parts, record_index(parts))) if has_traced_quotes(parts) else ()
    stories = link_stories(tuple(parts))
    parts = date_by_story(parts, stories, traces, pack)
    reuse = find_reuse(parts)
    people = link_people(tuple(parts), pack)
    links = LinkRecords(
        traces=traces,
        variants=link_variants([quote for part in parts for quote in part.mentions.quotes]),
        stories=stories,
        citations=link_citations(tuple(parts), stories, reuse),
        reuse=reuse,
        ladders=find_ladders(parts, stories, pack),
        people=people,
        proposals=propose_merges(people),
        events=link_events(tuple(parts)),
    )
    return CaseRecords(parts=tuple(parts), links=links, problems=tuple(problems), pack=pack)


def join_messages(parts: Sequence[DocumentRecords]) -> list[DocumentRecords]:
    """The parts with their messages joined over the whole case: copies of one mail first, then threads."""
    messages = tuple(message for part in parts for message in part.inbox.messages)
    if not messages:
        return list(parts)
    joined = link_threads(link_copies(settle_messages(messages)))
    taskings = find_taskings(joined, {part.document.id: part.document for part in parts})
    documents = {part.document.id: part.document for part in parts}
    unions = union_texts(joined, (one for part in parts for one in part.inbox.redactions), documents)
    messages_of, taskings_of, unions_of = defaultdict(list), defaultdict(list), defaultdict(list)
    for message in joined:
        messages_of[message.document_id].append(message)
    for union in unions:
        unions_of[union.document_id].append(union)
    for tasking in taskings:
        taskings_of[tasking.document_id].append(tasking)
    return [
        replace(
            part,
            inbox=replace(
                part.inbox,
                messages=tuple(messages_of[name]),
                taskings=tuple(taskings_of[name]),
                unions=tuple(unions_of[name]),
            ),
        )
        for part in parts
        for name in (part.document.id,)
    ]


def has_traced_quotes(parts: Sequence[DocumentRecords]) -> bool:
    """True where the coverage quotes anybody; without it the index of a large release is not needed."""
    coverage = (part for part in parts if part.document.source.pile is Pile.COVERAGE)
    return any(quote.kind in TRACED for part in coverage for quote in part.mentions.quotes)


def trace_quotes(parts: Sequence[DocumentRecords], index: TraceIndex) -> Iterator[Trace]:
    """The trace of every quotation in the coverage, where there are records to trace it in."""
    if not index.texts:
        return
    for part in parts:
        if part.document.source.pile is Pile.COVERAGE:
            for quote in part.mentions.quotes:
                if quote.kind in TRACED:
                    yield trace(quote, index)


def date_by_story(
    parts: Sequence[DocumentRecords], stories: Sequence[Story], traces: Sequence[Trace], pack: Pack
) -> list[DocumentRecords]:
    """The parts with their dates read again by what the rest of the case knows.

    A document without a date of its own borrows the years that its story's documents state; a quotation that was found in
    a mail has that mail's date for its "this morning".
    """
    contexts = story_contexts(parts, stories, pack)
    sent = {m.id: m.sent.days() for part in parts for m in part.inbox.messages if m.sent is not None}
    mailed = {t.quote_id: sent[t.message_id] for t in traces if t.message_id in sent and t.verdict in CERTAIN}
    redated = []
    for part in parts:
        document, found = part.document, part.mentions
        context = contexts.get(document.id)
        quote_dates = {quote.id: mailed[quote.id] for quote in found.quotes if quote.id in mailed}
        if document.source.pile is not Pile.COVERAGE or not (quote_dates or document.source.published is None):
            redated.append(part)
            continue
        if document.source.published is None:
            evidence = find_document_date(document, found.passages, context)
            if evidence is not None:
                source = replace(document.source, published=evidence.value, published_basis=evidence.basis)
                document = replace(document, source=source)
        dates = find_dates(document, found.passages, found.quotes, context=context, quote_dates=quote_dates, pack=pack)
        figures = find_figures(document, found.passages, found.quotes, dates)
        redated.append(replace(part, document=document, mentions=replace(found, dates=dates, figures=figures)))
    return settle_story_dates(redated, stories)


def check_all(case: CaseRecords, files: Mapping[str, Path]) -> CaseRecords:
    """The case with the findings of every check, the gravest first, then by code and place. `files` hold the tables' rows."""
    paths = {part.document.id: part.document.source.path for part in case.parts}
    found = {finding.id: finding for check in CHECKS for finding in check(case)}
    faults: tuple[Problem, ...] = ()
    if any(part.tables for part in case.parts):
        answers, faults = check_against_tables(case, files)
        found.update((finding.id, finding) for finding in answers)
    findings = sorted(found.values(), key=lambda finding: gravity(finding, paths))
    return replace(case, findings=tuple(findings), problems=(*case.problems, *faults))


def check_against_tables(case: CaseRecords, files: Mapping[str, Path]) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The figures of the texts against the agency's tables, and the tables whose rows could not be had again."""
    from onrecord.checks.tables import check_tables  # noqa: PLC0415  # polars takes a while to load: only for tables
    from onrecord.readers.tables import load_frame  # noqa: PLC0415

    frames = {}
    faults: dict[tuple[str, str], Problem] = {}
    for part in case.parts:
        path = part.document.source.path
        for table in part.tables if path in files else ():
            try:
                frames[table.id] = load_frame(table, files[path])
            except (SourceError, OSError) as fault:
                detail = f"{path}: no text was checked against its rows: {fault}"
                faults[path, detail] = Problem(source=path, reason="table_unavailable", detail=detail)
    return check_tables(case, frames), tuple(faults.values())


def gravity(finding: Finding, paths: Mapping[str, str]) -> tuple[int, str, str, int, str]:
    """The order in which findings are shown."""
    first = finding.places[0]
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return (order[finding.severity], finding.code, paths.get(first.document_id, ""), first.span.start, finding.id)


def summarise(case: CaseRecords, *, n_read: int, n_kept: int) -> BuildSummary:
    """The counts that a user is told at the end of a build."""
    by_severity = Counter(finding.severity for finding in case.findings)
    return BuildSummary(
        n_documents=len(case.parts),
        n_messages=sum(len(part.inbox.messages) for part in case.parts),
        n_read=n_read,
        n_kept=n_kept,
        n_errors=by_severity[Severity.ERROR],
        n_warnings=by_severity[Severity.WARNING],
        n_notes=by_severity[Severity.NOTE],
        problems=case.problems,
        findings=case.findings,
        fatal=any(problem.fatal for problem in case.problems),
    )
