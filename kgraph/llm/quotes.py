"""Where the words that a model quotes stand in the text: found by us, never believed."""

from __future__ import annotations

from bisect import bisect_left

from kgraph.language.layout import flatten

__all__ = ["QuoteFinder"]


class QuoteFinder:
    """One text, searched with white space taken as one blank, and typographic quotes and hyphens as plain."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self._places: list[int] = []
        for place, character in enumerate(flatten(text)):
            if not character.isspace():
                kept.append(character)
            elif kept and kept[-1] != " ":
                kept.append(" ")
            else:
                continue
            self._places.append(place)
        self._words = "".join(kept)

    def find(self, quote: str, start: int, end: int) -> tuple[int, int] | None:
        """Start and end of the first place in `[start, end)` that has these words, in code points.

        Quotation marks around the whole may be the model's own. None where the text never says so.

        >>> finder = QuoteFinder("It said:  “No,\\nwe are not.” Then it left.")
        >>> finder.find('"No, we are not."', 0, 40), finder.find("No, we are", 20, 40)
        ((10, 27), None)
        >>> finder.find("‘Then it left.’", 0, 41)
        (28, 41)
        """
        words = " ".join(flatten(quote).split())
        for wanted in dict.fromkeys((words, words.strip("\"' "))):
            found = self._find(wanted, start, end) if wanted else None
            if found:
                return found
        return None

    def _find(self, wanted: str, start: int, end: int) -> tuple[int, int] | None:
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        at = self._words.find(wanted, first, last)
        while at >= 0 and not self._is_whole(at, at + len(wanted)):
            at = self._words.find(wanted, at + 1, last)
        if at < 0:
            return None
        return self._places[at], self._places[at + len(wanted) - 1] + 1

    def _is_whole(self, at: int, end: int) -> bool:
        """Whether it neither begins nor ends amid a word: "ties to it" is not in "denies ties to Italy"."""
        words = self._words
        begins = at == 0 or not (words[at - 1].isalnum() and words[at].isalnum())
        return begins and (end == len(words) or not (words[end - 1].isalnum() and words[end].isalnum()))
