"""The words that stand with a predicate and narrow its meaning: what the `needs` of a lexicon row ask for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgraph.claims.slots import PATIENT, governor, spread

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NAMED_COMPANIONS", "Companions", "companions"]

Companions = dict[str, set[str]]
"""Key → lower-case lemmas."""

NAMED_COMPANIONS: Mapping[str, str] = MappingProxyType(
    {
        "verb": "the verb that governs the predicate: '*lift* a ban'",
        "obj": "its object, with that one's modifiers: 'take *legal action*'",
        "prt": "its particle: 'rip *out*'",
        "prep": "the prepositions beside it: 'rely *on*'",
        "adv": "its adverbs: 'do business *together*'",
        "attr": "its complement or the verb that it governs: 'order to *remove*'",
        "comp": "modifiers before it: 'a *security* risk'",
    }
)
"""The keys with names of their own. A preposition gives a key of its own name, for what stands after it."""

BESIDE = frozenset({"prep", "agent", "advmod"})
COMPLEMENT = frozenset({"xcomp", "ccomp", "acomp", "attr", "oprd"})
AFTER_PREPOSITION = frozenset({"pobj", "pcomp"})


def companions(token: Token) -> Companions:
    """What stands with a verb, a noun or an adjective, by the keys of `NAMED_COMPANIONS` and prepositions."""
    found: Companions = {}
    is_verb = token.pos_ in {"VERB", "AUX"}
    for child in token.children:
        if child.dep_ == "prt":
            _note(found, "prt", child)
        elif child.dep_ in PATIENT:
            _note_patient(found, child, is_verb)
        elif child.dep_ in BESIDE:
            _note(found, "adv" if child.dep_ == "advmod" else "prep", child)
            _note_after(found, child)
        elif child.dep_ in COMPLEMENT:
            _note(found, "attr", child)
        elif child.dep_ in {"compound", "amod", "nmod"}:
            _note(found, "comp", child)
    verb = governor(token)
    if verb is not None:
        _note(found, "verb", verb)
    return found


def _note_patient(found: Companions, patient: Token, of_verb: bool) -> None:
    for each in spread([patient]):
        _note(found, "obj", each)
        for child in each.children:
            if child.dep_ in {"compound", "amod"}:
                _note(found, "obj", child)
            elif child.dep_ == "prep" and child.lower_ != "of" and of_verb:
                _note(found, "prep", child)
                _note_after(found, child)


def _note_after(found: Companions, preposition: Token) -> None:
    for child in preposition.children:
        if child.dep_ in AFTER_PREPOSITION:
            _note(found, preposition.lemma_.lower(), child)


def _note(found: Companions, key: str, word: Token) -> None:
    found.setdefault(key, set()).add(word.lemma_.lower())
