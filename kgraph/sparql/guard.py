"""What a query must be before anything runs it: a question, of bounded size, that stays in its graph.

Nothing here is about taste. A `SERVICE` would fetch from the network; `FROM` names other data;
an update changes the graph; thousands of nested brackets overflow the stack of the parser, which ends
the process (pyoxigraph 0.5: 5,000 parentheses).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from kgraph.errors import GraphError
from kgraph.export.terms import iri, number, string
from kgraph.model import Entity, Participant
from kgraph.sparql.answers import Iri
from kgraph.sparql.tokens import Token, place, tokens

__all__ = ["LONGEST", "NESTED", "Value", "check", "with_values"]

LONGEST = 100_000
"""Characters of a query."""
NESTED = 64
"""Brackets within brackets."""
SIGNS = 64
"""Signs in a row, such as `!!!!`: each is a level for the parser."""
QUESTIONS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

Value: TypeAlias = Iri | Entity | Participant | str | bool | int | float | date
"""What may stand for a `$name` of a query. A plain string is a text, an `Iri` names a thing."""


def check(query: str) -> None:
    """Raises `GraphError`, with the place and the cure, for a query that may not be run."""
    if len(query) > LONGEST:
        raise GraphError(f"The query has {len(query):,} characters; at most {LONGEST:,} are taken.")
    words = list(tokens(query))
    if not words:
        raise GraphError("The query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE.")
    signs = 0
    for word in words:
        if word.depth > NESTED:
            raise GraphError(
                f"The query has more than {NESTED} brackets within each other, at {_at(query, word)}."
            )
        signs = signs + 1 if word.kind == "mark" and word.text in "!-+^/|*" else 0
        if signs > SIGNS:
            raise GraphError(f"The query has more than {SIGNS} signs in a row, at {_at(query, word)}.")
        if word.kind == "word":
            _check_word(query, word)
    _check_kind(query, words)


def with_values(query: str, values: Mapping[str, Value]) -> str:
    """The query with a value in the place of each `$name` that has one; others stay variables.

    >>> with_values("SELECT * { $who kg:led_by ?boss }", {"who": Entity("orrin", "Orrin", "Vendor")})
    'SELECT * { <urn:kgraph:entity:orrin> kg:led_by ?boss }'
    """
    if not values:
        return query
    places = [word for word in tokens(query) if word.kind == "variable" and word.text[1:] in values]
    found = {word.text[1:] for word in places}
    if missing := sorted(values.keys() - found):
        raise GraphError(f"The query has no ${missing[0]} that a value could stand for.")
    end, parts = 0, []
    for word in places:
        if word.text[0] == "?":
            raise GraphError(
                f"The query has {word.text} at {_at(query, word)}: write ${word.text[1:]} for a value."
            )
        parts += [query[end : word.start], _term(values[word.text[1:]])]
        end = word.start + len(word.text)
    return "".join([*parts, query[end:]])


def _check_word(query: str, word: Token) -> None:
    # A parser may end a keyword where no blank follows: `trueSERVICE` is two words to it.
    name = word.text.upper()
    if "SERVICE" in name and not name.startswith("@"):
        raise GraphError(
            f"SERVICE at {_at(query, word)} would ask another server: a query stays in its graph."
        )
    if name == "FROM":
        raise GraphError(
            f"FROM at {_at(query, word)} would name other data: a query asks its graph, leave it out."
        )


def _check_kind(query: str, words: list[Token]) -> None:
    place_of = 0
    while place_of < len(words) and words[place_of].text.upper() in ("PREFIX", "BASE"):
        place_of += 3 if words[place_of].text.upper() == "PREFIX" else 2
    first = words[min(place_of, len(words) - 1)]
    if first.text.upper() in UPDATES:
        raise GraphError(f"{first.text} at {_at(query, first)} would change data: a query only asks.")
    if first.text.upper() not in QUESTIONS:
        raise GraphError(
            f"The query begins with {first.text!r} at {_at(query, first)}: "
            "write SELECT, ASK, CONSTRUCT or DESCRIBE."
        )


def _term(value: Value) -> str:
    if isinstance(value, Iri):
        if re.search(r'[\x00-\x20<>"{}|\\^`\']', value):
            raise GraphError(f"{str(value)!r} is no IRI: it has a character that none may have.")
        return f"<{value}>"
    if isinstance(value, Entity | Participant):
        return f"<{iri('entity', value.id)}>"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<http://www.w3.org/2001/XMLSchema#date>'
    return string(value)


def _at(query: str, word: Token) -> str:
    return place(query, word.start)
