"""What a sentence shows before it is parsed: its words, its names, and the relations that they hint at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kgraph.ontology import catalogue, ontology, triggers

__all__ = ["clues", "hints", "sentences"]

_END = re.compile(r"""(?<=[.!?…])["')\]]*\s+(?=["'(\[]*[A-Z0-9])""")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d[\d.,]*|[\"$€£%]")
MANY = 5
"""Names; more count as so many."""


def sentences(text: str) -> Iterator[str]:
    """The text cut where a sentence may end; nothing depends on doing so exactly.

    >>> list(sentences("It was banned. It will sue."))
    ['It was banned.', 'It will sue.']
    """
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def clues(sentence: str) -> list[str]:
    """The clues of a sentence with plain quotes (`flatten`), for a model that knows them by their names.

    `w=` a word that is no name, `c=` one with a capital that may state a relation, `b=` two words that follow
    each other (`N` for a name, `0` for a number), `r=` a relation that the lexicon knows the word for, `t=`
    the type of a name of one word in the catalogue, `n=` how many names there are. Each is there once.
    """
    found: dict[str, None] = {}
    hinted, known = hints(), _types()
    before, names, is_name = "", 0, False
    for number, word in enumerate(_WORD.findall(sentence)):
        small = word.lower()
        if word[0].isupper() and word in known:
            found[f"t={known[word]}"] = None
        if number and word[0].isupper():
            names += not is_name
            is_name = True
            seen = "N"
            if small in hinted:
                found[f"c={small}"] = None
        else:
            is_name = number == 0 and word[0].isupper()
            seen = "0" if word[0].isdigit() else small
            found[f"w={seen}"] = None
            for relation in hinted.get(seen, ()):
                found[f"r={relation}"] = None
        if before:
            found[f"b={before} {seen}"] = None
        before = seen
    found[f"n={min(names, MANY)}"] = None
    return list(found)


@cache
def hints() -> Mapping[str, frozenset[str]]:
    """A form of a trigger of the lexicon → the relations that it may state. Forms are made, not looked up."""
    made: dict[str, set[str]] = {}
    for word, rows in triggers().items():
        for form in _forms(word):
            made.setdefault(form, set()).update(row.relation for row in rows)
    return {form: frozenset(relations) for form, relations in made.items()}


def _forms(word: str) -> Iterator[str]:
    """The forms that a regular verb or noun has in a text, and some that it has not."""
    yield from (word, f"{word}s", f"{word}es", f"{word}d", f"{word}ed", f"{word}ing")
    yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
    if word.endswith("e"):
        yield f"{word[:-1]}ing"
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")


@cache
def _types() -> Mapping[str, str]:
    """Name of one word → type of its entry, `Body` for those of a state."""
    made: dict[str, str] = {}
    for entry in catalogue():
        if entry.type != "Place":
            is_body = ontology().is_a(entry.type, "PublicBody") and entry.type != "Government"
            kind = "Body" if is_body else entry.type
            for name in (*entry.names, *entry.metonyms, *entry.adjectives, *entry.generic):
                made.setdefault(name, kind)
    return made
