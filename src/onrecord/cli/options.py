"""The options that several commands share, each with the same words everywhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.casefile.views import Slice


def add_case(parser: argparse.ArgumentParser) -> None:
    """The case file, first on every command that has one."""
    parser.add_argument("case", metavar="CASE", type=Path, help="the case file, NAME.onrecord")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Text for people or JSON lines for programs."""
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="text for people (default) or one JSON object a line"
    )


def add_slice(parser: argparse.ArgumentParser, limit: int | None = None) -> None:
    """Which part of a long list is printed."""
    usual = "all" if limit is None else str(limit)
    parser.add_argument(
        "--limit", metavar="N", type=whole_number, default=limit, help=f"print at most N rows (default: {usual})"
    )
    parser.add_argument("--offset", metavar="N", type=whole_number, default=0, help="leave out the first N rows")


def slice_of(words: argparse.Namespace) -> Slice:
    """The part of a list that was asked for."""
    return Slice(words.limit, words.offset)


def whole_number(text: str) -> int:
    """A number from 0 up, as a command-line word."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 0 up")
    return int(text)


def worker_count(text: str) -> int:
    """A number from 1 up, as a command-line word."""
    number = whole_number(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 1 up")
    return number
