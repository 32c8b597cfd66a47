"""Files and folders to sources in a fixed order."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model.documents import Pile, Problem
from onrecord.readers.archives import ArchiveLimits
from onrecord.readers.intake import Intake, list_sources


def take_in(tmp_path: Path, *inputs: Path, limits: ArchiveLimits | None = None) -> tuple[dict[str, Intake], dict[str, Problem]]:
    """The intakes by the part of their path below `tmp_path`, and the problems by reason."""
    scratch = tmp_path / ".scratch"
    intakes, problems = list_sources([(path, None) for path in inputs or (tmp_path / "in",)], scratch=scratch, limits=limits)
    top = (tmp_path / "in").as_posix() + "/"
    return {item.source.path.removeprefix(top): item for item in intakes}, {item.reason: item for item in problems}


def write(tmp_path: Path, files: dict[str, bytes]) -> None:
    """Files below the folder `in`."""
    for name, content in files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip archive in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_the_nearest_folder_named_as_a_pile_decides(tmp_path: Path) -> None:
    """A folder called records, coverage or data puts its files into that pile; else the kind of file does."""
    write(
        tmp_path,
        {
            "records/note.txt": b"note",
            "records/coverage/story.txt": b"story",
            "data/list.txt": b"list",
            "story.txt": b"story two",
            "page.html": b"<html><p>words</p></html>",
            "table.csv": b"a,b\n1,2\n",
            "mail.eml": b"From: a@b.example\nSubject: x\n\nbody",
            "release.pdf": b"%PDF-1.4",
        },
    )
    found, _ = take_in(tmp_path)
    assert {path: item.source.pile for path, item in found.items()} == {
        "records/note.txt": Pile.RECORDS,
        "records/coverage/story.txt": Pile.COVERAGE,
        "data/list.txt": Pile.DATA,
        "story.txt": Pile.COVERAGE,
        "page.html": Pile.COVERAGE,
        "table.csv": Pile.DATA,
        "mail.eml": Pile.RECORDS,
        "release.pdf": Pile.RECORDS,
    }


def test_order_of_inputs_does_not_matter(tmp_path: Path) -> None:
    """The same inputs in another order, or one of them twice, give the same list."""
    write(tmp_path, {"a.txt": b"one", "b.txt": b"one", "c/d.txt": b"two"})
    top = tmp_path / "in"
    one = list_sources([(top / "c", None), (top / "a.txt", None), (top / "b.txt", None)], scratch=tmp_path / "s")
    two = list_sources([(top / "b.txt", None), (top, None), (top / "a.txt", None)], scratch=tmp_path / "s")
    assert one == two
    assert [item.copy_number for item in one[0]] == [0, 1, 0]
    assert len({item.document_id() for item in one[0]}) == 3


def test_a_sidecar_speaks_for_its_file_and_is_no_source(tmp_path: Path) -> None:
    """Title, publisher and date come from FILE.meta.json, also for a file handed in alone."""
    write(
        tmp_path,
        {"a.txt": b"words", "a.txt.meta.json": b'{"published": "2017-10", "publisher": "The County Post", "title": "A"}'},
    )
    for inputs in ((), (tmp_path / "in" / "a.txt",)):
        found, problems = take_in(tmp_path, *inputs)
        source = found["a.txt"].source
        assert list(found) == ["a.txt"]
        assert not problems
        assert (source.publisher, source.title, source.published_basis) == ("The County Post", "A", "sidecar")
        assert source.published is not None
        assert (source.published.earliest.isoformat(), source.published.latest.isoformat()) == ("2017-10-01", "2017-10-31")


@pytest.mark.parametrize(
    "content",
    [b"{", b"[1]", b'{"published": "soon"}', b'{"title": 5}', b"\xff\xfe\x00", b"[" * 100_000],
    ids=["cut", "list", "no_date", "number", "not_utf8", "nested"],
)
def test_a_broken_sidecar_is_a_problem_and_its_file_is_read(tmp_path: Path, content: bytes) -> None:
    """What is wrong with a sidecar never hides the file beside it."""
    write(tmp_path, {"a.txt": b"words", "a.txt.meta.json": content})
    found, problems = take_in(tmp_path)
    assert list(found) == ["a.txt"]
    assert problems["broken_sidecar"].fatal is False


def test_a_sidecar_changes_the_fingerprint(tmp_path: Path) -> None:
    """A source is read again when its sidecar changes, though its bytes do not."""
    write(tmp_path, {"a.txt": b"words"})
    before, _ = take_in(tmp_path)
    write(tmp_path, {"a.txt.meta.json": b'{"title": "B"}'})
    after, _ = take_in(tmp_path)
    assert before["a.txt"].fingerprint != after["a.txt"].fingerprint


def test_hidden_files_are_noted_only_where_they_look_like_content(tmp_path: Path) -> None:
    """What desktops write is passed over; a hidden article is named."""
    write(tmp_path, {".DS_Store": b"x", "._a.txt": b"x", "~$memo.docx": b"x", ".git/a.txt": b"x", "a.txt": b"words"})
    found, problems = take_in(tmp_path)
    assert (list(found), problems) == (["a.txt"], {})
    write(tmp_path, {".story.html": b"<p>words</p>"})
    found, problems = take_in(tmp_path)
    assert (list(found), list(problems)) == (["a.txt"], ["hidden_file"])


def test_members_of_an_archive_are_sources(tmp_path: Path) -> None:
    """A zip, and a zip inside it, give their members with their paths, piles and sidecars."""
    inner = zip_of({"deep.txt": b"deep words"})
    write(
        tmp_path,
        {
            "a.zip": zip_of(
                {"records/x.txt": b"x words", "y.csv": b"a\n1\n", "y.csv.meta.json": b'{"title": "Y"}', "b.zip": inner}
            )
        },
    )
    found, problems = take_in(tmp_path)
    assert not problems
    assert list(found) == ["a.zip!/b.zip!/deep.txt", "a.zip!/records/x.txt", "a.zip!/y.csv"]
    assert found["a.zip!/records/x.txt"].source.pile is Pile.RECORDS
    assert found["a.zip!/y.csv"].source.title == "Y"
    assert found["a.zip!/b.zip!/deep.txt"].file.read_bytes() == b"deep words"


def test_names_that_lead_outside_are_refused(tmp_path: Path) -> None:
    """No member is written outside the scratch folder, and each refused one is named."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("../out.txt", "/abs.txt", "C:\\win.txt", "a/../../up.txt", "good.txt"):
            archive.writestr(name, b"words")
        archive.writestr(link, "/etc/passwd")
    write(tmp_path, {"a.zip": stream.getvalue()})
    before = {path for path in tmp_path.rglob("*") if ".scratch" not in path.parts}
    intakes, problems = list_sources([(tmp_path / "in", None)], scratch=tmp_path / ".scratch")
    assert [item.source.path.rsplit("!/")[1] for item in intakes] == ["good.txt"]
    assert sorted(problem.reason for problem in problems) == ["unsafe_link"] + ["unsafe_name"] * 4
    assert {path for path in tmp_path.rglob("*") if ".scratch" not in path.parts} == before


BOMBS = {
    "one_member_that_grows": (zip_of({"big.txt": b"0" * 3_000_000}), ArchiveLimits(free_bytes=1_000, max_ratio=100)),
    "many_members": (zip_of({f"{n}.txt": b"x" for n in range(30)}), ArchiveLimits(max_members=10)),
    "members_that_grow_together": (
        zip_of({f"{n}.txt": os.urandom(600) for n in range(9)}),
        ArchiveLimits(max_total_bytes=2_000),
    ),
    "archives_in_archives": (
        zip_of({"1.zip": zip_of({"2.zip": zip_of({"3.zip": zip_of({"4.txt": b"x"})})})}),
        ArchiveLimits(max_depth=2),
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(tmp_path: Path, name: str) -> None:
    """An archive that unpacks to too much is named, and what was within the limits stays."""
    content, limits = BOMBS[name]
    write(tmp_path, {"a.zip": content, "b.txt": b"words"})
    found, problems = take_in(tmp_path, limits=limits)
    assert list(problems) == ["archive_bomb"]
    assert "b.txt" in found
    written = sum(path.stat().st_size for path in (tmp_path / ".scratch").rglob("*") if path.is_file())
    assert written < 1_000_000


@pytest.mark.parametrize("cut", [30, 60, 100, 120])
def test_a_damaged_archive_is_a_problem(tmp_path: Path, cut: int) -> None:
    """A zip that was cut short is named and nothing raises."""
    write(tmp_path, {"a.zip": zip_of({"x.txt": b"some words " * 50})[:cut]})
    _, problems = take_in(tmp_path)
    assert "damaged_archive" in problems


def test_an_unreadable_folder_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system refuses to list is named; what stands beside it is read."""
    write(tmp_path, {"locked/a.txt": b"a", "open/b.txt": b"b"})
    real = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found, problems = take_in(tmp_path)
    assert list(found) == ["open/b.txt"]
    assert problems["unreadable"].fatal
    assert "Permission denied" in problems["unreadable"].detail


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    """A missing path, a pipe and a link to nothing are named, never opened."""
    write(tmp_path, {"a.txt": b"a"})
    os.mkfifo(tmp_path / "in" / "pipe")
    (tmp_path / "in" / "dead").symlink_to("nowhere")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    found, problems = take_in(tmp_path, tmp_path / "in", tmp_path / "absent")
    assert list(found) == ["a.txt"]
    assert set(problems) == {"missing", "not_a_file", "link_skipped"}
