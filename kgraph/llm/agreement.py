"""What the rules and a model say of one document, put together: who agrees, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgraph.model import Claim, Extractor, Stance
from kgraph.ontology import ontology

__all__ = ["AGREED", "DIFFER", "both", "surer"]

AGREED, DIFFER = "rules+llm", "rules/llm"
"""Extractors of what both claim in one stance, and of a claim of the rules that the model holds otherwise."""


def surer(one: float, other: float) -> float:
    """The chance that one of two readers is right who err independently; kept from certainty.

    >>> surer(0.5, 0.5), surer(0.9, 0.99)
    (0.75, 0.99)
    """
    return min(round(1 - (1 - one) * (1 - other), 3), 0.99)


def both(
    rules: Sequence[Claim], model: Iterable[Claim], otherwise: Iterable[tuple[Claim, Stance]] = ()
) -> list[Claim]:
    """The claims of either, by place in the text; what both say comes once, as the rules have it, and surer.

    `otherwise` are claims as the rules read them, with the stances that the model gave instead and that were
    not believed: they mark the claims of the rules that they contradict.
    """
    of_rules: defaultdict[object, list[int]] = defaultdict(list)
    for place, claim in enumerate(rules):
        of_rules[ontology().either_way(claim.saying)].append(place)
    found = list(rules)
    alone: list[Claim] = []
    for claim in model:
        same = of_rules.get(ontology().either_way(claim.saying), ())
        match = next((place for place in same if rules[place].stance is claim.stance), None)
        here = next((place for place in same if rules[place].evidence.start == claim.evidence.start), None)
        if match is not None:
            _agree(found, match, claim)
        elif here is not None:
            _mark(found, here, claim.stance, claim.extractor)
        else:
            alone.append(claim)
    for claim, stance in otherwise:
        for place in of_rules.get(ontology().either_way(claim.saying), ()):
            if rules[place].evidence.start == claim.evidence.start:
                _mark(found, place, stance, claim.extractor)
    return sorted([*found, *alone], key=lambda each: (each.evidence.start, each.saying, each.stance, each.id))


def _agree(found: list[Claim], place: int, by_model: Claim) -> None:
    claim = found[place]
    if claim.extractor.name == AGREED:
        return  # another source says the same; agreement counts once
    rule = f"{claim.extractor.rule}; {by_model.extractor.rule}"
    version = f"{claim.extractor.version}; {by_model.extractor.version}"
    confidence = max(claim.confidence, surer(claim.confidence, by_model.confidence))
    found[place] = replace(claim, extractor=Extractor(AGREED, rule, version), confidence=confidence)


def _mark(found: list[Claim], place: int, stance: Stance, model: Extractor) -> None:
    claim = found[place]
    if claim.extractor.name == "rules":
        rule = f"{claim.extractor.rule}; {model.rule} says {stance}"
        version = f"{claim.extractor.version}; {model.version}"
        found[place] = replace(claim, extractor=Extractor(DIFFER, rule, version))
