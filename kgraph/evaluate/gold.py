"""Gold: what a careful reader found in a document, one JSON object a line.

    {"id": "a-1", "claims": [{"s": ["Orrin", "the firm"], "p": "banned_by", "o": ["the ministry"],
                              "stance": "asserted", "source": ["Daily Ledger"], "core": true}]}

`s`, `o` and `source` list every name that is accepted; `source` is null where the article itself
speaks. `core` (true where it is left out) is false for a debatable claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path

from kgraph.errors import ClaimError
from kgraph.model import Stance
from kgraph.model.fields import Fields
from kgraph.model.json_lines import read_json_lines

__all__ = ["GoldClaim", "GoldDocument", "read_gold"]


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
    """All claims of one document. `id` is the name of its file, see `document_name`."""

    id: str
    claims: tuple[GoldClaim, ...]


def read_gold(path: str | PathLike[str]) -> list[GoldDocument]:
    """The gold documents of a file of JSON lines, in its order; blank lines are passed over.

    Raises ClaimError with every fault of the file: the line, the field and what was expected.
    """
    return read_json_lines(Path(path), partial(_document, set()), ClaimError, "gold")


def _document(known: set[str], value: object, faults: list[str]) -> GoldDocument | None:
    """The document of a row. `known` are the ids of the rows before it, to which its own is added."""
    row = Fields(value, "", faults)
    if faults:
        return None
    document = GoldDocument(row.text("id"), tuple(_claim(child) for child in row.children("claims")))
    if not row.has("claims"):
        row.fault("claims", "expected a list, found nothing")
    if not faults and document.id in known:
        row.fault("id", f"{document.id!r} was given by an earlier line; join the two rows")
    known.add(document.id)
    return document


def _claim(row: Fields) -> GoldClaim:
    return GoldClaim(
        subject=row.texts("s"),
        relation=row.text("p"),
        object=row.texts("o"),
        stance=Stance(row.choice("stance", list(Stance))),
        source=row.texts("source") if row.has("source") else (),
        core=row.flag("core", True),
    )
