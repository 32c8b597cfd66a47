"""The garbage collector while a case is built."""

from __future__ import annotations

import gc

import pytest

from onrecord.engines.collecting import rare_collections


def test_the_collector_is_as_before_afterwards() -> None:
    """Within, rounds are rarer, never off; afterwards all is as it was."""
    before = gc.get_threshold()
    with rare_collections():
        assert gc.isenabled()
        assert all(within > outside for within, outside in zip(gc.get_threshold()[:2], before[:2], strict=True))
    assert gc.get_threshold() == before


def test_a_failure_inside_leaves_nothing_behind() -> None:
    """Where the work fails, the collector is as it was too."""
    before = gc.get_threshold()
    with pytest.raises(KeyError), rare_collections():
        raise KeyError
    assert gc.get_threshold() == before
