"""Back from RDF: the claims and documents of a file that kgraph wrote, equal to those it was written from.

All syntaxes will do, and so will a file that another program sorted, renamed or put together from several:
only the statements count. What goes without being said in the file (see `nodes`) is put back here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from kgraph.errors import GraphError
from kgraph.export.nodes import PUBLISHER, value_type
from kgraph.export.reading import read_quads
from kgraph.export.records import Record, Records
from kgraph.export.terms import id_of
from kgraph.model import (
    Amount,
    Claim,
    Document,
    Evidence,
    Extractor,
    Literal,
    Participant,
    Source,
    Stance,
    When,
)
from kgraph.ontology import ontology

__all__ = ["read_rdf"]


def read_rdf(path: Path) -> tuple[list[Claim], list[Document]]:
    """The claims of an RDF file, and all its documents, also those that claim nothing.

    Documents come without their text, which no RDF export holds. Raises `GraphError` with all faults where
    the file is no valid RDF, or a claim in it does not hold.
    """
    records = Records(read_quads(path))
    reader = _Reader(records)
    documents = {name: reader.document(record) for name, record in records.of_type("kg:Document")}
    claims = [
        claim for _, record in records.of_type("kg:Claim") if (claim := reader.claim(record, documents))
    ]
    if records.faults:
        first, more = records.faults[0], len(records.faults) - 1
        rest = f" (and {more} more)" if more else ""
        cure = f"`kgraph validate {path.name}` shows where."
        raise GraphError(f"{path}: not a graph of kgraph: {first}{rest}. {cure}", records.faults)
    if not claims and not documents:
        raise GraphError(
            f"{path}: has no claims of kgraph in it; only what `kgraph export` wrote can come back."
        )
    return claims, list(documents.values())


class _Reader:
    """Makes values of records; a fault is noted and gives a stand-in value."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._types = frozenset(ontology().types)
        self._nodes: dict[str, tuple[str, str, bool]] = {}

    def document(self, record: Record) -> Document:
        """A document without its text."""
        publisher = record.one("dcterms:publisher")
        name = record.text("kg:publisherName")
        if publisher is not None and name is None:
            name = self._node(publisher)[0]
        issued = record.text("dcterms:issued")
        return Document(
            "",
            path=record.text("kg:path"),
            title=record.text("dcterms:title"),
            publisher=name,
            published=record.day("dcterms:issued") if issued is not None else None,
            url=record.text("schema:url"),
            id=record.id("document"),
        )

    def claim(self, record: Record, documents: dict[str, Document]) -> Claim | None:
        """The claim, or None where its document or its evidence is missing."""
        document = documents.get(record.one("kg:document") or "")
        evidence = self._evidence(record)
        if document is None or evidence is None:
            record.fault("kg:document" if document is None else "kg:evidence")
            return None
        relation = self._id(record, "kg:relation", "kg")
        source = self._source(record, record.one("kg:source"), record.part("kg:sourceAs"))
        source = Source(source.name, source.type, source.id, record.text("kg:sourceMention"))
        stance = self._id(record, "kg:stance", "kg")
        if stance not in list(Stance):
            record.fault("kg:stance")
            stance = Stance.DENIED
        return Claim(
            document=document,
            subject=self._participant(record, "subject"),
            relation=relation,
            object=self._object(record, relation),
            stance=Stance(stance),
            source=source,
            evidence=evidence,
            extractor=self._extractor(record),
            confidence=record.number("kg:confidence"),
            when=self._when(record.part("kg:when")),
            origin=tuple(self._origin(record, source)),
            qualifiers=dict(self._qualifiers(record.parts("kg:qualifier"))),
            id=record.id("claim"),
        )

    def _participant(self, record: Record, side: str) -> Participant:
        node = record.one(f"kg:{side}")
        if node is None or (id := id_of(node, "entity")) is None:
            record.fault(f"kg:{side}")
            return Participant("", "", "", "")
        mention = record.words(f"kg:{side}Mention")
        if naming := record.part(f"kg:{side}As"):
            name, type = naming.words("kg:name"), naming.words("kg:typeName")
            return Participant(id, name, type, mention, naming.text("kg:isNamed") != "false")
        name, type, named = self._node(node)
        return Participant(id, name, type, mention, named)

    def _object(self, record: Record, relation: str) -> Participant | Literal:
        if record.text("kg:objectValue") is None:
            return self._participant(record, "object")
        naming = record.part("kg:objectAs")
        type = naming.words("kg:typeName") if naming else value_type(relation)
        return Literal(record.number("kg:objectValue"), record.words("kg:objectMention"), type)

    def _source(self, record: Record, node: str | None, naming: Record | None) -> Source:
        """Who is meant by a node, without the mention."""
        if node is None:
            record.fault("kg:source")
            return Source(None)
        id = id_of(node, "entity")
        if naming:
            return Source(naming.text("kg:name"), naming.words("kg:typeName"), id)
        if id_of(node, "kg") == "unknownPublisher":
            return Source(None)
        name, type, _ = self._node(node)
        return Source(name, type, id)

    def _origin(self, record: Record, source: Source) -> Iterator[Source]:
        links = self._records.members(record.one("kg:origin"))
        namings = self._records.members(record.one("kg:originAs"))
        for place, node in enumerate(links):
            if place < len(namings):
                naming = self._records.get(namings[place])
                told = self._source(record, node, naming)
                yield Source(told.name, told.type, told.id, naming.text("kg:mention"))
                continue
            told = self._source(record, node, None)
            if (told.id or told.name) == (source.id or source.name):
                yield source
            else:
                yield Source(told.name, told.type, told.id, told.name if told.id else None)

    def _evidence(self, record: Record) -> Evidence | None:
        found = record.part("kg:evidence")
        if found is None:
            return None
        selectors = found.parts("oa:hasSelector")
        places = [one for one in selectors if one.text("oa:start") is not None]
        quotes = [one for one in selectors if one.text("oa:exact") is not None]
        if len(places) != 1 or len(quotes) != 1:
            return None
        start, end = (int(places[0].number(f"oa:{side}")) for side in ("start", "end"))
        return Evidence(start, end, quotes[0].words("oa:exact"))

    def _extractor(self, record: Record) -> Extractor:
        found = record.part("kg:extractor")
        if found is None:
            record.fault("kg:extractor")
            return Extractor("", "", "")
        return Extractor(found.words("rdfs:label"), record.words("kg:rule"), found.words("kg:version"))

    def _when(self, found: Record | None) -> When | None:
        if found is None:
            return None
        start, end = (
            found.day(f"kg:{side}") if found.text(f"kg:{side}") is not None else None
            for side in ("start", "end")
        )
        return When(start, end, cast("Any", found.words("kg:granularity")), found.words("kg:text"))

    def _qualifiers(self, parts: Iterable[Record]) -> Iterator[tuple[str, Amount | str]]:
        for part in parts:
            key, text = part.words("kg:key"), part.words("kg:text")
            if part.text("kg:value") is None:
                yield key, text
            else:
                yield (
                    key,
                    Amount(part.number("kg:value"), text, part.text("kg:currency"), part.text("kg:unit")),
                )

    def _node(self, node: str) -> tuple[str, str, bool]:
        """Label, type, and whether it has a name of its own."""
        if node not in self._nodes:
            record = self._records.get(node)
            kinds = sorted(id for kind in record.all("rdf:type") if (id := id_of(kind, "kg")) in self._types)
            implied = "" if any(id_of(kind, "kg") for kind in record.all("rdf:type")) else PUBLISHER
            type = kinds[0] if kinds else record.text("kg:typeName") or implied
            self._nodes[node] = record.words("rdfs:label"), type, record.text("kg:named") != "false"
        return self._nodes[node]

    def _id(self, record: Record, predicate: str, prefix: str) -> str:
        node = record.one(predicate)
        found = id_of(node, prefix) if node is not None else None
        if found is None:
            record.fault(predicate)
        return found or ""
