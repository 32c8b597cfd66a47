"""Readers and builders of one case file do not get in each other's way."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.casefile.connect import open_to_build, reading
from onrecord.errors import CaseFileError
from sample_case import make_case, write_file

WRITE_AND_LEAVE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE case_info SET value = value")
connection.commit()
connection.close()
"""


def test_a_second_reader_leaves_the_first_one_its_locks(tmp_path: Path) -> None:
    """SQLite's locks belong to the process: a reader that comes and goes must not take away those of another.

    Without its lock on the case file the first reader is unknown to the writer, who then, as the last one to leave, clears the
    write-ahead log away under it: "database disk image is malformed".
    """
    case = write_file(make_case(), tmp_path / "shared.onrecord")
    with reading(case) as first:
        with reading(case) as second:
            second.execute("SELECT 1 FROM documents").fetchone()
        subprocess.run([sys.executable, "-c", WRITE_AND_LEAVE, str(case)], check=True)
        assert case.with_name("shared.onrecord-wal").exists()
        assert first.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("content", [b"An article.", b"SQLite format 3", b"\x00" * 4096, b"SQLite format 3\0" * 300])
def test_a_file_of_another_kind_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    """Neither a reader nor a builder takes something else for a case file, and neither changes it."""
    other = tmp_path / "article.onrecord"
    other.write_bytes(content)
    with pytest.raises(CaseFileError), reading(other):
        raise AssertionError("read")
    with pytest.raises(CaseFileError):
        open_to_build(other, "0.0")
    assert other.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["article.onrecord"]
