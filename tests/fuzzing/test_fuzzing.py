"""Every parser takes what is a little wrong; `python -m tests.fuzzing` gives each ten minutes of it."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from tests.fuzzing.mutating import mutated
from tests.fuzzing.targets import OURS, TARGETS

TIMES = 60


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.filterwarnings("ignore")
def test_nothing_but_our_own_errors(name: str) -> None:
    target, random = TARGETS[name], Random(name)
    for seed in target.seeds:
        target.run(seed)
    for _ in range(TIMES):
        with suppress(*OURS):
            target.run(mutated(target.seeds, random))


def test_changes_are_the_same_each_time_and_do_change() -> None:
    seeds = [b"a text of some words"]
    made = [mutated(seeds, Random(number)) for number in range(50)]
    assert made == [mutated(seeds, Random(number)) for number in range(50)]
    assert len(set(made)) > 40
