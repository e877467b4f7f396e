"""RDF/XML, for tools that read nothing else. XML cannot hold control characters: they become U+FFFD here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kgraph.errors import OutputError
from kgraph.export.nodes import Nodes
from kgraph.export.statements import Address, Iri, Node, Value, all_nodes
from kgraph.export.terms import RDF, XSD, iri, number, prefixes
from kgraph.export.xml import DECLARATION, xml_text
from kgraph.graph import ClaimGraph

__all__ = ["rdfxml_lines"]

NAME = re.compile("[A-Za-z_][A-Za-z0-9_.-]*")


def rdfxml_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph in RDF/XML 1.1."""
    yield DECLARATION
    heads = {"rdf": RDF, **prefixes()}
    yield "<rdf:RDF" + "".join(f'\n  xmlns:{name}="{xml_text(space)}"' for name, space in heads.items()) + ">"
    for node in all_nodes(Nodes(graph)):
        yield from _element(node, "  ")
    yield "</rdf:RDF>"


def _element(node: Node, indent: str) -> Iterator[str]:
    about = f' rdf:about="{xml_text(iri(*node.name))}"' if node.name else ""
    yield f"{indent}<rdf:Description{about}>"
    yield f'{indent}  <rdf:type rdf:resource="{xml_text(iri(*node.type))}"/>'
    for predicate, value in node.facts:
        yield from _property(_name(predicate), value, f"{indent}  ")
    yield f"{indent}</rdf:Description>"


def _property(name: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Iri):
        yield f'{indent}<{name} rdf:resource="{xml_text(iri(*value))}"/>'
    elif isinstance(value, Node):
        yield f"{indent}<{name}>"
        yield from _element(value, f"{indent}  ")
        yield f"{indent}</{name}>"
    elif isinstance(value, list):
        yield f'{indent}<{name} rdf:parseType="Collection">'
        for item in value:
            if isinstance(item, Node):
                yield from _element(item, f"{indent}  ")
            else:
                assert isinstance(item, Iri)
                yield f'{indent}  <rdf:Description rdf:about="{xml_text(iri(*item))}"/>'
        yield f"{indent}</{name}>"
    else:
        kind, text = _leaf(value)
        datatype = f' rdf:datatype="{XSD}{kind}"' if kind else ""
        yield f"{indent}<{name}{datatype}>{xml_text(text)}</{name}>"


def _leaf(value: Address | str | bool | float | date) -> tuple[str, str]:
    """The local name of a datatype ("" for a string), and the text."""
    if isinstance(value, str):
        return "", value
    if isinstance(value, bool):
        return "boolean", str(value).lower()
    if isinstance(value, int | float):
        written = number(value)
        return "decimal" if "." in written else "integer", written
    if isinstance(value, date):
        return "date", value.isoformat()
    return "anyURI", value.text


def _name(predicate: Iri) -> str:
    if not NAME.fullmatch(predicate.id):
        raise OutputError(f"RDF/XML cannot name the relation {predicate.id!r}; choose Turtle or N-Triples.")
    return f"{predicate.prefix}:{predicate.id}"
