"""FollowTheMoney, checked with its own library: schemata, properties, and values that it keeps."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.export import FORMATS
from kgraph.graph import ClaimGraph
from kgraph.ontology import ontology
from tests.builders import article, claim, participant, sample_claims
from tests.strategies import claims

followthemoney = pytest.importorskip("followthemoney")


def proxies(made):
    """The entities as the library takes them, by id."""
    found = {}
    for line in FORMATS["ftm"].lines(ClaimGraph(made)):
        row = json.loads(line)
        proxy = followthemoney.model.get_proxy(row, cleaned=False)
        assert proxy.id not in found
        found[proxy.id] = proxy
        proxy.schema.validate({"properties": proxy.properties})
        for name, values in row["properties"].items():
            assert set(proxy.get(name)) == set(values), (proxy.schema.name, name)
    for proxy in found.values():
        for name, value in proxy.itervalues():
            if name.type.name == "entity":
                assert value in found
                assert found[value].schema.is_a(name.range), (proxy.schema.name, name.name)
    return found


def links(made, schema):
    return [proxy for proxy in proxies(made).values() if proxy.schema.name == schema]


def test_sample_claims():
    found = proxies(sample_claims())
    schemata = sorted(proxy.schema.name for proxy in found.values())
    assert schemata.count("Article") == 3
    assert schemata.count("UnknownLink") == 7
    assert schemata.count("Directorship") == 1
    company = found["kgraph-entity-orrin-robotics"]
    assert company.schema.name == "Company"
    assert company.get("notes")[0].startswith("has_users: 400000000 (asserted by Harbour Review: “")


@pytest.mark.parametrize("type", ontology().types)
def test_every_type_has_a_schema(type):
    made = [claim(participant("Thing", type), "sued_by", participant("Other", type))]
    assert len(proxies(made)) == 4


@pytest.mark.parametrize(
    ("subject", "relation", "thing", "schema"),
    [
        ("Tallis Networks", "owned_by", participant("Orrin Robotics", "Vendor"), "Ownership"),
        ("Tallis Networks", "led_by", "Mara Voss", "Directorship"),
        ("Mara Voss", "worked_for", "Avaria", "Employment"),
        ("Tallis Networks", "sanctioned_by", "Avaria", "Sanction"),
        ("Tallis Networks", "supplies", "Avaria", "UnknownLink"),
    ],
)
def test_only_what_is_asserted_is_a_link_of_a_kind(subject, relation, thing, schema):
    (link,) = links([claim(subject, relation, thing)], schema)
    assert link.get("proof")
    assert link.get("description")
    for stance in ("alleged", "denied", "proposed"):
        (link,) = links([claim(subject, relation, thing, stance=stance)], "UnknownLink")
        assert link.first("role") == f"{stance}: {ontology().relations[relation].label}"
        assert link.first("status") == stance


def test_a_dispute_is_two_links():
    made = [
        claim("Tallis Networks", "owned_by", "Avaria", stance=stance) for stance in ("asserted", "denied")
    ]
    assert len(links(made, "Ownership")) == len(links(made, "UnknownLink")) == 1


def test_addresses_that_are_none_are_left_out():
    document = article(url="javascript:alert(1)")
    (found,) = links([claim("Tallis Networks", "sued_by", "Avaria", document=document)], "Article")
    assert not found.has("sourceUrl")


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(claims(), max_size=3))
def test_any_names(made):
    for line in FORMATS["ftm"].lines(ClaimGraph(made)):
        row = json.loads(line)
        proxy = followthemoney.model.get_proxy(row, cleaned=False)
        assert proxy.id == row["id"]
        assert row["properties"].keys() >= proxy.properties.keys()
