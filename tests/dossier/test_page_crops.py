"""Pieces of pages: what is cited is marked, what is private is covered, what cannot be masked is not shown."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from onrecord.dossier.mask_records import MaskedSpan
from onrecord.dossier.page_crops import COVER, MARK, OTHER_TEXT, PICTURE, PICTURE_PAGE, TURNED, Crop, PageCrops
from onrecord.readers.page_words import read_page_words
from onrecord.spans import Span

LINES = ("The warden wrote to Ada Fenwick on Monday.", "Nothing was said of the north gate.")


def _pdf(file: Path, draw: Callable[[Canvas], None] | None = None, turn: int = 0) -> Path:
    """One page with two lines, and whatever else is drawn on it."""
    canvas = Canvas(str(file), pagesize=(612, 792), invariant=1)
    canvas.setPageRotation(turn)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * number, line)
    if draw is not None:
        draw(canvas)
    canvas.showPage()
    canvas.save()
    return file


def _crop(file: Path, cited: str = "north gate", masked: str = "Ada Fenwick") -> Crop:
    text = read_page_words(file, 1).text
    start = text.index(masked)
    mask = MaskedSpan(start=start, end=start + len(masked), kind="name", reason="a test", pseudonym="Person 1")
    return PageCrops(file).crop(1, text, [Span(text.index(cited), text.index(cited) + len(cited))], [mask])


def _share(crop: Crop, colour: tuple[int, int, int], near: int = 8) -> float:
    """How much of the picture has a colour, about."""
    assert crop.png is not None
    with Image.open(io.BytesIO(crop.png)) as opened:
        picture = opened.convert("RGB")
    found: list[tuple[int, tuple[int, int, int]]] = picture.getcolors(1 << 20)  # type: ignore[assignment]
    alike = [n for n, seen in found if all(abs(one - other) <= near for one, other in zip(seen, colour, strict=True))]
    return sum(alike) / sum(n for n, _ in found)


def test_marked_and_covered(tmp_path: Path) -> None:
    """The cited words are marked and the masked ones painted over; the rest of the line stays."""
    crop = _crop(_pdf(tmp_path / "a.pdf"))
    assert crop.n_covered == 2
    assert 0.005 < _share(crop, MARK) < 0.06
    assert 0.005 < _share(crop, COVER) < 0.06
    nothing_masked = _crop(_pdf(tmp_path / "a.pdf"), masked="The warden wrote to Ada Fenwick on Monday.")
    assert nothing_masked.n_covered == 8


def test_covered_words_cannot_be_read(tmp_path: Path) -> None:
    """Where the masked words stood, every pixel has the colour of the cover."""
    file = _pdf(tmp_path / "a.pdf")
    crop, words = _crop(file), read_page_words(file, 1)
    assert crop.png is not None
    boxes = [word.box for word in words.words if words.text[word.start : word.end] in ("Ada", "Fenwick")]
    assert len(boxes) == 2
    with Image.open(io.BytesIO(crop.png)) as opened:
        picture = opened.convert("RGB")
    scale = picture.width / 612
    top = picture.height / scale
    cited = next(word.box for word in words.words if words.text[word.start : word.end] == "north")
    above = cited[1] - 54  # the crop begins so far above the cited line, unless that cuts a line
    for x0, y0, x1, y1 in boxes:
        assert y1 - above < top
        inner = picture.crop((round(x0 * scale), round((y0 - above) * scale), round(x1 * scale), round((y1 - above) * scale)))
        colours = inner.getcolors(1 << 20)
        assert colours is not None
        assert len(colours) == 1
        assert all(abs(one - other) <= 8 for one, other in zip(colours[0][1], COVER, strict=True))  # type: ignore[arg-type]


def test_no_metadata_and_same_bytes(tmp_path: Path) -> None:
    """The picture says nothing but its pixels, and the same at every run."""
    first, second = _crop(_pdf(tmp_path / "a.pdf")), _crop(_pdf(tmp_path / "b.pdf"))
    assert first.png == second.png is not None
    with Image.open(io.BytesIO(first.png or b"")) as opened:
        assert not opened.info.keys() - {"transparency"}


def _photograph(canvas: Canvas, x: int, y: int, width: int, height: int) -> None:
    picture = Image.new("RGB", (200, 80), "white")
    ImageDraw.Draw(picture).text((10, 30), "Ada Fenwick", fill="black")
    canvas.drawImage(ImageReader(picture), x, y, width, height)


def test_pictures_on_the_page_are_left_out(tmp_path: Path) -> None:
    """A picture may show what no reader found in it: it is painted over."""
    crop = _crop(_pdf(tmp_path / "a.pdf", lambda canvas: _photograph(canvas, 400, 660, 120, 50)))
    assert crop.n_pictures == 1
    assert _share(crop, PICTURE) > 0.05


def test_annotations_are_left_out(tmp_path: Path) -> None:
    """A note pinned to the page is not of its text: it is painted over."""
    crop = _crop(
        _pdf(
            tmp_path / "a.pdf",
            lambda canvas: canvas.freeTextAnnotation("Ada Fenwick", "/Helv 12 Tf 0 g", Rect=[300, 660, 420, 690]),
        )
    )
    assert crop.n_pictures == 1
    assert _share(crop, PICTURE) > 0.03


def test_a_scan_is_not_shown(tmp_path: Path) -> None:
    """Of a page that is a picture, nothing is shown."""
    crop = _crop(_pdf(tmp_path / "a.pdf", lambda canvas: _photograph(canvas, 0, 0, 612, 792)))
    assert crop.png is None
    assert crop.reason in (PICTURE_PAGE, OTHER_TEXT)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_not_shown(tmp_path: Path, turn: int) -> None:
    """Where the print is turned against the sheet, boxes and picture do not fit: nothing is shown."""
    crop = _crop(_pdf(tmp_path / "a.pdf", turn=turn))
    assert crop.png is None
    assert crop.reason == TURNED


def test_other_text_is_not_shown(tmp_path: Path) -> None:
    """Where the page says something else than the case, nothing is shown."""
    crop = PageCrops(_pdf(tmp_path / "a.pdf")).crop(1, "Nothing of the kind.", [Span(0, 7)], [])
    assert (crop.png, crop.reason) == (None, OTHER_TEXT)


def test_words_that_stand_twice(tmp_path: Path) -> None:
    """The same word twice on a line has two places, in the order of the text."""
    file = _pdf(tmp_path / "a.pdf", lambda canvas: canvas.drawString(72, 640, "that was that and you saw that your way"))
    words = read_page_words(file, 1)
    boxes = [word.box for word in words.words if words.text[word.start : word.end] == "that"]
    assert len(boxes) == len(set(boxes)) == 3
    assert boxes == sorted(boxes)
