"""What the first and last lines of an article say about it: its headline and its publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgraph.documents.dates import published_in_lines

__all__ = ["guess_publisher", "guess_title"]

_LONGEST = 160
"""Characters of a headline; a longer first line is the lead."""

_NO_HEADLINE = re.compile(
    r"(?:by|posted|published|date) |(?:from|to|source|photo|image|subject|q|a)[:.]|image caption "
    r"|[•‣▪*·–—-] |\(?\d{1,3}[.)] |https?://|©|copyright ",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"\s*(?:[^\n.]{2,30}:|(?i:for immediate release|(?:press|media|news) release)[^\n]{0,60})\s*\Z"
)
_SENTENCES = re.compile(r"[a-z0-9)\"'”’][.!?][\"'”’]? +[\"'“‘]?[A-Z]")
_ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|[A-Z](?:\.[A-Z])+)\.\Z")
_BYLINE = re.compile(r"(?:by|from|posted|published|date|text:|photo|image)\b", re.IGNORECASE)
_LOUD = "A-ZÀ-ÖØ-ÞČĐĞİŁŃŚŞŠŽ"
_AGENCY_COPY = re.compile(
    rf"(?:[{_LOUD}][{_LOUD}.'’ /-]{{2,40}}"  # PORT AVAR
    rf"|[{_LOUD}][\w.'’-]+(?: [{_LOUD}][\w.'’-]+)?)"  # Port Avar
    rf"(?:, [\w. ]{{2,30}}){{0,2}} ?\((?P<agency>[{_LOUD}][^()\d:]{{1,40}})\) ?(?:--?|–|—) "
)
_FROM = re.compile(r"From: (?P<name>[^|<>\[\]()@:]{3,80}?) *(?:[|<\[(].*)?\Z")
_COPYRIGHT = re.compile(
    r"(?:©|copyright(?: ©| \(c\))?),? (?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?,? "
    r"(?:by )?(?P<name>[^.,|©]{3,60}?)(?:[.,|].*)?\Z",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:images?|photos?|photography|pictures?|getty|shutterstock|istock)\b", re.IGNORECASE
)
_RIGHTS = re.compile(r" *\ball rights reserved\b.*", re.IGNORECASE)


def guess_title(text: str) -> str | None:
    """The headline, where the first line looks like one and something else follows it, else None."""
    blocks = [block for block in re.split(r"\n[^\S\n]*\n", text[:4000], maxsplit=2) if block.strip()]
    if len(blocks) > 1 and _KICKER.match(blocks[0]):
        blocks = blocks[1:]
    if not blocks:
        return None
    lines = blocks[0].strip("\n").split("\n")
    line = " ".join(lines[0].split())
    if not _headline(line):
        return None
    if len(lines) == 1:
        return line if len(blocks) > 1 else None
    following = lines[1].strip()
    below = _BYLINE.match(following) or published_in_lines([following]) or len(following) > _LONGEST
    return line if below else None


def _headline(line: str) -> bool:
    if not 8 <= len(line) <= _LONGEST or len(line.split()) < 2 or _NO_HEADLINE.match(line):
        return False
    if line.endswith((".", ":", ";", ",")) and not _ABBREVIATED.search(line):
        return False
    return not _SENTENCES.search(line) and published_in_lines([line]) is None


def guess_publisher(lines: Sequence[str]) -> str | None:
    """Who publishes, where a dateline, a `From:` line or a copyright notice says so, else None.

    `lines` are those of the text that are not blank.
    """
    head, foot = lines[:6], lines[-6:]
    for line in head:
        if found := _FROM.match(line.strip()):
            return found["name"].strip()
    for line in head:
        if found := _AGENCY_COPY.match(line.strip()):
            return found["agency"].strip()
    names = {name for line in foot if (name := _owner(line))}
    return names.pop() if len(names) == 1 else None


def _owner(line: str) -> str | None:
    found = _COPYRIGHT.match(_RIGHTS.sub("", line[:300].strip()))
    return None if found is None or _PICTURE.search(found["name"]) else found["name"].strip()
