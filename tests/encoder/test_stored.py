"""The files of the encoder: small tables come back as they were, all names are there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kgraph.encoder.stored import load
from kgraph.model import MentionKind
from kgraph.ontology import ontology


def test_the_shipped_files() -> None:
    stored = load()
    assert stored.weights["piece"].shape == (len(stored.pieces), 384)
    assert set(stored.kinds) == set(MentionKind)
    assert set(stored.types) <= {*ontology().types, "count"}
    assert all(table.dtype == np.float32 and np.isfinite(table).all() for table in stored.weights.values())


def test_scales_hold_for_rows(tmp_path: Path) -> None:
    names = {f"names.{name}": np.frombuffer(b"a\nb", np.uint8) for name in ("relations", "types", "kinds")}
    table = {
        "ask.weight": np.array([[127, -127], [1, 0]], np.int8),
        "ask.weight.scale": np.array([2, 0.5], "f4"),
    }
    np.savez(tmp_path / "encoder.npz", **names, **table)
    np.savez(tmp_path / "pieces.npz", **{"names.vocabulary": np.frombuffer(b"[UNK]\nab", np.uint8)})
    stored = load(tmp_path)
    assert stored.weights["ask.weight"].tolist() == [[254, -254], [0.5, 0]]
    assert stored.pieces == {"[UNK]": 0, "ab": 1}
    assert stored.relations == ("a", "b")


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"pieces\.npz"):
        load(tmp_path)
