"""Help, version and completion say what is there, and answer without loading a library."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kgraph as package
from kgraph.cli.app import VERBS
from kgraph.cli.exits import ExitCode
from kgraph.model import Stance
from kgraph.ontology import ontology
from tests.cli.conftest import Command

HEAVY = ("matplotlib", "networkx", "numpy", "pyoxigraph", "rdflib", "spacy")


@pytest.mark.parametrize("args", [(), ("--help",), ("-h",)])
def test_help_lists_verbs_and_exit_codes(kgraph: Command, args: tuple[str, ...]) -> None:
    ran = kgraph(*args)
    assert (ran.code, ran.err) == (0, "")
    for verb in VERBS:
        assert f"\n  {verb} " in ran.out
    for code in ExitCode:
        assert f"{code:3}  {code.meaning}" in ran.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(kgraph: Command, verb: str) -> None:
    ran = kgraph(verb, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: kgraph {verb} ")


@pytest.mark.parametrize("verb", ["extract", "claims", "show", "draw", "export"])
def test_help_defines_stances_and_relations_as_the_ontology_does(kgraph: Command, verb: str) -> None:
    words = " ".join(kgraph(verb, "--help").out.split())
    for stance in Stance:
        assert f"{stance} " in words
    for relation in ontology().relations.values():
        assert f"{relation.name} {relation.definition}" in words


def test_version(kgraph: Command) -> None:
    assert kgraph("--version").out == f"kgraph {package.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(kgraph: Command, shell: str) -> None:
    ran = kgraph("completion", shell)
    assert ran.code == 0
    assert f"_KGRAPH_COMPLETE={shell}_complete" in ran.out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kgraph ex", ["extract", "explain", "export"]),
        ("kgraph claims out --stance de", ["denied"]),
        ("kgraph claims out --relation banned", ["banned_by"]),
        ("kgraph export out --format t", ["turtle", "trig", "table"]),
    ],
)
def test_the_shell_is_offered_verbs_and_values(process: Command, words: str, offered: list[str]) -> None:
    env = {
        "_KGRAPH_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    assert process(env=env).out.split() == [f"plain,{word}" for word in offered]


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import kgraph", ()),
        ("from kgraph.cli.app import run; run(['--help'])", ("click",)),
        ("from kgraph.cli.app import run; run(['build', '--help'])", ("click",)),
    ],
)
def test_nothing_heavy_is_imported(code: str, allowed: tuple[str, ...]) -> None:
    unwanted = {*HEAVY, "click"} - set(allowed)
    check = f"{code}\nimport sys\nassert not {unwanted!r} & set(sys.modules), {unwanted!r} & set(sys.modules)"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("paint",), "No such command"),
        (("build",), "Missing argument 'PATH...'"),
        (("build", "a.txt"), "Missing option '-o'"),
        (("extract", "a.txt", "--format", "xml"), "'xml' is not one of"),
        (("extract", "a.txt", "--published", "yesterday"), "write it as YYYY-MM-DD"),
        (("claims", "out", "--stance", "hoped"), "'hoped' is not one of"),
        (("evaluate", "gold.jsonl"), "Missing argument 'CLAIMS...'"),
        (("evaluate", "gold.jsonl", "a.jsonl", "b.jsonl", "--errors", "5"), "the differences of one CLAIMS"),
        (("completion", "tcsh"), "'tcsh' is not one of"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(kgraph: Command, args: tuple[str, ...], words: str) -> None:
    ran = kgraph(*args)
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.USAGE, "", 1)
    assert ran.err.startswith("kgraph: ")
    assert words in ran.err
    assert "--help`." in ran.err
