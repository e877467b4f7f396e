"""Letters of the diagram's own font: how wide they run, and their outlines.

Matplotlib lays every string out anew, which for a thousand labels takes longer than all the rest. Here the
advances and outlines of single letters are read once. That is right for scripts that set one letter after
another; lines with anything else (joined scripts, letters that the font lacks) are not `plain`, and stay
matplotlib's work.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, TypeAlias

import numpy as np
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.path import Path

from kgraph.draw.geometry import Floats

__all__ = ["ASCENT", "DESCENT", "Slant", "Weight", "is_plain", "outline_of", "run_width"]

Weight: TypeAlias = Literal["normal", "bold"]
Slant: TypeAlias = Literal["normal", "italic"]

ASCENT, DESCENT = 0.76, 0.236  # of "l" and "p" in ems, between which matplotlib centres a line
_FAMILY = "DejaVu Sans"
_SUBPIXELS = 64.0  # in which FreeType tells outlines
_MARKS = ("Mn", "Mc", "Me", "Cf", "Cc", "Cs", "Cn", "Co")
_FORWARD = ("L", "EN", "ES", "ET", "AN", "CS", "ON", "WS", "S", "BN", "B")
_JOINED = range(0x0900, 0x1000)  # Indic and other scripts whose letters move around each other


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter in ems: its outline with matplotlib's path codes, and how far the next one starts."""

    index: int
    advance: float
    points: Floats
    codes: Any


@cache
def _face(weight: Weight, style: Slant) -> Any:
    found = font_manager.findfont(FontProperties(family=_FAMILY, weight=weight, style=style))
    return FT2Font(found)


@cache
def _glyph(char: str, weight: Weight, style: Slant) -> _Glyph | None:
    """The letter, or None where it needs a font or a layout that is not ours."""
    kind, way = unicodedata.category(char), unicodedata.bidirectional(char)
    if kind in _MARKS or way not in _FORWARD or ord(char) in _JOINED:
        return None
    face = _face(weight, style)
    index = face.get_char_index(ord(char))
    if not index:
        return None
    drawn = face.load_char(ord(char), flags=LoadFlags.NO_HINTING | LoadFlags.NO_SCALE)
    points, codes = face.get_path()
    em = float(face.units_per_EM)
    return _Glyph(index, drawn.horiAdvance / em, np.asarray(points, float) * (_SUBPIXELS / em), codes)


@cache
def _kerning(left: int, right: int, weight: Weight, style: Slant) -> float:
    face = _face(weight, style)
    return float(face.get_kerning(left, right, Kerning.UNSCALED)) / float(face.units_per_EM)


@lru_cache(maxsize=50_000)
def run_width(line: str, weight: Weight, style: Slant) -> float | None:
    """Width of a line in ems, or None where it is not plain.

    >>> run_width("", "normal", "normal"), run_width("ש", "normal", "normal")
    (0.0, None)
    """
    width, last = 0.0, 0
    for char in line:
        glyph = _glyph(char, weight, style)
        if glyph is None:
            return None
        width += glyph.advance + (_kerning(last, glyph.index, weight, style) if last else 0.0)
        last = glyph.index
    return width


def is_plain(text: str, weight: Weight, style: Slant) -> bool:
    """Whether all lines of a text can be set letter by letter from the diagram's own font."""
    return all(_glyph(char, weight, style) is not None for char in text if char != "\n")


@lru_cache(maxsize=5_000)
def outline_of(line: str, weight: Weight, style: Slant) -> Path | None:
    """The outline of a plain line in ems, from its start on the base line; None where nothing is inked."""
    points, codes, x, last = [], [], 0.0, 0
    for char in line:
        glyph = _glyph(char, weight, style)
        assert glyph is not None, "only plain lines have outlines"
        x += _kerning(last, glyph.index, weight, style) if last else 0.0
        if len(glyph.points):
            points.append(glyph.points + np.array([x, 0.0]))
            codes.append(glyph.codes)
        x += glyph.advance
        last = glyph.index
    return Path(np.concatenate(points), np.concatenate(codes)) if points else None
