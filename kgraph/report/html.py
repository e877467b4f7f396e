"""A report as one HTML file: no script, no request, a policy that allows nothing but its own style."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.report.parts import (
    STANCE_WORDS,
    Block,
    Cited,
    Event,
    Note,
    Ref,
    Report,
    Section,
    Sentence,
    Statement,
    Told,
)

if TYPE_CHECKING:
    from kgraph.report.figure import Diagram

__all__ = ["html_text"]


def html_text(report: Report, diagram: Diagram | None = None) -> str:
    """The whole page; the same report gives the same text."""
    return "\n".join(_Page(report, diagram).lines()) + "\n"


class _Page:
    """Writes one page; counts how often each note is pointed at, so that the notes can point back."""

    def __init__(self, report: Report, diagram: Diagram | None) -> None:
        self._report, self._diagram = report, diagram
        self._pointed: Counter[int] = Counter()

    def lines(self) -> Iterator[str]:
        report, look = self._report, _style()
        policy = f"default-src 'none'; style-src '{_digest(look)}'; base-uri 'none'; form-action 'none'"
        yield "<!DOCTYPE html>"
        yield '<html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        yield f"<title>{_text(report.title)}</title><style>{look}</style></head><body><main>"
        yield f'<header><p class="kicker">{_text(report.kicker)}</p><h1><bdi>{_text(report.title)}</bdi></h1>'
        if report.names:
            yield f'<p class="names">Also called {", ".join(map(_name, report.names))}.</p>'
        yield "</header>"
        yield '<section class="summary">'
        for sentence in report.summary:
            yield f"<p>{self._sentence(sentence)}</p>"
        yield "</section>"
        if self._diagram is not None:
            yield from self._figure(self._diagram)
        for section in report.sections:
            yield from self._section(section)
        yield from self._notes()
        yield from self._articles()
        yield "</main></body></html>"

    def _figure(self, diagram: Diagram) -> Iterator[str]:
        told = f"The claims about {self._report.title} as a diagram; the text below says the same in words."
        yield f'<figure role="img" aria-label="{_text(told)}">'
        yield f'<div class="by-day">{diagram.svg("print")}</div>'
        yield f'<div class="by-night">{diagram.svg("dark")}</div>'
        yield f'<div class="on-paper">{diagram.svg_on_paper()}</div></figure>'

    def _section(self, section: Section) -> Iterator[str]:
        yield f"<section><h2>{_text(section.title)}</h2>"
        if section.lead:
            yield f'<p class="lead">{_text(section.lead)}</p>'
        for kind, blocks in _runs(section.blocks):
            if kind is Event:
                rows = "\n".join(self._event(block) for block in blocks if isinstance(block, Event))
                yield f'<table class="timeline"><tbody>\n{rows}\n</tbody></table>'
            elif kind is Statement:
                yield from (self._statement(block) for block in blocks if isinstance(block, Statement))
            else:
                items = (block.sentence for block in blocks if not isinstance(block, Event | Statement))
                points = "\n".join(f"<li>{self._sentence(sentence)}</li>" for sentence in items)
                yield f"<ul>\n{points}\n</ul>"
        if section.left_out:
            yield f'<p class="lead">{_text(section.left_out)}</p>'
        yield "</section>"

    def _event(self, event: Event) -> str:
        reported = '<span class="soft">reported</span>' if event.reported else ""
        time = f'<th scope="row">{reported}{_text(event.time)}</th>'
        return f"<tr>{time}<td>{self._told(event.told)}</td></tr>"

    def _statement(self, block: Statement) -> str:
        claimed = "".join(map(self._told, block.claimed))
        against = "".join(map(self._told, block.against))
        behind = f'<p class="behind">{_text(block.behind)}</p>' if block.behind else ""
        if claimed and against:
            sides = (
                f'<div class="side"><h3>What is claimed</h3>{claimed}</div>'
                f'<div class="side"><h3>What is said against it</h3>{against}</div>'
            )
            return f'<article class="disputed"><div class="sides">{sides}</div>{behind}</article>'
        return f"<article>{claimed}{against}{behind}</article>"

    def _told(self, told: Told) -> str:
        mark = f'<span class="mark">{STANCE_WORDS[told.stance]}</span>'
        return f'<p class="told {told.stance.value}">{mark} {self._sentence(told.sentence)}</p>'

    def _sentence(self, sentence: Sentence) -> str:
        return "".join(
            self._ref(piece) if isinstance(piece, Ref) else _piece(piece.words, piece.kind)
            for piece in sentence
        )

    def _ref(self, ref: Ref) -> str:
        self._pointed[ref.number] += 1
        id = f"ref-{ref.number}-{self._pointed[ref.number]}"
        return f'<sup><a id="{id}" href="#note-{ref.number}">{ref.number}</a></sup>'

    def _notes(self) -> Iterator[str]:
        yield '<section class="notes"><h2>Notes</h2>'
        yield '<p class="lead">The sentences that all this rests on, word for word.</p><ol>'
        yield from map(self._note, self._report.notes)
        yield "</ol></section>"

    def _note(self, note: Note) -> str:
        remarks = _text(" ".join(note.remarks))
        back = " ".join(
            f'<a href="#ref-{note.number}-{time}" aria-label="Back to the text, place {time}">↩</a>'
            for time in range(1, self._pointed[note.number] + 1)
        )
        return (
            f'<li id="note-{note.number}" value="{note.number}"><q dir="auto">{_text(note.quote)}</q>'
            f'<div class="where">{_where(note)}</div><div class="where soft">{remarks} {back}</div></li>'
        )

    def _articles(self) -> Iterator[str]:
        yield '<section class="notes"><h2>Articles</h2><ul>'
        for one in self._report.documents:
            yield f"<li>{_cited(one)}</li>"
        yield "</ul></section>"


def _runs(blocks: Iterable[Block]) -> list[tuple[type, list[Block]]]:
    """Blocks of one kind that stand together."""
    found: list[tuple[type, list[Block]]] = []
    for block in blocks:
        if not found or found[-1][0] is not type(block):
            found.append((type(block), []))
        found[-1][1].append(block)
    return found


def _cited(one: Cited) -> str:
    numbers = ", ".join(f'<a href="#note-{number}">{number}</a>' for number in one.notes)
    return f'{_where(one)} <span class="soft">Notes {numbers}</span>'


def _where(one: Note | Cited) -> str:
    told = f"<cite>{_name(one.title)}</cite>, {_name(one.publisher)}, {_text(one.published)}."
    if one.link:
        link = _text(one.link)
        return f'{told} <a href="{link}" rel="noopener noreferrer nofollow">{link}</a>'
    return f"{told} <code>{_text(one.place)}</code>" if one.place else told


def _piece(words: str, kind: str) -> str:
    if kind == "name":
        return _name(words)
    return f'<span class="soft">{_text(words)}</span>' if kind == "soft" else _text(words)


def _name(words: str) -> str:
    """A name of an article: whichever way it is written, it turns nothing around it."""
    return f"<bdi>{_text(words)}</bdi>"


def _text(words: str) -> str:
    return escape(words, quote=True)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


@cache
def _style() -> str:
    return "\n" + Path(__file__).with_name("report.css").read_text(encoding="utf-8")
