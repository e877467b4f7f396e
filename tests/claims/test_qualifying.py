"""Qualifiers of claims: a sentence with its two sides marked, and what the text adds to them.

`{Vendor:Orrin}` is a thing of a type; `{s Vendor:Orrin}` and `{o Agency:Ministry}` are the subject
and the object. The trigger is the word between asterisks. The cast is invented.
"""

from __future__ import annotations

import re

import pytest

from kgraph.claims.amounts import find_amounts
from kgraph.claims.qualifier_rows import AMOUNT_KINDS, MENTION_ROWS
from kgraph.claims.qualifying import WORDINGS, qualifiers_of
from kgraph.language import parse
from kgraph.model import Amount, Document, Entity, Mention, MentionKind, slug
from kgraph.ontology import ontology

MARK = re.compile(r"\{(?P<side>[so] )?(?P<type>\w+):(?P<name>[^}]+)\}|\*(?P<trigger>\w+)\*")


def qualified(marked: str, relation: str) -> dict[str, str | float]:
    """The qualifiers, amounts by their value; every word of them is checked to be in the text."""
    text, at, places = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match["name"] or match["trigger"]
        places.append((match, len(text), len(text) + len(words)))
        text += words
        at = match.end()
    text += marked[at:]
    ((document, doc),) = parse([Document(text)])
    mentions, sides, trigger = [], {}, None
    for match, start, end in places:
        span = doc.char_span(start, end, alignment_mode="expand")
        if match["trigger"]:
            trigger = span.root
            continue
        words = text[start:end]
        kind = MentionKind.NAME if words[0].isupper() else MentionKind.NOMINAL
        entity = Entity(slug(words), words, match["type"])
        mention = Mention(start, end, words, span.start, span.end - 1, span.root.i, kind, entity)
        mentions.append(mention)
        sides[match["side"]] = mention
    assert trigger is not None
    found = qualifiers_of(
        document, doc, trigger, relation, sides["s "], sides["o "], mentions, find_amounts(text)
    )
    flat = " ".join(text.split())
    for value in found.values():
        assert " ".join((value.text if isinstance(value, Amount) else value).split()) in flat
    return {name: value.value if isinstance(value, Amount) else value for name, value in found.items()}


@pytest.mark.parametrize(
    ("marked", "relation", "amount"),
    [
        ("{s Vendor:Orrin} *won* a $12 million order from the {o Agency:Ministry}.", "contracted_by", 12e6),
        ("{s Vendor:Orrin} is 41 percent *owned* by {o Vendor:Tallis}.", "owned_by", 0.41),
        ("{s Vendor:Orrin} *gets* 40% of its sales from {o Government:Avaria}.", "earns_revenue_from", 0.4),
        ("{s Vendor:Orrin} was *fined* €5 million by the {o Agency:Ministry}.", "penalized_by", 5e6),
        ("{s Vendor:Orrin} *agreed* to pay the {o Agency:Ministry} $9 million.", "penalized_by", 9e6),
        ("{s Vendor:Orrin} *sold* 300 cameras to the {o Agency:Ministry}.", "supplies", 300),
        # of another clause, or of a kind that the relation does not take
        (
            "{s Vendor:Orrin}, which earned $12 million last year, was *fined* by the {o Agency:Ministry}.",
            "penalized_by",
            None,
        ),
        ("{s Vendor:Orrin} was *banned* by {o Government:Avaria} over $5 million.", "banned_by", None),
        ("{s Vendor:Orrin} *won* a five-year order from the {o Agency:Ministry}.", "contracted_by", None),
    ],
)
def test_amounts(marked, relation, amount):
    assert qualified(marked, relation).get("amount") == amount


@pytest.mark.parametrize(
    ("marked", "relation", "name", "words"),
    [
        (
            "{s Vendor:Orrin} *sells* {Product:Kestrel} to the {o Agency:Ministry}.",
            "supplies",
            "product",
            "Kestrel",
        ),
        # a product beside the subject is another subject
        (
            "The {o Agency:Ministry} *banned* {s Product:Kestrel} and {Product:Harrier}.",
            "banned_by",
            "product",
            None,
        ),
        # of another clause
        (
            "{s Vendor:Orrin}, which makes {Product:Kestrel}, *won* an order from the {o Agency:Ministry}.",
            "contracted_by",
            "product",
            None,
        ),
        (
            "{o Government:Avaria} *sanctioned* {s Vendor:Orrin} under {LegalInstrument:Decree 12}.",
            "sanctioned_by",
            "list",
            "Decree 12",
        ),
        (
            "{o Government:Avaria} *put* {s Vendor:Orrin} on its {VendorList:Sanctions List}.",
            "sanctioned_by",
            "list",
            "Sanctions List",
        ),
        (
            "{s Vendor:Orrin} was *founded* by {o Person:Mara Voss} in {Place:Port Avar}.",
            "founded_by",
            "place",
            "Port Avar",
        ),
        (
            "{s Vendor:Orrin} *won* {Contract:Project Harbour} from {o Government:Avaria}.",
            "contracted_by",
            "contract",
            "Project Harbour",
        ),
    ],
)
def test_things_of_the_clause(marked, relation, name, words):
    assert qualified(marked, relation).get(name) == words


@pytest.mark.parametrize(
    ("marked", "relation", "name", "words"),
    [
        (
            "{s Vendor:Orrin} *won* a five-year contract from the {o Agency:Ministry}.",
            "contracted_by",
            "contract",
            "five-year contract",
        ),
        (
            "{s Vendor:Orrin} *won* a contract from the {o Agency:Ministry}.",
            "contracted_by",
            "contract",
            None,
        ),
        (
            "The {o Agency:Ministry} *accused* {s Vendor:Orrin} of spying for Avaria.",
            "accused_by",
            "accusation",
            "spying for Avaria",
        ),
        (
            "{o Person:Mara Voss} *alleged* that {s Vendor:Orrin} had bribed two officials.",
            "accused_by",
            "accusation",
            "Orrin had bribed two officials",
        ),
        ("The {o Agency:Ministry} *accused* {s Vendor:Orrin}.", "accused_by", "accusation", None),
        (
            "{s Vendor:Orrin}'s chief *executive*, {o Person:Mara Voss}, left.",
            "led_by",
            "role",
            "chief executive",
        ),
        ("{s Vendor:Orrin} *appointed* {o Person:Mara Voss} as chairwoman.", "led_by", "role", "chairwoman"),
        (
            "{s Person:Mara Voss} is a former signals *officer* of the {o Military:Coast Guard}.",
            "worked_for",
            "role",
            "signals officer",
        ),
        ("{s Vendor:Orrin} is *led* by {o Person:Mara Voss}.", "led_by", "role", None),
    ],
)
def test_words_of_the_text(marked, relation, name, words):
    assert qualified(marked, relation).get(name) == words


def test_the_rows_name_what_the_ontology_knows():
    onto = ontology()
    asked = {*AMOUNT_KINDS, *WORDINGS, *(relation for row in MENTION_ROWS for relation in row.relations)}
    assert asked <= set(onto.relations)
    assert {kind for row in MENTION_ROWS for kind in row.types} <= set(onto.types)
