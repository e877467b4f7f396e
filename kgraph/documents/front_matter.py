"""The block of `key: value` lines between two `---` lines that may stand at the head of a text.

A small part of YAML: plain and quoted values on one line or folded over indented lines. Keys that
kgraph does not know, their lists and their nested values are passed over. Between two `+++` lines it is
TOML (https://toml.io/en/v1.0.0), as Hugo writes it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date

from kgraph.documents.days import day_of

__all__ = ["FrontMatter", "FrontMatterError", "read_front_matter"]

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<body>(?:.*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<body>(?:.*\n){1,200}?)\+\+\+[ \t]*(?:\n|\Z)")
_LONGEST_TOML = 5000
"""Characters: beyond some the parser takes long for keys of many parts."""
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?\Z")
_CONTINUED = re.compile(r"[ \t]|-(?:[ \t]|\Z)|#|\Z")
_NOTHING = frozenset({"", "null", "~", "Null", "NULL"})

_KEYS = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "outlet": "publisher",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
}


class FrontMatterError(ValueError):
    """A value of the front matter does not hold; the message names its line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


def read_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter, and the text without it; a text that has none stays as it is.

    A date that cannot be read for certain is None: the article may still say its day elsewhere.

    Raises:
        FrontMatterError: a key given twice.
    """
    if toml := _TOML.match(text):
        return _of_toml(toml, text)
    block = _BLOCK.match(text)
    if block is None:
        return FrontMatter(), text
    lines = block["body"].split("\n")[:-1]
    if not any(map(_LINE.match, lines)) or not all(
        _LINE.match(line) or _CONTINUED.match(line) for line in lines
    ):
        return FrontMatter(), text  # a rule, and prose below it
    values = _values(lines)
    day = day_of(values["published"][1]) if "published" in values else None
    rest = text[block.end() :].lstrip("\n")
    title, publisher, url = (
        values[key][1] if key in values else None for key in ("title", "publisher", "url")
    )
    return FrontMatter(title, publisher, day, url), rest


def _of_toml(block: re.Match[str], text: str) -> tuple[FrontMatter, str]:
    body = block["body"]
    try:
        table = tomllib.loads(body) if len(body) <= _LONGEST_TOML else {}
    except (ValueError, RecursionError):
        table = {}
    if not table:
        return FrontMatter(), text  # a rule, and prose below it
    found: dict[str, str] = {}
    day: date | None = None
    for key, value in table.items():
        field = _KEYS.get(key.lower())
        if field == "published":
            day = day or day_of(value)
        elif field and isinstance(value, str) and value.strip():
            found.setdefault(field, value)
    rest = text[block.end() :].lstrip("\n")
    return FrontMatter(found.get("title"), found.get("publisher"), day, found.get("url")), rest


def _values(lines: list[str]) -> dict[str, tuple[int, str]]:
    """Known fields with the number of their line in the text and their value."""
    found: dict[str, tuple[int, str]] = {}
    for index, line in enumerate(lines):
        match = _LINE.match(line)
        field = _KEYS.get(match["key"].lower()) if match else None
        if match is None or field is None:
            continue
        value = _scalar(match["value"] or "", lines[index + 1 :])
        if value in _NOTHING or (field == "published" and day_of(value) is None):
            continue  # Jekyll's `published: true` is no date, and stands beside one
        if field in found:
            raise FrontMatterError(
                f"front matter, line {index + 2}: {field} is given twice (line {found[field][0]})"
            )
        found[field] = (index + 2, value)
    return found


def _scalar(value: str, below: list[str]) -> str:
    value = value.strip()
    if value in {"", ">", "|", ">-", "|-"}:
        folded: list[str] = []
        for line in below:
            if not line[:1].isspace():
                break
            folded.append(line.strip())
        return " ".join(folded)
    for quote in "\"'":
        if len(value) > 1 and value[0] == value[-1] == quote:
            return value[1:-1].replace("\\" + quote, quote).replace("''", "'")
    return re.sub(r"(?<!\s)\s+#.*", "", value)
