"""Web pages: the main text, and what the page says of its title, publisher, author, address and day.

In: one intake. Out: a Document whose text is the page's main content as plain lines (navigation, scripts and side matter
left out), with the source's fields filled. Every date that the page states is kept with its basis: JSON-LD, then meta
tags, then the article's time element, then the address. Nothing is fetched, no script is run.
"""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

from onrecord.model.documents import Document, Problem, Reading
from onrecord.readers.html_lists import restore_lists
from onrecord.readers.html_metadata import find_stated
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_HTML_BYTES, read_bytes
from onrecord.readers.metadata import enrich_source
from onrecord.readers.text import note_encoding
from onrecord.text.encodings import SAMPLE_BYTES, Decoded, decode_text

MAX_NESTING = 500  # people nest some 30 deep; the cost of telling main content apart grows with the square of the depth
MAX_TOTAL_DEPTH = 8_000_000  # 10,000 elements 30 deep make 300,000; eight million take some three seconds
MIN_MAIN_CHARS = 200  # less is a page whose main part was not recognised: then the whole text is taken
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905

# "<div", "</div", "<h1": the name of a tag that opens or closes
_TAG_RE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,11})")


def read_html(intake: Intake) -> Reading:
    """The main text of a web page as one document, or the Problem that says why there is none."""
    raw = read_bytes(intake, MAX_HTML_BYTES)
    if isinstance(raw, Problem):
        return Reading(problems=(raw,))
    path = intake.source.path
    decoded = decode_html(raw)
    if decoded is None:
        return Reading(
            problems=(Problem(source=path, reason="not_text", detail=f"{path}: the bytes are no web page", fatal=True),)
        )
    if not is_parsable(decoded.text):
        return Reading(problems=(_too_nested(path),))
    tree = HTMLTree.parse(decoded.text)
    stated = find_stated(tree, decoded.text)
    text = extract_main_text(tree)
    problems = note_encoding(path, decoded) if decoded.n_replaced else ()
    if not text.strip():
        problems = (*problems, Problem(source=path, reason="no_text", detail=f"{path}: the page holds no text to read"))
    source = enrich_source(intake.source, stated)
    document = Document(id=intake.document_id(), source=source, kind="html", text=text, title=source.title)
    return Reading(documents=(document,), problems=problems)


def decode_html(raw: bytes) -> Decoded | None:
    """The text of a page's bytes; the charset that the page declares is believed where the bytes are not UTF-8."""
    declared = detect_encoding(raw[:SAMPLE_BYTES], SAMPLE_BYTES, from_html_meta=True)
    return decode_text(raw, guess=declared if declared != "utf-8" else None)


def is_parsable(markup: str) -> bool:
    """False where elements are nested deeper, or more of them lie deep, than on any page that people make."""
    depth = total = 0
    for tag in _TAG_RE.finditer(markup):
        if tag[1]:
            depth = max(0, depth - 1)
        elif tag[2].lower() not in _VOID:
            depth += 1
            total += depth
            if depth > MAX_NESTING or total > MAX_TOTAL_DEPTH:
                return False
    return True


def extract_main_text(tree: HTMLTree) -> str:
    """The main content of a parsed page as plain lines; all of its text where no main content can be told apart."""
    main = _main_content(tree)
    if restore_lists(tree, main):
        main = _main_content(tree)
    if len(main.strip()) >= MIN_MAIN_CHARS:
        return main
    whole: str = extract_plain_text(tree, preserve_formatting=True, main_content=False, list_bullets=False, alt_texts=False)
    return whole if len(whole.strip()) > len(main.strip()) else main


def _main_content(tree: HTMLTree) -> str:
    text: str = extract_plain_text(tree, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False)
    return text


def extract_all_text(markup: str) -> str:
    """All visible text of a piece of markup (the body of a mail) as plain lines; empty where it is nested too deep."""
    if not is_parsable(markup):
        return ""
    text: str = extract_plain_text(markup, preserve_formatting=True, main_content=False, list_bullets=False, alt_texts=False)
    return text


def _too_nested(path: str) -> Problem:
    detail = f"{path}: elements nested deeper than on any page that people make (at most {MAX_NESTING:,} levels)"
    return Problem(source=path, reason="too_deep", detail=detail, fatal=True)
