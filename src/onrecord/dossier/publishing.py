"""A masked dossier into a folder: written aside, read again by the leak test, moved into place as a whole or not at all.

In: a case, a folder, what to print. Out: the folder, or MaskingError (exit code 5) with the places where something private
could be read. What is written first stands in a folder of its own beside the target; killed at any moment, the target is what
it was before or what it should be. Only a folder that this program wrote, as its manifest says, is ever replaced.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord import __version__
from onrecord.casefile.connect import reading
from onrecord.dossier.case_secrets import case_secrets
from onrecord.dossier.gathering import DossierChoice, gather_dossier
from onrecord.dossier.leak_records import Leak
from onrecord.dossier.leaks import find_leaks, refuse_leaks
from onrecord.dossier.mask_records import MaskRules
from onrecord.dossier.masking import Masker
from onrecord.dossier.pdf import NO_BROWSER, find_browser, print_pdf
from onrecord.dossier.rendering import STYLE, WHOLE, render_dossier, render_review, render_whole
from onrecord.dossier.settling import read_hidden, settle
from onrecord.errors import SettingsError

MANIFEST, PDF = "manifest.json", "dossier.pdf"
MADE_BY = "onrecord publish"
STATIC = frozenset((STYLE,))  # the same in every dossier: nothing of a case can be in it


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest:
    """What to publish. `paper`: letter or a4; `review` is where the private page goes, None for nowhere."""

    choice: DossierChoice = field(default_factory=DossierChoice)
    rules: MaskRules = field(default_factory=MaskRules)
    paper: str = "letter"
    with_pdf: bool = True
    review: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was written. `no_pdf` says why there is no PDF although one was asked for."""

    n_findings: int
    n_threads: int
    n_pictures: int
    n_files: int
    n_masked: int
    no_pdf: str


def publish(case: Path, folder: Path, request: PublishRequest) -> Published:
    """Write a dossier. Raises MaskingError where the leak test fails, SettingsError where the folder is somebody else's."""
    with reading(case):
        pass  # what is no case is refused before anything is looked at
    require_own_folder(folder)
    if request.review is not None:
        _require_outside(request.review, folder)
    hidden = read_hidden(case)
    masker = settle(case, request.rules, lambda masker: _pages(case, request, masker), hidden).masker
    with _aside(folder) as part:
        published = _write(case, part, request, masker)
        leaks = tuple(leak for leak in find_leaks(part, case_secrets(masker, hidden)) if leak.file not in STATIC)
        if request.review is not None:
            _write_review(request.review, masker, leaks)
        refuse_leaks(leaks)
        _move_into_place(part, folder)
    return published


def require_own_folder(folder: Path) -> None:
    """Raise SettingsError unless the folder is new, empty, or holds a dossier of this program and nothing else."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise SettingsError(f"{folder} is a file: expected a folder", hint="name another folder")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if not found:
        return
    listed = _listed_files(folder)
    if listed is None:
        raise SettingsError(f"{folder} holds something that onrecord did not write", hint="name a new folder")
    if others := sorted(found - listed - {MANIFEST}):
        raise SettingsError(
            f"{folder} holds {others[0]}, which onrecord did not write there", hint="move it, or name a new folder"
        )


def _write(case: Path, part: Path, request: PublishRequest, masker: Masker) -> Published:
    with TemporaryDirectory(prefix="onrecord-publish-") as scratch:
        gathered = gather_dossier(case, request.choice, masker, Path(scratch))
    _write_files(part, render_dossier(gathered.dossier, gathered.pictures, request.paper))
    no_pdf = ""
    if request.with_pdf:
        browser = find_browser()
        no_pdf = _print(part, render_whole(gathered.dossier), browser) if browser else NO_BROWSER
    _write_manifest(part)
    return Published(
        n_findings=len(gathered.dossier.findings),
        n_threads=len(gathered.dossier.threads),
        n_pictures=len(gathered.pictures),
        n_files=sum(not path.is_dir() for path in part.rglob("*")),
        n_masked=sum(number for _, number in gathered.dossier.masked),
        no_pdf=no_pdf,
    )


def _pages(case: Path, request: PublishRequest, masker: Masker) -> Mapping[str, bytes]:
    """The pages of the dossier without pictures, for a first look; what is the same in every dossier is left out."""
    files = render_dossier(gather_dossier(case, request.choice, masker, None).dossier, {}, request.paper)
    return {name: content for name, content in files.items() if name not in STATIC}


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _print(part: Path, whole: bytes, browser: str) -> str:
    page = part / WHOLE
    page.write_bytes(whole)
    try:
        return print_pdf(page, part / PDF, browser)
    finally:
        page.unlink()


def _write_manifest(part: Path) -> None:
    files = sorted(path for path in part.rglob("*") if not path.is_dir())
    rows = {path.relative_to(part).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest = {"made_by": MADE_BY, "version": __version__, "sha256": rows}
    (part / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def _listed_files(folder: Path) -> set[str] | None:
    """What the manifest in a folder lists, None where there is no manifest of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(manifest, dict) and manifest.get("made_by") == MADE_BY and isinstance(manifest.get("sha256"), dict)
    return set(manifest["sha256"]) if ours else None


def _require_outside(review: Path, folder: Path) -> None:
    if review.absolute().resolve().is_relative_to(folder.absolute().resolve()):
        raise SettingsError(f"{review} lies in the dossier, and names everybody it masks", hint="name a file elsewhere")


def _write_review(review: Path, masker: Masker, leaks: tuple[Leak, ...]) -> None:
    lines = [f"{leak.file}, {leak.place}: {leak.label}, {leak.how} ({leak.words})" for leak in leaks]
    try:
        review.touch(mode=0o600)
        review.write_bytes(render_review(masker.decisions(), lines))
    except OSError as error:
        raise SettingsError(f"cannot write {review}: {error.strerror}", hint="name another file for --review") from error


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """An empty folder beside the target, gone afterwards unless it was moved; leftovers of runs that died are removed."""
    parent = folder.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(parent, folder.name)
        part = parent / f".{folder.name}.part-{os.getpid()}"
        part.mkdir(mode=0o700)
    except OSError as error:
        raise SettingsError(f"cannot write beside {folder}: {error.strerror}", hint="name another folder") from error
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _remove_leftovers(parent: Path, name: str) -> None:
    for old in parent.glob(f".{name}.part-*"):
        number = old.name.rpartition("-")[2]
        if number.isdigit() and not _is_alive(int(number)):
            shutil.rmtree(old, ignore_errors=True)


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _move_into_place(part: Path, folder: Path) -> None:
    part.chmod(0o755)
    old = part.with_name(f"{part.name}.old")
    try:
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            if old.exists() and not folder.exists():
                old.rename(folder)
        raise SettingsError(f"cannot move the dossier to {folder}: {error.strerror}", hint="name another folder") from error
    shutil.rmtree(old, ignore_errors=True)
