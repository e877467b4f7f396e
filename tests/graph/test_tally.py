"""What is counted from the rows of a file is what is gathered from the claims."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, file
from kgraph.graph.identity import resolve
from kgraph.graph.tally import tally
from kgraph.graph.things import Thing, gather, partners
from kgraph.model import object_key
from tests.builders import sample_claims
from tests.graph.test_identity import tangled
from tests.strategies import claims

ANY = st.lists(st.one_of(claims(), st.sampled_from(sample_claims())), max_size=8)


def counted(path, made, apart=frozenset()):
    path.unlink(missing_ok=True)
    ClaimGraph(made).save(path)
    with file.connection_to(path) as connection:
        return tally(connection, apart)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY | tangled())
def test_it_is_what_claims_say(tmp_path, made):
    made = list({claim.id: claim for claim in ClaimGraph(made)._claims.values()}.values())
    found, seen = counted(tmp_path / "made.kgraph", made), gather(made)
    assert found.seen == seen
    assert found.partners(seen) == partners(made, seen)
    identity = resolve(made)
    expected: Counter[str] = Counter()
    for claim in map(identity.settled, made):
        expected.update({claim.subject.id, object_key(claim.object)} & identity.entities.keys())
    assert found.weights(identity.moved) == expected


def test_things_of_one_article_are_told_apart(tmp_path):
    made = sample_claims()
    thing = next(thing for thing in gather(made) if thing.id == "northgate-systems")
    own = frozenset({Thing(thing.id, thing.kind, made[0].document.id)})
    found = counted(tmp_path / "made.kgraph", made, own)
    assert found.seen == gather(made, own)
    assert own < found.seen.keys()


def test_of_some_claims_alone(tmp_path):
    made = sample_claims()
    counted(tmp_path / "made.kgraph", made)
    with file.connection_to(tmp_path / "made.kgraph") as connection:
        found = tally(connection, claims=[made[0].id, "none"])
        assert sum(found.pairs.values()) == 1
        assert not tally(connection, claims=[]).pairs


@pytest.mark.parametrize(
    "change",
    ["details = '{'", "details = '{}'", "details = json_remove(details, '$.subject.name')"],
)
def test_a_damaged_row_is_told(tmp_path, change):
    path = tmp_path / "made.kgraph"
    ClaimGraph(sample_claims()).save(path)
    with file.connection_to(path) as connection:
        connection.execute("DROP INDEX claim_speaker")
        connection.execute(f"UPDATE claim SET {change} WHERE id = ?", (sample_claims()[0].id,))
        connection.execute("DELETE FROM settled")
    with pytest.raises(GraphError, match=r"made\.kgraph: "):
        ClaimGraph.open(path).save(path)
