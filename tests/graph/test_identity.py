"""Which names are one entity, which are not, why, and that order never matters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import ClaimGraph
from kgraph.graph.things import Thing, fits, thing_of
from kgraph.model import Participant, Source, slug
from tests.builders import article, claim
from tests.strategies import claims

WORKS = Participant("avarian-works-office", "Avarian Works Office", "Agency", "it")


def named(name, type="Vendor", *, mention=None, id=None, is_named=True):
    """A participant as one article has it."""
    return Participant(id or slug(name), name, type, mention or name, is_named)


def graph_of(*subjects, partner=WORKS, relation="supplies"):
    """A graph in which each of the subjects is claimed something in an article of its own."""
    return ClaimGraph(
        claim(subject, relation, partner, document=article(f"{number}. {subject.name} so."))
        for number, subject in enumerate(subjects)
    )


def partition(graph, subjects):
    """The subjects' names in groups of one entity."""
    groups = {}
    for number, _ in enumerate(subjects):
        (found,) = (one for one in graph if one.document.text.startswith(f"{number}. "))
        groups.setdefault(found.subject.id, []).append(number)
    return sorted(groups.values())


ONE = {
    "legal form": [named("Orrin Robotics"), named("Orrin Robotics Ltd")],
    "case, blanks": [named("Orrin Robotics"), named("ORRIN-ROBOTICS"), named("OrrinRobotics")],
    "script": [named("Tallis Netze"), named("Таллис Нетзе")],
    "the catalogue, script": [named("Huawei", id="huawei"), named("华为")],
    "the catalogue, alias": [named("Kaspersky Lab", id="kaspersky-lab"), named("AO Kaspersky")],
    "look-alikes": [named("Orrin Robotics"), named("Оrrin Robotiсs")],
    "British and American": [
        named("Centre for Cyber Defence", "Agency"), named("Center for Cyber Defense", "Organization")
    ],
    "no type known": [named("Tallis"), named("Tallis", "Organization")],
    "vendor and product": [named("Tallis"), named("Tallis", "Product")],
    "several words, types that differ": [named("Orrin Robotics"), named("Orrin Robotics", "Agency")],
    "state or place": [named("Avaria", "Government"), named("Avaria", "Place")],
    "acronym that a text uses": [
        named("Quayside Procurement Office", "Agency", mention="QPO"), named("QPO", "Agency")
    ],
    "acronym by first letters": [
        named("Quayside Procurement Office", "Agency"), named("QPO", "Organization")
    ],
    "short name that a text uses": [named("Northgate Systems", mention="Northgate"), named("Northgate")],
    "short name, same partner": [named("Northgate Systems"), named("Northgate")],
    "surname, same partner": [named("Mara Voss", "Person"), named("Voss", "Person")],
    "surnames, same partner": [named("Voss", "Person"), named("Voss", "Person")],
    "title": [named("Mara Voss", "Person"), named("Senator Mara Voss", "Person")],
    "middle initial": [named("Mara J. Voss", "Person"), named("Mara Voss", "Person")],
    "only described": [
        named("federal offices", "Agency", is_named=False), named("federal offices", "Agency", is_named=False)
    ],
}  # fmt: skip

APART = {
    "person and company": [named("Karl Tessen", "Person"), named("Karl Tessen")],
    "place and company": [named("Port Avar", "Place"), named("Port Avar")],
    "company and agency, one word": [named("Horizon"), named("Horizon", "Agency")],
    "law and company": [named("Open Wire", "LegalInstrument"), named("Open Wire")],
    "actor and company, one word": [named("Cobalt", "ThreatActor"), named("Cobalt")],
    "two countries' companies": [named("Orrin GmbH"), named("Orrin Inc."), named("Orrin")],
    "two initials": [named("Ada W. Hale", "Person"), named("Ada H. Hale", "Person"),
                     named("Ada Hale", "Person")],
    "father and son": [named("Ada Hale", "Person"), named("Ada Hale Jr.", "Person")],
    "two of the catalogue": [named("Ministry of Defence", "Agency", id="uk-ministry-of-defence"),
                             named("Ministry of Defence", "Agency", id="italian-ministry-of-defence")],
    "a name that many bear": [named("Ministry of Defence", "Agency"), named("Ministry of Defence", "Agency")],
    "a short name of two": [named("Northgate Systems"), named("Northgate Bank"), named("Northgate")],
    "an acronym of two": [named("Quayside Procurement Office", "Agency"),
                          named("Queens Port Order", "Agency"), named("QPO", "Agency")],
    "two letters": [named("Port Office", "Agency"), named("PO", "Agency")],
    "a state and a company called after it": [named("Avaria", "Government"), named("Avaria Telecom")],
    "described and named": [named("federal office", "Agency", is_named=False),
                            named("Federal-Office 7", "Agency")],
    "versions": [named("Orrin 4", "Product"), named("Orrin 5", "Product")],
}  # fmt: skip


@pytest.mark.parametrize("why", ONE)
def test_one_entity(why):
    assert len(partition(graph_of(*ONE[why]), ONE[why])) == 1


@pytest.mark.parametrize("why", APART)
def test_namesakes_stay_apart(why):
    # A surname needs a partner in common to be somebody; here nobody has one.
    graph = graph_of(*APART[why])
    assert len(partition(graph, APART[why])) == len(APART[why])
    assert not graph.merges()


def test_surnames_alone_are_nobody_in_particular():
    made = [
        claim(named("Voss", "Person"), "worked_for", firm, document=article(f"{firm} knew Voss."))
        for firm in ("Orrin Robotics", "Tallis Networks")
    ]
    graph = ClaimGraph([*made, claim(named("Mara Voss", "Person"), "worked_for", "Northgate Systems")])
    assert len({one.subject.id for one in graph}) == 3
    assert {one.subject.name for one in graph} == {"Voss", "Mara Voss"}


def test_every_merge_has_a_reason():
    merges = graph_of(*ONE["legal form"], *ONE["acronym that a text uses"]).merges()
    assert [str(merge) for merge in merges] == [
        "Orrin Robotics Ltd → Orrin Robotics: 'Orrin Robotics' and 'Orrin Robotics Ltd' are one name, "
        "written differently",
        "QPO → Quayside Procurement Office: a text uses 'QPO' for 'Quayside Procurement Office'",
    ]


def test_merged_names_find_the_entity():
    graph = graph_of(*ONE["acronym that a text uses"])
    office = graph.entity("quayside-procurement-office")
    assert office.name == "Quayside Procurement Office"
    assert graph.entity("QPO") == office
    assert len(graph.claims(subject="qpo")) == 2
    assert {one.subject.mention for one in graph} == {"QPO"}


def test_what_is_merged_fuses_and_keeps_its_ids():
    graph = graph_of(*ONE["legal form"])
    (relation,) = graph.relations()
    assert len(relation.claims) == 2
    assert {one.id for one in relation.claims} == {one.id for one in graph}
    assert len(ClaimGraph(graph.claims()).relations()) == 1


def test_namesakes_get_ids_of_their_own():
    graph = graph_of(named("Horizon"), named("Horizon", "Agency"))
    assert [(entity.id, entity.type) for entity in graph.entities() if entity.name == "Horizon"] == [
        ("horizon", "Agency"),
        ("horizon-company", "Vendor"),
    ]
    assert len(graph.claims(subject="horizon")) == 1, "an id is exact"
    assert len(graph.claims(subject="Horizon")) == 2


def test_ids_never_clash_with_those_that_are_taken():
    graph = graph_of(named("Horizon"), named("Horizon", "Agency"), named("Horizon Company", "Person"))
    assert len({entity.id for entity in graph.entities()}) == 4


def test_speakers_are_merged_too():
    firm = Source("Orrin Robotics Ltd", "Vendor", "orrin-robotics-ltd")
    made = [
        claim("Orrin Robotics", "alleged_ties", WORKS, stance="alleged", document=article("One.")),
        claim("Orrin Robotics", "alleged_ties", WORKS, stance="denied", source=firm,
              document=article("Two.")),
        claim("Orrin Robotics", "alleged_ties", WORKS, stance="denied", source="Orrin Robotics",
              document=article("Three.")),
    ]  # fmt: skip
    assert len({one.source.id for one in ClaimGraph(made) if one.stance == "denied"}) == 1


def test_a_smaller_graph_keeps_its_entities():
    graph = graph_of(*ONE["acronym by first letters"])
    smaller = graph.where(document=graph.claims(subject="qpo")[1].document.id)
    assert [entity.name for entity in smaller.entities()] == [WORKS.name, "Quayside Procurement Office"]
    assert smaller.where(subject="qpo").claims() == smaller.claims()


@pytest.mark.parametrize(
    ("thing", "text"),
    [(Thing("orrin", "company"), "company:orrin"), (Thing("voss", "person", "0a"), "person:voss@0a")],
)
def test_things_as_text(thing, text):
    assert str(thing) == text
    assert Thing.from_text(text) == thing


def test_kinds():
    assert fits({"company"}, special=False)
    assert not fits({"company", "organization", "body"}, special=False)
    assert not fits({"person", "organization"}, special=True)
    assert thing_of(Source("somebody"), "0a") is None
    assert thing_of(named("x", "Spacecraft"), "0a") == Thing("x", "Spacecraft")


NAMES = [
    named("Orrin Robotics"), named("Orrin Robotics Ltd"), named("Orrin"), named("Orrin", "Place"),
    named("Orrin Robotics GmbH"), named("Orrin", "Organization"), named("ORRIN", "Agency"), named("OR"),
    named("Mara Voss", "Person"), named("Voss", "Person"), named("M. Voss", "Person"),
    named("Quayside Procurement Office", "Agency", mention="QPO"), named("QPO", "Agency"), named("QPO"),
    named("Ministry of Defence", "Agency"), named("Kaspersky", id="kaspersky-lab"), named("AO Kaspersky"),
    named("officials", "Person", is_named=False), named("Avaria", "Place"), named("Avaria", "Government"),
]  # fmt: skip


@st.composite
def tangled(draw):
    """Claims over few names that are hard to tell apart, in few articles."""
    texts = st.sampled_from([article(f"{number}.") for number in range(4)])
    ends = st.sampled_from(NAMES)
    return [
        claim(draw(ends), "supplies", draw(ends), document=draw(texts))
        for _ in range(draw(st.integers(1, 12)))
    ]


@settings(deadline=None, max_examples=150)
@given(tangled(), st.randoms())
def test_order_and_repetition_never_matter_for_identity(made, chance):
    graph = ClaimGraph(made)
    mixed = [*made, *made]
    chance.shuffle(mixed)
    other = ClaimGraph()
    for one in mixed:
        other.add(one)
    assert other == graph
    assert other.entities() == graph.entities()
    assert other.merges() == graph.merges()
    assert other.relations() == graph.relations()


@settings(deadline=None, max_examples=100)
@given(tangled())
def test_what_is_settled_is_settled(made):
    graph = ClaimGraph(made)
    ids = {entity.id for entity in graph.entities()}
    assert all({one.subject.id, one.object.id} <= ids for one in graph)
    assert len(ids) == len(graph.entities())
    for one in graph:
        assert one in graph
        assert graph.claim(one.id) == one


@settings(deadline=None, max_examples=60)
@given(st.lists(claims(), max_size=6), st.lists(claims(), max_size=6), st.lists(claims(), max_size=3))
def test_adding_is_commutative_associative_and_idempotent(one, two, three):
    def joined(*parts):
        graph = ClaimGraph()
        for part in parts:
            graph.add(part)
        return graph

    whole = joined(one, two, three)
    assert (
        whole == joined(three, one, two) == joined(one, [*two, *three]) == joined(one, two, three, two, one)
    )
