"""Who says it: the speaker of the clause or quotation that carries a claim, or the publisher.

Every entity that may be speaking competes with "nobody named"; a conditional logit ranks them by the voices
that `voices` heard over the trigger. Its chances are weighed with those that the encoder gives.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.cues import chain, cue_groups, once_a_token
from kgraph.claims.sayings import Voice
from kgraph.claims.speakers import Places
from kgraph.claims.voices import Voices, listen
from kgraph.linear import LinearModel, softmax
from kgraph.model import Entity, Mention, MentionKind
from kgraph.ontology import ontology, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Option", "Telling", "find_source", "source_options"]

SPEAKERS = ("PublicBody", "Vendor", "Person", "MediaOutlet", "Organization", "LegalInstrument", "ThreatActor")
HELPERS = frozenset({"aux", "neg", "auxpass", "mark", "advmod", "det", "expl", "prt"})
FIRST_PERSON = frozenset({"i", "we", "our", "us", "my", "me"})
SAYING = frozenset({"say", "deny", "propose", "report"})
SAYING_SO = frozenset({"according", "per"})
OF_ENCODER = 0.5
"""How much the encoder counts beside the voices, from 0 to 1."""
UNNAMED = 0.22
"""What the chance that nobody is named counts beside the others. Of claims with a named source 60 in 100 get
it so, by the voices alone 52; of those without one 15 in 100 get some, by the voices alone 14."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who says a claim, as chances that the encoder gives: nobody that is named, somebody outside the
    sentence, or each entity of the sentence by its id."""

    nobody: float
    elsewhere: float
    here: Mapping[str, float]


@dataclass(slots=True)
class Option:
    """An entity that may be the source, at the mention that speaks; no mention stands for the publisher."""

    mention: Mention | None
    features: list[str] = field(default_factory=list)
    is_ruled_out: bool = False
    """The claim stands in a quotation whose speaker is known, and this is somebody else; or this is whom the
    claim is about, as the subject of verbs that say nothing."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A mention that a voice gives: the rank of the voice and the tie of the mention to its words."""

    rank: int
    voice: Voice
    mention: Mention
    tie: str


def find_source(
    doc: Doc,
    trigger: Token,
    one: Mention,
    other: Mention | None,
    relation: str,
    mentions: list[Mention],
    inside: list[bool],
    by_encoder: Telling | None = None,
) -> Mention | None:
    """The mention of the speaker, None where the text names nobody.

    A speaker that is no mention yet ("two people familiar with the talks") becomes one; for a spokesperson
    without a name it has their words and stands for whom they speak for.
    """
    model = LinearModel.load("source")
    options = source_options(doc, trigger, one, other, relation, mentions, inside)
    options = [option for option in options if not option.is_ruled_out]
    chances = softmax([model.scores(option.features)[0] for option in options])
    if by_encoder is not None:
        chances = _weighed(options, chances, by_encoder)
    return max(zip(chances, options, strict=True), key=lambda each: each[0])[1].mention


def _weighed(options: Sequence[Option], chances: Sequence[float], by_encoder: Telling) -> list[float]:
    """How probable each option is to the voices and to the encoder, which does not tell those of other
    sentences apart."""
    ids = [None if option.mention is None else option.mention.entity.id for option in options]
    outside = [id is not None and id not in by_encoder.here for id in ids]
    share = by_encoder.elsewhere / (sum(itertools.compress(chances, outside)) or 1.0)
    weighed = []
    for id, chance, away in zip(ids, chances, outside, strict=True):
        other = chance * share if away else by_encoder.nobody if id is None else by_encoder.here[id]
        worth = UNNAMED if id is None else 1.0
        weighed.append(worth * chance ** (1 - OF_ENCODER) * other**OF_ENCODER)
    return weighed


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
    here, over = trigger.sent, frozenset(token.i for token in chain(trigger))
    place = here.start, here.end
    return _Scene(doc, listen(doc), trigger, one, other, relation, inside[trigger.i], place, over).options(
        mentions
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    """The claim whose source is sought; `here` is its sentence, `over` the trigger and what governs it."""

    doc: Doc
    voices: Voices
    trigger: Token
    one: Mention
    other: Mention | None
    relation: str
    quoted: bool
    here: tuple[int, int]
    over: frozenset[int]

    def options(self, mentions: list[Mention]) -> list[Option]:
        doc = self.doc
        places, voices = self.voices.places(mentions), self.voices.over(self.trigger)
        given = [(voice, *pair) for voice in voices for pair in places.given_by(doc[voice.speaker])]
        speaking: dict[str, list[_Heard]] = {}
        for rank, (voice, mention, tie) in enumerate(given):
            speaking.setdefault(mention.entity.id, []).append(_Heard(rank, voice, mention, tie))
        silent: dict[str, list[Mention]] = {}
        for mention in self._near(places):
            if mention.entity.id not in speaking:
                silent.setdefault(mention.entity.id, []).append(mention)
        answered = self.quoted and any(voice.how.startswith("quote") for voice, _, _ in given)
        covers = self._covers()
        options = [Option(None, list(dict.fromkeys(self._nobody(voices))))]
        for heard in speaking.values():
            features = [*self._entity(heard[0].mention, heard=True)]
            for each in heard:
                features += self._voice(each, covers.get(each.voice.by, "-"))
            features = list(dict.fromkeys(features))
            options.append(Option(heard[0].mention, features, is_ruled_out=self._only_acts(heard)))
        for spots in silent.values():
            nearest = min(spots, key=lambda mention: abs(mention.head - self.trigger.i))
            features = list(dict.fromkeys(self._entity(nearest, heard=False)))
            features.append(f"silent:{self._side(nearest.entity)}:{min(len(voices), 2)}:{self.quoted}")
            options.append(Option(nearest, features, is_ruled_out=answered))
        return options

    def _only_acts(self, heard: list[_Heard]) -> bool:
        """Whether all that is heard of the subject of a claim is what it does: "Vega has ties to"."""
        if self.quoted or self._side(heard[0].mention.entity) != "s":
            return False
        words = (self.doc[each.voice.by] for each in heard)
        return all(_says(word.lemma_) == "-" and word.lower_ not in SAYING_SO for word in words)

    def _near(self, places: Places) -> Iterator[Mention]:
        """Mentions in the sentence of the trigger and its neighbours that may be speakers."""
        doc, (begin, end) = self.doc, self.here
        begin = doc[begin - 1].sent.start if begin else begin
        end = doc[end].sent.end if end < len(doc) else end
        for mention in places.between(begin, end):
            if mention.kind != MentionKind.ADJECTIVE and _may_speak(mention.entity.type):
                yield mention

    def _covers(self) -> dict[int, str]:
        """Token → which of trigger, subject and object it governs, as a string of `t`, `s`, `o`."""
        covers = {token.i: "t" for token in chain(self.trigger)[1:]}
        for mention, mark in ((self.one, "s"), (self.other, "o")):
            for token in chain(self.doc[mention.head]) if mention is not None else ():
                covers[token.i] = covers.get(token.i, "") + mark
        return covers

    def _side(self, entity: Entity) -> str:
        if entity.id == self.one.entity.id:
            return "s"
        return "o" if self.other is not None and entity.id == self.other.entity.id else "-"

    def _nobody(self, voices: list[Voice]) -> Iterator[str]:
        """Features of "the text says it itself"."""
        trigger, relation = self.trigger, self.relation
        yield from ("0", f"0:r={relation}", f"0:q={self.quoted}", f"0:t={trigger.lemma_.lower()}")
        yield f"0:n={min(len(voices), 5)}"
        for rank, voice in enumerate(voices):
            word = self.doc[voice.by].lemma_.lower()
            yield from (f"0:v={voice.how}", f"0:vw={word}:{voice.how}", f"0:vg={_says(word)}:{voice.how}")
            if rank == 0:
                yield f"0:first={voice.how}:{_says(word)}"
        for cue in dict.fromkeys(_cues(trigger)):
            yield f"0:{cue}"
            if cue.startswith(("hg", "sg")):
                yield f"0:{cue}:{relation}"

    def _voice(self, heard: _Heard, covers: str) -> Iterator[str]:
        """Features of a voice that an entity has."""
        doc, voice, mention, relation = self.doc, heard.voice, heard.mention, self.relation
        word, how, side = doc[voice.by].lemma_.lower(), voice.how, self._side(mention.entity)
        says, kind, sort = _says(word), how.rpartition(":")[0] or how, how.partition(":")[0]
        tie = heard.tie.partition(":")[0]
        apart = min(2, self.voices.semicolons_between(voice.by, self.trigger.i))
        yield from (f"v={how}", f"v={how}:{says}", f"v={how}:{says}:{side}", f"vq={how}:{self.quoted}")
        yield from (f"vw={word}:{how}", f"vw={word}:{sort}", f"vword={word}:{kind}")
        yield from (f"vr={how}:{min(heard.rank, 4)}", f"vt={how}:{mention.entity.type}")
        yield from (f"tie={heard.tie}", f"tie={tie}:{how}", f"tie={tie}:{mention.entity.type}")
        yield from (f"vrel={kind}:{says}:{relation}", f"vrel={kind}:{relation}")
        yield from (f"seg={apart}:{how}", f"seg={apart}:{says}:{covers}")
        yield from (f"cov={covers}:{how}", f"cov={covers}:{says}", f"cov={covers}:{says}:{how}")
        yield f"pron={mention.kind == MentionKind.PRONOUN}:{side}:{sort}"
        yield f"vb={voice.by == self.trigger.i}:{says}:{relation}"
        if mention.kind == MentionKind.NOMINAL:
            head = doc[mention.head].lemma_.lower()
            yield from (f"vhead={head}:{kind}", f"vown={head}")
        else:
            yield from (f"vkind={mention.kind}:{kind}", "vown")

    def _entity(self, mention: Mention, *, heard: bool) -> Iterator[str]:
        """Features of an entity and of the place of its mention."""
        doc, trigger, relation, quoted = self.doc, self.trigger, self.relation, self.quoted
        side, head, over = self._side(mention.entity), doc[mention.head], self.over
        parent, (begin, end) = head.head, self.here
        where = "same" if begin <= head.i < end else ("before" if head.i < begin else "after")
        verb = parent.lemma_.lower() if parent.i != head.i else "-"
        says, governs = verb in words("say"), parent.i in over and parent.i != trigger.i
        yield from (f"type={mention.entity.type}", f"kind={mention.kind}", f"named={mention.entity.named}")
        yield from (f"is={side}:{relation}", f"is={side}:{quoted}", f"heard={heard}:{side}")
        yield from (f"where={where}:{heard}", f"wside={side}:{where}:{quoted}")
        yield from (f"role={head.dep_}:{where}:{heard}", f"verb={verb}:{head.dep_}:{heard}")
        yield from (f"at={says}:{head.dep_}:{where}", f"governs={governs}:{says}:{head.dep_}")
        yield f"quoted={quoted}:{says}:{head.dep_}:{where}"
        yield f"gap={min(abs(head.i - trigger.i) // 4, 6)}:{where}:{heard}"
        if head.dep_ == "pobj":
            yield from (f"prep={parent.lower_}:{parent.head.lemma_.lower()}", f"prep={parent.lower_}:{where}")
        elif head.dep_ == "poss":
            yield from (f"possof={parent.lemma_.lower()}", f"possof={parent.i in over}")
        if trigger.i in (head.i, parent.i):
            yield f"ontrigger={head.dep_}:{relation}"


@cache
def _may_speak(kind: str) -> bool:
    """Whether things of a type say something."""
    return any(ontology().is_a(kind, speaker) for speaker in SPEAKERS)


@cache
def _says(word: str) -> str:
    """The groups of a word of saying, as one label."""
    groups = [group for group in cue_groups(word) if group in SAYING]
    return "+".join(groups + ["voice"] * (word in words("voice"))) or "-"


@once_a_token
def _cues(trigger: Token) -> Iterator[str]:
    """Denials, hedges, plans and modals around a trigger: what is only alleged is somebody's allegation."""
    yield f"tag={trigger.tag_}"
    for depth, token in enumerate(chain(trigger)):
        level = min(depth, 2)
        if depth:
            word = token.lemma_.lower()
            yield from (f"up={word}", f"dep={token.dep_}:{level}")
            yield from (f"hg={group}:{level}" for group in cue_groups(word))
        for child in token.children:
            if child.dep_ in HELPERS:
                word = child.lemma_.lower()
                yield f"h={child.dep_}:{word}:{level}"
                yield from (f"hg={group}:{level}" for group in cue_groups(word))
    for token in trigger.sent:
        groups = cue_groups(token.lemma_.lower()) or cue_groups(token.lower_)
        yield from (f"sg={group}" for group in groups)
        if groups:
            yield f"sw={token.lemma_.lower()}"
        elif token.lower_ in FIRST_PERSON:
            yield "first person"
    yield f"begins={trigger.sent[0].lower_}"
