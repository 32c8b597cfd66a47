"""A build that the app has started, and how far it is.

In: files and folders for a case. Out: a child process that builds, watched by a thread; `state` may be asked at any time. One
build at a time: a second order while one runs is refused. When the app ends, the build ends with it; the next one completes it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.errors import SettingsError
from onrecord.model.documents import Pile

OCR_CHOICES = ("auto", "off", "force")
_LAST_READ = 8  # names that are shown of what was read


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildState:
    """How far a build is. `last` are the sources read last, the newest first; `error` says why it ended early."""

    is_running: bool = False
    is_finished: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    last: tuple[str, ...] = field(default_factory=tuple)
    error: str = ""
    hint: str = ""
    seconds: float = 0.0


class Builder:
    """Starts builds of one case and knows how far the present one is."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._state = BuildState()
        self._started = 0.0
        self._process: subprocess.Popen[str] | None = None

    def start(self, inputs: Sequence[tuple[Path, Pile | None]], *, ocr: str = "auto") -> None:
        """Begin a build. Raises SettingsError while another is running."""
        if ocr not in OCR_CHOICES:
            raise SettingsError(f"no such way of reading pictures: found {ocr!r}, expected one of {', '.join(OCR_CHOICES)}")
        with self._lock:
            if self._state.is_running:
                raise SettingsError("a build is already running", hint="wait until it is done")
            self._state = BuildState(is_running=True, stage="start")
            self._started = time.monotonic()
        command = [sys.executable, "-m", "onrecord.web.build_child", str(self._case)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self._process = process
        order = json.dumps({"inputs": [[str(path), pile.value if pile else None] for path, pile in inputs], "ocr": ocr})
        threading.Thread(target=self._watch, args=(process, order), daemon=True).start()

    @property
    def state(self) -> BuildState:
        """How far the build is."""
        with self._lock:
            if not self._state.is_running:
                return self._state
            return replace(self._state, seconds=time.monotonic() - self._started)

    def end(self) -> None:
        """End a build that is running."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def _watch(self, process: subprocess.Popen[str], order: str) -> None:
        """Follow one child until it ends."""
        if process.stdin is None or process.stdout is None:
            return
        with process.stdin as stdin:
            stdin.write(order + "\n")
        for line in process.stdout:
            self._note(json.loads(line))
        code = process.wait()
        with self._lock:
            seconds = time.monotonic() - self._started
            self._state = replace(self._state, is_running=False, is_finished=True, seconds=seconds)
            if code != 0 and not self._state.error:
                detail = f"the building process ended with code {code}"
                self._state = replace(self._state, error=detail, hint="build again: what was read is kept")

    def _note(self, said: dict[str, object]) -> None:
        with self._lock:
            if "error" in said:
                self._state = replace(self._state, error=str(said["error"]), hint=str(said["hint"]))
            elif "stage" in said:
                note = str(said["note"])
                last = (note, *self._state.last)[:_LAST_READ] if note else self._state.last
                done, total = int(str(said["done"])), int(str(said["total"]))
                self._state = replace(self._state, stage=str(said["stage"]), done=done, total=total, last=last)
