"""A graph on a server: one named graph for each document, some for entities and who else is spoken of, and
one for the ontology, so that queries can ask for narrower types there as they can here.

What a graph on the server holds is known by a digest, in one of 16 lists that lie beside the graphs. A run
sends only what is new or changed, so that one that was broken off goes on where it was: at worst it sends
200 graphs twice. While graphs change, their list leaves them out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from kgraph.export.nodes import Nodes
from kgraph.export.ntriples import node_triples
from kgraph.export.server import Server
from kgraph.export.statements import Node, claim_node, context_nodes, entity_node
from kgraph.export.terms import iri, namespace, string
from kgraph.graph import ClaimGraph
from kgraph.model import Claim
from kgraph.ontology import ontology_dir

__all__ = ["Published", "publish"]

BUCKETS = 16
ONTOLOGY = "urn:kgraph:ontology"
SENT_AT_A_TIME = 200
LISTED = re.compile(r'<([^<>"\s]+)> <[^<>"\s]+digest> "([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did, counted in named graphs. `others` are on the server and not of this graph."""

    sent: int
    kept: int
    deleted: int
    others: int


def publish(
    graph: ClaimGraph,
    server: Server,
    *,
    prune: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> Published:
    """Make the graph store at the address hold the graph. `progress` gets the buckets done, and all.

    What other documents published there stays, unless `prune` asks to delete it. Raises `OutputError`.
    """
    nodes = Nodes(graph)
    parts: defaultdict[int, dict[str, Callable[[], bytes]]] = defaultdict(dict)
    for name, make in _parts(nodes):
        parts[_bucket(name)][name] = partial(_body, make)
    parts[_bucket(ONTOLOGY)][ONTOLOGY] = _ontology
    sent = kept = deleted = others = 0
    for number in range(BUCKETS):
        listed = _listed(server.get(_list_name(number)))
        made = {name: make() for name, make in sorted(parts[number].items())}
        digests = {name: blake2b(body, digest_size=16).hexdigest() for name, body in made.items()}
        same = {name for name in made if listed.get(name) == digests[name]}
        foreign = listed.keys() - made.keys()
        kept += len(same)
        changed = made.keys() - same
        others += len(foreign)
        if changed or (prune and foreign):
            stays = {name: listed[name] for name in listed if name in same or (name in foreign and not prune)}
            if stays != listed:
                server.put(_list_name(number), _list(stays))
            for place, name in enumerate(sorted(changed), start=1):
                server.put(name, made[name])
                stays[name] = digests[name]
                if place % SENT_AT_A_TIME == 0:
                    server.put(_list_name(number), _list(stays))
            for name in sorted(foreign) if prune else ():
                server.delete(name)
                deleted += 1
            server.put(_list_name(number), _list(stays))
            sent += len(changed)
        if progress is not None:
            progress(number + 1, BUCKETS)
    return Published(sent, kept, deleted, 0 if prune else others)


def _parts(nodes: Nodes) -> Iterator[tuple[str, Callable[[], Iterator[Node]]]]:
    """The named graphs, and what makes the nodes of each."""
    said: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in nodes.claims:
        said[claim.document.id].append(claim)
    rest: defaultdict[int, list[Callable[[], Node]]] = defaultdict(list)
    for node in context_nodes(nodes):
        assert node.name is not None
        if node.name.prefix == "document":
            yield iri("graph", node.name.id), partial(_document, node, said.get(node.name.id, []), nodes)
        else:
            rest[_bucket(node.name.id)].append(partial(_same, node))
    for entity, claims in nodes.about():
        rest[_bucket(entity.id)].append(partial(entity_node, entity, claims, nodes))
    for number, makers in rest.items():
        # Documents have hexadecimal ids, so that none is called like this.
        yield iri("graph", f"entities-{number}"), partial(_each, makers)


def _same(node: Node) -> Node:
    return node


def _each(makers: list[Callable[[], Node]]) -> Iterator[Node]:
    return (make() for make in makers)


def _document(node: Node, claims: list[Claim], nodes: Nodes) -> Iterator[Node]:
    yield node
    yield from (claim_node(claim, nodes) for claim in claims)


def _body(make: Callable[[], Iterator[Node]]) -> bytes:
    return "".join(f"{triple} .\n" for node in make() for triple in node_triples(node)).encode()


def _ontology() -> bytes:
    """The ontology as N-Triples, the same each time, also where nodes have no name (RDFC-1.0)."""
    import pyoxigraph

    path = ontology_dir() / "kgraph.ttl"
    known = pyoxigraph.Dataset(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    known.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad.triple} .\n" for quad in known)).encode()


def _bucket(name: str) -> int:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % BUCKETS


def _list_name(number: int) -> str:
    return iri("graph", f"published-{number}")


def _list(digests: dict[str, str]) -> bytes:
    predicate = f"<{namespace('kg')}digest>"
    return "".join(f"<{name}> {predicate} {string(digests[name])} .\n" for name in sorted(digests)).encode()


def _listed(body: bytes | None) -> dict[str, str]:
    return dict(LISTED.findall((body or b"").decode("utf-8", "replace")))
