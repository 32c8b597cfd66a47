"""From the word on the command line to an engine."""

from __future__ import annotations

from onrecord.engines.base import Engine
from onrecord.engines.daft import DaftEngine
from onrecord.engines.local import LocalEngine, SerialEngine
from onrecord.errors import SettingsError

ENGINES = ("local", "daft", "ray")


def choose_engine(name: str, *, jobs: int | None, small: bool) -> Engine:
    """The engine called `name`; a `small` load on the local one is done without processes.

    Raises SettingsError for an unknown name or an extra that is not installed.
    """
    if name == "local":
        return SerialEngine() if small else LocalEngine(jobs)
    if name in ("daft", "ray"):
        return DaftEngine("native" if name == "daft" else "ray")
    raise SettingsError(f"no engine is called {name!r}; there are {', '.join(ENGINES)}", hint="onrecord build --help")
