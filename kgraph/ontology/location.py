"""Where the ontology, the catalogue and the lexicon lie."""

from __future__ import annotations

import os
from pathlib import Path

from kgraph.errors import OntologyError

__all__ = ["ontology_dir"]

_VARIABLE = "KGRAPH_ONTOLOGY"
_PACKAGE = Path(__file__).resolve().parent.parent


def ontology_dir() -> Path:
    """The folder `ontologies/`: the one that the environment variable KGRAPH_ONTOLOGY names, else
    the one inside the installed package, else the one beside the package in a checkout.

    Raises OntologyError where there is none.
    """
    chosen = os.environ.get(_VARIABLE)
    if chosen and not Path(chosen).is_dir():
        raise OntologyError(
            f"{chosen}: no such folder; point {_VARIABLE} to one with a kgraph.ttl, or unset it"
        )
    if chosen:
        return Path(chosen)
    for folder in (_PACKAGE / "ontologies", _PACKAGE.parent / "ontologies"):
        if (folder / "kgraph.ttl").is_file():
            return folder
    missing = _PACKAGE / "ontologies" / "kgraph.ttl"
    raise OntologyError(f"{missing}: not there; reinstall kgraph, or point {_VARIABLE} to a folder with one")
