"""The encoder as PyTorch trains it; its tables have the names under which `kgraph.encoder` reads them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kgraph.encoder.heads import PLACES
from kgraph.encoder.transformer import HEADS as LAYER_HEADS

__all__ = ["Batch", "Network", "Told"]

UNITS, INNER, PAIR = 384, 1536, 256
DISTANCES = 12
HEADS = 4
DROPOUT, PAIR_DROPOUT = 0.1, 0.2
RARE = -4.0
"""Log-odds that a relation starts from."""
SMALL = 0.02
"""Deviation of the vectors that marks and types start from."""
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Told:
    """Pairs and relations of a batch whose stance and speaker are known.

    `which`: pair and relation, `(told, 2)`; `stances`: shares, `(told, 4)`; `speakers`: 1 where right,
    `(told, 2 + mentions)`, "nobody" and "elsewhere" first.
    """

    which: Tensor
    stances: Tensor
    speakers: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences filled up to one length; mentions and pairs of all of them in one row each.

    `mentions`: sentence, head, first, last; `types`: those that the encoder is told, -1 where it is not;
    `pairs`: sentence, subject, object, bucket of distance. `own` has for each sentence its mentions, filled
    up as `is_own` tells. `right` and `counts` are `(pairs, relations)`.
    """

    pieces: Tensor
    is_piece: Tensor
    marks: Tensor
    kinds: Tensor
    mentions: Tensor
    types: Tensor
    pairs: Tensor
    places: Tensor
    own: Tensor
    is_own: Tensor
    right: Tensor
    counts: Tensor
    told: Told | None
    true_types: Tensor
    """The annotated type of each mention, -1 where there is none."""


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(UNITS, 3 * UNITS)
        self.out = nn.Linear(UNITS, UNITS)
        self.normal1 = nn.LayerNorm(UNITS, TINY)
        self.inner = nn.Linear(UNITS, INNER)
        self.outer = nn.Linear(INNER, UNITS)
        self.normal2 = nn.LayerNorm(UNITS, TINY)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, is_piece: Tensor) -> Tensor:
        """States `(sentences, pieces, units)`."""
        sentences, pieces, _ = states.shape
        parts = self.attend(states).view(sentences, pieces, 3, LAYER_HEADS, UNITS // LAYER_HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            query, key, value, is_piece[:, None, None, :], dropout_p=DROPOUT if self.training else 0.0
        )
        mixed = mixed.transpose(1, 2).reshape(sentences, pieces, UNITS)
        states = self.normal1(states + self.drop(self.out(mixed)))
        inner = functional.gelu(self.inner(states), approximate="tanh")
        made: Tensor = self.normal2(states + self.drop(self.outer(inner)))
        return made


class Network(nn.Module):
    """The layers and the heads of `kgraph.encoder`; vectors of pieces and positions stay as they are."""

    def __init__(
        self, fixed: Mapping[str, Tensor], layers: int, relations: int, types: int, kinds: int
    ) -> None:
        super().__init__()
        self.fixed = dict(fixed)
        self.normal = nn.LayerNorm(UNITS, TINY)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mark, self.kind = _vectors(types, UNITS), _vectors(kinds, UNITS)
        self.subject, self.object = nn.Linear(2 * UNITS, PAIR), nn.Linear(2 * UNITS, PAIR)
        self.types, self.distance = _vectors(2 * types, PAIR), _vectors(DISTANCES, PAIR)
        self.ask = nn.Linear(PAIR, PAIR)
        self.key, self.value = nn.Linear(UNITS, PAIR), nn.Linear(UNITS, PAIR)
        self.place = _vectors(len(PLACES), HEADS, 0.0)
        self.pair = nn.Linear(2 * PAIR, PAIR)
        self.relations = nn.Linear(PAIR, relations)
        nn.init.constant_(self.relations.bias, RARE)
        self.telling, self.relation = nn.Linear(PAIR, PAIR), _vectors(relations, PAIR, 0.1)
        self.stance = nn.Linear(PAIR, 4)
        self.who, self.speaker = nn.Linear(PAIR, PAIR), nn.Linear(2 * UNITS, PAIR)
        self.nobody = nn.Linear(PAIR, 2)
        self.typing = nn.Linear(2 * UNITS, types)
        self.drop, self.pair_drop = nn.Dropout(DROPOUT), nn.Dropout(PAIR_DROPOUT)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Log-odds `(pairs, relations)`, vectors of the pairs and of the mentions."""
        states = self.fixed["piece"][batch.pieces] + self.fixed["position"][: batch.pieces.shape[1]]
        states = states + batch.marks @ self.mark.weight + batch.kinds @ self.kind.weight
        states = self.drop(self.normal(states))
        for layer in self.layers:
            states = layer(states, batch.is_piece)
        sentence, head, first, last = batch.mentions.T
        ends = (states[sentence, first] + states[sentence, last]) / 2
        mentions = torch.cat([states[sentence, head], ends], dim=1)
        pairs = self._pairs(batch, states, mentions)
        return self.relations(pairs), pairs, mentions

    def tables(self) -> dict[str, NDArray[np.float32]]:
        """What was trained, under the names that `kgraph.encoder` knows."""
        vectors = {name for name, module in self.named_children() if isinstance(module, nn.Embedding)}
        named = {}
        for name, table in self.state_dict().items():
            first, _, rest = name.partition(".")
            named[first if first in vectors else rest if first == "layers" else name] = table.numpy()
        return named

    def tellings(self, batch: Batch, told: Told, pairs: Tensor, mentions: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of the stances and of the speakers of what is told, shapes as in `Told`."""
        pair, relation = told.which.T
        about = torch.tanh(self.telling(pairs[pair]) + self.relation(relation))
        sentence = batch.pairs[pair, 0]
        speakers = self.speaker(mentions)[batch.own[sentence]]
        scores = torch.einsum("td,tmd->tm", self.who(about), speakers) / math.sqrt(PAIR)
        scores = scores.masked_fill(~batch.is_own[sentence], -1e4)
        return self.stance(self.pair_drop(about)), torch.cat([self.nobody(about), scores], dim=1)

    def _pairs(self, batch: Batch, states: Tensor, mentions: Tensor) -> Tensor:
        sentence, one, other, distance = batch.pairs.T
        both = self.pair_drop(self.subject(mentions))[one] + self.pair_drop(self.object(mentions))[other]
        types = self.types.num_embeddings // 2
        for mention, first in ((one, 0), (other, types)):
            type = batch.types[mention]
            known = (type >= 0).to(both.dtype)[:, None]
            both = both + known * self.types(type.clamp(min=0) + first)
        both = torch.tanh(both + self.distance(distance))
        heard = self._heard(batch, states, both, sentence)
        made: Tensor = self.pair_drop(
            functional.gelu(self.pair(torch.cat([both, heard], dim=1)), approximate="tanh")
        )
        return made

    def _heard(self, batch: Batch, states: Tensor, both: Tensor, sentence: Tensor) -> Tensor:
        """The words that each pair attends to, a text at a time: the pairs of one stand together."""
        units = PAIR // HEADS
        asked = self.ask(both).view(-1, HEADS, units).transpose(0, 1)
        keys = self.key(states).view(*states.shape[:2], HEADS, units).permute(0, 2, 3, 1)
        values = self.value(states).view(*states.shape[:2], HEADS, units).transpose(1, 2)
        bias = self.place(batch.places).permute(2, 0, 1)
        found, start = [], 0
        for text, count in enumerate(torch.bincount(sentence, minlength=len(states)).tolist()):
            here = slice(start, start + count)
            scores = asked[:, here] @ keys[text] / math.sqrt(units) + bias[:, here]
            scores = scores.masked_fill(~batch.is_piece[text], -1e4)
            found.append(scores.softmax(-1) @ values[text])
            start += count
        return torch.cat(found, dim=1).transpose(0, 1).reshape(len(both), PAIR)


def _vectors(rows: int, units: int, deviation: float = SMALL) -> nn.Embedding:
    made = nn.Embedding(rows, units)
    nn.init.normal_(made.weight, std=deviation)
    return made
