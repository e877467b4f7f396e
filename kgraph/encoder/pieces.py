"""Words as the pieces that the encoder has vectors for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["END", "START", "WordPieces", "plain"]

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
INSIDE = "##"
"""What a piece begins with that continues a word."""
LONGEST = 12
"""Pieces of one word that are read; what comes after them is an address or no word at all."""
PARTS = re.compile(r"\w+|[^\w\s]")


class WordPieces:
    """WordPiece (Wu et al. 2016): words fall into their longest known pieces, from the left."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self.start, self.end = numbers[START], numbers[END]
        self.of = lru_cache(maxsize=50_000)(self._of)
        """The numbers of the pieces of a word, one at least."""

    def _of(self, word: str) -> tuple[int, ...]:
        found = [number for part in PARTS.findall(plain(word)) for number in self._of_part(part)]
        return tuple(found[:LONGEST]) or (self._numbers[UNKNOWN],)

    def _of_part(self, part: str) -> list[int]:
        found: list[int] = []
        begin = 0
        while begin < len(part):
            end = len(part)
            while (number := self._number(part, begin, end)) is None and end > begin:
                end -= 1
            if number is None:
                return [self._numbers[UNKNOWN]]
            found.append(number)
            begin = end
        return found

    def _number(self, part: str, begin: int, end: int) -> int | None:
        return self._numbers.get((INSIDE if begin else "") + part[begin:end])


def plain(word: str) -> str:
    """A word in small letters, without accents.

    >>> plain("Škoda")
    'skoda'
    """
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
