"""Files that appear under their names only when they are whole.

They are written in a hidden folder beside their place, which is on the same disk, and renamed over what is
there. A reader sees the older file or the new one, never half of one; after an error the older one stays.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["GRAPH_FILE", "OUTPUTS", "REPORT", "placed", "placed_together"]

GRAPH_FILE = "graph.kgraph"
"""The file in which the graph of a folder grows."""

OUTPUTS = (GRAPH_FILE, "graph.ttl", "graph.png", "claims.jsonl")
"""What a build leaves in its folder: the graph file, and what is made from it."""

REPORT = "build-report.jsonl"
"""What was left out, and why: articles by the last build, however it ended; claims of a language model."""

_HIDDEN = ".kgraph-"


@contextmanager
def placed(final: Path) -> Iterator[Path]:
    """Where to write what shall be at `final`, a file or a folder; there is nothing yet.

    It is put there at the end of the block. The files of a folder go one after the other into the folder
    that is there. Nothing is put there, and nothing left behind, after an error.

    Raises:
        OSError: nothing can be written beside `final`, or what is there cannot be replaced.
    """
    with TemporaryDirectory(prefix=_HIDDEN, dir=final.parent) as folder:
        made = Path(folder) / "made"
        yield made
        if made.is_dir() and final.is_dir():
            for file in made.iterdir():
                _put(file, final / file.name)
        else:
            _put(made, final)


@contextmanager
def placed_together(folder: Path, last: str | None = None) -> Iterator[Path]:
    """An empty folder for files that shall be in `folder`: all are put there when the last is complete.

    `last` is the name of the file that points at the others, so that it never points at nothing.

    Raises:
        OSError: nothing can be written in `folder`, or what is there cannot be replaced.
    """
    with TemporaryDirectory(prefix=_HIDDEN, dir=folder) as staging:
        yield Path(staging)
        for file in sorted(Path(staging).iterdir(), key=lambda made: (made.name == last, made.name)):
            _put(file, folder / file.name)


def _put(made: Path, final: Path) -> None:
    """Rename over what is there; a file that only its owner may read stays so."""
    if made.is_file() and final.is_file():
        shutil.copymode(final, made)
    made.replace(final)
