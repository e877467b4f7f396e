"""How many independent origins stand behind what claims say, however many articles repeat it.

An origin is somebody who vouches for it: whoever stands at the far end of a chain ("X writes that Y
told Z"), or the author of an article that names nobody. The rules never count more than can be shown:

- Copies of one text are one text (see `kgraph.graph.copies`). Its author is whom a copy credits; else
  it may be any of those who print it, and as few authors are supposed as can have written everything.
- A text that cites somebody for it, or one of whose copies does, adds nobody of its own.
- An outlet that is cited, and whose own articles all cite somebody for it, hands on what it heard.
- Somebody whom texts only describe ("people familiar with the matter") is nobody in particular: the
  outlet that heard it vouches for it, so that the sources of two outlets stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from kgraph.graph.copies import Copies, credited, voice
from kgraph.graph.identity import publisher_id
from kgraph.model import Claim, Document, Source, slug

__all__ = ["count_origins", "source_key", "source_name"]

MOST_EXACT = 12
"""Texts of doubtful authors for whom the least number of authors is searched; more are taken greedily."""


def count_origins(claims: Iterable[Claim], copies: Copies | None = None) -> int:
    """The number of independent origins of claims that say the same; 0 for none.

    `copies` are those of the whole graph; without them every document is a text of its own.
    """
    documents, cited = _heard(claims)
    if len(documents) == 1 or (not cited and len({voice(one) for one in documents.values()}) == 1):
        # Finding copies is the dear part, and here they change nothing.
        return len(set().union(*cited.values())) or 1
    known = Copies() if copies is None else copies
    texts: defaultdict[str, set[str]] = defaultdict(set)
    handed_on: defaultdict[str, set[str]] = defaultdict(set)
    for id, sources in cited.items():
        texts[known.group(id)] |= sources
    for id in cited:
        for author in known.authors(documents[id]):
            handed_on[author] |= texts[known.group(id)]
    silent = [known.authors(one) for id, one in documents.items() if known.group(id) not in texts]
    roots, circles = _far_ends(set().union(*texts.values()), handed_on, set().union(*silent))
    return len(roots) + circles + _fewest([authors for authors in silent if roots.isdisjoint(authors)])


def source_key(source: Source, document: Document) -> str:
    """What tells sources apart: id, else name; the publisher, else the document, for an unknown one."""
    if source.id or source.name:
        return source.id or slug(source.name or "")
    return publisher_id(document.publisher) if document.publisher else f"document:{document.id}"


def source_name(source: Source, document: Document) -> str:
    """What people call a source: its name, the publisher's for one without, or that this is unknown.

    >>> source_name(Source(None), Document("", publisher="Daily Ledger"))
    'Daily Ledger'
    >>> source_name(Source(None), Document(""))
    'unknown publisher'
    """
    return source.name or document.publisher or str(source)


def _heard(claims: Iterable[Claim]) -> tuple[dict[str, Document], dict[str, set[str]]]:
    """The documents by id, and whom each cites at the far ends of its chains, if it cites anybody."""
    documents: dict[str, Document] = {}
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        document = documents.setdefault(claim.document.id, claim.document)
        ends = (source.id for source in reversed(claim.origin or (claim.source,)) if source.id)
        end = next(ends, None)
        if end is None or end == voice(document):
            end = credited(document)
        if end is not None and end != voice(document):
            cited[document.id].add(end)
    return documents, dict(cited)


def _far_ends(
    named: Collection[str], handed_on: Mapping[str, Collection[str]], authors: Collection[str]
) -> tuple[set[str], int]:
    """Those named who vouch themselves, and the number of circles of outlets that only cite each other."""
    hands_on = {one: set(handed_on[one]) - {one} for one in named if one in handed_on and one not in authors}
    hands_on = {one: others for one, others in hands_on.items() if others}
    roots = set(named) - hands_on.keys()
    settled, grown = set(roots), True
    while grown:
        heard = {one for one, others in hands_on.items() if one not in settled and others & settled}
        settled |= heard
        grown = bool(heard)
    circles = [others | {one} for one, others in hands_on.items() if one not in settled]
    return roots, len(_merged(circles))


def _merged(sets: Iterable[set[str]]) -> list[set[str]]:
    made: list[set[str]] = []
    for one in sets:
        near = [other for other in made if other & one]
        made = [other for other in made if not other & one]
        made.append(one.union(*near))
    return made


def _fewest(texts: Iterable[frozenset[str]]) -> int:
    """The least number of authors who can have written all texts, each by one of its possible authors.

    >>> _fewest([frozenset("ab"), frozenset("bc"), frozenset("cd"), frozenset("e")])
    3
    """
    known = set(texts)
    sure = {author for one in known if len(one) == 1 for author in one}
    left = {one for one in known if sure.isdisjoint(one)}
    by_author: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for one in left:
        for author in one:
            by_author[author].add(one)
    count = len(sure)
    while len(left) > MOST_EXACT:
        author = min(by_author, key=lambda author: (-len(by_author[author]), author))
        written = set(by_author[author])
        left -= written
        for one in written:
            for other in one:
                by_author[other].discard(one)
        count += 1
    return count + _exactly([{*written} for written in by_author.values() if written])


def _exactly(sets: Collection[set[frozenset[str]]]) -> int:
    """The least number of sets that have all members of all of them."""
    members = sorted({member for one in sets for member in one}, key=sorted)
    masks = {sum(1 << place for place, member in enumerate(members) if member in one) for one in sets}

    @cache
    def least(left: int) -> int:
        if not left:
            return 0
        lowest = left & -left
        return 1 + min(least(left & ~mask) for mask in masks if mask & lowest)

    return least((1 << len(members)) - 1)
