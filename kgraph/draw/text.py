"""Words on the page: cleaned, wrapped and measured before anything is placed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from kgraph.draw.glyphs import Slant, Weight, run_width
from kgraph.words import harmless

__all__ = [
    "FAMILIES",
    "LEADING",
    "Slant",
    "Weight",
    "Words",
    "clean",
    "font",
    "quiet_about_glyphs",
    "text_width",
    "wrap",
]

LEADING = 1.22  # height of a line over the font size
_ELLIPSIS = "…"
_LONGEST = 200
_MEASURING_DPI = 720.0  # far above the page's, so that widths grow evenly with the size
_OTHER_SCRIPTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)
_Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text in one size, with the width and height in points that they need."""

    lines: tuple[str, ...]
    size: float
    width: float
    height: float
    weight: Weight = "normal"
    style: Slant = "normal"

    def scaled(self, factor: float) -> Words:
        """The same words in another size."""
        return Words(
            self.lines,
            self.size * factor,
            self.width * factor,
            self.height * factor,
            self.weight,
            self.style,
        )


@cache
def _families() -> tuple[str, ...]:
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return ("DejaVu Sans", *(name for name in _OTHER_SCRIPTS if name in installed), "sans-serif")


FAMILIES = _families()


@lru_cache(maxsize=500)
def font(size: float, weight: Weight = "normal", style: Slant = "normal") -> FontProperties:
    """The diagram's font: DejaVu Sans, which matplotlib ships, then what is there for other scripts."""
    return FontProperties(family=list(FAMILIES), size=size, weight=weight, style=style)


def clean(text: str, longest: int = _LONGEST) -> str:
    """One line without what no SVG may hold; of more than `longest` characters the middle is left out.

    >>> clean("Orrin\\x00\\n  Robotics\\u202e"), clean("\\x07")
    ('Orrin Robotics', 'unnamed')
    """
    if len(text) > longest:
        text = f"{text[: longest - 60]} {_ELLIPSIS} {text[-60:]}"
    return harmless(text) or "unnamed"


@contextmanager
def quiet_about_glyphs() -> Iterator[None]:
    """No warnings about scripts that no installed font has: their letters become boxes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


@cache
def _renderer() -> Any:
    make: Any = RendererAgg  # matplotlib leaves it untyped
    return make(1, 1, _MEASURING_DPI)


@lru_cache(maxsize=20_000)
def _laid_out(line: str, weight: Weight, style: Slant) -> float:
    with quiet_about_glyphs():
        width, _, _ = _renderer().get_text_width_height_descent(line, font(10, weight, style), ismath=False)
    return float(width) * 72 / _MEASURING_DPI / 10


def text_width(line: str, size: float, weight: Weight = "normal", style: Slant = "normal") -> float:
    """Width of a line in points; where it is not plain, as the Agg renderer measures it."""
    width = run_width(line, weight, style)
    return (_laid_out(line, weight, style) if width is None else width) * size


def wrap(
    text: str,
    size: float,
    *,
    width: float,
    lines: int = 4,
    weight: Weight = "normal",
    style: Slant = "normal",
) -> Words:
    """Break text into at most `lines` lines of about `width` points, as even as can be.

    What a no-break space joins stays on one line. Words that are wider than a line are broken. Of what
    does not fit into the lines, the middle is left out: long names often differ in their last words.
    """

    def measure(line: str) -> float:
        return text_width(line, size, weight, style)

    pieces = [
        piece for word in re.findall(r"(?:\S|\xa0)+", text) for piece in _break_word(word, width, measure)
    ]
    wanted = _fill(pieces, width, measure)
    if len(wanted) > lines:
        kept = _shortened(pieces, lines, width, measure)
    else:
        kept = _even(pieces, len(wanted), width, measure)
    widest = max(map(measure, kept), default=0.0)
    return Words(tuple(kept), size, widest, len(kept) * size * LEADING, weight, style)


def _break_word(word: str, width: float, measure: _Measure) -> list[str]:
    if measure(word) <= width:
        return [word]
    pieces, piece = [], ""
    for char in word:
        if piece and measure(piece + char) > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def _fill(pieces: Sequence[str], width: float, measure: _Measure) -> list[str]:
    """Lines filled one after another."""
    lines: list[str] = []
    for piece in pieces:
        if lines and measure(f"{lines[-1]} {piece}") <= width:
            lines[-1] = f"{lines[-1]} {piece}"
        else:
            lines.append(piece)
    return lines


def _shortened(pieces: Sequence[str], count: int, width: float, measure: _Measure) -> list[str]:
    """The first lines, and a last one with an ellipsis before the words that end the text."""
    head = _fill(pieces, width, measure)[: count - 1]
    if not head:
        line = _fill(pieces, width, measure)[0]
        while line and measure(f"{line} {_ELLIPSIS}") > width:
            line = line.rpartition(" ")[0] or line[:-1]
        return [f"{line} {_ELLIPSIS}"]
    tail = pieces[-1]
    while tail and measure(f"{_ELLIPSIS} {tail}") > width:
        tail = tail[1:]
    for piece in reversed(pieces[:-1]):
        if measure(f"{_ELLIPSIS} {piece} {tail}") > width:
            break
        tail = f"{piece} {tail}"
    return [*head, f"{_ELLIPSIS} {tail}"]


def _even(pieces: Sequence[str], count: int, width: float, measure: _Measure) -> list[str]:
    """The narrowest filling that still needs `count` lines: no short last line."""
    low, high, best = 0.0, width, _fill(pieces, width, measure)
    while high - low > 1:
        middle = (low + high) / 2
        lines = _fill(pieces, middle, measure)
        if len(lines) <= count:
            best, high = lines, middle
        else:
            low = middle
    return best
