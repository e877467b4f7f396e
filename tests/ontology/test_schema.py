"""The ontology against the contract, written out here a second time on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.errors import OntologyError
from kgraph.model import Stance
from kgraph.ontology import Ontology, ontology, ontology_dir, read_ontology

V = ("Vendor",)
VP = ("Vendor", "Product")
G = ("Government", "Agency", "Legislature", "Court")
ANY = (
    *VP,
    *G,
    *(
        "VendorList",
        "LegalInstrument",
        "Contract",
        "Person",
        "MediaOutlet",
        "ThreatActor",
        "Organization",
        "Place",
    ),
)

# relation: (types of the subject, types of the object)
SIGNATURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "removed_from": (VP, ("VendorList",)),
    "added_to": (VP, ("VendorList",)),
    "banned_by": (VP, (*G, "LegalInstrument")),
    "restricted_by": (VP, (*G, "LegalInstrument")),
    "warned_against_by": (VP, (*G, "Person", "Organization")),
    "sanctioned_by": (("Vendor", "Person", "Agency", "ThreatActor"), G),
    "ban_lifted_by": (VP, (*G, "LegalInstrument")),
    "approved_by": (VP, G),
    "contracted_by": (V, G),
    "contract_ended_by": (V, G),
    "supplies": (VP, G),
    "developed_for": (V, G),
    "cooperates_with": (("Vendor", "Person"), G),
    "shared_data_with": (VP, (*G, "Vendor")),
    "alleged_ties": (("Vendor", "Person"), G),
    "owned_by": (V, (*G, "Vendor", "Person")),
    "funded_by": (V, (*G, "Vendor", "Organization")),
    "partners_with": (V, ("Vendor", "Organization")),
    "lobbies": (V, G),
    "investigated_by": (("Vendor", "Product", "Person"), G),
    "accused_by": (ANY, ANY),
    "sued_by": (ANY, ANY),
    "penalized_by": (("Vendor", "Person"), G),
    "testified_to": (("Vendor", "Person"), ("Legislature", "Court", "Agency")),
    "hacked_by": ((*VP, *G), (*G, "ThreatActor", "Person", "Vendor")),
    "headquartered_in": (V, ("Place", "Government")),
    "led_by": ((*V, *G), ("Person",)),
    "founded_by": (V, ("Person",)),
    "worked_for": (("Person",), (*V, *G, "Organization")),
    "has_users": (VP, ("count",)),
    "earns_revenue_from": (V, ("Place", *G)),
}

NARROWER = dict.fromkeys(("IntelligenceAgency", "Military", "Regulator", "LawEnforcement"), "Agency")


@pytest.fixture(scope="module")
def known() -> Ontology:
    return ontology()


def test_it_holds_exactly_the_types_and_relations_of_the_contract(known: Ontology) -> None:
    assert set(known.types) == {*ANY, *NARROWER}
    assert set(known.relations) == set(SIGNATURES)
    assert {name: kind.parent for name, kind in known.types.items() if kind.parent} == NARROWER


@pytest.mark.parametrize("name", SIGNATURES)
def test_each_relation_is_described_and_signed(known: Ontology, name: str) -> None:
    relation = known.relations[name]
    assert relation.name == name
    assert relation.label
    assert relation.definition.endswith(".")
    assert relation.example
    assert relation.example.endswith(".")
    assert known.families[relation.family].label
    assert (set(relation.domain), set(relation.range)) == tuple(map(set, SIGNATURES[name]))
    assert relation.literal == (name == "has_users") == (relation.inverse is None)
    assert relation.symmetric == (name == "partners_with") == (relation.inverse == relation.label)
    assert not set(relation.domain) & set(relation.also_domain)
    assert not set(relation.range) & set(relation.also_range)


@pytest.mark.parametrize("name", SIGNATURES)
def test_only_ties_may_be_alleged_without_a_claim(known: Ontology, name: str) -> None:
    alleged = {Stance.ALLEGED} if name == "alleged_ties" else set()
    assert known.relations[name].bare_stances == {Stance.ASSERTED} | alleged


@pytest.mark.parametrize("name", [*ANY, *NARROWER])
def test_each_type_is_described(known: Ontology, name: str) -> None:
    kind = known.types[name]
    assert kind.name == name
    assert kind.label
    assert kind.definition.endswith(".")
    assert known.families[kind.family].label


def test_labels_tell_relations_apart(known: Ontology) -> None:
    read_from_both_sides = {
        (r.label, side) for r in known.relations.values() for side in (r.label, r.inverse)
    }
    assert len(read_from_both_sides) == 2 * len(known.relations) - 1  # partners_with reads alike
    assert not {r.label for r in known.relations.values()} & {
        r.inverse for r in known.relations.values() if not r.symmetric
    }


def test_families_are_a_handful_and_all_in_use(known: Ontology) -> None:
    of_relations = {relation.family for relation in known.relations.values()}
    of_types = {kind.family for kind in known.types.values()}
    assert of_relations | of_types == set(known.families)
    assert not of_relations & of_types
    assert 4 <= len(of_types) <= len(of_relations) <= 8


@pytest.mark.parametrize(
    ("type", "ancestor", "expected"),
    [
        ("Agency", "Agency", True),
        ("Military", "Agency", True),
        ("Agency", "Military", False),
        ("Regulator", "PublicBody", True),
        ("Court", "PublicBody", True),
        ("Vendor", "PublicBody", False),
        ("Vendor", "Organization", False),
        ("Place", "Entity", True),
        ("count", "Entity", False),
        ("Unheard", "Unheard", True),
        ("Unheard", "Entity", False),
    ],
)
def test_is_a(known: Ontology, type: str, ancestor: str, expected: bool) -> None:
    assert known.is_a(type, ancestor) is expected


@pytest.mark.parametrize(
    ("relation", "subject", "object", "strictly", "tolerantly"),
    [
        ("banned_by", "Vendor", "Government", True, True),
        ("banned_by", "Product", "Regulator", True, True),
        ("banned_by", "Government", "Vendor", False, False),
        ("banned_by", "Person", "Government", False, False),
        ("testified_to", "Person", "LawEnforcement", True, True),
        ("testified_to", "Person", "Government", False, False),
        ("headquartered_in", "Vendor", "Agency", False, False),
        ("accused_by", "Place", "Military", True, True),
        ("accused_by", "Vendor", "count", False, False),
        ("has_users", "Product", "count", True, True),
        ("has_users", "Product", "Place", False, False),
        # tolerated: found among annotated claims, outside the core
        ("alleged_ties", "ThreatActor", "IntelligenceAgency", False, True),
        ("alleged_ties", "ThreatActor", "Vendor", False, True),
        ("cooperates_with", "LawEnforcement", "Military", False, True),
        ("owned_by", "Product", "Vendor", False, True),
        # symmetric: the core side first, tolerated the other way round
        ("partners_with", "Vendor", "Organization", True, True),
        ("partners_with", "Organization", "Vendor", False, True),
        ("partners_with", "Organization", "Organization", False, False),
        ("unheard_of", "Vendor", "Government", False, False),
        ("banned_by", "Unheard", "Government", False, False),
    ],
)
def test_allows(
    known: Ontology, relation: str, subject: str, object: str, strictly: bool, tolerantly: bool
) -> None:
    assert known.allows(relation, subject, object, strict=True) is strictly
    assert known.allows(relation, subject, object) is tolerantly


def test_tolerance_only_widens(known: Ontology) -> None:
    kinds = [*known.types, "count"]
    for relation in known.relations:
        for subject in kinds:
            for thing in kinds:
                if known.allows(relation, subject, thing, strict=True):
                    assert known.allows(relation, subject, thing)


# what is changed in the shipped file, and the fault that must name it
BROKEN = [
    ('rdfs:label "banned by"@en ;', "", "banned_by: no rdfs:label, expected one"),
    ('rdfs:label "banned by"@en', 'rdfs:label "verboten von"@de', "banned_by: no rdfs:label, expected one"),
    ('rdfs:label "bans"@en', 'rdfs:label "bans"@en , "forbids"@en', "bans: 2 rdfs:label, expected one"),
    ("kg:bareStance kg:asserted , kg:alleged ;", "", "alleged_ties: kg:bareStance is missing"),
    (
        "kg:bareStance kg:asserted , kg:alleged",
        "kg:bareStance kg:rumoured",
        "alleged_ties: kg:bareStance is rumoured",
    ),
    ("owl:inverseOf kg:owned_by ;", "", "owned_by: no property with it as owl:inverseOf, expected one"),
    (
        "rdfs:range kg:VendorList ;",
        "rdfs:range kg:VendorLst ;",
        "removed_from: rdfs:range is kg:VendorLst, which",
    ),
    ("rdfs:range kg:VendorList ;", "", "added_to: no rdfs:range, expected one"),
    (
        "rdfs:range kg:VendorList ;",
        "rdfs:range kg:VendorList , kg:Place ;",
        "added_to: 2 rdfs:range, expected one",
    ),
    (
        "owl:unionOf ( kg:Vendor kg:Person )",
        "owl:unionOf ( )",
        "cooperates_with: rdfs:domain is an owl:unionOf of no",
    ),
    ("kg:alsoDomain kg:Person .", "kg:alsoDomain kg:Persn .", "added_to: kg:alsoDomain is kg:Persn, which"),
    ("kg:family kg:places ;", "kg:family kg:spots ;", "Place: kg:family is kg:spots, which is no kg:Family"),
    ("kg:family kg:places ;", "", "Place: no kg:family, expected one"),
    ("rdfs:subClassOf kg:Entity , schema:Place ;", "", "Place: no rdfs:subClassOf leads up to kg:Entity"),
    (
        "rdfs:subClassOf kg:PublicBody ;",
        "rdfs:subClassOf kg:Military ;",
        "Agency: rdfs:subClassOf kg:Military",
    ),
    ('kg:literalType "count" ;', "", "has_users: no kg:literalType, expected one"),
    (
        "kg:denied a kg:Stance , ",
        "kg:denied a ",
        "Stance: the stances are alleged, asserted, proposed, expected",
    ),
    ("kg:Place a owl:Class", "schema:Place a owl:Class", "https://schema.org/Place: not in the namespace"),
]


@pytest.mark.parametrize(("sound", "broken", "fault"), BROKEN)
def test_a_fault_is_named(tmp_path: Path, sound: str, broken: str, fault: str) -> None:
    text = (ontology_dir() / "kgraph.ttl").read_text(encoding="utf-8")
    assert sound in text
    path = tmp_path / "kgraph.ttl"
    path.write_text(text.replace(sound, broken), encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        read_ontology(path)
    assert any(found.startswith(fault) for found in caught.value.faults), caught.value.faults
    assert str(caught.value).startswith(f"{path}: ")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = (ontology_dir() / "kgraph.ttl").read_text(encoding="utf-8")
    path = tmp_path / "kgraph.ttl"
    for sound, broken in (('rdfs:label "bans"@en', 'rdfs:comment "-"'), ("kg:family kg:places ;", "")):
        text = text.replace(sound, broken)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        read_ontology(path)
    assert caught.value.faults == ("Place: no kg:family, expected one", "bans: no rdfs:label, expected one")
