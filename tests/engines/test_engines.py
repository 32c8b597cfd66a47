"""Engines: the same results in the same order from each, and one bad item that spoils no other."""

from __future__ import annotations

import importlib.util
import operator
import os
import subprocess
import sys
import time

import pytest

from onrecord.engines.base import Engine
from onrecord.engines.choice import choose_engine
from onrecord.engines.local import LocalEngine, SerialEngine
from onrecord.errors import SettingsError

NEEDS_DAFT = pytest.mark.skipif(importlib.util.find_spec("daft") is None, reason="the extra onrecord[daft] is not installed")


def square(number: int) -> int:
    return number * number


def square_or_die(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number * number


def square_or_hang(number: int) -> int:
    if number == 3:
        time.sleep(60)
    return number * number


@pytest.mark.parametrize(
    "engine",
    [
        SerialEngine(),
        LocalEngine(1),
        LocalEngine(3),
    ],
    ids=["serial", "one-worker", "three-workers"],
)
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    """Whatever the number of workers, result i belongs to item i."""
    done = list(engine.map(square, list(range(20)), limit_s=30))
    assert [(d.index, d.result, d.failure) for d in done] == [(n, n * n, None) for n in range(20)]


DAFT_RUN = """
import operator, sys
from onrecord.engines.choice import choose_engine
engine = choose_engine(sys.argv[1], jobs=2, small=False)
print([(d.index, d.result) for d in engine.map(operator.neg, list(range(40)), limit_s=60)], engine.name)
"""


@NEEDS_DAFT
def test_daft_gives_what_the_local_pool_gives() -> None:
    """Daft's own runner returns the same results in the same order as the process pool (its Ray runner: end to end)."""
    ours = [(d.index, d.result) for d in LocalEngine(2).map(operator.neg, list(range(40)), limit_s=30)]
    run = subprocess.run([sys.executable, "-c", DAFT_RUN, "daft"], capture_output=True, text=True, check=False, timeout=240)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == f"{ours} daft"


def test_an_item_that_kills_its_worker_is_a_failure_and_the_rest_is_done() -> None:
    """A crash in one item comes back as `crashed`; all other items have their results."""
    done = list(LocalEngine(2).map(square_or_die, list(range(8)), limit_s=30))
    assert [d.failure for d in done] == [None, None, None, "crashed", None, None, None, None]
    assert [d.result for d in done if d.failure is None] == [0, 1, 4, 16, 25, 36, 49]


def test_an_item_that_hangs_is_stopped_at_its_limit() -> None:
    """An item past its time limit comes back as `timed_out`; all other items have their results."""
    done = list(LocalEngine(2).map(square_or_hang, list(range(6)), limit_s=3))
    assert [d.failure for d in done] == [None, None, None, "timed_out", None, None]


def test_workers_that_cannot_start_are_an_error_and_not_a_problem_of_every_item() -> None:
    """Where no worker comes up (here: a main module that cannot be imported again) the build stops and says so."""
    code = "from onrecord.engines.local import LocalEngine\nimport operator\n"
    code += "print(list(LocalEngine(2).map(operator.neg, [1, 2, 3], limit_s=9)))"
    run = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, check=False, timeout=60)
    assert "a worker process cannot be started" in run.stderr
    assert run.returncode != 0


def test_no_items_give_nothing() -> None:
    """An empty load starts no worker."""
    assert list(LocalEngine(2).map(square, [], limit_s=1)) == []


def test_an_unknown_engine_is_named() -> None:
    """A misspelt engine is refused with the names that exist."""
    with pytest.raises(SettingsError, match="local, daft, ray"):
        choose_engine("sparc", jobs=1, small=False)
