"""The word of warning over a case whose first build has not finished."""

from __future__ import annotations

from pathlib import Path

from onrecord.casefile.connect import first_pages
from onrecord.cli.diagnostics import say


def say_unfinished(case: Path) -> None:
    """Say so where a case shows the mail of its first pages only; nothing where it is built."""
    pages = first_pages(case)
    if pages is not None:
        say(f"not finished: the build of {case} is running or was stopped; this is only the mail of {pages}")
