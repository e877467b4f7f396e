"""Which earlier cluster a pronoun or a definite description takes up: a learned ranking.

Every candidate gets a score from a linear model over recency, role, number, type, frequency and words, in
the manner of ranking models of coreference (Denis and Baldridge, 2008); "nothing before" competes with them
for descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.linear import LinearModel
from kgraph.mentions.clusters import Cluster
from kgraph.mentions.spot import Spot
from kgraph.mentions.syntax import OFFICES
from kgraph.model import MentionKind
from kgraph.ontology import catalogue, nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.mentions.discourse import Discourse

__all__ = ["choose", "rivals"]

NEAR = 4
"""Sentences that a pronoun reaches back."""

MOST = 12
"""Candidates, the latest first."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
ROLES = {
    "nsubj": "subject", "nsubjpass": "passive", "dobj": "object", "pobj": "oblique", "poss": "owner",
    "appos": "apposition", "conj": "conjunct", "compound": "inner", "amod": "inner", "nmod": "inner",
}  # fmt: skip
ONLY_OF_STATES = frozenset({"Military", "Legislature", "VendorList"})
"""Types of what no vendor and no product has: "its army" is not theirs."""
BROAD = {
    "group": frozenset({"Vendor", "ThreatActor", "Organization"}),
    "service": OFFICES | {"Product"},
    "body": OFFICES | {"Organization", "Legislature"},
    "panel": frozenset({"Legislature", "VendorList", "Court"}),
    "committee": frozenset({"Legislature", "Organization"}),
    "unit": frozenset({"Vendor", "Military", "LawEnforcement"}),
    "state": frozenset({"Government", "Place"}),
    "city": frozenset({"Government", "Place"}),
    "network": frozenset({"Product", "MediaOutlet"}),
}
"""Nouns that take up more types than the one that the lexicon gives them."""


def choose(found: Discourse, spot: Spot) -> Cluster | None:
    """The cluster that the spot takes up, None where it brings something new or nothing fits."""
    model = LinearModel.load("antecedent")
    scored = [(model.scores(features)[0], cluster) for cluster, features in rivals(found, spot)]
    return max(scored, key=lambda pair: pair[0], default=(0.0, None))[1]


def rivals(found: Discourse, spot: Spot) -> Iterator[tuple[Cluster | None, list[str]]]:
    """The candidates, each with its features; for descriptions None, "nothing before", comes first.

    The shipped model knows the features by their spelling, and sums them in this order.
    """
    token = found.doc[spot.head]
    candidates = sorted(_candidates(found, spot, token), key=lambda pair: -pair[1].head)[:MOST]
    how = _how(spot, token)
    if spot.kind is MentionKind.NOMINAL:
        yield None, _features_of_new(found, spot, token, [cluster for cluster, _ in candidates])
    most = max((len(cluster.spots) for cluster, _ in candidates), default=0)
    for rank, (cluster, last) in enumerate(candidates):
        features = _features(found, spot, token, how, cluster, last)
        features += (f"{how}:rank={min(rank, 4)}", f"{how}:top={len(cluster.spots) == most}:{min(rank, 2)}")
        if spot.kind is MentionKind.NOMINAL:
            features += _features_of_words(found, spot, token, cluster)
        yield cluster, features


def _candidates(found: Discourse, spot: Spot, token: Token) -> Iterator[tuple[Cluster, Spot]]:
    """Clusters that the spot may take up, each with the last spot of it before this one."""
    person = spot.type == "Person"
    nominal = spot.kind is MentionKind.NOMINAL
    here = found.sentence[spot.head]
    of_state = token.dep_ == "poss" and nouns().get(token.head.lemma_.lower()) in ONLY_OF_STATES
    for cluster in found.clusters:
        if of_state and cluster.type in {"Vendor", "Product"}:
            continue
        last = next((each for each in reversed(cluster.spots) if each.last < spot.first), None)
        if last is None or any(spot.covers(each) for each in cluster.spots):
            continue
        if not nominal and here - found.sentence[last.head] > NEAR:
            continue
        if cluster.type == "Place" and spot.type not in {"Place", "Government"}:
            continue
        if person != (cluster.type == "Person") and (nominal or not spot.plural):
            continue
        if cluster.plural != spot.plural and (cluster.plural or nominal):
            continue
        if not nominal and _is_own_subject(token, found.doc[last.head]):
            continue
        yield cluster, last


def _is_own_subject(token: Token, other: Token) -> bool:
    """ "Vega sued it": an object that is no reflexive is somebody else than the subject of its verb."""
    if token.dep_ not in {"dobj", "pobj"} or token.lower_.endswith(("self", "selves")):
        return False
    return token.head.i == other.head.i and other.dep_ in SUBJECTS


def _how(spot: Spot, token: Token) -> str:
    """The way of taking up, which most features begin with: each way has weights of its own."""
    if spot.kind is MentionKind.NOMINAL:
        return "they" if spot.plural else "the"
    if spot.type == "Person":
        return "he"
    word = token.lower_
    return word if word in {"it", "its", "they", "their", "them"} else "other"


def _features(
    found: Discourse, spot: Spot, token: Token, how: str, cluster: Cluster, last: Spot
) -> list[str]:
    """How far back the candidate was last spoken of, in which role, and what it is."""
    head = found.doc[last.head]
    gap = min(found.sentence[spot.head] - found.sentence[last.head], 5)
    far = (spot.head - last.head).bit_length()
    role = ROLES.get(head.dep_, "other")
    mine = ROLES.get(token.dep_, "other")
    kind = "named" if cluster.named else "plain"
    governor = token.head.lemma_.lower()
    features = [
        f"{how}:gap={gap}",
        f"{how}:far={far}",
        f"{how}:role={role}:{min(gap, 2)}",
        f"{how}:roles={mine}>{role}:{min(gap, 1)}",
        f"{how}:type={cluster.type}",
        f"{how}:type={cluster.type}:{mine}",
        f"{how}:kind={last.kind.value}:{min(gap, 2)}",
        f"{how}:{kind}:{cluster.plural}",
        f"{how}:count={min(len(cluster.spots), 6)}",
        f"{how}:quoted={found.quoted[spot.head]}>{found.quoted[last.head]}",
        f"{how}:governor={governor}:{cluster.type}",
        f"{mine}:governor={governor}:{cluster.type}",
    ]
    if token.dep_ == "poss":
        features.append(f"owns={nouns().get(governor)}:{cluster.type}")
    if found.sentence[cluster.spots[0].head] == 0:
        features.append(f"{how}:opening")
    if cluster.spots[0].kind is MentionKind.ADJECTIVE:
        features.append(f"{how}:state adjective")
    if head.dep_ in SUBJECTS and head.head.dep_ == "ROOT":
        features.append(f"{how}:main subject:{min(gap, 2)}")
    if token.head.i == head.head.i:
        features.append(f"{how}:same verb:{mine}>{role}")
    elif token.head.head.i == head.head.i:
        features.append(f"{how}:verb above:{mine}>{role}")
    if gap == 1 and role == mine:
        features.append(f"{how}:parallel")
    if head.dep_ in {"conj", "appos"}:
        features.append(f"{how}:chain={ROLES.get(head.head.dep_, 'other')}")
    return features


def _features_of_words(found: Discourse, spot: Spot, token: Token, cluster: Cluster) -> list[str]:
    """Whether the words of the description fit the candidate, or were said of it before."""
    noun = token.lemma_.lower()
    fits = cluster.type in BROAD.get(noun, (spot.type,)) or (spot.type in OFFICES and cluster.type in OFFICES)
    named = any(noun in name.lower().replace(",", " ").split() for name in cluster.names)
    if cluster.entry is not None:
        named = named or noun in cluster.entry.name.lower().split()
    told = noun in cluster.descriptors
    features = [
        f"noun={noun}:{cluster.type}",
        f"is={spot.type}:{cluster.type}",
        f"fits={fits}:{cluster.named}",
        f"told={told}:named={named}:{cluster.named}",
        f"told={told}:fits={fits}",
        f"noun={noun}:told={told or named}",
        f"capital={_is_capital(token)}:told={told}:named={named}",
        f"owner={any(child.dep_ == 'poss' for child in token.children)}:told={told}",
    ]
    country = cluster.entry.country if cluster.entry else None
    said = set[str]()
    for word in found.doc[spot.first : spot.last]:
        if word.is_stop or word.is_punct:
            continue
        state = catalogue().by_adjective.get(word.text)
        if state is not None:
            same = (
                state.id in (country, cluster.entry.id if cluster.entry else None)
                or word.lower_ in cluster.words
            )
            features.append(f"state={'same' if same else 'other' if country else 'unknown'}")
        else:
            said.add(word.lower_)
    if said:
        features.append(f"said={min(len(said & cluster.words), 2)}of{min(len(said), 2)}")
    return features


def _is_capital(token: Token) -> bool:
    """Whether the noun is written as a defined term is: "the Company"."""
    return token.text[0].isupper() and not token.is_sent_start


def _features_of_new(found: Discourse, spot: Spot, token: Token, clusters: list[Cluster]) -> list[str]:
    """What tells that a description takes up none of the candidates."""
    noun = token.lemma_.lower()
    opening = found.doc[spot.first].lower_
    fitting = sum(
        cluster.type in BROAD.get(noun, (spot.type,)) and (cluster.named or noun in cluster.descriptors)
        for cluster in clusters
    )
    told = any(noun in cluster.descriptors for cluster in clusters)
    prepositions = [c.lower_ for c in token.children if c.dep_ == "prep" and c.i > token.i]
    after = sorted(c.dep_ for c in token.children if c.i > token.i and c.dep_ in {"prep", "relcl", "acl"})
    return [
        "new",
        f"new:noun={noun}",
        f"new:type={spot.type}:{spot.plural}",
        f"new:det={opening if opening in {'the', 'this', 'that', 'these', 'those'} else 'owned'}",
        f"new:length={min(spot.last - spot.first, 4)}",
        f"new:after={'+'.join(after)}",
        f"new:fitting={min(fitting, 3)}",
        f"new:capital={_is_capital(token)}:{min(fitting, 1)}",
        f"new:told={told}:{min(spot.last - spot.first, 2)}",
        f"new:sentence={min(found.sentence[spot.head], 3)}",
        f"new:prep={prepositions[:1]}",
    ]
