"""A case with its originals in one zip file, and the same on another machine: unpacked safely and verified.

In: a case file whose inputs are all as they were taken in. Out: `NAME.onrecord`, every input under its portable name, the
sidecars beside them, and `manifest.json` with the SHA-256 of each. Nothing in a bundle is masked: it is for people who may see
everything. Trap: a bundle comes from elsewhere, so its names, sizes and compression are checked before a byte is unpacked.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.casefile.custody_view import copy_case
from onrecord.casefile.intake import MEMBER_MARK, InputState, broken_seal, verify_inputs
from onrecord.casefile.portable_names import portable_name
from onrecord.dossier.bundle_reading import MANIFEST, BundleMember, check_members, read_manifest, unpack_members
from onrecord.dossier.fixed_zip import add_bytes, add_file
from onrecord.errors import CaseFileError, SettingsError, SourceError
from onrecord.readers.sidecars import CODEBOOK_SUFFIXES, SIDECAR_SUFFIX

CASE_SUFFIX = ".onrecord"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleState:
    """What became of a bundle: its inputs, other members that are not as they were packed, and the first row of the intake
    log that does not fit its seal."""

    case_name: str
    inputs: tuple[InputState, ...]
    others: tuple[InputState, ...]
    broken_row: int | None

    @property
    def is_whole(self) -> bool:
        """True where everything is as it was."""
        return self.broken_row is None and all(each.state == "unchanged" for each in (*self.inputs, *self.others))


def write_bundle(case: Path, file: Path, root: Path | None = None) -> tuple[BundleMember, ...]:
    """Pack the case and its inputs, looked for as `verify` does; gives the members. The same case gives the same bytes.

    Raises SourceError where an input is not as it was taken in, SettingsError where the file cannot be written.
    """
    found = _find_inputs(case, root)
    if file.exists() and not _is_bundle(file):
        raise SettingsError(f"{file} is there and no bundle: found other content", hint="name another file")
    part = file.with_name(f".{file.name}.part-{os.getpid()}")
    try:
        with TemporaryDirectory(prefix="onrecord-bundle-") as scratch:
            copy = Path(scratch) / "case"
            copy_case(case, copy)
            part.touch(mode=0o600)  # the originals are nobody else's business
            members = _pack(part, [(_case_name(case), copy, "case"), *found])
        part.replace(file)
    except OSError as error:
        raise SettingsError(f"cannot write {file}: {error.strerror}", hint="name another file") from error
    finally:
        part.unlink(missing_ok=True)
    return members


def open_bundle(file: Path, folder: Path) -> BundleState:
    """Unpack a bundle into a new or empty folder and verify it there; the case lies at `folder / case_name`.

    Raises SourceError where the bundle is damaged or unsafe, SettingsError where the folder is in use. What is refused or
    interrupted leaves no folder.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(f"{folder} holds something: expected a new or empty folder", hint="name another folder")
    part = folder.with_name(f".{folder.name}.part-{os.getpid()}")
    try:
        state = _unpack_and_verify(file, part)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise SettingsError(f"cannot write {folder}: {error.strerror}", hint="name another folder") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return state


def verify_bundle(file: Path) -> BundleState:
    """Compare every member of a bundle with its hash in the manifest, and every input with the case's own log.

    Raises SourceError where the bundle is damaged or unsafe.
    """
    with TemporaryDirectory(prefix="onrecord-bundle-") as scratch:
        return _unpack_and_verify(file, Path(scratch) / "bundle")


def _find_inputs(case: Path, root: Path | None) -> list[tuple[str, Path, str]]:
    """Every input with its portable name and where it lies now, the sidecars behind it."""
    found: dict[str, tuple[str, Path, str]] = {}
    for state in verify_inputs(case, root):
        if state.state != "unchanged" or state.looked_at is None:
            raise SourceError(f"{state.path}: {state.state} since it was taken in", hint=f"onrecord verify {case}")
        name, place = portable_name(state.path.split(MEMBER_MARK)[0]), Path(state.looked_at)
        if name in found and found[name][1] != place:
            raise SourceError(f"{state.path}: found two inputs that a bundle would both call {name}", hint="rename one of them")
        found[name] = (name, place, "input")
        for suffix in (SIDECAR_SUFFIX, *CODEBOOK_SUFFIXES):
            beside = place.with_name(place.name + suffix)
            if beside.is_file():
                found.setdefault(name + suffix, (name + suffix, beside, "sidecar"))
    if _case_name(case) in found or MANIFEST in found:
        raise SourceError(f"an input is called {_case_name(case)} or {MANIFEST}, as parts of the bundle are", hint="rename it")
    return [found[name] for name in sorted(found)]


def _pack(file: Path, found: list[tuple[str, Path, str]]) -> tuple[BundleMember, ...]:
    members = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, place, kind in found:
            n_bytes, sha256 = add_file(archive, name, place)
            members.append(BundleMember(name=name, kind=kind, n_bytes=n_bytes, sha256=sha256))
        rows = [{"name": m.name, "kind": m.kind, "n_bytes": m.n_bytes, "sha256": m.sha256} for m in members]
        manifest = {"made_by": "onrecord bundle", "members": rows}
        add_bytes(archive, MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return tuple(members)


def _unpack_and_verify(file: Path, folder: Path) -> BundleState:
    with _opened(file) as archive:
        members = read_manifest(archive, file)
        check_members(archive, members, file)
        folder.mkdir(parents=True)
        found = unpack_members(archive, members, folder, file)
    case_name = next(member.name for member in members if member.kind == "case")
    changed = {member.name for member in members if found.get(member.name) != member.sha256}
    inputs = _input_states(folder, folder / case_name, {member.name for member in members})
    known = {portable_name(state.path.split(MEMBER_MARK)[0]) for state in inputs if state.state != "unchanged"}
    others = tuple(
        InputState(
            path=member.name,
            state="changed" if member.name in found else "missing",
            expected_sha256=member.sha256,
            found_sha256=found.get(member.name),
        )
        for member in members
        if member.name in changed and member.name not in known
    )
    return BundleState(case_name=case_name, inputs=inputs, others=others, broken_row=broken_seal(folder / case_name))


def _input_states(folder: Path, case: Path, names: set[str]) -> tuple[InputState, ...]:
    """The inputs of the unpacked case; one that the bundle does not hold is missing, whatever else this machine has."""
    try:
        states = tuple(verify_inputs(case, folder))
    except CaseFileError as error:
        raise SourceError(f"the case in the bundle cannot be read: {error}", hint="ask for the bundle again") from error
    return tuple(
        state
        if portable_name(state.path.split(MEMBER_MARK)[0]) in names
        else InputState(path=state.path, state="missing", expected_sha256=state.expected_sha256)
        for state in states
    )


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (OSError, zipfile.BadZipFile) as error:
        raise SourceError(f"cannot read {file}: {error}, expected a bundle", hint="ask for the bundle again") from error


def _is_bundle(file: Path) -> bool:
    """True where a file is one that `write_bundle` wrote, and may write over."""
    try:
        with _opened(file) as archive:
            read_manifest(archive, file)
    except SourceError:
        return False
    return True


def _case_name(case: Path) -> str:
    return portable_name(case.stem + CASE_SUFFIX)
