"""How the source holds a claim: asserted, alleged, denied or proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.cues import chain, cue_groups
from kgraph.linear import LinearModel, softmax
from kgraph.model import Mention, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["decide_stance", "stance_features"]

HELPERS = frozenset({"aux", "neg", "auxpass", "mark", "advmod", "det", "expl", "prt", "preconj", "cc"})


def decide_stance(features: list[str]) -> tuple[Stance, float]:
    """The most probable stance and its probability."""
    model = LinearModel.load("stance")
    chances = softmax(model.scores(features))
    best = max(range(len(chances)), key=chances.__getitem__)
    return Stance(model.labels[best]), chances[best]


def stance_features(
    doc: Doc, trigger: Token, one: Mention, other: Mention | None, relation: str, inside: list[bool]
) -> list[str]:
    """Cues for the stance of a claim that `trigger` carries between two mentions."""
    sentence = trigger.sent
    found = [f"r={relation}", f"tag={trigger.tag_}", f"tdep={trigger.dep_}", f"t={trigger.lemma_.lower()}"]
    for depth, token in enumerate(chain(trigger)):
        level = str(min(depth, 3))
        word = token.lemma_.lower()
        if depth:
            found += [f"up={word}", f"up{level}={word}", f"updep={chain_dep(token)}"]
            found += [f"upg={group}:{level}" for group in cue_groups(word)]
        for child in token.children:
            lower = child.lemma_.lower()
            if child.dep_ in HELPERS:
                found += [f"h={child.dep_}:{lower}:{min(depth, 2)}", f"h={child.dep_}:{lower}"]
                found += [f"hg={group}:{min(depth, 2)}" for group in cue_groups(lower)]
            elif child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "prep", "advcl", "oprd", "agent"} and depth:
                found += [f"uc={child.dep_}:{lower}"]
                found += [f"ucg={group}:{child.dep_}" for group in cue_groups(lower)]
            elif child.dep_ in {"acomp", "attr", "xcomp", "amod", "compound"}:
                found += [f"tc={child.dep_}:{lower}"]
                found += [f"tcg={group}" for group in cue_groups(lower)]
        if token.tag_ in {"VB", "MD"}:
            found.append(f"bare:{level}")
    for side, mention in (("s", one), ("o", other)):
        if mention is None:
            continue
        for i in range(mention.first, mention.last + 1):
            if doc[i].lower_ in {"no", "any", "neither", "none", "nor", "either", "every", "all"}:
                found.append(f"{side}q={doc[i].lower_}")
        for token in chain(doc[mention.head])[:4]:
            for child in token.children:
                if child.dep_ in {"neg", "det", "aux"} and child.lower_ in {"no", "not", "n't", "n’t", "never", "any", "neither", "would", "could", "may", "might", "will", "should"}:
                    found.append(f"{side}n={child.lower_}")
    begin = max(sentence.start, trigger.i - 5)
    before = [token.lemma_.lower() for token in doc[begin : trigger.i]]
    after = [token.lemma_.lower() for token in doc[trigger.i + 1 : min(sentence.end, trigger.i + 4)]]
    found += [f"b={word}" for word in before] + [f"a={word}" for word in after]
    found += [f"b2={a} {b}" for a, b in zip(before, before[1:], strict=False)]
    seen = set()
    for token in sentence:
        word = token.lemma_.lower()
        groups = cue_groups(word) or cue_groups(token.lower_)
        if groups:
            found.append(f"sw={word}")
            seen.update(groups)
        elif token.pos_ in {"VERB", "ADJ", "ADV", "NOUN"}:
            found.append(f"sv={word}")
    found += [f"sg={group}" for group in sorted(seen)]
    if "?" in sentence.text[-3:]:
        found.append("question")
    if inside[trigger.i]:
        found.append("quoted")
    found.append(f"first={sentence[0].lower_}")
    return found + [f"{feature}&{relation}" for feature in found if feature.startswith(("hg=", "sg=", "upg="))]


def chain_dep(token: Token) -> str:
    """The dependency of a governing token, for the record of the clauses above a trigger."""
    return str(token.dep_)
