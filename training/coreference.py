"""How often a mention that is no name is resolved to the right one: coreference, measured by itself."""

from __future__ import annotations

from collections import Counter

from kgraph.evaluate.names import any_same_name
from kgraph.model import Mention, MentionKind
from training.labels import Annotated

__all__ = ["coreference_table"]

KINDS = {MentionKind.PRONOUN: "pronouns", MentionKind.NOMINAL: 'descriptions ("the company")'}
RIGHT, WRONG, OPEN = "right", "wrong", "left open"


def coreference_table(passages: list[Annotated]) -> str:
    """A Markdown table over passages: mentions whose entity is annotated and has a name."""
    counts: dict[MentionKind, Counter[str]] = {kind: Counter() for kind in KINDS}
    for passage in passages:
        for mention in passage.mentions:
            if mention.kind in KINDS and (found := _verdict(passage, mention)):
                counts[mention.kind][found] += 1
    lines = ["| mentions | number | right | wrong | left open |", "| --- |" + " ---: |" * 4]
    for kind, name in KINDS.items():
        number = max(1, counts[kind].total())
        shares = " | ".join(f"{counts[kind][each] / number:.0%}" for each in (RIGHT, WRONG, OPEN))
        lines.append(f"| {name} | {counts[kind].total()} | {shares} |")
    return "\n".join(lines)


def _verdict(passage: Annotated, mention: Mention) -> str | None:
    """Whether a mention was resolved to its annotated entity; None where that is unknown or has no name."""
    who = passage.of(mention)
    if len(who) != 1:
        return None
    (entity,) = (passage.passage.by_id[id] for id in who)
    if not any(word[0].isupper() for word in entity.name.split()):
        return None
    if any_same_name([mention.entity.name], [entity.name]):
        return RIGHT
    return WRONG if mention.entity.named else OPEN
