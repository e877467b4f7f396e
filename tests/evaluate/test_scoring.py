"""What counts as a hit, an extra, a miss, and what counts neither way.

The tables are small on purpose: each row can be counted by hand. Gold is written as
`(subject, relation, object, stance[, source][, debatable])`, claims in the same order.
"""

from __future__ import annotations

import json

import pytest

from kgraph.errors import KgraphError
from kgraph.evaluate import GoldClaim, GoldDocument, document_name, evaluate
from kgraph.model import Document, Literal, Stance
from tests.builders import article, claim, participant

BAN = ("Northgate", "banned_by", "Avaria", "asserted")
TIES = ("Northgate", "alleged_ties", "security service", "alleged")
DEAL = ("Tallis", "partners_with", "Orrin", "asserted")
WARNING = ("Northgate", "warned_against_by", "Ministry of Works", "asserted")
USERS = ("Orrin", "has_users", "140 million", "asserted")


def gold(*claims, id="a-1"):
    return GoldDocument(id, tuple(gold_claim(*claim) for claim in claims))


def gold_claim(subject, relation, thing, stance, source=None, core=True):
    names = [tuple(field.split("|")) for field in (subject, thing, source or "") if field]
    return GoldClaim(names[0], relation, names[1], Stance(stance), *names[2:], core=core)


def debatable(said):
    return (*said[:4], None, False)


def claims(*said, id="a-1"):
    document = article(path=f"articles/{id}.txt")
    return [one(document, *fields) for fields in said]


def one(document, subject, relation, thing, stance, source=None):
    return claim(subject, relation, thing, stance=stance, source=source, document=document)


def counts(score):
    return score.hits, score.extras, score.misses


@pytest.mark.parametrize(
    ("wanted", "said", "counted"),
    [
        ([], [], (0, 0, 0)),
        ([BAN], [], (0, 0, 1)),
        ([], [BAN], (0, 1, 0)),
        ([BAN], [BAN], (1, 0, 0)),
        # names: accepted ones, parts of them, the words of the text
        ([("Northgate Systems|the firm", *BAN[1:])], [("the firm", *BAN[1:])], (1, 0, 0)),
        ([("Northgate Systems", *BAN[1:])], [("Northgate Ltd", *BAN[1:])], (1, 0, 0)),
        ([BAN], [("Westgate", *BAN[1:])], (0, 1, 1)),
        # the relation must be the same, the direction too unless the relation has none
        ([BAN], [("Northgate", "restricted_by", "Avaria", "asserted")], (0, 1, 1)),
        ([BAN], [("Avaria", "banned_by", "Northgate", "asserted")], (0, 1, 1)),
        ([DEAL], [("Orrin", "partners_with", "Tallis", "asserted")], (1, 0, 0)),
        # the same claim again counts once; in another stance or other words it counts neither way
        ([BAN], [BAN, BAN], (1, 0, 0)),
        ([], [BAN, BAN], (0, 1, 0)),
        ([], [BAN, ("the Northgate Company", *BAN[1:])], (0, 1, 0)),
        ([], [BAN, (*BAN[:3], "denied")], (0, 2, 0)),
        ([BAN], [BAN, (*BAN[:3], "denied"), ("Northgate Systems", *BAN[1:])], (1, 0, 0)),
        ([DEAL], [DEAL, ("Orrin", "partners_with", "Tallis", "asserted")], (1, 0, 0)),
        # one claim answers one gold claim
        ([BAN, (*BAN[:3], "denied")], [BAN], (1, 0, 1)),
        ([BAN, (*BAN[:3], "denied")], [BAN, (*BAN[:3], "denied")], (2, 0, 0)),
        # debatable gold counts neither way, whatever is said
        ([debatable(BAN)], [], (0, 0, 0)),
        ([debatable(BAN)], [BAN], (0, 0, 0)),
        # ... and takes its answer in its turn
        ([debatable(BAN), BAN], [BAN], (0, 0, 1)),
        ([BAN, debatable(BAN)], [BAN], (1, 0, 0)),
    ],
)
def test_counts(wanted, said, counted):
    report = evaluate([gold(*wanted)], claims(*said))
    assert counts(report.total) == counted


@pytest.mark.parametrize(
    ("wanted", "said", "right", "of"),
    [
        ([BAN], [BAN], 1, 1),
        ([BAN], [(*BAN[:3], "denied")], 0, 1),
        # the one of the right stance is taken first, wherever it stands
        ([BAN], [(*BAN[:3], "denied"), BAN], 1, 1),
        ([BAN, TIES], [BAN, (*TIES[:3], "asserted")], 1, 2),
        ([BAN], [], 0, 0),
        ([debatable(BAN)], [BAN], 0, 0),
    ],
)
def test_stance(wanted, said, right, of):
    share = evaluate([gold(*wanted)], claims(*said)).stance
    assert (share.right, share.of) == (right, of)


@pytest.mark.parametrize(
    ("wanted", "said", "right", "of"),
    [
        ((*TIES, "Senator Hale|Hale"), (*TIES, "Hale"), 1, 1),
        ((*TIES, "Senator Hale"), (*TIES, "Daily Ledger"), 0, 1),
        ((*TIES, "Senator Hale"), (*TIES, None), 0, 1),
        # nothing to measure where the article itself speaks
        (TIES, (*TIES, "Senator Hale"), 0, 0),
        # who warns or accuses may be the source of the warning
        ((*WARNING, "Daily Ledger"), (*WARNING, "Ministry of Works"), 1, 1),
        ((*BAN, "Daily Ledger"), (*BAN, "Avaria"), 0, 1),
    ],
)
def test_source(wanted, said, right, of):
    share = evaluate([gold(wanted)], claims(said)).source
    assert (share.right, share.of) == (right, of)


@pytest.mark.parametrize(
    ("said", "linked"),
    [
        ([("Northgate", "supplies", "Avaria", "asserted")], 1),
        ([("Avaria", "led_by", "Northgate", "denied")], 1),
        ([("Northgate", "banned_by", "Borland Isles", "asserted")], 0),
        ([], 0),
    ],
)
def test_pairs_count_whatever_links_them(said, linked):
    share = evaluate([gold(BAN)], claims(*said)).pairs
    assert (share.right, share.of) == (linked, 1)


def test_the_words_of_the_text_name_a_participant_too():
    said = claim(
        participant("Northgate Systems", mention="the firm"), *BAN[1:3], document=article(path="a-1")
    )
    assert counts(evaluate([gold(("the firm", *BAN[1:]))], [said]).total) == (1, 0, 0)


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        (140_000_000, "some users", "140000000"),
        (140_000_000, "140 million people", "140 million"),
        (1.5, "some users", "1.5"),
        (130_000_000, "130 million", None),
    ],
)
def test_a_literal_is_found_by_value_or_words(value, text, found):
    said = claim("Orrin", "has_users", Literal(value, text), document=article(path="a-1"))
    wanted = found or "140 million|140000000"
    hits = evaluate([gold(("Orrin", "has_users", wanted, "asserted"))], [said]).total.hits
    assert hits == (found is not None)


def test_silence_is_measured_where_gold_is_silent():
    documents = [
        gold(id="quiet"),
        gold(debatable(BAN), id="debatable"),
        gold(BAN, id="loud"),
        gold(id="chatty"),
    ]
    report = evaluate(documents, claims(TIES, id="chatty"))
    assert (report.silence.right, report.silence.of) == (2, 3)
    assert evaluate([gold(BAN)], []).silence.value is None


DOCUMENTS = [gold(BAN, TIES, DEAL), gold((*BAN, "Senator Hale"), USERS, id="b-2")]
SAID = [
    *claims(BAN, (*TIES[:3], "denied"), WARNING),
    *claims((*BAN, "Daily Ledger"), id="b-2"),
    *claims(WARNING, id="not in gold"),
]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (
            "relation",
            {
                "banned_by": (2, 0, 0),
                "alleged_ties": (1, 0, 0),
                "has_users": (0, 0, 1),
                "partners_with": (0, 0, 1),
                "warned_against_by": (0, 1, 0),
            },
        ),
        ("document", {"a-1": (2, 1, 1), "b-2": (1, 0, 1)}),
    ],
)
def test_groups(by, groups):
    report = evaluate(DOCUMENTS, SAID, by=by)
    assert list(report.groups) == list(groups)
    assert {name: counts(score) for name, score in report.groups.items()} == groups
    assert counts(report.total) == (3, 1, 2)
    assert (report.total.precision, report.total.recall) == (0.75, 0.6)
    assert report.total.f1 == pytest.approx(2 / 3)
    assert report.documents == 2


def test_an_unknown_grouping_is_refused():
    with pytest.raises(KgraphError, match="by relation or by document, not by 'stance'"):
        evaluate(DOCUMENTS, SAID, by="stance")


def test_differences_say_what_where_and_the_evidence():
    told = [
        (d.kind, d.document, d.subject, d.relation, d.object, d.stance, d.expected, d.found, d.quote)
        for d in evaluate(DOCUMENTS, SAID).errors
    ]
    quote = article().text
    assert told == [
        ("stance", "a-1", *TIES[:3], "denied", "alleged", "denied", quote),
        ("miss", "a-1", *DEAL, None, None, None),
        ("extra", "a-1", *WARNING, None, None, quote),
        ("source", "b-2", *BAN, "Senator Hale", "Daily Ledger", quote),
        ("miss", "b-2", *USERS, None, None, None),
    ]


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (Document("", path="articles/a-1.txt", id="x"), "a-1"),
        (Document("", path="a-1.md", id="x"), "a-1"),
        (Document("", path="b/a.1.html", id="x"), "a.1"),
        (Document("", path="a-1.pdf", id="x"), "a-1.pdf"),
        (Document("", id="7f"), "7f"),
    ],
)
def test_document_name(document, name):
    assert document_name(document) == name


def test_table():
    assert evaluate(DOCUMENTS, SAID, by="document").as_table().splitlines() == [
        "document precision    recall        F1      hits    extras    misses",
        "a-1          0.667     0.667     0.667         2         1         1",
        "b-2          1.000     0.500     0.667         1         0         1",
        "all          0.750     0.600     0.667         3         1         2",
        "",
        "2 documents · stance 0.667 · source 0.000 · pairs linked 0.600 · silence –",
    ]


def test_json():
    plain = json.loads(json.dumps(evaluate(DOCUMENTS, SAID).as_json()))
    assert plain["hits"] == 3
    assert plain["source"] == {"value": 0.0, "right": 0, "of": 1}
    assert plain["silence"] == {"value": None, "right": 0, "of": 0}
    assert plain["groups"]["banned_by"]["recall"] == 1.0
    assert plain["errors"][0]["kind"] == "stance"
    assert str(evaluate(DOCUMENTS, SAID).errors[3]) == (
        "source b-2: Northgate banned_by Avaria [asserted]"
        ' expected Senator Hale, found Daily Ledger "An article."'
    )


def test_nothing_to_measure():
    report = evaluate([], [])
    assert (report.total.precision, report.total.recall, report.total.f1) == (0, 0, 0)
    assert (
        report.as_table().splitlines()[-1] == "0 documents · stance – · source – · pairs linked – · silence –"
    )
