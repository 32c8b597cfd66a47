"""The order of the stages, and nothing else: the only file that knows it.

`build_case` reads like a table of contents. What one source gives depends on that source alone and is kept by its fingerprint
(`read_part`); what joins sources is made anew (`join_parts`). Stages take records and give records; none calls the next.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from onrecord import __version__
from onrecord.audits import repeat_audits
from onrecord.casefile.intake import InputFile
from onrecord.casefile.writer import CaseWriter, open_for_build, write_case
from onrecord.checks.agreement import check_agreement
from onrecord.checks.arithmetic import check_arithmetic
from onrecord.checks.coverage import check_coverage
from onrecord.checks.dates import check_dates
from onrecord.checks.quotes import check_quotes
from onrecord.checks.records import check_records
from onrecord.checks.roles import check_roles
from onrecord.engines.base import Engine
from onrecord.engines.choice import choose_engine
from onrecord.engines.local import SerialEngine
from onrecord.errors import SourceError
from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.settling import settle_people
from onrecord.inbox.taskings import find_taskings
from onrecord.inbox.threads import link_threads
from onrecord.inbox.unions import union_texts
from onrecord.links.citations import link_citations
from onrecord.links.events import link_events
from onrecord.links.identities import link_people
from onrecord.links.index import TraceIndex, build_index
from onrecord.links.ladders import find_ladders
from onrecord.links.merges import propose_merges
from onrecord.links.records import describe_coverage, trace_texts
from onrecord.links.reuse import find_reuse
from onrecord.links.stories import link_stories
from onrecord.links.story_dates import settle_story_dates, story_contexts
from onrecord.links.traces import trace
from onrecord.links.variants import link_variants
from onrecord.mentions.dates import find_dates
from onrecord.mentions.dating import find_document_date
from onrecord.mentions.figures import find_figures
from onrecord.mentions.message_passages import find_message_passages
from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.mentions.quotes import find_quotes
from onrecord.mentions.roles import find_roles
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Problem
from onrecord.model.findings import Finding, Severity
from onrecord.model.ids import make_id
from onrecord.model.links import LinkRecords, Story, Trace, Verdict
from onrecord.model.mentions import MentionRecords, QuoteKind
from onrecord.model.messages import InboxRecords
from onrecord.model.packs import Pack
from onrecord.packs.loader import built_in_names, load_packs
from onrecord.readers.intake import Intake, list_sources
from onrecord.readers.ocr_engines import OFF, engine_name
from onrecord.readers.registry import read_source
from onrecord.readers.sniffing import PDF

SMALL_LOAD_BYTES = 400_000  # below this, starting worker processes costs more than the work
LARGE_PDF_BYTES = 500_000  # from here on the pages of a PDF that is read alone are shared among processes
LIMIT_S = 600.0  # for one source; readers keep tighter limits for a page or a message themselves
OCR_LIMIT_S = 21_600.0  # where pages may be pictures: a release of thousands takes hours, each page under its own clock
PLACES = "places"  # the stage under which a path's fingerprint is kept
MAIL_KINDS = ("mail", "pdf", "text")
TRACED = frozenset((QuoteKind.DIRECT, QuoteKind.MIXED))
# A quotation so found dates the "this morning" inside it by the mail it stands in.
CERTAIN = frozenset(
    (Verdict.EXACT, Verdict.EXACT_BUT_CASE, Verdict.ALTERED_MARKED, Verdict.ALTERED_MINOR, Verdict.TRUNCATED_NEUTRAL)
)
CHECKS = (check_quotes, check_arithmetic, check_agreement, check_dates, check_roles, check_records, check_coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """What a build may be told. `packs` None: all that come with onrecord and all in the user's folder. `jobs` None: one
    worker for each core. `only`: the case shall hold these inputs and forget what earlier builds took in."""

    packs: tuple[str, ...] | None = None
    pack_folder: Path | None = None
    jobs: int | None = None
    engine: str = "local"
    ocr: str = "auto"
    force: bool = False
    only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is: `done` of `total` in `stage`."""

    stage: str
    done: int
    total: int
    note: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecords:
    """All that one source gave alone: what the stage cache keeps."""

    parts: tuple[DocumentRecords, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """Under what the work on the source at a path is kept: how it is found when the file itself is gone."""

    fingerprint: str
    key: str


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
    with open_for_build(case, __version__) as writer, scratch_folder(case) as scratch:
        known = [] if settings.only else writer.known_inputs()
        present, vanished = split_known(known)
        intakes, problems = list_sources([*inputs, *present], scratch=scratch)
        sources, n_kept = read_sources(writer, intakes, settings, progress)
        recalled = recall_vanished(writer, vanished)
        progress(Progress(stage="join", done=0, total=1))
        parts = [part for source in (*sources, *recalled) for part in source.parts]
        found = (*problems, *(problem for source in (*sources, *recalled) for problem in source.problems))
        records = join_parts(sorted(parts, key=lambda part: part.document.id), pack, found)
        files = {intake.source.path: intake.file for intake in intakes}
        records = repeat_audits(check_all(records, files), writer.kept_audits(), files)
        progress(Progress(stage="write", done=0, total=1))
        taken_in = [InputFile(path=i.source.path, n_bytes=i.source.n_bytes, sha256=i.source.sha256) for i in intakes]
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
    """What earlier builds took in: the files that are still there, as inputs, and those that are not."""
    present: dict[Path, Pile | None] = {}
    vanished = []
    for file, pile in known:
        path, _, member = file.path.partition("!/")
        if not os.path.lexists(path):
            vanished.append(file)
        else:
            present.setdefault(Path(path), Pile(pile) if pile and not member else None)
    return list(present.items()), vanished


def recall_vanished(writer: CaseWriter, files: Sequence[InputFile]) -> list[SourceRecords]:
    """What sources that are gone gave when they were read last, each with a problem that says so: nothing is lost silently."""
    recalled = []
    for file in files:
        place = writer.load_stage(place_key(file.path), PLACES, SourcePlace)
        kept = writer.load_stage(place.fingerprint, place.key, SourceRecords) if place else None
        what = "what it gave at the last build was kept" if kept else "nothing of it was kept"
        detail = f"the file is no longer at its path; {what}"
        problem = Problem(source=file.path, reason="missing_source", detail=detail, fatal=kept is None)
        recalled.append(SourceRecords(parts=kept.parts if kept else (), problems=(*(kept.problems if kept else ()), problem)))
    return recalled


def stage_key(settings: BuildSettings) -> str:
    """On what the reading of one source depends besides the source: the settings and the program's own code."""
    return make_id("k", __version__, program_fingerprint(), settings.ocr, engine_name() if settings.ocr != OFF else "")


@cache
def program_fingerprint() -> str:
    """A hash over the program's modules, so that a changed rule is never hidden by work kept from before."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def place_key(path: str) -> str:
    """Under what the fingerprint of the source at a path is kept."""
    return make_id("p", path)


def read_sources(
    writer: CaseWriter, intakes: Sequence[Intake], settings: BuildSettings, progress: Callable[[Progress], None]
) -> tuple[list[SourceRecords], int]:
    """What every source gives, kept work first; gives also how many needed no reading."""
    key = stage_key(settings)
    found: dict[int, SourceRecords] = {}
    for number, intake in enumerate(intakes):
        kept = None if settings.force else writer.load_stage(intake.fingerprint, key, SourceRecords)
        if kept is not None:
            found[number] = kept
            remember_place(writer, intake, key)
    n_kept = len(found)
    waiting = [number for number in range(len(intakes)) if number not in found]
    can_recognise = settings.ocr != OFF and bool(engine_name())
    for engine, numbers, n_children in divide_work(intakes, waiting, settings):
        work = [intakes[number] for number in numbers]
        limit_s = OCR_LIMIT_S if can_recognise and any(item.source.media_type == PDF for item in work) else LIMIT_S
        for done in engine.map(partial(read_part, pdf_jobs=n_children, ocr=settings.ocr), work, limit_s=limit_s):
            intake, result = work[done.index], done.result
            if result is None:
                result = SourceRecords(problems=(failed_source(intake, done.failure or "crashed", limit_s),))
            else:
                writer.store_stage(intake.fingerprint, key, result)
                remember_place(writer, intake, key)
            found[numbers[done.index]] = result
            progress(Progress(stage="read", done=len(found), total=len(intakes), note=intake.source.path))
    return [found[number] for number in range(len(intakes))], n_kept


def divide_work(
    intakes: Sequence[Intake], waiting: Sequence[int], settings: BuildSettings
) -> list[tuple[Engine, list[int], int]]:
    """(who reads, which sources, how many processes share one PDF's pages): a lone large PDF is read by itself, its pages
    by all cores; all else goes source by source to the engine that was asked for."""
    large = [
        number
        for number in waiting
        if intakes[number].source.media_type == PDF and intakes[number].source.n_bytes >= LARGE_PDF_BYTES
    ]
    alone = large if len(large) == 1 else []
    rest = [number for number in waiting if number not in alone]
    small = sum(intakes[number].source.n_bytes for number in rest) < SMALL_LOAD_BYTES
    engine = choose_engine(settings.engine, jobs=settings.jobs, small=small)
    batches: list[tuple[Engine, list[int], int]] = [(engine, rest, 1)] if rest else []
    return [*batches, (SerialEngine(), alone, settings.jobs or os.cpu_count() or 1)] if alone else batches


def remember_place(writer: CaseWriter, intake: Intake, key: str) -> None:
    """Keep under what the work on this path is found, should the file be gone one day."""
    place = SourcePlace(fingerprint=intake.fingerprint, key=key)
    if writer.load_stage(place_key(intake.source.path), PLACES, SourcePlace) != place:
        writer.store_stage(place_key(intake.source.path), PLACES, place)


def failed_source(intake: Intake, failure: str, limit_s: float = LIMIT_S) -> Problem:
    """The problem of a source that took its worker down."""
    details = {
        "crashed": "reading it ended the process that read it",
        "timed_out": f"reading it took longer than {limit_s:.0f} seconds",
        "out_of_memory": "reading it needed more memory than there is",
    }
    return Problem(source=intake.source.path, reason=failure, detail=details.get(failure, failure), fatal=True)


def read_part(intake: Intake, *, pdf_jobs: int = 1, ocr: str = OFF) -> SourceRecords:
    """Everything that depends on one source alone: read it, take its mail apart, find what its text says."""
    reading = read_source(intake, pdf_jobs=pdf_jobs, ocr=ocr)
    layouts, mail = dict(reading.layouts), dict(reading.mail)
    parts = []
    for document in reading.documents:
        inbox = InboxRecords()
        if document.source.pile is Pile.RECORDS and document.kind in MAIL_KINDS:
            inbox = read_release(document, layouts.get(document.id), mail.get(document.id, ()))
        tables = tuple(table for table in reading.tables if table.document_id == document.id)
        parts.append(DocumentRecords(document=document, inbox=inbox, mentions=find_mentions(document, inbox), tables=tables))
    return SourceRecords(parts=tuple(parts), problems=reading.problems)


def find_mentions(document: Document, inbox: InboxRecords) -> MentionRecords:
    """Passages first, for nothing is taken from a stretch that does not report; then people, who may be speakers; then
    quotations, whose dates are not the writer's; then dates and figures."""
    if document.kind == "table":
        return MentionRecords()
    passages = find_message_passages(document, inbox.messages) if inbox.messages else find_passages(document)
    people = find_people(document, passages)
    quotes = find_quotes(document, passages, people)
    dates = find_dates(document, passages, quotes, inbox.messages)
    return MentionRecords(
        passages=passages,
        people=people,
        roles=find_roles(document, passages, people),
        quotes=quotes,
        dates=dates,
        figures=find_figures(document, passages, quotes, dates),
    )


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
        ladders=find_ladders(parts, stories),
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
    joined = link_threads(link_copies(settle_people(messages)))
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


def record_index(parts: Sequence[DocumentRecords]) -> TraceIndex:
    """The index of all that quotations are looked for in: the records, never the coverage."""
    records = [part for part in parts if part.document.source.pile is Pile.RECORDS and part.document.kind != "table"]
    return build_index(trace_texts(records), describe_coverage(records))


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
