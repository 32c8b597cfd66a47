"""Inbox, reader, search and front page, asked as a browser asks: what they show, and what they never show."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

import onrecord
from onrecord.casefile.intake import hash_file
from onrecord.model.documents import Box
from onrecord.pipeline import BuildSettings
from onrecord.readers.ocr_engines import find_engine
from onrecord.readers.page_pictures import picture_of_page
from onrecord.web.month_chart import month_bars
from sample_case import make_bulk, make_case, write_file

HOME = "http://127.0.0.1:8765"
MakeClient = Callable[[Path], TestClient]


@pytest.fixture
def client(make_client: MakeClient, sample: Path) -> TestClient:
    """A reader of the sample case."""
    return make_client(sample)


def word_of(client: TestClient) -> str:
    """What every form of the session carries."""
    word: str = client.app.state.desk.csrf_word  # type: ignore[attr-defined]
    return word


def test_the_front_page_leads_with_the_gravest(client: TestClient) -> None:
    """The error stands before the warning, each with its words and a way to where they stand; what was unreadable is said."""
    text = client.get("/").text
    assert text.index("12 of 40 is 30 percent") < text.index("The record goes on")
    assert "/read/d-story?start=" in text
    assert "A password is needed." in text
    assert "2 messages" in text


def test_an_inbox_page_and_its_thread(client: TestClient) -> None:
    """The list has both messages, the open one its words, its deletion, its place and who else got it."""
    text = client.get("/inbox/m-1").text
    for words in ("Ortega, Dana", "RE: Lake permits", "Please send the permit list", "Lindqvist, Åsa", "mail.pdf, p. 1"):
        assert words in text
    assert 'class="m m-redaction" title="(b)(6)">(b)(6)</span>' in text


def test_a_script_gets_the_thread_alone(client: TestClient) -> None:
    """A request of the page itself gets the piece it asks for, a way back through history the whole page."""
    assert "<html" not in client.get("/inbox/m-1", headers={"hx-request": "true"}).text
    back = {"hx-request": "true", "hx-history-restore-request": "true"}
    assert "<html" in client.get("/inbox/m-1", headers=back).text


def test_marks_are_made_by_forms(client: TestClient) -> None:
    """A flag stays until it is taken off, with scripts and without."""
    form = {"csrf": word_of(client), "message": "m-2", "mark": "flagged", "set": "1"}
    plain = client.post("/marks", data=form, headers={"origin": HOME}, follow_redirects=False)
    assert (plain.status_code, plain.headers["location"]) == (303, "/inbox/m-2")
    assert "m-2" in client.get("/inbox?flagged=1").text
    scripted = client.post("/marks", data={**form, "set": "0"}, headers={"origin": HOME, "hx-request": "true"})
    assert '"set": false' in scripted.headers["hx-trigger"]
    assert "No message fits." in client.get("/inbox?flagged=1").text
    assert client.post("/marks", data={**form, "message": "m-9"}, headers={"origin": HOME}).status_code == 404


def test_no_address_of_the_inbox_is_an_error(client: TestClient) -> None:
    """Whatever stands in the address, the list is narrowed or empty, never broken."""
    for query in (
        "from=99999999999999", "from=-1", "after=soon", "before='", "code=%00", "words=%22", "words=*", "person=", "order=x",
        "words=" + "a%20" * 500, "after=2024-99-99",
    ):  # fmt: skip
        assert client.get(f"/inbox?{query}").status_code == 200, query


def test_a_page_of_records_with_its_margin(client: TestClient) -> None:
    """Stamp, message, deletion and findings of a page stand beside it."""
    text = client.get("/read/d-mail?page=1").text
    assert "Inline: (b)(6)" in text
    assert "/inbox/m-1" in text
    assert "Cite as" in text
    assert "mail.pdf, p. 1, sent 5 Mar 2024 9:14 am" in text


def test_the_citation_of_a_selection(client: TestClient) -> None:
    """Any span can be cited; one outside the document is refused."""
    said = client.get("/cite/d-mail?start=3&end=9").text
    assert said == "mail.pdf, p. 1, sent 5 Mar 2024 9:14 am"
    assert client.get("/cite/d-mail?start=3&end=99999").status_code == 404


def test_a_missing_original_is_said(client: TestClient) -> None:
    """Where the file is gone there is no picture, and the page says so."""
    assert "not where it was taken in" in client.get("/read/d-mail?page=1").text
    assert client.get("/page/d-mail/1").status_code == 404


def test_a_text_keeps_every_character(make_client: MakeClient, tmp_path: Path) -> None:
    """Line ends of other systems and odd characters are in the page as they are in the text, so that offsets hold."""
    case = make_bulk(1, 1)
    (part,) = case.parts
    text = "one\r\ntwo\rthree \u202e\U0001f332<b>\n"
    part = replace(part, document=replace(part.document, text=text), inbox=type(part.inbox)())
    page = make_client(write_file(replace(case, parts=(part,)), tmp_path / "odd.onrecord")).get("/read/d-000000").text
    assert "one&#13;\ntwo&#13;three \u202e\U0001f332&lt;b&gt;\n" in page


def test_search_marks_suggests_and_keeps(client: TestClient) -> None:
    """Hits are marked and lead to their place; a misspelt word brings the right one; a search can be kept and dropped."""
    text = client.get("/search?q=permit").text
    assert "<mark>permit</mark>" in text
    assert "/inbox/m-1?q=permit" in text
    assert 'href="/search?q=permit"' in client.get("/search?q=permitt").text
    assert "<mark>permit</mark>" in client.get("/search?q=permitt~").text
    form = {"csrf": word_of(client), "name": "lists", "query": "permit list"}
    assert client.post("/searches", data=form, headers={"origin": HOME}).status_code == 200
    assert "/search?q=permit+list" in client.get("/search").text
    client.post("/searches", data={**form, "forget": "1"}, headers={"origin": HOME})
    assert "/search?q=permit+list" not in client.get("/search").text


def test_months_between_are_gaps() -> None:
    """A month without mail is a gap, not nothing; a long span is drawn by years."""
    bars = month_bars((("2016-12", 2), ("2017-02", 4)), "2017-02", "2017-02")
    assert [(bar.period, bar.height, bar.is_chosen) for bar in bars] == [
        ("2016-12", 30.0, False),
        ("2017-01", 0.0, False),
        ("2017-02", 60.0, True),
    ]
    assert [bar.period for bar in month_bars((("1990-01", 1), ("2020-05", 1)))][:2] == ["1990", "1991"]
    assert len(month_bars((("0001-01", 1), ("9999-12", 1)))) <= 60


# ---- pictures of pages -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of two pages with words, the second with a black square."""
    file = tmp_path_factory.mktemp("pdf") / "release.pdf"
    canvas = Canvas(str(file), pagesize=(612, 792), invariant=True)
    canvas.drawString(72, 700, "From: Ann Marsh")
    canvas.drawString(72, 680, "Please send the lists tonight.")
    canvas.showPage()
    canvas.rect(72, 600, 200, 20, fill=1)
    canvas.drawString(72, 700, "The second page.")
    canvas.save()
    return file


def lightest(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
    """The lightest grey of a part of a picture, 0 for black."""
    (_, light) = picture.crop(box).getextrema()
    assert isinstance(light, int | float)
    return light


def test_a_picture_is_cropped_and_covered(pdf: Path) -> None:
    """The picture has the width that was asked for, a crop shows its part alone, and a covered box is black."""
    whole = Image.open(BytesIO(picture_of_page(pdf, 1, width_px=612)))
    assert whole.size == (612, 792)
    crop = Image.open(BytesIO(picture_of_page(pdf, 1, width_px=400, box=(72, 80, 272, 130))))
    assert crop.size == (400, 100)
    covered = Image.open(BytesIO(picture_of_page(pdf, 1, width_px=612, covered=[(60, 84, 200, 100)]))).convert("L")
    assert lightest(covered, (62, 86, 198, 98)) < 40
    assert covered.getpixel((300, 300)) > 240  # type: ignore[operator]


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_refused(pdf: Path, page: int) -> None:
    """No other page is shown in place of one that does not exist."""
    with pytest.raises(onrecord.errors.SourceError, match="cannot draw page"):
        picture_of_page(pdf, page, width_px=300)


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    """Rubbish costs its process and nothing else."""
    rubbish = tmp_path / "x.pdf"
    rubbish.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 50)
    with pytest.raises(onrecord.errors.SourceError):
        picture_of_page(rubbish, 1, width_px=300)


def test_the_reader_shows_the_page_with_its_words_marked(make_client: MakeClient, pdf: Path, tmp_path: Path) -> None:
    """The picture comes from the original, what is searched for is boxed on it, and a changed file is shown no longer."""
    shutil.copy(pdf, tmp_path / "release.pdf")
    case = tmp_path / "pdf.onrecord"
    onrecord.build(case, [tmp_path / "release.pdf"], BuildSettings(jobs=1, ocr="off"))
    (document,) = onrecord.open_case(case).parts
    client, address = make_client(case), f"/page/{document.document.id}"
    drawn = client.get(f"{address}/1")
    assert drawn.headers["content-type"] == "image/webp"
    assert Image.open(BytesIO(drawn.content)).size[0] == 900
    boxes = client.get(f"{address}/1/marks?q=tonight").text
    assert boxes.count('class="b b-hit"') == 1
    assert f"{address}/2" in client.get(f"/read/{document.document.id}?page=2").text
    (tmp_path / "release.pdf").write_bytes(b"%PDF-1.4 another")
    assert client.get(f"{address}/1").status_code == 404


def test_what_a_failed_redaction_hides_is_in_no_picture(make_client: MakeClient, pdf: Path, tmp_path: Path) -> None:
    """The box of a failed redaction is painted over before the picture leaves the process that draws it."""
    case = make_case()
    part = next(part for part in case.parts if part.document.id == "d-mail")
    source = replace(part.document.source, path=str(pdf), sha256=hash_file(pdf))
    failed = replace(part.inbox.redactions[1], page=1, failed=True, box=Box(60.0, 100.0, 300.0, 116.0))
    part = replace(
        part,
        document=replace(part.document, source=source),
        inbox=replace(part.inbox, redactions=(part.inbox.redactions[0], failed)),
    )
    others = tuple(each for each in case.parts if each.document.id != "d-mail")
    path = write_file(replace(case, parts=(part, *others)), tmp_path / "failed.onrecord")
    picture = Image.open(BytesIO(make_client(path).get("/page/d-mail/1").content)).convert("L")
    left, top, right, bottom = (int(value * 900 / 612) for value in (62, 102, 298, 114))
    assert lightest(picture, (left, top, right, bottom)) < 40


def test_pages_of_a_picture_file_are_shown(make_client: MakeClient, tmp_path: Path) -> None:
    """A fax saved as .tif is looked at page by page in its colours, also where nobody could read its words."""
    first, second = Image.new("RGB", (1700, 2200), "white"), Image.new("RGB", (1700, 2200), (200, 30, 30))
    folder = tmp_path / "records"
    folder.mkdir()
    first.save(folder / "fax.tif", save_all=True, append_images=[second], dpi=(200, 200))
    case = tmp_path / "fax.onrecord"
    onrecord.build(case, [folder], BuildSettings(jobs=1, ocr="off"))
    client = make_client(case)
    found = re.search(r'href="(/read/[^"?]+)', client.get("/documents").text)
    assert found
    page = client.get(f"{found[1]}?page=2").text
    address = found[1].replace("/read/", "/page/") + "/2"
    assert f'src="{address}"' in page
    shown = Image.open(BytesIO(client.get(address).content))
    assert shown.size[0] == 900
    red, green, _ = shown.convert("RGB").getpixel((450, 500))  # type: ignore[misc]  # three numbers
    assert red > 150
    assert green < 100
    assert client.get(f"{address}/marks").status_code == 200
    (folder / "fax.tif").unlink()
    assert client.get(address).status_code == 404


def test_words_of_a_scan_are_marked_on_its_picture(make_client: MakeClient, tmp_path: Path) -> None:
    """What is searched for is marked where it is printed on a page that has no text layer, in a picture file as in a PDF."""
    if find_engine() is None:
        pytest.skip("no program that recognises print is installed: marks on scans need Tesseract")
    folder = tmp_path / "records"
    folder.mkdir()
    scan = Image.new("L", (1275, 1650), 255)
    pen = ImageDraw.Draw(scan)
    pen.text((150, 200), "The roof of the depot is leaking again.", fill=0, font=ImageFont.load_default(40))
    scan.save(folder / "fax.tif", dpi=(150, 150))
    scan.save(folder / "scan.pdf", resolution=150)
    case = tmp_path / "scans.onrecord"
    onrecord.build(case, [folder], BuildSettings(jobs=1))
    client = make_client(case)
    addresses = re.findall(r'href="(/read/[^"?]+)', client.get("/documents").text)
    assert len(set(addresses)) == 2
    for address in sorted(set(addresses)):
        marks = client.get(f"{address.replace('/read/', '/page/')}/1/marks?q=leaking").text
        ((x, y),) = re.findall(r'<rect class="b b-hit" x="([\d.]+)" y="([\d.]+)"', marks)
        assert 250 < float(x) < 300
        assert 90 < float(y) < 120


# ---- building --------------------------------------------------------------------------------------------------------


def wait_for_build(client: TestClient) -> None:
    """Until the build that runs is done."""
    for _ in range(600):
        if not client.app.state.desk.builder.state.is_running:  # type: ignore[attr-defined]
            return
        time.sleep(0.1)
    raise AssertionError("the build did not end in a minute")


def test_an_empty_desk_becomes_a_case(make_client: MakeClient, tmp_path: Path) -> None:
    """A case that does not exist yet is begun in the app: files are handed over, built, and shown."""
    case = tmp_path / "new.onrecord"
    client = make_client(case)
    assert "This case is empty." in client.get("/").text
    assert client.get("/inbox").status_code == 503
    mail = (
        b"From: Ann Marsh <ann@x.example>\nTo: Bo Lee <bo@x.example>\n"
        b"Date: Mon, 5 Mar 2024 09:00:00 +0000\nSubject: Lists\n\nHi.\n"
    )
    files = [("file", ("mail/one.eml", mail, "message/rfc822"))]
    client.post("/sources", data={"csrf": word_of(client), "ocr": "off"}, files=files, headers={"origin": HOME})
    wait_for_build(client)
    assert client.app.state.desk.builder.state.error == ""  # type: ignore[attr-defined]
    assert (tmp_path / "new.sources" / "mail" / "one.eml").read_bytes() == mail
    assert "Lists" in client.get("/inbox").text
    done = client.get("/building", headers={"hx-request": "true"})
    assert done.headers["hx-refresh"] == "true"


def test_a_build_that_fails_says_why(make_client: MakeClient, tmp_path: Path) -> None:
    """A place that is not there, and a folder that nothing can be written beside, are said in words."""
    client = make_client(tmp_path / "new.onrecord")
    form = {"csrf": word_of(client), "place": "/no/such/place"}
    refused = client.post("/sources", data=form, headers={"origin": HOME})
    assert "no source at /no/such/place" in refused.text
    nothing = client.post("/sources", data={"csrf": word_of(client)}, headers={"origin": HOME})
    assert "nothing was handed over" in nothing.text


def test_two_read_while_a_third_builds(make_client: MakeClient, tmp_path: Path) -> None:
    """While another process builds into the case again and again, no reader of two is ever shown an error."""
    case = write_file(make_bulk(400, 20), tmp_path / "busy.onrecord")
    writer = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from sample_case import make_bulk, write_file\n"
        "for n in range(6): write_file(make_bulk(400 + 40 * n, 20), Path(sys.argv[1]))\n"
    )
    tests = str(Path(__file__).resolve().parents[1])
    with subprocess.Popen([sys.executable, "-c", writer, str(case), tests]) as building:
        statuses: list[int] = []

        def read() -> None:
            client = make_client(case)
            while building.poll() is None:
                statuses.extend(client.get(path).status_code for path in ("/", "/inbox", "/inbox/m-3-3", "/search?q=matter"))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert building.returncode == 0
    assert len(statuses) >= 8
    assert set(statuses) == {200}


def test_a_build_that_was_ended_can_be_completed(make_client: MakeClient, tmp_path: Path) -> None:
    """A case whose first build was killed is shown as such, with a way to build it."""
    from onrecord.casefile.connect import open_to_build  # noqa: PLC0415  as a killed build leaves a case

    case = tmp_path / "killed.onrecord"
    open_to_build(case, "0.0").close()
    client = make_client(case)
    assert "has not come to its end" in client.get("/").text
    assert client.get("/inbox").status_code == 503


def test_the_first_messages_show_while_the_rest_is_built(make_client: MakeClient, tmp_path: Path) -> None:
    """During a first build the inbox shows what there is and says that it is not all; all other pages wait."""
    from onrecord.casefile.writer import open_for_build  # noqa: PLC0415  as a running build leaves a case

    case = tmp_path / "growing.onrecord"
    mail = next(part for part in make_case().parts if part.document.id == "d-mail")
    with open_for_build(case, "0.0") as writer:
        writer.show_first(mail, "pages 1-2 of records/mail.pdf")
        client = make_client(case)
        inbox = client.get("/inbox/m-1").text
        assert "still being built" in inbox
        assert "Please send the permit list" in inbox
        assert client.get("/read/d-mail?page=1").status_code == 200
        assert client.get("/findings").status_code == 503
        assert "has not come to its end" in client.get("/").text
