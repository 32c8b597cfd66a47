"""`onrecord search`: full text over messages, pages and articles."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow, storable_row
from onrecord.casefile.search import CLOSE, OPEN, Hit, search_case
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.options import add_case, add_format, add_slice, slice_of
from onrecord.cli.output import citation, clipped, visible, wrapped, write, write_lines
from onrecord.cli.unfinished import say_unfinished


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("query", metavar="QUERY", nargs="+", help="words to look for; see the list above")
    add_format(parser)
    add_slice(parser, limit=20)


def run(words: argparse.Namespace) -> int:
    """Print the hits."""
    result = search_case(words.case, " ".join(words.query), slice_of(words))
    say_unfinished(words.case)
    if words.format == "jsonl":
        write("".join(jsonl_lines(storable_row(_object(hit)) for hit in result.hits)))
    else:
        write_lines(line for hit in result.hits for line in _lines(hit))
        shown = "" if len(result.hits) == result.n_hits else f", {len(result.hits)} of them shown"
        say(f"{counted(result.n_hits, 'hit')}{shown}")
    return DONE


def _lines(hit: Hit) -> Iterator[str]:
    about = [hit.earliest, clipped(hit.sender, 30) if hit.sender else None, clipped(hit.subject, 50) if hit.subject else None]
    place = citation(hit.source, hit.start, hit.end, hit.page)
    yield "  ".join([place, *(visible(words) for words in about if words)])
    yield from wrapped(hit.excerpt.replace(OPEN, "«").replace(CLOSE, "»"), "    ", "    ")
    if hit.message_id:
        yield f"    id {visible(hit.message_id)}"
    yield ""


def _object(hit: Hit) -> ExportRow:
    return {
        "kind": hit.kind,
        "source": hit.source,
        "start": hit.start,
        "end": hit.end,
        "page": hit.page,
        "message_id": hit.message_id,
        "subject": hit.subject,
        "from": hit.sender,
        "earliest": hit.earliest,
        "excerpt": hit.excerpt.replace(OPEN, "«").replace(CLOSE, "»"),
    }


SEARCH = Command(
    name="search",
    summary="full text search: words, phrases, from:, to:, subject:, after:, before:, code:, page:",
    description="""\
Find words in the messages, pages and articles of a case, the best hits first.

  permit list          both words          "permit list"         the words side by side
  permit OR licence    either              -draft                without it
  permit*              words beginning so  from:ortega to:bell   sender, any recipient
  subject:lakes        subject or title    after:2024-03-01      on or after a day, month or year
  before:2024-04       before it           code:b6 code:F202     exemption cited, finding about it
  page:12              on a page

Case and accents make no difference. Write -- before a query that begins with a minus.""",
    examples=(
        ("onrecord search release.onrecord '\"permit list\" from:ortega'", "a phrase in the mail of one sender"),
        ("onrecord search release.onrecord code:b5 after:2017-02", "mail since February 2017 in which (b)(5) is cited"),
    ),
    add_options=_add_options,
    run=run,
)
