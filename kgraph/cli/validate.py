"""`kgraph validate`: RDF files of claims, checked against the shapes of the ontology."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.output import STDOUT, writing
from kgraph.errors import GraphError
from kgraph.words import one_line

__all__ = ["validate"]


@click.command(short_help="Check RDF files of claims: faults in words, with their lines.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def validate(files: tuple[str, ...]) -> None:
    """Check RDF files against the shapes in ontologies/shapes.ttl.

    FILE is Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by its ending. Each fault is printed as
    FILE:LINE: THING: what is wrong. Above all, a plain triple must have a claim that may stand as a fact. A
    file with faults ends with exit code 1.
    """
    from kgraph.export.validating import validate as check

    count = 0
    with writing(STDOUT) as stream:
        for file in files:
            for fault in check(Path(file)):
                place = f"{file}:{fault.line}" if fault.line else file
                stream.write(one_line(f"{place}: {fault}") + "\n")
                count += 1
    if count:
        raise GraphError(f"{count} fault{'s'[: count > 1]} found; `kgraph export` writes files without any.")
