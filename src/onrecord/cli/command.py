"""What a command is: a name, what it is for, examples, its options, and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. `examples` are (command line, what it does); `run` takes the parsed words and gives the exit code."""

    name: str
    summary: str
    description: str
    examples: tuple[tuple[str, str], ...]
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
