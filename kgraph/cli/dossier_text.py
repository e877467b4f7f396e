"""A dossier as text: who it is, disputes, relations by kind, what is missing, a timeline, the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from kgraph.cli.prose import article, by_sentence, evidence_lines, plain, several, wrapped
from kgraph.graph import FusedRelation
from kgraph.model import Amount, Claim, Document, Stance
from kgraph.ontology import ontology
from kgraph.query import Dossier, Event
from kgraph.query.labels import other_end, relation_label, seen_from
from kgraph.words import joined

__all__ = ["DossierText"]


class DossierText:
    """One dossier as lines, with at most so many sentences a relation and so many rows a part.

    What is left out is counted. Articles have numbers, under which the last part lists those that are cited.
    """

    def __init__(self, found: Dossier, most_sentences: int, most_rows: int) -> None:
        self._found = found
        self._most_sentences = most_sentences
        self._most_rows = most_rows
        self._cited: dict[str, tuple[int, Document]] = {}

    def lines(self) -> Iterator[str]:
        """All parts that have something to say."""
        yield from self._head()
        yield from self._profile()
        yield from self._disputes()
        disputed = {dispute.relation.key for dispute in self._found.disputes}
        for family, relations in self._found.families.items():
            undisputed = [relation for relation in relations if relation.key not in disputed]
            yield from self._family(family, undisputed)
        yield from self._missing()
        yield from self._timeline()
        yield from self._said()
        yield from self._articles()

    def _number(self, document: Document) -> int:
        """The place of an article among those cited, in the order in which they are."""
        return self._cited.setdefault(document.id, (len(self._cited) + 1, document))[0]

    def _head(self) -> Iterator[str]:
        found = self._found
        yield wrapped(" · ".join(self._titles()), 0, 2)
        if found.names:
            yield wrapped(f"also called: {', '.join(found.names)}", 2, 4)
        claims = found.claims
        said = ", ".join(f"{count} {stance}" for stance, count in found.stances.items())
        days = sorted(document.published for document in found.documents if document.published)
        when = "" if not days else f", {days[0]}" if days[0] == days[-1] else f", {days[0]} to {days[-1]}"
        yield wrapped(
            f"{several(len(claims), 'claim')} in {several(len(found.documents), 'article')}{when}: {said}", 2
        )
        if found.products:
            see = ", ".join(f"{product.name} ({count})" for product, count in found.products.items())
            yield wrapped(f"see also: {see}", 2, 4)
        if found.company:
            together = ", ".join(f"{other.name} ({count})" for other, count in found.company.items())
            yield wrapped(f"most often with: {together}", 2, 4)

    def _titles(self) -> Iterator[str]:
        """Its name, its type, and what the catalogue knows of it."""
        entity, known = self._found.entity, self._found.known
        kind = ontology().types.get(entity.type)
        yield entity.name
        yield kind.label if kind else entity.type
        if self._found.country:
            yield self._found.country.name
        if known and known.wikidata:
            yield f"Wikidata {known.wikidata}"

    def _profile(self) -> Iterator[str]:
        """A line a relation, then their sentences: this is what is told of it, not what is known."""
        profile = self._found.profile
        if not profile:
            return
        yield "\nWho it is"
        for name, group in groupby(profile, key=lambda relation: relation.relation):
            ranked = sorted(group, key=lambda relation: -len(relation.claims))
            told = [_briefly(relation) for relation in ranked]
            yield wrapped(f"{relation_label(name)} {_row(told, self._most_rows)}", 2, 4)
        yield from self._evidence([claim for relation in profile for claim in relation.claims], 4)

    def _disputes(self) -> Iterator[str]:
        disputes = self._found.disputes
        if disputes:
            yield "\nDisputes"
        for dispute in disputes[: self._most_rows]:
            relation = dispute.relation
            yield wrapped(self._headline([relation]), 2, 4)
            yield from self._evidence(dispute.held, 6)
            yield from self._evidence(dispute.denials, 6)
            wider = joined(c.object.name for c in dispute.denials if c.object.name != relation.object.name)
            if wider:
                yield wrapped(f"(the denial is about {wider})", 8)
        yield from _left_out(len(disputes) - self._most_rows, "more dispute", 2, "--rows")

    def _family(self, label: str, relations: Sequence[FusedRelation]) -> Iterator[str]:
        """Relations of one kind, the most often told first; those that the same words tell stand together."""
        if not relations:
            return
        yield f"\n{label}"
        ranked = sorted(relations, key=lambda relation: -len(relation.claims))
        alike: dict[object, list[FusedRelation]] = {}
        for relation in ranked[: self._most_rows]:
            alike.setdefault(self._words(relation), []).append(relation)
        for group in alike.values():
            yield wrapped(self._headline(group), 2, 4)
            yield from self._evidence(group[0].claims, 6)
        yield from _left_out(len(ranked) - self._most_rows, "more relation", 2, "--rows")

    def _words(self, relation: FusedRelation) -> object:
        """What relations under one headline have in common: the label, and who says it in which words."""
        told = {(c.document.id, c.evidence, c.stance, c.source) for c in relation.claims}
        return seen_from(relation, self._found.entity.id), frozenset(told)

    def _headline(self, relations: Sequence[FusedRelation]) -> str:
        """What is said; where it is said more than once also how often, how, and with how much behind it."""
        id, first = self._found.entity.id, relations[0]
        others = joined(other_end(relation, id) for relation in relations)
        details = _details(claim for relation in relations for claim in relation.claims)
        told = f"{seen_from(first, id)} {others}{f' ({details})' if details else ''}"
        if len(first.claims) == 1:
            return told
        stances = ", ".join(f"{count} {stance}" for stance, count in first.stances.items())
        behind = f"{several(first.articles, 'article')}, {several(first.origins, 'origin')}"
        return f"{told} — {stances}; {behind}"

    def _evidence(self, claims: Sequence[Claim], indent: int) -> Iterator[str]:
        """The sentences of the surest claims, in the order of the articles."""
        sentences = by_sentence(claims)
        ranked = sorted(sentences, key=lambda group: -max(claim.confidence for claim in group))
        surest = {group[0].id for group in ranked[: self._most_sentences]}
        kept = [claim for group in sentences if group[0].id in surest for claim in group]
        yield from evidence_lines(kept, indent, self._number)
        yield from _left_out(len(sentences) - len(surest), "more sentence", indent, "--sentences")

    def _missing(self) -> Iterator[str]:
        if self._found.gaps:
            yield "\nWhat is missing"
        id = self._found.entity.id
        for kind, group in groupby(self._found.gaps, key=lambda gap: gap.kind):
            yield f"  {kind.meaning}"
            reasons: dict[str, list[str]] = {}
            for gap in group:
                said = f"{seen_from(gap.relation, id)} {other_end(gap.relation, id)}"
                reasons.setdefault(gap.why, []).append(said)
            for why, said_so in islice(reasons.items(), self._most_rows):
                yield wrapped(f"{_row(said_so, self._most_rows)}: {why}", 4, 4)
            yield from _left_out(len(reasons) - self._most_rows, "more row", 4, "--rows")

    def _timeline(self) -> Iterator[str]:
        """The latest events, the earliest of them first."""
        events = self._found.timeline
        if events:
            yield "\nTimeline"
        yield from _left_out(len(events) - 2 * self._most_rows, "earlier event", 2, "--rows")
        latest = events[-2 * self._most_rows :]
        widest = max((len(event.time) for event in latest), default=0)
        for event in latest:
            yield wrapped(self._event(event), 2, widest + 2, lead=f"{event.time:<{widest}}  ")

    def _event(self, event: Event) -> str:
        said, id = event.claims[0], self._found.entity.id
        stance = "" if event.stance is Stance.ASSERTED else f" ({event.stance})"
        reported = "reported: " if event.dated_by == "article" else ""
        return f"{reported}{seen_from(said, id)} {other_end(said, id)}{stance} — {joined(event.sources)}"

    def _said(self) -> Iterator[str]:
        """What it says of others; what it says of itself stands with the relations."""
        said = self._found.said
        if not said:
            return
        yield f"\nWhat {plain(self._found.entity.name)} says of others"
        for claim in said[: self._most_sentences]:
            yield wrapped(f"{claim.subject.name} {relation_label(claim.relation)} {claim.object.name}", 2, 4)
            yield from evidence_lines([claim], 6, self._number)
        yield from _left_out(len(said) - self._most_sentences, "more claim", 2, "--sentences")

    def _articles(self) -> Iterator[str]:
        yield "\nArticles"
        for number, document in self._cited.values():
            where = document.url or document.path
            told = f"{article(document)}{f', {where}' if where else ''}"
            yield wrapped(told, 2, 4, lead=f"[{number}] ")
        cited = sum(document.id in self._cited for document in self._found.documents)
        yield from _left_out(len(self._found.documents) - cited, "more article", 2, "--rows or --sentences")


def _briefly(relation: FusedRelation) -> str:
    """The object, with the texts' words about time and amount, and with a stance that is not plain."""
    stances = [stance.value for stance in relation.stances if list(relation.stances) != [Stance.ASSERTED]]
    told = "; ".join([*stances, *filter(None, [_details(relation.claims)])])
    return f"{relation.object.name} ({told})" if told else relation.object.name


def _details(claims: Iterable[Claim]) -> str:
    """Times and qualifiers of claims in the words of the texts, each once."""
    found: dict[str, None] = {}
    for claim in claims:
        if claim.when and claim.when.text:
            found[claim.when.text] = None
        for value in claim.qualifiers.values():
            found[value.text if isinstance(value, Amount) else value] = None
    return "; ".join(found)


def _row(words: Sequence[str], most: int) -> str:
    """Words side by side, and how many there are beyond the most.

    >>> _row(["a", "b", "c"], 3), _row(["a", "b", "c"], 1)
    ('a; b; c', 'a; and 2 more')
    """
    more = len(words) - most
    return "; ".join([*words[:most], *([f"and {more} more"] if more > 0 else [])])


def _left_out(count: int, what: str, indent: int, option: str) -> Iterator[str]:
    if count > 0:
        yield f"{' ' * indent}… and {several(count, what)}; {option} shows more"
