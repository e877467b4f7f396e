"""Ready queries: files in `queries/`, each with a head comment that says what it asks and for whom.

A head is a title, a paragraph, and a line for each `$name` that a value may stand for: its kind, and `?`
where it may be left out, or `=` and what it is then. The rest is SPARQL that runs as it is elsewhere, once
the prefixes are declared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Protocol

from kgraph.errors import GraphError
from kgraph.graph.filters import as_relations, as_stances, as_types
from kgraph.graph.names import suggestion
from kgraph.model import Entity
from kgraph.ontology import ontology
from kgraph.sparql.answers import Iri
from kgraph.sparql.guard import Value

__all__ = ["Named", "Parameter", "ReadyQuery", "read_query", "ready_queries", "ready_query"]

FOLDER = Path(__file__).with_name("queries")
KINDS = ("day", "entity", "number", "relation", "stance", "text", "type")

_PARAMETER = re.compile(r"\$(?P<name>\w+) +(?P<kind>[a-z]+)(?P<open>\?|=(?P<default>\S+))? +(?P<about>\S.*)")


class Named(Protocol):
    """Whatever knows entities by name: a graph, or a server that has one."""

    def entity(self, name: str) -> Entity:
        """The entity of a name as people type it, or of an id. Raises `GraphError` where there is none."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a value may stand for. `default` is what it is where it is not given; None leaves it open."""

    name: str
    kind: str
    about: str
    required: bool
    default: str | None = None


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query with its head: a file of `queries/`, or one of a user's own."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str

    def values(self, graph: Named, given: Mapping[str, str]) -> dict[str, Value]:
        """The values for the query from words as people type them: names (of the graph), days, relations.

        Raises `GraphError` for an unknown parameter, one that is missing, or a word that does not fit.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise GraphError(f"The query {self.name} has no ${name}{suggestion(name, known)}")
        made: dict[str, Value] = {}
        for name, parameter in known.items():
            word = given.get(name, parameter.default)
            if word is not None:
                made[name] = _value(graph, parameter, word)
            elif parameter.required:
                raise GraphError(f"The query {self.name} needs ${name}, {parameter.about}.")
        return made


@cache
def ready_queries() -> Mapping[str, ReadyQuery]:
    """All ready queries by name, in the order of the alphabet."""
    return {
        path.stem: read_query(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.rq"))
    }


def ready_query(name: str) -> ReadyQuery:
    """The ready query of a name. Raises `GraphError` with suggestions where there is none."""
    known = ready_queries()
    if name not in known:
        raise GraphError(f"There is no ready query {name!r}{suggestion(name, known)}")
    return known[name]


def read_query(name: str, text: str) -> ReadyQuery:
    """The query of a text, with what its head says; also a text without a head is one.

    >>> read_query("who", "# Who leads it\\n#\\n# $entity  entity?  the company\\n\\nASK {}").parameters
    (Parameter(name='entity', kind='entity', about='the company', required=False, default=None),)
    """
    head = [line[1:].strip() for line in takewhile(lambda line: line.startswith("#"), text.splitlines())]
    found = [row for line in head if (row := _PARAMETER.fullmatch(line))]
    about = " ".join(line for line in head[1:] if line and not _PARAMETER.fullmatch(line))
    parameters = tuple(
        Parameter(row["name"], row["kind"], row["about"], not row["open"], row["default"]) for row in found
    )
    for parameter in parameters:
        if parameter.kind not in KINDS:
            raise GraphError(
                f"The query {name} has ${parameter.name} of kind {parameter.kind!r}; "
                f"there are {', '.join(KINDS)}."
            )
    return ReadyQuery(name, head[0] if head else "", about, parameters, text)


def _value(graph: Named, parameter: Parameter, word: str) -> Value:
    kind = parameter.kind
    if kind == "entity":
        return graph.entity(word)
    if kind == "text":
        return word
    namespace = ontology().namespace
    if kind == "relation":
        return Iri(namespace + next(iter(as_relations(word, ()))))
    if kind == "stance":
        return Iri(namespace + next(iter(as_stances(word))))
    if kind == "type":
        return Iri(namespace + next(iter(as_types(word, ()))))
    try:
        return date.fromisoformat(word) if kind == "day" else float(word)
    except ValueError:
        wanted = "a day: write it as YYYY-MM-DD" if kind == "day" else "a number"
        raise GraphError(f"${parameter.name}={word!r} is not {wanted}.") from None
