"""`ontologies/kgraph.ttl` read into an Ontology; all its faults are found before one error is raised."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import OntologyError
from kgraph.model import Stance
from kgraph.ontology.location import ontology_dir
from kgraph.ontology.turtle import Turtle
from kgraph.ontology.types import EntityType, Family, Ontology, Relation

__all__ = ["ontology", "read_ontology"]


@cache
def ontology() -> Ontology:
    """The ontology of `ontology_dir()`, read once in a process.

    Raises OntologyError with all its faults where it does not hold.
    """
    return read_ontology(ontology_dir() / "kgraph.ttl")


def read_ontology(path: Path) -> Ontology:
    """The ontology of one Turtle file.

    Raises OntologyError; its `faults` are lines `subject: what is missing or wrong`.
    """
    reader = _Reader(Turtle(path))
    found = reader.read()
    if reader.faults:
        raise OntologyError(f"{path}: " + "; ".join(reader.faults), reader.faults)
    return found


class _Reader:
    """One pass over a file: notes each fault and goes on with a stand-in value.

    Within, nodes have the short names of Turtle (`kg:Vendor`); what leaves has local names (`Vendor`).
    """

    def __init__(self, file: Turtle) -> None:
        self.file = file
        self.faults: list[str] = []
        self.families = file.pointing("rdf:type", "kg:Family")
        self.types = file.pointing("rdf:type", "kg:EntityType")
        self.literals = file.pointing("rdf:type", "owl:DatatypeProperty")
        self.ancestors = {node: self._ancestors(node) for node in self.types}

    def read(self) -> Ontology:
        relations = self.file.pointing("rdf:type", "kg:Relation")
        self._check_names([*self.types, *relations, *self.families])
        self._check_stances()
        return Ontology(
            namespace=self.file.namespace,
            version=self._text(self.file.ontology, "owl:versionInfo"),
            types=MappingProxyType({_local(node): self._type(node) for node in self.types}),
            relations=MappingProxyType({_local(node): self._relation(node) for node in relations}),
            families=MappingProxyType({_local(node): self._family(node) for node in self.families}),
            ancestors=MappingProxyType(
                {_local(n): frozenset(map(_local, a)) for n, a in self.ancestors.items()}
            ),
        )

    def _type(self, node: str) -> EntityType:
        parents = [above for above in self.file.nodes(node, "rdfs:subClassOf") if above in self.types]
        if "kg:Entity" not in self.ancestors[node]:
            self._fault(node, "no rdfs:subClassOf leads up to kg:Entity")
        if len(parents) > 1 or any(node in self.ancestors[above] for above in parents):
            self._fault(node, f"rdfs:subClassOf {', '.join(parents)}, expected one wider entity type at most")
        return EntityType(
            name=_local(node),
            label=self._text(node, "rdfs:label"),
            definition=self._text(node, "skos:definition"),
            family=self._family_of(node),
            parent=_local(parents[0]) if parents else None,
            example=self._optional(node, "skos:example"),
        )

    def _relation(self, node: str) -> Relation:
        literal = node in self.literals
        symmetric = self._optional(node, "kg:symmetric") == "true"
        return Relation(
            name=_local(node),
            label=self._text(node, "rdfs:label"),
            definition=self._text(node, "skos:definition"),
            domain=self._signature(node, "rdfs:domain"),
            range=(self._text(node, "kg:literalType"),) if literal else self._signature(node, "rdfs:range"),
            family=self._family_of(node),
            inverse=None if literal else self._inverse(node, symmetric),
            bare_stances=self._bare_stances(node),
            literal=literal,
            symmetric=symmetric,
            also_domain=self._types(node, "kg:alsoDomain", self.file.nodes(node, "kg:alsoDomain")),
            also_range=self._types(node, "kg:alsoRange", self.file.nodes(node, "kg:alsoRange")),
            example=self._optional(node, "skos:example"),
        )

    def _family(self, node: str) -> Family:
        return Family(_local(node), self._text(node, "rdfs:label"), self._text(node, "skos:definition"))

    def _signature(self, node: str, predicate: str) -> tuple[str, ...]:
        """The types of a domain or range: one class, or the members of one owl:unionOf."""
        stated = self.file.nodes(node, predicate)
        # Two statements would mean the intersection of two classes, which is never wanted here.
        if self._expect_one(node, predicate, stated) and (union := self.file.nodes(stated[0], "owl:unionOf")):
            stated = list(self.file.members(union[0]))
            if not stated:
                self._fault(node, f"{predicate} is an owl:unionOf of no classes")
        return self._types(node, predicate, stated)

    def _types(self, node: str, predicate: str, stated: Sequence[str]) -> tuple[str, ...]:
        """Local names: types as they are, groups of types as the widest types in them."""
        found: dict[str, None] = {}
        for wanted in stated:
            below = {kind for kind in self.types if wanted in self.ancestors[kind]}
            if not below:
                self._fault(node, f"{predicate} is {wanted}, which is no entity type of this file")
            widest = [kind for kind in self.types if self.ancestors[kind] & below == {kind}]
            found.update(dict.fromkeys(map(_local, widest)))
        return tuple(found)

    def _ancestors(self, node: str) -> frozenset[str]:
        above: set[str] = set()
        ahead = [node]
        while ahead:
            above.add(current := ahead.pop())
            wider = self.file.nodes(current, "rdfs:subClassOf")
            ahead += [kind for kind in wider if kind.startswith("kg:") and kind not in above]
        return frozenset(above)

    def _family_of(self, node: str) -> str:
        stated = self.file.nodes(node, "kg:family")
        if self._expect_one(node, "kg:family", stated) and stated[0] not in self.families:
            self._fault(node, f"kg:family is {stated[0]}, which is no kg:Family of this file")
        return _local(stated[0]) if stated else ""

    def _inverse(self, node: str, symmetric: bool) -> str | None:
        if symmetric:
            return self._optional(node, "rdfs:label")
        inverses = self.file.pointing("owl:inverseOf", node)
        if not self._expect_one(node, "property with it as owl:inverseOf", inverses):
            return None
        return self._text(inverses[0], "rdfs:label")

    def _bare_stances(self, node: str) -> frozenset[Stance]:
        stated = [_local(stance) for stance in self.file.nodes(node, "kg:bareStance")]
        if not stated or not set(stated) <= set(Stance):
            told = ", ".join(stated) or "missing"
            self._fault(node, f"kg:bareStance is {told}, expected some of {', '.join(Stance)}")
        return frozenset(stance for stance in Stance if stance in stated)

    def _check_stances(self) -> None:
        stated = {_local(node) for node in self.file.pointing("rdf:type", "kg:Stance")}
        if stated != set(Stance):
            told = ", ".join(sorted(stated)) or "none"
            self._fault("kg:Stance", f"the stances are {told}, expected {', '.join(Stance)}")

    def _check_names(self, nodes: Sequence[str]) -> None:
        for node in nodes:
            if not node.startswith("kg:"):
                self._fault(node, f"not in the namespace of the file, {self.file.namespace}")

    def _text(self, node: str, predicate: str) -> str:
        texts = self.file.texts(node, predicate)
        self._expect_one(node, predicate, texts)
        return texts[0] if texts else ""

    def _optional(self, node: str, predicate: str) -> str | None:
        return next(iter(self.file.texts(node, predicate)), None)

    def _expect_one(self, node: str, what: str, found: Sequence[str]) -> bool:
        if len(found) != 1:
            self._fault(node, f"{len(found) or 'no'} {what}, expected one")
        return len(found) == 1

    def _fault(self, node: str, what: str) -> None:
        self.faults.append(f"{_local(node)}: {what}")


def _local(node: str) -> str:
    return node.removeprefix("kg:")
