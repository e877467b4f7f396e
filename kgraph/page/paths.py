"""Where articles lie, told from the folder that they share; on whose machine that was is nobody's concern."""

from __future__ import annotations

import ntpath
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["nearby"]

_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def nearby(paths: Iterable[str]) -> dict[str, str]:
    """What to show for each path: of an absolute one the part below the folder that all of them share.

    Where they share no folder only their names are left. Relative paths stay as they are. Paths of Windows
    are understood everywhere.

    >>> found = nearby(["/home/mara/news/a.txt", "/home/mara/news/2024/b.txt", "c.txt", "C:\\\\x\\\\d.txt"])
    >>> list(found.values())
    ['c.txt', 'a.txt', '2024/b.txt', 'd.txt']
    >>> list(nearby(["/home/mara/a.txt", "/srv/b.txt"]).values())
    ['a.txt', 'b.txt']
    """
    found: dict[str, str] = {}
    roots: defaultdict[str | None, list[str]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        if path.startswith("/"):
            roots[None].append(path)
        elif _WINDOWS.match(path):
            roots[ntpath.splitdrive(path)[0].casefold()].append(path)
        else:
            found[path] = path
    for drive, group in roots.items():
        system = posixpath if drive is None else ntpath
        shared = system.commonpath([system.dirname(path) for path in group])
        named = system.splitdrive(shared)[1].strip("/\\")
        for path in group:
            found[path] = system.relpath(path, shared) if named else system.basename(path)
    return found
