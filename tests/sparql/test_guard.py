"""What is refused before it runs, with the place and the cure; and values that stand for names."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.errors import GraphError
from kgraph.model import Entity
from kgraph.sparql import Engine, Iri
from kgraph.sparql.guard import LONGEST, NESTED, SIGNS, check, with_values
from tests.builders import participant


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "select (count(*) as ?n) where { ?s ?p ?o }",
        "PREFIX service: <urn:service:> ASK { ?service service:service 'SERVICE <x> {}' } # SERVICE <x>",
        "BASE <urn:x> PREFIX a: <urn:a> CONSTRUCT WHERE { a:service ?from 'FROM <x>' }",
        "DESCRIBE entity:security-service",
        "ASK { ?s ?p 'x'@service }",
        f"ASK {{ FILTER({'(' * (NESTED - 2)}1{')' * (NESTED - 2)}) }}",
        f"ASK {{ VALUES ?x {{ {'1 ' * 20_000} }} }}",
    ],
)
def test_questions_pass(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "The query is empty"),
        ("# only a comment", "The query is empty"),
        ("SELEC * {}", "begins with 'SELEC' at line 1, column 1: write SELECT"),
        ("PREFIX a: <urn:a>", "write SELECT"),
        (
            "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
            "SERVICE at line 1, column 12 would ask another",
        ),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE at"),
        ("SELECT * { ?s ?p 1SERVICE <http://a.example/> {} }", "SERVICE at"),
        ("SELECT * { ?s ?p trueSERVICE <http://a.example/> {} }", "SERVICE at"),
        ("SELECT * { ?s a 'x'SERVICE<http://a.example/>{} }", "SERVICE at"),
        (
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            "FROM at line 1, column 10 would name other data",
        ),
        ("SELECT * FROM NAMED <urn:a> { ?s ?p ?o }", "FROM at"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT at line 1, column 1 would change data"),
        ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", "DELETE at line 1, column 19 would change data"),
        ("BASE <urn:a> LOAD <file:///etc/passwd>", "LOAD at"),
        ("WITH <urn:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH at"),
        ("DROP ALL", "DROP at"),
        (f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}", f"more than {NESTED} brackets within each other"),
        (f"ASK {'{' * 5000}{'}' * 5000}", "brackets within each other"),
        (f"ASK {{ ?s ?p {'[ ?p ' * 5000}{']' * 5000} }}", "brackets within each other"),
        (f"ASK {{ FILTER({'!' * 5000}true) }}", f"more than {SIGNS} signs in a row"),
        (f"ASK {{ FILTER({'- ' * 5000}1) }}", "signs in a row"),
        (f"ASK {{ }} # {'x' * LONGEST}", f"at most {LONGEST:,} are taken"),
    ],
)
def test_everything_else_is_refused(query: str, message: str, engine: Engine) -> None:
    with pytest.raises(GraphError, match=message):
        engine.ask(query)
    assert engine.alive


NAMES = "SELECT * { $a ?p $b . FILTER(?x = $b) '$a' }"


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (Iri("urn:x"), "<urn:x>"),
        (Entity("a b>", "A", "Vendor"), "<urn:kgraph:entity:a%20b%3E>"),
        (participant("Orrin Robotics"), "<urn:kgraph:entity:orrin-robotics>"),
        ('it\'s "so"\n', '"it\'s \\"so\\"\\n"'),
        ("} SERVICE <x> {", '"} SERVICE <x> {"'),
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        (date(2024, 5, 13), '"2024-05-13"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_values(value: object, term: str) -> None:
    assert with_values(NAMES, {"b": value}) == NAMES.replace("$b", term)


def test_values_leave_strings_and_comments_alone() -> None:
    assert with_values(NAMES, {"a": 1}) == "SELECT * { 1 ?p $b . FILTER(?x = $b) '$a' }"
    assert with_values("no query (", {}) == "no query ("


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"c": 1}, r"The query has no \$c that a value could stand for"),
        ({"x": 1}, r"has \?x at line 1, column 30: write \$x for a value"),
        ({"a": Iri("urn:a> SERVICE <x")}, "is no IRI"),
        ({"a": Iri("urn:it's")}, "is no IRI"),
    ],
)
def test_wrong_values(values: dict[str, object], message: str) -> None:
    with pytest.raises(GraphError, match=message):
        with_values(NAMES, values)
