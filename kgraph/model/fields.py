"""Reading one JSON object field by field, noting every fault at its place instead of stopping.

Getters return a stand-in of the right type where the field does not hold: whoever reads checks
`faults` before using what was read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

__all__ = ["Fields"]

T = TypeVar("T")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Fields:
    """The fields of one JSON object, at `place` ("" for the row itself) of a row."""

    __slots__ = ("_row", "faults", "place")

    def __init__(self, row: object, place: str, faults: list[str]) -> None:
        self.place = place
        self.faults = faults
        self._row: dict[str, Any] = {}
        if isinstance(row, dict):
            self._row = row
        else:
            faults.append(f"{place or 'row'}: expected an object, found {_shown(row)}")

    def fault(self, key: str, what: str) -> None:
        """Note a fault of one field."""
        self.faults.append(f"{self._at(key)}: {what}")

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self._row.get(key) is not None

    def text(self, key: str) -> str:
        """Text that must be there and not be empty."""
        value = self._row.get(key)
        if isinstance(value, str) and value:
            return value
        return self._expected(key, "text", "")

    def words(self, key: str) -> str:
        """Text that must be there but may be empty."""
        value = self._row.get(key)
        return value if isinstance(value, str) else self._expected(key, "text", "")

    def text_or_none(self, key: str) -> str | None:
        """Text, or None where it is null or missing."""
        value = self._row.get(key)
        if value is None or isinstance(value, str):
            return value
        return self._expected(key, "text or null", None)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under `key`: at least one, and none of them blank."""
        value = self._row.get(key)
        if not isinstance(value, list) or not value:
            return self._expected(key, "a list of texts", ())
        for position, text in enumerate(value):
            if not isinstance(text, str) or not text.strip():
                self.fault(f"{key}[{position}]", f"expected text, found {_shown(text)}")
        return tuple(map(str, value))

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """One of the words allowed."""
        value = self._row.get(key)
        if isinstance(value, str) and value in allowed:
            return value
        return self._expected(key, f"one of {', '.join(allowed)}", allowed[0])

    def number(self, key: str) -> float:
        """A finite number."""
        value = self._row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                if math.isfinite(number := float(value)):
                    return number
            except OverflowError:
                pass
        return self._expected(key, "a finite number", 0.0)

    def offset(self, key: str) -> int:
        """A whole number, not negative."""
        value = self._row.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        return self._expected(key, "a whole number from 0", 0)

    def flag(self, key: str, default: bool) -> bool:
        """true or false; `default` where it is missing."""
        value = self._row.get(key, default)
        return value if isinstance(value, bool) else self._expected(key, "true or false", default)

    def day_or_none(self, key: str) -> date | None:
        """A date `YYYY-MM-DD`, or None where it is null or missing."""
        value = self._row.get(key)
        if value is None:
            return None
        if isinstance(value, str) and DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return self._expected(key, "a date YYYY-MM-DD or null", None)

    def child(self, key: str) -> Fields:
        """The object under `key`."""
        return Fields(self._row.get(key), self._at(key), self.faults)

    def children(self, key: str) -> Iterator[Fields]:
        """The objects of the list under `key`; none where it is null or missing."""
        value = self._row[key] if self.has(key) else []
        if not isinstance(value, list):
            value = self._expected(key, "a list", [])
        for position, row in enumerate(value):
            yield Fields(row, f"{self._at(key)}[{position}]", self.faults)

    def members(self, key: str) -> Iterator[tuple[str, Fields | str]]:
        """Name and value (text, or an object) of the object under `key`."""
        value = self._row[key] if self.has(key) else {}
        if not isinstance(value, dict):
            value = self._expected(key, "an object", {})
        for name, row in value.items():
            at = f"{self._at(key)}.{name}"
            yield name, row if isinstance(row, str) else Fields(row, at, self.faults)

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _expected(self, key: str, what: str, stand_in: T) -> T:
        found = _shown(self._row[key]) if key in self._row else "nothing"
        self.fault(key, f"expected {what}, found {found}")
        return stand_in


def _shown(value: object) -> str:
    """A value in few words.

    >>> _shown(None), _shown(True), _shown("abc"), _shown({"a": 1}), _shown([])
    ('null', 'true', "'abc'", 'an object', 'an empty list')
    """
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return repr(value)[:40]
