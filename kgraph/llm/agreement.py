"""What the rules and a model say of one document, put together: who agrees, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgraph.model import DIFFER, Claim, Extractor, Stance
from kgraph.ontology import ontology

__all__ = ["AGREED", "both", "surer"]

AGREED = "rules+llm"
"""The extractor of what both claim in one stance; that of a claim of the rules that the model holds otherwise
is `DIFFER`."""


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
    not believed: they mark the claims of the rules that they contradict. Where the model says one thing in
    several stances, that of the rules among them, it does not agree but differs. The order of what the model
    says never matters.
    """
    of_rules: defaultdict[object, list[int]] = defaultdict(list)
    for place, claim in enumerate(rules):
        of_rules[ontology().either_way(claim.saying)].append(place)
    agree: defaultdict[int, list[Claim]] = defaultdict(list)
    differ: defaultdict[int, list[tuple[Stance, Extractor]]] = defaultdict(list)
    alone: list[Claim] = []
    for claim in model:
        same = of_rules.get(ontology().either_way(claim.saying), ())
        alike = [place for place in same if rules[place].stance is claim.stance]
        here = [place for place in same if rules[place].evidence.start == claim.evidence.start]
        if both_so := [place for place in here if place in alike]:
            agree[both_so[0]].append(claim)
        elif here:
            for place in here:
                differ[place].append((claim.stance, claim.extractor))
        elif alike:
            agree[alike[0]].append(claim)
        else:
            alone.append(claim)
    for claim, stance in otherwise:
        for place in of_rules.get(ontology().either_way(claim.saying), ()):
            if rules[place].evidence.start == claim.evidence.start and rules[place].stance is not stance:
                differ[place].append((stance, claim.extractor))
    found = [
        _differing(claim, differ[place])
        if place in differ
        else _agreed(claim, agree[place])
        if place in agree
        else claim
        for place, claim in enumerate(rules)
    ]
    return sorted([*found, *alone], key=lambda each: (each.evidence.start, each.saying, each.stance, each.id))


def _agreed(claim: Claim, by_model: Sequence[Claim]) -> Claim:
    """The claim of the rules, as sure as both together; several sources that say the same count once."""
    surest = max(by_model, key=lambda each: (each.confidence, each.id))
    rule = f"{claim.extractor.rule}; {surest.extractor.rule}"
    version = f"{claim.extractor.version}; {surest.extractor.version}"
    confidence = max(claim.confidence, surer(claim.confidence, surest.confidence))
    return replace(claim, extractor=Extractor(AGREED, rule, version), confidence=confidence)


def _differing(claim: Claim, readings: Sequence[tuple[Stance, Extractor]]) -> Claim:
    model = readings[0][1]
    stances = " and ".join(sorted({stance.value for stance, _ in readings}))
    rule = f"{claim.extractor.rule}; {model.rule} says {stances}"
    return replace(claim, extractor=Extractor(DIFFER, rule, f"{claim.extractor.version}; {model.version}"))
