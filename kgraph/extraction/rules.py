"""A name for all that decides what an article says: it is read again when, and only when, that changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["rules_version"]

WEIGHTS = Path(__file__).parents[1] / "weights"
PACKAGES = ("spacy", "numpy")


@cache
def rules_version(thorough: bool = False) -> str:
    """The version of the extraction, and a digest of what it goes by.

    That is: the ontology, the lexicon and the catalogue with what `KGRAPH_CATALOGUE` adds, the models of
    kgraph, the versions of spaCy, its model and NumPy, and whether sentences are parsed that look as if they
    said nothing (`thorough`).
    It costs the reading of 25 MB once a process.
    """
    from kgraph.claims import EXTRACTOR_VERSION

    seen = blake2b(repr((EXTRACTOR_VERSION, thorough, *_model())).encode(), digest_size=8)
    for name, path in _files():
        seen.update(name.encode())
        seen.update(path.read_bytes())
    return f"{EXTRACTOR_VERSION}+{seen.hexdigest()}"


def _files() -> Iterator[tuple[str, Path]]:
    from kgraph.ontology.location import ontology_dir

    added = os.environ.get("KGRAPH_CATALOGUE")
    for folder in (ontology_dir(), WEIGHTS, *([Path(added)] if added else ())):
        inside = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in inside:
            if path.is_file() and path.suffix != ".md":
                yield str(path.relative_to(folder)), path


def _model() -> Iterator[str]:
    from kgraph.language.model import chosen_model

    name = chosen_model()
    for package in (name, *PACKAGES):
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:  # a model that lies in a folder
            yield package
