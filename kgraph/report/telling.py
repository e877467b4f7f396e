"""Claims as sentences: who states, alleges, proposes or denies what, each source with its note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from kgraph.graph import FusedRelation
from kgraph.graph.origins import source_key
from kgraph.model import STRONGEST, Amount, Claim, Entity, Literal, Participant, Source, Stance
from kgraph.report.names import Names
from kgraph.report.notes import Notes, time_in_words
from kgraph.report.parts import Piece, Ref, Sentence, Text, Told, say
from kgraph.report.phrases import Phrase, gerund, is_plural, phrase
from kgraph.report.safe import plain
from kgraph.words import counted

__all__ = ["Teller", "behind"]

Thing: TypeAlias = Entity | Participant | Literal

UNSIGNED = "an article of unknown publisher"
_MOST_VOICES = 6
_MOST_REFS = 3
# Words after a number that say what is counted already: "400 million customers".
_SCALES = frozenset({"dozen", "hundred", "thousand", "million", "billion", "trillion"})


@dataclass(slots=True)
class _Voice:
    """Somebody who says it, and the marks of the notes."""

    name: str
    id: str
    person: bool
    refs: dict[int, Ref] = field(default_factory=dict)

    def pieces(self) -> list[Piece]:
        return [Text(self.name, "name"), *list(self.refs.values())[:_MOST_REFS]]


class Teller:
    """Writes the sentences of one report; the notes that they need are asked from `notes`."""

    def __init__(self, names: Names, notes: Notes) -> None:
        self._names, self._notes = names, notes

    def tell(
        self, subjects: Sequence[Thing], relation: str, objects: Sequence[Thing], claims: Iterable[Claim],
        *, times: bool = True,
    ) -> list[Told]:  # fmt: skip
        """Sentences for claims that all say the same of subjects and objects, of which one side has only one.

        Those come first that state it, then those that allege and propose it, denials last. Whoever speaks
        of itself has a sentence of its own.
        """
        ends = {thing.id: side for side, things in enumerate((subjects, objects)) for thing in things
                if not isinstance(thing, Literal)}  # fmt: skip
        groups: dict[tuple[Stance, int | None], list[Claim]] = {}
        for claim in claims:
            side = ends.get(claim.source.id or "") if len(subjects) == len(objects) == 1 else None
            groups.setdefault((claim.stance, side), []).append(claim)
        told = []
        for (stance, side), group in sorted(groups.items(), key=lambda one: STRONGEST.index(one[0][0])):
            sentence = self._sentence(subjects, phrase(relation), objects, stance, side, self._voices(group))
            details = _details(group, times)
            told.append(Told(stance, _capital(say(*sentence, Text(details, "soft"), "."))))
        return told

    def fact(self, subjects: Sequence[Thing], relation: str, objects: Sequence[Thing]) -> Sentence:
        """What is said, without who says it, as it follows "that": no sentence to stand for itself."""
        verb, many = phrase(relation), len(subjects) > 1 or is_plural(subjects[0].name)
        return say(*self._listed(subjects), *_verb(verb.many if many else verb.one, self._listed(objects)))

    def _voices(self, claims: Iterable[Claim]) -> list[_Voice]:
        found: dict[str, _Voice] = {}
        for claim in sorted(claims, key=lambda claim: -claim.confidence):
            key = source_key(claim.source, claim.document)
            if key not in found:
                found[key] = _Voice(self._source(claim), claim.source.id or "", claim.source.type == "Person")
            ref = self._notes.ref(claim)
            found[key].refs[ref.number] = ref
        return list(found.values())

    def _source(self, claim: Claim) -> str:
        """Who speaks: the source, else the publisher."""
        if claim.source.name:
            return self._names.of(claim.source)
        publisher = claim.document.publisher
        return self._names.of(Source(publisher, "publisher")) if publisher else UNSIGNED

    def _sentence(
        self, subjects: Sequence[Thing], verb: Phrase, objects: Sequence[Thing], stance: Stance,
        side: int | None, voices: Sequence[_Voice],
    ) -> Iterator[str | Piece]:  # fmt: skip
        subject, thing = self._listed(subjects), self._listed(objects)
        many = len(subjects) > 1 or is_plural(subjects[0].name)
        if side == 0:
            yield from self._of_itself(voices[0], verb, thing, many, stance)
            return
        if side == 1:
            if stance is Stance.ASSERTED and verb.active:
                yield from (*voices[0].pieces(), f" {_agree('says', voices)} that ", *_it(voices[0], thing))
                yield from (f" {verb.active} ", *subject)
                return
            thing = _it(voices[0], thing)
        heard: list[Sequence[str | Piece]] = [voice.pieces() for voice in voices[:_MOST_VOICES]]
        if (more := len(voices) - _MOST_VOICES) > 0:
            heard.append([counted(more, "other source")])
        said = list(listed(heard))
        if stance is Stance.ASSERTED:
            yield from (
                "According to ",
                *said,
                ", ",
                *subject,
                *_verb(verb.many if many else verb.one, thing),
            )
        elif stance is Stance.ALLEGED:
            yield from (*subject, " are" if many else " is", " alleged by ", *said, " to")
            yield from _verb(verb.infinitive, thing)
        elif stance is Stance.PROPOSED:
            yield from ("According to ", *said, ", it is proposed or planned that ", *subject)
            yield from _verb(verb.proposed, thing)
        else:
            yield from (*said, f" {_agree('denies', voices)} that ", *subject)
            yield from _verb(verb.many if many else verb.one, thing)

    def _of_itself(
        self, voice: _Voice, verb: Phrase, thing: Sequence[str | Piece], many: bool, stance: Stance
    ) -> Iterator[str | Piece]:
        """What somebody says about itself."""
        yield from voice.pieces()
        if stance is Stance.ASSERTED:
            own = "their" if voice.person or many else "its"
            yield from (f", by {own} own account,", *_verb(verb.many if many else verb.one, thing))
        elif stance is Stance.PROPOSED:
            yield from (f" {'propose or plan' if many else 'proposes or plans'} to",)
            yield from _verb(verb.proposed, thing)
        else:
            says = "denies" if stance is Stance.DENIED else "alleges"
            yield from (f" {_agree(says, [voice])}", *_verb(gerund(verb.infinitive), thing))

    def _listed(self, things: Sequence[Thing]) -> list[str | Piece]:
        return list(listed([Text(_counted(self._names.of(thing), thing), "name")] for thing in things))


def listed(items: Iterable[Sequence[str | Piece]]) -> Iterator[str | Piece]:
    """Items as a list in a sentence.

    >>> "".join(listed([["a"], ["b"], ["c"]]))
    'a, b and c'
    """
    every = list(items)
    for number, item in enumerate(every):
        if number:
            yield " and " if number == len(every) - 1 else ", "
        yield from item


def behind(relation: FusedRelation) -> str:
    """What stands behind a relation, counted so that copies, hearsay and denials do not pass for more.

    Denials are not counted to it; of a relation that is only denied, what stands behind the denial.
    """
    held = [claim for claim in relation.claims if claim.stance is not Stance.DENIED]
    told = held or relation.claims
    articles = len({claim.document.id for claim in told})
    who = "claim" if held else "denial"
    sure = f"surest reading {max(claim.confidence for claim in told):.0%}"
    if articles == relation.origins == 1:
        return f"Behind the {who}: one article, one origin; {sure}."
    joint = "but" if articles > relation.origins else "and"
    count = counted(relation.origins, "independent origin")
    return f"Behind the {who}: {counted(articles, 'article')} {joint} {count}; {sure}."


def _verb(verb: str, thing: Sequence[str | Piece]) -> Iterator[str | Piece]:
    """The verb with its object in its place."""
    before, place, after = verb.partition("{}")
    if not place:
        yield from (f" {verb} ", *thing)
        return
    last = thing[-1].words.split()[-1].casefold() if isinstance(thing[-1], Text) else ""
    named = last.isalpha() and last not in _SCALES
    yield from (f" {before}", *thing, "" if named else after)


def _agree(verb: str, voices: Sequence[_Voice]) -> str:
    """The verb for one, or for several: "denies", "deny"."""
    if len(voices) < 2 and not is_plural(voices[0].name):
        return verb
    return f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1]


def _it(voice: _Voice, thing: list[str | Piece]) -> list[str | Piece]:
    """The object, where it is the one who speaks."""
    return thing if voice.person else ["they" if is_plural(voice.name) else "it"]


def _counted(name: str, thing: Thing) -> str:
    return plain(thing.text, 160) if isinstance(thing, Literal) else name


def _details(claims: Sequence[Claim], times: bool) -> str:
    """Times and qualifiers, each once: ` (time: 2017; amount: “$12 million”)`."""
    found: dict[str, None] = {}
    for claim in claims:
        if times and claim.when:
            found[f"time: {time_in_words(claim.when)}"] = None
    for name, value in chain.from_iterable(claim.qualifiers.items() for claim in claims):
        words = plain(value.text if isinstance(value, Amount) else value, 240)
        found[f"{plain(name.replace('_', ' '), 40)}: “{words}”"] = None
    return f" ({'; '.join(found)})" if found else ""


def _capital(sentence: Sentence) -> Sentence:
    """The sentence with a capital; a name that has capitals of its own ("eBay") keeps its first letter."""
    first = sentence[0]
    if not isinstance(first, Text):
        return sentence
    word = first.words.partition(" ")[0]
    if not word.islower():
        return sentence
    return (Text(first.words[:1].upper() + first.words[1:], first.kind), *sentence[1:])
