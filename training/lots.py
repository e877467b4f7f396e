"""Lessons as tensors, a lot of sentences at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kgraph.encoder.cutting import Cut, Cutter
from kgraph.encoder.heads import distance_bucket, places
from kgraph.model import Stance
from training.marked import Lesson
from training.network import Batch, Told

__all__ = ["Prepared", "as_batch", "lots", "prepare"]

SENTENCES, PAIRS = 16, 500
"""The most of a lot."""
SORTED_AT_ONCE = 400
"""Sentences of which those of one length come into one lot."""
HIDDEN = 0.25
"""Share of the mentions whose type is not told while the encoder learns: types may be wrong."""
STANCES = tuple(Stance)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A lesson, cut."""

    lesson: Lesson
    cut: Cut


def prepare(lessons: Sequence[Lesson], cutter: Cutter) -> list[Prepared]:
    """Every lesson with its pieces."""
    return [Prepared(lesson, cutter.cut(lesson.text)) for lesson in lessons]


def lots(prepared: Sequence[Prepared], chance: random.Random | None = None) -> Iterator[list[Prepared]]:
    """Lots of sentences of about one length; in random order if a generator is given."""
    order = list(prepared)
    if chance:
        chance.shuffle(order)
    made: list[list[Prepared]] = []
    for start in range(0, len(order), SORTED_AT_ONCE):
        lot: list[Prepared] = []
        for each in sorted(order[start : start + SORTED_AT_ONCE], key=lambda each: len(each.cut.pieces)):
            lot.append(each)
            if len(lot) == SENTENCES or sum(len(one.lesson.pairs) for one in lot) > PAIRS:
                made.append(lot)
                lot = []
        if lot:
            made.append(lot)
    if chance:
        chance.shuffle(made)
    yield from made


def as_batch(
    lot: Sequence[Prepared],
    relations: Sequence[str],
    types: Sequence[str],
    kinds: int,
    *,
    seed: int | None = None,
) -> Batch:
    """The tensors of a lot; with a seed, some types are hidden."""
    chance = np.random.default_rng(seed)
    longest = max(len(each.cut.pieces) for each in lot)
    most = max(len(each.cut.spans.head) for each in lot)
    pieces = np.zeros((len(lot), longest), np.int64)
    is_piece = np.zeros((len(lot), longest), bool)
    marks = np.zeros((len(lot), longest, len(types)), np.float32)
    kind_marks = np.zeros((len(lot), longest, kinds), np.float32)
    own = np.zeros((len(lot), most), np.int64)
    is_own = np.zeros((len(lot), most), bool)
    mentions, told_types, true_types, pairs, spots = [], [], [], [], []
    first_mention = 0
    for number, each in enumerate(lot):
        cut, spans = each.cut, each.cut.spans
        size, count = len(cut.pieces), len(spans.head)
        pieces[number, :size], is_piece[number, :size] = cut.pieces, True
        for table, found in zip((marks, kind_marks), cut.marks(), strict=True):
            for place, row in found:
                table[number, place, row] = 1
        own[number, :count], is_own[number, :count] = np.arange(count) + first_mention, True
        mentions.append(np.stack([np.full(count, number), spans.head, spans.first, spans.last], axis=1))
        hidden = chance.random(count) < (0.0 if seed is None else HIDDEN)
        for first, last in zip(spans.first[hidden].tolist(), spans.last[hidden].tolist(), strict=True):
            marks[number, first : last + 1] = 0
        told_types.append(np.where(hidden, -1, [types.index(type) for type in each.lesson.types]))
        true_types.append(np.array([types.index(type) if type else -1 for type in each.lesson.true_types]))
        asked = np.array(each.lesson.pairs, np.int64)
        one, other = asked.T
        gaps = [distance_bucket(gap) for gap in (spans.head[other] - spans.head[one]).tolist()]
        pairs.append(
            np.stack([np.full(len(one), number), one + first_mention, other + first_mention, gaps], axis=1)
        )
        spots.append(places(spans, asked, longest))
        first_mention += count
    right, counts = _answers(lot, relations)
    return Batch(
        *map(torch.from_numpy, (pieces, is_piece, marks, kind_marks)),
        *(torch.from_numpy(np.concatenate(table)) for table in (mentions, told_types, pairs, spots)),
        *map(torch.from_numpy, (own, is_own, right, counts)),
        _told(lot, relations, most),
        torch.from_numpy(np.concatenate(true_types)),
    )


def _answers(lot: Sequence[Prepared], relations: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    column = {relation: number for number, relation in enumerate(relations)}
    tables = []
    for answers in ("right", "counts"):
        rows = [row for each in lot for row in getattr(each.lesson, answers)]
        table = np.zeros((len(rows), len(relations)), np.float32)
        for number, row in enumerate(rows):
            table[number, [column[relation] for relation in row if relation in column]] = 1
        tables.append(table)
    return tables[0], tables[1]


def _told(lot: Sequence[Prepared], relations: Sequence[str], most: int) -> Told | None:
    which, stances, speakers = [], [], []
    first = 0
    for each in lot:
        for told in each.lesson.told:
            if told.relation not in relations:
                continue
            which.append((first + told.pair, relations.index(told.relation)))
            held = np.array([stance in told.stances for stance in STANCES], np.float32)
            stances.append(held / held.sum())
            who = np.zeros(2 + most, np.float32)
            who[[2 + speaker for speaker in told.speakers]] = 1
            speakers.append(who)
        first += len(each.lesson.pairs)
    if not which:
        return None
    tensors: list[Tensor] = [
        torch.tensor(which),
        torch.tensor(np.array(stances)),
        torch.tensor(np.array(speakers)),
    ]
    return Told(*tensors)
