"""The words that the program understands: all commands with their options, help and examples.

In: the list of commands. Out: one argparse parser whose errors are said as all errors are: what, found, and the next command.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from onrecord import __version__
from onrecord.cli.command import Command
from onrecord.cli.commands import (
    audit,
    build,
    bundle,
    certificate,
    check,
    demo,
    draft,
    export,
    inbox,
    judge,
    ledgers,
    mask,
    people,
    publish,
    redactions,
    request,
    rule,
    search,
    serve,
    trace,
    verify,
)
from onrecord.cli.diagnostics import USAGE, say
from onrecord.cli.output import WIDTH

COMMANDS: tuple[Command, ...] = (
    build.BUILD,
    check.CHECK,
    draft.DRAFT,
    trace.TRACE,
    search.SEARCH,
    serve.SERVE,
    inbox.INBOX,
    inbox.THREAD,
    ledgers.QUOTES,
    ledgers.FIGURES,
    ledgers.TIMELINE,
    people.PEOPLE,
    redactions.REDACTIONS,
    redactions.TASKS,
    audit.AUDIT,
    judge.JUDGE,
    mask.MASK,
    request.REQUEST,
    export.EXPORT,
    verify.VERIFY,
    publish.PUBLISH,
    bundle.BUNDLE,
    certificate.CERTIFICATE,
    rule.RULE,
    demo.DEMO,
)

_DESCRIPTION = (
    "Check what officials and the coverage say against the records and the data. Everything stays on this machine; every "
    "finding cites page and characters."
)
EXIT_CODES = """\
exit codes:
  0    done
  1    `check --strict` found something at or above the severity, or `verify` found a change
  2    the command line asks for something that does not exist
  3    a source could not be read at all; the rest of the case is built
  4    not a case file, or one of another version
  5    refused, because something private would leave the machine
  130  interrupted
"""


UNKNOWN_RE = re.compile(r"argument COMMAND: invalid choice: '([^']*)'")  # as argparse says it


class Layout(argparse.RawDescriptionHelpFormatter):
    """Help of the same width everywhere, so that what the documentation prints is what people see."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH, max_help_position=28)


class Parser(argparse.ArgumentParser):
    """An argument parser that says errors in one line with the next command."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words and stop with exit code 2."""
        wrong = UNKNOWN_RE.match(message)
        if wrong is not None:
            near = get_close_matches(wrong[1], [command.name for command in COMMANDS], n=1)
            message = f"no command is called {wrong[1]!r}"
            say(f"onrecord: {message}. Next: {self.prog} {near[0] if near else '--help'}")
        else:
            say(f"onrecord: {message}. Next: {self.prog} --help")
        sys.exit(USAGE)


def parse_words(argv: Sequence[str] | None) -> argparse.Namespace:
    """The words of a command line, understood; the program ends where there is one that its command does not know."""
    parser = make_parser()
    words, unknown = parser.parse_known_args(argv)
    if unknown:
        say(f"onrecord: unrecognized arguments: {' '.join(unknown)}. Next: {parser.prog} {words.command} --help")
        sys.exit(USAGE)
    return words


def make_parser() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="onrecord",
        description=_laid_out(_DESCRIPTION),
        epilog=EXIT_CODES,
        formatter_class=Layout,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.name,
            help=command.summary,
            description=_laid_out(command.description),
            epilog=_examples(command),
            formatter_class=Layout,
            allow_abbrev=False,
        )
        command.add_options(sub)
        sub.set_defaults(run=command.run)
    return parser


def _laid_out(description: str) -> str:
    """The description in lines of `WIDTH`; what is indented stays as it is."""
    lines: list[str] = []
    for paragraph in description.split("\n"):
        lines += [paragraph] if paragraph.startswith(" ") else textwrap.wrap(paragraph, WIDTH) or [""]
    return "\n".join(lines)


def _examples(command: Command) -> str:
    lines = ["examples:"]
    for line, meaning in command.examples:
        lines += [f"  {line}", f"      {meaning}"]
    return "\n".join(lines)
