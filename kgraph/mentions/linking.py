"""What descriptions and pronouns refer to: rules over syntax first, then salience.

The salience scores follow Lappin and Leass (1994): recency, subjecthood and frequency, within what
number and type allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import Cluster
from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["link"]

OFFICES = frozenset({"Agency", "IntelligenceAgency", "Military", "Regulator", "LawEnforcement"})
BROAD = {
    "group": {"Vendor", "ThreatActor", "Organization"},
    "agency": OFFICES,
    "service": OFFICES | {"Product"},
    "body": OFFICES | {"Organization", "Legislature"},
    "department": OFFICES,
    "office": OFFICES,
    "bureau": OFFICES,
    "authority": OFFICES,
    "commission": OFFICES,
    "panel": {"Legislature", "VendorList"},
    "committee": {"Legislature", "Organization"},
    "country": {"Government"},
    "nation": {"Government"},
    "state": {"Government"},
    "government": {"Government"},
    "organization": {"Organization", "Vendor"},
    "organisation": {"Organization", "Vendor"},
    "paper": {"MediaOutlet"},
    "unit": {"Vendor", "Military", "LawEnforcement"},
    "arm": {"Vendor"},
    "order": {"LegalInstrument"},
    "list": {"VendorList"},
    "register": {"VendorList"},
}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my"})


def link(doc: Doc, clusters: list[Cluster], nominals: list[Spot], pronouns: list[Spot]) -> list[Cluster]:
    """Attach every description and pronoun to a cluster, making new ones for what is only described."""
    at_head: dict[int, Cluster] = {}
    for cluster in clusters:
        for spot in cluster.spots:
            at_head.setdefault(spot.head, cluster)
            for i in range(spot.first, spot.last + 1):
                at_head.setdefault(i, cluster)
    every = list(clusters)
    for spot in sorted([*nominals, *pronouns], key=lambda spot: spot.head):
        token = doc[spot.head]
        if spot.kind is MentionKind.PRONOUN:
            found = _pronoun(doc, spot, token, every, at_head)
            if found is None:
                continue
        else:
            found = _by_syntax(token, spot, at_head)
            if found is None and spot.definite:
                found = _definite(doc, spot, token, every)
            if found is None:
                found = Cluster(type=spot.type, plural=spot.plural, named=False)
                every.append(found)
        found.add(spot, doc)
        found.spots.sort(key=lambda each: each.first)
        at_head[spot.head] = found
    return every


def kin(one: str | None, other: str | None) -> bool:
    """Whether two types may be the same thing: equal, unknown, or both offices of a state."""
    return one is None or other is None or one == other or (one in OFFICES and other in OFFICES)


def _by_syntax(token: Token, spot: Spot, at_head: dict[int, Cluster]) -> Cluster | None:
    """Apposition ("Vega, a drone maker") and copula ("Vega is a drone maker")."""
    if token.dep_ == "appos":
        found = at_head.get(token.head.i)
        if found is not None and kin(found.type, spot.type):
            return found
    for child in token.children:
        if child.dep_ == "appos" and child.i > token.i:
            found = at_head.get(child.i)
            if found is not None and kin(found.type, spot.type):
                return found
    if token.dep_ == "attr" and token.head.lemma_ == "be" and not any(c.dep_ == "neg" for c in token.head.children):
        for child in token.head.children:
            if child.dep_ == "nsubj":
                found = at_head.get(child.i)
                if found is not None and kin(found.type, spot.type):
                    return found
    return None


def _definite(doc: Doc, spot: Spot, token: Token, clusters: list[Cluster]) -> Cluster | None:
    noun = token.lemma_.lower()
    first = doc[spot.first].lower_
    if first in {"its", "their", "his", "her", "our"} or any(child.dep_ == "prep" and child.lower_ in {"of", "for"} for child in token.children):
        if not _same_words(spot, doc, clusters):
            return None
    types = BROAD.get(noun, {spot.type})
    modifiers = {word.lower_ for word in spot.tokens(doc)[1:-1]}
    best: tuple[float, Cluster] | None = None
    for cluster in clusters:
        if cluster.plural != spot.plural or (cluster.type not in types):
            continue
        before = [each for each in cluster.spots if each.last < spot.first]
        if not before:
            continue
        score = _salience(doc, cluster, before, spot)
        if noun in cluster.descriptors:
            score += 1.5
        if any(noun in name.lower().split() for name in cluster.names):
            score += 2.0
        if cluster.named:
            score += 1.0
        elif noun not in cluster.descriptors:
            score -= 2.0
        told = {word.lower_ for each in before for word in each.tokens(doc)}
        score += 1.0 * len((modifiers - {"the"}) & told)
        if best is None or score > best[0]:
            best = (score, cluster)
    return best[1] if best else None


def _same_words(spot: Spot, doc: Doc, clusters: list[Cluster]) -> bool:
    text = spot.text(doc).lower()
    return any(each.text(doc).lower() == text for c in clusters for each in c.spots if each.last < spot.first)


def _pronoun(
    doc: Doc, spot: Spot, token: Token, clusters: list[Cluster], at_head: dict[int, Cluster]
) -> Cluster | None:
    word = token.lower_
    if token.dep_ in SUBJECTS | {"dobj", "pobj", "poss"} and word in {"who", "which", "that", "whose", "whom"}:
        return _relative(token, at_head)
    if word in FIRST_PERSON:
        return _speaker(doc, token, word, clusters, at_head)
    person = spot.type == "Person"
    best: tuple[float, Cluster] | None = None
    sentence = token.sent.start
    for cluster in clusters:
        if person != (cluster.type == "Person") and not (spot.plural and cluster.plural):
            continue
        if not spot.plural and cluster.plural:
            continue
        if not person and cluster.type in {"Place", "Person"} and not spot.plural:
            continue
        before = [each for each in cluster.spots if each.last < spot.first]
        if not before:
            continue
        last = before[-1]
        gap = _sentences_between(doc, last.head, spot.head)
        if gap > (3 if person else 2):
            continue
        if doc[last.head].head == token.head and doc[last.head].dep_ in SUBJECTS and token.dep_ in {"dobj", "pobj"}:
            continue
        score = _salience(doc, cluster, before, spot)
        if word in {"it", "its", "itself"}:
            score += {"Vendor": 0.6, "Product": -0.4, "VendorList": -0.8, "LegalInstrument": -0.6, "Government": -0.2}.get(cluster.type or "", 0.0)
            if last.kind is MentionKind.ADJECTIVE:
                score -= 1.5
        if word in {"they", "their", "them"}:
            score += 0.8 if cluster.plural else -0.5
        if last.head >= sentence and doc[last.head].dep_ in SUBJECTS:
            score += 0.6
        if best is None or score > best[0]:
            best = (score, cluster)
    return best[1] if best else None


def _relative(token: Token, at_head: dict[int, Cluster]) -> Cluster | None:
    verb = token
    while verb.dep_ != "relcl" and verb.head.i != verb.i:
        verb = verb.head
    return at_head.get(verb.head.i) if verb.dep_ == "relcl" else None


def _speaker(doc: Doc, token: Token, word: str, clusters: list[Cluster], at_head: dict[int, Cluster]) -> Cluster | None:
    """First person in a quotation: the nearest subject of a verb of saying outside it."""
    speaker: Cluster | None = None
    here = token.sent
    near = [here]
    if here.end < len(doc):
        near.append(doc[here.end].sent)
    if here.start > 0:
        near.append(doc[here.start - 1].sent)
    for sentence in near:
        for each in sentence:
            if each.lemma_ in SAYING and each.pos_ == "VERB":
                for child in each.children:
                    if child.dep_ in SUBJECTS and child.i in at_head and child.lower_ not in FIRST_PERSON:
                        speaker = at_head[child.i]
                        break
            if speaker:
                break
        if speaker:
            break
    if speaker is None or word in {"i", "me", "my"} or speaker.type != "Person":
        return speaker
    return speaker.home or _nearest_home(doc, speaker, clusters, token) or speaker


def _nearest_home(doc: Doc, speaker: Cluster, clusters: list[Cluster], token: Token) -> Cluster | None:
    last = speaker.spots[-1]
    best: tuple[float, Cluster] | None = None
    for cluster in clusters:
        if cluster.type not in OFFICES | {"Vendor", "Organization", "Government", "Legislature"} or cluster.plural:
            continue
        for spot in cluster.spots:
            gap = abs(spot.head - last.head)
            if gap < 12 and (best is None or gap < best[0]):
                best = (gap, cluster)
    return best[1] if best else None


SAYING = frozenset("say tell write add claim insist reply note argue warn state declare deny explain comment call".split())


def _salience(doc: Doc, cluster: Cluster, before: list[Spot], spot: Spot) -> float:
    last = before[-1]
    score = -0.7 * _sentences_between(doc, last.head, spot.head) - 0.01 * min(spot.head - last.head, 60)
    if doc[last.head].dep_ in SUBJECTS:
        score += 0.7
    score += 0.12 * min(len(before), 6)
    return score


def _sentences_between(doc: Doc, one: int, other: int) -> int:
    return sum(1 for token in doc[one + 1 : other + 1] if token.is_sent_start)
