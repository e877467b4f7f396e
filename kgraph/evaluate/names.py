"""When two names count as the same: the lenient comparison that the gold data is written for.

Names are compared as words, without articles, legal forms, possessives and punctuation. One name
may be a run of words inside the other, so "Kaspersky" stands for "Kaspersky Lab". The comparison
is for counting only: which entity a mention stands for is decided by `kgraph.mentions`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["any_same_name", "name_words", "same_name"]

# The "s" is what is left of a possessive once the apostrophe is gone.
_EMPTY_WORDS = frozenset(
    {"the", "a", "an", "inc", "corp", "corporation", "co", "ltd", "llc", "company", "plc", "s"}
)

_ABBREVIATIONS = {
    ("us",): ("united", "states"),
    ("usa",): ("united", "states"),
    ("uk",): ("united", "kingdom"),
    ("u", "k"): ("united", "kingdom"),
    ("eu",): ("european", "union"),
    ("dod",): ("department", "of", "defense"),
    ("dhs",): ("department", "of", "homeland", "security"),
    ("doj",): ("department", "of", "justice"),
    # "U.S." is missing on purpose: its "s" goes with the possessives, and gold rows spell it out.
}

_WORD = re.compile(r"[\w%$€£]+")


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that count, folded; known abbreviations are written out when they stand alone.

    >>> name_words("The Orrin Corporation’s"), name_words("US"), name_words("U.S. Army")
    (('orrin',), ('united', 'states'), ('u', 'army'))
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = tuple(word for word in _WORD.findall(folded) if word not in _EMPTY_WORDS)
    return _ABBREVIATIONS.get(words, words)


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are a run of the words of the other; never for an empty name.

    >>> same_name("Orrin Drones Ltd", "the drones"), same_name("Orrin X", "Orrin Y")
    (True, False)
    """
    short, long = sorted((name_words(one), name_words(other)), key=len)
    if not short:
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def any_same_name(names: Iterable[str], accepted: Iterable[str]) -> bool:
    """Whether one of `names` is the same as one of the `accepted` names."""
    accepted = tuple(accepted)
    return any(same_name(name, other) for name in names for other in accepted)
