"""JSON-LD: plain nested JSON for programs, which is RDF at the same time. One thing a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from kgraph.export.nodes import Nodes
from kgraph.export.statements import Address, Iri, Node, Value, all_nodes
from kgraph.export.terms import clean, iri, namespace, number, prefixes
from kgraph.graph import ClaimGraph

__all__ = ["jsonld_lines"]


def jsonld_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph in JSON-LD 1.1. The context is in the file, so that reading it needs no network."""
    yield f'{{"@context": {_json(dict(prefixes()))},'
    yield '"@graph": ['
    before = ""
    for node in all_nodes(Nodes(graph)):
        if before:
            yield before + ","
        before = _json(_object(node))
    yield before
    yield "]}"


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": _id(node.name)} if node.name else {}
    made["@type"] = _id(node.type)
    for predicate, fact in node.facts:
        key, value = _id(predicate), _value(fact)
        if key not in made:
            made[key] = value
        elif isinstance(made[key], list):
            made[key].append(value)
        else:
            made[key] = [made[key], value]
    return made


def _value(value: Value) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Iri):
        return {"@id": _id(value)}
    if isinstance(value, Node):
        return _object(value)
    if isinstance(value, list):
        return {"@list": [_value(item) for item in value]}
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        # Numbers of JSON are doubles to RDF, so that only small whole ones can stand as they are.
        written = number(value)
        if "." not in written and abs(value) < 2**53:
            return int(written)
        return {"@value": written, "@type": f"xsd:{'decimal' if '.' in written else 'integer'}"}
    if isinstance(value, date):
        return {"@value": value.isoformat(), "@type": "xsd:date"}
    assert isinstance(value, Address)
    return {"@value": clean(value.text), "@type": "xsd:anyURI"}


def _id(name: Iri) -> str:
    whole = iri(*name)
    return f"{name.prefix}:{whole.removeprefix(namespace(name.prefix))}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
