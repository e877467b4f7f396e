"""What kind of thing a name names: the catalogue first, then a small model over its words and contexts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kgraph.linear import LinearModel, softmax
from kgraph.mentions.clusters import LEGAL_FORMS, Cluster
from kgraph.mentions.given_names import GIVEN_NAMES
from kgraph.ontology import nouns
from kgraph.ontology import words as words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["set_types", "type_features"]

PLACING = frozenset({"in", "from", "near", "outside", "across", "around"})


def set_types(doc: Doc, clusters: list[Cluster]) -> None:
    """Give every cluster without a catalogue entry its most probable type."""
    model = LinearModel.load("types")
    for cluster in clusters:
        if cluster.entry is None and (_is_titled(cluster) or _is_full_name(cluster)):
            cluster.type = "Person"
        elif cluster.entry is None:
            chances = softmax(model.scores(type_features(doc, cluster)))
            cluster.type = model.labels[max(range(len(chances)), key=chances.__getitem__)]


def _is_titled(cluster: Cluster) -> bool:
    return any(spot.type == "Person" for spot in cluster.spots)


def _is_full_name(cluster: Cluster) -> bool:
    """A given name and one to three words of no other use, taken for a person by the recogniser."""
    if not any(spot.label == "PERSON" for spot in cluster.spots):
        return False
    for name in cluster.names:
        first, *rest = name.casefold().split()
        if first in GIVEN_NAMES and 1 <= len(rest) <= 3:
            return not any(word in nouns() or word in LEGAL_FORMS for word in rest)
    return False


def type_features(doc: Doc, cluster: Cluster) -> list[str]:
    """Features of a cluster of names: words, shape, recogniser's labels, syntax around each mention."""
    kinds = nouns()
    found: Counter[str] = Counter()
    for name in cluster.names:
        words = name.split()
        lower = [word.casefold().strip(",") for word in words]
        found.update({f"last={lower[-1]}": 1, f"first={lower[0]}": 1, f"len={min(len(words), 4)}": 1})
        found.update({f"tail={lower[-1][-3:]}": 1, f"word={'|'.join(lower)}": 1})
        for word in lower:
            found[f"has={word}"] += 1
            if word in kinds:
                found[f"haskind={kinds[word]}"] += 1
        if lower[-1] in kinds:
            found[f"lastkind={kinds[lower[-1]]}"] += 1
        if lower[0] in kinds:
            found[f"firstkind={kinds[lower[0]]}"] += 1
        if any(word.strip(".") in LEGAL_FORMS for word in lower):
            found["legal"] += 1
        if name.isupper():
            found[f"upper={min(len(name), 6)}"] += 1
        if any(c.isdigit() for c in name):
            found["digit"] += 1
        if len(words) > 1 and lower[0] in GIVEN_NAMES:
            found["given name"] += 1
        if 1 < len(words) < 5 and all(word[0].isupper() and word.strip(".").isalpha() for word in words):
            found["words only"] += 1
    for noun in cluster.descriptors:
        found[f"desc={noun}"] += 1
        if noun in kinds:
            found[f"desckind={kinds[noun]}"] += 1
    for spot in cluster.spots:
        head = doc[spot.head]
        found[f"ner={spot.label}"] += 1
        found[f"ner={spot.label}:{spot.last - spot.first}"] += 1
        if spot.type is not None:
            found[f"guess={spot.type}"] += 1
        parent = head.head
        found[f"dep={head.dep_}"] += 1
        found[f"dep={head.dep_}:{parent.lemma_.lower()}"] += 1
        if spot.first > 0:
            before = doc[spot.first - 1]
            found[f"before={before.lower_}"] += 1
            if before.lower_ == "the" and spot.first > 1:
                found[f"before2={doc[spot.first - 2].lower_}"] += 1
        if spot.last + 1 < len(doc):
            after = doc[spot.last + 1]
            found[f"after={after.lower_}"] += 1
            if after.lower_ in {"who", "whom"} or (
                after.text == "," and doc[min(spot.last + 2, len(doc) - 1)].lower_ == "who"
            ):
                found["who"] += 1
            if after.lower_ in {"'s", "’s"} and spot.last + 2 < len(doc):
                found[f"owns={doc[spot.last + 2].lemma_.lower()}"] += 1
        for child in head.children:
            if child.dep_ == "appos" and child.i > spot.last:
                found[f"appos={child.lemma_.lower()}"] += 1
                kind = kinds.get(child.lemma_.lower())
                if kind:
                    found[f"apposkind={kind}"] += 1
        if head.dep_ == "appos":
            kind = kinds.get(parent.lemma_.lower())
            if kind:
                found[f"apposkind={kind}"] += 1
        if head.dep_ == "pobj" and parent.lower_ in PLACING:
            found["placed"] += 1
        if head.dep_ == "nsubj":
            found[f"does={parent.lemma_.lower()}"] += 1
            if parent.lemma_ in words_of("say"):
                found["speaks"] += 1
    return list(found)
