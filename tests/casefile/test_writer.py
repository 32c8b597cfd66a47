"""Builds: one at a time, never seen half done, taken up where they were killed."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.casefile.connect import reading
from onrecord.casefile.intake import InputFile, broken_seal, verify_inputs
from onrecord.casefile.loader import load_case
from onrecord.casefile.lock import build_lock
from onrecord.casefile.writer import open_for_build, write_case
from onrecord.errors import CaseFileError
from onrecord.model.mentions import MentionRecords
from sample_case import AT, VERSION, make_case, write_file

TESTS = Path(__file__).resolve().parents[1]

# A builder that stops itself for good (SIGKILL) at the n-th SQL statement of a build with one stage and one case.
KILLED = """
    import os, signal, sys
    sys.path.insert(0, sys.argv[3])
    from pathlib import Path
    from sample_case import AT, VERSION, make_bulk
    from onrecord.casefile import connect, writer
    left = [int(sys.argv[2])]
    def count(statement):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    open_file = connect._connect
    def open_and_count(uri):
        connection = open_file(uri)
        connection.set_trace_callback(count)
        return connection
    connect._connect = open_and_count
    case = make_bulk(40, 4)
    with writer.open_for_build(Path(sys.argv[1]), VERSION) as build:
        build.store_stage("a" * 64, "k", case.parts[0])
        writer.write_case(build, case, at=AT)
    print("done")
"""


def _build_killed_at(path: Path, statement: int) -> bool:
    """Run the builder; True where it was killed, False where it came to its end."""
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(statement), str(TESTS)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("statement", [3, 40, 130, 160, 200, 260, 330])
def test_a_killed_build_leaves_the_old_case(tmp_path: Path, statement: int) -> None:
    """Killed at any statement, a build leaves the old case whole, and the next build goes through."""
    path = write_file(make_case(), tmp_path / "case.onrecord")
    killed = _build_killed_at(path, statement)
    left = load_case(path)
    assert left == make_case() if killed else left != make_case()
    write_file(replace(make_case(), findings=()), path)
    assert load_case(path).findings == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("statement", [1, 5, 30, 90, 150])
def test_a_killed_first_build_can_be_completed(tmp_path: Path, statement: int) -> None:
    """Killed while the file is made, a build leaves what a reader refuses by name and the next build completes."""
    path = tmp_path / "case.onrecord"
    assert _build_killed_at(path, statement)
    with pytest.raises(CaseFileError):
        load_case(path)
    write_file(make_case(), path)
    assert load_case(path) == make_case()


def test_finished_work_is_found_again(tmp_path: Path) -> None:
    """What a build finished before it stopped is there for the next one, and what no build uses is dropped."""
    path, parts = tmp_path / "case.onrecord", make_case().parts
    with open_for_build(path, VERSION) as writer:
        writer.store_stage("a" * 64, "read", parts[0])
        writer.store_stage("b" * 64, "read", parts[1])
    with open_for_build(path, VERSION) as writer:
        assert writer.load_stage("a" * 64, "read", type(parts[0])) == parts[0]
        assert writer.load_stage("a" * 64, "other settings", type(parts[0])) is None
        assert writer.load_stage("a" * 64, "read", MentionRecords) is None
        write_case(writer, make_case(), at=AT)
    with open_for_build(path, VERSION) as writer:
        assert writer.load_stage("a" * 64, "read", type(parts[0])) == parts[0]
        assert writer.load_stage("b" * 64, "read", type(parts[0])) is None


def test_two_builds_do_not_mix(tmp_path: Path) -> None:
    """While one build runs a second is refused, and it may run once the first has ended."""
    path = tmp_path / "case.onrecord"
    with build_lock(path), pytest.raises(CaseFileError, match="another build"), open_for_build(path, VERSION):
        pass
    assert load_case(write_file(make_case(), path)) == make_case()


def test_readers_go_on_during_a_build(tmp_path: Path) -> None:
    """A reader that began before a build sees the old case to its end; one that begins inside it does too."""
    path = write_file(make_case(), tmp_path / "case.onrecord")
    with open_for_build(path, VERSION) as writer, reading(path) as before:
        write_case(writer, replace(make_case(), findings=()), at=AT)
        assert before.execute("SELECT count(*) FROM findings").fetchone() == (3,)
        writer._connection.execute("BEGIN IMMEDIATE")
        writer._connection.execute("DELETE FROM documents")
        assert len(load_case(path).parts) == 4
        writer._connection.execute("ROLLBACK")
    assert load_case(path).findings == ()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """The connection of a reader refuses every change."""
    path = write_file(make_case(), tmp_path / "case.onrecord")
    with pytest.raises(CaseFileError, match="readonly"), reading(path) as connection:
        connection.execute("DELETE FROM documents")


@pytest.mark.parametrize("content", [b"An article.\n", b"SQLite format 3\0garbage" * 40])
def test_build_never_writes_over_another_file(tmp_path: Path, content: bytes) -> None:
    """A path that holds something else is refused and left as it is."""
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(CaseFileError), open_for_build(path, VERSION):
        pass
    assert path.read_bytes() == content


def test_build_never_writes_into_a_foreign_database(tmp_path: Path) -> None:
    """Another program's database is refused and left as it is."""
    path = tmp_path / "birds.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(CaseFileError, match="another program"), open_for_build(path, VERSION):
        pass
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A case in a folder that does not exist is an error of the case file."""
    with pytest.raises(CaseFileError, match="nowhere"), open_for_build(tmp_path / "nowhere" / "case.onrecord", VERSION):
        pass


def _write_inputs(folder: Path) -> list[InputFile]:
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c\udce9.txt"):
        (folder / name).write_text(name[0])
    sums = {
        "a": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "b": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
        "c": "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6",
    }
    return [InputFile(path=f"in/{file.name}", n_bytes=1, sha256=sums[file.name[0]]) for file in folder.iterdir()]


def test_verify_names_what_changed(tmp_path: Path) -> None:
    """Every input is compared with its hash at intake; a changed byte and a missing file are named, the rest is unchanged."""
    try:
        inputs = _write_inputs(tmp_path / "in")
    except OSError:
        pytest.skip("this system has no file names beyond UTF-8")
    path = tmp_path / "case.onrecord"
    with open_for_build(path, VERSION) as writer:
        write_case(writer, make_case(), inputs=inputs, at=AT)
    assert [state.state for state in verify_inputs(path)] == ["unchanged"] * 3
    (tmp_path / "in" / "a.txt").write_text("A")
    (tmp_path / "in" / "b.txt").unlink()
    states = {state.path[:4]: state.state for state in verify_inputs(path)}
    assert states == {"in/a": "changed", "in/b": "missing", "in/c": "unchanged"}


def test_the_intake_log_is_a_chain(tmp_path: Path) -> None:
    """An unchanged input adds no row, a changed one does, and a row altered later breaks the chain."""
    path = tmp_path / "case.onrecord"
    first = InputFile(path="a.txt", n_bytes=1, sha256="0" * 64)
    for sha256, rows in (("0" * 64, 1), ("0" * 64, 1), ("1" * 64, 2), ("0" * 64, 3)):
        with open_for_build(path, VERSION) as writer:
            write_case(writer, make_case(), inputs=[replace(first, sha256=sha256)], at=AT)
        with reading(path) as connection:
            assert connection.execute("SELECT count(*) FROM intake_log").fetchone() == (rows,)
    assert broken_seal(path) is None
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE intake_log SET sha256 = ? WHERE seq = 2", ("2" * 64,))
    connection.close()
    assert broken_seal(path) == 2


@pytest.mark.skipif(os.name == "nt", reason="a lock file cannot be removed while it is open there")
def test_a_lock_left_by_a_dead_builder_is_no_lock(tmp_path: Path) -> None:
    """The file of a lock may be left lying; only a living holder counts."""
    path = tmp_path / "case.onrecord"
    (tmp_path / ".case.onrecord.lock").touch()
    assert load_case(write_file(make_case(), path)) == make_case()


def test_verify_looks_into_archives(tmp_path: Path) -> None:
    """A member of an archive, also of one inside another, is compared by its own bytes."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.txt", "b")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/a.txt", "a")
        archive.writestr("inner.zip", inner.getvalue())
    (tmp_path / "torn.zip").write_bytes(b"PK")
    a, b = (hashlib.sha256(letter).hexdigest() for letter in (b"a", b"b"))
    names = {"a.zip!/in/a.txt": a, "a.zip!/inner.zip!/b.txt": b, "a.zip!/gone.txt": a, "torn.zip!/a.txt": a, "gone.zip!/a": a}
    path = tmp_path / "case.onrecord"
    with open_for_build(path, VERSION) as writer:
        inputs = [InputFile(path=name, n_bytes=1, sha256=sha256) for name, sha256 in names.items()]
        write_case(writer, make_case(), inputs=inputs, at=AT)
    assert {state.path: state.state for state in verify_inputs(path)} == {
        "a.zip!/in/a.txt": "unchanged",
        "a.zip!/inner.zip!/b.txt": "unchanged",
        "a.zip!/gone.txt": "missing",
        "torn.zip!/a.txt": "unreadable",
        "gone.zip!/a": "missing",
    }
