"""The words of a SPARQL query, told apart as far as checking needs it.

Lexical rules: W3C SPARQL 1.1, section 19.8. A `<` opens an IRI where the text up to `>` can be one. In
an expression that guess may be wrong, and then a quote or a `#` in it would hide what follows from a
checker: such an IRI is a fault here (a prefixed name, or `%23` and `%27`, says the same).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.errors import GraphError

__all__ = ["Token", "place", "tokens"]

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]++)*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_][\w.-]{0,200}+|_)?:(?:[\w:.\u00b7\u0300-\u036f\u203f\u2040-]
        |%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)
    | (?P<word>@?[^\W\d]\w*(?:-\w+)*)
    | (?P<mark>[({[\]})]|\^\^|&&|\|\||[!<>]=|[-*/+|^=!<>.,;?])
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERANDS = ("variable", "string", "number", "iri", "name", "word")
_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query: its kind, its text, where it starts, and in how many brackets it stands."""

    kind: str
    text: str
    start: int
    depth: int


def tokens(query: str) -> Iterator[Token]:
    """The words of a query without blanks and comments. Raises `GraphError` for what can be none.

    >>> [token.text for token in tokens("ASK { ?a kg:b 'c # d' } # e")]
    ['ASK', '{', '?a', 'kg:b', "'c # d'", '}']
    """
    opened: list[tuple[str, bool]] = []
    last: Token | None = None
    start, rows = 0, False
    while start < len(query):
        found = _TOKEN.match(query, start)
        if found is None:
            raise GraphError(
                f"The query has a {query[start]!r} at {place(query, start)} that belongs to nothing."
            )
        kind, text = found.lastgroup or "", found[0]
        if kind != "space":
            if text in _PAIRS and (not opened or opened.pop()[0] != _PAIRS[text]):
                raise GraphError(f"The query closes a {text} at {place(query, start)} that nothing opens.")
            token = Token(kind, text, start, len(opened))
            if kind == "iri":
                _check_iri(query, token, last, opened)
            if text in ("(", "[", "{"):
                # In a block of VALUES nothing can be compared.
                data = (text == "{" and rows) or (bool(opened) and opened[-1][1])
                opened.append((text, data))
                rows = rows and text != "{"
            elif kind == "word" and text.upper() == "VALUES":
                rows = True
            last = token
            yield token
        start = found.end()
    if opened:
        raise GraphError(f"The query ends inside a {opened[-1][0]} that nothing closes.")


def place(query: str, start: int) -> str:
    """Where that is, for people.

    >>> place("ASK {\\n  oops }", 8)
    'line 2, column 3'
    """
    line = query.count("\n", 0, start) + 1
    return f"line {line}, column {start - query.rfind(chr(10), 0, start)}"


def _check_iri(query: str, token: Token, last: Token | None, opened: list[tuple[str, bool]]) -> None:
    compares = (
        bool(opened)
        and opened[-1] == ("(", False)
        and last is not None
        and (last.kind in _OPERANDS or last.text == ")")
    )
    if "'" in token.text or ("#" in token.text and compares):
        raise GraphError(
            f"The query has {token.text} at {place(query, token.start)}, which may be read in two ways: "
            "use a prefixed name, or write %27 for ' and %23 for #."
        )
