"""How the source holds a claim: asserted, alleged, denied or proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.claims.cues import chain, cue_groups, once_a_token
from kgraph.claims.negation import negation_scope
from kgraph.linear import LinearModel, softmax
from kgraph.model import Mention, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["decide_stance", "stance_features"]

HELPERS = frozenset({"aux", "neg", "auxpass", "mark", "advmod", "det", "expl", "prt", "preconj", "cc"})
"""Dependencies of the small words that turn a clause."""
IN_CLAUSE = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "prep", "advcl", "oprd", "agent"})
"""Dependencies of the words that tell what a clause above the trigger is about."""
BESIDE_TRIGGER = frozenset({"acomp", "attr", "xcomp", "amod", "compound"})
QUANTIFIERS = frozenset({"no", "any", "neither", "none", "nor", "either", "every", "all"})
TURNING = frozenset({"no", "not", "n't", "n’t", "never", "any", "neither",
                     "would", "could", "may", "might", "will", "should"})  # fmt: skip
"""Negations and modals near a mention."""
TELLING = frozenset({"VERB", "ADJ", "ADV", "NOUN"})
WITH_RELATION = ("hg=", "sg=", "upg=", "scope=")
"""Features that are repeated with the relation: a denial of ties is commoner than one of a lawsuit."""
WORDS_BEFORE, WORDS_AFTER = 5, 3
LEVELS_OF_MENTION = 4
"""Tokens from a mention upwards that may carry its negation."""


UNDENIABLE = frozenset({"scope=none", "scope=sentence"})
"""Scopes in which a claim is not denied, whatever else the sentence says: of the denials that the model
saw there, fewer than half were right."""


OF_ENCODER = 0.5
"""How much the encoder counts beside the features, from 0 to 1."""


def decide_stance(
    features: list[str], by_encoder: Mapping[Stance, float] | None = None
) -> tuple[Stance, float]:
    """The most probable stance and its probability; `denied` only where a negation reaches the trigger.

    The chances that the features give are weighed with those of the encoder, where it has some.
    """
    model = LinearModel.load("stance")
    chances = dict(zip(map(Stance, model.labels), softmax(model.scores(features)), strict=True))
    if by_encoder is not None:
        powers = {
            stance: chance ** (1 - OF_ENCODER) * by_encoder[stance] ** OF_ENCODER
            for stance, chance in chances.items()
        }
        total = sum(powers.values())
        chances = {stance: power / total for stance, power in powers.items()}
    if not UNDENIABLE.isdisjoint(features):
        del chances[Stance.DENIED]
    best = max(chances, key=chances.__getitem__)
    return best, chances[best]


def stance_features(
    doc: Doc, trigger: Token, one: Mention, other: Mention | None, relation: str, inside: list[bool]
) -> list[str]:
    """Cues for the stance of a claim that `trigger` carries between two mentions.

    `inside[i]` tells whether token i stands in quotation marks. A feature may be there twice, and then
    counts twice.
    """
    found = [
        f"r={relation}",
        f"tag={trigger.tag_}",
        f"tdep={trigger.dep_}",
        f"t={trigger.lemma_.lower()}",
        f"scope={negation_scope(doc, trigger, one, other)}",
        *_of_clauses(trigger),
        *_of_mention("s", doc, one),
        *(_of_mention("o", doc, other) if other is not None else ()),
        *_of_neighbours(trigger),
        *_of_sentence(trigger.sent[0]),
    ]
    if inside[trigger.i]:
        found.append("quoted")
    return found + [f"{feature}&{relation}" for feature in found if feature.startswith(WITH_RELATION)]


@once_a_token
def _of_clauses(trigger: Token) -> Iterator[str]:
    """The trigger and the words that govern it, each with what turns its clause."""
    for depth, token in enumerate(chain(trigger)):
        level = min(depth, 3)
        if depth:
            word = token.lemma_.lower()
            yield from (f"up={word}", f"up{level}={word}", f"updep={token.dep_}")
            yield from (f"upg={group}:{level}" for group in cue_groups(word))
        for child in token.children:
            yield from _of_child(child, depth)
        if token.tag_ in {"VB", "MD"}:
            yield f"bare:{level}"


def _of_child(child: Token, depth: int) -> Iterator[str]:
    dep, word = child.dep_, child.lemma_.lower()
    if dep in HELPERS:
        level = min(depth, 2)
        yield from (f"h={dep}:{word}:{level}", f"h={dep}:{word}")
        yield from (f"hg={group}:{level}" for group in cue_groups(word))
    elif depth and dep in IN_CLAUSE:
        yield f"uc={dep}:{word}"
        yield from (f"ucg={group}:{dep}" for group in cue_groups(word))
    elif dep in BESIDE_TRIGGER:
        yield f"tc={dep}:{word}"
        yield from (f"tcg={group}" for group in cue_groups(word))


def _of_mention(side: str, doc: Doc, mention: Mention) -> Iterator[str]:
    for token in doc[mention.first : mention.last + 1]:
        if token.lower_ in QUANTIFIERS:
            yield f"{side}q={token.lower_}"
    for token in chain(doc[mention.head])[:LEVELS_OF_MENTION]:
        for child in token.children:
            if child.dep_ in {"neg", "det", "aux"} and child.lower_ in TURNING:
                yield f"{side}n={child.lower_}"


@once_a_token
def _of_neighbours(trigger: Token) -> Iterator[str]:
    sentence = trigger.sent
    begin = max(sentence.start, trigger.i - WORDS_BEFORE)
    end = min(sentence.end, trigger.i + 1 + WORDS_AFTER)
    before = [token.lemma_.lower() for token in trigger.doc[begin : trigger.i]]
    yield from (f"b={word}" for word in before)
    yield from (f"a={token.lemma_.lower()}" for token in trigger.doc[trigger.i + 1 : end])
    yield from (f"b2={first} {second}" for first, second in pairwise(before))


@once_a_token
def _of_sentence(first: Token) -> Iterator[str]:
    """What the sentence that begins with a token has, whatever is claimed in it."""
    sentence = first.sent
    seen: set[str] = set()
    for token in sentence:
        word = token.lemma_.lower()
        groups = cue_groups(word) or cue_groups(token.lower_)
        seen.update(groups)
        if groups:
            yield f"sw={word}"
        elif token.pos_ in TELLING:
            yield f"sv={word}"
    yield from (f"sg={group}" for group in sorted(seen))
    if "?" in sentence.text[-3:]:
        yield "question"
    yield f"first={first.lower_}"
