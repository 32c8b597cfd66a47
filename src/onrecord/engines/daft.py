"""Daft as an engine, for cases that outgrow one machine: its own runner, or the same plan on a Ray cluster.

The items travel as pickled bytes in one column, an item a row, and the results come back the same way; nothing else of Daft
is used, so the two runners and the local pool give the same bytes. Needs the extra `onrecord[daft]`. A crash of a worker is
Daft's to handle here; the time limit for one item is kept by the readers themselves.
"""

from __future__ import annotations

import importlib.util
import os
import pickle
from collections.abc import Callable, Iterator, Sequence

from onrecord.engines.base import Done, Item, Result
from onrecord.errors import OnRecordError, SettingsError

ROWS_A_PARTITION = 16  # small enough to spread a hundred documents over a few workers


class DaftEngine:
    """Maps over a Daft data frame; `runner` is `native` or `ray`."""

    def __init__(self, runner: str = "native") -> None:
        if importlib.util.find_spec("daft") is None:
            raise SettingsError("the engine daft is not installed", hint="pip install 'onrecord[daft]', or use --engine local")
        self.name = "daft" if runner == "native" else "ray"
        self._runner = runner

    def map(self, work: Callable[[Item], Result], items: Sequence[Item], *, limit_s: float) -> Iterator[Done[Result]]:  # noqa: ARG002  # the interface's; see the module's note
        """Yield a Done for every item, in order; see `engines.base`."""
        if not items:
            return
        os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")  # no network: Daft would report its use
        os.environ.setdefault("DO_NOT_TRACK", "true")
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import daft  # noqa: PLC0415  # an optional extra, loaded only when it is asked for

        ray = self._runner == "ray"
        if ray:
            _start_ray()
        name = (daft.set_runner_ray(noop_if_initialized=True) if ray else daft.set_runner_native()).name
        if name != self._runner:  # Daft keeps the first runner of a process
            raise SettingsError(
                f"Daft already runs on its {name} runner in this process, not on {self._runner}",
                hint="start onrecord anew",
            )

        @daft.func(return_dtype=daft.DataType.binary())
        def apply(packed: bytes) -> bytes:
            return pickle.dumps(work(pickle.loads(packed)))

        packed = {"index": list(range(len(items))), "item": [pickle.dumps(item) for item in items]}
        frame = daft.from_pydict(packed)
        if ray and len(items) > ROWS_A_PARTITION:  # the native runner splits by itself
            frame = frame.into_partitions(-(-len(items) // ROWS_A_PARTITION))
        rows = frame.select(frame["index"], apply(frame["item"]).alias("result")).sort("index").to_pydict()
        for index, result in zip(rows["index"], rows["result"], strict=True):
            yield Done(index, pickle.loads(result))


def _start_ray() -> None:
    """A Ray of this machine's own without its dashboard (a web server that nobody looks at), unless one runs already."""
    import ray  # noqa: PLC0415  # an optional extra, loaded only when it is asked for

    if not ray.is_initialized() and "RAY_ADDRESS" not in os.environ:
        try:
            ray.init(include_dashboard=False, log_to_driver=False)
        except Exception as error:  # Ray has no narrower class for a node that does not come up
            raise OnRecordError(f"Ray does not start: {error}", hint="try once more, or use --engine local") from error
