"""Dossiers: every citation opened, nothing private, nothing loaded, the same bytes twice, never half written."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from cited_pages import Element, cited_places, flat, read_html

from onrecord.casefile.loader import load_case
from onrecord.dossier import publishing, settling
from onrecord.dossier.gathering import DossierChoice, choose_findings, gather_dossier
from onrecord.dossier.leak_records import Leak, Secrets
from onrecord.dossier.leaks import find_leaks, find_leaks_in
from onrecord.dossier.mask_records import MaskedSpan
from onrecord.dossier.masking import Masker, make_masker
from onrecord.dossier.pdf import find_browser, without_traces
from onrecord.dossier.publishing import MANIFEST, PDF, PublishRequest, publish
from onrecord.dossier.rendering import render_dossier
from onrecord.errors import MaskingError, SettingsError
from onrecord.model.findings import Severity
from onrecord.pipeline import BuildSettings, build_case

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CHECKOUT = Path(__file__).resolve().parents[2]
INPUTS = CHECKOUT / "tests" / "gold" / "dossier" / "inputs"
DEMO = CHECKOUT / "src" / "onrecord" / "demo_case"
PRIVATE = (
    "Wren",
    "Halloway",
    "wren-halloway",
    "207555318",
    "207 555 318",
    "207-555-318",
    "04/17/1988",
    "014-2277",
    "twh.family",
    "Lund",
)
EVERYTHING = PublishRequest(choice=DossierChoice(severity=Severity.NOTE), with_pdf=False)
ONE_PICTURE = PublishRequest(choice=DossierChoice(codes=("Q105",), severity=Severity.NOTE), with_pdf=False)
NO_PICTURE = PublishRequest(choice=DossierChoice(codes=("F202",)), with_pdf=False)


def _build(origin: Path, folder: Path, packs: Path | None = None) -> Path:
    """A case built from a copy of some inputs, with paths as a user's are: relative to where the program ran."""
    shutil.copytree(origin, folder)
    case = folder / "river.onrecord"
    inputs = [(Path(name), None) for name in ("records", "coverage", "data")]
    with chdir(folder):
        build_case(Path(case.name), inputs, BuildSettings(jobs=1, pack_folder=packs), lambda _progress: None)
    return case


@pytest.fixture(autouse=True, scope="module")
def limit_tesseract() -> Iterator[None]:
    """One thread for each picture that is read: several fight for the processor and none wins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_THREAD_LIMIT", "1")
        yield


@pytest.fixture(name="case", scope="module")
def make_river_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The river office: three printed mails, two texts about them, a table."""
    return _build(INPUTS, tmp_path_factory.mktemp("river") / "case")


@pytest.fixture(name="dossier", scope="module")
def make_published(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of all findings of the river office, with the private page beside it."""
    folder = tmp_path_factory.mktemp("published") / "dossier"
    publish(case, folder, replace(EVERYTHING, review=folder.parent / "private.html"))
    return folder


def _check_cites(case: Path, index: Path, masker: Masker) -> int:
    """Open every citation: file, page, characters, words; gives how many there were."""
    records = load_case(case)
    documents = {masker.name(part.document.source.path): part.document for part in records.parts}
    n_checked = 0
    for cited in cited_places(index):
        document = documents[cited.source]
        assert 0 <= cited.start < cited.end <= len(document.text)
        if document.pages:
            assert cited.page == document.page_at(cited.start)
        words = flat(masker.passage(document.id, cited.start, cited.end))
        if cited.end - cited.start <= 1_000:
            assert cited.up_to_letter.endswith(words), (cited, words)
        else:
            assert flat(words)[:800] in cited.passage, (cited, words)
        n_checked += 1
    return n_checked


def test_every_cite_is_what_it_says(case: Path, dossier: Path) -> None:
    """Behind each letter stand the words that its source cites, masked, on the page it names."""
    findings = load_case(case).findings
    n_checked = _check_cites(case, dossier / "index.html", make_masker(case))
    assert n_checked == sum(len(finding.places) for finding in findings) > 15


def test_cites_of_the_demo(tmp_path: Path) -> None:
    """The demo's dossier too, errors and warnings: every citation opened."""
    case = _build(DEMO, tmp_path / "demo", Path("packs"))
    masker = make_masker(case)
    (tmp_path / "scratch").mkdir()
    with chdir(case.parent):
        gathered = gather_dossier(
            case, DossierChoice(codes=("Q101", "Q131", "R704", "F202", "P401")), masker, tmp_path / "scratch"
        )
    for name, content in render_dossier(gathered.dossier, {}, "a4").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert _check_cites(case, tmp_path / "index.html", masker) > 20
    assert gathered.dossier.ladders
    assert gathered.dossier.threads


@pytest.mark.gold
def test_cites_of_the_articles(shared: Path, tmp_path: Path) -> None:
    """The dossier of five real articles: every citation opened."""
    shutil.copytree(shared / "seeds", tmp_path / "case" / "coverage")
    case = tmp_path / "case" / "articles.onrecord"
    with chdir(case.parent):
        build_case(Path(case.name), [(Path("coverage"), None)], BuildSettings(jobs=1), lambda _progress: None)
        publish(case, tmp_path / "dossier", replace(EVERYTHING, with_pdf=False))
    masker = make_masker(case)
    n_places = sum(min(len(finding.places), 12) for finding in load_case(case).findings)
    assert _check_cites(case, tmp_path / "dossier" / "index.html", masker) == n_places > 20


def test_nothing_private(dossier: Path) -> None:
    """No private name or number stands in any file or file name; officials and the words around do."""
    for file in dossier.rglob("*"):
        content = file.read_bytes().lower() if file.is_file() else b""
        for words in PRIVATE:
            assert words.lower().encode() not in content, (file.name, words)
            assert words.lower() not in file.name.lower()
    index = (dossier / "index.html").read_text(encoding="utf-8")
    for kept in ("Ruth Okafor", "Calder Post", "CRO-00041", "14 / 56 = 25 percent"):
        assert kept in index


def test_private_page(dossier: Path) -> None:
    """The private page names everybody with the reason, is its owner's alone, and loads nothing."""
    review = dossier.parent / "private.html"
    text = review.read_text(encoding="utf-8")
    assert "Tobias Wren-Halloway" in text
    assert "shape of an A-number" in text
    assert review.stat().st_mode & 0o077 == 0
    assert not _loaded(read_html(review))


def test_private_page_stays_out_of_the_dossier(case: Path, tmp_path: Path) -> None:
    """The private page is refused inside the folder that is published."""
    with pytest.raises(SettingsError, match="names everybody"):
        publish(case, tmp_path / "d", replace(EVERYTHING, review=tmp_path / "d" / "review.html"))
    assert not (tmp_path / "d").exists()


def _loaded(page: Element) -> list[str]:
    """Everything that a page makes a browser fetch."""
    return [
        e.attributes[name]
        for e in page.all()
        for name in ("src", "href", "action", "data", "srcset")
        if name in e.attributes and e.tag != "a"
    ]


def test_stands_alone(dossier: Path) -> None:
    """No page has a script, a reference out of the folder or a path of this machine; every link leads to something."""
    pages = sorted(dossier.rglob("*.html"))
    ids = {page: {e.attributes["id"] for e in read_html(page).all() if "id" in e.attributes} for page in pages}
    assert len(pages) > 1
    for page in pages:
        tree, text = read_html(page), page.read_text(encoding="utf-8")
        assert not list(tree.all("script"))
        assert "default-src 'none'" in text
        assert not re.search(r"https?:|javascript:|file:///|style=|\son\w+=", text)
        for told in (str(dossier.parent), str(CHECKOUT), "/tmp/", "/home/", "/root/"):
            assert told not in text
        for address in [*_loaded(tree), *(link.attributes["href"] for link in tree.all("a"))]:
            name, _, anchor = address.partition("#")
            target = (page.parent / name).resolve() if name else page.resolve()
            assert target.is_relative_to(dossier.resolve())
            assert target.is_file()
            assert not anchor or anchor in {k.resolve(): v for k, v in ids.items()}[target]
    style = (dossier / "dossier.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_manifest(dossier: Path) -> None:
    """The manifest lists every other file."""
    listed = json.loads((dossier / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    found = {path.relative_to(dossier).as_posix() for path in dossier.rglob("*") if path.is_file()}
    assert found == {*listed, MANIFEST}


def test_same_bytes_twice(case: Path, tmp_path: Path) -> None:
    """A second run over the first gives the same files, and nothing else is left beside it."""
    runs = []
    for _ in range(2):
        publish(case, tmp_path / "d", ONE_PICTURE)
        runs.append({path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()})
    assert runs[0] == runs[1]
    assert {path.name for path in runs[0]} == {"index.html", "thread-001.html", "dossier.css", "f001-b.png", MANIFEST}
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_a_leak_is_refused(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the masking lets one name through, nothing is written, the places are listed, the words are not."""
    honest: Callable[..., tuple[MaskedSpan, ...]] = Masker.spans

    def careless(self: Masker, words: str, *, document_id: str | None = None) -> tuple[MaskedSpan, ...]:
        return tuple(s for s in honest(self, words, document_id=document_id) if "Halloway" not in words[s.start : s.end])

    monkeypatch.setattr(Masker, "spans", careless)
    with pytest.raises(MaskingError) as refused:
        publish(
            case,
            tmp_path / "dossier",
            replace(NO_PICTURE, choice=DossierChoice(codes=("D301",)), review=tmp_path / "private.html"),
        )
    assert refused.value.exit_code == 5
    assert "index.html" in str(refused.value)
    assert "Halloway" not in str(refused.value)
    assert "Halloway" in (tmp_path / "private.html").read_text(encoding="utf-8").partition("What the leak test found")[2]
    assert [path.name for path in tmp_path.iterdir()] == ["private.html"]


def test_a_leak_in_a_picture_is_refused(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page picture in which a name was left open is noticed, where Tesseract is installed."""
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed: nobody reads the pictures")
    monkeypatch.setattr("onrecord.dossier.page_crops.COVER", None)  # what is painted with no colour stays open
    with pytest.raises(MaskingError, match="pictures/"):
        publish(case, tmp_path / "dossier", ONE_PICTURE)


def test_stopped_half_way(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt leaves what was there before, and nothing beside it."""
    publish(case, tmp_path / "dossier", NO_PICTURE)
    before = (tmp_path / "dossier" / "index.html").read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "find_leaks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(case, tmp_path / "dossier", ONE_PICTURE)
    assert (tmp_path / "dossier" / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["dossier"]


def test_killed(case: Path, tmp_path: Path) -> None:
    """A killed run leaves no folder; the next one clears away what it left."""
    command = [sys.executable, "-m", "onrecord.cli", "publish", str(case), str(tmp_path / "d"), "--no-pdf", "--code", "F202"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not list(tmp_path.glob(".d.part-*")) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert [path.name for path in tmp_path.iterdir()] == [f".d.part-{process.pid}"]
    publish(case, tmp_path / "d", NO_PICTURE)
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


@pytest.mark.parametrize("name", ["notes.txt", "pictures/mine.png"])
def test_other_peoples_folders(case: Path, tmp_path: Path, name: str) -> None:
    """A folder that holds anything that onrecord did not write is refused and stays as it is."""
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match="did not write"):
        publish(case, tmp_path, EVERYTHING)
    assert mine.read_text(encoding="utf-8") == "mine"


def test_what_is_chosen(case: Path, tmp_path: Path, onrecord: Run) -> None:
    """Findings are chosen by id, code or severity; an unknown id is refused; an empty choice too."""
    finding = next(each for each in load_case(case).findings if each.code == "F202")
    done = onrecord(
        "publish", case, tmp_path / "d", "--no-pdf", "--finding", finding.id, "--title", "On Ruth Okafor", cwd=case.parent
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 finding, 0 threads, 0 pictures of pages; ")
    assert "<title>On Ruth Okafor</title>" in (tmp_path / "d" / "index.html").read_text(encoding="utf-8")
    assert onrecord("publish", case, tmp_path / "e", "--finding", finding.id, "--code", "F202").returncode == 2
    for choice in (DossierChoice(finding_ids=("n-0",)), DossierChoice(codes=("T999",))):
        with pytest.raises(SettingsError, match="no such findings" if choice.codes else "n-0"):
            choose_findings(case, choice)
    assert not (tmp_path / "e").exists()


def test_changed_original_gives_no_picture(case: Path, tmp_path: Path) -> None:
    """Where the original is no more what it was, the dossier quotes the case and shows no page."""
    shutil.copy(case, tmp_path / "case.onrecord")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "release.pdf").write_bytes(b"%PDF-1.4 something else")
    with chdir(tmp_path):
        published = publish(Path("case.onrecord"), Path("d"), replace(EVERYTHING, choice=DossierChoice(codes=("Q101",))))
    assert published.n_pictures == 0
    assert "the original is not where it was, or has changed" in flat(read_html(tmp_path / "d" / "index.html").text())


@pytest.fixture(name="printed", scope="module")
def make_pdf(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with its PDF."""
    if find_browser() is None:
        pytest.skip("no browser is installed that prints PDF")
    folder = tmp_path_factory.mktemp("printed") / "dossier"
    published = publish(case, folder, replace(ONE_PICTURE, choice=DossierChoice(codes=("Q101", "Q105")), with_pdf=True))
    assert published.no_pdf == ""
    return folder


def test_pdf(printed: Path) -> None:
    """The PDF holds the findings and their threads, numbers its pages, and tells nothing of this machine."""
    content = (printed / PDF).read_bytes()
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    text = flat(" ".join(pages))
    for words in (
        "Words changed inside quotation marks",
        "number: “four” for “three”",
        "CRO-00041",
        "Thread 1: Closures due tonight",
    ):
        assert words in text
    for words in PRIVATE:
        assert words.lower() not in text.lower()
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages[1:], 2))
    assert document.get_metadata_dict(skip_empty=True)["CreationDate"].startswith("D:20000101")
    for told in (b"file:", b"Mozilla", b"Skia", str(printed.parent).encode(), b"Linux"):
        assert told not in content
    assert not (printed / "whole.html").exists()


def test_traces_keep_every_byte_in_its_place() -> None:
    """Dates and what made the file are blotted out without moving anything, escaped parentheses included."""
    browser = rb"Mozilla/5.0 \(X11; Linux\) Gecko"
    made = b"/Creator (" + browser + b")\n/Producer (Skia/PDF m1)\n/ModDate (D:20261122071829+00'00')>>"
    blotted = b"onrecord".ljust(len(browser))
    assert without_traces(made) == (
        b"/Creator (" + blotted + b")\n/Producer (onrecord   )\n/ModDate (D:20000101000000+00'00')>>"
    )


def test_what_the_leak_test_finds_is_masked_besides(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that only the leak test takes for private are covered too, instead of stopping the publication."""
    honest, honest_in = find_leaks, find_leaks_in
    leak = Leak(file="index.html", place="text at 1", label="Person 9", how="a part of it", words="Nora\nQuill")

    def strict(folder: Path, secrets: Secrets) -> tuple[Leak, ...]:
        found = [leak] if b"Quill" in (folder / "index.html").read_bytes() else []
        return (*honest(folder, secrets), *found)

    def strict_in(files: Mapping[str, bytes], secrets: Secrets) -> tuple[Leak, ...]:
        found = [leak] if b"Quill" in files["index.html"] else []
        return (*honest_in(files, secrets), *found)

    monkeypatch.setattr(publishing, "find_leaks", strict)
    monkeypatch.setattr(settling, "find_leaks_in", strict_in)
    publish(case, tmp_path / "d", NO_PICTURE)
    index = (tmp_path / "d" / "index.html").read_text(encoding="utf-8")
    assert "Quill" not in index
    assert "River office closed a quarter of its landings" in index
