"""A report in Markdown as GitHub reads it, with real footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from kgraph.report.parts import Block, Cited, Event, Note, Ref, Report, Section, Sentence, Statement, Told

__all__ = ["markdown_text"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$#&^])")
_AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?i)(://|\bwww\.|@)")


def escaped(text: str) -> str:
    r"""Words that stay words: no markup, no HTML, no mathematics, no address that becomes a link.

    >>> print(escaped("<b>*two*</b> http://x.example $5 [a](b)"))
    \<b\>\*two\*\</b\> http\://x.example \$5 \[a\](b)
    """
    return _AT_START.sub(lambda found: f"{found[1]}{_mark(found[2])}", _inline(text))


def markdown_text(report: Report, picture: str | None = None) -> str:
    """The report as text; `picture` is the name of the diagram's file beside it."""
    return "\n".join(_lines(report, picture)) + "\n"


def _inline(text: str) -> str:
    """Words in the middle of a line, which begin no list."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _ADDRESS.sub(lambda found: re.sub(r"([:.@])", r"\\\1", found[0]), text)


def _mark(start: str) -> str:
    return f"&#{ord(start[0])};{start[1:]}" if start.isdigit() else f"\\{start}"


def _lines(report: Report, picture: str | None) -> Iterator[str]:
    yield from (f"# {escaped(report.title)}", "", f"*{escaped(report.kicker)}*", "")
    if report.names:
        yield from (f"Also called {', '.join(map(escaped, report.names))}.", "")
    for sentence in report.summary:
        yield from (_sentence(sentence), "")
    if picture:
        yield from (f"![The claims about {escaped(report.title)} as a diagram]({quote(picture)})", "")
    for section in report.sections:
        yield from _section(section)
    yield from ("## Articles", "")
    yield from (_cited(document) for document in report.documents)
    yield ""
    for note in report.notes:
        yield from (_note(note), "")


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {escaped(section.title)}", "")
    if section.lead:
        yield from (escaped(section.lead), "")
    if section.blocks and isinstance(section.blocks[0], Event):
        yield from ("| When | Who says what |", "| --- | --- |")
    for block in section.blocks:
        yield from _block(block)
    yield ""
    if section.left_out:
        yield from (f"*{escaped(section.left_out)}*", "")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Event):
        time = f"reported {block.time}" if block.reported else block.time
        yield f"| {escaped(time)} | {_sentence(block.told.sentence)} |"
    elif isinstance(block, Statement):
        yield from _statement(block)
    else:
        yield f"- {_sentence(block.sentence)}"


def _statement(block: Statement) -> Iterator[str]:
    """The claim as a point, and right under it what is said against it."""
    rest: Iterable[Told] = block.against
    if block.claimed:
        yield f"- {' '.join(_sentence(told.sentence) for told in block.claimed)}"
    else:
        first, *rest = block.against
        yield f"- **Denied:** {_sentence(first.sentence)}"
    for told in rest:
        yield f"  - **Against it:** {_sentence(told.sentence)}"
    if block.behind:
        yield f"  - *{escaped(block.behind)}*"


def _sentence(sentence: Sentence) -> str:
    made = []
    for number, piece in enumerate(sentence):
        if isinstance(piece, Ref):
            made.append(f"[^{piece.number}]")
        else:
            made.append(_inline(piece.words) if number else escaped(piece.words))
    return "".join(made)


def _where(one: Note | Cited) -> str:
    told = f"*{escaped(one.title)}*, {escaped(one.publisher)}, {escaped(one.published)}."
    if one.link:
        return f"{told} <{one.link}>"
    return f"{told} {escaped(one.place)}." if one.place else told


def _cited(one: Cited) -> str:
    return f"- {_where(one)} (notes {', '.join(map(str, one.notes))})"


def _note(note: Note) -> str:
    return f"[^{note.number}]: “{escaped(note.quote)}” — {_where(note)} {escaped(' '.join(note.remarks))}"
