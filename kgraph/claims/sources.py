"""Who says it: the speaker of the clause or quotation that carries a claim, or the publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.cues import chain, cue_groups
from kgraph.linear import LinearModel
from kgraph.model import Mention
from kgraph.ontology import ontology, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_source", "source_candidates", "source_features"]

SPEAKERS = ("PublicBody", "Vendor", "Person", "MediaOutlet", "Organization", "LegalInstrument", "ThreatActor")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
THRESHOLD = 0.0


def source_candidates(doc: Doc, trigger: Token, mentions: list[Mention]) -> list[Mention]:
    """Mentions in the sentence of the trigger and its neighbours that may be the speaker."""
    here = trigger.sent
    begin = doc[here.start - 1].sent.start if here.start else here.start
    end = doc[here.end].sent.end if here.end < len(doc) else here.end
    onto = ontology()
    return [
        mention
        for mention in mentions
        if begin <= mention.head < end
        and mention.kind != "adjective"
        and any(onto.is_a(mention.entity.type, kind) for kind in SPEAKERS)
    ]


def source_features(
    doc: Doc,
    trigger: Token,
    candidate: Mention,
    one: Mention,
    other: Mention | None,
    relation: str,
    inside: list[bool],
) -> list[str]:
    """Features of "`candidate` is who says what `trigger` carries"."""
    head = doc[candidate.head]
    parent = head.head
    above = chain(trigger)
    over = {token.i for token in above}
    here = trigger.sent
    where = "same" if here.start <= head.i < here.end else ("before" if head.i < here.start else "after")
    role = f"{head.dep_}"
    verb = parent.lemma_.lower() if parent.i != head.i else "-"
    says = verb in words("say")
    governs = parent.i in over and parent.i != trigger.i
    found = [
        f"where={where}",
        f"role={role}:{where}",
        f"type={candidate.entity.type}",
        f"kind={candidate.kind}",
        f"verb={verb}:{role}",
        f"says={says}:{role}:{where}",
        f"governs={governs}:{says}:{role}",
        f"quoted={inside[trigger.i]}:{says}:{role}:{where}",
        f"inquote={inside[head.i]}:{inside[trigger.i]}",
        f"rel={relation}:{says}:{governs}",
    ]
    found += [f"verbg={group}:{role}:{governs}:{where}" for group in cue_groups(verb)]
    if head.dep_ == "pobj":
        outer = parent.head.lemma_.lower()
        found += [f"prep={parent.lower_}:{outer}", f"prep={parent.lower_}:{where}"]
        if parent.lower_ == "to" and parent.head.lower_ == "according":
            found.append(f"according:{where}")
    if head.dep_ == "poss":
        found.append(f"possof={parent.lemma_.lower()}:{where}")
        found.append(f"possof={parent.i in over}")
    if head.dep_ == "agent" or (head.dep_ == "pobj" and parent.dep_ == "agent"):
        found.append(f"agentof={parent.head.lemma_.lower()}:{parent.head.i in over}")
    same_s = candidate.entity.id == one.entity.id
    same_o = other is not None and candidate.entity.id == other.entity.id
    found += [f"is={'s' if same_s else 'o' if same_o else '-'}:{relation}", f"is={'s' if same_s else 'o' if same_o else '-'}:{says}:{governs}"]
    found.append(f"is={'s' if same_s else 'o' if same_o else '-'}:{where}:{inside[trigger.i]}")
    if head.i == trigger.i or parent.i == trigger.i:
        found.append(f"ontrigger={role}:{relation}")
    gap = abs(head.i - trigger.i)
    found.append(f"gap={min(gap // 4, 6)}:{where}")
    if trigger.i in {token.i for token in chain(head)} - {head.i}:
        found.append("undertrigger")
    for token in above[1:3]:
        found.append(f"up={token.lemma_.lower()}:{role}:{parent.i == token.i}")
    return found


def find_source(
    doc: Doc,
    trigger: Token,
    one: Mention,
    other: Mention | None,
    relation: str,
    mentions: list[Mention],
    inside: list[bool],
) -> Mention | None:
    """The mention of the speaker, None where the text names nobody."""
    model = LinearModel.load("source")
    best: tuple[float, Mention] | None = None
    for candidate in source_candidates(doc, trigger, mentions):
        (score,) = model.scores(source_features(doc, trigger, candidate, one, other, relation, inside))
        if score > THRESHOLD and (best is None or score > best[0]):
            best = (score, candidate)
    return best[1] if best else None
