"""The default engine: a few worker processes on this machine, each replaced when an item crashes or hangs it.

Processes, not threads: pdfium is not thread-safe, and a hostile file may kill the process that reads it. The standard pool
is not used because it cannot stop one worker that hangs and gives up the whole batch when one dies. Workers are spawned,
never forked: polars and pdfium hold threads that do not survive a fork.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from onrecord.engines.base import Done, Item, Result
from onrecord.engines.collecting import rare_collections
from onrecord.errors import OnRecordError

STOP_AFTER_S = 2.0  # a worker that was told to stop gets this long before it is killed
START_S = 120.0  # a worker that does not come up in this time hangs: the limit of an item counts from when its worker is there
LOOK_EVERY_S = 0.5  # how often the deadlines are looked at while nothing comes back


def default_jobs() -> int:
    """One worker for each core that this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on macOS and Windows
        return max(1, os.cpu_count() or 1)


def _serve(pipe: Connection, work: Callable[[Item], Result]) -> None:
    """The worker: says that it is there, then gives results back one by one."""
    pipe.send(None)
    with rare_collections():
        while (message := pipe.recv()) is not None:
            index, item = message
            try:
                reply: tuple[int, Result | None, str | None] = (index, work(item), None)
            except MemoryError:
                reply = (index, None, "out_of_memory")
            pipe.send(reply)


class _Worker:
    """One process with its pipe, the item it works on and when that item must be done."""

    def __init__(self, work: Callable[[Item], Result]) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.pipe: Connection = ours
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.started = False
        self.index: int | None = None
        self.limit_s = self.deadline = 0.0

    def give(self, index: int, item: Item, limit_s: float) -> None:
        self.index = index
        self.limit_s = limit_s
        self.deadline = time.monotonic() + limit_s + (0.0 if self.started else START_S)
        self.pipe.send((index, item))

    def stop(self) -> None:
        if self.process.is_alive() and self.index is None:
            with contextlib.suppress(OSError):  # it died this moment
                self.pipe.send(None)
            self.process.join(STOP_AFTER_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


class LocalEngine:
    """A pool of `jobs` processes; a process that dies or hangs is replaced."""

    name = "local"

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or default_jobs()

    def map(self, work: Callable[[Item], Result], items: Sequence[Item], *, limit_s: float) -> Iterator[Done[Result]]:
        """Yield a Done for every item, in order; see `engines.base`."""
        if not items:
            return
        finished: dict[int, Done[Result]] = {}
        waiting = iter(range(len(items)))
        workers = [_Worker(work) for _ in range(min(self.jobs, len(items)))]
        try:
            for worker in workers:
                worker.give(index := next(waiting), items[index], limit_s)
            next_out = 0
            while next_out < len(items):
                for worker_index, done in _collect(workers):
                    finished[done.index] = done
                    if done.failure in ("crashed", "timed_out"):
                        workers[worker_index].stop()
                        workers[worker_index] = _Worker(work)
                    following = next(waiting, None)
                    if following is not None:
                        workers[worker_index].give(following, items[following], limit_s)
                while next_out in finished:
                    yield finished.pop(next_out)
                    next_out += 1
        finally:
            for worker in workers:
                worker.stop()


def _collect(workers: list[_Worker]) -> list[tuple[int, Done[Any]]]:
    """What came back, crashed or ran out of time since the last look; waits a little where nothing did."""
    busy = {worker.pipe: number for number, worker in enumerate(workers) if worker.index is not None}
    found: list[tuple[int, Done[Any]]] = []
    for ready in wait(list(busy), timeout=LOOK_EVERY_S):
        assert isinstance(ready, Connection)
        worker = workers[busy[ready]]
        index = worker.index
        assert index is not None
        try:
            reply = ready.recv()
            if reply is None:
                worker.started = True
                worker.deadline = time.monotonic() + worker.limit_s
                continue
            _, result, failure = reply
            found.append((busy[ready], Done(index, result, failure)))
        except (EOFError, ConnectionResetError) as error:
            if not worker.started:
                raise OnRecordError(
                    "a worker process cannot be started", hint="try --jobs 1, or see the lines above"
                ) from error
            found.append((busy[ready], Done(index, None, "crashed")))
        worker.index = None
    now = time.monotonic()
    for number, worker in enumerate(workers):
        if worker.index is not None and now > worker.deadline:
            found.append((number, Done(worker.index, None, "timed_out")))
            worker.process.kill()
    return found


class SerialEngine:
    """No processes at all: for small inputs, where starting one costs more than the work."""

    name = "serial"

    def map(self, work: Callable[[Item], Result], items: Sequence[Item], *, limit_s: float) -> Iterator[Done[Result]]:  # noqa: ARG002  # the interface's; nothing can be stopped inside one process
        """Yield a Done for every item, in order; see `engines.base`."""
        for index, item in enumerate(items):
            done: Done[Result]
            try:
                done = Done(index, work(item))
            except MemoryError:
                done = Done(index, None, "out_of_memory")
            yield done
