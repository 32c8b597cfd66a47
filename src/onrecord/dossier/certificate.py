"""A certificate to fill in and sign, for data that is to be authenticated in a court of the United States.

In: what a case knows of its inputs. Out: a form under Federal Rules of Evidence 902(13) and 902(14) with the hashes, as
paragraphs that are written as text or as .docx; the same case gives the same bytes. It has no dates of its own: what only a
person can say is a blank. It says what it does not prove, and is no legal advice.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord import __version__
from onrecord.casefile.custody_view import Custody, TakenIn, load_custody
from onrecord.casefile.intake import verify_inputs
from onrecord.dossier.fixed_zip import without_times
from onrecord.errors import SourceError

BLANK = "_" * 24
_WIDTH = 88
_RULES = (
    "Rule 902(14) lets data copied from an electronic device, storage medium or file authenticate itself where a process of "
    "digital identification shows that the copy is the original, and a qualified person certifies it; Rule 902(13) does the "
    "same for records that an electronic process or system generated, where it is shown that it gives an accurate result. "
    "Both ask for the certification and the notice that Rule 902(11) asks for: the other side must be given reasonable "
    "written notice before trial and be able to inspect the record and the certification."
)
_LIMITS = (
    "A hash shows that two files are the same bytes. It does not show who wrote them, when, or that anything in them is true.",
    "It shows nothing of the time before the files were taken in: not where they come from, nor that they were complete or "
    "unaltered then. That is for whoever produced them, and for the blanks above.",
    "The times of intake are those of the clock of the machine on which the files were taken in. Nobody has compared it with "
    "another.",
    "The intake log seals each row with the hash of the one before. Who can rewrite the whole file can rewrite the whole log; "
    "the last seal proves as much as the place where it was also written down.",
    "Findings, verdicts and counts that the program makes from the files are not certified here. They can be made again from "
    "the same files by anybody, and each cites the page and the characters it rests on.",
    "Authenticity is one question. Relevance, hearsay, privilege and the right to object are others, and stay open.",
    "This is a form, made by a program; it is no legal advice. Other courts have other rules.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateItem:
    """One file: its name as the certificate shows it, its size, its hash, when it was taken in and what it is now."""

    name: str
    n_bytes: int
    sha256: str
    taken_in_at: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A form: headings, paragraphs and the list of files; `numbered` paragraphs are what the signer states."""

    items: tuple[CertificateItem, ...]
    numbered: tuple[str, ...]
    program: str
    log: str
    names_are_masked: bool


def make_certificate(case: Path, mask_name: Callable[[str], str], root: Path | None = None) -> Certificate:
    """The form for the inputs of a case as they are now. Raises SourceError where one is not as it was taken in."""
    custody = load_custody(case)
    states = {state.path: state.state for state in verify_inputs(case, root)}
    for path, state in states.items():
        if state != "unchanged":
            raise SourceError(f"{path}: {state} since it was taken in; nobody could certify it", hint=f"onrecord verify {case}")
    if custody.broken_row is not None:
        raise SourceError(f"the intake log was altered: row {custody.broken_row} does not fit", hint=f"onrecord verify {case}")
    items = tuple(_item(taken, mask_name, states[taken.path]) for taken in custody.inputs)
    return Certificate(
        items=items,
        numbered=tuple(_statements(custody)),
        program=f"onrecord {__version__}; the case file was built by onrecord {custody.program_version}",
        log=f"{custody.n_log_rows} rows, last seal {custody.last_seal}",
        names_are_masked=any(item.name != taken.path for item, taken in zip(items, custody.inputs, strict=True)),
    )


def _item(taken: TakenIn, mask_name: Callable[[str], str], state: str) -> CertificateItem:
    name = mask_name(taken.path)
    return CertificateItem(name=name, n_bytes=taken.n_bytes, sha256=taken.sha256, taken_in_at=taken.at, state=state)


def _statements(custody: Custody) -> Iterator[str]:
    n_files = f"{len(custody.inputs)} {'file' if len(custody.inputs) == 1 else 'files'}"
    yield (
        f"My name is {BLANK}. I am {BLANK} (position) at {BLANK}. I am over eighteen and make this certification of my own "
        "knowledge."
    )
    yield f"My training and experience with digital identification of files are: {BLANK}{BLANK}."
    yield (
        f"I received the {n_files} listed in the schedule from {BLANK} on {BLANK}, by {BLANK} (download, medium, mail), and "
        "they were kept as follows until they were taken in: " + BLANK + "."
    )
    yield (
        "They were taken in with the program named below, which reads each file without changing it and computes its SHA-256 "
        "(NIST FIPS 180-4) at that moment. The values, sizes and times (UTC) in the schedule are those of its intake log."
    )
    yield (
        f"On {BLANK} I had the SHA-256 of each file computed again by {BLANK} (such as `onrecord verify`, or sha256sum). "
        "Each value was the same as in the schedule. Two files that differ in any bit have, for all practical purposes, "
        "different values."
    )
    yield (
        f"The copy that is offered as Exhibit {BLANK} was compared with the schedule in the same way on {BLANK} and is the "
        "same, byte for byte. (Rule 902(14))"
    )
    yield (
        f"Where a record that the program generated is offered as Exhibit {BLANK}: it was made by running it on these files "
        f"and no others; the same files give the same bytes at every run, which I tested on {BLANK} by {BLANK}. (Rule 902(13); "
        "strike out where no such record is offered)"
    )


def certificate_text(certificate: Certificate) -> str:
    """The form as plain text, in lines of 88 columns."""
    lines: list[str] = []
    for kind, words in _parts(certificate):
        if kind == "heading":
            lines += ["", words.upper(), ""]
        elif kind == "file":
            lines += words.split("\n")
        else:
            hang = " " * (words.index(" ") + 1) if kind == "item" else ""
            lines += [*textwrap.wrap(words, _WIDTH, subsequent_indent=hang, break_long_words=False), ""]
    return "\n".join(lines).strip("\n") + "\n"


def certificate_docx(certificate: Certificate) -> bytes:
    """The form as a .docx file."""
    import docx  # noqa: PLC0415  # the text form needs no library

    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = "Certification under Rules 902(13) and 902(14)"
    for kind, words in _parts(certificate):
        if kind == "heading":
            document.add_heading(words, level=2)
        elif kind == "file":
            for at, line in enumerate(words.rstrip("\n").split("\n")):
                paragraph = document.add_paragraph()
                paragraph.paragraph_format.space_after = 0
                run = paragraph.add_run(line.strip())
                run.font.size = docx.shared.Pt(10 if at == 0 else 8)
                run.font.name = None if at == 0 else "Courier New"
        else:
            document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _parts(certificate: Certificate) -> Iterator[tuple[str, str]]:
    """Headings, paragraphs, numbered items and files, in order."""
    yield "heading", "Certification of copied data and of records made by an electronic process"
    yield (
        "text",
        "Form under Federal Rules of Evidence 902(13) and 902(14). Fill in every blank, strike out what does not apply.",
    )
    yield "text", f"Court: {BLANK}{BLANK}   Case: {BLANK}   No. {BLANK}"
    yield "heading", "I state"
    for number, words in enumerate(certificate.numbered, 1):
        yield "item", f"{number}. {words}"
    yield (
        "text",
        (
            "I declare under penalty of perjury [where signed outside of the United States, add: under the laws of the United "
            f"States of America] that the foregoing is true and correct. Executed on {BLANK} (date) at {BLANK} (place). "
            "(28 U.S.C. 1746)"
        ),
    )
    yield "text", f"Signature: {BLANK}{BLANK}   Name in print: {BLANK}"
    yield "heading", "What this does not prove"
    for words in _LIMITS:
        yield "item", f"- {words}"
    yield "heading", "The rules"
    yield "text", _RULES
    yield "heading", "Schedule: the files"
    yield "text", f"Program: {certificate.program}. Intake log: {certificate.log}."
    yield "text", "When this form was made, each file was compared with its value below and was unchanged."
    if certificate.names_are_masked:
        yield "text", "Names of private persons in file names are masked; the SHA-256 says which file is meant."
    for number, item in enumerate(certificate.items, 1):
        size = f"{item.n_bytes:,} bytes, taken in {item.taken_in_at}"
        yield "file", f"{number}. {item.name}\n   {size}\n   SHA-256 {item.sha256}\n"
