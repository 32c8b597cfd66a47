"""What every command that writes for others takes: who keeps the name, and which counts are too small to be shown."""

from __future__ import annotations

import argparse
from pathlib import Path

SMALLEST_SHOWN = 10  # as `dossier.small_cells`, which is not loaded for a line of help


def add_masking(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """`--keep-names` and `--smallest-count`."""
    parser.add_argument("--keep-names", metavar="FILE", type=Path, help="names that need not be masked, one on each line")
    parser.add_argument(
        "--smallest-count",
        metavar="N",
        type=_count,
        default=SMALLEST_SHOWN,
        help="print no count of fewer than N persons of a table, nor what would give one away (default: 10; 1 prints all)",
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 1 on")
    return int(text)
