"""All sources of a build, read: kept work first, then the rest by the engine that was asked for.

In: the intakes and the writer of the case. Out: what every source gave, in their order. What is finished is kept at once, a
long release section by section, so that a build that is killed goes on where it was. What a source gives does not depend on
who reads it: one process, several, or an engine on several machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import overload

from onrecord import __version__
from onrecord.casefile.intake import InputFile
from onrecord.casefile.writer import CaseWriter
from onrecord.engines.base import Done
from onrecord.engines.choice import choose_engine
from onrecord.engines.local import LocalEngine, default_jobs
from onrecord.inbox.sections import Section, Sections
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Problem
from onrecord.model.ids import make_id
from onrecord.readers.intake import Intake
from onrecord.readers.ocr_engines import OFF, engine_name
from onrecord.readers.registry import read_source
from onrecord.readers.sniffing import PDF, PICTURE_TYPES
from onrecord.sources.alone import (
    LongDocument,
    SectionRecords,
    SourceRecords,
    finish_section,
    join_sections,
    pack_section,
    read_document,
    read_part,
    sections_of,
)
from onrecord.sources.first import read_first_messages
from onrecord.sources.program import program_fingerprint
from onrecord.sources.settings import BuildSettings, Progress

SMALL_LOAD_BYTES = 400_000  # below this, starting worker processes costs more than the work
LARGE_PDF_BYTES = 500_000  # from here on the pages of a PDF that is read alone are shared among processes
HUGE_PDF_BYTES = 4_000_000  # a PDF of this size is read alone also where there are others: its sections share the cores
LIMIT_S = 600.0  # for one source; readers keep tighter limits for a page or a message themselves
PICTURED = PICTURE_TYPES | {PDF}
OCR_LIMIT_S = 21_600.0  # where pages may be pictures: a release of thousands takes hours, each page under its own clock
PLACES = "places"  # the stage under which a path's fingerprint is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """Under what the work on the source at a path is kept: how it is found when the file itself is gone."""

    fingerprint: str
    key: str


def recall_vanished(writer: CaseWriter, files: Sequence[InputFile]) -> list[SourceRecords]:
    """What sources that are gone gave when they were read last, each with a problem that says so: nothing is lost silently."""
    recalled = []
    for file in files:
        place = writer.load_stage(place_key(file.path), PLACES, SourcePlace)
        kept = load_source(writer, place.fingerprint, place.key) if place else None
        what = "what it gave at the last build was kept" if kept else "nothing of it was kept"
        detail = f"the file is no longer at its path; {what}"
        problem = Problem(source=file.path, reason="missing_source", detail=detail, fatal=kept is None)
        recalled.append(SourceRecords(parts=kept.parts if kept else (), problems=(*(kept.problems if kept else ()), problem)))
    return recalled


def stage_key(settings: BuildSettings) -> str:
    """On what the reading of one source depends besides the source: the settings and the program's own code."""
    return make_id("k", __version__, program_fingerprint(), settings.ocr, engine_name() if settings.ocr != OFF else "")


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
        kept = None if settings.force else load_source(writer, intake.fingerprint, key)
        if kept is not None:
            found[number] = kept
            remember_place(writer, intake, key)
    n_kept = len(found)
    together, alone = divide_work(intakes, [number for number in range(len(intakes)) if number not in found])

    def say(note: str) -> None:
        progress(Progress(stage="read", done=len(found), total=len(intakes), note=note))

    for done in _read_together([intakes[number] for number in together], settings):
        intake, result = intakes[together[done.index]], done.result
        if result is None:
            result = SourceRecords(problems=(failed_source(intake, done.failure or "crashed", _limit_for([intake], settings)),))
        else:
            writer.store_stage(intake.fingerprint, key, result)
            remember_place(writer, intake, key)
        found[together[done.index]] = result
        say(intake.source.path)
    for number in alone:
        found[number] = read_alone(writer, intakes[number], key, settings, say)
        say(intakes[number].source.path)
    return [found[number] for number in range(len(intakes))], n_kept


def divide_work(intakes: Sequence[Intake], waiting: Sequence[int]) -> tuple[list[int], list[int]]:
    """(what is read source by source by the engine that was asked for, what is read alone by all cores): a huge PDF, and a
    large one where there is no other."""
    sizes = {number: intakes[number].source.n_bytes for number in waiting if intakes[number].source.media_type == PDF}
    large = [number for number, size in sizes.items() if size >= LARGE_PDF_BYTES]
    alone = large if len(large) == 1 else [number for number in large if sizes[number] >= HUGE_PDF_BYTES]
    return [number for number in waiting if number not in alone], alone


def _read_together(work: Sequence[Intake], settings: BuildSettings) -> Iterator[Done[SourceRecords]]:
    if work:
        small = sum(intake.source.n_bytes for intake in work) < SMALL_LOAD_BYTES
        engine = choose_engine(settings.engine, jobs=settings.jobs, small=small)
        yield from engine.map(partial(read_part, ocr=settings.ocr), work, limit_s=_limit_for(work, settings))


def _limit_for(work: Sequence[Intake], settings: BuildSettings) -> float:
    can_recognise = settings.ocr != OFF and bool(engine_name())
    return OCR_LIMIT_S if can_recognise and any(item.source.media_type in PICTURED for item in work) else LIMIT_S


def read_alone(
    writer: CaseWriter, intake: Intake, key: str, settings: BuildSettings, say: Callable[[str], None]
) -> SourceRecords:
    """What one large source gives: its pages, then the sections of its long documents, shared among processes; each section
    is kept as soon as it is done."""
    jobs = settings.jobs or default_jobs()
    try:
        _show_first(writer, intake, jobs)
        reading = read_source(intake, pdf_jobs=jobs, ocr=settings.ocr)
        parts: list[DocumentRecords] = []
        bare: list[DocumentRecords] = []
        problems = list(reading.problems)
        long: list[LongDocument] = []
        for document in reading.documents:
            sections = sections_of(document, reading)
            if sections is None:
                parts.append(read_document(document, reading))
                bare.append(parts[-1])
                continue
            made = _read_sections(writer, intake, key, sections, jobs, say, problems)
            parts.append(join_sections(document, sections.learned.is_layer, made))
            bare.append(DocumentRecords(document=document))
            long.append(LongDocument(document_id=document.id, n_sections=len(sections), is_layer=sections.learned.is_layer))
    except MemoryError:
        return SourceRecords(problems=(failed_source(intake, "out_of_memory"),))
    if len(problems) == len(reading.problems):  # what a crash or a clock cost is tried again by the next build
        writer.store_stage(
            intake.fingerprint, key, SourceRecords(parts=tuple(bare), problems=reading.problems, long=tuple(long))
        )
        remember_place(writer, intake, key)
    return SourceRecords(parts=tuple(parts), problems=tuple(problems))


def _show_first(writer: CaseWriter, intake: Intake, jobs: int) -> None:
    """Let the first messages be seen while a case is built for the first time."""
    first = None if writer.is_built() else read_first_messages(intake, jobs=jobs)
    if first is not None:
        pages = first.document.pages
        writer.show_first(first, f"pages {pages[0].number}-{pages[-1].number} of {intake.source.path}")


def _read_sections(
    writer: CaseWriter,
    intake: Intake,
    key: str,
    sections: Sections,
    jobs: int,
    say: Callable[[str], None],
    problems: list[Problem],
) -> list[SectionRecords]:
    """The sections' records in order; those that an earlier build finished are taken from what it kept."""
    document_id = sections.pages.document.id
    keys = [section_key(key, document_id, number) for number in range(len(sections))]
    found = {
        number: pack_section(kept)
        for number, name in enumerate(keys)
        if (kept := writer.load_stage(intake.fingerprint, name, SectionRecords)) is not None
    }
    waiting = [number for number in range(len(sections)) if number not in found]
    work = Chosen(sections, waiting)
    for done in LocalEngine(jobs).map(partial(finish_section, learned=sections.learned), work, limit_s=LIMIT_S):
        number = waiting[done.index]
        first, last = sections.page_numbers(number)
        if done.result is None:
            problems.append(_failed_section(intake, done.failure or "crashed", first, last))
            found[number] = pack_section(SectionRecords())
        else:
            writer.store_packed(intake.fingerprint, keys[number], done.result.kept)
            found[number] = done.result.records
        say(f"{intake.source.path}, pages {first}-{last}")
    return [found[number] for number in range(len(sections))]


class Chosen(Sequence[Section]):
    """Some of the sections, each made when it is asked for."""

    def __init__(self, sections: Sections, numbers: Sequence[int]) -> None:
        self._sections = sections
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Section: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Section]: ...

    def __getitem__(self, at: int | slice) -> Section | Sequence[Section]:
        if isinstance(at, slice):
            return Chosen(self._sections, self._numbers[at])
        return self._sections.section(self._numbers[at])


def _failed_section(intake: Intake, failure: str, first: int, last: int) -> Problem:
    whole = failed_source(intake, failure)
    detail = f"{intake.source.path}: the mail on pages {first}-{last} was not taken apart: {whole.detail}"
    return Problem(source=intake.source.path, page=first, reason=failure, detail=detail)


def section_key(key: str, document_id: str, number: int) -> str:
    """Under what the work on one section of a long document is kept."""
    return make_id("k", key, document_id, number)


def load_source(writer: CaseWriter, fingerprint: str, key: str) -> SourceRecords | None:
    """What an earlier build kept of a source, its long documents put together again; None where a piece is missing."""
    kept = writer.load_stage(fingerprint, key, SourceRecords)
    if kept is None or not kept.long:
        return kept
    parts = {part.document.id: part for part in kept.parts}
    for one in kept.long:
        names = [section_key(key, one.document_id, number) for number in range(one.n_sections)]
        made = [writer.load_stage(fingerprint, name, SectionRecords) for name in names]
        whole = [pack_section(section) for section in made if section is not None]
        if len(whole) < len(made):
            return None
        parts[one.document_id] = join_sections(parts[one.document_id].document, one.is_layer, whole)
    return SourceRecords(parts=tuple(parts.values()), problems=kept.problems)


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
