"""What the encoder is trained with: kept scores come back, and NumPy computes what PyTorch does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kgraph.claims.encoded import encode
from kgraph.encoder import Marked, MarkedMention, PairEncoder
from kgraph.encoder.cutting import Cutter
from kgraph.encoder.stored import Stored, load
from tests.claims.marked import read
from training.halves import LEAST, UNLIKELY, Halves, half_of
from training.weights import save_encoder, save_pieces

RELATIONS = ("led_by", "supplies")
TYPES, KINDS = ("Agency", "Vendor"), ("name", "nominal")
PIECES = {
    name: number for number, name in enumerate(("[UNK]", "[CLS]", "[SEP]", "orrin", "won", "a", "deal"))
}
SENTENCE = Marked(
    ["Orrin", "won", "a", "deal"],
    [MarkedMention(0, 0, 0, "Vendor", "name"), MarkedMention(2, 3, 3, "Agency", "nominal")],
)
PAIRS = [(0, 1), (1, 0)]
MARKED = "{Vendor:Orrin} won a deal from {Agency:the ministry}."


def test_scores_of_halves_come_back(tmp_path: Path) -> None:
    doc, mentions = read(MARKED)
    encoded, views, retyped = encode(doc, mentions)
    relations = ("contracted_by", "supplies")
    halves = Halves(relations)
    halves.add("wa-001", mentions, (encoded, views, retyped))
    halves.write(tmp_path / "halves.npz")
    kept = Halves.read(tmp_path / "halves.npz")
    assert kept.relations == relations
    scores = encoded.scores(relations)
    np.testing.assert_allclose(
        kept.of("wa-001", encoded.candidates), np.where(scores < LEAST, UNLIKELY, scores), atol=0.02
    )
    assert (kept.of("wa-002", encoded.candidates) == UNLIKELY).all()
    changed = [new for old, new in zip(mentions, retyped, strict=True) if new != old]
    assert kept.types["wa-001"] == {each.entity.id: each.entity.type for each in changed}


def test_halves_take_turns() -> None:
    assert [half_of(number) for number in (1, 9, 10, 19, 20)] == [0, 0, 1, 1, 0]


def test_numpy_computes_what_pytorch_does(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from training.lots import as_batch, prepare
    from training.marked import Lesson
    from training.network import Network

    torch.manual_seed(0)
    chance = np.random.default_rng(0)
    tables = {
        name: (chance.normal(size=(rows, 384)) / 8).astype(np.float32)
        for name, rows in (("piece", len(PIECES)), ("position", 16))
    }
    save_pieces(tmp_path, Stored(tables, PIECES, (), (), ()))
    made = Network({}, 2, len(RELATIONS), len(TYPES), len(KINDS)).eval()
    save_encoder(tmp_path, made.tables(), RELATIONS, TYPES, KINDS)
    stored = load(tmp_path)
    made.fixed = {name: torch.from_numpy(stored.weights[name]) for name in tables}
    known = made.state_dict()
    for name, table in made.tables().items():
        kept = torch.from_numpy(stored.weights[name])
        (full,) = (each for each in known if each in (name, f"layers.{name}", f"{name}.weight"))
        assert float((kept - torch.from_numpy(table)).abs().max()) < 0.01
        known[full] = kept
    made.load_state_dict(known)
    types = ["Agency", "Agency"]  # the first was marked as a vendor
    answers = [frozenset[str]()] * 2
    lesson = Lesson("wa-001", 1, False, SENTENCE, types, [None, None], PAIRS, answers, answers)
    batch = as_batch(prepare([lesson], Cutter(PIECES, TYPES, KINDS)), RELATIONS, TYPES, len(KINDS))
    with torch.no_grad():
        scores, _, mentions = made(batch)
        typing = made.typing(mentions).softmax(-1)
    (states,) = PairEncoder(stored).read([SENTENCE])
    np.testing.assert_allclose(states.read(PAIRS, types).scores, scores.numpy(), atol=1e-4)
    np.testing.assert_allclose(states.types(), typing.numpy(), atol=1e-5)
