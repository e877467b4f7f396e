"""Words on the page: cleaned, wrapped and measured before anything is placed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

__all__ = ["FAMILIES", "LEADING", "Words", "clean", "font", "text_width", "wrap"]

LEADING = 1.22  # height of a line over the font size
_ELLIPSIS = "…"
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

_JOINERS = "\u200c\u200d"  # part of how Persian and Indic words are written


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text in one size, with the width and height in points that they need."""

    lines: tuple[str, ...]
    size: float
    width: float
    height: float
    weight: str = "normal"
    style: str = "normal"

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
    return ("DejaVu Sans", *(name for name in _OTHER_SCRIPTS if name in installed))


FAMILIES = _families()


def font(size: float, weight: str = "normal", style: str = "normal") -> FontProperties:
    """The diagram's font: DejaVu Sans, which matplotlib ships, then what is there for other scripts."""
    return FontProperties(family=list(FAMILIES), size=size, weight=weight, style=style)


def clean(text: str) -> str:
    """One line without what no SVG may hold: controls, halves of surrogate pairs, non-characters.

    Marks that turn the direction of text are dropped too: they would reach past the name.

    >>> clean("Orrin\\x00\\n  Robotics\\u202e"), clean("\\x07")
    ('Orrin Robotics', 'unnamed')
    """
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if kind in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif kind == "Cs" or ord(char) & 0xFFFE == 0xFFFE:
            kept.append("\ufffd")
        elif kind != "Cf" or char in _JOINERS:
            kept.append(char)
    return " ".join("".join(kept).split()) or "unnamed"


@cache
def _renderer() -> tuple[FigureCanvasAgg, object]:
    canvas = FigureCanvasAgg(Figure(dpi=_MEASURING_DPI))
    return canvas, canvas.get_renderer()


@cache
def _em_width(line: str, weight: str, style: str) -> float:
    renderer = _renderer()[1]
    width, _, _ = renderer.get_text_width_height_descent(line, font(10, weight, style), ismath=False)  # type: ignore[attr-defined]  # matplotlib has no types here
    return float(width) * 72 / _MEASURING_DPI / 10


def text_width(line: str, size: float, weight: str = "normal", style: str = "normal") -> float:
    """Width of a line in points, as the Agg renderer measures it."""
    return _em_width(line, weight, style) * size


def wrap(
    text: str,
    size: float,
    *,
    width: float,
    lines: int = 4,
    weight: str = "normal",
    style: str = "normal",
) -> Words:
    """Break text into at most `lines` lines of about `width` points, as even as can be.

    Words that are wider than a line are broken; what does not fit into the lines ends in an ellipsis.
    """

    def measure(line: str) -> float:
        return text_width(line, size, weight, style)

    pieces = [piece for word in text.split() for piece in _break_word(word, width, measure)]
    wanted = _fill(pieces, width, measure)
    if len(wanted) > lines:
        last = wanted[lines - 1]
        while last and measure(last + _ELLIPSIS) > width:
            last = last[:-1].rstrip()
        kept = [*wanted[: lines - 1], last + _ELLIPSIS]
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
