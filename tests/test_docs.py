"""The documentation does not lie: its blocks are run, its lists are complete, its links lead somewhere."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kgraph.cli.app import VERBS
from kgraph.cli.app import run as run_kgraph
from kgraph.cli.exits import ExitCode
from kgraph.model import Claim, Stance

ROOT = Path(__file__).parents[1]


def load(path: Path) -> ModuleType:
    """A script that lies in no package, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


refresh = load(ROOT / "docs" / "refresh.py")
PAGES = {path.relative_to(ROOT).as_posix(): path for path in refresh.PAGES}
README = PAGES["README.md"].read_text(encoding="utf-8")


SHELL = re.compile(r"[$*~\n]")
"""What a shell may read otherwise than as it stands; a pipe and the like `shlex` makes a word of its own."""


def plain(command: str) -> list[str]:
    """The words after `kgraph` of a command that needs no shell; empty for any other."""
    if not command.startswith("kgraph ") or SHELL.search(command):
        return []
    words = list(shlex.shlex(command, posix=True, punctuation_chars=True))
    return [] if any(set(word) <= set("();<>|&") for word in words) else shlex.split(command)[1:]


def printed(words: list[str]) -> str:
    """What `kgraph` prints in this process, which has read its model long ago; standard error included."""
    both = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(both), contextlib.redirect_stderr(both):
        run_kgraph(words)
    both.seek(0)
    return both.read()


@pytest.mark.parametrize("name", PAGES)
def test_blocks_do_what_the_page_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for variable in [given for given in os.environ if given.startswith("KGRAPH_")]:
        monkeypatch.delenv(variable)
    refresh.prepare(tmp_path)
    names: dict[str, Any] = {}
    for block in refresh.blocks(PAGES[name]):
        if block.kind == "python":
            exec(compile(block.text, f"{name}:{block.line}", "exec"), {})
        for step in block.steps():
            words = plain(step.source.strip()) if block.kind == "console" and name != "README.md" else []
            got = printed(words) if words else refresh.run(step, block.kind, tmp_path, names)
            assert refresh.agrees(step.output, got), f"{name}:{block.line}: {step.shown}{got}"


def test_readme_has_two_set_up_commands() -> None:
    commands = [block.text for block in refresh.blocks(PAGES["README.md"]) if block.kind == "sh"]
    assert len(commands) == 2
    run, test = commands
    assert "pip install . " in run
    assert "kgraph build examples/articles -o out" in run
    assert "pip install -e '.[dev]'" in test
    assert test.endswith("-m pytest\n")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m 1 '(.*)' README\.md", script)
    assert pattern
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]
    assert len(found) == 1
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_readme_lists_every_verb() -> None:
    assert re.findall(r"^\| `kgraph (\w+)[ `]", README, re.MULTILINE) == list(VERBS)


def test_exit_codes_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", PAGES["docs/exit-codes.md"].read_text("utf-8"), re.MULTILINE)
    assert rows == [(str(int(code)), code.meaning) for code in ExitCode]


def test_claims_and_stances_are_those_of_the_program() -> None:
    page = PAGES["docs/claims.md"].read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == {*Stance} | set(Claim.__slots__) - {"document", "id"}


@pytest.mark.parametrize("name", PAGES)
def test_links_and_pictures_lead_to_files(name: str) -> None:
    page = PAGES[name]
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"README.md", "docs/index.md"}))
def test_pages_can_be_found(name: str) -> None:
    assert f"({name})" in README or f"({name.removeprefix('docs/')})" in PAGES["docs/index.md"].read_text(
        "utf-8"
    )


@pytest.mark.parametrize("name", PAGES)
def test_links_into_a_page_lead_to_a_heading(name: str) -> None:
    page = PAGES[name]
    for target, place in re.findall(r"\]\(([^)#]*)#([^)]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            text = (page.parent / target if target else page).read_text(encoding="utf-8")
            headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
            assert place in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in headings}, (
                place
            )
