"""The two files that the encoder ships in: vectors of word pieces, which stay, and what was trained.

Large tables are kept as whole numbers from -127 to 127 with one scale a row, a quarter of their size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float32]

__all__ = ["SCALE", "TEXT", "Stored", "load"]

FOLDER = Path(__file__).parents[1] / "weights"
FILES = ("pieces.npz", "encoder.npz")
SCALE = ".scale"
TEXT = "names."
"""Of a list of names: a text, one name a line."""


@dataclass(frozen=True, slots=True)
class Stored:
    """All tables of the encoder, and the names of its rows."""

    weights: Mapping[str, Array]
    pieces: Mapping[str, int]
    relations: tuple[str, ...]
    types: tuple[str, ...]
    kinds: tuple[str, ...]


def load(folder: Path | None = None) -> Stored:
    """The tables of a folder, by default of the shipped one, as floating-point numbers."""
    import numpy as np

    weights: dict[str, Array] = {}
    names: dict[str, tuple[str, ...]] = {}
    for file in FILES:
        with np.load((folder or FOLDER) / file, allow_pickle=False) as stored:
            for name in stored.files:
                if name.startswith(TEXT):
                    names[name.removeprefix(TEXT)] = tuple(bytes(stored[name]).decode().split("\n"))
                elif not name.endswith(SCALE):
                    weights[name] = _table(stored, name)
    pieces = {piece: number for number, piece in enumerate(names["vocabulary"])}
    return Stored(weights, pieces, names["relations"], names["types"], names["kinds"])


def _table(stored: Mapping[str, Array], name: str) -> Array:
    import numpy as np

    table: Array = stored[name].astype(np.float32)
    if name + SCALE in stored:
        table *= stored[name + SCALE].astype(np.float32)[:, None]
    return table
