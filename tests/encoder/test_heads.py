"""Places of pieces, seen from a pair."""

from __future__ import annotations

import numpy as np

from kgraph.encoder.cutting import Spans
from kgraph.encoder.heads import PLACES, mention_vectors, places

SPANS = Spans(*(np.array(each, np.int64) for each in ([1, 5], [1, 4], [2, 5], [0, 0], [0, 0])))


def test_places_go_with_the_direction() -> None:
    forth, back = places(SPANS, np.array([[0, 1], [1, 0]]), 8)
    names = [PLACES[place] for place in forth]
    assert names == ["elsewhere", "subject", "subject", "between", "object", "object", "after", "after"]
    turned = {"subject": "object", "object": "subject"}
    assert [PLACES[place] for place in back] == [turned.get(name, name) for name in names]


def test_a_mention_is_its_head_and_its_ends() -> None:
    states = np.arange(12, dtype=np.float32).reshape(6, 2)
    assert mention_vectors(states, SPANS).tolist() == [[2, 3, 3, 4], [10, 11, 9, 10]]
