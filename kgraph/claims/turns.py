"""Interviews and hearings in which every turn begins with the name of its speaker: "FINCH: We did not." """

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_turns"]

TURN = re.compile(r"^[ \t*_]*([A-Z][\w.’' \-]{0,40}?)[*_ \t]*:[*_]*[ \t]+(?=\S)", re.MULTILINE)
HEADINGS = 3
"""More labels than this that are all different are headings ("Leeds: …", "Cardiff: …"), not speakers."""


def find_turns(doc: Doc, text: str) -> list[int]:
    """For every token the last token of the name that opens its turn, or -1 outside of turns.

    `text` is the document's own text, with its line breaks.
    """
    turns = [-1] * len(doc)
    labels = list(TURN.finditer(text))
    different = len({label.group(1) for label in labels})
    if len(labels) < 2 or (different == len(labels) > HEADINGS):
        return turns
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        name = doc.char_span(label.start(1), label.end(1), alignment_mode="expand")
        if name is None:
            continue
        for i in range(name.end, len(doc)):
            if doc[i].idx >= end:
                break
            turns[i] = name.end - 1
    return turns
