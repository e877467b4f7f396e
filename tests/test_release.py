"""What a release has: one version, licences that are known, an archive with all of it and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

import kgraph
from tests.test_docs import ROOT, load

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
licences = load(ROOT / "docs" / "licences.py")
release = load(ROOT / "docs" / "check_release.py")
reference = load(ROOT / "docs" / "reference.py")


def test_the_version_is_one() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert kgraph.__version__ == PROJECT["version"]
    assert f"\nversion: {kgraph.__version__}\n" in citation
    assert f"\nlicense: {PROJECT['license']}\n" in citation


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "kgraph" / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["classifiers"]


def test_every_requirement_has_a_licence_that_is_known_and_permissive() -> None:
    rows = re.findall(r"^\| (\S+) \| (\w+) \| (.+) \|$", licences.PAGE.read_text("utf-8"), re.MULTILINE)
    listed = {canonicalize_name(name): (kind, licence) for name, kind, licence in rows}
    for extra in ("", *licences.extras()):
        for requirement in licences.required(extra):
            kind, licence = listed[canonicalize_name(requirement.name)]
            assert (kind, licence) != ("direct", "not stated"), requirement
            assert "GPL" not in licence or requirement.name == "igraph", requirement
    for name, (_, licence) in listed.items():
        assert not re.search(r"\bA?GPL|General Public", licence) or name in {"igraph", "tld"}, name


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        (list(release.WANTED), 0),
        (list(release.WANTED[1:]), 1),
        ([*release.WANTED, "kgraph/__pycache__/api.pyc", "kgraph/out/graph.kgraph"], 2),
    ],
)
def test_what_an_archive_lacks_is_told(names: list[str], faults: int) -> None:
    assert len(release.faults_of(names)) == faults


def test_the_reference_has_every_verb_and_every_name() -> None:
    commands, python = reference.commands_page(), reference.python_page()
    for verb in reference.VERBS:
        assert f"\n## kgraph {verb}\n" in commands
        assert f"Usage: kgraph {verb} " in commands
    for name in set(kgraph.__all__) - {"__version__"}:
        assert f"\n## kgraph.{name}\n" in python
    assert "\n### Graph.draw\n" in python
    assert "- GraphError: " in python


def test_a_wheel_has_all_files_of_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT]
    subprocess.run(build, check=True)
    (wheel,) = tmp_path.glob("kgraph-*.whl")
    names = release.contents(wheel)
    assert release.faults_of(names) == []
    for folder in ("kgraph", "ontologies"):
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and "__pycache__" not in path.parts:
                assert (name if folder == "kgraph" else f"kgraph/{name}") in names
