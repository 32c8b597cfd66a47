"""What a build may be told, and what it tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """What a build may be told. `packs` None: all that come with onrecord and all in the user's folder. `jobs` None: one
    worker for each core. `only`: the case shall hold these inputs and forget what earlier builds took in."""

    packs: tuple[str, ...] | None = None
    pack_folder: Path | None = None
    jobs: int | None = None
    engine: str = "local"
    ocr: str = "auto"
    force: bool = False
    only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is: `done` of `total` in `stage`."""

    stage: str
    done: int
    total: int
    note: str = ""
