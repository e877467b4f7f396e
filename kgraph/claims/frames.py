"""Predicate frames: who does what to whom, read off the dependency tree, whatever the construction.

A verb, a noun or an adjective that may carry a relation gets *slots*. Voice, relative clauses,
participles, control, coordination and light verbs are resolved here, so that the lexicon can say
`subject=obj, object=subj` once and mean "the ministry banned X", "X, banned by the ministry",
"the ministry moved to ban X" and "X was banned" alike.

Slots: `subj` (agent), `obj` (patient), `xcomp` (what a governed verb acts on), `iobj`, `self` (what a noun itself denotes), `poss`, `comp`
(modifiers before a noun), `num` (the number before it), `attr`, `clause` (who a that-clause is about), and prepositions by their own name (`to`, `from`, `with` …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["LISTING", "Slots", "companions", "frame", "spread"]

Slots = dict[str, list["Token"]]

SUBJECT = frozenset({"nsubj", "csubj"})
OBJECT = frozenset({"dobj", "obj"})
CLAUSAL = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp", "acl", "relcl"})
LIGHT_DEPTH = 6
LISTING = frozenset({"including", "include", "like", "as", "among", "namely"})
"""Prepositions after which the members of a group are named: "six firms, including Vega"."""
LETTING = frozenset(
    {"let", "help", "have", "make", "ask", "order", "allow", "enable", "see", "want", "force", "oblige", "watch"}
)
PASSING = frozenset({"subject", "target", "focus", "object", "number", "million", "billion", "series", "result", "part"})
"""Nouns that pass the verb on to what they are of: "is the subject of an inquiry"."""
UNFINISHED = frozenset({"VB", "VBG", "VBN"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})


def frame(token: Token) -> Slots:
    """The slots of a predicate. A relative pronoun brings the noun that it stands for with it."""
    if token.pos_ in {"VERB", "AUX"}:
        slots = _of_verb(token)
    elif token.pos_ == "ADJ":
        slots = _of_adjective(token)
    else:
        slots = _of_noun(token)
    return {name: tokens + _antecedents(tokens) for name, tokens in slots.items()}


def _antecedents(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.tag_ in RELATIVE or (token.lower_ == "that" and token.dep_ in {"nsubj", "nsubjpass", "dobj"}):
            clause = token
            for _ in range(LIGHT_DEPTH):
                if clause.dep_ == "relcl":
                    found += spread([clause.head])
                    break
                clause = clause.head
    return found


def spread(tokens: list[Token]) -> list[Token]:
    """The tokens and what is coordinated with them."""
    out: list[Token] = []
    for token in tokens:
        if all(token.i != other.i for other in out):
            out.append(token)
            out += spread([child for child in token.children if child.dep_ == "conj" and child.pos_ != "VERB"])
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in LISTING:
                    out += spread([inner for inner in child.children if inner.dep_ == "pobj"])
    return out


def companions(token: Token) -> dict[str, set[str]]:
    """Words that stand with a predicate and can narrow its meaning: particle, object, governing verb."""
    found: dict[str, set[str]] = {}

    def note(key: str, word: Token) -> None:
        found.setdefault(key, set()).add(word.lemma_.lower())

    for child in token.children:
        if child.dep_ == "prt":
            note("prt", child)
        elif child.dep_ in OBJECT | {"nsubjpass"}:
            for each in spread([child]):
                note("obj", each)
                for inner in each.children:
                    if inner.dep_ in {"compound", "amod"}:
                        note("obj", inner)
                    elif inner.dep_ == "prep" and inner.lower_ != "of" and token.pos_ in {"VERB", "AUX"}:
                        note("prep", inner)
                        for deep in inner.children:
                            if deep.dep_ in {"pobj", "pcomp"}:
                                note(inner.lemma_.lower(), deep)
        elif child.dep_ in {"prep", "agent", "advmod"}:
            note("prep" if child.dep_ != "advmod" else "adv", child)
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    note(child.lemma_.lower(), inner)
        elif child.dep_ in {"xcomp", "ccomp", "acomp", "attr", "oprd"}:
            note("attr", child)
        elif child.dep_ in {"compound", "amod", "nmod"}:
            note("comp", child)
    verb = _governor(token)
    if verb is not None:
        note("verb", verb)
    return found


def _of_verb(verb: Token) -> Slots:
    slots: Slots = {}
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    for child in verb.children:
        if child.dep_ in SUBJECT:
            _put(slots, "subj", child)
        elif child.dep_ == "nsubjpass" or child.dep_ in OBJECT:
            _put(slots, "obj", child)
        elif child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    _put(slots, "subj", inner)
        elif child.dep_ == "dative":
            if child.pos_ == "ADP":
                _objects(slots, child)
            else:
                _put(slots, "iobj", child)
        elif child.dep_ in {"attr", "oprd", "acomp"}:
            _put(slots, "attr", child)
        elif child.dep_ == "ccomp":
            for inner in child.children:
                if inner.dep_ in {"nsubj", "nsubjpass"}:
                    _put(slots, "clause", inner)
        if child.dep_ in {"ccomp", "xcomp"} and verb.lemma_ in LETTING:
            for inner in child.children:
                if inner.dep_ == "nsubj":
                    _put(slots, "obj", inner)
    _prepositions(slots, verb)
    for thing in [child for child in verb.children if child.dep_ in OBJECT | {"nsubjpass"}]:
        borrowed: Slots = {}
        _prepositions(borrowed, thing)
        for name, tokens in borrowed.items():
            if name != "of":
                slots.setdefault(name, tokens)
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        key = "obj" if verb.tag_ == "VBN" else "subj"
        if key not in slots:
            _put(slots, key, verb.head)
    if verb.dep_ == "amod" and verb.head.pos_ in {"NOUN", "PROPN"}:
        key = "obj" if verb.tag_ == "VBN" else "subj"
        slots.setdefault(key, []).append(verb.head)
        for child in verb.children:
            if child.dep_ in {"npadvmod", "compound", "nmod", "advmod"} and key == "obj":
                _put(slots, "comp", child)
                _put(slots, "subj", child)
    if verb.dep_ == "relcl" and not any(c.tag_ in {"WDT", "WP", "WP$"} or c.lower_ == "that" for c in verb.children):
        key = "obj" if "subj" in slots and "obj" not in slots else "subj"
        if key not in slots:
            _put(slots, key, verb.head)
    governed = [child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.tag_ in UNFINISHED]
    for thing in verb.children:
        if thing.dep_ in OBJECT:
            governed += [c for c in thing.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB"]
    for clause in governed:
        for token in _objects_below(clause, 0):
            _put(slots, "xcomp", token)
    if verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.pos_ == "NOUN":
        planner = _governor(verb.head)
        owners = [child for child in verb.head.children if child.dep_ == "poss"]
        if planner is not None:
            owners += [child for child in planner.children if child.dep_ == "nsubj"]
        slots.setdefault("subj", []).extend(owners)
    if verb.tag_ == "VBN" and verb.dep_ in {"acomp", "attr"} and verb.head.lemma_ == "be" and "obj" not in slots:
        for child in verb.head.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                _put(slots, "obj", child)
    fronted = verb.tag_ == "VBN" and verb.dep_ == "advcl" and "obj" not in slots
    if fronted or "subj" not in slots:
        inherited = _inherited(verb, passive, 0)
        if inherited is not None:
            key = "obj" if passive or fronted or (verb.tag_ == "VBN" and verb.dep_ in {"conj", "advcl"} and _is_passive(verb.head)) else "subj"
            if key not in slots:
                _put(slots, key, inherited)
    return {name: spread(tokens) for name, tokens in slots.items()}


def _objects_below(verb: Token, depth: int) -> list[Token]:
    """What a governed verb acts on: "urged users *not to buy X*", "barred agencies *from using X*"."""
    found = [child for child in verb.children if child.dep_ in OBJECT | {"nsubjpass", "oprd"}]
    if verb.dep_ == "ccomp" and verb.tag_ == "VBN":
        found += [child for child in verb.children if child.dep_ == "nsubj"]
    if found or depth > 3:
        return found
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            found += _objects_below(child, depth + 1)
        elif child.dep_ in {"prep", "prt", "advmod"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found.append(inner)
                elif inner.dep_ == "pcomp":
                    found += _objects_below(inner, depth + 1)
    return found


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def _inherited(verb: Token, passive: bool, depth: int) -> Token | None:
    """The subject that a verb without one takes from what governs it."""
    if depth > LIGHT_DEPTH or verb.dep_ not in CLAUSAL or verb.head.i == verb.i:
        return None
    head = verb.head
    if verb.dep_ == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        owners = [child for child in head.children if child.dep_ in {"poss", "compound"}]
        return owners[0] if owners and head.pos_ == "NOUN" else None
    by_dep = {child.dep_: child for child in head.children}
    if verb.dep_ in {"xcomp", "pcomp"}:
        for key in ("dobj", "nsubjpass", "nsubj"):
            if key in by_dep:
                return by_dep[key]
    else:
        for key in ("nsubj", "nsubjpass"):
            if key in by_dep:
                return by_dep[key]
    if head.dep_ == "acl" and head.head.pos_ in {"NOUN", "PROPN"}:
        return head.head
    return _inherited(head, passive, depth + 1)


def _of_adjective(word: Token) -> Slots:
    slots: Slots = {}
    _prepositions(slots, word)
    if word.dep_ in {"acomp", "oprd", "attr", "conj", "xcomp", "ccomp"} and word.head.pos_ in {"VERB", "AUX", "ADJ"}:
        verb = word.head if word.head.pos_ != "ADJ" else word.head.head
        upper = _of_verb(verb) if verb.pos_ in {"VERB", "AUX"} else {}
        for key in ("obj", "subj") if word.dep_ == "oprd" else ("subj", "obj"):
            if upper.get(key):
                slots.setdefault("subj", upper[key])
                break
        for key, tokens in upper.items():
            if key not in {"subj", "obj", "attr"}:
                slots.setdefault(key, tokens)
    elif word.dep_ in {"amod", "acl", "appos", "relcl"}:
        _put(slots, "subj", word.head)
    for child in word.children:
        if child.dep_ in {"npadvmod", "compound"}:
            _put(slots, "comp", child)
        if child.dep_ == "nsubj":
            _put(slots, "subj", child)
    return {name: spread(tokens) for name, tokens in slots.items()}


def _of_noun(noun: Token) -> Slots:
    slots: Slots = {"self": [noun]}
    if noun.dep_ in {"compound", "nmod", "appos", "amod"} and noun.head.pos_ in {"PROPN", "NOUN"}:
        _put(slots, "self", noun.head)
        for child in noun.head.children:
            if child.dep_ == "poss" and child.i < noun.i:
                _put(slots, "poss", child)
    for child in noun.children:
        if child.dep_ == "poss":
            _put(slots, "poss", child)
        elif child.dep_ in {"compound", "amod", "nmod", "npadvmod"}:
            _put(slots, "comp", child)
        elif child.dep_ == "nummod":
            _put(slots, "num", child)
        elif child.dep_ == "appos":
            _put(slots, "self", child)
    _prepositions(slots, noun)
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            for key, tokens in _of_verb(child).items():
                others = [token for token in tokens if token.i != noun.i]
                if others:
                    slots.setdefault("by" if key == "subj" and child.tag_ == "VBN" else key, others)
    verb = _governor(noun)
    if verb is not None:
        upper = _of_verb(verb) if verb.pos_ in {"VERB", "AUX"} else {}
        if noun.dep_ == "nsubj" and verb.lemma_ == "be":
            for token in upper.get("attr", []):
                _put(slots, "self", token)
        else:
            for key, tokens in upper.items():
                tokens = [token for token in tokens if token.i != noun.i]
                if tokens and key not in slots:
                    slots[key] = tokens
    return {name: spread(tokens) for name, tokens in slots.items()}


def _governor(noun: Token) -> Token | None:
    """The verb that a noun serves: object, complement, or inside a preposition of it."""
    token = noun
    for _ in range(LIGHT_DEPTH):
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ in {"VERB", "AUX"}:
            return head if token.dep_ not in {"advcl", "npadvmod", "relcl"} else None
        if token.dep_ in {"conj", "pobj", "prep", "dobj", "attr"} and head.pos_ in {"NOUN", "ADP", "PROPN"}:
            if head.pos_ in {"NOUN", "PROPN"} and token.dep_ == "prep" and head.lemma_.lower() not in PASSING:
                return None
            token = head
            continue
        return None
    return None


def _prepositions(slots: Slots, token: Token) -> None:
    for child in token.children:
        filled = any(inner.dep_ in {"pobj", "pcomp"} for inner in child.children)
        if child.dep_ == "prep" or (child.dep_ in {"prt", "advmod", "dative"} and filled):
            _objects(slots, child)


def _objects(slots: Slots, preposition: Token) -> None:
    name = preposition.lemma_.lower()
    for inner in preposition.children:
        if inner.dep_ == "pobj":
            _put(slots, name, inner)
        elif inner.dep_ == "pcomp":
            for token in _objects_below(inner, 0):
                _put(slots, name, token)
        elif inner.dep_ == "prep":
            _objects(slots, inner)
            for deep in inner.children:
                if deep.dep_ == "pobj":
                    _put(slots, name, deep)


def _put(slots: Slots, name: str, token: Token) -> None:
    slots.setdefault(name, []).append(token)
