"""`_repr_html_` of the nouns: tables without script, style sheet or address, with all texts escaped.

A notebook shows the same tables whether it is trusted or not, for there is nothing in them to leave out. Only
a graph has a picture too, which is within its HTML; a notebook that is not trusted may leave that out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Entity, Literal, Source, Stance
from kgraph.ontology import ontology
from kgraph.query import Dossier
from kgraph.query.labels import relation_label
from kgraph.query.places import shown_documents
from kgraph.report.safe import plain

__all__ = ["claim_table", "dossier_table", "entity_table", "graph_table", "list_table", "relation_table"]

MARKS = {
    Stance.ASSERTED: "● stated",
    Stance.ALLEGED: "◌ alleged",
    Stance.PROPOSED: "◇ proposed",
    Stance.DENIED: "✕ denied",
}
MOST_ROWS = 12
MOST_CLAIMS = 2000
"""Claims of a graph that has picture and relations; a larger one has only counts, which come at once."""

_LONGEST = 400


def graph_table(graph: ClaimGraph) -> str:
    """The counts of a graph, a picture of its most connected part, the relations that most claims tell."""
    head = _caption(repr(graph)[1:-1])
    if not 0 < len(graph) <= MOST_CLAIMS:
        return f"<div>{head}</div>"
    from kgraph.notebook.picture import picture

    ranked = sorted(graph.relations(), key=lambda relation: -len(relation.claims))
    return f"<div>{head}<div>{picture(graph)}</div>{_relations(ranked)}</div>"


def dossier_table(found: Dossier) -> str:
    """An entity with its counts, and what is claimed about it: what is disputed first, then who it is."""
    disputed = [dispute.relation for dispute in found.disputes]
    families = [relation for group in found.families.values() for relation in group]
    ranked = list({id(one): one for one in (*disputed, *found.profile, *families)}.values())
    known = ontology().types.get(found.entity.type)
    counts = f"claims: {len(found.claims):,}, articles: {len(found.documents):,}, disputed: {len(disputed):,}"
    kind = known.label if known else plain(found.entity.type)
    head = _caption(f"{plain(found.entity.name)} ({kind}) · {counts}")
    names = f"<div>Also: {_cell(' · '.join(map(plain, found.names)))}</div>" if found.names else ""
    return f"<div>{head}{names}{_relations(ranked)}</div>"


def list_table(values: Sequence[Claim] | Sequence[FusedRelation]) -> str:
    """Claims with their sources and sentences, or relations, a row each."""
    if not values:
        return f"<div>{_caption('none')}</div>"
    claims = [value for value in values[:MOST_ROWS] if isinstance(value, Claim)]
    if not claims:
        return f"<div>{_relations([one for one in values if isinstance(one, FusedRelation)])}</div>"
    articles = _articles(claims)
    rows = [
        (" ".join(_said(claim)), MARKS[claim.stance], _source(claim.source, claim), _quote(claim), article)
        for claim, article in zip(claims, articles, strict=True)
    ]
    heads = ("claim", "stance", "source", "sentence", "article")
    return f"<div>{_table(heads, rows)}{_more(len(values) - len(rows), 'claims')}</div>"


def relation_table(relation: FusedRelation) -> str:
    """A relation, and each claim with its stance, its source and its sentence; denials are among them."""
    claims = relation.claims[:MOST_ROWS]
    rows = [
        (MARKS[claim.stance], _source(claim.source, claim), _quote(claim), article)
        for claim, article in zip(claims, _articles(claims), strict=True)
    ]
    foot = _more(len(relation.claims) - len(rows), "claims")
    disputed = " · disputed" if relation.disputed else ""
    counts = f" · origins: {relation.origins}, articles: {relation.articles}{disputed}"
    head = _caption(" ".join(map(plain, _said(relation))) + counts)
    return f"<div>{head}{_table(('stance', 'source', 'sentence', 'article'), rows)}{foot}</div>"


def claim_table(claim: Claim) -> str:
    """A claim with its stance, its source, its sentence and its article."""
    rows = [
        ("claim", " ".join(map(plain, _said(claim)))),
        ("stance", MARKS[claim.stance]),
        ("source", _source(claim.source, claim)),
        ("sentence", _quote(claim)),
        ("article", _articles([claim])[0]),
        ("confidence", f"{claim.confidence:.0%}"),
    ]
    if claim.when:
        rows.insert(3, ("when", plain(claim.when.text)))
    return _facts(rows)


def entity_table(entity: Entity) -> str:
    """An entity with its type and its id."""
    known = ontology().types.get(entity.type)
    named = "" if entity.named else " (only described)"
    return _facts(
        [
            ("entity", plain(entity.name)),
            ("type", f"{known.label if known else plain(entity.type)}{named}"),
            ("id", plain(entity.id)),
        ]
    )


def _relations(ranked: Sequence[FusedRelation]) -> str:
    rows = [_relation_row(relation) for relation in ranked[:MOST_ROWS]]
    foot = _more(len(ranked) - len(rows), "relations")
    return f"{_table(('subject', 'relation', 'object', 'stance', 'origins'), rows)}{foot}"


def _more(count: int, what: str) -> str:
    return f"<div>… and {count:,} more {what}</div>" if count > 0 else ""


def _relation_row(relation: FusedRelation) -> tuple[str, ...]:
    stances = ", ".join(f"{MARKS[stance]} {count}" for stance, count in relation.stances.items())
    return (*_said(relation), stances, f"{relation.origins}")


def _said(said: FusedRelation | Claim) -> tuple[str, str, str]:
    thing = said.object
    name = thing.text if isinstance(thing, Literal) else thing.name
    return said.subject.name, relation_label(said.relation), name


def _source(source: Source, claim: Claim) -> str:
    return source.name or claim.document.publisher or str(source)


def _articles(claims: Sequence[Claim]) -> list[str]:
    """The article of each claim; notebooks are passed on, so no folders of this machine are told."""
    shown = shown_documents(claim.document for claim in claims)
    return [shown[claim.document.id].reference for claim in claims]


def _quote(claim: Claim) -> str:
    return f"“{plain(claim.evidence.quote, _LONGEST)}”"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{_cell(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f"<tr><th>{_cell(name)}</th><td>{_cell(value)}</td></tr>" for name, value in rows)
    return f"<table><tbody>{body}</tbody></table>"


def _caption(text: str) -> str:
    return f"<div><b>{_cell(text)}</b></div>"


def _cell(text: str) -> str:
    """A text as it may stand anywhere: in a direction of its own, and with nothing that is markup."""
    return f"<bdi>{escape(plain(text, _LONGEST))}</bdi>"
