"""`draw_chain`: how two entities hang together, step by step, with the sentences that say so."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.path import Path

from kgraph.draw.caption import called, counts, day, published
from kgraph.draw.geometry import quadratic
from kgraph.draw.ink import Ink
from kgraph.draw.legend import entity_section, family_section, origin_section, stance_section
from kgraph.draw.page import Content, Room, checked_ending, on_page
from kgraph.draw.paint import paint_arrow, paint_crosses, paint_dispute, paint_outline, paint_stroke
from kgraph.draw.shapes import Outline, outline
from kgraph.draw.sizes import Size
from kgraph.draw.styles import Look, Style, load_style
from kgraph.draw.text import LEADING, Words, clean, wrap
from kgraph.draw.view import strongest
from kgraph.draw.widths import stroke_width
from kgraph.graph import FusedRelation
from kgraph.model import STRONGEST, Claim, Document, Entity, Stance
from kgraph.ontology import ontology
from kgraph.query.chains import Chain
from kgraph.query.disputes import Denials, Denied
from kgraph.query.labels import relation_label
from kgraph.query.places import shown_documents
from kgraph.words import counted

__all__ = ["draw_chain"]

_WIDTH = 720.0
_COLUMN = 170.0  # width of the column of entities
_NAME, _LABEL, _QUOTE, _SOURCE = 9.5, 9.0, 8.2, 7.2
_SENTENCES = 2  # of one relation are shown
_LINES = 4  # of one sentence
_BEFORE = 22.0  # between the column and the sentences
_AROUND = 8.0  # above the first box and below the last
_AIR, _BETWEEN = 9.0, 2.0  # around a relation; between a sentence and who says it


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence and who says it."""

    quote: Words
    source: Words


@dataclass(frozen=True, slots=True)
class _Block:
    """A relation of a step, with some of its sentences."""

    relation: FusedRelation
    down: bool  # from the upper to the lower entity
    label: Words
    said: tuple[_Said, ...]
    more: str
    denied: Denied | None

    @property
    def width(self) -> float:
        words = [self.label, *(words for one in self.said for words in (one.quote, one.source))]
        return max(each.width for each in words)

    @property
    def height(self) -> float:
        lines = sum(one.quote.height + one.source.height + _BETWEEN + 4 for one in self.said)
        return self.label.height + 3 + lines + (_SOURCE * LEADING if self.more else 0.0) + 2 * _AIR


@dataclass(frozen=True, slots=True)
class _Box:
    entity: Entity
    look: Look
    words: Words
    outline: Outline


def draw_chain(
    chain: Chain,
    path: str | os.PathLike[str] | None = None,
    *,
    others: int = 0,
    more: bool = False,
    denials: Denials | None = None,
    size: Size = "auto",
    style: str = "print",
    ax: Any = None,
    title: str | None = None,
    name: str | None = None,
    dpi: float = 200.0,
) -> Figure:
    """Draw a chain from top to bottom: at the left entities and lines, at the right what the sources say.

    `others` is how many other chains there are, for the caption, and `more` whether there may be more than
    that. `denials` are those of the graph that may answer it, by default the chain's own. For the other
    arguments see `draw_graph`. Raises `OutputError`.
    """
    if path is not None:
        checked_ending(path)
    look = load_style(style)
    ends = clean(chain.entities[0].name), clean(chain.entities[-1].name)
    heading = title or f"From {ends[0]} to {ends[1]}"
    answers = Denials(chain.relations) if denials is None else denials

    def make(room: Room) -> Content:
        width = _WIDTH if room.width is None else min(max(room.width, 360.0), 1.3 * _WIDTH)
        return _Ladder(chain, answers, width, look).content(heading, _facts(chain, others, more, name))

    return on_page(make, look, path=path, size=size, ax=ax, dpi=dpi)


class _Ladder:
    """Boxes below each other, and between them the relations of each step."""

    def __init__(self, chain: Chain, denials: Denials, width: float, style: Style) -> None:
        self.chain, self.width, self.style, self.known = chain, width, style, ontology()
        self.denials = denials
        self.documents = shown_documents(claim.document for claim in chain.claims)
        self.column = min(_COLUMN, 0.34 * width)
        self.boxes = [self._box(entity) for entity in chain.entities]
        pairs = zip(chain.entities, chain.steps, strict=False)
        self.steps = [[self._block(relation, upper) for relation in step] for upper, step in pairs]
        blocks = [block for step in self.steps for block in step]
        self.width = min(width, self.column + _BEFORE + max((block.width for block in blocks), default=0.0))

    def _box(self, entity: Entity) -> _Box:
        look = self.style.look(entity.type, self.known)
        words = wrap(clean(entity.name), _NAME, width=self.column - 36, lines=3, weight="bold")
        return _Box(entity, look, words, outline(look.shape, words.width, words.height))

    def _block(self, relation: FusedRelation, upper: Entity) -> _Block:
        text = self.width - self.column - _BEFORE
        denied = self.denials.how(relation)
        stances = " and ".join(stance.value for stance in relation.stances)
        if denied is Denied.GENERAL:
            stances += ", denied in general"
        label = clean(f"{relation.subject.name} {relation_label(relation.relation)} {relation.object.name}")
        shown = _telling(relation.claims)
        rest = len(relation.claims) - len(shown)
        return _Block(
            relation,
            relation.subject.id == upper.id,
            wrap(f"{label}: {stances}", _LABEL, width=text, lines=2, weight="bold"),
            tuple(_said(claim, self.documents[claim.document.id], text) for claim in shown),
            f"and {counted(rest, 'more claim')}" if rest else "",
            denied,
        )

    def content(self, title: str, facts: Sequence[str]) -> Content:
        heights = [sum(block.height for block in step) for step in self.steps]
        height = sum(box.outline.height for box in self.boxes) + sum(heights) + 2 * _AROUND
        relations = self.chain.relations
        stances = {strongest(relation.stances) for relation in relations}
        families = [self._family(relation) for relation in relations]
        nodes = [(entity.type, entity.named) for entity in self.chain.entities]
        sections = [
            entity_section(nodes, self.style, self.known),
            family_section(families, self.style, self.known),
            stance_section(stances, {block.denied for step in self.steps for block in step}, self.style),
            origin_section([relation.origins for relation in relations], self.style),
        ]

        def ink(ink: Ink, scale: float, x: float, y: float) -> None:
            top = y + (height - _AROUND) * scale
            for number, box in enumerate(self.boxes):
                middle = top - box.outline.height / 2 * scale
                self._ink_box(ink, box, x + self.column / 2 * scale, middle, scale)
                top -= box.outline.height * scale
                if number < len(self.steps):
                    self._ink_step(ink, self.steps[number], x, top, scale)
                    top -= heights[number] * scale

        return Content(self.width, height, ink, title, facts, sections)

    def _family(self, relation: FusedRelation) -> str:
        known = self.known.relations.get(relation.relation)
        return known.family if known else "other"

    def _ink_box(self, ink: Ink, box: _Box, x: float, y: float, scale: float) -> None:
        shape = box.outline.scaled(scale)
        paint_outline(ink, shape, x, y, box.look, 1.3 * scale, named=box.entity.named)
        text, size = "\n".join(box.words.lines), box.words.size * scale
        ink.words(text, x, y + shape.lift, size, box.look.text, weight="bold")

    def _ink_step(self, ink: Ink, step: Sequence[_Block], x: float, top: float, scale: float) -> None:
        """Lines side by side through the whole height of the step, each with its words at the right."""
        whole = sum(block.height for block in step)
        colours = self.style.family_colours(self._family(block.relation) for block in step)
        apart = min(15.0, (self.column - 60) / len(step))
        down = 0.0
        for number, block in enumerate(step):
            colour = colours[self._family(block.relation)]
            at = self.column / 2 + (number - (len(step) - 1) / 2) * apart
            self._ink_line(ink, block, x + at * scale, top, whole * scale, colour, scale)
            self._ink_words(ink, block, x + self.column * scale, top - down * scale, colour, scale)
            down += block.height

    def _ink_line(
        self, ink: Ink, block: _Block, x: float, top: float, length: float, colour: str, scale: float
    ) -> None:
        relation, stance = block.relation, strongest(block.relation.stances)
        width, look = stroke_width(relation.origins), self.style.stances[stance]
        known = self.known.relations.get(relation.relation)
        both = bool(known and known.symmetric)
        ends = np.array([(x, top - 2 * scale), (x, top - length + 2 * scale)])
        start, tip = ends if block.down else ends[::-1]
        head = (4.5 + 1.5 * width) * scale
        way = np.sign(tip[1] - start[1]) * np.array([0.0, 0.8 * head])
        line = quadratic(start + way * both, (start + tip) / 2, tip - way)
        paint_stroke(ink, line, colour, look, width, scale)
        paint_arrow(ink, tip, tip - way, head, width * scale, colour)
        if both:
            paint_arrow(ink, start, start + way, head, width * scale, colour)
        if stance is Stance.DENIED:
            marks = np.array([(x, top - share * length) for share in (0.25, 0.5, 0.75)])
            paint_crosses(ink, marks, np.zeros(3), 3.2 * scale, colour, 1.1 * scale)
        if block.denied:
            paint_dispute(ink, x, top - 0.5 * length, self.style, 1.3 * scale, block.denied)

    def _ink_words(self, ink: Ink, block: _Block, x: float, top: float, colour: str, scale: float) -> None:
        x, y, style = x + 8 * scale, top - _AIR * scale, self.style
        bar = np.array([(x, y), (x, y - (block.height - 2 * _AIR) * scale)])
        ink.stroke(Path(bar), colour, 1.6 * scale, layer=1)
        x += 10 * scale

        def write(words: Words, colour: str, after: float) -> float:
            text, size = "\n".join(words.lines), words.size * scale
            middle = y - words.height / 2 * scale
            ink.words(text, x, middle, size, colour, align="left", weight=words.weight, style=words.style)
            return y - (words.height + after) * scale

        y = write(block.label, colour, 3)
        for one in block.said:
            y = write(one.quote, style.ink, _BETWEEN)
            y = write(one.source, style.muted, 4)
        if block.more:
            y = write(wrap(block.more, _SOURCE, width=300, lines=1), style.muted, 0)


def _telling(claims: Sequence[Claim]) -> list[Claim]:
    """Some claims, one of each stance first, the surest first, no sentence twice."""
    by_stance: dict[Stance, list[Claim]] = {}
    seen: set[str] = set()
    for claim in sorted(claims, key=lambda claim: (-claim.confidence, claim.id)):
        if claim.evidence.quote not in seen:
            seen.add(claim.evidence.quote)
            by_stance.setdefault(claim.stance, []).append(claim)
    ordered = [by_stance[stance] for stance in STRONGEST if stance in by_stance]
    firsts = [found[0] for found in ordered]
    rest = [claim for found in ordered for claim in found[1:]]
    return [*firsts, *rest][: max(_SENTENCES, len(firsts))]


def _said(claim: Claim, document: Document, width: float) -> _Said:
    by = clean(f"{claim.source}, {claim.stance.value}")
    told = [by, f"in {clean(document.label)}", *([day(document.published)] if document.published else [])]
    quote = wrap(f"“{clean(claim.evidence.quote, longest=500)}”", _QUOTE, width=width, lines=_LINES)
    return _Said(quote, wrap(" · ".join(told), _SOURCE, width=width, lines=1))


def _facts(chain: Chain, others: int, more: bool, name: str | None) -> list[str]:
    documents = {claim.document.id: claim.document for claim in chain.claims}.values()
    told = counts(len(chain.relations), len(chain.claims), len(documents))
    facts = [
        f"{called(name)}{counted(len(chain), 'step')}, {told}{published(documents)}.",
        "Each line is what a source says, not a finding.",
    ]
    if others:
        least = "at least " if more else ""
        facts.append(
            f"Left out: {least}{counted(others, 'other chain')}; shown is, of the shortest, one whose "
            "weakest link has most claims."
        )
    return facts
