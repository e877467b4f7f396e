"""Spans that describe without naming: "the Moscow-based firm", "federal agencies", "three of its makers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind
from kgraph.ontology import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["nominal_spots"]

DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "both", "its", "their", "his", "her", "our", "my", "whose"}
)
INSIDE = frozenset(
    {"det", "predet", "amod", "nmod", "compound", "nummod", "quantmod", "poss", "case"}
    | {"advmod", "npadvmod", "punct"}
)
"""Dependents on the left of a noun that belong to its description."""
COUNTING = frozenset(
    {"many", "several", "some", "most", "all", "none", "both", "each", "dozens", "hundreds", "scores"}
)
MORE = {
    "people": "Person", "individual": "Person", "citizen": "Person", "customer": "Organization",
    "fund": "Vendor", "trust": "Vendor", "bloc": "Government", "peacekeeper": "Military",
}  # fmt: skip
"""Noun → entity type, beside the lexicon: nouns that only a description may have as its head."""
FIXED = frozenset(
    {("in", "force"), ("in", "general"), ("in", "line"), ("in", "order"), ("in", "power"), ("in", "service")}
    | {("on", "board"), ("under", "review")}
)
COMPOUNDS = frozenset(
    {("artificial", "intelligence"), ("supply", "chain"), ("free", "enterprise"), ("open", "source")}
)


def nominal_spots(doc: Doc, names: list[Spot]) -> list[Spot]:
    """Descriptions whose head noun the lexicon knows, with the words that modify it on the left.

    A description that only introduces a name ("drone maker Vega") is noted on that name instead.
    """
    named = {i: spot for spot in names for i in range(spot.first, spot.last + 1)}
    spots = []
    for token in doc:
        if token.i in named:
            continue
        if token.pos_ in {"NUM", "ADJ", "PRON", "DET", "NOUN"} and (counted := _counted(doc, token, named)):
            spots.append(counted)
            continue
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        kind = _kind(token)
        if kind is None or _is_phrase(token):
            continue
        if token.dep_ in {"compound", "nmod", "amod"} and token.i < token.head.i:
            introduced = named.get(token.head.i)
            if introduced is not None and not any(child.dep_ == "poss" for child in token.children):
                introduced.descriptors.append(token.lemma_.lower())
            continue
        if token.pos_ == "ADJ" and token.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            continue
        spots.append(_spot(doc, token, kind))
    return spots


def _spot(doc: Doc, token: Token, kind: str) -> Spot:
    first = _left_edge(doc, token)
    return Spot(
        first,
        token.i,
        token.i,
        MentionKind.NOMINAL,
        type=kind,
        descriptors=[token.lemma_.lower()],
        plural=token.tag_ in {"NNS", "NNPS"},
        definite=doc[first].lower_ in DEFINITE,
    )


def _kind(token: Token) -> str | None:
    """The entity type of what a noun describes: by its lemma, its form, or the compound that it ends."""
    kinds = nouns()
    lemma = token.lemma_.lower()
    found = kinds.get(lemma) or kinds.get(token.lower_) or MORE.get(lemma)
    if found is None and token.i > 1 and token.nbor(-1).text == "-":
        found = kinds.get(f"{token.nbor(-2).lower_}-{lemma}")
    if found is None and token.tag_ == "NNPS":
        found = kinds.get(token.lower_.removesuffix("s"))
    return found


def _is_phrase(token: Token) -> bool:
    """ "in force", "artificial intelligence", "denial-of-service": words that describe nobody here."""
    if token.i == 0:
        return False
    before = token.nbor(-1).lower_
    if before == "-" and token.i > 1 and token.nbor(-2).pos_ == "ADP":
        return True
    return (before, token.lower_) in FIXED or (before, token.lemma_.lower()) in COMPOUNDS


def _counted(doc: Doc, token: Token, named: dict[int, Spot]) -> Spot | None:
    """ "three of the company's executives": a number that stands for some of what follows "of"."""
    if token.pos_ != "NUM" and token.lower_ not in COUNTING:
        return None
    for child in token.children:
        if child.lower_ == "of" and child.i == token.i + 1:
            for whole in child.children:
                kind = _kind(whole) if whole.dep_ == "pobj" and whole.i not in named else None
                if kind is not None:
                    return Spot(
                        _left_edge(doc, token),
                        whole.i,
                        token.i,
                        MentionKind.NOMINAL,
                        type=kind,
                        descriptors=[whole.lemma_.lower()],
                        plural=True,
                    )
    return None


def _left_edge(doc: Doc, token: Token) -> int:
    """The first token of the description that a noun, or a number before "of", is the head of."""
    first = token.i
    for child in token.lefts:
        if child.dep_ in INSIDE:
            first = min(first, child.left_edge.i)
    first = max(first, token.sent.start)
    for i in range(token.i - 1, first - 1, -1):  # a colon, a quotation mark or a bracket closes the phrase
        if doc[i].text in {":", ";", '"', ")"} and (doc[i].text != ")" or doc[first].text != "("):
            first = i + 1
            break
    while first < token.i and (
        doc[first].is_punct
        or (
            doc[first].pos_ in {"CCONJ", "SCONJ", "ADP", "VERB", "AUX"}
            and doc[first].tag_ not in {"VBN", "VBG"}
        )
    ):
        first += 1
    return first
