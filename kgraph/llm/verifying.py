"""A row of a model held against the text: a claim, or the reason why it is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.claims.find import source_of
from kgraph.gathering import Refusal
from kgraph.llm.answer_schema import NUMBER
from kgraph.llm.answers import Row
from kgraph.llm.naming import Names, name_key
from kgraph.llm.orders import touches
from kgraph.llm.passages import Passage
from kgraph.llm.quotes import QuoteFinder
from kgraph.llm.ruling import Ruling
from kgraph.model import Claim, Document, Evidence, Extractor, Mention, Stance
from kgraph.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["REASONS", "Verifier"]

REASONS = {
    "malformed": "the answer, or a claim in it, is not of the schema",
    "cut": "the answer ended at its longest; the whole claims in it are kept",
    "unknown": "a relation, a stance or a type that the ontology does not have",
    "quote": "the quote is not in the passage, word for word",
    "order": "an order to the reader, not a statement: not sent, or what a claim rests on",
    "long": "the quote goes over more than three sentences",
    "subject": "the quote does not name the subject, and nothing in it stands for it",
    "object": "the quote does not name the object, and nothing in it stands for it",
    "same": "subject and object are one thing",
    "types": "the relation does not hold between things of these types",
    "direction": "subject and object are the wrong way round",
    "source": "whom it names as saying it is not in or beside the quote",
    "stance": "it is stated as a fact, or denied, where the rules read it otherwise",
    "repeated": "the same claim was made before, as surely",
}
"""Why a claim of a model is dropped, by the word that the report has for it."""

BESIDE = 400
"""Characters around a quote in which its speaker may be named."""
PUBLISHER = frozenset(
    {"article", "thearticle", "publisher", "passage", "author", "report", "none", "unknown"}
)
"""What models write for a source where the article itself speaks, as `fold` has it."""


class Verifier:
    """One document with all that its rows are held against."""

    def __init__(self, document: Document, doc: Doc, mentions: list[Mention], extractor: Extractor) -> None:
        self.document = document
        self.ruling = Ruling(document, doc, mentions)
        self._extractor = extractor
        counts = [
            each for view in self.ruling.reader.views for each in view.mentions if each.value is not None
        ]
        self._names = Names(document, doc, mentions)
        self._counts = Names(document, doc, counts)
        self._quotes = QuoteFinder(document.text)
        self._opposite = {
            (claim.saying[2], claim.relation, claim.saying[0], claim.evidence.start)
            for claim in self.ruling.claims
        }
        self._forward = {(*claim.saying, claim.evidence.start) for claim in self.ruling.claims}
        self.otherwise: list[tuple[Claim, Stance]] = []
        """Claims as the rules read them, with the stances of the rows that were refused for theirs."""

    def claim(self, row: Row, passage: Passage, trust: float) -> Claim | Refusal:
        """The claim that a row makes, of confidence `trust`, or why it makes none."""
        known = ontology().relations.get(row.relation)
        if known is None:
            return self._no(row, "unknown", f"relation {row.relation!r}")
        if row.stance not in set(Stance):
            return self._no(row, "unknown", f"stance {row.stance!r}")
        for type in (row.subject_type, row.object_type):
            if type not in ontology().types and type != NUMBER:
                return self._no(row, "unknown", f"type {type!r}")
        place = self._quotes.find(row.quote, passage.start, passage.end)
        if place is None:
            return self._no(row, "quote")
        if touches(self.ruling.orders, *place):
            return self._no(row, "order")
        evidence = self.ruling.evidence(*place)
        if evidence is None:
            return self._no(row, "long")
        subject = self._names.find(row.subject, row.subject_type, *place)
        if isinstance(subject, str):
            return self._no(row, "subject", subject)
        names = self._counts if known.literal else self._names
        thing = names.find(row.object, row.object_type, *place)
        if isinstance(thing, str):
            return self._no(row, "object", thing)
        if known.literal and thing.value is None:
            return self._no(row, "object", "is no number")
        return self._of_two(row, subject, thing, evidence, trust)

    def _of_two(
        self, row: Row, subject: Mention, thing: Mention, evidence: Evidence, trust: float
    ) -> Claim | Refusal:
        """What a row makes of two mentions that the text has."""
        one, other = subject.entity, thing.entity
        if one.id == other.id:
            return self._no(row, "same")
        onto = ontology()
        if not onto.allows(row.relation, one.type, other.type):
            turned = onto.allows(row.relation, other.type, one.type)
            return self._no(row, "direction" if turned else "types", f"{one.type} → {other.type}")
        said = self.ruling.reading(subject, thing, row.relation, evidence)
        place = (*said.saying, said.evidence.start)
        if (
            place in self._opposite
            and place not in self._forward
            and not onto.relations[row.relation].symmetric
        ):
            return self._no(row, "direction", "the rules read it the other way round")
        stance = Stance(row.stance)
        if stance is not said.stance and (
            stance is Stance.ASSERTED or Stance.DENIED in (stance, said.stance)
        ):
            self.otherwise.append((replace(said, extractor=self._extractor), stance))
            return self._no(row, "stance", f"the rules read {said.stance}")
        claim = replace(said, stance=stance, extractor=self._extractor, confidence=round(trust, 3), id="")
        return self._with_source(row, claim)

    def _with_source(self, row: Row, claim: Claim) -> Claim | Refusal:
        """The claim with the source that the row names, if the text names it there and the rules nobody.

        Whoever stands on a side of the claim is taken for its source only where it denies it: a model names
        the company that a sentence is about, whoever speaks.
        """
        publisher = self.document.publisher
        key = name_key(row.source) if row.source else ""
        if not key or key in PUBLISHER or (publisher and key == name_key(publisher)):
            return claim
        start, end = claim.evidence.start - BESIDE, claim.evidence.end + BESIDE
        speaker = self._names.find(str(row.source), "", max(0, start), end)
        if isinstance(speaker, str):
            return self._no(row, "source", f"{row.source!r} {speaker}")
        own = self.ruling.reader.publisher
        on_a_side = speaker.entity.id in (claim.saying[0], claim.saying[2])
        if claim.source != own or (on_a_side and claim.stance is not Stance.DENIED):
            return claim
        source = source_of(speaker)
        return replace(claim, source=source, origin=(own, source), id="")

    def _no(self, row: Row, reason: str, why: str = "") -> Refusal:
        return Refusal(self.document.path or self.document.label, reason, why, str(row), row.quote)
