"""How many entities a page has room for, so that its words can still be read."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.draw.sheet import LEAST, Content, Room

__all__ = ["readable"]

_AREA = 15_000.0  # square points that an entity takes with its lines, for a first guess
_FEWEST = 3
_TRIES = 5
_MORE = 4  # numbers beyond the best that are tried, too
_NEAR = 1.06  # times the least size; words of that size are not worth another try


def readable(make: Callable[[int], Content], count: int, room: Room) -> Content:
    """What `make` makes for the most entities, at most `count`, with which words are at least `LEAST` high.

    Where even those of a very few would be smaller, it is what is made for these.
    """
    low, high = _FEWEST, count  # of the numbers that are left to try
    tried: set[int] = set()
    area = (room.width or 0.0) * room.height
    number = min(count, max(round(area / _AREA), _FEWEST)) if room.fixed else count
    best: Content | None = None
    for _ in range(_TRIES):
        content = make(number)
        tried.add(number)
        letters = min(room.letters(content), 4 * LEAST)
        if letters >= LEAST:
            best, low = content, number + 1
        else:
            high = number - 1
        if low > high or LEAST <= letters <= _NEAR * LEAST:
            break
        # The area that words need grows about as their number does.
        number = min(max(int(number * (letters / LEAST) ** 2), low), high)
    if best is None:
        return make(min(count, _FEWEST))
    # Some more can be arranged otherwise, with more room for words than fewer had.
    for number in sorted({*range(low, min(low + _MORE, count + 1))} - tried, reverse=True):
        content = make(number)
        if room.letters(content) >= LEAST:
            return content
    return best
