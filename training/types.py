"""The model of entity types: multinomial, over the clusters of names that the catalogue does not know."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from kgraph.mentions.casing import Casing
from kgraph.mentions.clusters import cluster_names, name_key
from kgraph.mentions.names import name_spots
from kgraph.mentions.nominals import nominal_spots
from kgraph.mentions.types import type_features
from training.corpus import Passage, parses
from training.features import Bags
from training.logistic import one_of_many
from training.weights import save_linear

__all__ = ["train_types"]

STRENGTH = 1.0
LEAST_PASSAGES = 2
LEAST_WEIGHT = 0.03


def train_types(passages: list[Passage], folder: Path) -> None:
    """Write `types.npz`; a feature of a single passage is taken for chance."""
    bags = Bags()
    labels: list[str] = []
    groups: list[int] = []
    for number, (passage, doc) in enumerate(zip(passages, parses(passages), strict=True)):
        if passage.is_held_out:
            continue
        spots, inner = name_spots(doc, Casing.of(doc, passage.text))
        nominal_spots(doc, spots)  # tells the names what is said of them
        known = {name_key(words): each for each in reversed(passage.entities) for words in each.words}
        for cluster in cluster_names(doc, [*spots, *inner]):
            found = [known[name_key(name)] for name in cluster.names if name_key(name) in known]
            if found and cluster.entry is None:
                bags.add(type_features(doc, cluster))
                labels.append(Counter(found).most_common(1)[0][0].type)
                groups.append(number)
    rows, names = bags.table(LEAST_PASSAGES, groups)
    classes, bias, weights = one_of_many(rows, np.array(labels), strength=STRENGTH)
    save_linear(folder, "types", classes, bias, weights, names, least=LEAST_WEIGHT)
