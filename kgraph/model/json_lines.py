"""Files of JSON lines, one value a line: all that is wrong in one is told at once, with line and field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from kgraph.errors import KgraphError

__all__ = ["read_json_lines", "summary"]

Made = TypeVar("Made")


def read_json_lines(
    source: str | Path | Iterable[str],
    read: Callable[[object, list[str]], Made | None],
    error: type[KgraphError],
    what: str,
) -> list[Made]:
    """What `read` makes of the lines of a file, or of an iterable of lines; blank lines are skipped.

    `read` gets the value of a line, and a list to which it adds what is wrong with it. `what` names an
    iterable in messages. Raises `error` once, with every fault (`line 3: object.type: …`) in its `faults`.
    """
    if isinstance(source, str | Path):
        what, source = str(source), _lines_of(Path(source), error)
    made: list[Made] = []
    faults: list[str] = []
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        here: list[str] = []
        try:
            one = read(json.loads(line), here)
        except (ValueError, RecursionError) as fault:
            here.append(f"not JSON ({fault})")
        else:
            if one is not None:
                made.append(one)
        faults += (f"line {number}: {fault}" for fault in here)
    if faults:
        raise error(f"{what}: {summary(faults)}", faults)
    return made


def summary(faults: Sequence[str]) -> str:
    """The first fault, and how many more there are.

    >>> summary(["a: expected text"]), summary(["a", "b", "c"])
    ('a: expected text', 'a (and 2 more faults)')
    """
    more = len(faults) - 1
    return faults[0] + (f" (and {more} more fault{'s'[: more > 1]})" if more else "")


def _lines_of(path: Path, error: type[KgraphError]) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from file
    except OSError as fault:
        raise error(f"{path}: cannot be read ({fault.strerror}).") from fault
    except UnicodeDecodeError as fault:
        raise error(f"{path}: is not UTF-8 (byte {fault.start}): convert it first.") from fault
