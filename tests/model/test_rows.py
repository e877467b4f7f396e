"""Claims as JSON lines: equal after a round trip, and faults named by line and field."""

from __future__ import annotations

import io
import json
import pickle
from datetime import date

import pytest
from hypothesis import given

from kgraph.errors import ClaimError
from kgraph.model import Amount, Document, Literal, Source, When
from kgraph.model.rows import claim_as_line, claim_as_row, claim_from_row, read_claims, write_claims
from tests.builders import claim, sample_claims
from tests.strategies import claims

KEYS = [
    "id", "document", "subject", "relation", "object", "stance", "source", "origin", "when", "qualifiers",
    "evidence", "extractor", "confidence",
]  # fmt: skip


@given(claims())
def test_claim_survives_row_and_line(made):
    assert claim_from_row(claim_as_row(made)) == made
    line = claim_as_line(made)
    assert "\n" not in line
    assert read_claims([line]) == [made]


@given(claims())
def test_claim_pickles(made):
    again = pickle.loads(pickle.dumps(made))
    assert (again, again.qualifiers, again.document.text) == (made, made.qualifiers, made.document.text)


def test_file_round_trip(tmp_path):
    path = tmp_path / "claims.jsonl"
    with path.open("w", encoding="utf-8") as file:
        assert write_claims(sample_claims(), file) == 10
    assert read_claims(path) == read_claims(str(path)) == sample_claims()


def test_row_has_the_agreed_shape():
    made = claim(
        "Orrin Robotics",
        "contracted_by",
        "Ministry of Works",
        source=Source("Daily Ledger", "MediaOutlet", "daily-ledger", "the Ledger"),
        origin=(Source("Daily Ledger"), Source("an official", "Person")),
        when=When(date(2024, 5, 13), None, "interval", "since Monday"),
        qualifiers={"amount": Amount(876e6, "$876 million", "USD"), "product": "drones"},
    )
    row = claim_as_row(made)
    assert list(row) == KEYS
    assert "text" not in row["document"]
    assert row["document"]["published"] == "2024-05-14"
    assert list(row["document"]) == ["id", "path", "title", "publisher", "published", "url"]
    assert row["subject"] == {
        "id": "orrin-robotics", "name": "Orrin Robotics", "type": "Vendor", "mention": "Orrin Robotics"
    }  # fmt: skip
    assert row["origin"] == [{"name": "Daily Ledger"}, {"name": "an official", "type": "Person"}]
    assert row["when"] == {
        "start": "2024-05-13", "end": None, "granularity": "interval", "text": "since Monday"
    }  # fmt: skip
    assert row["qualifiers"]["amount"] == {"value": 876000000, "currency": "USD", "text": "$876 million"}
    assert '"value": 876000000,' in claim_as_line(made)


def test_literal_and_unknown_source():
    row = claim_as_row(claim("Orrin Robotics", "has_users", Literal(4e8, "400 million"), source=None))
    assert row["object"] == {"value": 400000000, "text": "400 million", "type": "count"}
    assert row["source"] == {"name": None, "type": "publisher"}
    assert row["when"] is None


def test_unnamed_participant_stays_unnamed():
    row = claim_as_row(sample_claims()[0])
    row["subject"]["named"] = False
    assert claim_from_row(row).subject.named is False
    assert claim_as_row(claim_from_row(row))["subject"]["named"] is False


def test_id_is_made_where_a_row_has_none():
    made = sample_claims()[0]
    row = claim_as_row(made)
    del row["id"]
    assert claim_from_row(row) == made


def test_lone_surrogates_are_still_utf8():
    made = claim("Orrin Robotics", "led_by", "Mara Voss", document=Document("x\ud800y", publisher="P"))
    assert read_claims([claim_as_line(made).encode().decode()]) == [made]


def change(**parts):
    """A sample row with dotted fields replaced."""
    row = json.loads(claim_as_line(sample_claims()[0]))
    for place, value in parts.items():
        *parents, last = place.split("__")
        target = row
        for parent in parents:
            target = target[parent]
        target[last] = value
    return row


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ([], "row: expected an object, found an empty list"),
        (change(relation=None), "relation: expected text, found null"),
        (
            change(stance="maybe"),
            "stance: expected one of asserted, alleged, denied, proposed, found 'maybe'",
        ),
        (change(document={}), "document.id: expected text, found nothing"),
        (change(document__published="12 July"), "document.published: expected a date YYYY-MM-DD or null"),
        (change(document__published="2017-02-30"), "document.published: expected a date"),
        (change(subject__name=""), "subject.name: expected text, found ''"),
        (change(object__type=5), "object.type: expected text, found 5"),
        (change(object={"value": "many", "text": "many"}), "object.value: expected a finite number"),
        (change(object={"value": 10**400, "text": "many"}), "object.value: expected a finite number"),
        (change(object={"value": True, "text": "yes"}), "object.value: expected a finite number"),
        (change(source=None), "source: expected an object, found null"),
        (change(origin="x"), "origin: expected a list, found 'x'"),
        (change(origin=[{"name": 1}]), "origin[0].name: expected text or null, found 1"),
        (change(when__granularity="week"), "when.granularity: expected one of day"),
        (change(qualifiers=[1]), "qualifiers: expected an object, found a list"),
        (change(qualifiers={"amount": 5}), "qualifiers.amount: expected an object, found 5"),
        (change(evidence__start=-1), "evidence.start: expected a whole number from 0"),
        (change(evidence__end=9999), "evidence.quote: 66 characters where start and end span 9999"),
        (change(subject__named="no"), "subject.named: expected true or false"),
        (change(confidence=1.5), "confidence: expected a number from 0 to 1, found 1.5"),
        (change(confidence=float("nan")), "confidence: expected a finite number, found nan"),
    ],
)
def test_faults_name_the_field(row, fault):
    with pytest.raises(ClaimError) as caught:
        claim_from_row(row)
    assert any(found.startswith(fault) for found in caught.value.faults), caught.value.faults


def test_faults_are_collected_and_raised_once():
    good = claim_as_line(sample_claims()[0])
    lines = [good, "", "{not json", json.dumps(change(stance="x", confidence=2)), good]
    with pytest.raises(ClaimError, match=r"^claims: line 3: not JSON .* \(and 2 more faults\)$") as caught:
        read_claims(lines)
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["line 3", "line 4", "line 4"]


def test_deep_nesting_is_a_fault():
    with pytest.raises(ClaimError, match="line 1: not JSON"):
        read_claims(["[" * 200_000])


def test_unreadable_files(tmp_path):
    with pytest.raises(ClaimError, match=r"absent\.jsonl: cannot be read \(No such file"):
        read_claims(tmp_path / "absent.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'"\xe9"')
    with pytest.raises(ClaimError, match="is not UTF-8"):
        read_claims(tmp_path / "latin.jsonl")


def test_infinite_values_are_not_written():
    made = claim("Orrin Robotics", "has_users", Literal(float("inf"), "endless"))
    with pytest.raises(ClaimError, match="finite"):
        write_claims([made], io.StringIO())
