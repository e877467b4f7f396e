"""What a text adds to a claim: how much, which product, by which list or law, where, and as what.

All is taken from the clause of the claim; words are those of the text, with single spaces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from kgraph.claims.amounts import AmountSpan
from kgraph.claims.clauses import clause_of, steps
from kgraph.claims.qualifier_rows import AMOUNT_KINDS, MENTION_ROWS, MentionRow
from kgraph.claims.wording import accusation, contract, role
from kgraph.model import Amount, Document, Mention, MentionKind
from kgraph.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["qualifiers_of"]

T = TypeVar("T", AmountSpan, Mention)

NEAR = 2
"""The most steps from the trigger to a count, or to what is only described: "sold it 300 cameras"."""

WORDINGS: Mapping[str, tuple[str, Callable[[Token, Mention, Mention], Span | None]]] = MappingProxyType(
    {
        "accused_by": ("accusation", accusation),
        "contract_ended_by": ("contract", contract),
        "contracted_by": ("contract", contract),
        "led_by": ("role", role),
        "worked_for": ("role", role),
    }
)
"""Relation → the qualifier that is words rather than a name, and how it is read."""


def qualifiers_of(
    document: Document,
    doc: Doc,
    trigger: Token,
    relation: str,
    one: Mention,
    other: Mention,
    mentions: Sequence[Mention],
    amounts: Sequence[AmountSpan],
) -> dict[str, Amount | str]:
    """The qualifiers of one claim, by name; only those that the text gives.

    `mentions` and `amounts` are all of the text, in its order. Every string, and the text of an
    amount, occurs in the text, apart from white space.
    """
    found: dict[str, Amount | str] = {}
    sums = _within(amounts, trigger.sent)
    amount = _amount(doc, trigger, relation, (one, other), sums)
    if amount:
        found["amount"] = amount
    taken = [(span.start, span.end) for span in sums]
    here = list(_others(doc, trigger, (one, other), _within(mentions, trigger.sent), taken))
    for row in MENTION_ROWS:
        same = any(one.entity.type == kind for kind in row.types)
        if relation in row.relations and row.qualifier not in found and not same:
            named = _named(doc, trigger, row, here)
            if named:
                found[row.qualifier] = " ".join(named.text.split())
    if relation in WORDINGS:
        name, read = WORDINGS[relation]
        words = read(trigger, one, other)
        if words is not None and name not in found:
            found[name] = " ".join(document.text[words.start_char : words.end_char].split())
    return found


def _within(places: Sequence[T], sentence: Span) -> Sequence[T]:
    first, last = (bisect_left(places, at, key=_start) for at in (sentence.start_char, sentence.end_char))
    return places[first:last]


def _start(place: AmountSpan | Mention) -> int:
    return place.start


def _amount(
    doc: Doc, trigger: Token, relation: str, ends: Sequence[Mention], amounts: Sequence[AmountSpan]
) -> Amount | None:
    """The amount of the kind that tells most, the nearest to the claim of those."""
    kinds = AMOUNT_KINDS.get(relation, ())
    sentence, clause = trigger.sent, clause_of(trigger)
    near = [trigger, *(doc[end.head] for end in ends if sentence.start <= end.head < sentence.end)]
    ranked: list[tuple[tuple[int, int, int], Amount]] = []
    for span in amounts if kinds else ():
        kind = "money" if span.amount.currency else span.amount.unit
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if kind not in kinds or tokens is None:
            continue
        # A clause may hang on the amount itself: "the $5 million that it paid", "41 percent owned by".
        if tokens.root.i != clause.head.i and clause_of(tokens.root).i != clause.i:
            continue
        if kind != "count" or steps(trigger, tokens.root) <= NEAR:
            far = min(steps(tokens.root, token) for token in near)
            ranked.append(((kinds.index(kind), far, abs(tokens.root.i - trigger.i)), span.amount))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _others(
    doc: Doc,
    trigger: Token,
    ends: Sequence[Mention],
    mentions: Sequence[Mention],
    taken: Sequence[tuple[int, int]],
) -> Iterator[Mention]:
    """The things in the clause of the trigger that are neither its subject nor its object, nor amounts."""
    clause = clause_of(trigger).i
    for mention in mentions:
        if (
            mention.kind in {MentionKind.NAME, MentionKind.NOMINAL}
            and not any(mention.entity.id == end.entity.id for end in ends)
            and not any(end.first <= mention.head <= end.last for end in ends)
            and not any(start < mention.end and mention.start < end for start, end in taken)
            and not any(_coordinated(doc[mention.head], doc[end.head]) for end in ends)
            and clause_of(doc[mention.head]).i == clause
        ):
            yield mention


def _coordinated(one: Token, other: Token) -> bool:
    """Whether two tokens are named side by side: what holds of one holds of the other as well."""
    return _first(one).i == _first(other).i


def _first(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _named(doc: Doc, trigger: Token, row: MentionRow, here: Sequence[Mention]) -> Mention | None:
    """The thing of one row, a name rather than a description, the nearest to the trigger of those."""
    is_a = ontology().is_a
    best: tuple[bool, int, int] | None = None
    found: Mention | None = None
    for mention in here:
        head = doc[mention.head]
        if not any(is_a(mention.entity.type, kind) for kind in row.types):
            continue
        if row.prepositions and head.head.lower_ not in row.prepositions:
            continue
        described, far = mention.kind != MentionKind.NAME, steps(trigger, head)
        if far > (NEAR if described else row.reach) or (described and not _telling(doc, mention)):
            continue
        if best is None or (described, far, mention.start) < best:
            best, found = (described, far, mention.start), mention
    return found


def _telling(doc: Doc, mention: Mention) -> bool:
    """Whether a description tells more than "the order"."""
    words = doc[mention.first : mention.last + 1]
    return sum(word.dep_ not in {"det", "poss", "case"} and word.is_alpha for word in words) > 1
