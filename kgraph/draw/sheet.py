"""What goes where on a page: caption above, picture, legend below; and how small words become there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from matplotlib.path import Path as Stroke

from kgraph.draw.caption import Header, header
from kgraph.draw.ink import Ink
from kgraph.draw.legend import Legend, Section, legend, only_stances
from kgraph.draw.styles import Style
from kgraph.errors import OutputError

__all__ = ["LEAST", "Content", "Room", "Sheet", "sheet_of"]

LEAST = 5.5
"""Points of the smallest words of a picture that people can still read on paper."""

_MARGIN = 26.0
_SMALL = 0.045  # of the shorter side of a small page is its margin
_LEAST_WIDTH = 520.0
_MOST = 2600.0  # points that an automatic page may be wide or high
_LARGEST = 1.35  # times the natural size of the letters, on a page with room to spare
_SHARE = 0.45  # of a page that caption and legend may take
_SCALES = (1.0, 0.9, 0.85, 0.74)  # of caption and legend; at the last, words of a legend are 5.5 points
_LIKE_PICTURE = 0.85  # they shrink with the picture down to this, and farther only for want of room
_LOWEST = 40.0  # points of height without which there is no picture
_TOO_SMALL = f"Some words are smaller than {LEAST} points here: take a larger page, or show less."


@dataclass(frozen=True, slots=True)
class Content:
    """A picture in points, how it is inked at a scale with its lower left corner at x, y, and its words.

    `letters` is the size in points of the smallest words in it; without `sections` there are none.
    """

    width: float
    height: float
    ink: Callable[[Ink, float, float, float], None]
    title: str
    facts: Sequence[str]
    sections: Sequence[Section]
    key: Section = ("", [])
    letters: float = 7.0


@dataclass(frozen=True, slots=True)
class Room:
    """What a picture may fill: `width` and about `height` points; no `width` where the page fits it.

    `letters` tells the size in points that the smallest words of a content would have on the page.
    """

    width: float | None
    height: float
    letters: Callable[[Content], float] = lambda content: inf

    @property
    def aspect(self) -> float:
        """The width over the height to aim at."""
        return self.width / self.height if self.width else 1.5

    @property
    def fixed(self) -> bool:
        """Whether the page has its size already, and is not made to fit the picture."""
        return self.width is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, width and height in points, with a content in its place."""

    page: tuple[float, float]
    margin: float
    content: Content
    top: Header
    foot: Legend

    @property
    def upper(self) -> float:
        """Where the picture may begin, from the foot of the page."""
        return self.page[1] - self.margin - self.top.height - 6

    @property
    def lower(self) -> float:
        """Where it has to end."""
        return self.margin + self.foot.height + (10 if self.foot.bands else 0)

    @property
    def scale(self) -> float:
        """What the picture is multiplied by."""
        width, height = self.page[0] - 2 * self.margin, max(self.upper - self.lower, 10.0)
        return min(width / max(self.content.width, 1), height / max(self.content.height, 1), _LARGEST)

    @property
    def letters(self) -> float:
        """The size of the smallest words of the picture."""
        return self.content.letters * self.scale if self.content.sections else inf

    @property
    def trimmed(self) -> Sheet:
        """The sheet without the height that the picture has no use for."""
        spare = self.upper - self.lower - self.content.height * self.scale
        return replace(self, page=(self.page[0], self.page[1] - max(spare, 0.0)))

    def paint(self, ax: Any, style: Style) -> None:
        """Paint all of it into an Axes, which is cleared and gets points for its units."""
        (width, height), margin, scale = self.page, self.margin, self.scale
        ax.clear()
        ax.set_axis_off()
        ax.set_xlim(0, width)
        ax.set_ylim(0, height)
        ax.set_facecolor(style.paper)
        x = (width - self.content.width * scale) / 2
        y = self.lower + (max(self.upper - self.lower, 10.0) - self.content.height * scale) / 2
        ink = Ink(ax)
        self.content.ink(ink, scale, x, y)
        self.top.paint(ink, margin, height - margin, style)
        for at in (self.upper + 4, *([self.lower - 2] if self.foot.bands else [])):
            ink.stroke(Stroke([(margin, at), (width - margin, at)]), style.rule, 0.7, layer=0)
        self.foot.paint(ink, margin, self.lower - 6, style)
        ink.dry()


def sheet_of(
    make: Callable[[Room], Content], page: tuple[float, float] | None, margin: float | None = None
) -> Sheet:
    """What `make` makes for the room of a page in its place there; without a `page`, on one that fits it.

    The `margin` of a page is 26 points where none is given, less on a small one. Where words become smaller
    than `LEAST`, the caption says so. Raises `OutputError` where caption and legend leave no room for a
    picture.
    """
    if page is None:
        return _told(_free, make(Room(None, 0.0)))
    width, height = page
    side = min(_MARGIN, _SMALL * min(page)) if margin is None else margin

    def on(content: Content) -> Sheet:
        return _fixed(content, page, side)

    about = max(height - 170.0, (1 - _SHARE) * height)
    made = _told(on, make(Room(width - 2 * side, about, lambda content: on(content).letters)))
    if made.content.sections and made.upper - made.lower < _LOWEST:
        raise OutputError(
            f"A page of {width / 72:.1f} × {height / 72:.1f} inches has no room for a picture beside its "
            "caption and legend; take a larger one."
        )
    return made


def _told(place: Callable[[Content], Sheet], content: Content) -> Sheet:
    """The sheet, with one more sentence in its caption where the words of the picture are too small."""
    made = place(content)
    if made.letters >= LEAST:
        return made
    return place(replace(content, facts=[*content.facts, _TOO_SMALL]))


def _free(content: Content) -> Sheet:
    wide = min(max(content.width, _LEAST_WIDTH), _MOST)
    scale = _scale(wide)
    top = header(content.title, content.facts, wide, scale)
    foot = legend(content.sections, content.key, wide, scale, 5)
    high = min(content.height, _MOST) + top.height + foot.height
    return Sheet((wide + 2 * _MARGIN, high + 2 * _MARGIN + 24), _MARGIN, content, top, foot)


def _fixed(content: Content, page: tuple[float, float], margin: float) -> Sheet:
    """Caption and legend as large as leaves half of the page to the picture, and no larger than the picture.

    A page that is too small for that has only the part of the legend that nobody can do without.
    """
    width = page[0] - 2 * margin

    def made(scale: float, sections: Sequence[Section], rows: int) -> Sheet:
        top = header(content.title, content.facts, width, scale)
        return Sheet(page, margin, content, top, legend(sections, content.key, width, scale, rows))

    for scale in (_scale(width), *_SCALES[1:]):
        whole = made(scale, content.sections, 3)
        fits = whole.top.height + whole.foot.height <= _SHARE * page[1]
        if fits and scale <= max(whole.scale, _LIKE_PICTURE):
            return whole
    if fits:
        return whole
    return made(_SCALES[-1], only_stances(content.sections), 1)


def _scale(width: float) -> float:
    """Of caption and legend on a page with that width between its margins."""
    return min(max(float((width / 842) ** 0.5), _SCALES[0]), 1.6)
