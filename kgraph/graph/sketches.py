"""What two texts have in common, counted in short runs of words; and which pairs are worth counting.

Runs of three words ("shingles") tell copies from independent texts: a reworded copy keeps most of
them, two reporters at one event share few. Candidates come from MinHash signatures in bands
(Broder 1997; Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", chapter 3) by rensa, so
that a hundred thousand texts need no comparison of all with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["Shingles", "candidates", "facts", "shared", "shingles"]

Whole = TypeVar("Whole", np.uint32, np.int64)
Shingles: TypeAlias = NDArray[np.uint32]
"""Hashes of the runs of a text, each once, sorted."""

RUN = 3
"""Words of a shingle."""
PERMUTATIONS = 192
BAND = 2
"""Rows of a band: a pair that shares a fifth of its shingles is a candidate in 98 cases of 100."""
BUCKET = 24
"""Neighbours that a text is paired with in one bucket: boilerplate of thousands stays linear."""
BATCH = 2048
LEAST_ESTIMATE = 0.3
"""The containment that signatures must promise, well below what a copy needs: they err by a tenth."""
SEED = 20170711

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_QUOTED = re.compile(r'[“„"«](?:(?!\n\s*\n)[^“”„"«»]){1,1500}[”“"»]')
_LEAST_WORDS = 40
"""Words that must be left without quotations; a text that is nearly all quotation is taken as it is."""
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def shingles(text: str) -> Shingles:
    """The runs of a text's own words: what stands in quotation marks is left out, many may quote it.

    >>> shared(shingles("The agency struck Orrin."), shingles("Yes, the agency struck Orrin"))
    2
    """
    return _each_once((_hashes(_own_words(text)) >> np.uint64(32)).astype(np.uint32))


def shared(one: Shingles, other: Shingles) -> int:
    """The number of shingles that both have."""
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def facts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Numbers and names of a text, and all its words, without case.

    A template fills in the former; rewording leaves them alone. A capital letter makes a name where
    the text never has the word without one.

    >>> sorted(facts("The fee is $40. Orrin paid the fee in May.")[0])
    ['40', 'may', 'orrin']
    """
    words = _own_words(text)
    plain = {word for word in words if word.islower()}
    folded = {word: word.casefold() for word in set(words)}
    told = (
        fold
        for word, fold in folded.items()
        if any(map(str.isdigit, word)) or (word[0].isupper() and fold not in plain)
    )
    return frozenset(told), frozenset(folded.values())


def candidates(sets: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Pairs of positions whose sets may share much of the smaller one, sorted; `sets` by falling size.

    In a bucket with more than `BUCKET` texts each is paired with the next ones of its size only.
    """
    if len(sets) < 2:
        return []
    signatures = _signatures(sets)
    found: list[NDArray[np.int64]] = []
    for start in range(0, PERMUTATIONS, BAND):
        key = (signatures[:, start].astype(np.uint64) << np.uint64(32)) | signatures[:, start + 1]
        order = np.argsort(key, kind="stable")
        same = key[order][1:] == key[order][:-1]
        run = same
        for step in range(1, BUCKET + 1):
            # `run` marks the places whose next `step` neighbours are all of one bucket.
            places = np.flatnonzero(run)
            if not len(places):
                break
            found.append(order[places] * len(sets) + order[places + step])
            run = run[:-1] & same[step:]
    if not found:
        return []
    pairs = _each_once(np.concatenate(found))
    larger, smaller = pairs // len(sets), pairs % len(sets)
    likely = _estimate(sets, signatures, larger, smaller) >= LEAST_ESTIMATE
    return [*zip(larger[likely].tolist(), smaller[likely].tolist(), strict=True)]


def _each_once(values: NDArray[Whole]) -> NDArray[Whole]:
    """The values sorted, each once; `np.unique` with its table of hashes takes five times as long here."""
    values.sort()
    new = np.ones(len(values), dtype=bool)
    new[1:] = values[1:] != values[:-1]
    return values[new]


def _own_words(text: str) -> list[str]:
    words = _WORD.findall(_QUOTED.sub(" | ", text))
    return words if len(words) >= _LEAST_WORDS else _WORD.findall(text)


def _hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint64)
    each = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    count = len(words) - RUN + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed = (mixed ^ each[place : place + count]) * factor
        mixed ^= mixed >> np.uint64(29)
    return mixed


@lru_cache(maxsize=1 << 18)
def _word_hash(word: str) -> int:
    # Not hash(), which differs from process to process.
    return int.from_bytes(blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _signatures(sets: Sequence[Shingles]) -> NDArray[np.uint32]:
    from rensa import RMinHash

    made = np.empty((len(sets), PERMUTATIONS), dtype=np.uint32)
    for start, batch in _batches(sets):
        ends = np.cumsum([0, *map(len, batch)]).tolist()
        tokens = np.concatenate(batch).astype(np.uint64)
        digests = RMinHash.digest_matrix_from_flat_token_hashes(tokens, ends, PERMUTATIONS, SEED)
        made[start : start + len(batch)] = digests.to_rows()
    return made


def _batches(sets: Sequence[Shingles]) -> Iterator[tuple[int, Sequence[Shingles]]]:
    for start in range(0, len(sets), BATCH):
        yield start, sets[start : start + BATCH]


def _estimate(
    sets: Sequence[Shingles],
    signatures: NDArray[np.uint32],
    larger: NDArray[np.int64],
    smaller: NDArray[np.int64],
) -> NDArray[np.float64]:
    """How much of the smaller set the larger one has, from the share of equal places (Jaccard)."""
    sizes = np.array([len(one) for one in sets], dtype=np.float64)
    jaccard = np.empty(len(larger))
    for start in range(0, len(larger), 1 << 16):
        part = slice(start, start + (1 << 16))
        jaccard[part] = (signatures[larger[part]] == signatures[smaller[part]]).mean(axis=1)
    common = jaccard / (1 + jaccard) * (sizes[larger] + sizes[smaller])
    made: NDArray[np.float64] = common / np.minimum(sizes[larger], sizes[smaller])
    return made
