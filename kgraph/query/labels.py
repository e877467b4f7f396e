"""Relations in the words of the ontology, read from either side."""

from __future__ import annotations

from kgraph.graph import FusedRelation
from kgraph.model import Claim, Stance
from kgraph.ontology import ontology

__all__ = ["hedged", "other_end", "relation_label", "seen_from"]


def relation_label(name: str, *, inverse: bool = False) -> str:
    """The label of a relation, or that of its inverse: how the object reads it.

    A relation that the ontology does not know has its name as label.

    >>> relation_label("banned_by"), relation_label("banned_by", inverse=True)
    ('banned by', 'bans')
    >>> relation_label("praised_by", inverse=True)
    'praised by (object of)'
    """
    known = ontology().relations.get(name)
    label = known.label if known else name.replace("_", " ")
    if not inverse:
        return label
    return known.inverse if known and known.inverse else f"{label} (object of)"


def seen_from(said: FusedRelation | Claim, id: str) -> str:
    """What a relation is called by the entity with that id, which is on one of its sides."""
    return relation_label(said.relation, inverse=said.subject.id != id)


def hedged(label: str, relation: FusedRelation) -> str:
    """A label with the stances behind it, so that no rumour turns into a fact; alone where all assert it."""
    stances = list(relation.stances)
    return label if stances == [Stance.ASSERTED] else f"{label} ({', '.join(stances)})"


def other_end(said: FusedRelation | Claim, id: str) -> str:
    """The name on the other side."""
    return said.object.name if said.subject.id == id else said.subject.name
