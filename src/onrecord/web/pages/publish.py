"""Publishing: what a masked dossier would hold and hide, and the commands that write it.

Nothing is written from the app: a dossier goes to others, and the command that makes it refuses while its leak test fails. What
would be masked is told by `onrecord mask` in a process of its own, for it reads the whole case.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.front_view import view_front
from onrecord.errors import SourceError
from onrecord.web.asking import address_with, choice_of
from onrecord.web.rendering import NavEntry, case_of, render

MASK_SECONDS = 120
MOST_SHOWN = 500
_SHOWN = {"masked": "masked", "kept": "kept as they are"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedName:
    """What becomes of one person or private value: `becomes` is empty where it stays as it is."""

    becomes: str
    texts: tuple[str, ...]
    reason: str
    n_places: int
    source: str
    decided_by: str


def publish(request: Request) -> Response:
    """The commands and, where it is asked for, what would be masked or kept."""
    case, shown = case_of(request), choice_of(request, "show", tuple(_SHOWN))
    names = list_masked(case, shown) if shown else []
    return render(
        request,
        "publish.html",
        view=view_front(case),
        shown=shown,
        choices_=[(value, words, None) for value, words in _SHOWN.items()],
        names=names[:MOST_SHOWN],
        n_all=len(names),
        change=lambda **changes: address_with(request, **changes),
    )


def list_masked(case: Path, shown: str) -> list[MaskedName]:
    """The decisions of the masking: `shown` is masked or kept. Raises SourceError where they cannot be had in time."""
    call = [sys.executable, "-m", "onrecord.cli", "mask", str(case.absolute()), f"--{shown}", "--format", "jsonl"]
    hint = f"onrecord mask {case} --{shown}"
    try:
        done = subprocess.run(call, capture_output=True, timeout=MASK_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"reading the whole case took longer than {MASK_SECONDS} seconds", hint=hint) from error
    if done.returncode:
        raise SourceError("what would be masked could not be told", hint=hint)
    return [
        MaskedName(
            becomes=row["pseudonym"] if row["is_masked"] else "",
            texts=tuple(row["texts"]),
            reason=row["reason"],
            n_places=row["n_places"],
            source=row["source"] or "",
            decided_by=row["decided_by"],
        )
        for row in map(json.loads, done.stdout.decode("utf-8").splitlines())
    ]


ROUTES = (Route("/publish", publish),)
NAVIGATION = (NavEntry(label="Publish", path="/publish", key="y"),)
