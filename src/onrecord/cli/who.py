"""Who decides, and when: what a decision is signed with."""

from __future__ import annotations

import argparse
import getpass
from datetime import UTC, datetime


def add_who(parser: argparse.ArgumentParser) -> None:
    """The name that a decision is signed with."""
    parser.add_argument("--who", metavar="NAME", help="who decides (default: the name of your account)")


def account(given: str | None) -> str:
    """The name as given, else that of the account that runs the program."""
    try:
        return given or getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return "unknown"


def now() -> str:
    """The time to the second, UTC in ISO form."""
    return datetime.now(UTC).isoformat(timespec="seconds")
