"""`kgraph import`: a graph file from what `kgraph export` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.inputs import is_claim_lines, open_any
from kgraph.cli.options import output_option
from kgraph.cli.output import say
from kgraph.folder import GRAPH_FILE

__all__ = ["import_graph"]


@click.command("import", short_help="Exported RDF or JSON lines back into a graph file.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@output_option("The graph file to write, or a folder that `kgraph build` wrote; what is in it already stays.")
def import_graph(files: tuple[str, ...], output: str) -> None:
    """Read graphs that `kgraph export` wrote, and put them into one graph file.

    FILE is Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by its ending, or claims as JSON lines (-
    for standard input). The graph equals the one that was exported, but the texts of articles are in no
    export, and JSON lines leave out articles that claim nothing.
    """
    from kgraph.api import Graph

    graph = Graph()
    for file in files:
        read = open_any(file) if is_claim_lines(file) else Graph.from_rdf(file)
        graph.add(read)
        for document in read.documents():
            graph.add_document(document)
    path = Path(output) / GRAPH_FILE if Path(output).is_dir() else Path(output)
    graph.save(path)
    say(f"claims {len(graph)}, documents {len(graph.documents())}: {path} is written.")
