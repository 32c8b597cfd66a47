"""Bundles: a case that goes to another machine with its originals, what is noticed there, and what is refused."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casefile.exports import export_rows
from onrecord.casefile.intake import verify_inputs
from onrecord.casefile.portable_names import is_portable, portable_name
from onrecord.dossier.bundle import open_bundle, verify_bundle, write_bundle
from onrecord.dossier.bundle_reading import MANIFEST
from onrecord.dossier.fixed_zip import NO_TIME
from onrecord.errors import SettingsError, SourceError
from onrecord.pipeline import BuildSettings, build_case

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MAIL = (
    "From: Ortega, Dana\nTo: Bell, Kim\nSent: Tuesday, March 5, 2024 9:14 AM\nSubject: Permits\n\nWe closed 12 of 40 trails.\n"
)
STORY = "County closes trails\n\nThe county closed 12 of its 40 trails on Tuesday, a spokesman said.\n"


def _build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of three inputs, one of them with a sidecar and one from outside of the folder."""
    (folder / "home" / "records").mkdir(parents=True)
    (folder / "home" / "coverage").mkdir()
    (folder / "home" / "records" / "mail.txt").write_text(MAIL, encoding="utf-8")
    (folder / "home" / "coverage" / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "home" / "coverage" / "story.txt.meta.json").write_text('{"published": "2024-03-07"}', encoding="utf-8")
    (folder / "elsewhere.txt").write_text(STORY + "It said no more.\n", encoding="utf-8")
    monkeypatch.chdir(folder / "home")
    case = folder / "home" / "parks.onrecord"
    inputs = [(Path("records"), None), (Path("coverage"), None), (Path("../elsewhere.txt"), None)]
    build_case(case, inputs, BuildSettings(packs=(), jobs=1), lambda _progress: None)
    return case


@pytest.fixture(name="case")
def make_built_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case built in a folder of its own, which is also where the test runs."""
    return _build(tmp_path, monkeypatch)


def _changed(bundle: Path, target: Path, name: str, change: bytes | None) -> Path:
    """The bundle with one member's first byte changed, or without it."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename != name:
                new.writestr(info.filename, content)
            elif change is not None:
                new.writestr(info.filename, change + content[1:])
    return target


def test_bundle_travels(case: Path, tmp_path: Path) -> None:
    """A bundle holds the case, every input and the sidecars, and verifies where nothing else of the case is."""
    bundle = tmp_path / "parks.zip"
    members = write_bundle(case, bundle)
    assert [member.name for member in members] == [
        "parks.onrecord",
        "%2E%2E/elsewhere.txt",
        "coverage/story.txt",
        "coverage/story.txt.meta.json",
        "records/mail.txt",
    ]
    shutil.rmtree(tmp_path / "home" / "records")
    (tmp_path / "elsewhere.txt").unlink()
    state = open_bundle(bundle, tmp_path / "there")
    assert state.is_whole
    assert [each.state for each in state.inputs] == ["unchanged"] * 4
    assert (tmp_path / "there" / "records" / "mail.txt").read_text(encoding="utf-8") == MAIL
    assert (tmp_path / "there" / "coverage" / "story.txt.meta.json").is_file()
    assert verify_bundle(bundle).is_whole


def test_same_bytes(case: Path, tmp_path: Path) -> None:
    """Two bundles of one case are the same, without a time of their own, and readable by their owner alone."""
    write_bundle(case, tmp_path / "a.zip")
    write_bundle(case, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {info.date_time for info in archive.infolist()} == {NO_TIME}
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["records/mail.txt", "%2E%2E/elsewhere.txt", "coverage/story.txt.meta.json"])
def test_changed_input_is_named(case: Path, tmp_path: Path, name: str) -> None:
    """A changed byte in an input of the bundle, be it a sidecar, is found, and the input is named."""
    write_bundle(case, tmp_path / "a.zip")
    state = verify_bundle(_changed(tmp_path / "a.zip", tmp_path / "b.zip", name, b"X"))
    assert [portable_name(each.path) for each in state.inputs if each.state == "changed"] == [name]
    assert not state.is_whole
    assert not state.others


def test_missing_input_is_named(case: Path, tmp_path: Path) -> None:
    """An input that the bundle lacks is missing, although this machine still has it."""
    write_bundle(case, tmp_path / "a.zip")
    state = verify_bundle(_changed(tmp_path / "a.zip", tmp_path / "b.zip", "%2E%2E/elsewhere.txt", None))
    assert [(each.path, each.state) for each in state.inputs if each.state != "unchanged"] == [("../elsewhere.txt", "missing")]


def test_sidecar_that_came_later(case: Path, tmp_path: Path) -> None:
    """What lies beside an input and was not taken in with it is compared with the manifest."""
    (case.parent / "records" / "mail.txt.meta.json").write_text("{}", encoding="utf-8")
    write_bundle(case, tmp_path / "a.zip")
    state = verify_bundle(_changed(tmp_path / "a.zip", tmp_path / "b.zip", "records/mail.txt.meta.json", b"["))
    assert [(each.path, each.state) for each in state.others] == [("records/mail.txt.meta.json", "changed")]


def test_sidecars_are_taken_in(case: Path, tmp_path: Path) -> None:
    """A sidecar stands in the intake log; a changed one is told; one that the next build does not find is no input of it."""
    sidecar = case.parent / "coverage" / "story.txt.meta.json"
    logged = [row["path"] for row in export_rows(case, "intake")]
    assert logged == ["../elsewhere.txt", "coverage/story.txt", "coverage/story.txt.meta.json", "records/mail.txt"]
    sidecar.write_text('{"published": "2024-03-08"}', encoding="utf-8")
    assert [each.path for each in verify_inputs(case) if each.state == "changed"] == ["coverage/story.txt.meta.json"]
    sidecar.unlink()
    summary = build_case(case, [], BuildSettings(packs=(), jobs=1), lambda _progress: None)
    assert summary.n_read == 1
    assert [each.state for each in verify_inputs(case)] == ["unchanged"] * 3


def test_input_that_changed_is_not_bundled(case: Path, tmp_path: Path) -> None:
    """A case whose input is no more what it was is not handed over as if it were; no file is left behind."""
    (tmp_path / "home" / "records" / "mail.txt").write_text("something else", encoding="utf-8")
    with pytest.raises(SourceError, match=r"records/mail.txt: changed"):
        write_bundle(case, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_other_file_is_not_written_over(case: Path, tmp_path: Path) -> None:
    """A file that is no bundle stays as it is."""
    (tmp_path / "a.zip").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match="no bundle"):
        write_bundle(case, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_text(encoding="utf-8") == "mine"


def test_folder_in_use(case: Path, tmp_path: Path) -> None:
    """A bundle is not unpacked among other files."""
    write_bundle(case, tmp_path / "a.zip")
    with pytest.raises(SettingsError, match="holds something"):
        open_bundle(tmp_path / "a.zip", tmp_path / "home")


def _hostile(file: Path, *, name: str, content: bytes = b"x", mode: int = 0o100644) -> Path:
    """A bundle with one sound case member and one hostile member."""
    rows = [
        {"name": "a.onrecord", "kind": "case", "n_bytes": 1, "sha256": "0" * 64},
        {"name": name, "kind": "input", "n_bytes": len(content), "sha256": "0" * 64},
    ]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.onrecord", b"x")
        info = zipfile.ZipInfo(name)
        info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
        archive.writestr(MANIFEST, json.dumps({"members": rows}))
    return file


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/cron.d/x", "a/../../up.txt", "C:\\up.txt", "a\\..\\up.txt", "a//b", "./a", "a/.", "A.ONRECORD"]
)
def test_unsafe_names_are_refused(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder or over another member; nothing is left behind."""
    bundle = _hostile(tmp_path / "bad.zip", name=name)
    with pytest.raises(SourceError, match="was not unpacked"):
        open_bundle(bundle, tmp_path / "in" / "there")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["bad.zip"]


def test_link_is_refused(tmp_path: Path) -> None:
    """A symbolic link in a bundle is refused."""
    bundle = _hostile(tmp_path / "bad.zip", name="link", content=b"/etc/passwd", mode=0o120777)
    with pytest.raises(SourceError, match="link"):
        verify_bundle(bundle)


def test_bomb_is_refused(tmp_path: Path) -> None:
    """What unpacks to hundreds of times its size is refused before it is unpacked."""
    bundle = _hostile(tmp_path / "bad.zip", name="zeros", content=bytes(20 << 20))
    with pytest.raises(SourceError, match="times its size"):
        verify_bundle(bundle)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"not a zip"])
def test_what_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    """Other files are refused in one line."""
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SourceError):
        verify_bundle(tmp_path / "a.zip")


@given(st.text(alphabet="ab./\\: %~\0é", max_size=20))
@settings(max_examples=200, deadline=None)
def test_every_path_gets_a_portable_name(path: str) -> None:
    """Whatever a path is, its portable name is safe, and its own portable name."""
    name = portable_name(path)
    assert is_portable(name)
    assert portable_name(name) == name


def test_on_the_command_line(case: Path, tmp_path: Path, onrecord: Run) -> None:
    """The words people see: all inputs unchanged, or the changed file named and exit code 1."""
    bundle = tmp_path / "parks.zip"
    done = onrecord("bundle", case, bundle)
    assert (done.returncode, "nothing in it is masked" in done.stderr) == (0, True), done.stderr
    assert "records/mail.txt" in done.stdout
    opened = onrecord("bundle", "--open", bundle, tmp_path / "there")
    assert opened.stdout.splitlines()[0] == "all 4 inputs unchanged"
    assert onrecord("verify", tmp_path / "there" / "parks.onrecord", cwd=tmp_path).stdout == "all 4 inputs unchanged\n"
    changed = onrecord("verify", _changed(bundle, tmp_path / "b.zip", "records/mail.txt", b"X"))
    assert changed.returncode == 1
    assert changed.stdout.splitlines()[-1] == "3 of 4 inputs unchanged"
    assert changed.stdout.startswith("changed    records/mail.txt  expected sha256 ")
