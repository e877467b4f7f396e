"""All that a graph says about one entity, in the order in which a reader wants to know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.graph.fusion import count_stances
from kgraph.graph.names import fold
from kgraph.model import Claim, Document, Entity, Literal, Participant, Stance
from kgraph.ontology import ontology
from kgraph.ontology.catalogue import CatalogueEntry, catalogue
from kgraph.query.disputes import Denials
from kgraph.query.gaps import Gap, gaps
from kgraph.query.timeline import Event, timeline

__all__ = ["Dispute", "Dossier", "dossier"]

# The relations that tell who somebody is; they come first, in this order.
PROFILE = (
    "headquartered_in",
    "founded_by",
    "led_by",
    "owned_by",
    "worked_for",
    "has_users",
    "earns_revenue_from",
)
PRONOUNS = frozenset(
    (
        "he",
        "her",
        "him",
        "his",
        "it",
        "its",
        "she",
        "that",
        "their",
        "them",
        "they",
        "this",
        "we",
        "which",
        "who",
    )
)
MOST_NAMES = 8
MOST_COMPANY = 8


@dataclass(frozen=True, slots=True)
class Dispute:
    """A relation that some hold and others deny.

    `denials` are all claims against it, also those that deny it in general ("no ties to any government").
    """

    relation: FusedRelation
    denials: tuple[Claim, ...]

    @property
    def held(self) -> tuple[Claim, ...]:
        """The claims of those who hold it."""
        against = {claim.id for claim in self.denials}
        return tuple(claim for claim in self.relation.claims if claim.id not in against)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a graph says about one entity.

    `names` are other names and words that articles use for it, the most frequent first. `profile` has the
    relations that tell who it is, `families` all others by family, both as fused relations. `said` are the
    claims whose source it is and that are about others. `company` counts the claims with others, `products`
    those about products that are its own or have its name, which are entities of their own.
    """

    entity: Entity
    known: CatalogueEntry | None
    names: tuple[str, ...]
    relations: tuple[FusedRelation, ...]
    profile: tuple[FusedRelation, ...]
    families: Mapping[str, tuple[FusedRelation, ...]]
    disputes: tuple[Dispute, ...]
    gaps: tuple[Gap, ...]
    timeline: tuple[Event, ...]
    said: tuple[Claim, ...]
    company: Mapping[Entity, int]
    products: Mapping[Entity, int]
    documents: tuple[Document, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims about it, relation by relation."""
        return tuple(claim for relation in self.relations for claim in relation.claims)

    @property
    def stances(self) -> Mapping[Stance, int]:
        """The number of these claims of each stance that occurs, in the order of `Stance`."""
        return count_stances(self.claims)

    @property
    def country(self) -> CatalogueEntry | None:
        """The state that the catalogue puts it in."""
        return catalogue().by_id.get(self.known.country) if self.known and self.known.country else None


def dossier(graph: ClaimGraph, entity: Entity) -> Dossier:
    """The dossier of an entity of the graph."""
    relations = graph.relations(entity=entity)
    claims = graph.claims(entity=entity)
    profile = [r for r in relations if r.relation in PROFILE and r.subject.id == entity.id]
    profile.sort(key=lambda relation: PROFILE.index(relation.relation))
    told = {id(relation) for relation in profile}
    denials = Denials(relations)
    against = [(relation, denials.of(relation)) for relation in relations]
    entities = {one.id: one for r in relations for one in (r.subject, r.object) if isinstance(one, Entity)}
    return Dossier(
        entity=entity,
        known=catalogue().by_id.get(entity.id),
        names=_names(entity, claims),
        relations=tuple(relations),
        profile=tuple(profile),
        families=_by_family(relation for relation in relations if id(relation) not in told),
        disputes=tuple(
            Dispute(relation, tuple(found))
            for relation, found in against
            if found and {claim.id for claim in relation.claims} - {claim.id for claim in found}
        ),
        gaps=tuple(gaps(relations, entities)),
        timeline=tuple(timeline(claim for claim in claims if _happened(claim))),
        said=_said_by(graph, entity),
        company=_company(entity, relations),
        products=_products(graph, entity),
        documents=tuple({claim.document.id: claim.document for claim in claims}.values()),
    )


def _names(entity: Entity, claims: Iterable[Claim]) -> tuple[str, ...]:
    """What else the articles call it; not pronouns, and nothing that only differs in case."""
    seen: Counter[str] = Counter()
    for claim in claims:
        for thing in (claim.subject, claim.object):
            if isinstance(thing, Participant) and thing.id == entity.id:
                for name in {thing.name, " ".join(thing.mention.split())}:
                    if name.casefold() not in PRONOUNS:
                        seen[name] += 1
    ranked = sorted(seen, key=lambda name: (-seen[name], name))
    first: dict[str, str] = {entity.name.casefold(): entity.name}
    for name in ranked:
        first.setdefault(name.casefold(), name)
    return tuple(first.values())[1 : MOST_NAMES + 1]


def _by_family(relations: Iterable[FusedRelation]) -> dict[str, tuple[FusedRelation, ...]]:
    """Relations by the label of their family, families in the order of the ontology, others at the end."""
    known = ontology().relations
    labels = {name: family.label for name, family in ontology().families.items()}
    found: dict[str, list[FusedRelation]] = {label: [] for label in (*labels.values(), "Other")}
    for relation in relations:
        kind = known.get(relation.relation)
        found[labels[kind.family] if kind else "Other"].append(relation)
    return {label: tuple(group) for label, group in found.items() if group}


def _happened(claim: Claim) -> bool:
    """Whether a claim belongs on a timeline; one that tells who somebody is does if the text dates it."""
    return claim.relation not in PROFILE or bool(claim.when and (claim.when.start or claim.when.end))


def _said_by(graph: ClaimGraph, entity: Entity) -> tuple[Claim, ...]:
    """What it says about others."""
    said = graph.said_by(entity)
    return tuple(claim for claim in said if entity.id not in (claim.saying[0], claim.saying[2]))


def _products(graph: ClaimGraph, entity: Entity) -> dict[Entity, int]:
    """The products that the catalogue says are its own; of others those that begin with its first word."""
    first = fold(entity.name).split("-")[0]
    known = catalogue().by_id
    own = [
        product
        for product in graph.entities("Product")
        if product.id != entity.id
        and (
            (known[product.id].vendor == entity.id)
            if product.id in known
            else fold(product.name).split("-")[0] == first
        )
    ]
    return {product: len(graph.claims(entity=product)) for product in own}


def _company(entity: Entity, relations: Sequence[FusedRelation]) -> dict[Entity, int]:
    """Who is named together with it most often."""
    counts: Counter[Entity] = Counter()
    for relation in relations:
        for other in (relation.subject, relation.object):
            if not isinstance(other, Literal) and other.id != entity.id:
                counts[other] += len(relation.claims)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0].name, one[0].id))
    return dict(ranked[:MOST_COMPANY])
