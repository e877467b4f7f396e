"""What may be said, as values: entity types, relations, their families, and the whole of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kgraph.model import Stance

__all__ = ["EntityType", "Family", "Ontology", "Relation"]


@dataclass(frozen=True, slots=True)
class Family:
    """A handful of kindred relations or entity types, for legends, colours and filters."""

    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of entity. `parent` is the wider type, if there is one; `family` a name of a Family."""

    name: str
    label: str
    definition: str
    family: str
    parent: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that claims may state, always from subject to object.

    `domain` and `range` are names of entity types; for a `literal` relation `range` is what its
    value counts (`count`). `also_domain` and `also_range` are tolerated beyond that core. `inverse`
    is the label for reading it from the object's side (a symmetric relation reads alike from both)
    and None for a literal. With a stance of `bare_stances` a claim may also be a bare triple.
    """

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    family: str
    inverse: str | None
    bare_stances: frozenset[Stance]
    literal: bool = False
    symmetric: bool = False
    also_domain: tuple[str, ...] = ()
    also_range: tuple[str, ...] = ()
    example: str | None = None


@dataclass(frozen=True, eq=False)
class Ontology:
    """All types, relations and families by name, in the order of the file that they were read from.

    `namespace` and a name make an IRI. `ancestors` maps each type to itself and everything above it,
    including the groups that no entity has as its own type (`PublicBody`, `Entity`).
    """

    namespace: str
    version: str
    types: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    families: Mapping[str, Family]
    ancestors: Mapping[str, frozenset[str]] = field(repr=False)

    def is_a(self, type: str, ancestor: str) -> bool:
        """Whether entities of `type` are of `ancestor` too; every type is of itself."""
        return type == ancestor or ancestor in self.ancestors.get(type, ())

    def either_way(self, saying: tuple[str, str, str]) -> tuple[str, str, str]:
        """Subject, relation and object; what a symmetric relation says both ways comes out as one of them.

        >>> from kgraph.ontology import ontology
        >>> ontology().either_way(("vega", "partners_with", "orrin"))
        ('orrin', 'partners_with', 'vega')
        """
        subject, relation, thing = saying
        known = self.relations.get(relation)
        if known is not None and known.symmetric and thing < subject:
            return thing, relation, subject
        return saying

    def allows(self, relation: str, subject_type: str, object_type: str, *, strict: bool = False) -> bool:
        """Whether `relation` may hold between the two types; False where a name is unknown.

        `strict` asks for the core signature, which is what a bare triple needs. Otherwise the tolerated
        types count, and a symmetric relation may be written from either side.
        """
        known = self.relations.get(relation)
        if known is None:
            return False
        subjects, objects = known.domain, known.range
        if not strict:
            subjects, objects = subjects + known.also_domain, objects + known.also_range
        forward = self._any(subject_type, subjects) and self._any(object_type, objects)
        if forward or strict or not known.symmetric:
            return forward
        return self._any(object_type, subjects) and self._any(subject_type, objects)

    def _any(self, type: str, accepted: tuple[str, ...]) -> bool:
        return type in accepted or not self.ancestors.get(type, frozenset()).isdisjoint(accepted)
