"""Hypothesis strategies for claims, with names as hostile as JSON, SQLite and RDF will ever meet."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from kgraph.model import (
    Amount,
    Claim,
    Document,
    Evidence,
    Extractor,
    Literal,
    Participant,
    Source,
    Stance,
    When,
    slug,
)

__all__ = ["claims", "days", "documents", "names", "sources"]

RELATIONS = ["removed_from", "shared_data_with", "banned_by", "partners_with", "led_by", "alleged_ties"]
TYPES = ["Vendor", "Product", "Agency", "VendorList", "Government", "Person"]
HOSTILE = [
    'the "Agency"',
    "back\\slash",
    "line\nbreak\r\n",
    "<script>&amp;",
    "a > b",
    "{curly} ^ ` |",
    "\x00\x01\x1f\x7f\x85",
    "\u2028\u2029\ufeff",
    "\ufffe\U0001f600\U0010fffd",
    "日本 Ägypten ﬁ",
    "$5 & #7 @x",
    "-", ".", "%", "a%20b", "trailing\\", '"""',
]  # fmt: skip

words = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.sampled_from(HOSTILE))
names = words.filter(bool)
few_names = st.sampled_from(["Northgate Systems", "Orrin Robotics", "Tallis", *HOSTILE])
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
numbers = st.one_of(
    st.integers(-(10**15), 10**15).map(float), st.floats(allow_nan=False, allow_infinity=False)
)


def maybe(strategy):
    """None, or a value of the strategy."""
    return st.none() | strategy


@st.composite
def documents(draw):
    """Documents whose id follows from their content."""
    return Document(
        draw(words),
        path=draw(maybe(words)),
        title=draw(maybe(words)),
        publisher=draw(maybe(few_names)),
        published=draw(maybe(days)),
        url=draw(maybe(words)),
    )


@st.composite
def participants(draw, name=few_names):
    """Participants; the same name has the same id, and not always the same type."""
    named = draw(name)
    mention = draw(words)
    return Participant(slug(named), named, draw(st.sampled_from(TYPES)), mention, draw(st.booleans()))


@st.composite
def sources(draw):
    """Sources, unknown ones among them."""
    name = draw(maybe(few_names))
    if name is None:
        return Source(None)
    return Source(name, draw(st.sampled_from(TYPES)), draw(maybe(st.just(slug(name)))), draw(maybe(words)))


@st.composite
def whens(draw):
    """Intervals with at least the granularity said."""
    granularity = draw(st.sampled_from(["day", "month", "quarter", "year", "interval"]))
    return When(draw(maybe(days)), draw(maybe(days)), granularity, draw(words))


@st.composite
def claims(draw):
    """Whole claims. Their quotes have the length of their place; articles need not hold them."""
    quote = draw(words)
    start = draw(st.integers(0, 1000))
    amount = st.builds(Amount, numbers, words, maybe(st.just("USD")), maybe(st.just("share")))
    thing = draw(participants() | st.builds(Literal, numbers, words, st.just("count")))
    return Claim(
        document=draw(documents()),
        subject=draw(participants()),
        relation="has_users" if isinstance(thing, Literal) else draw(st.sampled_from(RELATIONS)),
        object=thing,
        stance=draw(st.sampled_from(Stance)),
        source=draw(sources()),
        evidence=Evidence(start, start + len(quote), quote),
        extractor=Extractor(draw(names), draw(words), draw(words)),
        confidence=draw(st.floats(0, 1)),
        when=draw(maybe(whens())),
        origin=tuple(draw(st.lists(sources(), max_size=3))),
        qualifiers=draw(st.dictionaries(names, amount | words, max_size=3)),
    )
