"""A draft against a case: each quotation, figure, date and title with its verdict, and nothing of it kept."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

import onrecord
from onrecord.cli.__main__ import main
from onrecord.errors import SettingsError, SourceError
from onrecord.model.drafts import DraftCheck, DraftKind, DraftReport
from onrecord.model.findings import Outcome, Severity
from onrecord.pipeline import BuildSettings
from onrecord.questions import check_draft
from onrecord.text.dates import parse_date

MAIL = """\
From: Dana Ortega <d.ortega@parks.example>
To: Kim Bell <k.bell@parks.example>
Date: Tue, 5 Mar 2024 09:14:00 -0500
Subject: Lake permits

Kim,

We refused 167 of the 498 permit requests for the lake. The list must stay inside the office until the board has met.
I will not sign another permit before the board meets.

Dana
"""
STORY = """\
Parks office refused lake permits

By A. Writer

March 8, 2024

The parks office refused many requests for lake permits, according to its e-mails. “We hope for a mild summer on the lake,”
the county said. Of the boats that use the lake, 2,300 are registered, the county counted in a survey.
"""
TABLE = "Boat,Pier\n" + "".join(f"B{n},North\n" for n in range(12))
DRAFT = """\
How the parks office shut the lake

By Pat Quill

BPA Director Tom Hale said the office refused 33 percent of the permit requests for the lake.

“The list must stay inside the office until the board has met,” Dana Ortega wrote. “I will sign another permit before the
board meets,” she wrote.

The permit requests were refused last week, the office said.
"""
TERMS = """\
person,aliases,title,office,from,to,status,verify,source
Tom Hale,,Director of the Boat and Pier Authority,Boat and Pier Authority,2023-05-01,,acting,true,invented
Ruth Voss,,Chair of the Lake Board,Lake Board,2020-01-01,2023-12-31,confirmed,false,invented
"""
CODES = """\
code,meaning,titles,verify,source
BPAD,Director of the Boat and Pier Authority,Director of the Boat and Pier Authority|BPA Director|Director of BPA,false,invented
CLB,Chair of the Lake Board,Chair of the Lake Board|Lake Board Chair,false,invented
"""
PUBLISHED = parse_date("2024-03-13")
Check = Callable[[str], DraftReport]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built case: a mail, an article, a table, and a pack with the director as acting."""
    folder = tmp_path_factory.mktemp("draft")
    for name, text in {
        "records/mail.eml": MAIL,
        "coverage/story.txt": STORY,
        "data/boats.csv": TABLE,
        "packs/lake/terms.csv": TERMS,
        "packs/lake/codes.csv": CODES,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = BuildSettings(pack_folder=folder / "packs", jobs=1)
    onrecord.build(folder / "case.onrecord", [folder / pile for pile in ("records", "coverage", "data")], settings)
    return folder / "case.onrecord"


@pytest.fixture
def check(case: Path, tmp_path: Path) -> Check:
    """Check a text as a draft that appears on March 13, 2024."""

    def check_text(text: str) -> DraftReport:
        path = tmp_path / "draft.txt"
        path.write_text(text, encoding="utf-8")
        return check_draft(case, path, PUBLISHED)

    return check_text


def _of(report: DraftReport, words: str) -> DraftCheck:
    """The verdict on the stretch that holds some words; exactly one does."""
    (found,) = (one for one in report.checks if words in one.text and one.kind is not DraftKind.STATEMENT)
    return found


def _source(report: DraftReport, check: DraftCheck) -> str:
    return Path(dict(report.sources)[check.places[0].document_id]).name


def test_five_verdicts_in_order_of_gravity(check: Check) -> None:
    """A changed word first, then the title of an acting director, then what a record bears out, each with its source."""
    report = check(DRAFT)
    changed, title = _of(report, "I will sign"), _of(report, "Tom Hale")
    right, share, week = _of(report, "The list must stay"), _of(report, "33 percent"), _of(report, "last week")
    assert [one.id for one in report.checks[:2]] == [changed.id, title.id]
    assert (changed.outcome, changed.severity, changed.codes[0]) == (Outcome.FAILS, Severity.ERROR, "Q101")
    assert "not" in (changed.working or "")
    assert _source(report, changed) == "mail.eml"
    assert (title.outcome, title.severity) == (Outcome.FAILS, Severity.WARNING)
    assert "only as acting" in title.verdict
    assert "invented" in (title.working or "")
    assert (right.outcome, _source(report, right)) == (Outcome.HOLDS, "mail.eml")
    assert (share.outcome, _source(report, share)) == (Outcome.HOLDS, "mail.eml")
    assert share.working == "167 / 498 = 33.53 percent"
    assert (week.outcome, _source(report, week)) == (Outcome.HOLDS, "mail.eml")
    assert "2024-03-04 to 2024-03-10, counted from the publication (2024-03-13)" in (week.working or "")


def test_last_week_is_open_without_a_day_of_publication(case: Path, tmp_path: Path) -> None:
    """Without a day nothing is counted from today; a sidecar beside the draft gives one."""
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    week = _of(check_draft(case, draft), "last week")
    assert (week.outcome, week.verdict) == (Outcome.CANNOT_TELL, "Cannot be checked: no date of publication is given.")
    (tmp_path / "draft.md.meta.json").write_text('{"published": "2024-03-13"}', encoding="utf-8")
    assert _of(check_draft(case, draft), "last week").outcome is Outcome.HOLDS


def test_a_time_beside_words_of_another_day_is_to_be_checked(check: Check) -> None:
    """Words that a message has are dated by it: another week in the same sentence is to be looked at, the right one is not."""
    told = "{} Dana Ortega wrote that “the list must stay inside the office until the board has met.”"
    wrong, right = check(told.format("Last month,")), check(told.format("Last week,"))
    month, week = _of(wrong, "Last month"), _of(right, "Last week")
    assert (month.outcome, month.severity, _source(wrong, month)) == (Outcome.CANNOT_TELL, Severity.WARNING, "mail.eml")
    assert "were sent on 2024-03-" in month.verdict
    assert week.severity is Severity.NOTE


def test_another_office_of_the_pack_is_shown(check: Check) -> None:
    """Of a title that nothing loaded gives, the term of the same person in another office is shown, and nothing is decided."""
    title = _of(check("The plan was praised by Sheriff Ruth Voss on Monday."), "Ruth Voss")
    assert title.outcome is Outcome.CANNOT_TELL
    assert "Chair of the Lake Board" in (title.working or "")


def test_what_only_the_coverage_says_stays_open(check: Check) -> None:
    """The same words or the same number in an article are shown and decide nothing."""
    report = check(
        "“We hope for a mild summer on the lake,” the county said.\n\n"
        "Of the boats that use the lake, 2,300 are registered, it says.\n"
    )
    quote = _of(report, "mild summer")
    assert quote.outcome is Outcome.CANNOT_TELL
    assert "the coverage loaded has the same words" in quote.verdict
    assert _source(report, quote) == "story.txt"
    number = _of(report, "2,300")
    assert (number.outcome, _source(report, number)) == (Outcome.CANNOT_TELL, "story.txt")
    assert "No record or table loaded gives it" in number.verdict


def test_what_nothing_loaded_decides_is_said_to_be_open(check: Check) -> None:
    """A quotation, a figure, a date and a title that the case knows nothing of are open, with the reason."""
    report = check(
        "“The bridge will be painted green next spring,” said Mayor Ann Pell on June 3, 2022. "
        "It has 4,711 rivets, engineers counted.\n"
    )
    kinds = {one.kind: one for one in report.checks}
    assert set(kinds) == {DraftKind.QUOTE, DraftKind.FIGURE, DraftKind.DATE, DraftKind.TITLE}
    assert {one.outcome for one in report.checks} == {Outcome.CANNOT_TELL}
    assert "Not found in the 1 messages" in kinds[DraftKind.QUOTE].verdict
    assert all(kinds[kind].verdict.startswith("Cannot be checked") for kind in kinds if kind is not DraftKind.QUOTE)


@pytest.mark.parametrize(
    ("words", "outcome", "says"),
    [
        ("Acting BPA Director Tom Hale", Outcome.HOLDS, "held this office"),
        ("Former Lake Board Chair Ruth Voss", Outcome.HOLDS, "has left it"),
        ("Former BPA Director Tom Hale", Outcome.CANNOT_TELL, "in this office on the day of publication"),
        ("Mayor Tom Hale", Outcome.CANNOT_TELL, "Cannot be checked"),
    ],
)
def test_titles_by_the_terms_of_a_pack(check: Check, words: str, outcome: Outcome, says: str) -> None:
    """A title agrees where the pack has it on the day of publication; what the pack does not know stays open."""
    title = next(one for one in check(f"{words} said the lake was calm.\n").checks if one.kind is DraftKind.TITLE)
    assert title.outcome is outcome
    assert says in title.verdict


def test_every_kind_of_file_gives_the_same_verdicts(case: Path, tmp_path: Path) -> None:
    """A text, Markdown, a page and a docx with the same words get the same verdicts."""
    paragraphs = [line.replace("\n", " ") for line in DRAFT.strip().split("\n\n")]
    pages = {
        "a.txt": "\n\n".join(paragraphs),
        "a.md": "\n\n".join(paragraphs),
        "a.html": f"<!doctype html><title>{paragraphs[0]}</title><article><h1>{paragraphs[0]}</h1>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[1:])
        + "</article>",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    written = docx.Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    written.save(str(tmp_path / "a.docx"))
    found = []
    for name in ("a.txt", "a.md", "a.html", "a.docx"):
        report = check_draft(case, tmp_path / name, PUBLISHED)
        found.append({(one.kind, one.text, one.outcome) for one in report.checks if one.kind is not DraftKind.STATEMENT})
    assert found[1:] == [found[0]] * 3
    assert len(found[0]) == 5


def test_nothing_of_a_draft_is_kept(case: Path, tmp_path: Path) -> None:
    """Checking a draft leaves the case and its folder byte for byte as they were."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    before = {path: path.read_bytes() for path in sorted(case.parent.rglob("*")) if path.is_file()}
    check_draft(case, draft, PUBLISHED)
    assert {path: path.read_bytes() for path in sorted(case.parent.rglob("*")) if path.is_file()} == before
    assert list(tmp_path.iterdir()) == [draft]


def test_a_draft_is_no_source_of_itself(case: Path) -> None:
    """An article that is in the case gets its own verdicts without being its own witness."""
    report = check_draft(case, case.parent / "coverage" / "story.txt")
    own = report.document.id
    settled = [one for one in report.checks if any(place.document_id == own for place in one.places)]
    assert not [one for one in settled if one.outcome is Outcome.HOLDS]
    assert [name for name, _ in report.sources].count(own) == 1


def test_a_table_that_is_gone_is_named(case: Path, check: Check) -> None:
    """Rows that are not as they were at the build are not counted, and the report says so."""
    table = case.parent / "data" / "boats.csv"
    try:
        table.write_text(TABLE + "B99,South\n", encoding="utf-8")
        assert [problem.reason for problem in check(DRAFT).problems] == ["table_unavailable"]
    finally:
        table.write_text(TABLE, encoding="utf-8")
    assert check(DRAFT).problems == ()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("rows.csv", b"a,b\n1,2\n", SettingsError),
        ("mail.eml", MAIL.encode(), SettingsError),
        ("picture.png", b"\x89PNG\r\n\x1a\n", SourceError),
        ("noise.txt", bytes(range(256)) * 20, SourceError),
        ("none.txt", None, SourceError),
    ],
)
def test_what_is_no_draft_is_refused(case: Path, tmp_path: Path, name: str, content: bytes | None, error: type) -> None:
    """A table, a mail, a picture, noise and a missing file are refused in one line."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=re.escape(name)):
        check_draft(case, tmp_path / name)


def test_an_empty_draft_has_no_verdicts(check: Check) -> None:
    """Nothing to check gives nothing."""
    assert check("").checks == ()


# ---- what is printed and drawn ----------------------------------------------------------------------------------------


def test_lines_for_a_program(case: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """JSON lines cite both sides by path and characters, gravest first, in the same bytes twice."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8", newline="\n")
    outputs = []
    for _ in range(2):
        assert main(["draft", str(case), str(draft), "--published", "2024-03-13", "--format", "jsonl"]) == 0
        outputs.append(capfdbinary.readouterr().out)
    assert outputs[0] == outputs[1]
    rows = [json.loads(line) for line in outputs[0].decode("utf-8").splitlines()]
    assert [row["verdict"] for row in rows[:2]] == ["fails", "fails"]
    assert all(DRAFT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert rows[0]["severity"] == "error"
    assert rows[0]["spans"][0]["source"].endswith("mail.eml")
    assert {row["severity"] for row in rows if row["verdict"] == "holds"} == {None}


def test_lines_for_people(case: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The text names the gravest first, with the working and the place; the counts stand on stderr."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["draft", str(case), str(draft), "--published", "2024-03-13"]) == 0
    out, err = (stream.decode("utf-8") for stream in capfdbinary.readouterr())
    assert out.startswith("ERROR   quote (Q101) “I will sign another permit before the")
    assert "mail.eml" in out
    assert "5 verdicts: 2 do not agree, 0 open, 3 agree" in err


def test_a_wrong_day_and_an_overwritten_original_are_refused(
    case: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`--published` must be a day, and `--html` never writes over the draft or the case."""
    draft = tmp_path / "draft.html"
    draft.write_text("<p>Nothing.</p>", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["draft", str(case), str(draft), "--published", "soon"])
    assert main(["draft", str(case), str(draft), "--html", str(draft)]) == 2
    assert main(["draft", str(case), str(draft), "--html", str(case)]) == 2
    assert draft.read_text(encoding="utf-8") == "<p>Nothing.</p>"
    assert b"write over" in capfdbinary.readouterr().err


class _Page(HTMLParser):
    """What a test asks of a page: its tags, its policy, its style, and the text of the draft without the numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.policy = self.style = self.draft = ""
        self._open: list[str] = []
        self._in_draft = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids |= {values["id"] or ""} if "id" in values else set()
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""
        if tag != "meta":
            self._open.append(tag)
        self._in_draft = self._in_draft or values.get("class") == "draft"

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._in_draft = self._in_draft and tag != "section"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            self.style += data
        elif self._in_draft and self._open[-1] != "a":
            self.draft += data


def test_the_page_is_self_contained_and_whole(case: Path, tmp_path: Path) -> None:
    """The page has no script and no address outside itself, allows only its own style, and holds the draft word for word."""
    hostile = DRAFT + "\n<script>alert(1)</script> & “<b onclick=x>done</b> \u202egnissim,” she said.\n"
    draft, page = tmp_path / "draft.txt", tmp_path / "page.html"
    draft.write_text(hostile, encoding="utf-8", newline="\n")
    assert main(["draft", str(case), str(draft), "--published", "2024-03-13", "--html", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    found = _Page()
    found.feed(text)
    assert not {"script", "img", "link", "iframe", "form", "object", "b"} & set(found.tags)
    digest = base64.b64encode(hashlib.sha256(found.style.encode("utf-8")).digest()).decode("ascii")
    assert found.policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert "@media print" in found.style
    assert "prefers-color-scheme: dark" in found.style
    assert "\u202e" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert found.draft == hostile.replace("\u202e", "\ufffd")
    n_checks = len(check_draft(case, draft, PUBLISHED).checks)
    assert {f"m{n}" for n in range(1, n_checks + 1)} | {f"v{n}" for n in range(1, n_checks + 1)} == found.ids
