"""What the sentence itself says of who is meant: apposition, copula, relative clauses, owners, offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import Cluster
from kgraph.mentions.spot import Spot

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.mentions.discourse import Discourse

__all__ = ["BODIES", "EMPLOYERS", "OFFICES", "by_syntax", "employer", "kin", "possessor", "relative"]

OFFICES = frozenset({"Agency", "IntelligenceAgency", "Military", "Regulator", "LawEnforcement"})
"""Types of what a government runs: texts take one for the other."""
BODIES = OFFICES | {"Legislature", "Court"}
"""Types of what belongs to a state."""
LOOSE = frozenset({"Vendor", "Organization", "MediaOutlet"})
"""Types of organisations, which texts take for each other too."""
EMPLOYERS = BODIES | LOOSE | {"Government"}
"""Types of what people speak for."""
_REPEATING = """
    agency app application bureau company corporation directorate firm giant group magazine messenger
    ministry newspaper outlet service spyware start-up startup
"""
REPEATING = frozenset(_REPEATING.split())
"""Nouns that only repeat of what sort the name before them is."""
EMPLOYING = frozenset({"of", "at", "for", "with", "from", "in"})
"""Prepositions between an office and the organisation: "a spokesman for Vega"."""


def kin(one: str | None, other: str | None) -> bool:
    """Whether two types may be the same thing: equal, unknown, both offices, or both some organisation."""
    if one is None or other is None or one == other:
        return True
    return any(one in group and other in group for group in (OFFICES, LOOSE))


def by_syntax(found: Discourse, token: Token, spot: Spot) -> Cluster | None:
    """Apposition ("Vega, a drone maker"), copula ("Vega is a drone maker"), sort ("the Vega group")."""
    near = [token.head] if token.dep_ == "appos" else []
    near += [child for child in token.children if child.dep_ == "appos" and child.i > token.i]
    if token.dep_ == "attr" and token.head.lemma_ in {"be", "become", "remain"}:
        around = list(token.head.children)
        if not any(child.dep_ == "neg" for child in around):
            near += [child for child in around if child.dep_ == "nsubj"]
    if token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.dep_ == "prep":
        near += [child for child in token.head.head.children if child.dep_ == "nsubjpass"]
    if (defined := _defined(found, spot)) is not None:
        return defined
    if not spot.plural and token.lemma_.lower() in REPEATING:
        near += [child for child in token.lefts if child.dep_ in {"compound", "nmod"}]
    for other in near:
        cluster = found.at.get(other.i)
        if cluster is not None and kin(cluster.type, spot.type) and not (spot.plural and cluster.named):
            return cluster
    return None


def _defined(found: Discourse, spot: Spot) -> Cluster | None:
    """The name that `Vega Inc. (the "Company")` defines a term for."""
    i = spot.first - 1
    while i > 0 and found.doc[i].text in {'"', "the", "or", "'", "``"}:
        i -= 1
    return found.at.get(i - 1) if i > 0 and found.doc[i].text == "(" else None


def relative(found: Discourse, token: Token) -> Cluster | None:
    """The cluster of the noun that the relative clause of "who", "which", "that", "whose" belongs to."""
    verb = token
    while verb.dep_ != "relcl" and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "relcl":
        cluster = found.at.get(verb.head.i)
        if cluster is not None and cluster.spots[0].first < token.i:
            return cluster
        if verb.head.dep_ in {"appos", "pobj", "conj"} and cluster is None:
            cluster = found.at.get(verb.head.head.i)
            if cluster is not None and token.lower_ != "that":
                return cluster
    for i in range(token.i - 1, max(token.i - 4, token.sent.start - 1), -1):
        before = found.doc[i]
        if i in found.at:
            return found.at[i]
        if before.is_alpha and before.pos_ != "ADP":
            return None
    return None


def possessor(found: Discourse, token: Token) -> Cluster | None:
    """Whose it is: "its", "the firm's"."""
    for child in token.children:
        if child.dep_ == "poss" and child.i < token.i:
            return found.at.get(child.i)
    return None


def employer(found: Discourse, token: Token) -> Cluster | None:
    """The organisation of a person's office: "the bureau's head", "a spokesman for Vega", "chief of Vega"."""
    for child in token.children:
        if child.i < token.i and child.dep_ in {"poss", "compound", "nmod", "amod"}:
            cluster = found.at.get(child.i)
            if cluster is not None and cluster.type in EMPLOYERS and child.pos_ != "ADJ":
                return cluster
        if child.dep_ == "prep" and child.lower_ in EMPLOYING:
            for whole in child.children:
                cluster = found.at.get(whole.i)
                if whole.dep_ == "pobj" and cluster is not None and cluster.type in EMPLOYERS:
                    return cluster
    return None
