"""What `kgraph doctor` finds here, and that it tells what is broken."""

from __future__ import annotations

import importlib.metadata
import tomllib
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from kgraph import doctor
from kgraph.doctor import EXTRAS, OURS, Check

PYPROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))


def _found() -> dict[str, Check]:
    return {check.name: check for check in doctor.examine()}


def test_this_installation_is_whole() -> None:
    found = _found()
    assert [check for check in found.values() if check.state == "fault"] == []
    assert "Northgate Systems banned_by" in found["extraction"].found
    for check in found.values():
        assert check.found
        assert bool(check.cure) == (check.state == "absent"), check


def test_every_extra_is_explained() -> None:
    extras = set(PYPROJECT["project"]["optional-dependencies"])
    assert extras - set(OURS) == set(EXTRAS)


@pytest.mark.parametrize(
    ("needed", "lacking"),
    [
        (["numpy>=1"], []),
        (["nowhere-to-be-found>=2"], ["nowhere-to-be-found>=2"]),
        (["click>=999", "numpy"], [f"click>=999 (there is {importlib.metadata.version('click')})"]),
    ],
)
def test_libraries_that_are_missing_or_old_are_told(needed: list[str], lacking: list[str]) -> None:
    state, found, cure = doctor._libraries(needed)
    assert state == ("fault" if lacking else "ok")
    for requirement in lacking:
        assert requirement in found
        assert requirement.split(" (")[0] in cure
    assert doctor._extra("analysis", needed)[0] == ("absent" if lacking else "ok")


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "kgraph").mkdir()
    module, data = tmp_path / "kgraph" / "one.py", b"ONE = 1\n"
    module.write_bytes(data)
    told = tmp_path / "kgraph-9.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: kgraph\nVersion: 9\n")
    digest = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
    (told / "RECORD").write_text(f"kgraph/one.py,sha256={digest},{len(data)}\nkgraph-9.dist-info/RECORD,,\n")
    installed = importlib.metadata.Distribution.at(told)
    assert doctor._files(installed) == ("ok", "1, as they were packed", "")
    module.write_bytes(b"ONE = 2\n")
    assert doctor._files(installed)[:2] == ("fault", "kgraph/one.py was changed after it was installed")
    module.unlink()
    assert doctor._files(installed)[:2] == ("fault", "kgraph/one.py is missing")


def test_a_model_that_is_not_there_is_a_fault_with_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_MODEL", "no_such_model")
    check = doctor._tried("spaCy model", doctor._model, "pip install it")
    assert (check.state, check.cure) == ("fault", "pip install it")
    assert "no_such_model" in check.found


def test_a_folder_that_takes_no_file_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KGRAPH_CACHE", str(tmp_path / "file"))
    assert doctor._tried("cache folder", doctor._cache).state == "fault"
    monkeypatch.setenv("KGRAPH_CACHE", str(tmp_path / "new" / "one"))
    assert doctor._cache()[0] == "ok"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_program_is_found_by_any_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor._program(("surely-no-such-program",), "nothing", "make it") == (
        "absent",
        "for nothing",
        "make it",
    )
    program = tmp_path / "second-name"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert doctor._program(("first-name", "second-name"), "this test", "")[1] == f"{program}, for this test"
