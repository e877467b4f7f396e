"""What stands at the head of a line and is no part of its sentence: list marks, datelines, speakers."""

from __future__ import annotations

import re

__all__ = ["dateline_length", "is_row", "list_mark", "names_speaker"]

_MARK = re.compile(
    r"""(?:[•‣◦▪▫●○■□►–—*·+-]            # a bullet or a dash
          |\(?\d{1,3}[.)]               # 1.  2)  (3)
          |\d{1,3}(?:\.\d{1,3}){2,}\.?  # 3.4.1
          |\d{1,3}\.\d{1,3}(?=[ ]+[A-Z]) # 2.31 Evidence, not 2.31 million
          |\(?[a-z]{1,4}\)              # a)  (iv)
          |\[\d{1,3}\]                  # [12]
          |Q[.:]|A:                     # question and answer
        )[ ]+""",
    re.VERBOSE,
)
_SPEAKER = re.compile(r"(?:[QA][.:]|[A-Z][A-Z.' ]{2,30}:) ")
_ROW = re.compile(r"\t|\S[ ]+\|[ ]*|\S[ ]{3,}\S")

_CAPITAL = "A-ZÀ-ÖØ-ÞČĐĞİŁŃŚŞŠŽ"
_PLACE = rf"[{_CAPITAL}][\w.']+(?: [{_CAPITAL}][\w.']+)?"
_DAY = r"(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"(?:[{_CAPITAL}][{_CAPITAL}.'/ -]{{1,40}}[{_CAPITAL}.](?:, {_PLACE})?"  # PORT AVAR, Avaria
    rf"|{_PLACE}(?=, {_DAY}| \())"  # Port Avar, where a day or an agency follows
    rf"(?:, {_DAY})?(?: \([^()]{{2,40}}\)| /[\w. -]{{2,30}}/)?"
    rf" ?--?[ ]+(?=[\"'{_CAPITAL}0-9])"
)
_DASHES = str.maketrans("–—", "--")


def list_mark(words: str) -> str:
    """The bullet, number or letter of a list item, with the white space behind it; else nothing.

    >>> list_mark("• Orrin drones"), list_mark("2.31 million drones")
    ('• ', '')
    """
    found = _MARK.match(words)
    return found[0] if found else ""


def dateline_length(words: str) -> int:
    """How many characters "PORT AVAR, May 3 (Wire) — " takes at the head of an agency story, else 0.

    Left in front of the first sentence it draws the parser's root to itself.
    """
    found = _DATELINE.match(words[:150].translate(_DASHES))
    return found.end() if found else 0


def names_speaker(words: str) -> bool:
    """Whether a transcript's line begins with its speaker: "CHAIRMAN: ", "Q: "."""
    return _SPEAKER.match(words) is not None


def is_row(words: str) -> bool:
    """Whether the line holds the cells of a table, set apart by tabs, bars or wide gaps."""
    return _ROW.search(words) is not None
