"""When a fact held: a closed interval of days with the granularity that the text gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Granularity", "When"]

Granularity = Literal["day", "month", "quarter", "year", "interval"]


@dataclass(frozen=True, slots=True)
class When:
    """From `start` to `end`, both included; an open side is None. `text` is how the article says it."""

    start: date | None
    end: date | None
    granularity: Granularity
    text: str
