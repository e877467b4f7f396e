"""Where the claims that the pipeline misses are lost on their way."""

from __future__ import annotations

from collections import Counter

from kgraph.claims.pairs import views
from kgraph.evaluate import GoldClaim, document_name
from kgraph.evaluate.matching import distinct_claims, match_claims
from kgraph.evaluate.names import any_same_name
from kgraph.model import Mention
from kgraph.ontology import ontology
from training.labels import Annotated
from training.scores import Measured

__all__ = ["loss_table"]

STAGES = (
    "subject or object has no mention that resolves to an accepted name",
    "both are found, but never in one sentence",
    "one sentence has both, but of types that the relation does not take",
    "one sentence has both, and the models think the relation improbable",
)


def loss_table(measured: Measured, passages: list[Annotated]) -> str:
    """A Markdown table: how many of the missed claims of the measured passages are lost at each stage."""
    annotated = {each.passage.id: each for each in passages}
    lost: Counter[str] = Counter()
    for document in measured.gold:
        claims = [claim for claim in measured.claims if document_name(claim.document) == document.id]
        missed = match_claims(document.claims, distinct_claims(claims)).missed
        if missed:
            lost.update(_stages(annotated[document.id], missed))
    lines = ["| where a missed claim is lost | claims | share |", "| --- | ---: | ---: |"]
    for stage in STAGES:
        lines.append(f"| {stage} | {lost[stage]} | {lost[stage] / max(1, lost.total()):.0%} |")
    return "\n".join(lines)


def _stages(passage: Annotated, missed: tuple[GoldClaim, ...]) -> list[str]:
    sentences = [view.mentions for view in views(passage.doc, passage.mentions)]
    return [_stage(claim, sentences) for claim in missed]


def _stage(claim: GoldClaim, sentences: list[list[Mention]]) -> str:
    pairs = []
    sides = [False, False]
    for mentions in sentences:
        subjects = [mention for mention in mentions if _is_named(mention, claim.subject)]
        objects = [mention for mention in mentions if _is_named(mention, claim.object)]
        sides = [sides[0] or bool(subjects), sides[1] or bool(objects)]
        pairs += [(one, other) for one in subjects for other in objects if one.entity.id != other.entity.id]
    if not all(sides):
        return STAGES[0]
    if not pairs:
        return STAGES[1]
    kinds = {(one.entity.type, other.entity.type) for one, other in pairs}
    allowed = any(ontology().allows(claim.relation, *kind) for kind in kinds)
    return STAGES[3] if allowed else STAGES[2]


def _is_named(mention: Mention, names: tuple[str, ...]) -> bool:
    said = [mention.entity.name, mention.text]
    if mention.value is not None:
        said.append(str(int(mention.value)))
    return any_same_name(said, names)
