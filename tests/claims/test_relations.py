"""Judging: trained relations by the models, others by their rows alone, without touching code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.claims.encoded import Encoded, encode
from kgraph.claims.relations import BY_ROWS_ALONE, FLOOR, judge
from kgraph.ontology import ontology_dir
from tests.claims.marked import read

INSURED_BY = """
kg:insured_by a owl:ObjectProperty , kg:Relation ;
    kg:family kg:ownership_and_money ;
    kg:bareStance kg:asserted ;
    rdfs:label "insured by"@en ;
    skos:definition "The object insures the subject."@en ;
    rdfs:domain kg:Vendor ;
    rdfs:range kg:Vendor .

kg:insures a owl:ObjectProperty ;
    owl:inverseOf kg:insured_by ;
    rdfs:label "insures"@en .

kg:Insurer a owl:Class , kg:EntityType ;
    rdfs:subClassOf kg:Organization ;
    kg:family kg:people_and_groups ;
    rdfs:label "insurer"@en ;
    skos:definition "Who insures."@en .
"""
ROWS = "trigger,pos,needs,subject,object\ninsure,verb,,obj,subj\n"


def encoded(marked: str) -> Encoded:
    found, _, _ = encode(*read(marked))
    return found


def judged(marked: str) -> set[tuple[str, str, str]]:
    return {
        (each.candidate.subject.text, each.relation, each.candidate.object.text)
        for each in judge(encoded(marked))
        if each.is_claim
    }


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Vendor:Orrin} won a contract from {Agency:the ministry}.",
         {("Orrin", "contracted_by", "the ministry")}),
        ("{Vendor:Orrin} was taken off {VendorList:the register}.",
         {("Orrin", "removed_from", "the register")}),
        ("{Vendor:Orrin}, led by {Person:Ann Poe}, makes drones.", {("Orrin", "led_by", "Ann Poe")}),
        ("{Vendor:Orrin} presents a new phone on Monday, while {Government:Avaria} holds elections.", set()),
        ("{Vendor:Orrin} makes drones in summer; {Government:Avaria} is hot.", set()),
    ],
)  # fmt: skip
def test_models_judge(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert judged(marked) == expected


def test_no_candidates_no_judgements() -> None:
    assert list(judge(encoded("It rained."))) == []


def test_only_what_is_sure_enough_is_a_claim() -> None:
    found = list(judge(encoded("{Government:Avaria} banned {Vendor:Orrin}, led by {Person:Ann Poe}.")))
    assert {each.is_claim for each in found} == {True, False}
    assert all(each.is_claim == (each.confidence >= FLOOR) for each in found)
    assert all(0 <= each.confidence <= 1 for each in found)


def test_a_relation_without_a_model_stands_on_its_rows(tmp_path: Path) -> None:
    folder = tmp_path / "ontologies"
    shutil.copytree(ontology_dir(), folder)
    with (folder / "kgraph.ttl").open("a", encoding="utf-8") as file:
        file.write(INSURED_BY)
    (folder / "lexicon" / "relations" / "insured_by.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "article.txt").write_text(
        "Quayhelm, an insurance company, insures Northgate Systems, a software company. "
        "The Pentagon awarded the radio maker Tallis Networks a contract.",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-c", "from kgraph.cli import main; main()", "extract", "article.txt"],
        cwd=tmp_path,
        env={**os.environ, "KGRAPH_ONTOLOGY": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    (insured,) = (row for row in rows if row["relation"] == "insured_by")
    assert (insured["subject"]["name"], insured["object"]["name"]) == ("Northgate Systems", "Quayhelm")
    assert insured["confidence"] == BY_ROWS_ALONE
    assert insured["extractor"]["rule"] == "insured_by:insure"
    assert "contracted_by" in {row["relation"] for row in rows}
