"""A dossier's contents into files: pages, pictures, one stylesheet.

In: a `Dossier` and its pictures. Out: the files of the folder by their relative names, the same bytes for the same contents.
A page needs no script, loads nothing from elsewhere, and says so in a content security policy.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment

from onrecord.display.environment import base_style, make_environment
from onrecord.dossier.contents import Dossier, DossierThread
from onrecord.dossier.mask_records import MaskDecision

INDEX, STYLE, WHOLE = "index.html", "dossier.css", "whole.html"
PAPERS = {"letter": "letter", "a4": "A4"}


def render_dossier(dossier: Dossier, pictures: Mapping[str, bytes], paper: str) -> dict[str, bytes]:
    """The files of a dossier: index.html, a page for each thread, the pictures, the stylesheet."""
    written = {INDEX: _index(dossier, whole=False), STYLE: _style(paper)}
    for thread in dossier.threads:
        page = _environment().get_template("thread.html").render(dossier=dossier, thread=thread)
        written[f"threads/{thread.name}.html"] = _page(page)
    for name, content in sorted(pictures.items()):
        written[f"pictures/{name}"] = content
    return written


def render_whole(dossier: Dossier) -> bytes:
    """The dossier as one page, its threads behind it, with no link out of it: what is printed as a PDF."""
    return _index(dossier, whole=True)


def render_review(decisions: Sequence[MaskDecision], leaks: Sequence[str]) -> bytes:
    """The private page that says what was masked and why. It names everybody; it never stands in the dossier's folder."""
    style = base_style() + _own_style()
    page = (
        _environment()
        .get_template("review.html")
        .render(
            masked=[each for each in decisions if each.is_masked],
            kept=[each for each in decisions if not each.is_masked],
            leaks=leaks,
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
        )
    )
    return _page(page)


def _index(dossier: Dossier, *, whole: bool) -> bytes:
    pages = _within if whole else _elsewhere(dossier.threads)
    return _page(_environment().get_template("dossier.html").render(dossier=dossier, whole=whole, pages=pages))


def _within(thread: int, message: int) -> str:
    return f"#t{thread}-m{message}"


def _elsewhere(threads: Sequence[DossierThread]) -> Callable[[int, int], str]:
    names = {thread.number: thread.name for thread in threads}
    return lambda thread, message: f"threads/{names[thread]}.html#t{thread}-m{message}"


def _page(html: str) -> bytes:
    """The page without empty lines, which the templates leave where they decide."""
    lines = (line.rstrip() for line in html.split("\n"))
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8", "replace")


def _style(paper: str) -> bytes:
    return f"{base_style()}{_own_style()}@page {{ size: {PAPERS[paper]}; }}\n".encode()


@cache
def _own_style() -> str:
    return (files("onrecord.dossier") / "static" / "dossier.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return make_environment("onrecord.dossier")
