"""What an evaluation found: scores, shares and the list of errors, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kgraph.model import Stance

__all__ = ["By", "Difference", "DifferenceKind", "Report", "Score", "Share"]

By = Literal["relation", "document"]
DifferenceKind = Literal["miss", "extra", "stance", "source"]


@dataclass(frozen=True, slots=True)
class Score:
    """How many claims were found, found in excess, and missed.

    >>> score = Score(hits=3, extras=1, misses=3)
    >>> score.precision, score.recall, score.f1
    (0.75, 0.5, 0.6)
    """

    hits: int = 0
    extras: int = 0
    misses: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.extras + other.extras, self.misses + other.misses)

    @property
    def wanted(self) -> int:
        """How many core claims gold has."""
        return self.hits + self.misses

    @property
    def precision(self) -> float:
        """The share of the claims that gold has, 0 without claims."""
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold claims that were found, 0 without gold claims."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (2 * self.hits + self.extras + self.misses) if self.hits else 0.0

    def as_json(self) -> dict[str, float]:
        """Counts and ratios by name."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "hits": self.hits,
            "extras": self.extras,
            "misses": self.misses,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """`right` out of `of`; its `value` is None where there was nothing to get right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """From 0 to 1."""
        return self.right / self.of if self.of else None

    def as_json(self) -> dict[str, float | None]:
        """The value with the two counts."""
        return {"value": self.value, "right": self.right, "of": self.of}

    def __str__(self) -> str:
        return "–" if self.value is None else f"{self.value:.3f}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the claims and gold.

    `stance` is that of the claim, or of the gold claim for a miss. `expected` and `found` are the
    two stances or the two sources of a hit that has the wrong one. `quote` is the evidence of the
    claim, None for a miss.
    """

    kind: DifferenceKind
    document: str
    subject: str
    relation: str
    object: str
    stance: Stance
    expected: str | None = None
    found: str | None = None
    quote: str | None = None

    def __str__(self) -> str:
        said = f"{self.kind:6} {self.document}: {self.subject} {self.relation} {self.object} [{self.stance}]"
        if self.expected is not None:
            said += f" expected {self.expected}, found {self.found or 'nobody'}"
        return said + (f' "{" ".join(self.quote.split())}"' if self.quote else "")

    def as_json(self) -> dict[str, str | None]:
        """All fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome over all gold documents.

    `groups` maps each relation or document to its score, the one with most gold claims first.
    `stance` and `source` are measured on hits (`source` where gold names one), `pairs` on gold
    claims: is their pair linked by any claim at all. `silence` is the share of documents without
    a claim among those in which gold has no core claim. `errors` are in the order of the documents.
    """

    by: By
    documents: int
    total: Score
    groups: Mapping[str, Score]
    stance: Share
    source: Share
    pairs: Share
    silence: Share
    errors: tuple[Difference, ...]

    def as_table(self) -> str:
        """A table for people: a row for each group, the total, and a line of the other measures."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        rows = [*self.groups.items(), ("all", self.total)]
        width = max(len(name) for name in (self.by, *(name for name, _ in rows)))
        head = "".join(f"{title:>10}" for title in ("precision", "recall", "F1", "hits", "extras", "misses"))
        yield f"{self.by:{width}}{head}"
        for name, score in rows:
            ratios = f"{score.precision:10.3f}{score.recall:10.3f}{score.f1:10.3f}"
            yield f"{name:{width}}{ratios}{score.hits:10}{score.extras:10}{score.misses:10}"
        yield ""
        yield (
            f"{self.documents} documents · stance {self.stance} · source {self.source}"
            f" · pairs linked {self.pairs} · silence {self.silence}"
        )

    def as_json(self) -> dict[str, object]:
        """Everything in the report, as values that `json.dumps` takes."""
        return {
            "documents": self.documents,
            **self.total.as_json(),
            "stance": self.stance.as_json(),
            "source": self.source.as_json(),
            "pairs": self.pairs.as_json(),
            "silence": self.silence.as_json(),
            "by": self.by,
            "groups": {name: score.as_json() for name, score in self.groups.items()},
            "errors": [error.as_json() for error in self.errors],
        }
