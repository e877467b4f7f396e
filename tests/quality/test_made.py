"""The claims that benchmarks generate: always the same, and as sound as read ones."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kgraph.model import Stance
from kgraph.ontology import ontology

MADE = Path(__file__).parents[2] / "benchmarks" / "made.py"


@pytest.fixture(scope="module")
def made() -> ModuleType:
    sys.path.append(str(MADE.parent))  # as where a benchmark runs, which finds made_words.py there
    spec = importlib.util.spec_from_file_location("made", MADE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["made"] = module
    spec.loader.exec_module(module)
    return module


def test_a_seed_always_makes_the_same(made: ModuleType) -> None:
    one, again = list(made.claims(300, seed=4)), list(made.claims(300, seed=4))
    assert [claim.id for claim in one] == [claim.id for claim in again]
    assert one == again
    assert {claim.id for claim in one}.isdisjoint(claim.id for claim in made.claims(300, seed=5))


def test_claims_hold(made: ModuleType) -> None:
    claims = list(made.claims(2000, seed=1))
    assert len({claim.id for claim in claims}) == 2000
    for claim in claims:
        place = claim.evidence
        assert claim.document.text[place.start : place.end] == place.quote
        assert claim.relation in ontology().relations
        assert claim.subject.id != claim.saying[2]
    assert {claim.stance for claim in claims} == set(Stance)
    assert len({claim.document.id for claim in claims}) < 1000
    assert len({claim.document.text for claim in claims}) < len({claim.document.id for claim in claims})


def test_documents_are_those_of_the_claims(made: ModuleType) -> None:
    ids = list(dict.fromkeys(claim.document.id for claim in made.claims(200, seed=2)))
    assert [document.id for document in made.documents(200, seed=2)] == ids
