"""Print the demo case's e-mail to the two PDFs that ship with the program: `python tools/make_demo_release.py`.

Everything in it is invented: the county, its Probation Enforcement Service, the people, the mail. The pages show what real
releases show: Bates stamps with a gap, boxes with and without a code, a box that hides nothing from a machine, a page
withheld in full, chains, copies with unlike redactions, an attachment that was not produced; then a second production,
after an appeal, with a sentence open that was boxed out and a mail that was not there. The bytes are the same at every run
(reportlab's invariant mode).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).resolve().parents[1] / "src/onrecord/demo_case/records"
LEFT_PT, TOP_PT, LEADING_PT, SIZE_PT = 72.0, 72.0, 13.5, 10.0
LABEL_WIDTH_PT = 62.0
CASE_NO = "MCPES 2021-0457"


@dataclass(frozen=True)
class Black:
    """A drawn box: over `covers` (readable below it, where `leaks`), with `code` printed inside in white."""

    covers: str
    code: str = "(b)(6); (b)(7)(C)"
    leaks: bool = False


Line = str | tuple[str | Black, ...]


@dataclass(frozen=True)
class Sheet:
    """One page: its Bates number, and its lines; a header line is a (label, value) given as `Label:\\tvalue`."""

    bates: int
    lines: tuple[Line, ...] = field(default_factory=tuple)


RULE = "________________________________"
DIRECTIVE_BODY: tuple[Line, ...] = (
    "Supervisors,",
    "",
    "Please write up the three most serious cases from your district and send them to me",
    "no later than 8 p.m. tonight. If a district has only one serious case, include an extra",
    "serious case from another district. Do not send cases that are still under review.",
    "We may not use every write-up, and at least one case per district should involve a victim.",
    "",
    ("Questions go to ", Black("Noel Ashdown"), " in my office."),
    "",
    "Dana Whitlock",
    "Deputy Director for Operations",
    "Marrow County Probation Enforcement Service",
)

CLOSED_LINE: Line = ("East Harbor has still not sent its cases. ", Black("I asked twice and got no answer", code="(b)(5)"), ".")
OPEN_LINE = "East Harbor has still not sent its cases. I asked twice and got no answer."
FINAL_COUNT: tuple[Line, ...] = (
    "Whitlock, Dana",
    RULE,
    "From:\tVarga, Ilona",
    "Sent:\tFriday, October 8, 2021 5:21 PM",
    "To:\tWhitlock, Dana; Okafor, Ruth",
    "Cc:\tPrentice, Howard",
    "Subject:\tFinal count, sweep of October 4-7",
    "",
    "Final count for the four days: 120 arrests. Northgate 52, East Harbor 41, Mill Creek 27.",
    "Of the 120 people arrested, 47 have a conviction on file. The rest were picked up for",
    "missed appointments or unpaid fees.",
    "",
    CLOSED_LINE,
    ("One complaint about Mill Creek came from ", Black("Sofia Tarrant, Elm St"), "."),
    "",
    "Ilona Varga",
    "Records Manager",
)
STOP = (
    "Whitlock, Dana",
    RULE,
    "From:\tPrentice, Howard",
    "Sent:\tMonday, October 11, 2021 10:05 AM",
    "To:\tWhitlock, Dana",
    "Subject:\tRE: Final count, sweep of October 4-7",
    "",
    "I did not order this exercise and I do not need case write-ups for the press conference.",
    "What I asked for was the final count. Please tell the districts to stop.",
    "",
    "Howard Prentice",
    "Commissioner",
)
OKAFOR = (
    "Whitlock, Dana",
    RULE,
    "From:\tOkafor, Ruth",
    "Sent:\tThursday, October 7, 2021 4:40 PM",
    "To:\tWhitlock, Dana",
    "Subject:\tRE: Due tonight for the Commissioner - URGENT",
    "Attachments:\tnorthgate_cases.docx",
    "",
    "Dana,",
    "",
    "Attached are three from Northgate. Of the 52 people we arrested, 31 have no conviction",
    "at all, so these three are not typical. I would not call them a picture of the sweep.",
    "",
    "Ruth Okafor",
    "District Supervisor, Northgate",
)
OPEN_DIRECTIVE = (
    "Whitlock, Dana",
    RULE,
    "From:\tWhitlock, Dana",
    "Sent:\tThursday, October 7, 2021 9:12 AM",
    "To:\tDistrict Supervisors",
    "Cc:\tAshdown, Noel; Varga, Ilona",
    "Subject:\tDue tonight for the Commissioner - URGENT",
    "Importance:\tHigh",
    "",
    *DIRECTIVE_BODY[:7],
    "Questions go to Noel Ashdown in my office.",
    *DIRECTIVE_BODY[8:],
)

RELEASE = (
    Sheet(
        101,
        (
            "Whitlock, Dana",
            RULE,
            "From:\tWhitlock, Dana",
            "Sent:\tThursday, October 7, 2021 9:12 AM",
            "To:\tDistrict Supervisors",
            ("Cc:\t", Black("Ashdown, Noel"), "; Varga, Ilona"),
            "Subject:\tDue tonight for the Commissioner - URGENT",
            "Importance:\tHigh",
            "",
            *DIRECTIVE_BODY,
        ),
    ),
    Sheet(
        102,
        (
            *OKAFOR,
            "",
            "-----Original Message-----",
            "From:\tWhitlock, Dana",
            "Sent:\tThursday, October 7, 2021 9:12 AM",
            "To:\tDistrict Supervisors",
            "Subject:\tDue tonight for the Commissioner - URGENT",
            "",
            *DIRECTIVE_BODY[:8],
        ),
    ),
    Sheet(
        103,
        (
            "Whitlock, Dana",
            RULE,
            ("From:\t", Black("Tomas Lindqvist")),
            "Sent:\tFriday, October 8, 2021 7:55 AM",
            "To:\tEast Harbor Officers",
            "Subject:\tFW: Due tonight for the Commissioner - URGENT",
            "",
            "I was called by headquarters this morning and told that we missed this request. As soon",
            "as you are in, your only job today is to find three serious cases. Headquarters and the",
            "Commissioner's office will call us again after lunch. We have one man from Tuesday, so",
            ("start with him: ", Black("Peter Quill Marsden", code="", leaks=True), "."),
            "",
            "It is not acceptable to hand in nothing. The numbers are only a first count and must not",
            "be given to the press.",
            "",
            "See below for the first draft.",
        ),
    ),
    Sheet(104, FINAL_COUNT),
    Sheet(
        105,
        (
            "",
            "",
            "",
            "WITHHELD IN FULL",
            "",
            "Page 5 of 9 withheld pursuant to exemption",
            "(b)(5)",
            "of the Freedom of Information Act",
        ),
    ),
    Sheet(108, STOP),
    Sheet(109, OPEN_DIRECTIVE),
)
OPEN_COUNT = tuple(OPEN_LINE if line == CLOSED_LINE else line for line in FINAL_COUNT)
AFTER_APPEAL = (
    Sheet(201, OKAFOR),
    Sheet(
        202,
        (
            "Whitlock, Dana",
            RULE,
            "From:\tWhitlock, Dana",
            "Sent:\tFriday, October 8, 2021 6:02 PM",
            "To:\tVarga, Ilona",
            "Cc:\tPrentice, Howard",
            "Subject:\tRE: Count by district",
            "",
            "Thank you. Please keep the count by district to yourself until Monday, and ask East Harbor a",
            "third time.",
            "",
            "Dana Whitlock",
            "Deputy Director for Operations",
        ),
    ),
    Sheet(203, OPEN_COUNT),
    Sheet(204, STOP),
)


def draw_piece(canvas: Canvas, piece: str | Black, x: float, y: float) -> float:
    """Draw one piece of a line at a baseline; give the x after it."""
    if isinstance(piece, str):
        canvas.drawString(x, y, piece)
        return x + canvas.stringWidth(piece, "Helvetica", SIZE_PT)
    width = canvas.stringWidth(piece.covers, "Helvetica", SIZE_PT)
    if piece.leaks:
        canvas.drawString(x, y, piece.covers)
    canvas.rect(x, y - 2.5, width, SIZE_PT + 1.5, stroke=0, fill=1)
    if piece.code:
        canvas.setFillGray(1)
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(x + 2, y, piece.code)
        canvas.setFont("Helvetica", SIZE_PT)
        canvas.setFillGray(0)
    return x + width


def draw_line(canvas: Canvas, line: Line, y: float) -> None:
    """Draw one line; a tab after a label moves to the value column, as a printed header has it."""
    pieces = (line,) if isinstance(line, str) else line
    x = LEFT_PT
    for piece in pieces:
        label, tab, rest = piece.partition("\t") if isinstance(piece, str) else ("", "", "")
        if tab:
            canvas.setFont("Helvetica-Bold", SIZE_PT)
            canvas.drawString(x, y, label)
            canvas.setFont("Helvetica", SIZE_PT)
            x = LEFT_PT + LABEL_WIDTH_PT
            x = draw_piece(canvas, rest, x, y) if rest else x
        else:
            x = draw_piece(canvas, piece, x, y)


def print_release(target: Path, sheets: tuple[Sheet, ...], case_no: str) -> None:
    """Write one production."""
    target.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(target), pagesize=letter, invariant=1)
    canvas.setTitle(f"Release {case_no}")
    for number, sheet in enumerate(sheets, start=1):
        y = letter[1] - TOP_PT
        canvas.setFont("Helvetica", SIZE_PT)
        for line in sheet.lines:
            draw_line(canvas, line, y)
            y -= LEADING_PT
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT_PT, 36, f"{case_no}  Page {number} of {len(sheets)}")
        canvas.drawRightString(letter[0] - LEFT_PT, 36, f"PES-{sheet.bates:06d}")
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    print_release(FOLDER / "release.pdf", RELEASE, CASE_NO)
    print_release(FOLDER / "second-release.pdf", AFTER_APPEAL, f"{CASE_NO}-A")
