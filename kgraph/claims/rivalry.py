"""What the whole document says for and against one reading of one candidate.

A pair that looks like `led_by` by itself may have a rival in its sentence that looks more like it:
"Latchkey, led by Ann Poe, is backed by Copper Mesa" must not make Ann Poe lead Copper Mesa. The
second stage of the relation model sees each candidate among its rivals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kgraph.claims.pairs import Candidate, relations_between
from kgraph.model import MentionKind
from kgraph.ontology import ontology

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LEAST", "Reading", "Scores", "Standing", "readings", "rivalry"]

LEAST = -4.5
"""Log-odds of the first stage below which a reading is not looked at again."""
UNSAID = -99.0
"""Log-odds of a reading that nobody could make."""
NOT_FIRED = 9
"""Reach where no row of the relation fired."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds of both models of the first stage, shape `(candidates, relations)` each.

    Their mean is what the stages go by: it is right oftener than either.
    """

    by_features: NDArray[np.float32]
    by_encoder: NDArray[np.float32]

    @property
    def mean(self) -> NDArray[np.float32]:
        """The mean of the two."""
        import numpy as np

        return (self.by_features + self.by_encoder) * np.float32(0.5)


Reading = tuple[int, int]
"""Index of a candidate, index of a relation."""

KINDS = tuple(MentionKind)
TYPES = (
    "Agency", "Contract", "Court", "Government", "IntelligenceAgency", "LawEnforcement", "LegalInstrument",
    "Legislature", "MediaOutlet", "Military", "Organization", "Person", "Place", "Product", "Regulator",
    "ThreatActor", "Vendor", "VendorList", "count",
)  # fmt: skip
"""The types that the trees know. One that an ontology adds has no column, so that these keep theirs."""


class Standing(NamedTuple):
    """How a reading stands among its rivals: the first columns of a row, in their order.

    The *group* are all candidates of the sentence that may stand in the relation. Leads are log-odds
    of the best minus the reading's own, so that 0 means that it is the best itself. A reading is *likely*
    if its log-odds are above 0. The last columns tell what the document is about: an article on sport has
    no vendor that deals with a public body.
    """

    score: float
    lead_of_group: float
    lead_with_same_subject: float
    lead_with_same_object: float
    better_with_same_subject: int
    better_with_same_object: int
    number_with_same_subject: int
    number_with_same_object: int
    lead_of_other_relations: float
    fired: bool
    number_of_rows_fired: int
    number_of_relations_fired: int
    fired_in_group: bool
    reach: int
    subject_kind: int
    object_kind: int
    subject_named: bool
    object_named: bool
    lead_elsewhere: float
    score_reversed: float
    distance: int
    subject_first: bool
    size_of_group: int
    subject_length: int
    object_length: int
    lead_of_document: float
    best_with_public_body: float
    likely_in_document: int
    likely_with_public_body: int
    likely_in_sentence: int
    public_bodies: int
    vendors: int
    rows_per_candidate: float
    candidates: int
    by_features: float
    by_encoder: float
    encoder_lead_of_group: float
    encoder_lead_elsewhere: float


def readings(candidates: Sequence[Candidate], labels: Sequence[str], scores: Scores) -> list[Reading]:
    """The readings that the ontology allows and the first stage does not rule out."""
    column = {label: k for k, label in enumerate(labels)}
    likely = (scores.mean >= LEAST).tolist()
    return [
        (i, column[relation])
        for i, candidate in enumerate(candidates)
        for relation in _allowed(candidate)
        if relation in column and likely[i][column[relation]]
    ]


def rivalry(
    candidates: Sequence[Candidate],
    sentences: Sequence[int],
    labels: Sequence[str],
    scores: Scores,
    chosen: Sequence[Reading],
) -> NDArray[np.float32]:
    """One row a reading, shape `(len(chosen), features)`.

    `sentences[i]` tells the sentence of candidate i; there are two relations at least. The columns are
    those of `Standing`, then one for each relation, for each type of the subject and for each type of the
    object, 1 where it is that of the reading.
    """
    import numpy as np

    crowd = _Crowd(candidates, sentences, labels, scores, chosen)
    first_label = len(Standing._fields)
    first_subject = first_label + len(labels)
    first_object = first_subject + len(TYPES)
    rows = np.zeros((len(chosen), first_object + len(TYPES)), np.float32)
    for row, (i, k) in zip(rows, chosen, strict=True):
        row[:first_label] = crowd.standing(i, k)
        row[first_label + k] = 1
        for first, side in ((first_subject, candidates[i].subject), (first_object, candidates[i].object)):
            if side.entity.type in TYPES:
                row[first + TYPES.index(side.entity.type)] = 1
    return rows


class _Crowd:
    """The log-odds of all candidates of a document, gathered by what they have in common."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        sentences: Sequence[int],
        labels: Sequence[str],
        scores: Scores,
        chosen: Sequence[Reading],
    ) -> None:
        import numpy as np

        self._candidates = candidates
        self._sentences = sentences
        self._labels = labels
        mean = scores.mean
        self._scores: list[list[float]] = mean.tolist()
        self._two_best: list[list[float]] = np.sort(mean, axis=1)[:, -2:].tolist()
        self._by_features: list[list[float]] = scores.by_features.tolist()
        self._by_encoder: list[list[float]] = scores.by_encoder.tolist()
        self._fired = [[firing.row.relation for firing in candidate.fired] for candidate in candidates]
        self._ids = [(each.subject.entity.id, each.object.entity.id) for each in candidates]
        self._in_sentence: dict[int, list[int]] = defaultdict(list)
        self._of_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
        """Ids of subject and object → the candidates of the document with both."""
        for i, sentence in enumerate(sentences):
            self._in_sentence[sentence].append(i)
            self._of_pair[self._ids[i]].append(i)
        self._groups: dict[Reading, list[int]] = {}
        self._look_over(chosen)

    def _look_over(self, chosen: Sequence[Reading]) -> None:
        """What the document as a whole is about."""
        onto = ontology()
        to_states = {name for name, relation in onto.relations.items() if "Government" in relation.range}
        public = {k for k, label in enumerate(self._labels) if label in to_states}
        self._public_bodies = len(
            {
                each.object.entity.id
                for each in self._candidates
                if onto.is_a(each.object.entity.type, "PublicBody")
            }
        )
        self._vendors = len(
            {each.subject.entity.id for each in self._candidates if each.subject.entity.type == "Vendor"}
        )
        self._rows_per_candidate = sum(map(len, self._fired)) / max(1, len(self._fired))
        self._document_best = max((self._scores[i][k] for i, k in chosen), default=UNSAID)
        self._public_best = max((self._scores[i][k] for i, k in chosen if k in public), default=UNSAID)
        likely = [(i, k) for i, k in chosen if self._scores[i][k] > 0]
        self._likely = len(likely)
        self._likely_public = sum(k in public for _, k in likely)
        self._likely_in = Counter(self._sentences[i] for i, _ in likely)

    def standing(self, i: int, k: int) -> Standing:
        """How candidate i stands among its rivals for relation k."""
        candidate, sentence = self._candidates[i], self._sentences[i]
        one, other = candidate.subject, candidate.object
        subject, thing = self._ids[i]
        score = self._scores[i][k]
        group = self._group(sentence, k)
        scores = [self._scores[j][k] for j in group]
        with_subject = [self._scores[j][k] for j in group if self._ids[j][0] == subject]
        with_object = [self._scores[j][k] for j in group if self._ids[j][1] == thing]
        second, best = self._two_best[i]
        fired, label = self._fired[i], self._labels[k]
        return Standing(
            score=score,
            lead_of_group=max(scores) - score,
            lead_with_same_subject=max(with_subject) - score,
            lead_with_same_object=max(with_object) - score,
            better_with_same_subject=sum(each > score for each in with_subject),
            better_with_same_object=sum(each > score for each in with_object),
            number_with_same_subject=len(with_subject),
            number_with_same_object=len(with_object),
            lead_of_other_relations=(second if score == best else best) - score,
            fired=label in fired,
            number_of_rows_fired=fired.count(label),
            number_of_relations_fired=len(set(fired)),
            fired_in_group=any(label in self._fired[j] for j in group),
            reach=min(
                (each.reach for each in candidate.fired if each.row.relation == label),
                default=NOT_FIRED,
            ),
            subject_kind=KINDS.index(one.kind),
            object_kind=KINDS.index(other.kind),
            subject_named=one.entity.named,
            object_named=other.entity.named,
            lead_elsewhere=self._best(subject, k, thing, self._scores) - score,
            score_reversed=self._best(thing, k, subject, self._scores),
            distance=abs(one.head - other.head),
            subject_first=one.head < other.head,
            size_of_group=len(group),
            subject_length=one.last - one.first,
            object_length=other.last - other.first,
            lead_of_document=self._document_best - score,
            best_with_public_body=self._public_best,
            likely_in_document=self._likely - (score > 0),
            likely_with_public_body=self._likely_public,
            likely_in_sentence=self._likely_in[sentence],
            public_bodies=self._public_bodies,
            vendors=self._vendors,
            rows_per_candidate=self._rows_per_candidate,
            candidates=len(self._candidates),
            by_features=self._by_features[i][k],
            by_encoder=self._by_encoder[i][k],
            encoder_lead_of_group=max(self._by_encoder[j][k] for j in group) - self._by_encoder[i][k],
            encoder_lead_elsewhere=self._best(subject, k, thing, self._by_encoder) - self._by_encoder[i][k],
        )

    def _group(self, sentence: int, k: int) -> list[int]:
        """The candidates of a sentence that may stand in relation k."""
        if (sentence, k) not in self._groups:
            self._groups[sentence, k] = [j for j in self._in_sentence[sentence] if self._may_be(j, k)]
        return self._groups[sentence, k]

    def _best(self, subject: str, k: int, thing: str, scores: list[list[float]]) -> float:
        """The best log-odds of a saying in the document."""
        said = self._of_pair.get((subject, thing), ())
        return max((scores[j][k] for j in said if self._may_be(j, k)), default=UNSAID)

    def _may_be(self, i: int, k: int) -> bool:
        return self._labels[k] in _allowed(self._candidates[i])


def _allowed(candidate: Candidate) -> tuple[str, ...]:
    return relations_between(candidate.subject.entity.type, candidate.object.entity.type)
