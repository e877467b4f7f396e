"""The annotated passages of `training/corpus/`: rows as values, parses, and which only measure."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.evaluate import GoldClaim, GoldDocument
from kgraph.model import Document, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "CORPUS",
    "PRONOUNS",
    "AnnotatedClaim",
    "AnnotatedEntity",
    "Count",
    "Passage",
    "digest",
    "gold_documents",
    "held_out",
    "occurrences",
    "parses",
    "read_corpus",
]

CORPUS = Path(__file__).parent / "corpus"

_PRONOUNS = """
    i me my we us our ours you he him his himself she her herself it its itself they them their theirs
    themselves who whose which that this both one
"""
PRONOUNS = frozenset({*_PRONOUNS.split(), "the former", "the latter", "the two", "the three", "all three"})


@dataclass(frozen=True, slots=True)
class AnnotatedEntity:
    """An entity of a passage with every way in which the passage mentions it, pronouns included."""

    id: str
    type: str
    name: str
    mentions: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name first, then every mention that is no pronoun."""
        spoken = (mention for mention in self.mentions if mention.casefold() not in PRONOUNS)
        return tuple(dict.fromkeys([self.name, *spoken]))

    @property
    def words(self) -> tuple[str, ...]:
        """Every way of mentioning it, each once."""
        return tuple(dict.fromkeys([*self.mentions, self.name]))


@dataclass(frozen=True, slots=True)
class Count:
    """The object of a literal relation: a number and the words that give it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class AnnotatedClaim:
    """A claim of a passage; `subject`, `source` and an `object` that is a string are ids of entities.

    The evidence is `text[start:end]`; `trigger` is in its words, or empty.
    """

    subject: str
    relation: str
    object: str | Count
    stance: Stance
    source: str | None
    start: int
    end: int
    subject_mention: str
    object_mention: str
    trigger: str
    core: bool

    def is_in(self, start: int, end: int) -> bool:
        """Whether the evidence shares characters with a span of the text."""
        return start < self.end and self.start < end


@dataclass(frozen=True)
class Passage:
    """One annotated passage."""

    id: str
    text: str
    publisher: str | None
    published: date | None
    entities: tuple[AnnotatedEntity, ...]
    claims: tuple[AnnotatedClaim, ...]

    @property
    def number(self) -> int:
        """Its number in its file, from 1."""
        return int(re.sub(r"\D", "", self.id))

    @property
    def is_held_out(self) -> bool:
        """Whether it only measures: nothing is trained on, or tuned to, numbers that end in 0 or 5."""
        return self.number % 5 == 0

    @cached_property
    def document(self) -> Document:
        """The passage as the pipeline gets it."""
        return Document(self.text, path=f"{self.id}.txt", publisher=self.publisher, published=self.published)

    @cached_property
    def by_id(self) -> dict[str, AnnotatedEntity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}


def read_corpus(folder: Path = CORPUS) -> list[Passage]:
    """Every passage, by file and line."""
    return [
        _passage(json.loads(line))
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    ]


def held_out(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that only measure."""
    return [passage for passage in passages if passage.is_held_out]


def gold_documents(passages: Iterable[Passage]) -> list[GoldDocument]:
    """What `kgraph.evaluate` should find in the passages."""
    return [
        GoldDocument(passage.id, tuple(_gold(passage, claim) for claim in passage.claims))
        for passage in passages
    ]


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, not inside of longer words.

    >>> occurrences("it", "It hit it.")
    [(7, 9)]
    """
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def digest(passages: Iterable[Passage]) -> str:
    """A SHA-256 over the texts and all annotations."""
    seen = hashlib.sha256()
    for passage in passages:
        seen.update(repr((passage.text, passage.publisher, passage.entities, passage.claims)).encode())
    return seen.hexdigest()


def parses(passages: Sequence[Passage]) -> list[Doc]:
    """The parses of the passages; kept in the temporary folder while texts and parser stay the same."""
    from importlib.metadata import version

    from spacy.tokens import DocBin

    import kgraph.language
    from kgraph.language import load_model, parse

    model = load_model()
    key = hashlib.sha256(repr([version("spacy"), model.meta["name"], model.meta["version"]]).encode())
    for file in sorted(Path(kgraph.language.__file__).parent.glob("*.py")):
        key.update(file.read_bytes())
    for passage in passages:
        key.update(passage.text.encode())
    kept = Path(tempfile.gettempdir()) / "kgraph-training" / f"{key.hexdigest()[:32]}.spacy"
    if not kept.exists():
        docs = [doc for _, doc in parse(passage.document for passage in passages)]
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(".part")
        DocBin(docs=docs, store_user_data=False).to_disk(beside)
        beside.replace(kept)
    return list(DocBin().from_disk(kept).get_docs(model.vocab))


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(
        row["id"],
        row["text"],
        row["publisher"],
        date.fromisoformat(row["published"]) if row["published"] else None,
        tuple(
            AnnotatedEntity(each["id"], each["type"], each["name"], tuple(each["mentions"]))
            for each in row["entities"]
        ),
        tuple(_claim(row["text"], each) for each in row["claims"]),
    )


def _claim(text: str, row: dict[str, Any]) -> AnnotatedClaim:
    thing = row["o"]
    start = text.index(row["evidence"])
    return AnnotatedClaim(
        row["s"],
        row["p"],
        thing if isinstance(thing, str) else Count(float(thing["value"]), thing["text"]),
        Stance(row["stance"]),
        row["source"],
        start,
        start + len(row["evidence"]),
        row["s_mention"] or "",
        row["o_mention"] or "",
        row["trigger"] or "",
        row["core"],
    )


def _gold(passage: Passage, claim: AnnotatedClaim) -> GoldClaim:
    thing = claim.object
    if isinstance(thing, Count):
        value = int(thing.value) if thing.value.is_integer() else thing.value
        accepted: tuple[str, ...] = (thing.text, str(value))
    else:
        accepted = passage.by_id[thing].names
    source = passage.by_id[claim.source].names if claim.source else ()
    return GoldClaim(
        passage.by_id[claim.subject].names, claim.relation, accepted, claim.stance, source, claim.core
    )
