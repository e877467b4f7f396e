"""What a caller names, into files one at a time: files, folders, patterns; the rest is told at once."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from operator import itemgetter
from pathlib import Path

from kgraph.documents.found import Skipped
from kgraph.documents.kinds import ENDINGS, PACKED
from kgraph.placing import GRAPH_FILE, OUTPUTS, REPORT

__all__ = ["STDIN", "fault_of", "files_of", "is_address", "is_folder", "printable"]

STDIN = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_WANTED = re.compile(rf"(?:{'|'.join(map(re.escape, ENDINGS))})(?:{'|'.join(map(re.escape, PACKED))})?\Z")
_READS = (
    f"kgraph reads files that end in {', '.join(ENDINGS)} from a folder, also packed as {' or '.join(PACKED)}"
)
_LINK = "a link to a folder, which is not followed: name it itself to read what is in it"
_OF_A_BUILD = "what `kgraph build` wrote: name the file itself to read it"
_OTHER = "its ending is none of those that are read from a folder: name the file itself to read it"


def is_address(path: str) -> bool:
    """Whether a path is the address of something in the network.

    >>> is_address("https://ledger.example/1"), is_address("https.txt")
    (True, False)
    """
    return _ADDRESS.match(path) is not None


def fault_of(path: str, *, fetch: bool = False) -> str | None:
    """What is wrong with a path as it was given, before anything is read."""
    if path == STDIN:
        return None
    if is_address(path):
        return None if fetch else f"{path} is an address: add --fetch (fetch=True) to read from the network"
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  # pathlib takes "" for the current folder
    except PermissionError:
        return None  # told as skipped
    except (OSError, ValueError):
        if not has_magic(path) or "\0" in path:
            return f"{path!r} does not exist: name a file or a folder, or - for standard input"
        return None if _matches(path) else f"{path!r} fits no file: name a file, a folder or another pattern"
    if stat.S_ISDIR(mode) and next(_walk(path), None) is None:
        return f"{path} holds no article: {_READS}"
    return None


def files_of(path: str, *, others: bool = False) -> Iterator[str | Skipped]:
    """The files of a path that is neither an address nor standard input, those of a folder by name.

    A pattern can fit a folder and the files in it: each comes once. With `others` the files of folders that
    are not read because of their endings are told, too.
    """
    if is_folder(path):
        yield from _walk(path, others)
    elif has_magic(path) and not os.path.lexists(path):
        seen: set[str] = set()
        folders: dict[str, str] = {}
        for match in _matches(path):
            for found in files_of(match, others=others):
                place = _place(found.path if isinstance(found, Skipped) else found, folders)
                if place not in seen:
                    seen.add(place)
                    yield found
    else:
        yield path


def printable(path: str) -> str:
    """The path with a mark for each byte of it that is no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def _matches(pattern: str) -> list[str]:
    return sorted(glob(pattern, recursive=True))  # noqa: PTH207  # patterns of pathlib are never absolute


def is_folder(path: str) -> bool:
    """Whether a path is that of a folder, or of a link to one."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _walk(folder: str, others: bool = False) -> Iterator[str | Skipped]:
    """The articles of a folder and of the folders in it, by name; links to folders are not followed."""
    waiting: list[tuple[str, bool, str | None]] = [(folder, True, None)]
    while waiting:
        path, is_inner, why_not = waiting.pop()
        if not is_inner:
            yield Skipped(printable(path), why_not, "ending") if why_not else path
            continue
        try:
            with os.scandir(path) as entries:
                seen = [entry for entry in entries if not entry.name.startswith(".")]
            is_built = not {entry.name for entry in seen}.isdisjoint((GRAPH_FILE, REPORT))
            built = (*OUTPUTS, REPORT) if is_built else ()
            found = [
                (entry.path, entry.is_dir(follow_symlinks=False), why_not)
                for entry in seen
                if not (why_not := _why_not(entry, built)) or others
            ]
        except OSError as error:
            yield Skipped(printable(path), f"the folder cannot be read ({error.strerror or error})")
        else:
            waiting += sorted(found, key=itemgetter(0), reverse=True)


def _why_not(entry: os.DirEntry[str], built: Sequence[str]) -> str | None:
    """Why something in a folder is left out; None where it is not."""
    if entry.name in built:
        return _OF_A_BUILD
    if entry.is_dir(follow_symlinks=False):
        return None
    if entry.is_symlink() and is_folder(entry.path):
        return _LINK
    return None if _WANTED.search(entry.name.lower()) else _OTHER


def _place(path: str, folders: dict[str, str]) -> str:
    """Where a file really lies, so that no link to a folder hides that; `folders` are remembered."""
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)  # noqa: PTH118  # as in os.path.realpath, of any string
