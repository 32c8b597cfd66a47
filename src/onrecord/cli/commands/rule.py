"""`onrecord rule`: what a finding code means, what to do about it, and when it may be wrong."""

from __future__ import annotations

import argparse

from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE
from onrecord.cli.output import wrapped, write_lines
from onrecord.cli.rule_pages import load_rules
from onrecord.errors import SettingsError


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="a finding code such as F202; without one, all are listed")


def run(words: argparse.Namespace) -> int:
    """Print one rule, or the list."""
    rules = load_rules()
    if words.code is None:
        write_lines(line for rule in rules for line in wrapped(rule.title, f"{rule.code}  {rule.severity.value:8} ", " " * 15))
        return DONE
    for rule in rules:
        if rule.code == words.code.upper():
            write_lines([f"{rule.code}  {rule.title}  ({rule.severity.value})"])
            for heading, text in (
                ("What it means", rule.means),
                ("Example", rule.example),
                ("What to do", rule.what_to_do),
                ("When it may be wrong", rule.when_wrong),
            ):
                write_lines(["", heading, *wrapped(text, "    ", "    ")])
            return DONE
    raise SettingsError(f"no finding has the code {words.code}", hint="onrecord rule")


RULE = Command(
    name="rule",
    summary="what a finding code means",
    description="Print what a finding code means, with an example, what to do about it, and when it may be wrong.",
    examples=(("onrecord rule F202", "one code"), ("onrecord rule", "the list of all codes")),
    add_options=_add_options,
    run=run,
)
