"""Where in an RDF file a thing is described: a guess from its layout, for people who look for a fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

__all__ = ["Places"]

_PREFIX = re.compile(r"^\s*@?prefix\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_FIRST = re.compile(r"^(\s*)(<[^<>\s]*>|[^\s#@<>\"(){}\[\];,]*:[^\s;,\[\]()\"<>]*)")
_ABOUT = re.compile(r'(?:rdf:about=|"@id":\s*)"([^"]*)"')
_CONTEXT = re.compile(r'"([A-Za-z][\w-]*)":\s*"([^"\s]+[:/#?])"')


class Places:
    """The lines of a file, by what their first name is."""

    def __init__(self, path: Path) -> None:
        self._lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        self._prefixes: dict[str, str] = {}
        self._found: dict[str, int] = {}
        inner: dict[str, int] = {}
        for number, line in enumerate(self._lines, start=1):
            if declared := _PREFIX.match(line):
                self._prefixes[declared[1]] = declared[2]
            elif number == 1 and line.startswith('{"@context"'):
                self._prefixes.update(_CONTEXT.findall(line))
            elif first := _FIRST.match(line):
                found = inner if first[1] else self._found
                found.setdefault(self._whole(first[2]), number)
            elif about := _ABOUT.search(line):
                self._found.setdefault(self._whole(about[1]), number)
        for name, number in inner.items():
            self._found.setdefault(name, number)

    def line(self, iri: str, predicate: str | None = None) -> int | None:
        """The line (from 1) where the thing begins, or in its block the one that has the predicate.

        None where the thing is nowhere at the beginning of a line.
        """
        start = self._found.get(iri)
        if start is None or predicate is None:
            return start
        spellings = self._spellings(predicate)
        for number in range(start, len(self._lines) + 1):
            line = self._lines[number - 1]
            first = _FIRST.match(line)
            if number > start and first and not first[1] and self._whole(first[2]) != iri:
                break
            if any(spelling in line for spelling in spellings):
                return number
        return start

    def _whole(self, name: str) -> str:
        if name.startswith("<"):
            return name[1:-1]
        prefix, _, local = name.partition(":")
        return self._prefixes[prefix] + local.rstrip(".") if prefix in self._prefixes else name

    def _spellings(self, iri: str) -> Sequence[str]:
        short = (
            f"{prefix}:{iri.removeprefix(space)}"
            for prefix, space in self._prefixes.items()
            if iri.startswith(space)
        )
        return [f"<{iri}>", *(form + end for form in short for end in (" ", ">", '"'))]
