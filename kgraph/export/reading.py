"""RDF files of any syntax, read by a strict parser; faults are told with file and line.

Nothing is fetched: a JSON-LD context that is somewhere on the web is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from kgraph.errors import GraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["SYNTAXES", "read_quads", "syntax_of"]

SYNTAXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "TURTLE",
        ".trig": "TRIG",
        ".nq": "N_QUADS",
        ".nt": "N_TRIPLES",
        ".jsonld": "JSON_LD",
        ".rdf": "RDF_XML",
        ".owl": "RDF_XML",
        ".xml": "RDF_XML",
        ".n3": "N3",
    }
)
"""Syntaxes of pyoxigraph by the ending of the file."""


# Entities that stand for a namespace, as OWL files have them, are short and have no other entity in them.
_ENTITY = re.compile(rb"""<!ENTITY\s[^"'<>]*(?:"([^"]*)"|'([^']*)')""")
LONGEST_ENTITY = 200


def syntax_of(path: Path) -> str:
    """The syntax of a file. Raises `GraphError` where its ending is none of RDF."""
    suffix = path.suffix.lower()
    if suffix not in SYNTAXES:
        raise GraphError(f"{path}: its ending is none of RDF; there are {', '.join(SYNTAXES)}.")
    return SYNTAXES[suffix]


def read_quads(path: Path, base: str | None = None) -> Iterator[Quad]:
    """The statements of a file, in its order, one after the other.

    `base` is what relative IRIs are relative to, by default the address of the file. Raises `GraphError`.
    """
    from pyoxigraph import RdfFormat, parse

    syntax = getattr(RdfFormat, syntax_of(path))
    try:
        with path.open("rb") as file:
            if syntax == RdfFormat.RDF_XML:
                _refuse_bombs(path, file)
            yield from parse(file, format=syntax, base_iri=base or path.absolute().as_uri())
    except SyntaxError as error:
        place = f":{error.lineno}" if error.lineno else ""
        raise GraphError(f"{path}{place}: is not valid RDF ({error.msg}).") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read ({error.strerror or error}).") from error
    except ValueError as error:
        raise GraphError(f"{path}: is not valid RDF ({error}).") from error


def _refuse_bombs(path: Path, file: BinaryIO) -> None:
    """Refuse XML whose entities stand for much more text than they are, which no parser has to survive."""
    if not path.stat().st_size:
        return
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        values = [found[1] or found[2] or b"" for found in _ENTITY.finditer(data)]
        declared = data.find(b"<!ENTITY") >= 0
    if (declared and not values) or any(b"&" in value or len(value) > LONGEST_ENTITY for value in values):
        raise GraphError(f"{path}: its XML entities could swell without bound; write it without them.")
