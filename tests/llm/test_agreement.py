"""Two readers of one document: who agrees, who differs, and that the order of what one says never matters."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from kgraph.llm.agreement import both
from kgraph.model import Claim, Extractor, Stance
from tests.builders import article, claim

FIRST, SECOND = "Avaria banned Orrin Robotics.", "Orrin Robotics is said to be banned by Avaria."
TEXT = article(f"{FIRST} {SECOND}")
RULES, MODEL = Extractor("rules", "ban", "3"), Extractor("llm", "table", "2")


def _claim(stance: str, quote: str, extractor: Extractor, source: str = "Daily Ledger") -> Claim:
    how: dict[str, Any] = {
        "stance": stance,
        "quote": quote,
        "document": TEXT,
        "source": source,
        "confidence": 0.5,
    }
    return replace(claim("Orrin Robotics", "banned_by", "Avaria", **how), extractor=extractor, id="")


@pytest.mark.parametrize(
    ("rules", "model", "otherwise", "told"),
    [
        ([("asserted", FIRST)], [("asserted", FIRST)], [], ["rules+llm: ban; table"]),
        ([("asserted", FIRST)], [("asserted", SECOND)], [], ["rules+llm: ban; table"]),
        ([("asserted", FIRST)], [("alleged", FIRST)], [], ["rules/llm: ban; table says alleged"]),
        ([("asserted", FIRST)], [("alleged", SECOND)], [], ["rules: ban", "llm: table"]),
        ([("alleged", FIRST)], [], [("asserted", FIRST)], ["rules/llm: ban; table says asserted"]),
        ([("alleged", FIRST)], [], [("asserted", SECOND)], ["rules: ban"]),
        (
            [("alleged", FIRST)],
            [("alleged", FIRST), ("proposed", FIRST)],
            [("asserted", FIRST), ("denied", FIRST)],
            ["rules/llm: ban; table says asserted and denied and proposed"],
        ),
        (
            [("asserted", FIRST), ("alleged", SECOND)],
            [("asserted", SECOND)],
            [],
            ["rules: ban", "rules/llm: ban; table says asserted"],
        ),
        (
            [("asserted", FIRST), ("denied", FIRST)],
            [("asserted", FIRST)],
            [("denied", FIRST)],
            ["rules/llm: ban; table says denied", "rules: ban"],
        ),
    ],
    ids=[
        "alike", "alike elsewhere", "other stance", "other stance elsewhere", "refused", "refused elsewhere",
        "all at once", "alike elsewhere, other here", "two stances here",
    ],
)  # fmt: skip
def test_who_agrees_and_who_differs(
    rules: list[tuple[str, str]],
    model: list[tuple[str, str]],
    otherwise: list[tuple[str, str]],
    told: list[str],
) -> None:
    by_rules = [_claim(stance, quote, RULES) for stance, quote in rules]
    by_model = [_claim(stance, quote, MODEL) for stance, quote in model]
    refused = [(_claim("alleged", quote, MODEL), Stance(stance)) for stance, quote in otherwise]
    for some in permutations(by_model):
        for others in permutations(refused):
            found = both(by_rules, some, others)
            assert [f"{each.extractor.name}: {each.extractor.rule}" for each in found] == told
            for each in found:
                assert each.confidence == (0.75 if each.extractor.name == "rules+llm" else 0.5)
                says = each.extractor.rule.partition("; ")[2] if each.extractor.name == "rules/llm" else ""
                assert each.extractor.other_reading == says


def test_several_sources_that_say_the_same_agree_once() -> None:
    by_model = [_claim("asserted", FIRST, MODEL, name) for name in ("Evening Wire", "Harbour Review")]
    (found,) = both([_claim("asserted", FIRST, RULES)], by_model)
    assert (found.extractor.rule, found.confidence) == ("ban; table", 0.75)
