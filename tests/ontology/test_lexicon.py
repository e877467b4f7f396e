"""The lexicon: its rows name things that exist, and faults are told with file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.claims.companions import NAMED_COMPANIONS, companions
from kgraph.claims.frames import NAMED_SLOTS, frame
from kgraph.errors import OntologyError
from kgraph.language import load_model
from kgraph.ontology import TriggerRow, nouns, ontology, ontology_dir, read_triggers, triggers, words

RELATIONS = ontology_dir() / "lexicon" / "relations"
ROWS = [row for rows in triggers().values() for row in rows]
HEADER = "trigger,pos,needs,subject,object\n"
PREPOSITIONS = (
    "Orrin works {} the army.",
    "The army placed orders {} Orrin.",
    "Orrin was removed {} the army.",
    "The army gave Orrin {} its drones.",
    "The army has six suppliers, {} Orrin.",
    "The army warned users {} Orrin.",
    "It is a threat, {} to the army.",
    "The officers were {} the ship.",
    "{} that point Orrin grew.",
)
"""Sentences into which the prepositions of the rows fit, one or the other."""
SPELLED = {"include": "including", "regard": "regarding", "concern": "concerning", "accord": "according"}
"""Lemmas of prepositions that look like verbs."""


def test_every_relation_has_a_file_and_every_file_a_relation() -> None:
    assert sorted(path.stem for path in RELATIONS.glob("*.csv")) == sorted(ontology().relations)


@pytest.mark.parametrize("relation", ontology().relations)
def test_relations_have_rows_that_differ(relation: str) -> None:
    rows = read_triggers(RELATIONS / f"{relation}.csv")
    assert rows
    stated = Counter((row.trigger, row.pos, row.needs, row.subject, row.object) for row in rows)
    assert [row for row, times in stated.items() if times > 1] == []


def test_triggers_are_lower_case_words() -> None:
    assert [row.id for row in ROWS if row.trigger != row.trigger.lower() or " " in row.trigger] == []


def _fills(name: str, read: Callable[..., dict[str, object]]) -> bool:
    """Whether a word, as a preposition of some sentence, gives a slot or a companion of its own name."""
    word = SPELLED.get(name, name)
    for sentence in PREPOSITIONS:
        start = sentence.format(word)
        parsed = load_model()(start[0].upper() + start[1:])
        if any(name in read(token) for token in parsed if token.pos_ in {"VERB", "AUX", "NOUN"}):
            return True
    return False


def test_slots_are_those_that_frames_fill() -> None:
    used = {name for row in ROWS for name in (*row.subject, *row.object)}
    assert set(NAMED_SLOTS) <= used
    assert [name for name in sorted(used - set(NAMED_SLOTS)) if not _fills(name, frame)] == []


def test_needs_are_those_that_companions_give() -> None:
    used = {key for row in ROWS for key, _ in row.needs}
    assert set(NAMED_COMPANIONS) <= used
    assert [key for key in sorted(used - set(NAMED_COMPANIONS)) if not _fills(key, companions)] == []


def test_nouns_name_entity_types() -> None:
    assert set(nouns().values()) <= set(ontology().types)
    assert nouns()["maker"] == "Vendor"


def test_words_come_in_groups() -> None:
    assert "deny" in words("deny")
    assert words("no such group") == frozenset()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "banned_by.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_row(write: Callable[[str], Path]) -> None:
    (row,) = read_triggers(write(HEADER + "lift,verb,obj:ban|curb prt:up,on|of,subj\n"))
    assert row == TriggerRow(
        relation="banned_by",
        trigger="lift",
        pos="verb",
        needs=(("obj", frozenset({"ban", "curb"})), ("prt", frozenset({"up"}))),
        subject=("on", "of"),
        object=("subj",),
        id="banned_by:lift",
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("trigger,pos\n", ["banned_by.csv:1: the columns are"]),
        ("", ["banned_by.csv: the lexicon cannot be read"]),
        (HEADER + "ban,verb,obj,subj\n", ["banned_by.csv:2: 4 fields, expected 5"]),
        (HEADER + "ban,verb,,obj,subj\nban,adverb,,obj,subj\n", ["banned_by.csv:3: part of speech 'adverb'"]),
        (HEADER + "ban,verb,,,subj\n,verb,,obj,subj\nban,verb,obj:,obj,subj\n",
         ["banned_by.csv:2: a trigger", "banned_by.csv:3: a trigger", "banned_by.csv:4: a trigger"]),
    ],
)  # fmt: skip
def test_faults_are_told_with_file_and_line(
    text: str, faults: list[str], write: Callable[[str], Path]
) -> None:
    with pytest.raises(OntologyError) as told:
        read_triggers(write(text))
    for fault in faults:
        assert fault in str(told.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"gone\.csv: the lexicon cannot be read"):
        read_triggers(tmp_path / "gone.csv")
