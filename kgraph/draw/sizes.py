"""The sizes of pages: names such as A4, and sides of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from kgraph.errors import OutputError

__all__ = ["SIZES", "Size", "page_of"]

SIZES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "A3": (1190.6, 841.9),
        "A3-portrait": (841.9, 1190.6),
        "A4": (841.9, 595.3),
        "A4-portrait": (595.3, 841.9),
        "letter": (792.0, 612.0),
        "slide": (960.0, 540.0),
    }
)
"""Pages by name, width and height in points."""

Size: TypeAlias = str | tuple[float, float]

_LEAST, _MOST = 2.0, 100.0  # inches
_A_INCH = {"": 1.0, "in": 1.0, "cm": 2.54, "mm": 25.4}
_OWN = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(in|cm|mm|)", re.IGNORECASE)


def page_of(size: Size) -> tuple[float, float] | None:
    """Width and height in points; None for `auto`, a page that fits the picture.

    A size is a name of `SIZES` in any case, (width, height) in inches, or both in words: `8x5` and `8x5in`
    are inches, `20x12cm` and `200x120mm` are what they say.

    Raises:
        OutputError: there is no such name, or a side is not from 2 to 100 inches.

    >>> page_of("a4") == SIZES["A4"], page_of("8x5"), page_of((8.0, 5.0)), page_of("auto")
    (True, (576.0, 360.0), (576.0, 360.0), None)
    >>> page_of("254 x 127 mm")
    (720.0, 360.0)
    """
    if isinstance(size, str):
        named = {name.lower(): page for name, page in SIZES.items()}
        if size.lower() == "auto" or size.lower() in named:
            return named.get(size.lower())
        if not (own := _OWN.fullmatch(size.strip())):
            raise OutputError(
                f"There is no page size {size!r}; choose one of auto, {', '.join(SIZES)}, or give width and "
                "height, such as 8x5in or 200x120mm."
            )
        a_inch = _A_INCH[own[3].lower()]
        width, height = float(own[1]) / a_inch, float(own[2]) / a_inch
    else:
        width, height = size
    if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
        told = size if isinstance(size, str) else f"{width} × {height} inches"
        raise OutputError(f"A page of {told} cannot be drawn; give 2 to 100 inches (51 to 2540 mm) a side.")
    return width * 72, height * 72
