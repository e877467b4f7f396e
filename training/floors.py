"""The least scores that the pipeline may have: `tests/quality/floors.json`, and the only way to write it.

`python -m training.floors` measures and writes new floors, a little below what was measured. It refuses
to lower one unless it is told to (`--lower`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from training.corpus import digest, held_out, read_corpus
from training.scores import EXAMPLES, SHOWN, Measured, measure, measure_examples

__all__ = [
    "FLOORS",
    "LoweredFloorError",
    "data_digest",
    "faults",
    "floors_of",
    "read_floors",
    "scores_of",
    "write_floors",
]

FLOORS = Path(__file__).parents[1] / "tests" / "quality" / "floors.json"

Scores: TypeAlias = dict[str, float]
"""`passages f1`, `passages f1 of owned_by`, `examples stance` … → from 0 to 1."""

ROOM = 0.005
"""How far a floor is below the measured score: other machines round sums in another order."""
ROOM_OF_RELATION = 0.03
"""The same for one relation, where a single claim may be 0.02."""


class LoweredFloorError(Exception):
    """New floors would be lower than the old ones."""


def scores_of(passages: Measured, examples: Measured) -> Scores:
    """Every score that has a floor."""
    scores: Scores = {}
    for name, measured in (("passages", passages), ("examples", examples)):
        report = measured.report
        total = report.total
        scores |= {f"{name} precision": total.precision, f"{name} recall": total.recall}
        scores |= {f"{name} f1": total.f1}
        for measure_name in ("stance", "source", "silence"):
            scores[f"{name} {measure_name}"] = getattr(report, measure_name).value or 0.0
    for relation, score in sorted(passages.report.groups.items()):
        if score.wanted >= SHOWN:
            scores[f"passages f1 of {relation}"] = score.f1
    return scores


def floors_of(scores: Scores) -> Scores:
    """The floors that fit measured scores: a little below, in whole thousandths.

    >>> floors_of({"passages f1": 0.5, "passages f1 of owned_by": 0.5})
    {'passages f1': 0.495, 'passages f1 of owned_by': 0.47}
    """
    found = {}
    for name, score in scores.items():
        room = ROOM_OF_RELATION if " of " in name else ROOM
        found[name] = max(0.0, math.floor(round((score - room) * 1000, 6)) / 1000)
    return found


def faults(floors: Scores, scores: Mapping[str, float]) -> list[str]:
    """What is below its floor, or was not measured."""
    return [
        f"{name}: {scores.get(name, 0.0):.3f} is below the floor of {floor:.3f}"
        for name, floor in floors.items()
        if scores.get(name, 0.0) < floor
    ]


def data_digest() -> str:
    """A SHA-256 over everything that is measured with: passages, example articles and their gold."""
    seen = hashlib.sha256(digest(held_out(read_corpus())).encode())
    for file in (EXAMPLES / "gold.jsonl", *sorted((EXAMPLES / "articles").iterdir())):
        seen.update(file.name.encode() + file.read_bytes())
    return seen.hexdigest()


def read_floors(path: Path = FLOORS) -> tuple[str, Scores]:
    """The digest of the data that the floors are for, and the floors."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return stored["data"], stored["floors"]


def write_floors(floors: Scores, data: str, path: Path = FLOORS, *, lower: bool = False) -> None:
    """Write floors.

    Raises:
        LoweredFloorError: an old floor is higher, or would be gone, without `lower`; nothing is written.
    """
    if path.exists() and not lower:
        found = [
            f"{name}: {before:.3f} → {floors[name]:.3f}" if name in floors else f"{name}: {before:.3f} → none"
            for name, before in read_floors(path)[1].items()
            if floors.get(name, -1.0) < before
        ]
        if found:
            raise LoweredFloorError(f"{path.name}: floors would be lowered: {'; '.join(found)}.")
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps({"data": data, "floors": floors}, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the floors or say which of them stand in the way."""
    parser = argparse.ArgumentParser(prog="python -m training.floors", description=__doc__)
    parser.add_argument("--lower", action="store_true", help="write them even where one gets lower")
    given = parser.parse_args(arguments)
    scores = scores_of(measure(), measure_examples())
    try:
        write_floors(floors_of(scores), data_digest(), lower=given.lower)
    except LoweredFloorError as error:
        print(f"{error} Give --lower if that is meant.", file=sys.stderr)
        return 1
    for name, score in scores.items():
        print(f"{score:.3f}  {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
