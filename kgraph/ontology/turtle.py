"""A Turtle file as a small index: what is stated of each subject, in the order of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import OntologyError

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["Turtle"]

_PREFIXES = {
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
}
_NAMESPACE = "http://purl.org/vocab/vann/preferredNamespaceUri"


class Turtle:
    """The statements of one file, in short names: `kg:Vendor` for what is of the file's own namespace,
    `rdfs:label` for four W3C vocabularies, whole IRIs and `_:` labels for the rest.

    `namespace` is the one that the file prefers (vann:preferredNamespaceUri), `ontology` the subject
    that says so. Raises OntologyError where the file cannot be read, is no Turtle, or does not say.
    """

    def __init__(self, path: Path) -> None:
        quads = _parse(path)
        said = [(quad.subject, quad.object) for quad in quads if quad.predicate.value == _NAMESPACE]
        if len(said) != 1:
            raise OntologyError(f"{path}: {len(said) or 'no'} vann:preferredNamespaceUri, expected one")
        self.namespace = _value(said[0][1])
        self.ontology = _value(said[0][0])
        self._prefixes = _PREFIXES | {self.namespace: "kg:"}
        self._nodes: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._texts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._pointing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            self._add(quad)

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """What the predicate points to, literals left out."""
        return self._nodes.get((subject, predicate), [])

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The literals of the predicate that are English or of no language."""
        return self._texts.get((subject, predicate), [])

    def pointing(self, predicate: str, node: str) -> list[str]:
        """The subjects whose predicate points to the node: `pointing("rdf:type", "kg:Relation")`."""
        return self._pointing.get((predicate, node), [])

    def members(self, head: str) -> Iterator[str]:
        """The items of an RDF list, literals left out."""
        while head and head != "rdf:nil":
            yield from self.nodes(head, "rdf:first")
            head = next(iter(self.nodes(head, "rdf:rest")), "")

    def _add(self, quad: Quad) -> None:
        from pyoxigraph import Literal

        subject, predicate = self._short(quad.subject), self._short(quad.predicate)
        if not isinstance(quad.object, Literal):
            thing = self._short(quad.object)
            self._nodes[subject, predicate].append(thing)
            self._pointing[predicate, thing].append(subject)
        elif (quad.object.language or "en").startswith("en"):
            self._texts[subject, predicate].append(quad.object.value)

    def _short(self, term: object) -> str:
        value = _value(term)
        for namespace, prefix in self._prefixes.items():
            if value.startswith(namespace):
                return prefix + value.removeprefix(namespace)
        return value


def _value(term: object) -> str:
    from pyoxigraph import Literal, NamedNode

    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def _parse(path: Path) -> list[Quad]:
    from pyoxigraph import RdfFormat, parse

    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        place = f":{error.lineno}" if error.lineno else ""
        raise OntologyError(f"{path}{place}: not valid Turtle ({error.msg})") from error
    except (OSError, ValueError) as error:
        raise OntologyError(f"{path}: the ontology cannot be read ({error})") from error
