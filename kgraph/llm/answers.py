"""The text of an answer, read row by row: what is not a row of the schema is told apart from what is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from kgraph.llm.answer_schema import FIELDS

__all__ = ["Malformed", "Row", "on_one_line", "read_answer"]

LONGEST_NAME = 300
LONGEST_QUOTE = 3_000
"""Characters; no sentence that states something is longer."""

THOUGHT = re.compile(r"</(?:think|thinking|thought|reasoning)>", re.IGNORECASE)
"""Ends of what a model says to itself before it answers; some servers send no beginning of it."""
BEGINNINGS = (re.compile(r'\{\s*"claims"\s*:'), re.compile(r'\[\s*(?:\{\s*"|\])'))
"""Of an answer amid words, the likelier first: the object of the schema, or its list alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a model says is a claim; nothing of it has been checked but that it is text of bounded length."""

    quote: str
    subject: str
    subject_type: str
    relation: str
    object: str
    object_type: str
    stance: str
    source: str | None

    def __str__(self) -> str:
        return f"{self.subject} {self.relation} {self.object} [{self.stance}]"


@dataclass(frozen=True, slots=True)
class Malformed:
    """A row, or a whole answer, that is not of the schema, and where it fails."""

    reason: str
    said: str


def read_answer(text: str) -> tuple[list[Row], list[Malformed], bool]:
    """The rows of an answer, what is malformed in it, and whether it was JSON of a known shape at all.

    An answer that was cut short gives the rows before the cut; one amid which it is cut is malformed. Words
    around it are left out: thoughts, sentences, a fence of backticks; where there are a draft and an answer,
    the longer one counts. Keys that the schema does not have are left out too.

    >>> read_answer("I am sorry.")[1:]
    ([Malformed(reason='the answer is not JSON', said='I am sorry.')], False)
    """
    try:
        value, is_whole = _found(text)
    except ValueError:
        return [], [Malformed("the answer is not JSON", on_one_line(text))], False
    listed = value.get("claims") if isinstance(value, dict) else value
    if not isinstance(listed, list):
        return [], [Malformed("the answer has no list of claims", on_one_line(text))], False
    rows: list[Row] = []
    faults: list[Malformed] = []
    for place, item in enumerate(listed, 1):
        if place == len(listed) and not is_whole:
            faults.append(Malformed("the answer ends amid this claim", on_one_line(repr(item))))
            continue
        read = _row(item)
        if isinstance(read, Row):
            rows.append(read)
        else:
            faults.append(read)
    return rows, faults, True


def _found(text: str) -> tuple[Any, bool]:
    """The value of an answer with whatever is around it, and whether the last of its rows is whole."""
    start = max((match.end() for match in THOUGHT.finditer(text)), default=0)
    for beginning in BEGINNINGS:
        places = [match.start() for match in beginning.finditer(text, start)]
        found = [
            value for place in dict.fromkeys(places[-1:] + places[:1]) for value in _read_at(text, place)
        ]
        if found:
            return max(found, key=lambda each: _length(each[0]))
    return _parsed(text)


def _read_at(text: str, place: int) -> list[tuple[Any, bool]]:
    """What begins there, whatever comes after it; nothing where that is no JSON."""
    try:
        return [(json.JSONDecoder().raw_decode(text, place)[0], True)]
    except (ValueError, RecursionError):
        pass
    try:
        return [_parsed(text[place:])]
    except ValueError:
        return []


def _length(value: Any) -> int:
    listed = value.get("claims") if isinstance(value, dict) else value
    return len(listed) if isinstance(listed, list) else -1


def _parsed(body: str) -> tuple[Any, bool]:
    """The value of a text, as far as it goes, and whether the last of its rows is whole."""
    from pydantic_core import from_json

    rest = body.rstrip().removesuffix(",")
    for end in ("", "]}", "]", "}"):
        try:
            return from_json(rest + end), True
        except ValueError:
            continue
    return from_json(body, allow_partial=True), False


def _row(item: Any) -> Row | Malformed:
    if not isinstance(item, dict):
        return Malformed("a claim is not an object", on_one_line(repr(item)))
    values: dict[str, Any] = {}
    for name in FIELDS:
        value = item.get(name)
        longest = LONGEST_QUOTE if name == "quote" else LONGEST_NAME
        if name == "source" and (value is None or value == ""):
            values[name] = None
        elif not isinstance(value, str) or not value.strip():
            return Malformed(f"{name} is missing", on_one_line(_said(item)))
        elif len(value) > longest:
            return Malformed(f"{name} is longer than {longest} characters", on_one_line(_said(item)))
        else:
            values[name] = value
    return Row(**values)


def _said(item: dict[str, Any]) -> str:
    return " ".join(on_one_line(str(item.get(name, "–")), 60) for name in ("subject", "relation", "object"))


def on_one_line(text: str, most: int = 200) -> str:
    r"""The beginning of a text on one line, encodable.

    >>> on_one_line("a\n b" * 100, 5)
    'a ba …'
    """
    line = " ".join(text[: most * 4].split())
    line = line.encode("utf-8", "backslashreplace").decode("utf-8")
    return line if len(line) <= most and len(text) <= most * 4 else f"{line[: most - 1]} …"
