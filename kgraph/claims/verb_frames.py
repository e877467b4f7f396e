"""Slots of a verb, in whatever voice, clause or participle it stands.

`verb_slots` goes from what is certain to what is inherited: a later step fills `subj` or `obj` only
where the earlier ones left it empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.slots import (
    LONGEST_WAY,
    OBJECT,
    PATIENT,
    SUBJECT,
    Slots,
    add_objects,
    add_prepositions,
    governor,
    is_passive,
    objects_below,
    put,
    spread_all,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["verb_slots"]

CLAUSAL = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp", "acl", "relcl"})
"""Dependencies through which a verb shares the subject of what governs it."""
LETTING = frozenset(
    {
        "let",
        "help",
        "have",
        "make",
        "ask",
        "order",
        "allow",
        "enable",
        "see",
        "want",
        "force",
        "oblige",
        "watch",
    }
)
"""Verbs whose object is the subject of the next verb: "let the ministry read them"."""
STRANDED = frozenset({"appos", "npadvmod", "dep", "nmod", "dobj", "pobj"})
"""What the parser makes of a subject that it missed."""
UNFINISHED = frozenset({"VB", "VBG", "VBN"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})


def verb_slots(verb: Token) -> Slots:
    """The slots of a verb, without the antecedents of relative pronouns."""
    slots: Slots = {}
    for child in verb.children:
        _add_argument(slots, verb, child)
    add_prepositions(slots, verb)
    _borrow_from_patients(slots, verb)
    _add_modified_noun(slots, verb)
    _add_relativised(slots, verb)
    _add_governed(slots, verb)
    _add_planner(slots, verb)
    _add_subject_of_copula(slots, verb)
    _add_shared_subject(slots, verb)
    _add_stranded_subject(slots, verb)
    return spread_all(slots)


def _add_argument(slots: Slots, verb: Token, child: Token) -> None:
    """What a child of the verb is to it."""
    if child.dep_ in {"nsubj", "csubj"}:
        put(slots, "subj", child)
    elif child.dep_ in PATIENT:
        put(slots, "obj", child)
    elif child.dep_ == "agent":
        _put_children(slots, "subj", child, {"pobj"})
    elif child.dep_ == "dative":
        if child.pos_ == "ADP":
            add_objects(slots, child)
        else:
            put(slots, "iobj", child)
    elif child.dep_ in {"attr", "oprd", "acomp"}:
        put(slots, "attr", child)
    elif child.dep_ == "ccomp":
        _put_children(slots, "clause", child, SUBJECT)
    if child.dep_ in {"ccomp", "xcomp"} and verb.lemma_ in LETTING:
        _put_children(slots, "obj", child, {"nsubj"})


def _borrow_from_patients(slots: Slots, verb: Token) -> None:
    """Prepositions that the parser hangs on the object: "removed X from the list", never "of"."""
    for child in verb.children:
        if child.dep_ in PATIENT:
            borrowed: Slots = {}
            add_prepositions(borrowed, child)
            for name, tokens in borrowed.items():
                if name != "of":
                    slots.setdefault(name, tokens)


def _add_modified_noun(slots: Slots, verb: Token) -> None:
    """The noun of a participle, after it or before: "the firm *banned by* …", "the *banned* firm"."""
    role = "obj" if verb.tag_ == "VBN" else "subj"
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if role not in slots:
            put(slots, role, verb.head)
    elif verb.dep_ == "amod" and verb.head.pos_ in {"NOUN", "PROPN"}:
        put(slots, role, verb.head)
        if role == "obj":
            for child in verb.children:
                if child.dep_ in {"npadvmod", "compound", "nmod", "advmod"}:
                    put(slots, "comp", child)
                    put(slots, "subj", child)


def _add_relativised(slots: Slots, verb: Token) -> None:
    """The noun of a relative clause without a pronoun: "the radios the army bought"."""
    if verb.dep_ != "relcl" or any(c.tag_ in RELATIVE or c.lower_ == "that" for c in verb.children):
        return
    role = "obj" if "subj" in slots and "obj" not in slots else "subj"
    if role not in slots:
        put(slots, role, verb.head)


def _add_governed(slots: Slots, verb: Token) -> None:
    """What the verbs that it governs act on, directly or through its object."""
    governed = [
        child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.tag_ in UNFINISHED
    ]
    for child in verb.children:
        if child.dep_ in OBJECT:
            governed += [
                inner for inner in child.children if inner.dep_ in {"acl", "relcl"} and inner.tag_ == "VB"
            ]
    for clause in governed:
        for token in objects_below(clause):
            put(slots, "xcomp", token)


def _add_planner(slots: Slots, verb: Token) -> None:
    """Who means to do it: "*its* plan to ban X", "*the ministry* made a decision to ban X"."""
    if verb.dep_ != "acl" or verb.tag_ != "VB" or verb.head.pos_ != "NOUN":
        return
    owners = [child for child in verb.head.children if child.dep_ == "poss"]
    planner = governor(verb.head)
    if planner is not None:
        owners += [child for child in planner.children if child.dep_ == "nsubj"]
    slots.setdefault("subj", []).extend(owners)


def _add_subject_of_copula(slots: Slots, verb: Token) -> None:
    """A passive that was parsed as an adjective: "X is banned"."""
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in {"acomp", "attr"}
        and verb.head.lemma_ == "be"
        and "obj" not in slots
    ):
        _put_children(slots, "obj", verb.head, SUBJECT)


def _add_shared_subject(slots: Slots, verb: Token) -> None:
    """The subject that it shares with what governs it; for a passive that is the patient."""
    fronted = verb.tag_ == "VBN" and verb.dep_ == "advcl" and "obj" not in slots
    if "subj" in slots and not fronted:
        return
    shared = _shared_subject(verb)
    if shared is None:
        return
    beside_passive = verb.tag_ == "VBN" and verb.dep_ in {"conj", "advcl"} and is_passive(verb.head)
    role = "obj" if is_passive(verb) or fronted or beside_passive else "subj"
    if role not in slots:
        put(slots, role, shared)


def _add_stranded_subject(slots: Slots, verb: Token) -> None:
    """The noun right before a main verb that has no subject: a long opening phrase takes it from the verb.

    In "Whatever the theory, *Vega*, and its board, have no ties …" the parser makes Vega part of the opening.
    """
    if verb.dep_ != "ROOT" or "subj" in slots or ("obj" in slots and is_passive(verb)):
        return
    place = (
        min([verb.i, *(child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"})]) - 1
    )
    start = verb.sent.start
    while place >= start and (verb.doc[place].is_punct or verb.doc[place].pos_ == "ADV"):
        place -= 1
    if place < start or verb.doc[place].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return
    noun = verb.doc[place]
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        noun = noun.head
    if noun.dep_ in STRANDED:
        put(slots, "subj", noun)


def _shared_subject(verb: Token, depth: int = 0) -> Token | None:
    if depth > LONGEST_WAY or verb.dep_ not in CLAUSAL or verb.head.i == verb.i:
        return None
    head = verb.head
    if verb.dep_ == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        owners = [child for child in head.children if child.dep_ in {"poss", "compound"}]
        return owners[0] if owners and head.pos_ == "NOUN" else None
    last_with = {child.dep_: child for child in head.children}
    is_controlled = verb.dep_ in {"xcomp", "pcomp"}
    for dep in ("dobj", "nsubjpass", "nsubj") if is_controlled else ("nsubj", "nsubjpass"):
        if dep in last_with:
            return last_with[dep]
    if head.dep_ == "acl" and head.head.pos_ in {"NOUN", "PROPN"}:
        return head.head
    return _shared_subject(head, depth + 1)


def _put_children(slots: Slots, name: str, token: Token, deps: set[str] | frozenset[str]) -> None:
    for child in token.children:
        if child.dep_ in deps:
            put(slots, name, child)
