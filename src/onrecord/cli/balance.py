"""Nothing is lost silently: what became of every word of a page, and of every message of a mailbox.

In: a case. Out: lines for each page (words of messages, stamps, redactions, attachments, and of nothing), and for each file
that holds several messages how many it should give, gave, and failed to give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.exports import export_rows
from onrecord.casefile.views import Slice
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.output import visible, write, write_lines

_COLUMNS = ("message", "stamp", "redaction", "attachment", "unassigned")
MAIL_SUFFIXES = (".eml", ".emlx", ".msg")


def print_balance(case: Path, part: Slice, form: str) -> int:
    """Print the balance of words page by page, and of messages container by container."""
    rows = list(export_rows(case, "balances"))
    shown = islice(rows, part.offset, part.stop())
    if form == "jsonl":
        write("".join(jsonl_lines(shown)))
        return DONE
    write_lines(
        f"{visible(row['source'])}:{row['page']}  {counted(row['n_words'], 'word')}: "
        + ", ".join(f"{name} {row[f'n_{name}']:,}" for name in _COLUMNS)
        for row in shown
    )
    write_lines(container_lines(case))
    totals: Counter[str] = Counter()
    for row in rows:
        totals.update({name: row[f"n_{name}"] for name in ("words", *_COLUMNS)})
    say(f"{counted(len(rows), 'page')}, {counted(totals['words'], 'word')}: {totals['unassigned']:,} on nothing")
    return DONE


def container_lines(case: Path, most: int | None = None) -> Iterator[str]:
    """One line for each file that holds several messages: expected, read and failed; at most `most`."""
    containers = _count_containers(case)
    for at, (path, (n_read, n_failed)) in enumerate(sorted(containers.items())):
        if most is not None and at == most:
            yield f"and {len(containers) - most:,} more files of mail: onrecord inbox {case} --balance"
            return
        yield f"{visible(path)}: {counted(n_read + n_failed, 'message')} expected, {n_read:,} read, {n_failed:,} failed"


def _count_containers(case: Path) -> dict[str, tuple[int, int]]:
    """(messages read, messages that failed) of every file that holds mail: a mailbox, an archive, a PDF with mail inside.

    A mail with a mail attached is a message, no container. A message failed where a problem names it and no document is it.
    """
    with reading(case) as connection:
        kinds = dict(connection.execute("SELECT source, kind FROM documents"))
        named = {source for (source,) in connection.execute("SELECT DISTINCT source FROM problems")}
    members = {source for source, kind in kinds.items() if kind == "mail"}
    failed = {source for source in named - kinds.keys() if source.lower().endswith(MAIL_SUFFIXES)}
    n_read = Counter(_container(source) for source in members)
    n_failed = Counter(_container(source) for source in failed)
    containers = {path for path in (*n_read, *n_failed) if path and kinds.get(path) != "mail"}
    return {path: (n_read[path], n_failed[path]) for path in containers}


def _container(source: str) -> str:
    return source.rpartition("!/")[0]
