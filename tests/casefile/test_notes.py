"""Tags and notes on stretches of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.casefile.notes import NewNote, add_note, count_tags, read_notes, undo_note
from onrecord.casefile.writer import open_for_build, write_case
from onrecord.errors import SettingsError
from sample_case import AT, make_case, write_file


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The sample case in a file."""
    return write_file(make_case(), tmp_path / "sample.onrecord")


def _new(kind: str = "note", words: str = "ask the office", start: int = 0, end: int = 6) -> NewNote:
    return NewNote(kind=kind, document_id="d-story", start=start, end=end, words=words, who="Reader", at=AT)


def test_a_note_keeps_its_words_and_place(case: Path) -> None:
    """A note is read back with path and words of its stretch, and survives a rebuild."""
    made = add_note(case, _new())
    assert (made.source, made.text) == ("coverage/story.txt", "County")
    with open_for_build(case, "0.0-test") as writer:
        write_case(writer, make_case(), at=AT)
    assert read_notes(case) == (made,)
    assert read_notes(case, "d-mail") == ()


def test_a_note_is_taken_back_once(case: Path) -> None:
    """What is taken back is listed no more, stays in the table, and cannot be taken back again."""
    made = add_note(case, _new())
    undo_note(case, made.id, who="Reader", at=AT)
    assert read_notes(case) == ()
    with pytest.raises(SettingsError):
        undo_note(case, made.id, who="Reader", at=AT)


def test_tags_are_counted(case: Path) -> None:
    """The same tag on two stretches counts twice, blanks in it as one."""
    add_note(case, _new("tag", " to  check "))
    add_note(case, _new("tag", "to check", 7, 13))
    add_note(case, _new("tag", "lead"))
    assert count_tags(read_notes(case)) == (("to check", 2), ("lead", 1))


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(_new(words="  "), id="empty"),
        pytest.param(_new("tag", "x" * 61), id="long-tag"),
        pytest.param(_new("undo"), id="no-kind"),
        pytest.param(_new(start=0, end=10_000), id="no-stretch"),
    ],
)
def test_what_is_no_note_is_refused(case: Path, new: NewNote) -> None:
    """An empty or endless note, an unknown kind or a stretch outside the text is refused with a reason."""
    with pytest.raises(SettingsError):
        add_note(case, new)
