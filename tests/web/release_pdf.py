"""An invented release of forty pages: three threads, printed again and again, with deletions, withheld pages and a gap.

Labels and values stand in columns of their own, as some programs print mail. Every message of a thread stands in quotation
below the later ones, so that nine messages fill thirty-eight pages; two pages are withheld in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612, 792
N_PAGES = 40
WITHHELD = (13, 26)
GAP_AFTER = 20  # three numbers are missing behind the stamp of this page
HIDDEN = "(b)(6); (b)(7)(C)"


@dataclass(frozen=True)
class Letter:
    """One invented message; `sender` None is deleted."""

    sender: str | None
    sent: str
    to: str
    subject: str
    words: tuple[str, ...]


THREADS = (
    (
        Letter("Marsh, Ann", "Monday, March 6, 2017 9:05 AM", "Holt, Ben", "Dock permits",
               ("Ben, how many dock permits were closed in February?", "I need the number before noon.", "Ann")),
        Letter("Holt, Ben", "Monday, March 6, 2017 11:40 AM", "Marsh, Ann", "RE: Dock permits",
               ("Ann, fourteen were closed and three are under review.", "Ben")),
        Letter("Marsh, Ann", "Monday, March 6, 2017 1:15 PM", "Holt, Ben", "RE: Dock permits",
               ("Thank you. Please leave the three out of the table.", "Ann")),
    ),
    (
        Letter(None, "Tuesday, March 7, 2017 8:20 AM", "Marsh, Ann", "Fence count",
               ("The north fence was counted twice yesterday.", "Should the second count stand?")),
        Letter("Marsh, Ann", "Tuesday, March 7, 2017 8:55 AM", "Reyes, Carla", "RE: Fence count",
               ("The first count stands. Do not send the second one.", "Ann")),
        Letter("Reyes, Carla", "Tuesday, March 7, 2017 10:30 AM", "Marsh, Ann", "RE: Fence count",
               ("It was sent on Sunday already.", "Carla")),
    ),
    (
        Letter("Holt, Ben", "Wednesday, March 8, 2017 4:45 PM", "Reyes, Carla", "Night shift",
               ("Who was on the night shift on the second of March?", "Ben")),
        Letter("Reyes, Carla", "Wednesday, March 8, 2017 5:10 PM", "Holt, Ben", "RE: Night shift",
               ("The list for that night is not in the binder.", "Carla")),
        Letter("Holt, Ben", "Thursday, March 9, 2017 7:30 AM", "Reyes, Carla", "RE: Night shift",
               ("Then please write down from memory who was there.", "Ben")),
    ),
)  # fmt: skip


def write_release(file: Path) -> Path:
    """Write the release and give its path."""
    canvas = Canvas(str(file), pagesize=(WIDTH, HEIGHT), invariant=True)
    prints = [thread[: last + 1][::-1] for _ in range(5) for last in range(3) for thread in THREADS]
    for page in range(1, N_PAGES + 1):
        if page in WITHHELD:
            _withheld(canvas)
        else:
            _print(canvas, prints.pop(0), with_bare_box=page == 1)
        number = 1_000 + page + (3 if page > GAP_AFTER else 0)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(430, 30, f"HARBOR-2017-{number:06}")
        canvas.showPage()
    canvas.save()
    return file


def _withheld(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawCentredString(WIDTH / 2, 480, "Page Withheld in Full")
    canvas.setFont("Helvetica", 14)
    canvas.drawCentredString(WIDTH / 2, 440, "(b)(5)")


def _print(canvas: Canvas, letters: tuple[Letter, ...], *, with_bare_box: bool) -> None:
    """A message with those that it quotes, the newest first."""
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(WIDTH / 2, 765, "RELEASED BY THE HARBOR OFFICE")
    at = 720.0
    for letter in letters:
        for label, value in (
            ("From:", letter.sender),
            ("Sent:", letter.sent),
            ("To:", letter.to),
            ("Subject:", letter.subject),
        ):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(72, at, label)
            canvas.setFont("Helvetica", 10)
            if value is None:
                canvas.rect(158, at - 3, 120, 13)
                canvas.drawString(164, at, HIDDEN)
            else:
                canvas.drawString(160, at, value)
            at -= 15
        at -= 10
        for line in letter.words:
            canvas.drawString(72, at, line)
            at -= 15
        at -= 20
    if with_bare_box:
        canvas.drawString(72, at, "Call me at")
        canvas.rect(126, at - 3, 90, 13, fill=1)
