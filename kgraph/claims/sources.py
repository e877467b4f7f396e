"""Who says it: the speaker of the clause or quotation that carries a claim, or the publisher.

Every entity that may be speaking competes with "nobody named"; a linear model ranks them by the voices that
`voices` heard over the trigger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.claims.cues import chain, cue_groups
from kgraph.claims.speakers import described, owner_of
from kgraph.claims.voices import Voice, listen
from kgraph.linear import LinearModel
from kgraph.model import Entity, Mention, MentionKind
from kgraph.ontology import ontology, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Option", "find_source", "source_options"]

SPEAKERS = ("PublicBody", "Vendor", "Person", "MediaOutlet", "Organization", "LegalInstrument", "ThreatActor")
SAYING = frozenset({"say", "deny", "propose", "report"})
DESCRIBABLE = frozenset({"NOUN", "PROPN"})
HELPERS = frozenset({"aux", "neg", "auxpass", "mark", "advmod", "det", "expl", "prt"})
FIRST_PERSON = frozenset({"i", "we", "our", "us", "my", "me"})


@dataclass(slots=True)
class Option:
    """An entity that may be the source, at the mention that speaks; no mention stands for the publisher."""

    mention: Mention | None
    features: list[str] = field(default_factory=list)


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
    options = source_options(doc, trigger, one, other, relation, mentions, inside)
    best = max(options, key=lambda option: model.scores(option.features)[0])
    return best.mention


def source_options(
    doc: Doc,
    trigger: Token,
    one: Mention,
    other: Mention | None,
    relation: str,
    mentions: list[Mention],
    inside: list[bool],
) -> list[Option]:
    """Everybody who may be saying what `trigger` carries, with the features of each; nobody comes first."""
    voices = listen(doc).over(trigger)
    covers = {token.i: "t" for token in chain(trigger)[1:]}
    for mention, mark in ((one, "s"), (other, "o")):
        for token in chain(doc[mention.head]) if mention is not None else ():
            covers[token.i] = covers.get(token.i, "") + mark
    heard = [(voice, mention, tie) for voice in voices for mention, tie in _mentions_of(doc, voice, mentions)]
    entities: dict[str, list[tuple[int, Voice | None, Mention, str]]] = {}
    for rank, (voice, mention, tie) in enumerate(heard):
        entities.setdefault(mention.entity.id, []).append((rank, voice, mention, tie))
    for mention in _near(doc, trigger, mentions):
        entities.setdefault(mention.entity.id, []).append((99, None, mention, ""))
    quoted = inside[trigger.i]
    options = [Option(None, _nobody(doc, trigger, voices, relation, quoted))]
    for places in entities.values():
        speaking = [place for place in places if place[1] is not None]
        mention = (
            speaking[0][2] if speaking else min(places, key=lambda place: abs(place[2].head - trigger.i))[2]
        )
        side = _side(mention.entity, one, other)
        features = [f"type={mention.entity.type}", f"is={side}:{relation}", f"kind={mention.kind}", f"is={side}:{quoted}",
                    f"heard={bool(speaking)}:{side}", f"named={mention.entity.named}"]  # fmt: skip
        for rank, voice, at, tie in speaking:
            if voice is not None:
                features += _voice_features(
                    doc, trigger, voice, at, tie, rank, side, relation, quoted, covers.get(voice.by, "-")
                )
        features += _place_features(doc, trigger, mention, side, relation, quoted, bool(speaking))
        options.append(Option(mention, list(dict.fromkeys(features))))
    return options


def _mentions_of(doc: Doc, voice: Voice, mentions: list[Mention]) -> list[tuple[Mention, str]]:
    """The mentions that the words of a speaker give: itself, whom it speaks for, the name beside it."""
    speaker = doc[voice.speaker]
    found: list[tuple[Mention, str]] = []
    own = _at(mentions, speaker.i)
    if own is None or own.kind != MentionKind.NAME:
        for head in dict.fromkeys([speaker.i, *(_aliases(doc, own, mentions) if own is not None else ())]):
            owner = owner_of(doc[head])
            behind = _at(mentions, owner.i) if owner is not None else None
            if behind is not None and (own is None or behind.entity.id != own.entity.id):
                lemma = doc[head].lemma_.lower()
                tie = "for" if lemma in words("spokesperson") else f"of:{lemma}"
                found.append((described(doc, doc[head], behind.entity), tie))
                break
    for child in speaker.children:
        if child.dep_ == "appos":
            beside = _at(mentions, child.i)
            if beside is not None:
                found.append((beside, "appos"))
    if own is not None:
        found.append((own, "self"))
    elif speaker.pos_ in DESCRIBABLE:
        found.append((described(doc, speaker), "new"))
    return found


def _aliases(doc: Doc, own: Mention, mentions: list[Mention]) -> list[int]:
    """Where else a spokesperson is described: "she" may be "a spokeswoman for the ministry"."""
    return [
        mention.head
        for mention in mentions
        if mention.entity.id == own.entity.id and doc[mention.head].lemma_.lower() in words("spokesperson")
    ]


def _at(mentions: list[Mention], i: int) -> Mention | None:
    """The mention that a token heads or, failing that, the shortest that holds it."""
    around = [mention for mention in mentions if mention.first <= i <= mention.last]
    heads = [mention for mention in around if mention.head == i]
    return min(heads or around, key=lambda mention: mention.last - mention.first, default=None)


def _near(doc: Doc, trigger: Token, mentions: list[Mention]) -> list[Mention]:
    """Mentions in the sentence of the trigger and its neighbours that may be speakers."""
    here = trigger.sent
    begin = doc[here.start - 1].sent.start if here.start else here.start
    end = doc[here.end].sent.end if here.end < len(doc) else here.end
    onto = ontology()
    return [
        mention
        for mention in mentions
        if begin <= mention.head < end
        and mention.kind != MentionKind.ADJECTIVE
        and any(onto.is_a(mention.entity.type, kind) for kind in SPEAKERS)
    ]


def _side(entity: Entity, one: Mention, other: Mention | None) -> str:
    if entity.id == one.entity.id:
        return "s"
    return "o" if other is not None and entity.id == other.entity.id else "-"


def _says(word: str) -> str:
    """The groups of a word of saying, as one label."""
    groups = [group for group in cue_groups(word) if group in SAYING]
    if word in words("voice"):
        groups.append("voice")
    return "+".join(groups) or "-"


def _nobody(doc: Doc, trigger: Token, voices: list[Voice], relation: str, quoted: bool) -> list[str]:
    """Features of "the text says it itself"."""
    found = [
        "0",
        f"0:r={relation}",
        f"0:q={quoted}",
        f"0:t={trigger.lemma_.lower()}",
        f"0:n={min(len(voices), 5)}",
    ]
    for rank, voice in enumerate(voices):
        word = doc[voice.by].lemma_.lower()
        found += [f"0:v={voice.how}", f"0:vw={word}:{voice.how}", f"0:vg={_says(word)}:{voice.how}"]
        if rank == 0:
            found += [f"0:first={voice.how}:{_says(word)}"]
    cues = _cues(trigger)
    found += [f"0:{cue}" for cue in cues] + [
        f"0:{cue}:{relation}" for cue in cues if cue.startswith(("hg", "sg"))
    ]
    return list(dict.fromkeys(found))


def _cues(trigger: Token) -> list[str]:
    """Denials, hedges, plans and modals around a trigger: what is only alleged is somebody's allegation."""
    found = [f"tag={trigger.tag_}"]
    for depth, token in enumerate(chain(trigger)):
        level = min(depth, 2)
        if depth:
            word = token.lemma_.lower()
            found += [f"up={word}", f"dep={token.dep_}:{level}"]
            found += [f"hg={group}:{level}" for group in cue_groups(word)]
        for child in token.children:
            if child.dep_ in HELPERS:
                word = child.lemma_.lower()
                found += [
                    f"h={child.dep_}:{word}:{level}",
                    *(f"hg={group}:{level}" for group in cue_groups(word)),
                ]
    for token in trigger.sent:
        groups = cue_groups(token.lemma_.lower()) or cue_groups(token.lower_)
        found += [f"sg={group}" for group in groups]
        if groups:
            found.append(f"sw={token.lemma_.lower()}")
        elif token.lower_ in FIRST_PERSON:
            found.append("first person")
    found.append(f"begins={trigger.sent[0].lower_}")
    return list(dict.fromkeys(found))


def _voice_features(
    doc: Doc,
    trigger: Token,
    voice: Voice,
    mention: Mention,
    tie: str,
    rank: int,
    side: str,
    relation: str,
    quoted: bool,
    covers: str,
) -> list[str]:
    word = doc[voice.by].lemma_.lower()
    how, says = voice.how, _says(word)
    kind = how.rpartition(":")[0] or how
    segment = _apart(doc, voice.by, trigger.i)
    return [
        f"v={how}",
        f"v={how}:{says}",
        f"v={how}:{says}:{side}",
        f"vq={how}:{quoted}",
        f"vw={word}:{how}",
        f"vw={word}:{how.split(':')[0]}",
        f"vr={how}:{min(rank, 4)}",
        f"vt={how}:{mention.entity.type}",
        f"tie={tie}",
        f"tie={tie.split(':')[0]}:{how}",
        f"tie={tie.split(':')[0]}:{mention.entity.type}",
        f"vrel={kind}:{says}:{relation}",
        f"vrel={kind}:{relation}",
        f"vword={word}:{kind}",
        f"vhead={doc[mention.head].lemma_.lower()}:{kind}"
        if mention.kind == MentionKind.NOMINAL
        else f"vkind={mention.kind}:{kind}",
        f"vown={doc[mention.head].lemma_.lower()}" if mention.kind == MentionKind.NOMINAL else "vown",
        f"seg={segment}:{how}",
        f"seg={segment}:{says}:{covers}",
        f"pron={mention.kind == MentionKind.PRONOUN}:{side}:{how.split(':')[0]}",
        f"cov={covers}:{how}",
        f"cov={covers}:{says}",
        f"cov={covers}:{says}:{how}",
        f"vb={voice.by == trigger.i}:{says}:{relation}",
    ]


def _apart(doc: Doc, one: int, other: int) -> int:
    """How many semicolons stand between two tokens, at most 2: what follows one is seldom the same speech."""
    return min(2, sum(1 for token in doc[min(one, other) : max(one, other)] if token.text == ";"))


def _place_features(
    doc: Doc, trigger: Token, mention: Mention, side: str, relation: str, quoted: bool, heard: bool
) -> list[str]:
    head = doc[mention.head]
    parent = head.head
    here = trigger.sent
    where = "same" if here.start <= head.i < here.end else ("before" if head.i < here.start else "after")
    verb = parent.lemma_.lower() if parent.i != head.i else "-"
    says = verb in words("say")
    over = {token.i for token in chain(trigger)}
    governs = parent.i in over and parent.i != trigger.i
    found = [
        f"where={where}:{heard}",
        f"role={head.dep_}:{where}:{heard}",
        f"verb={verb}:{head.dep_}:{heard}",
        f"at={says}:{head.dep_}:{where}",
        f"governs={governs}:{says}:{head.dep_}",
        f"quoted={quoted}:{says}:{head.dep_}:{where}",
        f"wside={side}:{where}:{quoted}",
        f"gap={min(abs(head.i - trigger.i) // 4, 6)}:{where}:{heard}",
    ]
    if head.dep_ == "pobj":
        found += [f"prep={parent.lower_}:{parent.head.lemma_.lower()}", f"prep={parent.lower_}:{where}"]
    if head.dep_ == "poss":
        found += [f"possof={parent.lemma_.lower()}", f"possof={parent.i in over}"]
    if parent.i == trigger.i or head.i == trigger.i:
        found.append(f"ontrigger={head.dep_}:{relation}")
    return found
