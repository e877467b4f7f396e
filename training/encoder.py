"""The encoder: MiniLM, fine-tuned on the annotated sentences. Takes an hour and a half on two cores.

Besides the encoder that ships, one is trained on each half of the passages: what they say of the other half
is what the second stage learns from (`training.halves`).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from kgraph.claims.encoded import encode
from kgraph.encoder import PairEncoder
from kgraph.encoder.cutting import Cutter
from kgraph.encoder.stored import Stored
from kgraph.model import MentionKind
from training.halves import HALVES, Halves, half_of
from training.labels import Annotated
from training.lots import Prepared, as_batch, lots, prepare
from training.marked import lessons
from training.minilm import fixed_tables, pretrained
from training.network import Network
from training.weights import save_encoder, save_pieces

__all__ = ["train_encoder"]

EPOCHS = 5
EPOCHS_OF_HALVES = 3
STEP, STEP_OF_HEADS = 1.5e-4, 8e-4
WARM_UP = 0.06
"""Share of the steps over which the step size rises; then it falls to nothing."""
DECAY = 0.01
CLIP = 5.0
TELLING = 0.5
"""How much the stance and the speaker count beside the relation."""
TYPING = 0.3
"""How much the types of the mentions count."""
SENTENCES = 16
"""Of a lot, about: what the losses are divided by."""
SEED = 0


def train_encoder(annotated: list[Annotated], folder: Path) -> None:
    """Write `pieces.npz`, `encoder.npz`, and what the encoders of the halves say."""
    found = list(lessons(annotated))
    own = [lesson for lesson in found if not lesson.is_held_out]
    relations = tuple(sorted({relation for lesson in own for right in lesson.right for relation in right}))
    types = tuple(sorted({type for lesson in found for type in (*lesson.types, *lesson.true_types) if type}))
    kinds = tuple(MentionKind)
    fixed = fixed_tables()
    cutter = Cutter(fixed.pieces, types, kinds)
    trainer = _Trainer(relations, types, kinds, fixed)
    halves = Halves(relations)
    for half in range(HALVES):
        taught = [lesson for lesson in own if half_of(lesson.number) != half]
        network = trainer.train(prepare(taught, cutter), EPOCHS_OF_HALVES)
        stored = Stored({**fixed.weights, **network.tables()}, fixed.pieces, relations, types, kinds)
        encoder = PairEncoder(stored)
        for each in annotated:
            if not each.passage.is_held_out and half_of(each.passage.number) == half:
                halves.add(each.passage.id, each.mentions, encode(each.doc, each.mentions, encoder))
    halves.write()
    network = trainer.train(prepare(own, cutter), EPOCHS)
    save_pieces(folder, fixed)
    save_encoder(folder, network.tables(), relations, types, kinds)


class _Trainer:
    """Fine-tunes from the same start, on other lessons each time."""

    def __init__(
        self, relations: Sequence[str], types: Sequence[str], kinds: Sequence[str], fixed: Stored
    ) -> None:
        self.relations = relations
        self.types, self.kinds = types, len(kinds)
        self.fixed = {name: torch.from_numpy(fixed.weights[name]) for name in ("piece", "position")}

    def train(self, prepared: list[Prepared], epochs: int) -> Network:
        """A network after so many passes; AdamW (Loshchilov and Hutter 2019), in bfloat16 where it can be."""
        torch.manual_seed(SEED)
        chance = random.Random(SEED)
        network = pretrained(Network(self.fixed, 6, len(self.relations), len(self.types), self.kinds))
        optimizer = torch.optim.AdamW(_groups(network), fused=True)
        steps = epochs * sum(1 for _ in lots(prepared))
        rate = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1, (step + 1) / (WARM_UP * steps)) * (1 - step / steps)
        )
        network.train()
        started = time.perf_counter()
        for epoch in range(epochs):
            total = 0.0
            for lot in lots(prepared, chance):
                loss = self._loss(network, lot, chance.getrandbits(32))
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
                torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
                optimizer.step()
                rate.step()
                total += loss.item()
            took = time.perf_counter() - started
            print(
                f"  pass {epoch + 1} of {epochs}: loss {total:.0f}, {took:.0f} s", file=sys.stderr, flush=True
            )
        return network.eval()

    def _loss(self, network: Network, lot: list[Prepared], seed: int) -> torch.Tensor:
        batch = as_batch(lot, self.relations, self.types, self.kinds, seed=seed)
        told = batch.told
        with torch.autocast("cpu", torch.bfloat16):
            scores, pairs, mentions = network(batch)
            tellings = network.tellings(batch, told, pairs, mentions) if told else None
            types = network.typing(mentions)
        errors = functional.binary_cross_entropy_with_logits(scores.float(), batch.right, reduction="none")
        loss = (errors * batch.counts).sum()
        if told and tellings:
            stances, speakers = (each.float().log_softmax(-1) for each in tellings)
            loss = loss - TELLING * (told.stances * stances).sum()
            accepted = speakers.masked_fill(told.speakers == 0, -1e4).logsumexp(-1)
            loss = loss - TELLING * accepted.sum()
        known = batch.true_types >= 0
        typing = functional.cross_entropy(types[known].float(), batch.true_types[known], reduction="sum")
        return (loss + TYPING * typing) / SENTENCES


def _groups(network: Network) -> list[dict[str, Any]]:
    """The parameters of the pretrained layers take smaller steps than the new ones; biases do not decay."""
    old = [*network.layers.parameters(), *network.normal.parameters()]
    known = {id(parameter) for parameter in old}
    new = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return [
        {"params": [each for each in old if each.dim() > 1], "lr": STEP, "weight_decay": DECAY},
        {"params": [each for each in old if each.dim() == 1], "lr": STEP, "weight_decay": 0.0},
        {"params": new, "lr": STEP_OF_HEADS, "weight_decay": DECAY},
    ]
