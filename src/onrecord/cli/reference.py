"""The generated pages of the documentation: commands, schema, exports, finding codes.

`python -m onrecord.cli.reference DOCS` writes them into the folder DOCS. Everything on them is read from where the program
itself has it (the parser, schema.sql, the fields of the exports, the declared rules), and a test fails where a page is stale.
Help is laid out here and not by argparse, whose layout differs between versions of Python.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.casefile.export_fields import EXPORTED
from onrecord.casefile.schema import SCHEMA_VERSION, read_comments
from onrecord.cli.command import Command
from onrecord.cli.parser import COMMANDS, EXIT_CODES, Parser, make_parser
from onrecord.cli.rule_pages import load_rules, rule_page

_MADE = "<!-- Made by `python -m onrecord.cli.reference docs`; do not edit. -->"


def reference_pages() -> dict[str, str]:
    """Every generated page by its path under docs/."""
    rules = load_rules()
    pages = {
        "reference/cli.md": cli_page(),
        "reference/schema.md": schema_page(),
        "reference/exports.md": exports_page(),
    }
    listed = [f"- [{rule.code}]({rule.code}.md): {rule.title} ({rule.severity.value})" for rule in rules]
    pages["rules/README.md"] = "\n".join(["# Finding codes", "", _MADE, "", *listed, ""])
    pages.update({f"rules/{rule.code}.md": rule_page(rule) for rule in rules})
    return pages


def cli_page() -> str:
    """All commands with their words, options and examples."""
    parser = make_parser()
    subparsers = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    lines = ["# Commands", "", _MADE, "", "```text", EXIT_CODES.rstrip(), "```", ""]
    for command in COMMANDS:
        lines += _command_lines(command, subparsers.choices[command.name])
    return "\n".join(lines)


def _command_lines(command: Command, parser: Parser) -> Iterator[str]:
    yield from (f"## onrecord {command.name}", "")
    text, _, listed = command.description.partition("\n\n")
    yield from (text, "")
    if listed:
        grammar, _, rest = listed.partition("\n\n")
        yield from ("```text", grammar, "```", "", rest, "")
    yield from ("| word | meaning |", "|---|---|")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield f"| `{choice.dest}` | {_cell(choice.help or '')} |"
        elif not isinstance(action, argparse._HelpAction):
            yield f"| {_cell(_words_of(action))} | {_cell(action.help or '')} |"
    yield from ("", "Examples:", "", "```sh")
    for line, meaning in command.examples:
        yield from (f"# {meaning}", line)
    yield from ("```", "")


def _words_of(action: argparse.Action) -> str:
    """What is typed for an option or argument: `--limit N`, `CASE`."""
    value = action.metavar if isinstance(action.metavar, str) else ""
    if action.choices is not None and not value:
        value = "{" + ",".join(str(choice) for choice in action.choices) + "}"
    names = ", ".join(action.option_strings) or value
    takes_value = bool(action.option_strings) and action.nargs != 0
    more = "..." if action.nargs in ("*", "+") else ""
    return f"`{names}{' ' + value if takes_value else ''}{more}`"


def schema_page() -> str:
    """Every table and column of the case file with its comment."""
    lines = [
        "# The case file",
        "",
        _MADE,
        "",
        f"A case file is one SQLite database, schema version {SCHEMA_VERSION}. Open it with `sqlite3` or Datasette;",
        "the comments below stand in it too, in the table `schema_comments`.",
        "",
    ]
    for table in read_comments():
        lines += [f"## {table.table}", "", table.comment, "", "| column | meaning |", "|---|---|"]
        lines += [f"| `{column}` | {_cell(comment)} |" for column, comment in table.columns.items()]
        lines.append("")
    return "\n".join(lines)


def exports_page() -> str:
    """Every exported table and field."""
    lines = [
        "# Exports",
        "",
        _MADE,
        "",
        "`onrecord export CASE TABLE` prints one object a line with these fields, sorted by source, start and id. What is not",
        "known is null. An interval is `{earliest, latest}`, of values `{low, high}`; an end without a bound is null. CSV and",
        "Parquet hold lists and objects as JSON in one cell.",
        "",
    ]
    for name, table in EXPORTED.items():
        lines += [f"## {name}", "", f"One row is {table.row}.", "", "| field | meaning |", "|---|---|"]
        lines += [f"| `{field}` | {_cell(meaning)} |" for field, meaning in table.fields.items()]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("%%", "%")


def main(docs: Path) -> None:
    """Write every page that is not as it should be, and remove pages of rules that are no more."""
    pages = reference_pages()
    for name, text in pages.items():
        page = docs / name
        page.parent.mkdir(parents=True, exist_ok=True)
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8", newline="\n")
    for page in (docs / "rules").glob("*.md"):
        if f"rules/{page.name}" not in pages:
            page.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
