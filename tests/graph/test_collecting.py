"""That the search for garbage waits, and goes on afterwards as before."""

from __future__ import annotations

import gc

import pytest

from kgraph.graph.collecting import uncollected


@pytest.fixture(autouse=True)
def _as_before():
    on = gc.isenabled()
    yield
    (gc.enable if on else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_it_waits_and_is_left_as_it_was(on):
    (gc.enable if on else gc.disable)()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_it_goes_on_after_an_error():
    gc.enable()
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()
