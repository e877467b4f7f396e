"""Planted faults are all found, each in words and at its line; what kgraph writes has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib

from kgraph.errors import GraphError, OntologyError
from kgraph.export import FORMATS, export
from kgraph.export.validating import Fault, validate
from kgraph.graph import ClaimGraph
from kgraph.model import Amount, Participant, Source, When, slug
from kgraph.ontology import ontology, ontology_dir
from tests.builders import article, claim, sample_claims


class Planted(NamedTuple):
    """In the block of a claim, its document or its subject, `old` becomes `new`."""

    block: str
    old: str
    new: str
    line: str
    """What the line of the fault has in it."""
    message: str


LEAK = "stands as a plain triple, but no claim of the file states it"
FAULTS = [
    Planted("claim", "kg:stance kg:alleged ;", "", "a kg:Claim", "needs one stance"),
    Planted("claim", "kg:alleged", "kg:hoped", "kg:stance", "needs one stance"),
    Planted("claim", "kg:alleged", "kg:alleged , kg:denied", "kg:stance", "needs one stance"),
    Planted("claim", "kg:stance", "kg:stanse", "kg:stanse",
            "kg:stanse is no term of the ontology; did you mean"),
    Planted("claim", "kg:source entity:daily-ledger ;", "", "a kg:Claim", "needs one source"),
    Planted("claim", "kg:source entity:daily-ledger", 'kg:source "the paper"', "kg:source",
            "needs one source"),
    Planted("claim", "kg:confidence 0.8", "kg:confidence 1.8", "kg:confidence", "from 0 to 1"),
    Planted("claim", "kg:confidence 0.8", 'kg:confidence "high"', "kg:confidence", "from 0 to 1"),
    Planted("claim", "kg:relation kg:removed_from", "kg:relation kg:praised_by", "kg:relation",
            "needs one relation of the ontology"),
    Planted("claim", "kg:subject entity:", "kg:subject entity:nobody-", "kg:subject", "needs one subject"),
    Planted("claim", "kg:subjectMention", "rdfs:comment", "a kg:Claim",
            "needs the words that stand for its subject"),
    Planted("claim", "kg:object entity:supplier-register ;", "", "a kg:Claim", "needs an object or a value"),
    Planted("claim", "kg:object entity:supplier-register",
            "kg:objectValue 5 ; kg:object entity:supplier-register",
            "a kg:Claim", "needs an object or a value, and not both"),
    Planted("claim", "kg:document document:", "kg:document document:no-", "kg:document",
            "needs the one document"),
    Planted("claim", "prov:wasDerivedFrom document:", "prov:wasDerivedFrom document:no-",
            "prov:wasDerivedFrom",
            "is derived from another document"),
    Planted("claim", "kg:evidence [", "rdfs:seeAlso [", "a kg:Claim", "needs its evidence"),
    Planted("claim", "a oa:TextQuoteSelector", "a oa:Selector", "oa:hasSelector", "needs one quote"),
    Planted("claim", "oa:start 6", "oa:start 7", "oa:exact", "not as long as its place"),
    Planted("claim", "oa:start 6", "oa:start -6", "oa:start", "needs one start, a whole number from 0"),
    Planted("claim", "oa:hasSource document:", "oa:hasSource document:no-", "oa:hasSource",
            "needs the one document that it is a passage of"),
    Planted("claim", "kg:extractor extractor:", "kg:extractor claim:", "kg:extractor", "the one program"),
    Planted("claim", 'kg:rule "test"', 'kg:rule "test" , "other"', "kg:rule", "needs the rule"),
    Planted("claim", '"day"', '"week"', "kg:granularity", "day, month, quarter, year or interval"),
    Planted("claim", 'kg:start "2024-05-13"', 'kg:start "2024-05-23"', "kg:start", "ends before it starts"),
    Planted("claim", 'kg:end "2024-05-13"^^xsd:date', 'kg:end "soon"', "kg:end", "an xsd:date"),
    Planted("claim", '"EUR"', '"euro"', "kg:currency", "no ISO 4217 code"),
    Planted("claim", 'kg:key "amount" ;', "", "a kg:Claim", "its qualifier needs one key"),
    Planted("claim", "entity:evening-wire )", "entity:nobody-known )", "kg:origin",
            "a link of its chain of origin"),
    Planted("document", '"2024-05-14"^^xsd:date', '"14 May 2024"', "dcterms:issued", "an xsd:date"),
    Planted("document", "dcterms:publisher entity:", "dcterms:publisher entity:no-", "dcterms:publisher",
            "or one without a type"),
    Planted("document", 'dcterms:title "', 'dcterms:title "Another" , "', "dcterms:title",
            "more than one title"),
    Planted("entity", "a kg:Vendor", "a kg:Vendor , kg:Person", "a kg:Vendor", "more than one type"),
    Planted("entity", 'rdfs:label "Firm', 'rdfs:comment "Firm', "a kg:Vendor", "needs one label"),
    Planted("entity", "a kg:Vendor ;", "a kg:Vendor ; kg:removed_from entity:supplier-register ;",
            "kg:removed_from",
            LEAK),
    Planted("entity", "a kg:Vendor ;", "a kg:Vendor ; kg:banned_by entity:avaria ;", "kg:banned_by", LEAK),
    Planted("entity", "a kg:Vendor ;", "a kg:Vendor ; kg:has_users 5 ;", "kg:has_users", LEAK),
]  # fmt: skip


class Checked(NamedTuple):
    """A file with one fault in the block of each firm, and what was found in it."""

    lines: list[str]
    planted: set[str]
    faults: list[Fault]


@pytest.fixture(scope="module")
def checked(tmp_path_factory) -> Checked:
    monday = When(date(2024, 5, 13), date(2024, 5, 13), "day", "Monday")
    outlets = ("Daily Ledger", "Evening Wire")
    chain = tuple(Source(name, "MediaOutlet", slug(name), name) for name in outlets)
    made = []
    for number in range(len(FAULTS)):
        quote = f"Firm {number} may have left the register."
        made.append(
            claim(
                f"Firm {number}", "removed_from", "supplier register", stance="alleged",
                when=monday, origin=chain,
                document=article(f"Lead. {quote} The end.", title=f"Article {number}"), quote=quote,
                qualifiers={"amount": Amount(5, "€5", "EUR")},
            )
        )  # fmt: skip
    made.append(claim("Tallis Networks", "banned_by", "Avaria"))
    text = "\n".join(FORMATS["turtle"].lines(ClaimGraph(made))) + "\n"
    for number, planted in enumerate(FAULTS):
        start = text.index(_head(planted, made[number], number))
        end = text.index(" .\n", start)
        block = text[start:end]
        assert planted.old in block, planted
        text = text[:start] + block.replace(planted.old, planted.new, 1) + text[end:]
    path = tmp_path_factory.mktemp("faults") / "faults.ttl"
    path.write_text(text, encoding="utf-8")
    planted_in = {
        _head(planted, one, n).strip() for n, (planted, one) in enumerate(zip(FAULTS, made, strict=False))
    }
    return Checked(text.split("\n"), planted_in, validate(path))


def _head(planted: Planted, made, number: int) -> str:
    ids = {"claim": made.id, "document": made.document.id, "entity": f"firm-{number}"}
    return f"\n{planted.block}:{ids[planted.block]} "


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=lambda number: FAULTS[number].message[:40])
def test_every_planted_fault_is_found_at_its_line(checked: Checked, number: int) -> None:
    planted = FAULTS[number]
    told = [fault for fault in checked.faults if planted.message in fault.message and fault.line]
    lines = [(fault.thing.partition(":")[0], checked.lines[fault.line - 1]) for fault in told]
    assert any(block == planted.block and planted.line in line for block, line in lines), (
        lines,
        checked.faults,
    )


def test_nothing_else_is_found(checked: Checked) -> None:
    """One fault may be told of in two ways, but nothing is told of the claim that is sound."""
    assert len(FAULTS) >= 30
    assert {fault.thing for fault in checked.faults} == checked.planted


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "jsonld", "rdfxml"])
def test_what_kgraph_writes_has_no_fault(tmp_path: Path, name: str) -> None:
    odd = [
        claim(Participant("t", "Tallis", "Vendor", "it"), "sued_by", "Avaria"),
        claim(Participant("t", "Tallis Inc.", "Organization", "it", named=False), "supplies", "Avaria"),
        claim("Tallis", "led_by", "Mara Voss", source=Source("a man", "Person", None, "he"),
              origin=(Source(None), Source("a man", "Person", None, "he"), Source("x", "Person", "x", "y"))),
    ]  # fmt: skip
    path = tmp_path / f"graph{FORMATS[name].suffix}"
    export(ClaimGraph([*sample_claims(), *odd]), path)
    assert validate(path) == []


def test_the_stance_of_another_relation_does_not_help(tmp_path: Path) -> None:
    """Alleged ties may stand bare when alleged; a ban may not, and the file cannot allow it."""
    made = [claim("Northgate Systems", "alleged_ties", "security service", stance="alleged")]
    path = tmp_path / "graph.ttl"
    export(ClaimGraph(made), path)
    assert "kg:alleged_ties entity:security-service ." in path.read_text("utf-8")
    assert validate(path) == []
    made = [claim("Orrin drones", "banned_by", "Avaria", stance="alleged")]
    export(ClaimGraph(made), path)
    allowed = "\nentity:orrin-drones kg:banned_by entity:avaria .\nkg:banned_by kg:bareStance kg:alleged .\n"
    path.write_text(path.read_text("utf-8") + allowed, encoding="utf-8")
    told = [str(fault) for fault in validate(path)]
    assert [line for line in told if LEAK in line] == [
        f"entity:orrin-drones: kg:banned_by {LEAK} with a stance that may stand bare (kg:bareStance)"
    ]
    assert any("cannot change" in line for line in told)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.ttl", "<urn:a> <urn:b>\n  <urn:c d> .", r"a\.ttl:2: is not valid RDF"),
        ("a.nt", "<urn:a> <urn:b> .", r"a\.nt:1: is not valid RDF"),
        ("a.txt", "", r"its ending is none of RDF; there are \.ttl"),
    ],
)
def test_a_file_that_is_no_rdf_is_told(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=words):
        validate(tmp_path / name)


def test_an_ontology_without_shapes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.ttl"
    export(ClaimGraph(sample_claims()), path)
    (tmp_path / "kgraph.ttl").write_bytes((ontology_dir() / "kgraph.ttl").read_bytes())
    monkeypatch.setenv("KGRAPH_ONTOLOGY", str(tmp_path))
    with pytest.raises(OntologyError, match=r"shapes\.ttl: not there; copy it"):
        validate(path)


def test_shapes_name_only_terms_that_there_are() -> None:
    known = rdflib.Graph().parse(ontology_dir() / "kgraph.ttl", format="turtle")
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    names = (term for triple in shapes for term in triple if isinstance(term, rdflib.URIRef))
    used = {name for name in names if name.startswith(ontology().namespace)}
    assert used <= set(known.subjects())
    assert len(used) > 40
