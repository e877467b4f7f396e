"""`kgraph import`: one graph file from others, and from what `kgraph export` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.inputs import graph_file_of, is_claim_lines, open_any
from kgraph.cli.options import output_option
from kgraph.cli.output import say
from kgraph.folder import GRAPH_FILE

__all__ = ["import_graph"]


@click.command("import", short_help="Graph files, exported RDF or JSON lines into one graph file.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@output_option("The graph file to write, or a folder that `kgraph build` wrote; what is in it already stays.")
def import_graph(files: tuple[str, ...], output: str) -> None:
    """Put graphs together into one graph file.

    FILE is a graph file or a folder that `kgraph build` wrote, of which nothing is lost; or what `kgraph
    export` wrote: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by its ending, or claims as JSON
    lines (- for standard input). The texts of articles are in no export, so that copies of one story are
    not known as such, and JSON lines leave out articles that claim nothing.
    """
    from kgraph.api import Graph
    from kgraph.graph.joining import join, size

    graph = Graph()
    whole: list[Path] = []
    for file in files:
        if (kept := graph_file_of(file)) is not None:
            whole.append(kept)
            continue
        read = open_any(file) if is_claim_lines(file) else Graph.from_rdf(file)
        graph.add(read)
        for document in read.documents():
            graph.add_document(document)
    path = Path(output) / GRAPH_FILE if Path(output).is_dir() else Path(output)
    if whole:
        join(path, whole)
    if len(whole) < len(files):
        graph.save(path)
    claims, documents = size(path)
    say(f"claims {claims}, documents {documents}: {path} is written.")
