"""Gold: what a careful reader found in a document, one JSON object a line.

    {"id": "a-1", "claims": [{"s": ["Orrin", "the firm"], "p": "banned_by", "o": ["the ministry"],
                              "stance": "asserted", "source": ["Daily Ledger"], "core": true}]}

`s`, `o` and `source` list every name that is accepted; `source` is null where the article itself
speaks. `core` (true where it is left out) is false for a debatable claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from kgraph.errors import ClaimError
from kgraph.model import Stance

__all__ = ["GoldClaim", "GoldDocument", "read_gold"]

_SHOWN_FAULTS = 3


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim to be found; each tuple holds the accepted names, the first one is for display.

    `source` is empty where the publisher speaks. A claim that is not `core` counts neither as a
    hit nor as a miss.
    """

    subject: tuple[str, ...]
    relation: str
    object: tuple[str, ...]
    stance: Stance
    source: tuple[str, ...] = ()
    core: bool = True


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """All claims of one document. `id` is the name of its file without folder and ending."""

    id: str
    claims: tuple[GoldClaim, ...]


class _RowError(Exception):
    """What is wrong with a row, with the field it was found in."""


def read_gold(path: str | PathLike[str]) -> list[GoldDocument]:
    """The gold documents of a file of JSON lines, in its order; blank lines are passed over.

    Raises ClaimError with every fault of the file: the line, the field and what was expected.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ClaimError(f"{path}: cannot be read ({error.strerror}); give a file of gold rows.") from error
    except UnicodeDecodeError as error:
        raise ClaimError(f"{path}: byte {error.start} is not UTF-8; save the gold rows as UTF-8.") from error
    documents: dict[str, GoldDocument] = {}
    faults = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            document = _document(line)
            if document.id in documents:
                raise _RowError(f"id: {document.id!r} was given by an earlier line; join the two rows")
            documents[document.id] = document
        except _RowError as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        more = len(faults) - _SHOWN_FAULTS
        shown = "; ".join(faults[:_SHOWN_FAULTS]) + (f"; and {more} more" if more > 0 else "")
        raise ClaimError(f"{path}: {shown}.", faults)
    return list(documents.values())


def _document(line: str) -> GoldDocument:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _RowError(f"not a JSON object ({error})") from error
    row = _mapping(row, "row")
    claims = row.get("claims")
    if not isinstance(claims, list):
        raise _RowError(f"claims: expected a list, found {_kind(claims)}")
    return GoldDocument(
        _text(row.get("id"), "id"),
        tuple(_claim(claim, f"claims[{at}]") for at, claim in enumerate(claims)),
    )


def _claim(value: object, place: str) -> GoldClaim:
    row = _mapping(value, place)
    core, source = row.get("core", True), row.get("source")
    stance = _text(row.get("stance"), f"{place}.stance")
    if stance not in list(Stance):
        raise _RowError(f"{place}.stance: expected one of {', '.join(Stance)}, found {stance!r}")
    if not isinstance(core, bool):
        raise _RowError(f"{place}.core: expected true or false, found {_kind(core)}")
    return GoldClaim(
        subject=tuple(_names(row.get("s"), f"{place}.s")),
        relation=_text(row.get("p"), f"{place}.p"),
        object=tuple(_names(row.get("o"), f"{place}.o")),
        stance=Stance(stance),
        source=() if source is None else tuple(_names(source, f"{place}.source")),
        core=core,
    )


def _mapping(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _RowError(f"{place}: expected an object, found {_kind(value)}")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _RowError(f"{place}: expected text, found {_kind(value)}")
    return value


def _names(value: object, place: str) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        raise _RowError(f"{place}: expected a list of names, found {_kind(value)}")
    return (_text(name, f"{place}[{at}]") for at, name in enumerate(value))


def _kind(value: object) -> str:
    """What a JSON value is, in the words of JSON."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text" if value.strip() else "empty text"
        case list():
            return "a list" if value else "an empty list"
        case _:
            return "an object"
