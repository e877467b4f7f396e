"""Answers as plain JSON values, the way `--json` prints them. Claims in them are the rows of JSON lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgraph.graph import FusedRelation
from kgraph.model import Entity, Literal
from kgraph.model.rows import claim_as_row, day_or_none, document_as_row, literal_as_row
from kgraph.query.chains import Chain
from kgraph.query.changes import Change, Diff
from kgraph.query.dossier import Dossier
from kgraph.query.gaps import Gap
from kgraph.query.statistics import Statistics
from kgraph.query.timeline import Event

__all__ = [
    "chain_as_row",
    "change_as_row",
    "diff_as_row",
    "dossier_as_row",
    "entity_as_row",
    "event_as_row",
    "gap_as_row",
    "relation_as_row",
    "statistics_as_row",
]

Row = dict[str, Any]


def entity_as_row(entity: Entity | Literal) -> Row:
    """`id`, `name`, `type`; `value`, `text`, `type` for a number."""
    if isinstance(entity, Literal):
        return literal_as_row(entity)
    row: Row = {"id": entity.id, "name": entity.name, "type": entity.type}
    return row if entity.named else row | {"named": False}


def relation_as_row(relation: FusedRelation, *, with_claims: bool = True) -> Row:
    """A fused relation with its counts, and with its claims or only their ids."""
    claims = relation.claims
    return {
        "subject": entity_as_row(relation.subject),
        "relation": relation.relation,
        "object": entity_as_row(relation.object),
        "stances": {stance.value: count for stance, count in relation.stances.items()},
        "articles": relation.articles,
        "origins": relation.origins,
        "disputed": relation.disputed,
        "confidence": relation.confidence,
        "first_seen": day_or_none(relation.first_seen),
        "last_seen": day_or_none(relation.last_seen),
        "claims": [claim_as_row(claim) if with_claims else claim.id for claim in claims],
    }


def chain_as_row(chain: Chain) -> Row:
    """The entities of a chain, and the relations of each of its steps."""
    return {
        "steps": len(chain),
        "entities": [entity_as_row(entity) for entity in chain.entities],
        "relations": [[relation_as_row(relation) for relation in step] for step in chain.steps],
    }


def event_as_row(event: Event) -> Row:
    """When, how that is known, and the claims by id with what they say."""
    said = event.claims[0]
    return {
        "time": event.time,
        "start": day_or_none(event.start),
        "end": day_or_none(event.end),
        "granularity": event.granularity,
        "dated_by": event.dated_by,
        "subject": said.subject.name,
        "relation": said.relation,
        "object": said.object.name,
        "stance": said.stance.value,
        "sources": list(event.sources),
        "claims": [claim.id for claim in event.claims],
    }


def gap_as_row(gap: Gap) -> Row:
    """What is missing, in words, and for which relation."""
    return {
        "kind": gap.kind.value,
        "why": gap.why,
        "relation": relation_as_row(gap.relation, with_claims=False),
    }


def change_as_row(change: Change) -> Row:
    """A change with the relation before and after, the claims that make it, and its articles."""
    return {
        "kind": change.kind.value,
        "what": list(change.what),
        "before": change.before and relation_as_row(change.before, with_claims=False),
        "after": change.after and relation_as_row(change.after, with_claims=False),
        "added": [claim_as_row(claim) for claim in change.added],
        "removed": [claim_as_row(claim) for claim in change.removed],
        "articles": [document_as_row(document) for document in change.articles],
    }


def diff_as_row(diff: Diff) -> Row:
    """All changes, and the articles that came and went."""
    return {
        "changes": [change_as_row(change) for change in diff.changes],
        "documents_added": [document_as_row(document) for document in diff.documents_added],
        "documents_removed": [document_as_row(document) for document in diff.documents_removed],
    }


def statistics_as_row(numbers: Statistics) -> Row:
    """The numbers under the names of `Statistics`."""
    return {
        "documents": numbers.documents,
        "silent": numbers.silent,
        "undated": numbers.undated,
        "first": day_or_none(numbers.first),
        "last": day_or_none(numbers.last),
        "claims": numbers.claims,
        "entities": numbers.entities,
        "relations": numbers.relations,
        "disputed": numbers.disputed,
        "confirmed": numbers.confirmed,
        "stances": _plain(numbers.stances),
        "by_relation": {name: _plain(counts) for name, counts in numbers.by_relation.items()},
        "types": dict(numbers.types),
        "by_entity": [entity_as_row(one) | {"claims": count} for one, count in numbers.by_entity.items()],
        "sources": dict(numbers.sources),
        "publishers": dict(numbers.publishers),
    }


def dossier_as_row(found: Dossier) -> Row:
    """All parts of a dossier; its relations with their claims, everything else by reference to them."""
    return {
        "entity": entity_as_row(found.entity),
        "names": list(found.names),
        "wikidata": found.known.wikidata if found.known else None,
        "relations": [relation_as_row(relation) for relation in found.relations],
        "disputes": [
            {
                "relation": relation_as_row(dispute.relation, with_claims=False),
                "held": [claim.id for claim in dispute.held],
                "denials": [claim.id for claim in dispute.denials],
            }
            for dispute in found.disputes
        ],
        "gaps": [gap_as_row(gap) for gap in found.gaps],
        "timeline": [event_as_row(event) for event in found.timeline],
        "said": [claim_as_row(claim) for claim in found.said],
        "company": [entity_as_row(one) | {"claims": count} for one, count in found.company.items()],
        "products": [entity_as_row(one) | {"claims": count} for one, count in found.products.items()],
        "documents": [document_as_row(document) for document in found.documents],
    }


def _plain(counts: Mapping[Any, int]) -> Row:
    return {str(name): count for name, count in counts.items()}
