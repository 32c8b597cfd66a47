"""Everything that was handed in, as a list of sources in a fixed order, hashed, before any of it is read.

In: files and folders, each with the pile its user named or none. Out: one `Intake` for every file to read (members of
zip archives too, unpacked into a scratch folder) and a Problem for all that could not be had. Originals are only read.
Trap: the order in which a file system lists names differs between machines, so everything is sorted by path.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from onrecord.model.documents import DateEvidence, Pile, Problem, Source
from onrecord.model.ids import make_id
from onrecord.readers.archives import ArchiveLimits, extract_archive
from onrecord.readers.sidecars import CODEBOOK_SUFFIXES, SIDECAR_SUFFIX, Sidecar, find_owner, is_sidecar, read_sidecar
from onrecord.readers.sniffing import (
    CONTENT_SUFFIXES,
    DOCX,
    HTML,
    MARKDOWN,
    TABLE_TYPES,
    TEXT,
    ZIP,
    find_media_type,
)

# Written by desktops beside people's files; nobody's content.
_DESKTOP_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".localized"})
# The program's own: a case may lie in the folder that it is built from.
_CASE_SUFFIXES = (".onrecord", ".onrecord-wal", ".onrecord-shm", ".onrecord-journal")
_COVERAGE_TYPES = frozenset({TEXT, MARKDOWN, HTML, DOCX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A sidecar or codebook of a file, taken in with it: what it says decides how the file is read."""

    path: str
    n_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One file to read: what is known of it, and where its bytes lie.

    `copy_number` counts files with the same bytes in the order of their paths. A file that hangs on another document (an
    attachment) has that document's id as `parent_id` and its place there as `ordinal`. `fingerprint` changes when the
    bytes, the sidecar or the codebook change: equal fingerprints need no second reading.
    """

    source: Source
    file: Path
    copy_number: int = 0
    parent_id: str | None = None
    ordinal: int = 0
    depth: int = 0
    codebook: Path | None = None
    scratch: Path | None = None
    fingerprint: str = ""
    companions: tuple[Companion, ...] = ()

    def document_id(self, ordinal: int = 0) -> str:
        """The id of the `ordinal`-th document made of this file."""
        return make_id("d", self.source.sha256, self.copy_number, self.parent_id or "", self.ordinal, ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    path: str
    file: Path
    pile: Pile | None
    folders: tuple[str, ...]


def list_sources(
    inputs: Sequence[tuple[Path, Pile | None]], *, scratch: Path, limits: ArchiveLimits | None = None
) -> tuple[tuple[Intake, ...], tuple[Problem, ...]]:
    """All files below the inputs as intakes in the order of their paths, and what could not be had.

    A named pile wins; else the nearest folder called records, coverage or data; else the kind of file decides. The same
    file reached twice is one source. Archives unpack below `scratch`.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    problems: list[Problem] = []
    entries: list[_Entry] = []
    for path, pile in inputs:
        entries.extend(_list_input(path, pile, problems))
    entries = _drop_repeats(entries)
    entries = list(_open_archives(entries, scratch, limits, problems))
    sidecars = {entry.path: entry for entry in entries if is_sidecar(entry.path)}
    contents = sorted((entry for entry in entries if entry.path not in sidecars), key=lambda entry: entry.path)
    _note_orphans(sidecars, contents, problems)
    intakes = [
        intake for entry in contents if _is_content(entry, problems) for intake in _take_in(entry, sidecars, scratch, problems)
    ]
    return tuple(_number_copies(intakes)), tuple(problems)


def hash_file(file: Path) -> tuple[str, int]:
    """The SHA-256 of a file in hexadecimal and its size in bytes. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell()


def _shown(path: str) -> str:
    """A path as text that can be stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def _list_input(path: Path, pile: Pile | None, problems: list[Problem]) -> Iterator[_Entry]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        problems.append(_unreadable(_shown(str(path)), error, reason))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, pile, problems)
    elif stat.S_ISREG(mode):
        shown = _shown(path.as_posix())
        folders = (_shown(path.absolute().parent.name),)
        yield _Entry(path=shown, file=path, pile=pile, folders=folders)
        for suffix in (SIDECAR_SUFFIX, *CODEBOOK_SUFFIXES):
            beside = path.with_name(path.name + suffix)
            if beside.is_file():
                yield _Entry(path=shown + suffix, file=beside, pile=pile, folders=folders)
    else:
        problems.append(_not_a_file(_shown(str(path))))


def _walk(top: Path, pile: Pile | None, problems: list[Problem]) -> Iterator[_Entry]:
    waiting: list[tuple[Path, tuple[str, ...]]] = [(top, (_shown(top.absolute().name),))]
    while waiting:
        folder, folders = waiting.pop()
        try:
            found = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(_shown(folder.as_posix()), error))
            continue
        for item in found:
            path = folder / item.name
            shown = _shown(path.as_posix())
            try:
                if item.is_dir(follow_symlinks=False):
                    if not item.name.startswith(".") and item.name != "__MACOSX":
                        waiting.append((path, (*folders, _shown(item.name))))
                elif item.is_file():
                    yield _Entry(path=shown, file=path, pile=pile, folders=folders)
                elif item.is_dir():
                    detail = f"{shown}: a link to a folder is not followed; hand in the folder itself"
                    problems.append(Problem(source=shown, reason="link_skipped", detail=detail))
                else:
                    problems.append(_not_a_file(shown))
            except OSError as error:
                problems.append(_unreadable(shown, error))


def _drop_repeats(entries: Iterable[_Entry]) -> list[_Entry]:
    # A pile that was named goes before none, then the order of paths: the same inputs in another order give the same list.
    kept: dict[str, _Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.pile is None, entry.path, entry.pile or "")):
        kept.setdefault(os.path.realpath(entry.file), entry)
    return list(kept.values())


def _open_archives(
    entries: Iterable[_Entry], scratch: Path, limits: ArchiveLimits | None, problems: list[Problem]
) -> Iterator[_Entry]:
    for entry in sorted(entries, key=lambda entry: entry.path):
        try:
            is_archive = find_media_type(entry.file, entry.path) == ZIP
        except OSError as error:
            problems.append(_unreadable(entry.path, error))
            continue
        if not is_archive:
            yield entry
            continue
        members, refused = extract_archive(entry.file, entry.path, scratch, limits)
        problems.extend(refused)
        for member in members:
            inner = PurePosixPath(member.path[len(entry.path) :].replace("!", "")).parts[1:-1]
            if "__MACOSX" not in inner:
                yield _Entry(path=member.path, file=member.file, pile=entry.pile, folders=(*entry.folders, *inner))


def _note_orphans(sidecars: dict[str, _Entry], contents: Sequence[_Entry], problems: list[Problem]) -> None:
    owners = {entry.path for entry in contents}
    for path in sorted(sidecars):
        if find_owner(path) not in owners:
            detail = f"{path}: there is no {PurePosixPath(find_owner(path)).name} beside it"
            problems.append(Problem(source=path, reason="orphan_sidecar", detail=detail))


def _is_content(entry: _Entry, problems: list[Problem]) -> bool:
    name = PurePosixPath(entry.path).name
    if name.lower() in _DESKTOP_FILES or name.startswith(("._", "~$")) or name.endswith(_CASE_SUFFIXES):
        return False
    if not name.startswith("."):
        return True
    if PurePosixPath(name).suffix.lower() in CONTENT_SUFFIXES:
        detail = f"{entry.path}: a hidden file was left out; rename it to have it read"
        problems.append(Problem(source=entry.path, reason="hidden_file", detail=detail))
    return False


def _take_in(entry: _Entry, sidecars: dict[str, _Entry], scratch: Path, problems: list[Problem]) -> Iterator[Intake]:
    try:
        media_type = find_media_type(entry.file, entry.path)
        sha256, n_bytes = hash_file(entry.file)
    except OSError as error:
        problems.append(_unreadable(entry.path, error))
        return
    beside = sidecars.get(entry.path + SIDECAR_SUFFIX)
    sidecar = Sidecar()
    if beside is not None:
        sidecar, broken = read_sidecar(beside.file, beside.path)
        problems.extend(broken)
    source = Source(
        path=entry.path,
        sha256=sha256,
        n_bytes=n_bytes,
        media_type=media_type,
        pile=entry.pile or _find_pile(entry.folders, media_type),
        title=sidecar.title,
        publisher=sidecar.publisher,
        author=sidecar.author,
        url=sidecar.url,
        published=sidecar.published,
        published_basis="sidecar" if sidecar.published else None,
        dates=(DateEvidence(value=sidecar.published, basis="sidecar"),) if sidecar.published else (),
    )
    books = [sidecars[entry.path + suffix] for suffix in CODEBOOK_SUFFIXES if entry.path + suffix in sidecars]
    codebook = books[0].file if books else None
    yield Intake(
        source=source,
        file=entry.file,
        codebook=codebook,
        scratch=scratch,
        fingerprint=_fingerprint(source, codebook),
        companions=tuple(_companions([*([beside] if beside else []), *books[:1]])),
    )


def _companions(entries: Iterable[_Entry]) -> Iterator[Companion]:
    for entry in entries:
        try:
            sha256, n_bytes = hash_file(entry.file)
        except OSError:
            continue  # that it cannot be read is a problem of its own
        yield Companion(path=entry.path, n_bytes=n_bytes, sha256=sha256)


def _fingerprint(source: Source, codebook: Path | None) -> str:
    try:
        book = hash_file(codebook)[0] if codebook else ""
    except OSError:
        book = ""
    return make_id("f", source, book)


def _find_pile(folders: Sequence[str], media_type: str) -> Pile:
    for folder in reversed(folders):
        for pile in Pile:
            if folder.lower() == pile.value:
                return pile
    if media_type in TABLE_TYPES:
        return Pile.DATA
    return Pile.COVERAGE if media_type in _COVERAGE_TYPES else Pile.RECORDS


def _number_copies(intakes: Iterable[Intake]) -> Iterator[Intake]:
    n_seen: dict[str, int] = {}
    for intake in intakes:
        sha256 = intake.source.sha256
        number = n_seen.get(sha256, 0)
        n_seen[sha256] = number + 1
        yield replace(intake, copy_number=number) if number else intake


def _unreadable(path: str, error: Exception, reason: str = "unreadable") -> Problem:
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(source=path, reason=reason, detail=f"{path}: {detail}", fatal=True)


def _not_a_file(path: str) -> Problem:
    return Problem(source=path, reason="not_a_file", detail=f"{path}: neither a file nor a folder", fatal=True)
