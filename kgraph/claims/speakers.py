"""Who does what a verb or a noun of saying says: subjects, agents, owners, and the words that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.model import Entity, Mention, MentionKind, slug
from kgraph.ontology import nouns, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Places", "described", "owner_of", "quoted_by", "speaker_of"]

RELATIVE = frozenset({"who", "which", "that", "whom"})
CONTROLLED = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "prep", "conj"})
BELONGS = frozenset({"of", "for", "by", "from", "at", "with", "in"})
OUTSIDE = frozenset({"relcl", "appos", "punct", "cc", "conj", "acl", "parataxis", "advcl"})
DESCRIBABLE = frozenset({"NOUN", "PROPN"})
BREAKS = frozenset({",", ";", ":", "(", "–", "—", '"'})
LONGEST = 12
"""Tokens of a description that is kept as the words for a speaker."""


def speaker_of(verb: Token) -> tuple[Token, str] | None:
    """Who says what `verb` says, and how it is bound: `subj`, `agent`, `pass` or `control`.

    The subject of a passive is no speaker, unless it is quoted or cited; who is said to have been
    accused "by" somebody has that one as the speaker.
    """
    subject = passive = None
    for child in verb.children:
        if child.dep_ == "nsubj":
            subject = child
        elif child.dep_ == "nsubjpass":
            passive = child
        elif child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep" and verb.tag_ == "VBN"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner, "agent"
    if subject is not None:
        return _antecedent(subject), "subj"
    if passive is not None:
        return _antecedent(passive), "pass"
    return _late_subject(verb) or _controller(verb)


def _late_subject(verb: Token) -> tuple[Token, str] | None:
    """'"…," said Minister Dora Finch': the parser may take a subject that follows for an object."""
    if verb.lemma_.lower() not in words("say") or verb.i + 1 >= len(verb.doc):
        return None
    for child in verb.rights:
        if child.dep_ in {"dobj", "attr", "oprd", "npadvmod", "dep", "appos"} and child.pos_ in {
            "PROPN",
            "PRON",
        }:
            return (child, "late") if child.left_edge.i == verb.i + 1 else None
    return None


def _controller(verb: Token) -> tuple[Token, str] | None:
    """The subject that a verb without one shares: "X was quoted as saying", "X sued, alleging"."""
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "relcl"}:
        return None
    token = verb
    for _ in range(4):
        if token.dep_ in {"acl", "relcl"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token.head, "control"
        if token.dep_ not in CONTROLLED or token.head.i == token.i:
            return None
        token = token.head
        for child in token.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return _antecedent(child), "control"
    return None


def quoted_by(verb: Token) -> list[Token]:
    """Whom a verb of quoting quotes: "the daily cited two officials", "quoted her as saying"."""
    if verb.lemma_.lower() not in {"quote", "cite"}:
        return []
    return [child for child in verb.children if child.dep_ == "dobj"]


def _antecedent(token: Token) -> Token:
    if token.lower_ in RELATIVE and token.head.dep_ == "relcl":
        return token.head.head
    return token


def owner_of(noun: Token) -> Token | None:
    """Whose statement a noun is: "the firm's denial", "a report by the auditors", "its complaint"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in BELONGS:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = speaker_of(child)
            if found is not None and found[1] == "agent":
                return found[0]
    for child in noun.children:
        if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN":
            return child
    return None


class Places:
    """The mentions of a document by place and entity. All claims of it ask, so that answers are kept.

    `text` is the document's own text.
    """

    def __init__(self, mentions: Sequence[Mention], text: str) -> None:
        self.mentions = mentions
        self._text = text
        self._around: defaultdict[int, list[Mention]] = defaultdict(list)
        self._of_entity: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._of_entity[mention.entity.id].append(mention)
            for i in range(mention.first, mention.last + 1):
                self._around[i].append(mention)
        self._given: dict[int, list[tuple[Mention, str]]] = {}
        self._between: dict[tuple[int, int], list[Mention]] = {}

    def at(self, i: int) -> Mention | None:
        """The mention that a token heads or, failing that, the shortest that holds it."""
        around = self._around.get(i, [])
        heads = [mention for mention in around if mention.head == i]
        return min(heads or around, key=lambda mention: mention.last - mention.first, default=None)

    def between(self, begin: int, end: int) -> list[Mention]:
        """The mentions with heads from token `begin` to before token `end`."""
        if (begin, end) not in self._between:
            self._between[begin, end] = [each for each in self.mentions if begin <= each.head < end]
        return self._between[begin, end]

    def given_by(self, speaker: Token) -> list[tuple[Mention, str]]:
        """The mentions that the words of a speaker give, each with its tie to them.

        `for`: whom a spokesperson speaks for; `of:LEMMA`: whose something else is ("the firm's president");
        `appos`: the name beside it; `self`: itself; `new`: a description that no mention covers yet.
        """
        if speaker.i not in self._given:
            self._given[speaker.i] = self._mentions_of(speaker)
        return self._given[speaker.i]

    def _mentions_of(self, speaker: Token) -> list[tuple[Mention, str]]:
        doc, text = speaker.doc, self._text
        found: list[tuple[Mention, str]] = []
        own = self.at(speaker.i)
        if own is None or own.kind != MentionKind.NAME:
            for head in dict.fromkeys(
                [speaker.i, *(self._spokespersons(doc, own) if own is not None else ())]
            ):
                owner = owner_of(doc[head])
                behind = self.at(owner.i) if owner is not None else None
                if behind is not None and (own is None or behind.entity.id != own.entity.id):
                    lemma = doc[head].lemma_.lower()
                    tie = "for" if lemma in words("spokesperson") else f"of:{lemma}"
                    found.append((described(text, doc[head], behind.entity), tie))
                    break
        for child in speaker.children:
            beside = self.at(child.i) if child.dep_ == "appos" else None
            if beside is not None:
                found.append((beside, "appos"))
        if own is not None:
            found.append((own, "self"))
        elif speaker.pos_ in DESCRIBABLE:
            found.append((described(text, speaker), "new"))
        return found

    def _spokespersons(self, doc: Doc, own: Mention) -> list[int]:
        """Where else a spokesperson is described: "she" may be "a spokeswoman for the ministry"."""
        return [
            mention.head
            for mention in self._of_entity[own.entity.id]
            if doc[mention.head].lemma_.lower() in words("spokesperson")
        ]


def described(text: str, speaker: Token, given: Entity | None = None) -> Mention:
    """A mention for the noun phrase of a speaker, with its words from the document's text.

    It stands for `given`, or for an unnamed entity of the type of its head noun.
    """
    doc = speaker.doc
    first, last = _phrase(speaker)
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    if given is None:
        begin = first + 1 if doc[first].pos_ == "DET" and first < last else first
        name = " ".join(text[doc[begin].idx : end].split())
        given = Entity(slug(name), name, _type_of(speaker), named=False)
    return Mention(start, end, text[start:end], first, last, speaker.i, MentionKind.NOMINAL, given)


def _type_of(speaker: Token) -> str:
    known = nouns().get(speaker.lemma_.lower())
    if known in {"Product", "LegalInstrument", "VendorList", "Contract", "Place"}:
        return "Organization"
    if known is not None:
        return known
    return "Organization" if speaker.ent_type_ == "ORG" else "Person"


def _phrase(speaker: Token) -> tuple[int, int]:
    """The first and the last token of a noun phrase, up to its first comma or relative clause."""
    doc, first, last = speaker.doc, speaker.i, speaker.i
    for child in speaker.children:
        if child.dep_ in OUTSIDE:
            continue
        if child.i < speaker.i:
            first = min(first, child.left_edge.i)
        else:
            last = max(last, child.right_edge.i)
    while first < speaker.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    for i in range(speaker.i + 1, min(last, first + LONGEST) + 1):
        if doc[i].text in BREAKS or doc[i].is_space or doc[i].tag_ in {"WDT", "WP", "WP$"}:
            return first, i - 1
    return first, min(last, first + LONGEST)
