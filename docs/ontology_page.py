"""Write docs/ontology.md from the ontology: `python docs/ontology_page.py`.

Nothing in that page is written by hand, so that it says what kgraph does. tests/ontology/test_page.py fails
where the page is older than the ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kgraph.model import Stance
from kgraph.ontology import EntityType, Relation, ontology, ontology_dir

PAGE = Path(__file__).resolve().parent / "ontology.md"
HEAD = """\
# The ontology, term by term

Made from [ontologies/kgraph.ttl](../ontologies/kgraph.ttl) by `python docs/ontology_page.py`; how to read and
to change that file is in [ontologies/README.md](../ontologies/README.md). The namespace is `{namespace}`,
its prefix `kg:`, the version {version}. Names in the examples are invented.
"""
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ftm": "https://schema.followthemoney.tech/#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": str(OWL),
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": "https://schema.org/",
    "skos": str(SKOS),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TIES = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)


def page() -> str:
    """The whole page."""
    file = rdflib.Graph().parse(ontology_dir() / "kgraph.ttl", format="turtle")
    return "\n".join(_lines(_Terms(file))) + "\n"


class _Terms:
    """What the file says beyond what kgraph itself reads."""

    def __init__(self, file: rdflib.Graph) -> None:
        self.file = file
        self.namespace = ontology().namespace

    def of(self, *kinds: rdflib.URIRef) -> list[rdflib.URIRef]:
        """Terms of our own namespace that are of one of the kinds, by name."""
        found = {term for kind in kinds for term in self.file.subjects(RDF.type, kind)}
        return sorted(
            term for term in found if isinstance(term, rdflib.URIRef) and term.startswith(self.namespace)
        )

    def text(self, term: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
        """What a predicate says, or nothing."""
        return str(self.file.value(term, predicate) or "")

    def short(self, term: rdflib.term.Node) -> str:
        """A name with its prefix; the members of a union one after the other."""
        if union := self.file.value(term, OWL.unionOf):
            return ", ".join(self.short(member) for member in Collection(self.file, union))
        for prefix, space in {"kg": self.namespace, **PREFIXES}.items():
            if str(term).startswith(space):
                return f"`{prefix}:{str(term).removeprefix(space)}`"
        return f"`{term}`"

    def ties(self, name: str) -> str:
        """Terms of other vocabularies that a term is tied to."""
        term = rdflib.URIRef(self.namespace + name)
        found = {(tie, other) for tie in TIES for other in self.file.objects(term, tie)}
        told = (
            f"{self.short(tie)} {self.short(o)}" for tie, o in found if not str(o).startswith(self.namespace)
        )
        return ", ".join(sorted(told))


def _lines(terms: _Terms) -> Iterator[str]:
    known = ontology()
    yield HEAD.format(namespace=known.namespace, version=known.version)
    yield "## Stances\n"
    yield from _table(
        ("stance", "the source"),
        (
            (f"`{stance}`", terms.text(rdflib.URIRef(known.namespace + stance), SKOS.definition))
            for stance in Stance
        ),
    )
    yield "\n## Entity types"
    for family in known.families.values():
        types = [kind for kind in known.types.values() if kind.family == family.name]
        if types:
            yield f"\n### {family.label}\n\n{family.definition}\n"
            head = ("type", "what", "examples", "tied to")
            yield from _table(head, (_type(kind, terms) for kind in types))
    yield "\n## Relations\n"
    yield "A claim may stand as a plain triple besides, with the stances in the last column and between the"
    yield "core types; types in brackets are tolerated in claims."
    for family in known.families.values():
        relations = [relation for relation in known.relations.values() if relation.family == family.name]
        if relations:
            yield f"\n### {family.label}\n\n{family.definition}"
            for relation in relations:
                yield from _relation(relation, terms)
    yield "\n## The claim and what it refers to\n"
    yield from _table(("class", "what"), _classes(terms))
    yield ""
    yield from _table(("property", "of", "to", "what"), _properties(terms))


def _type(kind: EntityType, terms: _Terms) -> tuple[str, ...]:
    wider = f" A kind of `{kind.parent}`." if kind.parent else ""
    return f"`{kind.name}`", kind.definition + wider, kind.example or "", terms.ties(kind.name)


def _relation(relation: Relation, terms: _Terms) -> Iterator[str]:
    yield f"\n#### `{relation.name}`\n\n{relation.definition}\n"
    yield f"> {relation.example}\n"
    subjects, objects = (
        _side(relation.domain, relation.also_domain),
        _side(relation.range, relation.also_range),
    )
    row = [
        subjects,
        objects,
        relation.inverse or "",
        ", ".join(s for s in Stance if s in relation.bare_stances),
    ]
    yield from _table(("subject", "object", "read from the other side", "may stand bare when"), [row])
    note = terms.text(rdflib.URIRef(terms.namespace + relation.name), SKOS.scopeNote)
    if note:
        yield f"\n{note}"
    if ties := terms.ties(relation.name):
        yield f"\nTied to {ties}."


def _side(core: Iterable[str], also: Iterable[str]) -> str:
    tolerated = ", ".join(also)
    return ", ".join(core) + (f" ({tolerated})" if tolerated else "")


def _classes(terms: _Terms) -> Iterator[tuple[str, str]]:
    known = {terms.namespace + name for name in (*ontology().types, "Entity", "PublicBody")}
    for term in terms.of(OWL.Class):
        if str(term) not in known:
            yield terms.short(term), terms.text(term, SKOS.definition)


def _properties(terms: _Terms) -> Iterator[tuple[str, ...]]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    relations = {terms.namespace + name for name in ontology().relations}
    for term in terms.of(*kinds):
        if str(term) in relations or terms.file.value(term, OWL.inverseOf):
            continue
        ends = (terms.file.value(term, side) for side in (RDFS.domain, RDFS.range))
        told = [terms.short(end) if end else "" for end in ends]
        yield terms.short(term), *told, terms.text(term, SKOS.definition)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
