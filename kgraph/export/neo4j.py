"""Neo4j: a folder with CSV files and a Cypher script that loads them.

A claim is a relationship. Its type is the relation in capitals only where the claim asserts it
(`BANNED_BY`); else the stance comes with it (`BANNED_BY_ALLEGED`), so that no query takes an allegation for a
fact. Neo4j's two loaders disagree on backslashes and line ends in quotes: `＼` and blanks stand for them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgraph.export.terms import clean, number
from kgraph.graph import ClaimGraph
from kgraph.model import Claim, Literal, Stance, object_key

__all__ = ["relationship_type", "write_neo4j"]

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
NODES = ("id:ID", "name", "type", "named:boolean", ":LABEL")
DOCUMENTS = ("id:ID", "title", "publisher", "published:date", "url", "path", ":LABEL")
CLAIMS = (
    ":START_ID", ":END_ID", ":TYPE", "claim", "relation", "stance", "source", "quote", "document",
    "published:date", "start:int", "end:int", "confidence:float", "since:date", "until:date",
)  # fmt: skip

HEAD = """\
// Loads the graph beside this file. Copy the folder into Neo4j's import folder and run it:
//   cypher-shell -f import.cypher
// Into an empty database, this is faster, from within the folder:
//   neo4j-admin database import full --nodes=nodes.csv --nodes=documents.csv --relationships=claims.csv
CREATE CONSTRAINT kgraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kgraph_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;

LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row
MERGE (n:Entity {id: row.`id:ID`})
SET n.name = row.name, n.type = row.type, n.named = toBoolean(row.`named:boolean`);

LOAD CSV WITH HEADERS FROM 'file:///documents.csv' AS row
MERGE (d:Document {id: row.`id:ID`})
SET d.title = row.title, d.publisher = row.publisher, d.url = row.url, d.path = row.path,
    d.published = CASE WHEN row.`published:date` <> '' THEN date(row.`published:date`) END;
"""
LABEL = """
MATCH (n:Entity {{type: '{type}'}}) SET n:`{type}`;
"""
LOAD = """
LOAD CSV WITH HEADERS FROM 'file:///claims.csv' AS row
WITH row WHERE row.`:TYPE` = '{type}'
MATCH (a:Entity {{id: row.`:START_ID`}}), (b:Entity {{id: row.`:END_ID`}})
MERGE (a)-[r:`{type}` {{claim: row.claim}}]->(b)
SET r.relation = row.relation, r.stance = row.stance, r.source = row.source, r.quote = row.quote,
    r.document = row.document, r.start = toInteger(row.`start:int`), r.end = toInteger(row.`end:int`),
    r.confidence = toFloat(row.`confidence:float`),
    r.published = CASE WHEN row.`published:date` <> '' THEN date(row.`published:date`) END,
    r.since = CASE WHEN row.`since:date` <> '' THEN date(row.`since:date`) END,
    r.until = CASE WHEN row.`until:date` <> '' THEN date(row.`until:date`) END;
"""


def write_neo4j(graph: ClaimGraph, folder: Path) -> None:
    """Make the folder with `nodes.csv`, `documents.csv`, `claims.csv` and `import.cypher`."""
    folder.mkdir()
    _write(folder / "nodes.csv", NODES, _nodes(graph))
    _write(folder / "documents.csv", DOCUMENTS, _documents(graph))
    _write(folder / "claims.csv", CLAIMS, map(_claim, graph.claims()))
    labels = sorted({_token(entity.type) for entity in graph.entities()})
    types = sorted({relationship_type(claim) for claim in graph.claims()})
    script = [
        HEAD,
        *(LABEL.format(type=type) for type in labels),
        *(LOAD.format(type=type) for type in types),
    ]
    (folder / "import.cypher").write_text("".join(script), encoding="utf-8", newline="\n")


def relationship_type(claim: Claim) -> str:
    """The type of the relationship of a claim."""
    name = _token(claim.relation).upper()
    return name if claim.stance is Stance.ASSERTED else f"{name}_{claim.stance.upper()}"


def _nodes(graph: ClaimGraph) -> Iterator[tuple[str, ...]]:
    for entity in graph.entities():
        kind = _token(entity.type)
        yield _node_id(entity.id), entity.name, kind, str(entity.named).lower(), f"Entity;{kind}"
    values = {object_key(claim.object): claim.object for claim in graph.claims() if _is_value(claim)}
    for key in sorted(values):
        yield f"value {key}", values[key].name, "Value", "false", "Entity;Value"


def _documents(graph: ClaimGraph) -> Iterator[tuple[str, ...]]:
    for document in graph.documents():
        day = document.published.isoformat() if document.published else ""
        known = (document.title or "", document.publisher or "", day, document.url or "", document.path or "")
        yield f"document {document.id}", *known, "Document"


def _claim(claim: Claim) -> tuple[str, ...]:
    thing, document, when, evidence = claim.object, claim.document, claim.when, claim.evidence
    end = f"value {object_key(thing)}" if isinstance(thing, Literal) else _node_id(thing.id)
    days = (document.published, when and when.start, when and when.end)
    published, since, until = (day.isoformat() if day else "" for day in days)
    return (
        _node_id(claim.subject.id), end, relationship_type(claim), claim.id, claim.relation,
        claim.stance.value, str(claim.source), evidence.quote, f"document {document.id}",
        published, str(evidence.start), str(evidence.end), number(claim.confidence), since, until,
    )  # fmt: skip


def _is_value(claim: Claim) -> bool:
    return isinstance(claim.object, Literal)


def _node_id(id: str) -> str:
    """Ids of all kinds of nodes are of one space to the loader, and blanks keep them apart."""
    return f"entity {id}"


def _token(name: str) -> str:
    """A name that can be a label or a type.

    >>> _token("IntelligenceAgency"), _token("no such; `type`")
    ('IntelligenceAgency', 'no_such___type_')
    """
    return re.sub(r"[^A-Za-z0-9_]", "_", name) or "_"


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(text: str) -> str:
    return CONTROL.sub(" ", clean(text)).replace("\\", "＼")
