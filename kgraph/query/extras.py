"""Libraries that come with an extra and not with kgraph itself."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kgraph.errors import GraphError

__all__ = ["require"]


def require(name: str) -> Any:
    """A library of the extra `analysis`. Raises `GraphError` with the cure where it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise GraphError(
            f"This needs {name}, which is not installed: pip install 'kgraph[analysis]'."
        ) from error
