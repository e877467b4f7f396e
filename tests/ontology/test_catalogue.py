"""The shipped catalogue: a table of names, and rows that hang together."""

from __future__ import annotations

import csv
from collections import Counter
from typing import NamedTuple

import pytest

from kgraph.ontology import ontology, ontology_dir
from kgraph.ontology.catalogue import Catalogue, CatalogueEntry, catalogue

# file: fewest rows, types of its rows
FILES = {
    "agencies": (1500, {"Agency", "IntelligenceAgency", "LawEnforcement", "Military", "Regulator"}),
    "contracts": (150, {"Contract"}),
    "courts": (150, {"Court"}),
    "governments": (300, {"Government"}),
    "laws": (280, {"LegalInstrument"}),
    "legislatures": (180, {"Legislature"}),
    "lists": (80, {"VendorList"}),
    "media": (600, {"MediaOutlet"}),
    "organizations": (500, {"Organization"}),
    "places": (900, {"Place"}),
    "products": (350, {"Product"}),
    "threat_actors": (150, {"ThreatActor"}),
    "vendors": (1500, {"Vendor"}),
}


class Found(NamedTuple):
    id: str
    type: str


US = Found("united-states", "Government")
DOD = Found("department-of-defense", "Military")
TREASURY = Found("department-of-the-treasury", "Agency")
RUSSIAN_MOD = Found("russian-ministry-of-defence", "Agency")

NAMES: dict[str, Found | None] = {
    # states and their aliases
    "United States": US,
    "U.S.": US,
    "US": US,
    "us": None,
    "U.S. government": US,
    "the White House": US,
    "Trump administration": US,
    "the Kremlin": Found("russia", "Government"),
    "Whitehall": Found("united-kingdom", "Government"),
    "Türkiye": Found("turkey", "Government"),
    "Cote d’Ivoire": Found("ivory-coast", "Government"),
    "the Netherlands": Found("netherlands", "Government"),
    "Georgia": Found("georgia", "Government"),
    "State of Georgia": Found("georgia-u-s-state", "Government"),
    "Texas": Found("texas", "Government"),
    "Scottish Government": Found("scotland", "Government"),
    "NATO": Found("nato", "Organization"),
    # bodies, by name, acronym and state
    "GSA": Found("general-services-administration", "Agency"),
    "General Services Administration": Found("general-services-administration", "Agency"),
    "BIS": Found("bureau-of-industry-and-security", "Agency"),
    "bis": None,
    "F.B.I.": Found("federal-bureau-of-investigation", "LawEnforcement"),
    "the FBI": Found("federal-bureau-of-investigation", "LawEnforcement"),
    "Pentagon": DOD,
    "Defense Department": DOD,
    "Treasury": TREASURY,
    "U.S. Treasury": TREASURY,
    "British Treasury": Found("hm-treasury", "Agency"),
    "Commerce": None,
    "Ofac": Found("office-of-foreign-assets-control", "Agency"),
    "FSB": Found("fsb", "IntelligenceAgency"),
    "Russian Defence Ministry": RUSSIAN_MOD,
    "Russia's defence ministry": RUSSIAN_MOD,
    "Ministry of Defense of the Russian Federation": RUSSIAN_MOD,
    "Defence Ministry": None,
    "Dutch NCSC": Found("dutch-national-cyber-security-centre", "Agency"),
    "NCSC": None,
    "NUKIB": Found("núkib", "Agency"),
    "Japanese trade ministry": Found("ministry-of-economy-trade-and-industry", "Agency"),
    "Ukraine's SBU": Found("security-service-of-ukraine", "IntelligenceAgency"),
    "People's Liberation Army": Found("people-s-liberation-army", "Military"),
    "Kenya's National Intelligence Service": Found(
        "kenyan-national-intelligence-service", "IntelligenceAgency"
    ),
    "European Commission": Found("european-commission", "Agency"),
    "Congress": Found("us-congress", "Legislature"),
    "French Senate": Found("french-senate", "Legislature"),
    "Supreme Court of India": Found("supreme-court-of-india", "Court"),
    # lists, laws, contracts
    "Entity List": Found("entity-list", "VendorList"),
    "1260H list": Found("section-1260h-list", "VendorList"),
    "Schedule 70": Found("gsa-schedule-70", "VendorList"),
    "section 889": Found("ndaa-section-889", "LegalInstrument"),
    "BOD 17-01": Found("binding-operational-directive-17-01", "LegalInstrument"),
    "GDPR": Found("general-data-protection-regulation", "LegalInstrument"),
    "JEDI contract": Found("jedi", "Contract"),
    # companies, products, outlets and the rest
    "Kaspersky": Found("kaspersky-lab", "Vendor"),
    "KASPERSKY LAB": Found("kaspersky-lab", "Vendor"),
    "kaspersky lab": Found("kaspersky-lab", "Vendor"),
    "Huawei Technologies Co., Ltd.": Found("huawei", "Vendor"),
    "Group IB": Found("group-ib", "Vendor"),
    "AT&T": Found("at-t", "Vendor"),
    "Leonardo S.p.A.": Found("leonardo", "Vendor"),
    "Target": None,
    "Target Corp.": Found("target-corp", "Vendor"),
    "Kaspersky Anti-Virus": Found("kaspersky-anti-virus", "Product"),
    "Pegasus": Found("pegasus", "Product"),
    "The New York Times": Found("new-york-times", "MediaOutlet"),
    "Cozy Bear": Found("apt29", "ThreatActor"),
    "EFF": Found("electronic-frontier-foundation", "Organization"),
    # places
    "Moscow": Found("moscow", "Place"),
    "Zürich": Found("zurich", "Place"),
    "Sunnyvale, California": Found("sunnyvale", "Place"),
    "Lyon, France": Found("lyon", "Place"),
    "Nobody Whoever": None,
    "": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_names_stand_for_one_entry(name: str) -> None:
    found = catalogue().find(name)
    assert (found and Found(found.id, found.type)) == NAMES[name]


@pytest.mark.parametrize(
    ("name", "country", "id"),
    [
        ("Ministry of Defence", "united-kingdom", "uk-ministry-of-defence"),
        ("defence ministry", "india", "indian-ministry-of-defence"),
        ("Senate", "france", "french-senate"),
        ("Senate", "united-states", "us-senate"),
        ("Senate", "estonia", "us-senate"),  # there is none: the owner of the name
        ("the Treasury", "united-kingdom", "hm-treasury"),
        ("Commerce", "united-states", "department-of-commerce"),
        ("Huawei", "france", "huawei"),
    ],
)
def test_a_country_decides_shared_names(name: str, country: str, id: str) -> None:
    found = catalogue().find(name, country)
    assert found
    assert found.id == id


def test_candidates_begin_with_the_owner() -> None:
    senates = catalogue().candidates("Senate")
    assert senates[0].id == "us-senate"
    assert {"french-senate", "australian-senate"} <= {entry.id for entry in senates}
    assert catalogue().candidates("Nobody Whoever") == ()


@pytest.mark.parametrize(
    ("place", "id"),
    [
        ("Moscow", "russia"),
        ("Beijing", "china"),
        ("Washington", "united-states"),
        ("Brussels", "european-union"),
    ],
)
def test_capitals_stand_for_states(place: str, id: str) -> None:
    found = catalogue().metonym(place)
    assert found
    assert found.id == id
    city = catalogue().find(place)
    assert city
    assert city.type == "Place"


def test_nothing_else_is_a_metonym() -> None:
    assert catalogue().metonym("Shenzhen") is None


@pytest.mark.parametrize(
    ("adjective", "id"), [("Russian", "russia"), ("UK", "united-kingdom"), ("Dutch", "netherlands")]
)
def test_adjectives_name_states(adjective: str, id: str) -> None:
    assert catalogue().by_adjective[adjective].id == id


def test_files_have_their_rows() -> None:
    counts = Counter[str]()
    for path in sorted((ontology_dir() / "catalogue").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        fewest, types = FILES[path.stem]
        counts[path.stem] = len(rows)
        assert len(rows) >= fewest, path.name
        assert {row["type"] for row in rows} == types, path.name
    assert set(counts) == set(FILES)
    assert counts.total() == len(catalogue())


def test_shipped_rows_refer_to_what_is_there() -> None:
    known = catalogue()
    assert known.clashes == ()
    for entry in known:
        assert entry.type in ontology().types, entry
        assert entry.country is None or known.by_id[entry.country].type == "Government", entry
        assert entry.vendor is None or known.by_id[entry.vendor].type in {"Vendor", "Organization"}, entry
        assert not (entry.type == "ThreatActor" and entry.country), entry


def test_states_have_an_adjective_or_none_in_use() -> None:
    states = [e for e in catalogue() if e.type == "Government" and not e.country]
    assert len(states) >= 195
    assert len([e for e in states if e.adjectives]) > 0.98 * len(states)


def test_every_own_name_finds_its_entry() -> None:
    known = catalogue()
    assert [name for entry in known for name in entry.names if known.find(name) is not entry] == []


def test_entries_can_be_made_in_memory() -> None:
    one = CatalogueEntry("orrin", "Orrin", "Vendor", aliases=("Orrin Drones",))
    two = CatalogueEntry("orrin-2", "ORRIN DRONES", "Vendor")
    found = Catalogue([one, two])
    assert found.find("Orrin GmbH") is one
    assert [(clash.use, clash.owner, clash.entry) for clash in found.clashes] == [("aliases", one, two)]
