"""The part of a graph that settles who is who and what counts: decisions of people, and what follows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property

from kgraph.errors import GraphError
from kgraph.graph.copies import Copies
from kgraph.graph.decisions import Decision, Verdict, about_claim, about_things
from kgraph.graph.filters import Filters
from kgraph.graph.identity import Identity, Merge, resolve
from kgraph.graph.index import Index
from kgraph.graph.names import fold, only_one
from kgraph.graph.settled import Who, rejected_by
from kgraph.graph.things import Thing, gather
from kgraph.model import Claim, Document, Entity, Participant

__all__ = ["Deciding"]


class Deciding(ABC):
    """Claims as they were added, decisions on them, and the index of what is left when all is settled."""

    def __init__(self) -> None:
        self._claims: dict[str, Claim] = {}
        self._documents: dict[str, Document] = {}
        self._decisions: dict[tuple[str, str], Decision] = {}
        self._inherited: tuple[Identity, Copies] | None = None
        # Of the documents as they are now; decisions do not change them.
        self._copies: Copies | None = None

    def same(self, one: str | Entity, other: str | Entity, *, note: str | None = None) -> Entity:
        """Decide that two names or ids are one entity, which is returned; undone by `different`.

        Raises `GraphError` where another decision keeps them apart, or a name means several.
        """
        return self._decide_on(Verdict.SAME, self._thing(one), self._thing(other), note)

    def different(
        self, one: str | Entity, other: str | Entity, *, document: str | None = None, note: str | None = None
    ) -> Entity:
        """Decide that two names or ids are two entities, the other of which is returned; undone by `same`.

        `document` (its id, path, title or address) says that `other` is meant only as that article
        has it: so namesakes that all articles call the same are told apart.
        """
        first, second = self._thing(one), self._thing(other)
        if document is not None:
            ids = sorted(self._index.documents_named(document))
            if len(ids) > 1:
                raise GraphError(f"{document!r} are several articles: give the id, {' or '.join(ids)}.")
            second = Thing(second.id, second.kind, ids[0])
            said = self._whole_index.claims_of(self._entity_id(first))
            if all(claim.document.id == ids[0] for claim in said):
                raise GraphError(f"Only {document!r} speaks of {self._called(first)}: nothing to tell apart.")
        if first == second:
            raise GraphError(
                f"{first.id!r} is one name in all articles: say in which article the other is meant."
            )
        return self._decide_on(Verdict.DIFFERENT, first, second, note)

    def reject(self, claim: str | Claim, *, note: str | None = None) -> Claim:
        """Decide that a claim, given by id or the first letters of it, is not to be among the answers."""
        return self._decide_claim(Verdict.REJECT, claim, note)

    def accept(self, claim: str | Claim, *, note: str | None = None) -> Claim:
        """Decide that a claim holds; it is among the answers again where it was rejected."""
        return self._decide_claim(Verdict.ACCEPT, claim, note)

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Take over decisions, each in the place of an older one about the same. Returns how many are new."""
        self._load_decisions()
        before = dict(self._decisions)
        self._decisions |= {decision.about: decision for decision in decisions}
        self._changed()
        return sum(before.get(about) != decision for about, decision in self._decisions.items())

    def decisions(self) -> list[Decision]:
        """All decisions, in a fixed order."""
        self._load_decisions()
        return sorted(self._decisions.values(), key=lambda decision: decision.about)

    def merges(self) -> list[Merge]:
        """Each name or type that was read as another entity's, and why."""
        who = self._who
        return [merge for merge in who.identity.merges if merge.entity.id in who.entities]

    @cached_property
    def _index(self) -> Index:
        """The claims that are not rejected. Made when the first question comes, after all was added."""
        self._load()
        self._settle_documents()
        if self._copies is None:
            self._copies = Copies(tuple(self._documents.values()))
        identity, copies = self._inherited or (self._resolved(), self._copies)
        left = (claim for id, claim in self._claims.items() if id not in self._rejected)
        return Index(left, self._documents.values(), identity, copies)

    @cached_property
    def _whole_index(self) -> Index:
        """All claims, rejected ones too."""
        if not self._rejected:
            return self._index
        known = self._index
        return Index(self._claims.values(), self._documents.values(), known.identity, known.copies)

    @cached_property
    def _rejected(self) -> frozenset[str]:
        self._load_decisions()
        return rejected_by(self._decisions.values())

    @cached_property
    def _who(self) -> Who:
        """Who is who, by all claims, rejected ones too, and the decisions as they are now."""
        if (known := self._who_is_who_unread()) is not None:
            return known
        index = self._index
        weights = {id: len(claims) for id, claims in index.shelf("entity").items()}
        things = gather(self._claims.values(), index.identity.of_document)
        return Who(things, index.identity, index.entities, weights)

    def _resolved(self) -> Identity:
        return resolve(list(self._claims.values()), self._decisions.values())

    def _index_with(self, filters: Filters) -> Index:
        return self._whole_index if filters.get("rejected") else self._index

    def _inherit(self, decisions: Iterable[Decision], identity: Identity, copies: Copies) -> None:
        """Keep what is settled of the graph that this one is a part of, until it changes."""
        # A rejected claim is among those of a part only if it was asked for.
        self._decisions = {
            one.about: one
            for one in decisions
            if one.verdict is not Verdict.REJECT or one.claim not in self._claims
        }
        self._changed()
        self._inherited = identity, copies

    def _changed(self) -> None:
        """Forget what was made from another state."""
        self._inherited = None
        for made in ("_index", "_whole_index", "_rejected", "_who"):
            self.__dict__.pop(made, None)

    def _decide_on(self, verdict: Verdict, one: Thing, other: Thing, note: str | None) -> Entity:
        sign = "=" if verdict is Verdict.SAME else "≠"
        says = f"{self._called(one)} {sign} {self._called(other)}"
        decision = about_things(verdict, one, other, says, note)
        self._load_decisions()
        before = dict(self._decisions)
        broken = {about for about, old in before.items() if not self._holds(old)}
        self.decide([decision])
        against = [
            old for old in self._decisions.values() if not self._holds(old) and old.about not in broken
        ]
        if against:
            self._decisions = before
            self._changed()
            told = ", ".join(one.says or " ".join(one.about) for one in against if one != decision)
            raise GraphError(f"{says}: decided before and against it is {told}; change that first.")
        id = self._who.identity.entity_of(other)
        return self._who.entities.get(id) or Entity(id, self._called(other), "")

    def _holds(self, decision: Decision) -> bool:
        """Whether the entities are as decided; so also where the graph does not have the things."""
        if decision.things is None or not self._who.things.keys() >= set(decision.things):
            return True
        one, other = map(self._who.identity.entity_of, decision.things)
        return (one == other) == (decision.verdict is Verdict.SAME)

    def _decide_claim(self, verdict: Verdict, claim: str | Claim, note: str | None) -> Claim:
        typed = claim if isinstance(claim, str) else claim.id
        found = self._claim_ids(typed)
        if len(found) != 1 or not typed:
            several = f"has several claims {typed!r}…: write more of the id"
            none = f"has no claim {typed!r}; `kgraph claims` shows their ids"
            raise GraphError(f"The graph {several if len(found) > 1 else none}.")
        settled = self.claim(found[0])
        self.decide([about_claim(verdict, found[0], str(settled), note)])
        return settled

    def _thing(self, typed: str | Entity | Participant) -> Thing:
        """The thing that a typed name or an id stands for: as texts name it, before anything is merged."""
        who, identity = self._who, self._who.identity
        if not isinstance(typed, str):
            typed = typed.id
        claimed = [thing for thing, seen in who.things.items() if seen.claimed]
        found = [thing for thing in claimed if thing.id == typed]
        if typed in who.entities:
            # An id may be that of an entity, and also what texts call another one.
            found = [thing for thing in found if identity.entity_of(thing) == typed] or [identity.main[typed]]
        if not found:
            folded = fold(typed)
            found = [
                thing for thing in claimed if any(fold(name) == folded for name in who.things[thing].names)
            ]
        if not found:
            return identity.main[self.entity(typed).id]
        only_one(typed, {identity.entity_of(thing) for thing in found})
        return min(found, key=lambda thing: (-who.things[thing].count, thing))

    def _entity_id(self, thing: Thing) -> str:
        return self._who.identity.entity_of(thing)

    def _called(self, thing: Thing) -> str:
        things = self._who.things
        seen = things.get(thing) or things.get(Thing(thing.id, thing.kind))
        name = seen.name if seen else thing.id
        if thing.document and thing.document in self._documents:
            return f"{name} in {self._documents[thing.document].label}"
        return name

    @abstractmethod
    def entity(self, name: str) -> Entity:
        """The entity of a name as people type it, or of an id."""

    @abstractmethod
    def claim(self, id: str) -> Claim:
        """The claim of an id, be it rejected or not."""

    @abstractmethod
    def _load(self) -> None: ...

    @abstractmethod
    def _load_decisions(self) -> None: ...

    @abstractmethod
    def _claim_ids(self, beginning: str) -> list[str]:
        """The ids of claims that begin so; the exact one alone where there is one."""

    @abstractmethod
    def _who_is_who_unread(self) -> Who | None:
        """Who is who, from a file whose claims were not read; None where they were."""

    @abstractmethod
    def _settle_documents(self) -> None: ...
