"""The words of a sentence that may state a relation: their frames, and which rows of the lexicon fire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.claims.frames import frame
from kgraph.claims.rows import fillers, rows_at, side_types
from kgraph.claims.sentence_view import SentenceView
from kgraph.explain.parts import ExplainedTrigger, IdleRow
from kgraph.ontology import TriggerRow

if TYPE_CHECKING:
    from kgraph.claims.slots import Slots

__all__ = ["explained_triggers"]


def explained_triggers(view: SentenceView, text: str) -> Iterator[ExplainedTrigger]:
    """The triggers of a sentence, in its order. `text` is the document's own text."""
    for token in view.sentence:
        rows = rows_at(token, view.owner)
        if not rows:
            continue
        slots = frame(token)
        fired: dict[str, None] = {}
        idle: dict[str, IdleRow] = {}
        for row in rows:
            missing = _missing(row, slots, view)
            if missing is None:
                fired[row.id] = None
            else:
                idle.setdefault(row.id, IdleRow(row.id, missing))
        yield ExplainedTrigger(
            word=text[token.idx : token.idx + len(token)],
            start=token.idx,
            end=token.idx + len(token),
            slots={name: tuple(_words(view, each.i) for each in found) for name, found in slots.items()},
            fired=tuple(fired),
            idle=tuple(row for row in idle.values() if row.id not in fired),
        )


def _missing(row: TriggerRow, slots: Slots, view: SentenceView) -> str | None:
    """What keeps a row from firing, None where it fires."""
    subject_types, object_types = side_types(row.relation)
    subjects, objects = fillers(row, slots, view.owner)
    if not subjects:
        return _told("subject", subject_types, row.subject)
    if not objects:
        return _told("object", object_types, row.object)
    if all(one.entity.id == other.entity.id for one, _ in subjects for other, _ in objects):
        return "subject and object are the same"
    return None


def _told(side: str, types: tuple[str, ...], slots: tuple[str, ...]) -> str:
    return f"no {side}: no {' or '.join(types)} in {' or '.join(slots)}"


def _words(view: SentenceView, i: int) -> str:
    """The mention that a token heads, else the token."""
    mention = view.owner.get(i)
    return " ".join((mention.text if mention is not None else view.doc[i].text).split())
