"""The house rules that tools and a look at the tree can check: one run of pytest runs everything."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file())
SCRIPTS = Path(sysconfig.get_path("scripts"))
LONGEST = 300
"""Lines of a module."""


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
        [SCRIPTS / "lint-imports"],
    ],
    ids=["lint", "format", "types", "imports"],
)
def test_tool(command: list[str | Path]) -> None:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_all_is_sorted_and_holds(path: Path) -> None:
    module = importlib.import_module(_name(path))
    exported = getattr(module, "__all__", None)
    if exported is None:
        return
    assert sorted(set(exported), key=_as_ruff_sorts) == list(exported)
    for name in exported:
        assert hasattr(module, name), name


def _as_ruff_sorts(name: str) -> tuple[int, str]:
    """CONSTANTS, then Classes, then functions."""
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


@pytest.mark.parametrize("path", [path for path in MODULES if "cli" not in path.parts], ids=_name)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in ("print", "exit", "sys.exit", "sys.stdout.write"), (
                node.lineno
            )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_exceptions_to_the_tools_have_a_reason(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if found := re.search(r"# (type: ignore|noqa)(.*)", line):
            assert re.fullmatch(r"(\[[\w, -]+\]|: [A-Z]+\d+) +(# )?\w.+", found[2]), f"{path}:{number}"


def test_tests_mirror_the_rooms() -> None:
    tested = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("test_*.py"))}
    assert tested <= {*ROOMS, "examples", "fuzzing", "quality"}
    assert {room for room in ROOMS if any((PACKAGE / room).glob("[a-z]*.py"))} <= tested


def test_doctests_run_too(pytestconfig: pytest.Config) -> None:
    assert "kgraph" in pytestconfig.getini("testpaths")
    assert pytestconfig.getoption("doctestmodules")
