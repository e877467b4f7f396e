"""What people decided: which entities are the same or different, which claims to reject or to accept.

A decision is about a pair of things or about one claim; a later one about the same takes its place.
They are rows of the graph file and survive building it again. As JSON lines:

    {"decision": "same", "one": "company:orrin", "other": "company:orrin-ltd", "says": "…", "note": null}
    {"decision": "reject", "one": "claim:0123456789abcdef", "other": null, "says": "…", "note": "misread"}
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kgraph.errors import GraphError
from kgraph.graph.things import Thing
from kgraph.model.fields import Fields
from kgraph.model.json_lines import read_json_lines

__all__ = [
    "Decision",
    "Verdict",
    "about_claim",
    "about_things",
    "decision_as_line",
    "decision_as_row",
    "read_decisions",
]

_CLAIM = "claim:"


class Verdict(StrEnum):
    """What was decided."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision. `one` and `other` are things in the order of the alphabet, or `one` is a claim.

    `says` tells people what it is about; `note` is why it was decided so, in their own words.
    """

    one: str
    other: str | None
    verdict: Verdict
    says: str = ""
    note: str | None = None

    @property
    def about(self) -> tuple[str, str]:
        """What it is about: a later decision about the same takes the place of this one."""
        return self.one, self.other or ""

    @property
    def things(self) -> tuple[Thing, Thing] | None:
        """The pair that it is about; None where it is about a claim."""
        return None if self.other is None else (Thing.from_text(self.one), Thing.from_text(self.other))

    @property
    def claim(self) -> str | None:
        """The id of the claim that it is about; None where it is about things."""
        return self.one.removeprefix(_CLAIM) if self.other is None else None

    def __str__(self) -> str:
        return f"{self.verdict} {self.says or ' '.join(self.about)}" + (
            f" ({self.note})" if self.note else ""
        )


def about_things(
    verdict: Verdict, one: Thing, other: Thing, says: str = "", note: str | None = None
) -> Decision:
    """The decision on a pair, in whatever order it is given."""
    first, second = sorted((str(one), str(other)))
    return Decision(first, second, verdict, says, note)


def about_claim(verdict: Verdict, claim: str, says: str = "", note: str | None = None) -> Decision:
    """The decision on a claim, by its id."""
    return Decision(f"{_CLAIM}{claim}", None, verdict, says, note)


def decision_as_row(decision: Decision) -> dict[str, str | None]:
    """The decision as JSON has it."""
    return {
        "decision": decision.verdict.value,
        "one": decision.one,
        "other": decision.other,
        "says": decision.says,
        "note": decision.note,
    }


def decision_as_line(decision: Decision) -> str:
    """The decision as one line of JSON, without the line end."""
    return json.dumps(decision_as_row(decision), ensure_ascii=False)


def read_decisions(source: str | Path | Iterable[str]) -> list[Decision]:
    """The decisions of a JSON-lines file, or of such lines; blank lines are skipped.

    Raises `GraphError` once, with every fault (`line 3: decision: expected …`) in its `faults`.
    """
    return read_json_lines(source, _decision, GraphError, "decisions")


def _decision(value: object, faults: list[str]) -> Decision:
    row = Fields(value, "", faults)
    verdict = Verdict(row.choice("decision", [verdict.value for verdict in Verdict]))
    one, other = row.text("one"), row.text_or_none("other")
    says, note = row.text_or_none("says") or "", row.text_or_none("note")
    on_claim = verdict in (Verdict.ACCEPT, Verdict.REJECT)
    if on_claim and not one.startswith(_CLAIM):
        row.fault("one", f"expected a claim, such as {_CLAIM}0123456789abcdef, found {one!r}")
    for key, text in (("one", one), ("other", other or "")):
        if not on_claim and ":" not in text:
            row.fault(key, f"expected a thing, such as company:orrin-robotics, found {text!r}")
    if on_claim:
        return Decision(one, None, verdict, says, note)
    first, second = sorted((one, other or ""))
    return Decision(first, second, verdict, says, note)
