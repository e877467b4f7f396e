"""When two names are one name written otherwise: keys without what writers, keyboards and scripts vary.

Names are compared in this form: compatibility characters resolved (Unicode NFKC), letters that only
look Latin made Latin (after the confusables of Unicode TR 39), other scripts transliterated, legal
forms and the titles of persons taken off. What was taken off and could tell namesakes apart (a
country's legal form, middle initials) is kept as marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kgraph.ontology.names import plain, without_legal_form

__all__ = ["Key", "acronym_of", "is_acronym_name", "is_single_word", "key_of", "latin"]

INCORPORATED = frozenset({"company", "organization", "outlet"})
"""Kinds of things whose names may have a legal form."""

# Cyrillic and Greek letters that look like Latin ones.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԌԚԜаеѕіјорсухԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυ",
    "ABESIJKMHOPCTYXGQWaesijopcyxqwABEZHIKMNOPTYXaovpu",
)
_WORD = re.compile(r"\w+")
_NOT_ALNUM = re.compile(r"[\W_]+")
LONG = 9
"""Letters of a single word that may be several written together; shorter ones keep their plural "s"."""

_NUMBER = re.compile(r"\bn[or]\.?\s+(?=\d)")
_PLURAL = re.compile(r"(?<=\w\w\w[^sui\W])s$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}")
_SMALL = frozenset({"a", "an", "and", "at", "de", "des", "du", "for", "in", "la", "of", "on", "the", "to"})

_LEGAL_FORMS = {
    "english": "inc incorporated corp corporation co company ltd limited llc llp lp plc",
    "german": "gmbh ag kg kgaa se",
    "french": "sa sas sarl",
    "italian": "spa srl",
    "dutch": "bv nv",
    "russian": "ooo oao pao zao ao jsc pjsc ojsc",
    "japanese": "kk",
    "nordic": "ab oy oyj as asa aps a/s",
    "singaporean": "pte",
    "australian": "pty",
    "malaysian": "sdn bhd berhad",
    "indonesian": "pt tbk",
    "polish": "spzoo",
    "czech": "sro",
    "hungarian": "kft zrt nyrt",
    "balkan": "doo eood ood",
}
_COUNTRY_OF_FORM = {form: country for country, forms in _LEGAL_FORMS.items() for form in forms.split()}

_TITLES = """
    adm admiral ambassador baroness brigadier captain chairman chairwoman chancellor chief col colonel
    commissioner congressman congresswoman councillor dame deputy director dr general gen gov governor
    judge justice king lady lieutenant lord lt madam maj major mayor minister miss mr mrs ms mx president
    prince princess prof professor queen rep representative rev secretary sen senator sergeant sgt sheriff
    sir
"""
TITLES = frozenset(_TITLES.split())

_SPELLINGS = {
    "defence": "defense", "organisation": "organization", "centre": "center", "labour": "labor",
    "programme": "program", "licence": "license", "organisations": "organizations",
    "programmes": "programs", "cyber-security": "cybersecurity", "centres": "centers",
}  # fmt: skip

# How romanisations of one person's name differ; applied to each word, in this order.
_ROMANISATIONS = (
    (re.compile(r"(?:iy|ij|yy|yi|ii)$"), "y"),
    (re.compile(r"iya$"), "ia"),
    (re.compile(r"^(?:ye|je)"), "e"),
    (re.compile(r"^j(?=[aou])"), "y"),
    (re.compile(r"^ie"), "e"),
    (re.compile(r"(?<=[aeiou])[ij](?=[aeiou]|$)"), "y"),
    (re.compile("kh"), "h"),
    (re.compile("ks"), "x"),
)


@dataclass(frozen=True, slots=True)
class Key:
    """What names are compared by: equal `base`, and `marks` that do not contradict each other."""

    base: str
    marks: frozenset[str] = frozenset()

    def contradicts(self, other: Key) -> bool:
        """Whether both have marks, and none of them in common.

        >>> key_of("Orrin GmbH", "company").contradicts(key_of("Orrin Inc.", "company"))
        True
        """
        return bool(self.marks and other.marks) and self.marks.isdisjoint(other.marks)


def latin(name: str) -> str:
    """The name in ASCII letters: look-alikes by their look, other letters by their sound.

    >>> latin("К\N{CYRILLIC SMALL LETTER A}spersky"), latin("Żółw ﬁ"), latin("Касперский")
    ('Kaspersky', 'Zolw fi', 'Kasperskiy')
    """
    if name.isascii():
        return name
    # Letters without a form (category Cf: joiners, marks of direction) are there to be unseen.
    kept = "".join(c for c in name if unicodedata.category(c) != "Cf")
    name = unicodedata.normalize("NFKC", kept)
    from anyascii import anyascii

    has_latin = any("a" <= c <= "z" for c in name.lower())
    return anyascii(_WORD.sub(lambda found: _by_look(found[0], has_latin), name)).strip()


@lru_cache(maxsize=65_536)
def key_of(name: str, kind: str) -> Key:
    """The key of a name; `kind` is that of the thing, see `kgraph.graph.things`.

    >>> key_of("Orrin-Optik Co., Ltd.", "company").base, key_of("The ORRIN OPTIK", "company").base
    ('orrinoptik', 'orrinoptik')
    >>> key_of("Sen. Mara J. Voss", "person")
    Key(base='mara voss', marks=frozenset({'j'}))
    """
    written = plain(latin(name))
    if kind == "person":
        return _person(written)
    marks: frozenset[str] = frozenset()
    if kind in INCORPORATED:
        bare = _bare(written)
        marks = _countries(written, bare) if bare != written else marks
        written = bare
    words = _NUMBER.sub("", written.casefold().replace("&", " and ")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    words = [_SPELLINGS.get(word, word) for word in words]
    words = [_PLURAL.sub("", word) if len(words) > 1 or len(word) >= LONG else word for word in words]
    return Key(_NOT_ALNUM.sub("", "".join(words)), marks)


def is_single_word(name: str, kind: str) -> bool:
    """Whether only one word of the name counts: a surname, "Horizon", "The Horizon Ltd".

    >>> is_single_word("Senator Voss", "person"), is_single_word("Mara Voss", "person")
    (True, False)
    """
    if kind == "person":
        return " " not in key_of(name, kind).base
    written = plain(latin(name))
    if kind in INCORPORATED:
        written = _bare(written)
    return len([word for word in _WORD.findall(written.casefold()) if word not in _SMALL]) < 2


def acronym_of(name: str) -> str:
    """The first letters of the words that count, in capitals.

    >>> acronym_of("General Office for Procurement"), acronym_of("Tallis")
    ('GOP', 'T')
    """
    words = [word for word in _WORD.findall(latin(name)) if word.casefold() not in _SMALL]
    return "".join(word[0] for word in words).upper()


def is_acronym_name(name: str) -> bool:
    """Whether a name may be an acronym: two to seven capitals and digits.

    >>> is_acronym_name("GPO"), is_acronym_name("Gpo"), is_acronym_name("NORTHGATE SYSTEMS")
    (True, False, False)
    """
    return _ACRONYM.fullmatch(name) is not None


def _by_look(word: str, beside_latin: bool) -> str:
    """The word with look-alikes made Latin, where it mixes scripts or stands among Latin words."""
    if word.isascii():
        return word
    changed = word.translate(_ALIKE)
    mixed = any(c.isascii() and c.isalpha() for c in word)
    return changed if mixed or (beside_latin and changed.isascii()) else word


def _bare(written: str) -> str:
    """The name without legal forms, also those on both sides of an `&`."""
    bare = without_legal_form(written)
    return without_legal_form(bare.removesuffix("&").rstrip()) if bare.endswith("&") else bare


def _countries(written: str, bare: str) -> frozenset[str]:
    gone = written.casefold().replace(bare.casefold(), " ", 1).replace(".", "")
    forms = [word.strip(",") for word in gone.split()]
    return frozenset(_COUNTRY_OF_FORM[form] for form in forms if form in _COUNTRY_OF_FORM)


def _person(written: str) -> Key:
    last, comma, first = written.partition(", ")
    if comma and " " not in last and first.casefold().rstrip(".") not in ("jr", "sr", "ii", "iii"):
        written = f"{first} {last}"
    words = [word.strip(".,'").casefold() for word in written.replace("-", " ").split()]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    initials = "".join(word for word in words[1:-1] if len(word) == 1)
    kept = [word for at, word in enumerate(words) if len(word) > 1 or at in (0, len(words) - 1)]
    base = " ".join(_romanised(_NOT_ALNUM.sub("", word)) for word in kept).strip()
    return Key(base, frozenset({initials}) if initials else frozenset())


def _romanised(word: str) -> str:
    for pattern, plain_form in _ROMANISATIONS:
        word = pattern.sub(plain_form, word)
    return word
