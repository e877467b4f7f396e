"""A real model behind a real endpoint: the plumbing, the schema, and the refusal of its many wrong claims."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pydantic_core import from_json

from kgraph.build import BuildReport, extract
from kgraph.llm import Endpoint
from kgraph.llm.answer_schema import FIELDS, NUMBER
from kgraph.llm.answers import read_answer
from kgraph.llm.asking import Asker
from kgraph.llm.passages import passages
from kgraph.llm.prompting import Prompts
from kgraph.llm.verifying import REASONS
from kgraph.model import Claim, Document, Participant, Stance
from kgraph.ontology import ontology
from tests.llm.builders import ARTICLE, ORDER

EXAMPLES = """Passage: Avaria has banned Orrin Robotics.
Answer: {"claims": [{"quote": "Avaria has banned Orrin Robotics.", "subject": "Orrin Robotics", \
"subject_type": "Vendor", "relation": "banned_by", "object": "Avaria", "object_type": "Government", \
"stance": "asserted", "source": null}]}

Passage: Lorvia has sanctioned Tallis Networks.
Answer: {"claims": [{"quote": "Lorvia has sanctioned Tallis Networks.", "subject": "Tallis Networks", \
"subject_type": "Vendor", "relation": "sanctioned_by", "object": "Lorvia", "object_type": "Government", \
"stance": "asserted", "source": null}]}

Passage: $passage
Answer:
"""
"""What so small a model can follow: it copies an example, whether the passage is like it or not."""

LIKE_THEM = Document("Germany has banned Northgate Systems.", path="like.txt")


def test_an_answer_to_the_prompt_of_the_package_is_of_the_schema(local_model: str) -> None:
    prompts = Prompts.read()
    endpoint = Endpoint(local_model, "smollm2", answer_tokens=150, timeout=600.0)
    (passage,) = passages(LIKE_THEM.text, thorough=True)
    with Asker(endpoint, prompts) as asker:
        answer = asker.ask(prompts.messages(LIKE_THEM, passage.sent)).result()
    assert answer.asked > 1000, "the server counts, and has read the whole prompt"
    assert 1 < answer.answered <= 150
    written = from_json(answer.text, allow_partial=True)
    assert list(written) == ["claims"]
    assert written["claims"], "it says something"
    allowed = {
        "subject_type": {*ontology().types, NUMBER},
        "relation": {*ontology().relations},
        "object_type": {*ontology().types, NUMBER},
        "stance": {*Stance},
    }
    for row in written["claims"]:
        assert tuple(row) == FIELDS[: len(row)], "all fields, in their order, up to where the answer is cut"
        for name, values in allowed.items():
            assert name not in row or row[name] in values


def test_what_a_small_model_says_is_verified(local_model: str, tmp_path: Path) -> None:
    (tmp_path / "system.md").write_text("List the claims in a passage as JSON.", encoding="utf-8")
    (tmp_path / "passage.md").write_text(EXAMPLES, encoding="utf-8")
    kept = tmp_path / "kept"
    endpoint = Endpoint(
        local_model, "smollm2", prompts=tmp_path, answer_tokens=600, timeout=600.0, cache=kept
    )

    def read(extractor: str) -> tuple[list[Claim], BuildReport]:
        report = BuildReport()
        documents = [LIKE_THEM, ARTICLE]
        found = extract(documents, extractor=extractor, endpoint=endpoint, thorough=True, report=report)
        return list(found), report

    claims, report = read("llm")
    assert (report.skipped, report.refused["cut"], report.refused["unknown"]) == ([], 0, 0)
    assert report.tokens > 300, "the server counts"
    texts = {each.id: each.text for each in (LIKE_THEM, ARTICLE)}
    assert claims, "what it copies rightly is kept"
    for claim in claims:
        evidence = claim.evidence
        assert evidence.quote == texts[claim.document.id][evidence.start : evidence.end]
        for each in (claim.subject, claim.object):
            assert not isinstance(each, Participant) or each.mention in evidence.quote
        if isinstance(claim.object, Participant):
            assert ontology().allows(claim.relation, claim.subject.type, claim.object.type)
    wrong = [refusal for refusal in report.refusals if refusal.said]
    assert wrong, "what it makes up is refused"
    assert {refusal.reason for refusal in wrong} <= REASONS.keys()
    assert all(refusal.quote not in ARTICLE.text for refusal in wrong if refusal.reason == "quote")
    with closing(sqlite3.connect(kept)) as file:
        rows = [row for (text,) in file.execute("SELECT text FROM answer") for row in read_answer(text)[0]]
    assert len(rows) == len(claims) + len(wrong), "each of its claims is kept or refused"
    again, free = read("llm")
    assert (again, free.tokens, free.refused) == (claims, 0, report.refused), "nothing is asked twice"
    both, free = read("both")
    rules = {claim.id for claim in extract([LIKE_THEM, ARTICLE], thorough=True)}
    of_both = {claim.id for claim in both if claim.extractor.name != "llm"}
    assert free.tokens == 0
    assert of_both == {claim.id for claim in both} & rules
    assert not [claim for claim in both if claim.evidence.quote in ORDER]
