"""Who "we" and "I" are: the speaker of a quotation, or the author of a text in the first person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import Cluster, name_key
from kgraph.mentions.syntax import EMPLOYERS
from kgraph.model import MentionKind
from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kgraph.mentions.discourse import Discourse

__all__ = ["first_person"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SINGULAR = frozenset({"i", "me", "my", "myself"})
REACH = 3
"""Sentences before a quotation in which its speaker may be named."""


def first_person(found: Discourse, token: Token, publisher: str | None) -> Cluster | None:
    """The cluster that a pronoun of the first person stands for; "we" outside quotations, the publisher."""
    alone = token.lower_ in SINGULAR
    quoted = found.quoted[token.i]
    speaker = _speaker(found, token) if quoted else _inside_clause(found, token)
    if speaker is not None:
        return speaker if alone else _house(found, speaker)
    return None if quoted or alone else _author(found, publisher)


def _house(found: Discourse, speaker: Cluster) -> Cluster:
    """Whom a speaker means by "we": the organisation, if the text tells it."""
    if speaker.type != "Person" or speaker.home is not None:
        return speaker.home or speaker
    return _nearest_employer(found, speaker) or speaker


def _nearest_employer(found: Discourse, speaker: Cluster) -> Cluster | None:
    """The organisation that stands closest to where the speaker is named first."""
    first = next((spot for spot in speaker.spots if spot.last > spot.first), speaker.spots[0])
    sentence = found.doc[first.head].sent
    near = [
        (abs(spot.head - first.head), cluster)
        for cluster in found.clusters
        if cluster.type in EMPLOYERS and cluster.named and cluster.type != "Government" and not cluster.plural
        for spot in cluster.spots
        if sentence.start <= spot.head < sentence.end and spot.kind is not MentionKind.PRONOUN
    ]
    return min(near, key=lambda pair: pair[0], default=(0, None))[1]


def _inside_clause(found: Discourse, token: Token) -> Cluster | None:
    """ "We were told, the director said": a speaker without quotation marks in the same sentence."""
    for each in token.sent:
        if each.lemma_ in words("say") and each.pos_ == "VERB" and each.i > token.i:
            speaker = _subject(found, each)
            if speaker is not None and each.dep_ in {"ROOT", "parataxis", "ccomp"}:
                return speaker
    return None


def _speaker(found: Discourse, token: Token) -> Cluster | None:
    """The subject of the nearest verb of saying outside the quotation: around it, after it, before it."""
    doc, here = found.doc, token.sent
    begin = token.i
    while begin > 0 and found.quoted[begin - 1]:
        begin -= 1
    end = token.i
    while end + 1 < len(doc) and found.quoted[end + 1]:
        end += 1
    order: list[Span] = [here, doc[begin].sent, doc[end].sent]
    if end + 1 < len(doc):
        order.append(doc[end + 1].sent)
    for sentence in order:
        speaker = _sayer(found, sentence)
        if speaker is not None:
            return speaker
    start = doc[begin].sent.start
    for _ in range(REACH):
        if start == 0:
            return None
        sentence = doc[start - 1].sent
        speaker = _sayer(found, sentence)
        if speaker is not None:
            return speaker
        start = sentence.start
    return None


def _sayer(found: Discourse, sentence: Span) -> Cluster | None:
    """Who says something in a sentence outside its quotations, else according to whom it is so."""
    according = None
    for each in sentence:
        if found.quoted[each.i]:
            continue
        if each.pos_ == "VERB" and each.lemma_ in words("say"):
            speaker = _subject(found, each)
            if speaker is not None:
                return speaker
        if each.lower_ == "to" and each.i > sentence.start and each.nbor(-1).lower_ == "according":
            for child in each.children:
                according = according or found.at.get(child.i)
    return according


def _subject(found: Discourse, verb: Token) -> Cluster | None:
    """The person or organisation that a verb has as its subject, or shares with the verb before an "and"."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and not found.quoted[child.i]:
            cluster = found.at.get(child.i)
            if cluster is not None and (cluster.type == "Person" or cluster.type in EMPLOYERS):
                return cluster
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _subject(found, verb.head)
    return None


def _author(found: Discourse, publisher: str | None) -> Cluster | None:
    """The organisation that issues the text, else the one that it is most about."""
    bodies = [cluster for cluster in found.clusters if cluster.type in EMPLOYERS and not cluster.plural]
    if publisher:
        key = name_key(publisher)
        for cluster in bodies:
            if any(set(name_key(name)) <= set(key) for name in cluster.names):
                return cluster
    bodies = [cluster for cluster in bodies if cluster.type != "Government" and cluster.named]
    return max(bodies, key=lambda cluster: (len(cluster.spots), -cluster.spots[0].first), default=None)
