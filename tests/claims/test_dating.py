"""Dates of claims: sentence, the trigger's word, and the words of the time that dates it.

Everything appeared on Thursday, 18 March 2021; the cast is invented.
"""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.claims.dating import when_of
from kgraph.claims.when import find_times
from kgraph.language import parse
from kgraph.model import Document

THURSDAY = date(2021, 3, 18)


def dated(text: str, trigger: str, relation: str = "") -> str | None:
    (pair,) = parse([Document(text, published=THURSDAY)])
    document, doc = pair
    token = next(token for token in doc if token.text == trigger)
    when = when_of(document, doc, token, find_times(text, THURSDAY), relation)
    return when.text if when else None


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        # in the clause of the trigger
        ("The ministry banned Orrin drones on Tuesday.", "banned", "Tuesday"),
        ("Orrin was founded in 2014 by Mara Voss.", "founded", "2014"),
        ("In 2018 Avaria fined Orrin.", "fined", "2018"),
        ("Northgate has supplied radios to the army since 2016.", "supplied", "since 2016"),
        ("The ministry decided in May 2019 to drop Northgate.", "drop", "May 2019"),
        ("Northgate won a contract from the army in 2019.", "contract", "2019"),
        # of two times the one that is nearer in the tree
        ("Orrin, founded in 2014, was banned in 2019.", "banned", "2019"),
        ("Orrin, founded in 2014, was banned in 2019.", "founded", "2014"),
        ("The army bought the drones in 2016 and sold them in 2018.", "sold", "2018"),
        ("The army bought the drones in 2016 and sold them in 2018.", "bought", "2016"),
        # the first of the sentence dates all that follows
        ("In 2019 the ministry warned Orrin and fined Northgate.", "fined", "2019"),
        # another clause
        ("The ministry, which bought radios in 2016, banned Northgate.", "banned", None),
        ("The ministry banned Northgate after a raid that took place in 2016.", "banned", None),
        ("The court upheld the 2018 order and fined Northgate.", "fined", None),
        # a noun and what describes it
        ("The charge, laid on 9 February 2021, covers three firms.", "charge", "9 February 2021"),
        # decrees
        ("Parliament passed a law on Monday that bans Orrin drones.", "bans", "Monday"),
        ("The ministry announced today that Northgate has been selected.", "selected", "today"),
        ("The ministry banned Orrin drones.", "banned", None),
    ],
)
def test_the_time_of_the_clause_of_the_trigger(text, trigger, time):
    assert dated(text, trigger) == time


@pytest.mark.parametrize(
    ("text", "trigger", "relation", "time"),
    [
        # the day of a saying is not that of what it tells of, unless that is an official act
        ("The firm said on Tuesday that it sells radios to the army.", "sells", "supplies", None),
        ("The ministry said on Tuesday that it had banned Orrin.", "banned", "banned_by", "Tuesday"),
        ("Officials told a court on Tuesday that Orrin had bribed them.", "bribed", "accused_by", None),
        # what somebody does dates no state
        ("Northgate's owner sued the ministry in 2019.", "owner", "owned_by", None),
        ("Northgate's director sued the ministry in 2019.", "director", "led_by", None),
        ("Mara Voss worked for the army until 2016.", "worked", "worked_for", "until 2016"),
    ],
)
def test_the_relation_tells_what_a_time_may_date(text, trigger, relation, time):
    assert dated(text, trigger, relation) == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("12 March 2019: The ministry fines Orrin.", "12 March 2019"),
        ("May 2019. The ministry looks at the radios. It fines Orrin.", "May 2019"),
        ("2016 – The army buys radios.\n2019 – The ministry fines Orrin.", "2019"),
        ("The army bought radios in May 2019.\n\nThe ministry fines Orrin.", None),
        ("The army bought radios in May 2019. The ministry fines Orrin.", None),
    ],
)
def test_a_time_that_heads_the_paragraph(text, time):
    assert dated(text, "fines", "penalized_by") == time


def test_the_time_is_resolved_against_the_day_of_publication():
    text = "The ministry banned Orrin drones on Tuesday."
    ((document, doc),) = parse([Document(text, published=THURSDAY)])
    when = when_of(document, doc, doc[2], find_times(text, THURSDAY))
    assert when is not None
    assert (when.start, when.end, when.granularity) == (date(2021, 3, 16), date(2021, 3, 16), "day")
