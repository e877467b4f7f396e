"""Every compiled pattern of the package on texts made to be slow: `python benchmarks/patterns.py`.

Prints the patterns for which twice the text takes more than three times as long. Patterns that only ever see
short texts are named in `BOUNDED`; of the others, each that is printed wants a look, since not all of them
meet text of any length. Takes some minutes, and wants a quiet machine.
"""

from __future__ import annotations

import ast
import importlib
import re
import re._parser as parser
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kgraph"
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}

WAYS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
CHARACTERS = " a\nA1.,-'\"“’é*_#=|`~<>[]()/:;&\\$@\t%?!"
"""Of each class of a pattern, the first three of these that belong to it are repeated."""
PUMPS = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    ".",
    "a ",
    "A ",
    "a.",
    "A. ",
    "1,",
    "a-",
    "a'",
    ". ",
    " \n",
    "\n\t",
    '"a" ',
)
"""What is repeated besides, from the beginning of a text."""
SIZES = (20, 200, 2000)
"""The first is enough to be stopped by an exponential pattern, the second by a cubic one."""
QUICK = 0.003
"""Seconds of the processor; a pattern that looks at each pair of 2,000 characters takes longer."""
BOUNDED = {
    "kgraph.documents.archive.KINDS": "matched at the beginning of a file only",
    "kgraph.documents.head._ABBREVIATED": "the end of a headline",
    "kgraph.documents.head._RIGHTS": "300 characters of a line",
    "kgraph.documents.page._CHARSET": "the first 4,096 bytes of a page",
    "kgraph.language.marks._DATELINE": "the first 150 characters of a line",
}
"""Patterns that only see short texts, or are tried at one place, and which."""


def attacks(pattern: re.Pattern[Any]) -> set[tuple[str, str]]:
    """Beginnings that lead a pattern into one of its repetitions, and what to repeat there."""
    found = {("", pump) for pump in PUMPS}
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    _walk(parsed, "", found)
    return found


def _walk(items: Any, text: str, found: set[tuple[str, str]]) -> str:
    """Go through a parsed pattern with a text that it has matched so far; returns a text that it matches."""
    for kind, value in items:
        name = str(kind)
        if name in {"LITERAL", "NOT_LITERAL", "ANY", "IN"}:
            text += _matching(name, value)[0]
        elif name == "BRANCH":
            text, *_ = [_walk(branch, text, found) for branch in value[1]]
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            text = _walk(value[-1] if name == "SUBPATTERN" else value, text, found)
        elif name.endswith("_REPEAT"):
            least, most, inside = value
            once = _walk(inside, text, found)[len(text) :]
            if int(most) > SIZES[0]:
                only = inside[0] if len(inside) == 1 else (None, None)
                single = str(only[0]) in {"ANY", "IN", "NOT_LITERAL"}
                pumps = _matching(str(only[0]), only[1]) if single else [once]
                found |= {(text, pump) for pump in pumps if pump}
            text += once * max(1, min(least, 3))
    return text


def _matching(name: str, value: Any) -> list[str]:
    """Up to three characters of a class."""
    if name == "LITERAL":
        return [chr(value)]
    if name == "ANY":
        return [" ", "a"]
    if name == "NOT_LITERAL":
        return [char for char in CHARACTERS if ord(char) != value][:3]
    kept = [char for char in CHARACTERS if _in(char, value)]
    return kept[:3] or [next(char for char in map(chr, range(0xFFFF)) if _in(char, value))]


def _in(char: str, members: Any) -> bool:
    told = [(str(kind), value) for kind, value in members]
    inside = any(
        (kind == "LITERAL" and ord(char) == value)
        or (kind == "RANGE" and value[0] <= ord(char) <= value[1])
        or (kind == "CATEGORY" and re.fullmatch(CATEGORIES[str(value)], char) is not None)
        for kind, value in told
    )
    return inside != any(kind == "NEGATE" for kind, _ in told)


CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def _compiled(value: object, place: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns in a module's constant: itself, or inside tables and rows."""
    if isinstance(value, re.Pattern):
        yield place, value
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _compiled(each, place, depth + 1)
    elif depth < 4 and isinstance(value, Mapping):
        yield from _compiled(tuple(value.values()), place, depth + 1)
    elif depth < 4 and type(value).__module__.startswith("kgraph."):
        slots = getattr(type(value), "__slots__", ())
        yield from _compiled(tuple(getattr(value, slot, None) for slot in slots), place, depth + 1)


def every_pattern() -> Iterator[tuple[str, re.Pattern[Any], frozenset[str]]]:
    """Every pattern of the package with the ways in which it is used: constants, and what calls write out."""
    everything = "\n".join(SOURCES.values())
    seen = set()
    for path, source in SOURCES.items():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for constant, value in list(vars(importlib.import_module(name)).items()):
            for place, pattern in _compiled(value, f"{name}.{constant}"):
                used = set(re.findall(rf"\b{constant}\.({'|'.join(WAYS)})\b", everything))
                key = (pattern.pattern, pattern.flags, frozenset(used or {"finditer"}))
                if key not in seen:
                    seen.add(key)
                    yield place, pattern, key[2]
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                module, _, way = ast.unparse(node.func).rpartition(".")
                if module == "re" and way in WAYS:
                    yield f"{name}:{node.lineno}", re.compile(node.args[0].value), frozenset({way})


def _seconds(pattern: re.Pattern[Any], way: str, text: str) -> float:
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    if way == "finditer":
        for _ in pattern.finditer(given):
            pass
    elif way in {"sub", "subn"}:
        getattr(pattern, way)(given[:0], given)
    else:
        getattr(pattern, way)(given)
    return time.process_time() - started


def _text(start: str, pump: str, size: int) -> str:
    return start + (pump * size)[:size] + "\0"  # an end that hardly anything fits


def _slow(pattern: re.Pattern[Any], way: str, start: str, pump: str) -> bool:
    """Whether twice the text takes more than three times as long."""
    for size in SIZES:
        text = _text(start, pump, size)
        if _seconds(pattern, way, text) > QUICK and _seconds(pattern, way, text) > QUICK:
            if size < SIZES[-1]:
                return True
            once, twice = (
                min(_seconds(pattern, way, _text(start, pump, length)) for _ in range(3))
                for length in (size, 2 * size)
            )
            return twice > 3 * once
    return False


STEPS = (20, 30, 40, 60, 100, 200)
"""So near to each other that an exponential pattern is told before it takes minutes."""
LONG = 0.005
"""Seconds of the processor: on 200 characters a quadratic pattern takes 0.0003, a cubic one 0.08."""


def explodes(pattern: re.Pattern[Any], way: str, start: str, pump: str) -> bool:
    """Whether a short text takes long already, as only with what is cubic or worse."""
    texts = (_text(start, pump, size) for size in STEPS)
    return any(all(_seconds(pattern, way, text) > LONG for _ in range(3)) for text in texts)


def main() -> None:
    """Print the slow ones."""
    found = list(every_pattern())
    slow = [
        f"{place}.{way} on {start!r} and {pump!r} again and again"
        for place, pattern, ways in found
        for way in sorted(ways)
        if place not in BOUNDED
        for start, pump in sorted(attacks(pattern))
        if _slow(pattern, way, start, pump)
    ]
    print(*slow, f"{len(slow)} of the ways to use {len(found)} patterns", sep="\n")


if __name__ == "__main__":
    main()
