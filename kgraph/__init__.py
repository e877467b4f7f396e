"""kgraph: claims about vendors and governments, from articles to a graph.

    graph = kgraph.build("articles/")
    graph.claims(subject="kaspersky", stance="denied")
    graph.draw("graph.png")

Everything here is imported when it is first used, so that `import kgraph` costs almost nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.api import Graph as Graph
    from kgraph.api import open_graph as open
    from kgraph.build import build as build
    from kgraph.build import extract as extract
    from kgraph.errors import ClaimError as ClaimError
    from kgraph.errors import DocumentError as DocumentError
    from kgraph.errors import GraphError as GraphError
    from kgraph.errors import KgraphError as KgraphError
    from kgraph.errors import LanguageModelError as LanguageModelError
    from kgraph.errors import ModelMissingError as ModelMissingError
    from kgraph.errors import OntologyError as OntologyError
    from kgraph.errors import OutputError as OutputError
    from kgraph.evaluate import evaluate as evaluate
    from kgraph.explain import Explanation as Explanation
    from kgraph.explain import explain as explain
    from kgraph.graph import FusedRelation as FusedRelation
    from kgraph.model import Claim as Claim
    from kgraph.model import Document as Document
    from kgraph.model import Entity as Entity
    from kgraph.model import Stance as Stance
    from kgraph.model.rows import read_claims as read_claims
    from kgraph.model.rows import write_claims as write_claims

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "ClaimError",
    "Document",
    "DocumentError",
    "Entity",
    "Explanation",
    "FusedRelation",
    "Graph",
    "GraphError",
    "KgraphError",
    "LanguageModelError",
    "ModelMissingError",
    "OntologyError",
    "OutputError",
    "Stance",
    "__version__",
    "build",
    "evaluate",
    "explain",
    "extract",
    "open",
    "read_claims",
    "write_claims",
]

_HOMES = {
    "kgraph.api": ("Graph", "open_graph"),
    "kgraph.build": ("build", "extract"),
    "kgraph.errors": tuple(name for name in __all__ if name.endswith("Error")),
    "kgraph.evaluate": ("evaluate",),
    "kgraph.explain": ("Explanation", "explain"),
    "kgraph.graph": ("FusedRelation",),
    "kgraph.model": ("Claim", "Document", "Entity", "Stance"),
    "kgraph.model.rows": ("read_claims", "write_claims"),
}
_EXPORTS = {name: (home, name) for home, names in _HOMES.items() for name in names}
_EXPORTS["open"] = _EXPORTS.pop("open_graph")


def __getattr__(name: str) -> Any:
    if name not in _EXPORTS:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    home, attribute = _EXPORTS[name]
    value = getattr(import_module(home), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `kgraph.build`, `kgraph.evaluate` and `kgraph.explain` functions: importing the modules of these
    names, as `from kgraph.build import …` does, would otherwise put the modules in their places."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _EXPORTS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
