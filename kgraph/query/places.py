"""Where articles lie, as others may be told: without the folders of the machine that they were read on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

__all__ = ["shown_places"]

_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_SHARED = 2  # folders that articles must have in common for what is below them to be what was built


def shown_places(paths: Iterable[str]) -> dict[str, str]:
    """For each path the part of it that tells where the article lies in what was built.

    A relative path stays as it is, for it was built from where it starts. Of absolute ones the folders are
    left out that all of them have in common; but a file keeps its last folder, and more of them where two
    would look alike.

    >>> places = shown_places(["/home/mara/news/2017/a.txt", "/home/mara/news/b.txt", "notes/c.txt"])
    >>> list(places.values())
    ['2017/a.txt', 'news/b.txt', 'notes/c.txt']
    >>> shown_places([r"C:\\Users\\mara\\a.txt"])[r"C:\\Users\\mara\\a.txt"]
    'mara/a.txt'
    """
    shown = {path: path for path in paths}
    whole = {path: parts for path in shown if (parts := _parts(path))}
    levels = zip(*(parts[:-1] for parts in whole.values()), strict=False)
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))
    kept = {
        path: min(max(len(parts) - (shared if shared >= _SHARED else len(parts)), 2), len(parts))
        for path, parts in whole.items()
    }
    while True:
        shown |= {path: "/".join(parts[-kept[path] :]) for path, parts in whole.items()}
        counts = Counter(shown.values())
        alike = [path for path in whole if counts[shown[path]] > 1 and kept[path] < len(whole[path])]
        if not alike:
            return shown
        for path in alike:
            kept[path] += 1


def _parts(path: str) -> tuple[str, ...]:
    """Folders and name of an absolute path; nothing of any other."""
    if _WINDOWS.match(path):
        return tuple(part for part in re.split(r"[\\/]", path) if part)
    return tuple(part for part in path.split("/") if part) if path.startswith("/") else ()
