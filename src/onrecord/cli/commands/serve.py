"""`onrecord serve`: the case in a browser, on this machine alone."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.output import write_lines
from onrecord.errors import SettingsError, UnfinishedCaseError

_MAX_PORT = 65_535


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", type=Path, help="the case file; one that does not exist yet is begun empty")
    parser.add_argument("--port", metavar="N", type=int, help="the port (default: 8765, or the next that is free)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def run(words: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if words.port is not None and not 0 < words.port <= _MAX_PORT:
        raise SettingsError(f"no such port: found {words.port}, expected 1 to {_MAX_PORT}", hint="onrecord serve --help")
    if words.case.exists():
        with suppress(UnfinishedCaseError), reading(words.case):
            pass  # what is no case file is refused before anything is opened; a build that has not ended can be seen and ended
    elif not words.case.absolute().parent.is_dir():
        raise SettingsError(f"no folder for {words.case}: found nothing", hint="name a case file in a folder that exists")
    from onrecord.web.server import serve  # noqa: PLC0415  # loads the web server

    def announce(address: str) -> None:
        write_lines([address])
        say("open this address in a browser on this machine; it holds the key to the case. Ctrl-C ends.")

    serve(words.case, port=words.port, open_browser=not words.no_browser, announce=announce)
    return DONE


SERVE = Command(
    name="serve",
    summary="look at a case in the browser",
    description=(
        "Serve a local web app over a case on 127.0.0.1: the inbox, the reader, findings, search. Only the browser that "
        "opens the printed address gets in; nothing is loaded from or sent to any other machine. A case that does not "
        "exist yet is begun in the app, by dropping files on it."
    ),
    examples=(
        ("onrecord serve release.onrecord", "opens the browser and prints the address"),
        ("onrecord serve release.onrecord --port 9000 --no-browser", "on a port of your choice; open the address yourself"),
        ("onrecord serve new.onrecord", "begin an empty case and drop files on its front page"),
    ),
    add_options=_add_options,
    run=run,
)
