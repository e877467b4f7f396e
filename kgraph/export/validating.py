"""Files of claims, checked against the shapes in `ontologies/shapes.ttl`: faults in words, with lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import OntologyError
from kgraph.export.places import Places
from kgraph.export.reading import read_quads
from kgraph.export.terms import RDF, XSD, prefixes, short_name
from kgraph.graph.names import suggestion
from kgraph.ontology import ontology_dir

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Fault", "validate"]

SH = "http://www.w3.org/ns/shacl#"
LONGEST = 60
"""Characters of a value that a fault shows."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which thing; `line` counts from 1 and is None where it cannot be told."""

    line: int | None
    thing: str
    message: str

    def __str__(self) -> str:
        return f"{self.thing}: {self.message}"


def validate(path: Path) -> list[Fault]:
    """The faults of an RDF file of claims, by line; none where it holds.

    Checks are those of SHACL 1.0 (pyshacl). Named graphs are checked together. What the file says of
    the ontology itself is a fault, and is left aside: nobody can make an allegation a fact by allowing
    it. Raises `GraphError` where the file cannot be read, or is no valid RDF.
    """
    import rdflib

    known = rdflib.Graph().parse(ontology_dir() / "kgraph.ttl", format="turtle")
    checked = rdflib.Graph()
    with _quiet():
        faults = list(_load(path, known, checked))
        checked += known
        faults += _by_shapes(checked)
    places = Places(path)
    found = {(places.line(thing, predicate), short_name(thing), told) for thing, predicate, told in faults}
    return [Fault(*key) for key in sorted(found, key=lambda key: (key[0] is None, key[0] or 0, key[1:]))]


_Found = tuple[str, str | None, str]
"""A thing, the predicate that is at fault if there is one, and the message."""


def _load(path: Path, known: Graph, checked: Graph) -> Iterator[_Found]:
    """Fills the graph to check, and tells of terms that the ontology does not have."""
    namespace = prefixes()["kg"]
    terms = {str(term) for term in known.subjects() if str(term).startswith(namespace)}
    for quad in read_quads(path):
        triple = _as_rdflib(quad.subject), _as_rdflib(quad.predicate), _as_rdflib(quad.object)
        subject, predicate, thing = map(str, triple)
        if subject.startswith(namespace):
            if triple not in known:
                yield subject, predicate, "is a term of the ontology, which a file of claims cannot change"
            continue
        checked.add(triple)
        for term in (predicate, *([thing] if predicate == f"{RDF}type" else [])):
            if term.startswith(namespace) and term not in terms:
                alike = (short_name(other) for other in terms if _is_class(other) == _is_class(term))
                hint = suggestion(short_name(term), alike)
                yield _owner(checked, triple[0]), term, f"{short_name(term)} is no term of the ontology{hint}"


def _as_rdflib(term: Any) -> Any:
    from pyoxigraph import BlankNode, Literal, NamedNode
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdfLiteral

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return RdfLiteral(term.value, lang=term.language)
    if term.datatype.value == f"{XSD}string":
        return RdfLiteral(term.value)
    return RdfLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _by_shapes(checked: Graph) -> Iterator[_Found]:
    from pyshacl import validate as check
    from rdflib import RDF, BNode, Graph, Namespace, URIRef

    sh = Namespace(SH)
    path = ontology_dir() / "shapes.ttl"
    if not path.is_file():
        raise OntologyError(f"{path}: not there; copy it from the ontologies that come with kgraph.")
    shapes = Graph().parse(path, format="turtle")
    _, report, _ = check(checked, shacl_graph=shapes, inplace=True)
    for result in report.objects(None, sh.result):
        focus, value = report.value(result, sh.focusNode), report.value(result, sh.value)
        message = str(report.value(result, sh.resultMessage))
        predicate = _predicate(message)
        assert focus is not None
        if str(focus).startswith(prefixes()["kg"]) and value is not None:
            # The question was asked of a term of the ontology, and the value is what is at fault.
            is_relation = (focus, RDF.type, URIRef(prefixes()["kg"] + "Relation")) in checked
            about = str(focus) if is_relation else None
            yield (
                _owner(checked, value),
                about or predicate,
                f"{short_name(about)} {message}" if about else message,
            )
            continue
        shown = (
            "" if value is None or isinstance(value, BNode) or value == focus else f"; found {_shown(value)}"
        )
        inner = f"{_kind(checked, focus)} " if isinstance(focus, BNode) else ""
        yield _owner(checked, focus), predicate, f"{inner}{message}{shown}"


def _is_class(term: str) -> bool:
    """Classes begin with a capital, properties do not."""
    return term.removeprefix(prefixes()["kg"])[:1].isupper()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what rdflib logs of a literal that is none of its datatype: a shape tells of it."""
    log = logging.getLogger("rdflib.term")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _predicate(message: str) -> str | None:
    """The first term that a message names in brackets: the one to look for in the file."""
    named = re.search(r"\((\w+):(\w+)", message)
    return prefixes()[named[1]] + named[2] if named and named[1] in prefixes() else None


def _owner(graph: Graph, node: Node) -> str:
    """The named thing that a blank node is a part of."""
    from rdflib import BNode

    seen = set()
    while isinstance(node, BNode) and node not in seen:
        seen.add(node)
        node = next(iter(graph.subjects(None, node)), node)
    return str(node)


def _kind(graph: Graph, node: Node) -> str:
    """What a blank node is, in a word."""
    from rdflib import RDF

    kind = graph.value(node, RDF.type)
    return f"its {short_name(str(kind)).partition(':')[2].lower()}" if kind else "a part of it"


def _shown(value: Node) -> str:
    from rdflib import Literal

    text = f'"{value}"' if isinstance(value, Literal) else short_name(str(value))
    if isinstance(value, Literal) and value.datatype:
        text += f" ({short_name(str(value.datatype))})"
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
