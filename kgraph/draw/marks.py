"""Marks for one claim or relation where there is no line: a disc that tells stance by how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.path import Path

from kgraph.draw.geometry import Floats
from kgraph.draw.ink import Ink
from kgraph.draw.legend import Section, Swatch, family_section, stance_section
from kgraph.draw.paint import paint_dispute
from kgraph.draw.styles import Style
from kgraph.model import Stance
from kgraph.ontology import Ontology
from kgraph.query.disputes import Denied

__all__ = ["RADIUS", "mark_sections", "paint_mark", "told"]

RADIUS = 3.6
_DASHES = {Stance.ALLEGED: (2.6, 1.2), Stance.PROPOSED: (0.8, 1.2)}  # in line widths, about
_FULL = {Stance.ASSERTED: 1.0, Stance.ALLEGED: 0.38}  # how much of its colour is in a disc
_WIDTH = 1.5
_ASIDE = 4.0  # from the rim of a disc to the middle of the sign of a dispute


def paint_mark(
    ink: Ink,
    x: float,
    y: float,
    radius: float,
    colour: str,
    stance: Stance,
    style: Style,
    scale: float,
    *,
    disputed: Denied | None = None,
) -> None:
    """A full disc for what is asserted; a pale one with a dashed ring alleged, an empty one with a dotted
    ring proposed, a struck one denied. The sign of a dispute stands beside it.
    """
    fill = _mixed(colour, style.paper, _FULL.get(stance, 0.0))
    ink.disc(x, y, radius, fill, colour, _WIDTH * scale, _even_dash(stance, radius / scale), layer=4)
    if stance is Stance.DENIED:
        reach = 1.5 * radius
        ends = np.array([(x - reach, y + reach), (x + reach, y - reach)])
        ink.stroke(Path(ends), colour, _WIDTH * scale, layer=4.2)
    if disputed:
        away = (radius + _ASIDE * scale) * np.sqrt(0.5)
        paint_dispute(ink, x + away, y + away, style, 0.7 * scale, disputed)


def _mixed(colour: str, paper: str, share: float) -> Floats:
    """So much of a colour, the rest paper."""
    mixed: Floats = share * np.array(to_rgb(colour)) + (1 - share) * np.array(to_rgb(paper))
    return mixed


def _even_dash(stance: Stance, radius: float) -> tuple[float, ...]:
    """The dash pattern of a ring, stretched so that it goes into its length without a rest."""
    if stance not in _DASHES:
        return ()
    dash, gap = _DASHES[stance]
    length = 2 * np.pi * radius / _WIDTH
    factor = length / max(round(length / (dash + gap)), 3) / (dash + gap)
    return dash * factor, gap * factor


def mark_sections(
    families: Iterable[str],
    stances: Iterable[Stance],
    disputed: Iterable[Denied | None],
    style: Style,
    ontology: Ontology,
) -> list[Section]:
    """The legend of the marks that occur."""

    def of_family(colour: str) -> Swatch:
        return partial(_swatch, colour=colour, stance=Stance.ASSERTED, style=style)

    def of_stance(stance: Stance) -> Swatch:
        return partial(_swatch, colour=style.ink, stance=stance, style=style)

    return [
        family_section(families, style, ontology, of_family),
        stance_section(set(stances), set(disputed), style, of_stance),
    ]


def told(label: str, stance: Stance) -> str:
    """The words of a relation; what is not plainly asserted says so.

    >>> told("banned by", Stance.ASSERTED), told("banned by", Stance.PROPOSED)
    ('banned by', 'banned by (proposed)')
    """
    return label if stance is Stance.ASSERTED else f"{label} ({stance.value})"


def _swatch(ink: Ink, x: float, y: float, scale: float, *, colour: str, stance: Stance, style: Style) -> None:
    paint_mark(ink, x, y, RADIUS * scale, colour, stance, style, scale)
