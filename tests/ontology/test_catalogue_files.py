"""The reader of catalogue files: every fault has its place, and a researcher's rows come on top."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.errors import OntologyError
from kgraph.ontology.catalogue import catalogue
from kgraph.ontology.catalogue_files import read_catalogue

TYPES = ("Government", "Agency", "Vendor", "Product", "Place")
HEADER = "id,name,type,aliases,adjectives,country,wikidata,metonyms,generic,vendor"
STATES = "corvania,Corvania,Government,,Corvanian,,,Port Corvan,,\nlund,Lundia,Government,,Lundian,,,,,\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        pytest.param("a,A\n", [":4: 2 fields, expected 10"], id="fields"),
        pytest.param(",Ann,Vendor,,,,,,,\n", [":4:id: empty", ":4:id: ''"], id="no id"),
        pytest.param("Ann,Ann,Vendor,,,,,,,\n", [":4:id: 'Ann'"], id="capital id"),
        pytest.param("ann,Ann,Vendour,,,,,,,\n", [":4:type: 'Vendour' is no entity type"], id="type"),
        pytest.param("ann,Ann,Vendor,,,atlantis,,,,\n", [":4:country: atlantis"], id="country"),
        pytest.param("ann,Ann,Product,,,,,,,bob\n", [":4:vendor: bob"], id="vendor"),
        pytest.param("ann,Ann,Vendor,,,,12,,,\n", [":4:wikidata: '12'"], id="wikidata"),
        pytest.param("ann,Ann ,Vendor,,,,,,,\n", [":4:name: 'Ann ' has"], id="blanks"),
        pytest.param("ann,Ann,Vendor,Anna||Anne,,,,,,\n", [":4:aliases: 'Anna||Anne' has"], id="empty item"),
        pytest.param("ann,Ann,Vendor,Anna|Anna,,,,,,\n", [":4:aliases: an item stands twice"], id="twice"),
        pytest.param("lund,Lun,Place,,,,,,,\n", [":4:id: lund is already the id of"], id="id twice"),
        pytest.param(
            "annco,Ann Co,Vendor,,,,,,,\nann,ann,Vendor,,,,,,,\nbob,Bob,Place,Ann Co,,,,,,\n",
            [":6:aliases: 'Ann Co' is taken by annco", ":6:aliases: 'annco' is taken by annco"],
            id="alias of another",
        ),
        pytest.param(
            "a,Annland,Government,,Lundian,,,,,\n",
            [":4:adjectives: 'Lundian' is taken by lund"],
            id="adjective",
        ),
        pytest.param(
            "a,Anna,Agency,,,lund,,,Ministry,\nb,Berta,Agency,,,lund,,,ministry,\n",
            [":5:generic: 'ministry' is taken by a"],
            id="generic of one country",
        ),
    ],
)
def test_every_fault_has_its_place(tmp_path: Path, rows: str, faults: list[str]) -> None:
    path = written(tmp_path, "some.csv", f"{HEADER}\n{STATES}{rows}")
    with pytest.raises(OntologyError) as caught:
        read_catalogue(tmp_path, TYPES)
    for expected, fault in zip(faults, caught.value.faults, strict=True):
        assert fault.startswith(f"{path}{expected}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name,type\nAnn,Vendor\n", ":1:id: missing column"),
        ("id,name,type,colour\nann,Ann,Vendor,red\n", ":1:colour: not a column"),
        ("id,name,type,name\nann,Ann,Vendor,Ann\n", ":1:name: named twice"),
        ('id,name,type\nann,"Ann"x,Vendor\n', ": cannot be read as CSV"),
        ("", ":1:id: missing column"),
    ],
)
def test_files_that_are_no_catalogue(tmp_path: Path, text: str, fault: str) -> None:
    path = written(tmp_path, "some.csv", text)
    with pytest.raises(OntologyError) as caught:
        read_catalogue(tmp_path, TYPES)
    assert caught.value.faults[0].startswith(f"{path}{fault}")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "id,name,type\n" + "".join(f"v{n},V{n},Nothing\n" for n in range(9)))
    (tmp_path / "b.csv").write_bytes(b"id,name,type\nann,\xff,Vendor\n")
    with pytest.raises(OntologyError, match=r"b\.csv.*and 5 more") as caught:
        read_catalogue(tmp_path, TYPES)
    assert len(caught.value.faults) == 10


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"no \*\.csv"):
        read_catalogue(tmp_path, TYPES)


def test_added_rows_extend_and_replace(tmp_path: Path) -> None:
    shipped = written(tmp_path, "shipped/states.csv", f"{HEADER}\n{STATES}").parent
    added = written(
        tmp_path, "added/mine.csv", "id,name,type,aliases\nlund,Lundia,Government,Lund\nann,Ann,Vendor,\n"
    )
    for source in (added, added.parent):
        found = read_catalogue(shipped, TYPES, source)
        assert {entry.id for entry in found} == {"corvania", "lund", "ann"}
        assert found.by_id["lund"].aliases == ("Lund",)
        assert found.metonym("Port Corvan") is found.by_id["corvania"]


def test_a_spreadsheet_may_write_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("\ufeffid,name,type\r\nann,Ann,Vendor\r\n\r\n".encode())
    assert [entry.name for entry in read_catalogue(tmp_path, TYPES)] == ["Ann"]


def test_a_researcher_adds_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(
        tmp_path, "mine.csv", "id,name,type,aliases,country\norrin-drones,Orrin Drones,Vendor,Orrin,germany\n"
    )
    monkeypatch.setenv("KGRAPH_CATALOGUE", str(path))
    found = catalogue.__wrapped__().find("German Orrin")
    assert found
    assert found.id == "orrin-drones"


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_CATALOGUE", "nowhere.csv")
    with pytest.raises(OntologyError, match=r"nowhere\.csv: no such file"):
        catalogue.__wrapped__()
