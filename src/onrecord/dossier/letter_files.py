"""A letter as a file: plain text, or .docx for a word processor; the same letter gives the same bytes."""

from __future__ import annotations

import io
import textwrap

from onrecord.dossier.fixed_zip import without_times
from onrecord.requests.letters import BLANKS, Letter

_WIDTH = 88
_CONTROL = {number: " " for number in range(32) if chr(number) not in "\n\t"}


def letter_text(letter: Letter) -> str:
    """The letter as plain text in lines of 88 columns."""
    lines = [*BLANKS, "", letter.dated, "", letter.agency, "", f"Re: {letter.subject}", "", "To the responsible officer:", ""]
    for paragraph in letter.paragraphs:
        for line in paragraph.words.split("\n"):
            lines += _wrapped(line) or [""]
        for point in paragraph.points:
            lines += _wrapped(point, "  - ", "    ")
        lines.append("")
    return "\n".join([*lines, "Sincerely,", "", BLANKS[0]]) + "\n"


def letter_docx(letter: Letter) -> bytes:
    """The letter as a .docx file."""
    import docx  # noqa: PLC0415  # the text form needs no library

    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = _printable(letter.subject)
    document.add_paragraph("\n".join(BLANKS))
    document.add_paragraph(letter.dated)
    document.add_paragraph(_printable(letter.agency))
    document.add_paragraph().add_run(_printable(f"Re: {letter.subject}")).bold = True
    document.add_paragraph("To the responsible officer:")
    for paragraph in letter.paragraphs:
        document.add_paragraph(_printable(paragraph.words))
        for point in paragraph.points:
            document.add_paragraph(_printable(point), style="List Bullet")
    document.add_paragraph("Sincerely,")
    document.add_paragraph(BLANKS[0])
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _wrapped(words: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        words, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _printable(words: str) -> str:
    """The words without control characters, which XML cannot hold."""
    return words.translate(_CONTROL)
