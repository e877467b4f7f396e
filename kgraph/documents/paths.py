"""What a caller names, into files one at a time: files, folders, patterns; the rest is told at once."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path

from kgraph.documents.found import Skipped
from kgraph.documents.kinds import ENDINGS, PACKED

__all__ = ["STDIN", "fault_of", "files_of", "is_address", "printable"]

STDIN = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_WANTED = re.compile(rf"(?:{'|'.join(map(re.escape, ENDINGS))})(?:{'|'.join(map(re.escape, PACKED))})?\Z")
_READS = (
    f"kgraph reads files that end in {', '.join(ENDINGS)} from a folder, also packed as {' or '.join(PACKED)}"
)
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

    With `others` the files of folders that are not read because of their endings are told, too.
    """
    if _is_folder(path):
        yield from _walk(path, others)
    elif has_magic(path) and not os.path.lexists(path):
        for match in _matches(path):
            yield from files_of(match, others=others)
    else:
        yield path


def printable(path: str) -> str:
    """The path with a mark for each byte of it that is no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def _matches(pattern: str) -> list[str]:
    return sorted(glob(pattern, recursive=True))  # noqa: PTH207  # patterns of pathlib are never absolute


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _walk(folder: str, others: bool = False) -> Iterator[str | Skipped]:
    """The articles of a folder and of the folders in it, by name; links to folders are not followed."""
    waiting: list[tuple[str, bool]] = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path if _WANTED.search(path.lower()) else Skipped(printable(path), _OTHER, "ending")
            continue
        try:
            with os.scandir(path) as entries:
                found = [
                    (entry.path, entry.is_dir(follow_symlinks=False))
                    for entry in entries
                    if _wanted(entry, others)
                ]
        except OSError as error:
            yield Skipped(printable(path), f"the folder cannot be read ({error.strerror or error})")
        else:
            waiting += sorted(found, reverse=True)


def _wanted(entry: os.DirEntry[str], others: bool) -> bool:
    if entry.name.startswith("."):
        return False
    return others or entry.is_dir(follow_symlinks=False) or _WANTED.search(entry.name.lower()) is not None
