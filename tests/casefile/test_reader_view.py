"""The reader: which part of a document is shown, and that it is the text itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casefile.marks_view import find_words
from onrecord.casefile.originals import find_original, original_of
from onrecord.casefile.reader_view import SECTION_CHARS, Wanted, covered_boxes, view_part
from onrecord.errors import SettingsError
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Box, Document, Pile, Source
from sample_case import MAIL_TEXT, STORY_TEXT, make_case, write_file


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented case."""
    return write_file(make_case(), tmp_path_factory.mktemp("reader") / "sample.onrecord")


def shown(case: Path, document_id: str, wanted: Wanted) -> str:
    """The text of one part."""
    return "".join(run.text for run in view_part(case, document_id, wanted).runs)


def test_a_page_is_its_text_with_its_margin(sample: Path) -> None:
    """The second page has its words, its stamp, its message and its deletion."""
    view = view_part(sample, "d-mail", Wanted(page=2))
    assert "".join(run.text for run in view.runs) == MAIL_TEXT[MAIL_TEXT.index("\f") + 1 :]
    assert view.stamps == ("KEEPER 000002",)
    assert [(each.id, each.begins_here) for each in view.messages] == [("m-2", True)]
    assert [each.id for each in view.redactions] == ["r-2"]
    assert (view.earlier, view.later) == (1, None)


def test_a_span_opens_its_page_and_is_marked(sample: Path) -> None:
    """A cited place is found on its page and is the only thing marked as asked for."""
    start = MAIL_TEXT.index("hurry")
    view = view_part(sample, "d-mail", Wanted(start=start, end=start + 5))
    assert view.page == 2
    assert [run.text for run in view.runs if any(mark.kind == "target" for mark in run.marks)] == ["hurry"]


def test_an_article_shows_what_was_found_in_it(sample: Path) -> None:
    """Quotation, figure, date, person and finding are marked where they stand; a byline is not struck out."""
    runs = view_part(sample, "d-story", Wanted()).runs
    kinds = {mark.kind for run in runs for mark in run.marks}
    assert {"quote", "figure", "date", "person", "role", "finding"} <= kinds
    assert "left-out" not in kinds
    assert "".join(run.text for run in runs) == STORY_TEXT


def test_there_is_no_such_page_or_document(sample: Path) -> None:
    """What is not there is named."""
    with pytest.raises(SettingsError, match="no page 9"):
        view_part(sample, "d-mail", Wanted(page=9))
    with pytest.raises(SettingsError, match="no document"):
        view_part(sample, "../../etc/passwd", Wanted())


def long_case(text: str) -> CaseRecords:
    """One long text without pages."""
    source = Source(path="coverage/long.txt", sha256="0" * 64, n_bytes=1, media_type="text/plain", pile=Pile.COVERAGE)
    return CaseRecords(parts=(DocumentRecords(document=Document(id="d-long", source=source, kind="text", text=text)),))


@pytest.mark.parametrize("line", ["words of a line\n", "no line ends here ", "é\U0001f332\r\n"])
def test_sections_are_the_whole_text_once(tmp_path: Path, line: str) -> None:
    """Followed from the first to the last, the sections of a long text are that text; back is the way one came."""
    text = line * (int(3.4 * SECTION_CHARS) // len(line))
    case = write_file(long_case(text), tmp_path / "long.onrecord")
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    while True:
        view = view_part(case, "d-long", Wanted(start=at))
        pieces.append("".join(run.text for run in view.runs))
        assert view.start == at
        assert view.earlier == (starts[-1] if starts else None)
        starts.append(at)
        if view.later is None:
            break
        at = view.later
    assert "".join(pieces) == text
    assert len(pieces) > 2


@given(st.text(alphabet="abcé \n\"-'", max_size=80), st.text(alphabet='abcé "*~-', max_size=12))
@settings(max_examples=150, deadline=None)
def test_searched_words_are_marked_where_they_stand(text: str, query: str) -> None:
    """Whatever is typed and wherever, the marks lie within the text and on whole words."""
    for start, end in find_words(text, query):
        assert 0 <= start < end <= len(text)
        assert start == 0 or not text[start - 1].isalnum()
        assert end == len(text) or not text[end].isalnum()


def test_boxes_of_failed_redactions_are_covered(tmp_path: Path) -> None:
    """The picture of a page is painted over where a redaction failed, and nowhere else."""
    case = make_case()
    part = next(part for part in case.parts if part.document.id == "d-mail")
    failed = replace(part.inbox.redactions[1], id="r-3", failed=True, box=Box(1.0, 2.0, 3.0, 4.0))
    inbox = replace(part.inbox, redactions=(*part.inbox.redactions, failed))
    parts = tuple(replace(each, inbox=inbox) if each is part else each for each in case.parts)
    path = write_file(replace(case, parts=parts), tmp_path / "failed.onrecord")
    assert covered_boxes(path, "d-mail", 2) == ((1.0, 2.0, 3.0, 4.0),)
    assert covered_boxes(path, "d-mail", 1) == ()


def test_an_original_is_opened_only_unchanged(tmp_path: Path) -> None:
    """A file that is not the one taken in, or is none of the case's, is not given out."""
    import hashlib  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    body = b"%PDF-1.4 the body"
    archive = tmp_path / "box.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("inner/a.pdf", body)
    digest = hashlib.sha256(body).hexdigest()
    source = Source(path="box.zip!/inner/a.pdf", sha256=digest, n_bytes=1, media_type="application/pdf", pile=Pile.RECORDS)
    document = Document(id="d-zip", source=source, kind="pdf", text="x")
    case = write_file(CaseRecords(parts=(DocumentRecords(document=document),)), tmp_path / "zip.onrecord")
    original = original_of(case, "d-zip")
    assert original is not None
    found = find_original(case, original, tmp_path)
    assert found is not None
    assert found.read_bytes() == body
    assert find_original(case, replace(original, sha256="0" * 64), tmp_path) is None
    assert original_of(case, "../box.zip") is None
