"""Styles of diagrams, read from `styles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.errors import OutputError
from kgraph.model import Stance
from kgraph.ontology import Ontology

__all__ = ["VALUE", "Look", "StanceLook", "Style", "load_style", "style_names"]

VALUE = "value"  # the type of a literal, which no entity has
_TABLE = Path(__file__).with_name("styles.toml")


@dataclass(frozen=True, slots=True)
class Look:
    """How entities of a type look. `type` is the listed type that the look comes from."""

    type: str
    shape: str
    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class StanceLook:
    """How a stance looks: a dash pattern in line widths (empty: solid), crossed out or not."""

    dash: tuple[float, ...]
    crossed: bool


@dataclass(frozen=True, slots=True)
class Style:
    """All colours and shapes of a diagram."""

    paper: str
    ink: str
    muted: str
    rule: str
    dispute: str
    looks: Mapping[str, Look]
    families: Mapping[str, str]
    spare: tuple[str, ...]
    stances: Mapping[Stance, StanceLook]

    def look(self, type: str, ontology: Ontology) -> Look:
        """The look of an entity type: its own, else that of the nearest wider type, else `other`."""
        current: str | None = type
        while current is not None:
            if current in self.looks:
                return self.looks[current]
            known = ontology.types.get(current)
            current = known.parent if known else None
        return self.looks["other"]

    def family_colours(self, families: Iterable[str]) -> dict[str, str]:
        """A colour for each family that occurs; those that the style does not list share `spare`."""
        names = sorted(set(families))
        strangers = [name for name in names if name not in self.families]
        spare = {name: self.spare[i % len(self.spare)] for i, name in enumerate(strangers)}
        return {name: self.families.get(name) or spare[name] for name in names}


def style_names() -> list[str]:
    """The names of the styles."""
    return sorted(set(_table()) - {"base"})


@cache
def load_style(name: str) -> Style:
    """The style of that name.

    Raises:
        OutputError: there is no such style.
    """
    if name not in style_names():
        raise OutputError(f"There is no diagram style {name!r}; choose one of {', '.join(style_names())}.")
    data = _merged(_table()["base"], _table()[name])
    ink = data["ink"]
    return Style(
        **{key: data[key] for key in ("paper", "ink", "muted", "rule", "dispute")},
        looks={type: Look(type=type, **{"text": ink, **look}) for type, look in data["entity"].items()},
        families=data["family"],
        spare=tuple(data["spare"]),
        stances={
            Stance(stance): StanceLook(tuple(look["dash"]), look["crossed"])
            for stance, look in data["stance"].items()
        },
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `changes` laid over it, table by table."""
    merged = dict(base)
    for key, value in changes.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and "shape" not in value:
            merged[key] = _merged(old, value)
        else:
            merged[key] = value
    return merged
