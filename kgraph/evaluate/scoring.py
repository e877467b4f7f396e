"""Count claims against gold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kgraph.errors import KgraphError
from kgraph.evaluate.gold import GoldClaim, GoldDocument
from kgraph.evaluate.matching import (
    Matches,
    distinct_claims,
    links_pair,
    match_claims,
    same_source,
)
from kgraph.evaluate.report import By, Difference, Report, Score, Share
from kgraph.model import Claim, Document

__all__ = ["document_name", "evaluate"]

_TEXT_ENDING = re.compile(r"\.(?:txt|md|html)\Z")


def evaluate(gold: Iterable[GoldDocument], claims: Iterable[Claim], *, by: By = "relation") -> Report:
    """Measure `claims` against `gold`; claims of documents that gold does not have are left out.

    Documents are paired by `document_name`. Within one, claims that say the same in the same
    stance count once, and each answers one gold claim at most. Debatable gold claims (`core`
    False) and repetitions of gold claims count neither way. `by` says what the groups of the
    report are; any other word raises KgraphError.
    """
    if by not in ("relation", "document"):
        raise KgraphError(f"A report groups by relation or by document, not by {by!r}.")
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[document_name(claim.document)].append(claim)
    groups: defaultdict[str, Score] = defaultdict(Score)
    stance = source = pairs = silence = Share()
    errors: list[Difference] = []
    documents = 0
    for document in gold:
        documents += 1
        found = distinct_claims(by_document.get(document.id, ()))
        core = [wanted for wanted in document.claims if wanted.core]
        matches = match_claims(document.claims, found)
        for relation, score in _scores(matches):
            groups[relation if by == "relation" else document.id] += score
        stance += _share(claim.stance == wanted.stance for wanted, claim in matches.hits)
        source += _share(same_source(claim, wanted) for wanted, claim in matches.hits if wanted.source)
        pairs += _share(any(links_pair(claim, wanted) for claim in found) for wanted in core)
        silence += _share([not found] if not core else [])
        errors += _differences(document.id, matches)
    ranked = sorted(groups.items(), key=lambda group: (-group[1].wanted, group[0]))
    total = sum(groups.values(), Score())
    return Report(by, documents, total, dict(ranked), stance, source, pairs, silence, tuple(errors))


def document_name(document: Document) -> str:
    """The name under which gold has a document: of its file, without folder and text ending.

    The id of the document, where it was not read from a file.

    >>> document_name(Document("", path="articles/a-1.txt")), document_name(Document("", id="7f"))
    ('a-1', '7f')
    """
    return _TEXT_ENDING.sub("", (document.path or document.id).rsplit("/", 1)[-1])


def _scores(matches: Matches) -> Iterator[tuple[str, Score]]:
    for wanted, _ in matches.hits:
        yield wanted.relation, Score(hits=1)
    for wanted in matches.missed:
        yield wanted.relation, Score(misses=1)
    for claim in matches.extra:
        yield claim.relation, Score(extras=1)


def _share(outcomes: Iterable[bool]) -> Share:
    outcomes = list(outcomes)
    return Share(sum(outcomes), len(outcomes))


def _differences(document: str, matches: Matches) -> Iterator[Difference]:
    for wanted, claim in matches.hits:
        said = _gold_words(wanted)
        quote = claim.evidence.quote
        if claim.stance != wanted.stance:
            yield Difference("stance", document, *said, claim.stance, wanted.stance, claim.stance, quote)
        if wanted.source and not same_source(claim, wanted):
            named = claim.source.name
            yield Difference("source", document, *said, claim.stance, wanted.source[0], named, quote)
    for wanted in matches.missed:
        yield Difference("miss", document, *_gold_words(wanted), wanted.stance)
    for claim in matches.extra:
        said = claim.subject.name, claim.relation, claim.object.name
        yield Difference("extra", document, *said, claim.stance, quote=claim.evidence.quote)


def _gold_words(wanted: GoldClaim) -> tuple[str, str, str]:
    return wanted.subject[0], wanted.relation, wanted.object[0]
