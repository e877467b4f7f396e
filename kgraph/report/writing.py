"""A dossier written out: `written` gives the report, which the formats only set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.graph import FusedRelation
from kgraph.model import Claim, Literal, Stance
from kgraph.ontology import ontology
from kgraph.query import Dossier
from kgraph.query import Event as Happening
from kgraph.query.dossier import Dispute
from kgraph.report.limits import limits
from kgraph.report.names import Names
from kgraph.report.notes import Notes, day_in_words, time_in_words
from kgraph.report.parts import Block, Event, Item, Report, Section, Sentence, Statement, Text, Told, say
from kgraph.report.safe import plain
from kgraph.report.telling import Teller, behind
from kgraph.words import counted

__all__ = ["MOST", "written"]

MOST = 40
"""Statements of a section, and twice as many events, where nothing else is asked for."""

STANCES = {
    Stance.ASSERTED: "stated as fact",
    Stance.ALLEGED: "alleged",
    Stance.PROPOSED: "proposed or planned",
    Stance.DENIED: "denied",
}
_MOST_REFS = 6


def written(found: Dossier, *, title: str | None = None, most: int = MOST) -> Report:
    """The report of a dossier, with at most `most` statements a section; what is left out is counted."""
    return _Writer(found, most).report(title)


class _Writer:
    def __init__(self, found: Dossier, most: int) -> None:
        claims = (*found.claims, *found.said)
        self._found, self._most = found, most
        self._notes = Notes(claims)
        self._teller = Teller(Names(claims), self._notes)
        self._denials = {claim.id for dispute in found.disputes for claim in dispute.denials}
        self._disputed = {dispute.relation.key for dispute in found.disputes}

    def report(self, title: str | None) -> Report:
        found = self._found
        sections = [
            self._section(
                "Who it is", "", [self._statement([one]) for one in self._undisputed(found.profile)]
            ),
            self._section(
                "Disputes",
                "What some say and others deny, side by side.",
                [self._dispute(dispute) for dispute in found.disputes],
            ),
        ]
        for label, relations in found.families.items():
            groups = self._alike(self._undisputed(relations))
            sections.append(self._section(label, "", [self._statement(group) for group in groups]))
        sections += [self._said(), self._timeline(), self._missing(), limits(found)]
        # What only describes ("the company") is no name.
        names = tuple(plain(name, 160) for name in found.names if name[:1].isupper())
        kept = tuple(section for section in sections if section.blocks)
        notes, documents = self._notes.all(), self._notes.documents()
        head = plain(title or found.entity.name, 200) or "Untitled"
        return Report(head, self._kicker(), names, self._summary(), kept, notes, documents)

    def _kicker(self) -> str:
        """What kind of thing it is, and what the catalogue knows of it."""
        entity, known = self._found.entity, self._found.known
        kind = ontology().types.get(entity.type)
        label = kind.label if kind else plain(entity.type, 60)
        told = [label[:1].upper() + label[1:]]
        told += [self._found.country.name] if self._found.country else []
        told += [f"Wikidata {known.wikidata}"] if known and known.wikidata else []
        return " · ".join(told)

    def _summary(self) -> tuple[Sentence, ...]:
        found = self._found
        said = ", ".join(f"{count} {STANCES[stance]}" for stance, count in found.stances.items())
        days = sorted(document.published for document in found.documents if document.published)
        when = ""
        if days:
            last = f" to {day_in_words(days[-1])}" if days[-1] != days[0] else ""
            when = f", published {day_in_words(days[0])}{last}"
        name = Text(plain(found.entity.name, 160), "name")
        total, one = len(found.relations), sum(relation.origins == 1 for relation in found.relations)
        some = f"{one:,} of them rest{'s' if one == 1 else ''}"
        alone = "each of them rests" if one == total else some
        disputes = len(found.disputes)
        return (
            say(f"The graph holds {counted(len(found.claims), 'claim')} about ", name,
                f" from {counted(len(found.documents), 'article')}{when}: {said}."),
            say(f"They come to {counted(total, 'statement')}",
                ". None of them is disputed in these articles. " if not disputes else
                f", of which {disputes:,} {'is' if disputes == 1 else 'are'} disputed: what is claimed and "
                "what is denied stand side by side below. ",
                f"As far as can be shown, {alone} on a single origin, however many articles repeat it."
                if one else "Each of them has more than one independent origin."),
            say("This report tells who says what. It does not find that any of it is true."),
        )  # fmt: skip

    def _undisputed(self, relations: Iterable[FusedRelation]) -> list[FusedRelation]:
        """Those that are not told with the disputes, be it as a claim or as somebody's denial."""
        return [
            relation
            for relation in relations
            if relation.key not in self._disputed
            and any(claim.id not in self._denials for claim in relation.claims)
        ]

    def _alike(self, relations: Sequence[FusedRelation]) -> list[list[FusedRelation]]:
        """Relations that the same words tell, together; the most often told first."""
        id = self._found.entity.id
        groups: dict[object, list[FusedRelation]] = {}
        for relation in sorted(relations, key=lambda relation: -len(relation.claims)):
            key = (relation.relation, relation.subject.id == id, *_told(relation.claims, relation.object))
            groups.setdefault(key, []).append(relation)
        return list(groups.values())

    def _statement(self, relations: Sequence[FusedRelation]) -> Statement:
        first = relations[0]
        subjects = list(dict.fromkeys(relation.subject for relation in relations))
        objects = list(dict.fromkeys(relation.object for relation in relations))
        told = self._teller.tell(subjects, first.relation, objects, first.claims)
        claimed = tuple(one for one in told if one.stance is not Stance.DENIED)
        return Statement(claimed, tuple(one for one in told if one.stance is Stance.DENIED), behind(first))

    def _dispute(self, dispute: Dispute) -> Statement:
        relation = dispute.relation
        held = self._teller.tell([relation.subject], relation.relation, [relation.object], dispute.held)
        against: list[Told] = []
        for group in _by_saying(dispute.denials):
            first = group[0]
            against += self._teller.tell([first.subject], first.relation, [first.object], group)
        return Statement(tuple(held), tuple(against), behind(relation))

    def _said(self) -> Section:
        name = plain(self._found.entity.name, 160)
        told = [
            self._teller.tell([group[0].subject], group[0].relation, [group[0].object], group)
            for group in _by_saying(self._found.said)
        ]
        blocks = [Statement(tuple(one), (), "") for one in told]
        return self._section(f"What {name} says of others", "", blocks)

    def _timeline(self) -> Section:
        groups: dict[object, list[Happening]] = {}
        for event in self._found.timeline:
            said = event.claims[0]
            key = (
                event.time,
                event.dated_by,
                said.relation,
                said.subject.id,
                *_told(event.claims, said.object),
            )
            groups.setdefault(key, []).append(event)
        events = list(groups.values())
        rows = [self._event(alike) for alike in events[-2 * self._most :]]
        lead = "By the time that the texts give; else by the day of the article, where the fact may be older."
        return Section("Timeline", lead, tuple(rows), _left_out(len(events) - len(rows), "earlier event"))

    def _event(self, alike: Sequence[Happening]) -> Event:
        event, said = alike[0], alike[0].claims[0]
        objects = list(dict.fromkeys(event.claims[0].object for event in alike))
        told = self._teller.tell([said.subject], said.relation, objects, event.claims, times=False)
        pieces = [
            piece for number, one in enumerate(told) for piece in (" " if number else "", *one.sentence)
        ]
        reported = event.dated_by == "article"
        return Event(_event_time(event), reported, Told(event.stance, say(*pieces)))

    def _missing(self) -> Section:
        """Gaps in sentences, those together that differ in the object only."""
        alike: dict[tuple[str, str, str, str], list[FusedRelation]] = {}
        for gap in self._found.gaps:
            key = (gap.kind.meaning, gap.why, gap.relation.subject.id, gap.relation.relation)
            alike.setdefault(key, []).append(gap.relation)
        items = [self._gap(meaning, why, relations) for (meaning, why, *_), relations in alike.items()]
        return self._section("What is missing", "Gaps that more reading might close.", items)

    def _gap(self, meaning: str, why: str, relations: Sequence[FusedRelation]) -> Item:
        first, claims = relations[0], [claim for relation in relations for claim in relation.claims]
        objects = list(dict.fromkeys(relation.object for relation in relations))
        fact = self._teller.fact([first.subject], first.relation, objects)
        refs = sorted(set(map(self._notes.ref, claims)), key=lambda ref: ref.number)[:_MOST_REFS]
        return Item(say("That ", *fact, *refs, f" is {plain(why)}. ", Text(f"({meaning})", "soft")))

    def _section(self, title: str, lead: str, blocks: Sequence[Block]) -> Section:
        kept = tuple(blocks[: self._most])
        return Section(title, lead, kept, _left_out(len(blocks) - len(kept), "more statement"))


def _told(claims: Iterable[Claim], thing: object) -> tuple[object, ...]:
    """What sayings have in common that one sentence may tell; a number stands for itself."""
    words = frozenset((claim.document.id, claim.evidence, claim.stance, claim.source) for claim in claims)
    return (words, thing) if isinstance(thing, Literal) else (words,)


def _by_saying(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.saying, []).append(claim)
    return list(groups.values())


def _event_time(event: Happening) -> str:
    when = next(
        (claim.when for claim in event.claims if claim.when and (claim.when.start or claim.when.end)), None
    )
    if event.dated_by == "text" and when is not None:
        return time_in_words(when)
    day = event.start or event.end
    assert day is not None, "an event has one side at least"
    return day_in_words(day)


def _left_out(count: int, what: str) -> str:
    return f"Left out for length: {counted(count, what)}." if count > 0 else ""
