"""What somebody is called in a sentence: the name, with the article that the texts put before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from kgraph.model import Claim, Entity, Literal, Participant, Source
from kgraph.ontology import nouns, ontology
from kgraph.report.safe import plain

__all__ = ["Names"]

Thing: TypeAlias = Entity | Participant | Literal | Source

LONGEST = 160
_QUOTES = 24  # sentences of a thing that are looked at
_WITHOUT = frozenset({"Vendor", "Product", "Person", "MediaOutlet", "Place", "ThreatActor", "publisher"})
_ARTICLE = re.compile(r"(the|an?) (.*)", re.IGNORECASE | re.DOTALL)
# Names that never go without it, though a sentence may ("U.S. and United Kingdom officials").
_ALWAYS = re.compile(r"United |.* (?:Union|States|Kingdom|Republic|Federation|Emirates|Netherlands)$")
_OF = re.compile(r" (?:of|for) ")
_NOT_BEFORE_A_NOUN = (
    r"(?! (?!(?:and|are|as|at|but|by|for|from|has|have|in|is|of|on|or|to|was|were|with)\b)[a-z])"
)


class Names:
    """Names for sentences, as the claims have them: "the Senate", "Congress", "a bill", "any government"."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._mentions: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._quotes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._known: dict[str, str] = {}
        for claim in claims:
            for thing in (claim.subject, claim.object, claim.source):
                name = thing.name
                if isinstance(thing, Literal) or not name:
                    continue
                self._mentions[name][thing.mention or ""] += 1
                if len(self._quotes[name]) < _QUOTES:
                    self._quotes[name][claim.evidence.quote] = None

    def of(self, thing: Thing) -> str:
        """The name with its article, small in the middle of a sentence."""
        name = plain(thing.name or "", LONGEST) or "somebody without a name"
        if isinstance(thing, Literal):
            return name
        key = f"{thing.type} {thing.name}"
        if key not in self._known:
            self._known[key] = self._article(thing.name or "", thing.type)
        return self._known[key] + name

    def _article(self, name: str, type: str) -> str:
        described = name[:1].islower()
        if _ARTICLE.fullmatch(name) or (type in _WITHOUT and not described):
            return ""
        if not described and _ALWAYS.match(name):
            return "the "
        seen = self._seen(name)
        if not described:
            seen["the"] += _is_office(name, type)
            return "the " if seen["the"] > seen[""] else ""
        best = max(("the", "a", "an", ""), key=lambda article: seen[article])
        return f"{best} " if best and seen[best] else ""

    def _seen(self, name: str) -> Counter[str]:
        """How often which article stands before the name, in the words for it and in the sentences."""
        seen: Counter[str] = Counter()
        for mention, count in self._mentions[name].items():
            found = _ARTICLE.fullmatch(mention)
            if found and found[2].casefold() == name.casefold():
                seen[found[1].casefold()] += count
        # "the Avarian government" says nothing of how "Avarian" goes.
        after = "" if name[:1].islower() else _NOT_BEFORE_A_NOUN
        before = re.compile(rf"(?:\b([Tt]he|[Aa]n?) )?(?<!\w){re.escape(name)}(?!\w)(?!['’]s){after}")
        for quote in self._quotes[name]:
            for found in before.finditer(quote):
                seen[(found[1] or "").casefold()] += 1
        return seen


def _is_office(name: str, type: str) -> bool:
    """Whether a name of several words has a common noun as head ("Electoral Commission"), and no owner."""
    words = _OF.split(name, maxsplit=1)[0].split()
    if len(name.split()) < 2 or not words or "'s " in name or "’s " in name:
        return False
    kinds = ontology().ancestors.get(type, frozenset()) | {type}
    public = bool(kinds & {"PublicBody", "VendorList", "LegalInstrument", "Contract", "Organization"})
    return public and words[-1].casefold() in nouns()
