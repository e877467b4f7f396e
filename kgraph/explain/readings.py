"""The readings of the pairs of a document, with what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kgraph.claims.find import ClaimReader, kept_for
from kgraph.claims.pairs import Candidate, relations_between
from kgraph.claims.relations import Judgement, first_stage, judge
from kgraph.claims.rivalry import LEAST
from kgraph.explain.parts import ExplainedReading, Outcome
from kgraph.linear import LinearModel
from kgraph.model import Claim

__all__ = ["Readings"]

LIKELY = 0.0
"""Log-odds of a reading from which it is told that the ontology does not allow it."""


class Readings:
    """The readings of one document; of the features for and against each, so many are told at most."""

    def __init__(self, reader: ClaimReader, sentence_of: Mapping[int, int], features: int) -> None:
        self._reader = reader
        self._sentence_of = sentence_of
        self._features = features
        self._model = LinearModel.load("relations")

    def by_sentence(self, least: float) -> dict[int, list[ExplainedReading]]:
        """First token of a sentence → its readings, the surest first.

        Those of a confidence below `least` are left out, unless they are sure enough for a claim.
        """
        judged = list(judge(self._reader.encoded))
        found: dict[int, list[ExplainedReading]] = defaultdict(list)
        for judgement, explained in self._judged(judged, least):
            found[self._reader.encoded.sentences[judgement.number]].append(explained)
        for start, explained in self._left_out({(each.number, each.relation) for each in judged}):
            found[start].append(explained)
        for each in found.values():
            each.sort(key=_surest_first)
        return found

    def _judged(self, judged: list[Judgement], least: float) -> Iterator[tuple[Judgement, ExplainedReading]]:
        """The readings that got a confidence."""
        sure = [judgement for judgement in judged if judgement.is_claim]
        claims = [self._reader.claim(judgement) for judgement in sure]
        fates = dict(zip(map(id, sure), self._fates(claims), strict=True))
        rivals = self._rivals(judged)
        for judgement in judged:
            if id(judgement) in fates:
                outcome, why, claim = fates[id(judgement)]
                yield judgement, self._explained(judgement, outcome, why, claim)
            elif judgement.confidence >= least:
                why = f"below {judgement.floor:.2f}"
                rival = rivals.get(id(judgement))
                if rival is not None:
                    why += f"; likelier here: {_said(rival.candidate, rival.relation)}"
                yield judgement, self._explained(judgement, Outcome.UNSURE, why, None)

    def _fates(self, claims: list[Claim]) -> Iterator[tuple[Outcome, str, Claim]]:
        """What became of each claim: of those that say the same, the surest is kept."""
        for claim, place in zip(claims, kept_for(claims), strict=True):
            kept = claims[place]
            told = f"{claim.stance.value}, {claim.source}"
            if kept is claim:
                yield Outcome.CLAIM, f"{told}{_when(claim)}", claim
            elif kept.evidence == claim.evidence:
                how = "" if kept.stance == claim.stance else f", as {kept.stance.value}"
                yield Outcome.SURER_HERE, f"said more surely in this sentence{how} ({told})", claim
            else:
                number = self._number(kept)
                yield Outcome.SURER_ELSEWHERE, f"said more surely in sentence {number} ({told})", claim

    def _number(self, claim: Claim) -> int | None:
        span = self._reader.doc.char_span(claim.evidence.start, claim.evidence.end, alignment_mode="expand")
        return self._sentence_of.get(span.start) if span is not None else None

    def _rivals(self, judged: list[Judgement]) -> dict[int, Judgement]:
        """Identity of a judgement → the likeliest of its sentence with its relation and one of its sides."""
        sides: dict[object, Judgement] = {}
        keys = {id(judgement): self._sides(judgement) for judgement in judged}
        for judgement in judged:
            for key in keys[id(judgement)]:
                best = sides.get(key)
                if best is None or _mean(judgement) > _mean(best):
                    sides[key] = judgement
        found = {}
        for judgement in judged:
            best = max((sides[key] for key in keys[id(judgement)]), key=_mean)
            if _mean(best) > _mean(judgement):
                found[id(judgement)] = best
        return found

    def _sides(self, judgement: Judgement) -> list[object]:
        candidate, sentence = judgement.candidate, self._reader.encoded.sentences[judgement.number]
        return [
            (sentence, judgement.relation, "subject", candidate.subject.entity.id),
            (sentence, judgement.relation, "object", candidate.object.entity.id),
        ]

    def _left_out(self, judged: set[tuple[int, str]]) -> Iterator[tuple[int, ExplainedReading]]:
        """Readings that never got a confidence although something spoke for them."""
        encoded, labels = self._reader.encoded, self._model.labels
        if not encoded.candidates:
            return
        scores = first_stage(encoded, self._model)
        means = scores.mean.tolist()
        for number, candidate in enumerate(encoded.candidates):
            allowed = relations_between(candidate.subject.entity.type, candidate.object.entity.type)
            fired = {firing.row.relation for firing in candidate.fired}
            for k, relation in enumerate(labels):
                if (number, relation) in judged:
                    continue
                mean = means[number][k]
                if relation not in allowed and mean >= LIKELY:
                    types = f"{candidate.subject.entity.type} → {candidate.object.entity.type}"
                    outcome, why = Outcome.NOT_ALLOWED, f"the ontology allows no {relation}: {types}"
                elif relation in fired:
                    outcome = Outcome.RULED_OUT
                    why = f"a row fired, but the mean log-odds {mean:+.1f} are below {LEAST}"
                else:
                    continue
                logits = float(scores.by_features[number, k]), float(scores.by_encoder[number, k])
                judgement = Judgement(number, candidate, relation, 0.0, *logits)
                yield encoded.sentences[number], self._explained(judgement, outcome, why, None)

    def _explained(
        self, judgement: Judgement, outcome: Outcome, why: str, claim: Claim | None
    ) -> ExplainedReading:
        candidate, relation = judgement.candidate, judgement.relation
        never = outcome in (Outcome.RULED_OUT, Outcome.NOT_ALLOWED)
        token = self._reader.doc[candidate.trigger(relation)]
        text = self._reader.document.text
        return ExplainedReading(
            subject=candidate.subject,
            relation=relation,
            object=candidate.object,
            rows=tuple(dict.fromkeys(firing.row.id for firing in candidate.fired_for(relation))),
            trigger=text[token.idx : token.idx + len(token)],
            by_features=judgement.by_features,
            by_encoder=judgement.by_encoder,
            confidence=None if never else judgement.confidence,
            outcome=outcome,
            why=why,
            claim=claim,
            features=self._strongest(candidate, relation),
        )

    def _strongest(self, candidate: Candidate, relation: str) -> tuple[tuple[str, float], ...]:
        if not self._features or relation not in self._model.labels:
            return ()
        found = self._model.contributions(candidate.features, relation)
        for_it = [pair for pair in found if pair[1] > 0][: self._features]
        against = [pair for pair in found if pair[1] < 0][: self._features]
        return (*for_it, *against)


def _surest_first(reading: ExplainedReading) -> float:
    return 1.0 if reading.confidence is None else -reading.confidence


def _mean(judgement: Judgement) -> float:
    """What rivals are compared by; a relation without a model has no rivals."""
    if judgement.by_features is None or judgement.by_encoder is None:
        return 0.0
    return (judgement.by_features + judgement.by_encoder) / 2


def _said(candidate: Candidate, relation: str) -> str:
    words = (" ".join(each.text.split()) for each in (candidate.subject, candidate.object))
    return f" {relation} ".join(words)


def _when(claim: Claim) -> str:
    when = claim.when
    if when is None:
        return ""
    days = [day.isoformat() for day in (when.start, when.end) if day is not None]
    if when.start is None or when.end is None:
        return f", {'until' if when.start is None else 'since'} {days[0]}" if days else ""
    return f", {' to '.join(dict.fromkeys(days))}"
