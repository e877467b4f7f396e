"""The language of a text: English, plainly another one, or too little to tell, which counts as English.

English prose consists to a good part of a few small words that no other language has. They decide at once and
cost nothing; only where they are missing py3langid (Naive Bayes over byte n-grams, Lui and Baldwin 2012) is
asked. What counts is how surely the text is not English: of close relatives (Bosnian, Croatian, Serbian) it
need not be sure which one it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["Language", "language_of"]


class Language(NamedTuple):
    """A code of ISO 639-1, and its English name where it is a frequent one."""

    code: str
    name: str


_SAMPLES, _SAMPLE = 3, 3_000
"""A long text is judged by its beginning, its middle and its end, each of so many characters."""

_ENOUGH = 0.08
"""The share of small words from which on a text is English (articles have 0.1–0.25, other languages none)."""

_NAMES_ONLY = 0.6
"""The share of capitalized words from which on a text is a list of names, which are of no language."""

_LETTERS, _LETTERS_OF_OTHERS = 60, 10
"""A text with fewer letters is not judged; in other scripts a few are enough."""

_SURE, _SURE_OF_OTHERS = 0.9999, 0.5
"""Probability of not being English that counts; a sentence in another language has 0.99999 or more."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset({
    "the", "and", "that", "with", "said", "which", "have", "been", "were", "this", "not", "but", "from",
    "its", "their", "they", "would", "who", "she", "his", "about", "could", "into", "when", "what", "there",
    "other", "between", "against", "because", "while", "should", "these", "those", "if", "out", "you", "our",
    "your",
})  # fmt: skip
"""Without those of others, too: "at", "for", "her", "had" (Danish), "of", "is" (Dutch), "to" (Polish)."""

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it":
    "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no":
    "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_ENGLISH = Language("en", "English")


def language_of(text: str) -> Language:
    """The language of a text; English also where that cannot be told.

    >>> language_of("The ministry has struck Northgate from the register, which was to be expected.").code
    'en'
    >>> language_of("Das Ministerium hat die Firma Northgate am Montag aus dem Register gestrichen.").name
    'German'
    >>> language_of("Northgate, Orrin, Pellworth").code
    'en'
    """
    sample = _sample(text)
    words = _WORD.findall(sample)
    if sum(word.casefold() in _SMALL for word in words) >= _ENOUGH * len(words):
        return _ENGLISH
    other = _foreign_letters(sample) >= 0.5
    if sum(map(len, words)) < (_LETTERS_OF_OTHERS if other else _LETTERS):
        return _ENGLISH
    if not other and sum(map(str.istitle, words)) >= _NAMES_ONLY * len(words):
        return _ENGLISH
    ranked = _identifier().rank(sample)
    code = ranked[0][0]
    if code == "en" or 1 - dict(ranked)["en"] < (_SURE_OF_OTHERS if other else _SURE):
        return _ENGLISH
    return Language(code, _NAMES.get(code, f"the language {code!r}"))


def _sample(text: str) -> str:
    if len(text) <= _SAMPLES * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}\n{text[-_SAMPLE:]}"


def _foreign_letters(text: str) -> float:
    """The share of letters beyond Latin ones; scripts without blanks have few words.

    >>> _foreign_letters("華為"), _foreign_letters("Zürich")
    (1.0, 0.0)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > "\u024f" for letter in letters) / max(len(letters), 1)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
