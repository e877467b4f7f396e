"""Where articles lie, as others may be told: on whose machine that was is nobody's concern."""

from __future__ import annotations

import ntpath
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kgraph.model import Document

__all__ = ["shown_documents", "shown_places"]

_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_SHARED = 2  # folders that articles must have in common for what is below them to be what was built


def shown_places(paths: Iterable[str]) -> dict[str, str]:
    """What to show for each path: of an absolute one the part below the folder that all of them share.

    A relative path stays as it is, for it was built from where it starts. Where absolute ones share less than
    two folders only their names are left: `/home` is shared by strangers. Paths of Windows are understood
    everywhere.

    >>> paths = ["/home/mara/news/a.txt", "/home/mara/news/2024/b.txt", "c.txt", r"C:\\Users\\mara\\d.txt"]
    >>> [shown_places(paths)[path] for path in paths]
    ['a.txt', '2024/b.txt', 'c.txt', 'd.txt']
    >>> list(shown_places(["/home/mara/a.txt", "/home/ilan/b.txt"]).values())
    ['a.txt', 'b.txt']
    """
    found: dict[str, str] = {}
    roots: defaultdict[str | None, list[str]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        found[path] = path  # in the order given
        if path.startswith("/"):
            roots[None].append(path)
        elif _WINDOWS.match(path):
            roots[ntpath.splitdrive(path)[0].casefold()].append(path)
    for drive, group in roots.items():
        system = posixpath if drive is None else ntpath
        shared = system.commonpath([system.dirname(path) for path in group])
        below = len([part for part in re.split(r"[\\/]", system.splitdrive(shared)[1]) if part])
        for path in group:
            found[path] = system.relpath(path, shared) if below >= _SHARED else system.basename(path)
    return found


def shown_documents(documents: Iterable[Document]) -> dict[str, Document]:
    """Documents by id, with the paths of `shown_places`.

    >>> document = Document("A ban.", path="/home/mara/news/ban.txt")
    >>> shown_documents([document])[document.id].reference
    'ban.txt (unknown publisher, undated)'
    """
    given = {document.id: document for document in documents}
    places = shown_places(document.path for document in given.values() if document.path)
    return {id: replace(one, path=places[one.path]) if one.path else one for id, one in given.items()}
