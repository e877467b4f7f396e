"""What descriptions and pronouns refer to: syntax first, then the learned ranking of what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.antecedents import choose
from kgraph.mentions.clusters import Cluster
from kgraph.mentions.groups import members
from kgraph.mentions.pronouns import FIRST_PERSON, POINTING, RELATIVE
from kgraph.mentions.speakers import first_person
from kgraph.mentions.spot import Spot, Tie
from kgraph.mentions.syntax import BODIES, by_syntax, employer, possessor, relative
from kgraph.model import MentionKind
from kgraph.ontology import catalogue

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.mentions.aliases import States
    from kgraph.mentions.discourse import Discourse

__all__ = ["link"]

FEDERAL = frozenset({"agencies", "agency", "departments", "government", "authorities"})
_FEDERATIONS = """
    argentina australia austria belgium brazil canada germany india malaysia mexico nigeria pakistan
    russia switzerland united-arab-emirates united-states
"""
FEDERATIONS = frozenset(_FEDERATIONS.split())
"""Ids of states whose own bodies are called federal."""
SAME_OFFICE = {
    "ceo": ("executive", "chief", "boss", "head"),
    "executive": ("ceo", "chief", "boss"),
    "boss": ("ceo", "executive", "chief", "head"),
    "chief": ("ceo", "executive", "director", "head", "boss"),
    "head": ("chief", "director", "boss", "ceo"),
    "director": ("head", "chief"),
    "chairman": ("chair", "chairwoman"),
    "chair": ("chairman", "chairwoman"),
}
"""Noun of an office → nouns that the same person may have been given before."""


def link(
    found: Discourse, nominals: list[Spot], pronouns: list[Spot], states: States, publisher: str | None = None
) -> list[Cluster]:
    """Attach every description and pronoun to a cluster, making new ones for what is only described.

    Returns the clusters of `found` and the new ones, the spots of each in text order; two that are one after
    all are joined. `publisher` tells who "we" are outside quotations.
    """
    _set_homes(found)
    for spot in sorted([*nominals, *pronouns], key=lambda spot: spot.head):
        if spot.kind is MentionKind.PRONOUN:
            _link_pronoun(found, spot, publisher)
        else:
            _link_nominal(found, spot, states)
    for cluster in found.clusters:
        cluster.spots.sort(key=lambda each: each.first)
    return _with_headline(found, _with_late_name(found.clusters))


def _with_headline(found: Discourse, clusters: list[Cluster]) -> list[Cluster]:
    """A headline may call by what it is the vendor that the article then names: "Cipher maker sold to spies".

    That is the one that the article speaks of most, if the headline names none and describes only one.
    """
    first = next(iter(found.doc.sents), None)
    if first is None or first.text.rstrip()[-1:] in {".", ":"}:
        return clusters
    headline = [each for each in clusters if each.type == "Vendor" and each.spots[0].head < first.end]
    if len(headline) != 1 or headline[0].named or headline[0].plural:
        return clusters
    named = [each for each in clusters if each.type == "Vendor" and each.named and len(each.spots) > 1]
    if not named:
        return clusters
    return _merged(clusters, headline[0], max(named, key=lambda each: len(each.spots)))


def _with_late_name(clusters: list[Cluster]) -> list[Cluster]:
    """Articles that open with "a camera maker", go on with "the firm" and name it only then.

    Only where the text names no other vendor and speaks of the unnamed one as known.
    """
    vendors = [cluster for cluster in clusters if cluster.type == "Vendor" and not cluster.plural]
    named = [cluster for cluster in vendors if cluster.named]
    if len(named) != 1:
        return clusters
    for cluster in vendors:
        known = [spot for spot in cluster.spots if spot.definite or spot.kind is MentionKind.PRONOUN]
        if not cluster.named and len(known) > 1 and cluster.spots[0].last < named[0].spots[0].first:
            return _merged(clusters, cluster, named[0])
    return clusters


def _merged(clusters: list[Cluster], one: Cluster, other: Cluster) -> list[Cluster]:
    """The clusters without the one, whose spots the other takes."""
    other.spots = sorted([*one.spots, *other.spots], key=lambda spot: spot.first)
    return [each for each in clusters if each is not one]


def _link_pronoun(found: Discourse, spot: Spot, publisher: str | None) -> None:
    token = found.doc[spot.head]
    word = token.lower_
    if word in RELATIVE:
        cluster, spot.tie = relative(found, token), Tie.CLAUSE
    elif word in FIRST_PERSON:
        cluster, spot.tie = first_person(found, token, publisher), Tie.SPEAKER
    elif word in POINTING:
        _add_members(found, spot)
        return
    else:
        cluster, spot.tie = choose(found, spot), Tie.RANKING
    if cluster is not None:
        found.add(cluster, spot)


def _add_members(found: Discourse, spot: Spot) -> bool:
    """Let a spot stand for each member of its group; False where it is not plain which they are."""
    spot.tie = Tie.GROUP
    group = members(found, spot)
    for member in group:
        found.add(member, spot)
    return bool(group)


def _link_nominal(found: Discourse, spot: Spot, states: States) -> None:
    token = found.doc[spot.head]
    owner = possessor(found, token)
    cluster, spot.tie = by_syntax(found, token, spot), Tie.SYNTAX
    if cluster is None:
        cluster, spot.tie = _state(found, token, owner) or _federal(found, spot, states), Tie.STATE
    if cluster is None:
        cluster, spot.tie = _catalogued(found, spot, token, owner, states), Tie.CATALOGUE
    if cluster is None and spot.plural and spot.definite and _add_members(found, spot):
        return
    if cluster is None and spot.type == "Person" and not spot.plural:
        cluster, spot.tie = _office_holder(found, spot, employer(found, token)), Tie.OFFICE
    if cluster is None and spot.definite:
        cluster, spot.tie = choose(found, spot), Tie.RANKING
    if cluster is None:
        cluster = Cluster(type=spot.type, plural=spot.plural, named=False, owner=owner)
        spot.tie = Tie.NEW
    if spot.type == "Person" and cluster.home is None:
        cluster.home = employer(found, token)
    found.add(cluster, spot)


def _catalogued(
    found: Discourse, spot: Spot, token: Token, owner: Cluster | None, states: States
) -> Cluster | None:
    """A body that the catalogue knows by its description: "Russia's defence ministry", "its military"."""
    if spot.type not in BODIES or spot.plural:
        return None
    words = [each for each in found.doc[spot.first : spot.last + 1] if each.lower_ not in {"the", "a", "an"}]
    entry = None
    if owner is not None:
        if owner.entry is not None and owner.entry.type == "Government":
            rest = " ".join(each.text for each in words if each.i > _end_of_owner(token))
            own = catalogue().find(rest, country=owner.entry.id)
            entry = own if own is not None and own.country == owner.entry.id else None
    elif len(words) > 1:
        entry = states.resolve(" ".join(each.text for each in words), spot.first)
    if entry is None or entry.type not in BODIES:
        return None
    for cluster in found.clusters:
        if cluster.entry is not None and cluster.entry.id == entry.id:
            return cluster
    return Cluster(type=entry.type, entry=entry)


def _state(found: Discourse, token: Token, owner: Cluster | None) -> Cluster | None:
    """ "the country's government", "the Avarian authorities": the state itself."""
    if token.lower_ not in {"government", "authorities", "regime"}:
        return None
    near = [owner, *(found.at.get(child.i) for child in token.children if child.dep_ in {"amod", "compound"})]
    return next((cluster for cluster in near if cluster is not None and cluster.type == "Government"), None)


def _federal(found: Discourse, spot: Spot, states: States) -> Cluster | None:
    """ "federal agencies": the government of the federation that the text speaks of."""
    words = {word.lower_ for word in found.doc[spot.first : spot.last + 1]} - {"the", "all", "every", "u.s."}
    if len(words) != 2 or "federal" not in words or not words & FEDERAL:
        return None
    ids = [state for state in states.near(spot.first) if state in FEDERATIONS]
    for cluster in found.clusters:
        if ids and cluster.entry is not None and cluster.entry.id == ids[0]:
            return cluster
    return None


def _end_of_owner(token: Token) -> int:
    """The last token that says whose it is, -1 where nothing does."""
    return max((child.right_edge.i for child in token.children if child.dep_ == "poss"), default=-1)


def _office_holder(found: Discourse, spot: Spot, home: Cluster | None) -> Cluster | None:
    """ "its chief executive", where a named person of that organisation was called so before."""
    if home is None:
        return None
    offices = {*spot.descriptors, *SAME_OFFICE.get(spot.descriptors[0], ())}
    for cluster in found.clusters:
        if cluster.type == "Person" and cluster.home is home and set(cluster.descriptors) & offices:
            return cluster
    return None


def _set_homes(found: Discourse) -> None:
    """Give named persons the organisation that their title, apposition or possessor tells."""
    doc = found.doc
    for cluster in found.clusters:
        if cluster.type != "Person":
            continue
        for spot in cluster.spots:
            token = doc[spot.head]
            near = [token, *(child for child in token.children if child.dep_ == "appos")]
            if token.dep_ == "appos":
                near.append(token.head)
            home = found.at.get(spot.home) if spot.home is not None else None
            for each in near:
                home = home or employer(found, each)
            if home is not None and home is not cluster:
                cluster.home = cluster.home or home
