"""Gold rows are read whole, or refused with every fault: line, field, what was expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.errors import ClaimError
from kgraph.evaluate import GoldClaim, GoldDocument, read_gold
from kgraph.model import Stance

CLAIM = {"s": ["Northgate"], "p": "banned_by", "o": ["Avaria", "the state"], "stance": "alleged"}


def row(**changes):
    return json.dumps({"id": "a-1", "claims": [CLAIM | changes]})


def read(tmp_path: Path, *lines: str) -> list[GoldDocument]:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_gold(path)


@pytest.mark.parametrize(
    ("changes", "source", "core"),
    [
        ({}, (), True),
        ({"source": None, "core": True}, (), True),
        ({"source": ["Daily Ledger", "the paper"], "core": False}, ("Daily Ledger", "the paper"), False),
        ({"note": "other fields are passed over"}, (), True),
    ],
)
def test_a_row_is_read(tmp_path, changes, source, core):
    wanted = GoldClaim(("Northgate",), "banned_by", ("Avaria", "the state"), Stance.ALLEGED, source, core)
    assert read(tmp_path, "", row(**changes)) == [GoldDocument("a-1", (wanted,))]


def test_order_is_kept_and_a_document_may_hold_nothing(tmp_path):
    documents = read(tmp_path, '\ufeff{"id": "b", "claims": []}', '{"id": "a", "claims": []}')
    assert [(document.id, document.claims) for document in documents] == [("b", ()), ("a", ())]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 1: not JSON"),
        ("[" * 100_000, "line 1: not JSON"),
        ("[]", "line 1: row: expected an object, found an empty list"),
        ('{"claims": []}', "line 1: id: expected text, found nothing"),
        ('{"id": 7, "claims": []}', "line 1: id: expected text, found 7"),
        ('{"id": "a"}', "line 1: claims: expected a list, found nothing"),
        ('{"id": "a", "claims": ["x"]}', "line 1: claims[0]: expected an object, found 'x'"),
        (row(s=None), "line 1: claims[0].s: expected a list of texts, found null"),
        (row(s=[]), "line 1: claims[0].s: expected a list of texts, found an empty list"),
        (row(o="Avaria"), "line 1: claims[0].o: expected a list of texts, found 'Avaria'"),
        (row(o=["Avaria", 3]), "line 1: claims[0].o[1]: expected text, found 3"),
        (row(s=[" "]), "line 1: claims[0].s[0]: expected text, found ' '"),
        (row(source=[{}]), "line 1: claims[0].source[0]: expected text, found an object"),
        (row(p=True), "line 1: claims[0].p: expected text, found true"),
        (row(stance="assert"), "claims[0].stance: expected one of asserted, alleged, denied, proposed"),
        (row(stance=["asserted"]), "line 1: claims[0].stance: expected one of asserted, alleged"),
        (row(core="no"), "line 1: claims[0].core: expected true or false, found 'no'"),
    ],
)
def test_a_fault_names_line_and_field(tmp_path, line, fault):
    with pytest.raises(ClaimError) as caught:
        read(tmp_path, line)
    assert fault in str(caught.value)
    assert "gold.jsonl" in str(caught.value)


def test_all_faults_are_collected(tmp_path):
    with pytest.raises(ClaimError) as caught:
        read(tmp_path, row(), row(p=""), "", row(core=1), row(o=[]), row(stance="x"))
    assert [fault.split(":")[0] for fault in caught.value.faults] == [f"line {n}" for n in (2, 4, 5, 6)]
    assert str(caught.value).endswith(" (and 3 more faults)")


def test_a_document_is_given_once(tmp_path):
    with pytest.raises(ClaimError, match="line 2: id: 'a-1' was given by an earlier line"):
        read(tmp_path, row(), row())


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(ClaimError, match=r"missing\.jsonl: cannot be read"):
        read_gold(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(ClaimError, match=r"latin\.jsonl: is not UTF-8 \(byte 11\)"):
        read_gold(tmp_path / "latin.jsonl")
