"""What the words around a time tell about it: whether it is one, and in which direction it lies."""

from __future__ import annotations

import re

from kgraph.claims.calendar import MONTHS

__all__ = ["counted_elsewhere", "ends_name", "looks_ahead", "means_month", "means_season"]

_REACH = 80

# Names of months that are also words or names of persons need one of these before them.
_ALSO_A_WORD = {"March", "April", "May", "June", "August"}
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|for|between|through|throughout|during|before|after|around|as"
    rf"|least|most|year\sto|the|an?|(?:{'|'.join(MONTHS)})\s(?:and|to|or))\s\Z",
    re.IGNORECASE,
)
_TO_MONTH = re.compile(rf"\s?(?:[-–/]|to|and|or)\s?(?:{'|'.join(MONTHS)})\b")
_SEASON_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|through|during|over|before|after)\s\Z", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\b(?:that|same|following|previous|preceding)\s\Z", re.IGNORECASE)

_NAME = re.compile(r"(?P<name>[A-Z][\w&.’'-]{0,40}\)?)[ \t](?:of[ \t])?\Z")
_NO_NAMES = {"A", "About", "After", "An", "And", "Around", "As", "At", "Back", "Before", "Between", "By"}
_NO_NAMES |= {"During", "For", "From", "Her", "His", "In", "Its", "Of", "On", "Our", "Since", "The", "Their"}
_NO_NAMES |= {"This", "Through", "Throughout", "Till", "To", "Until"}

# After these words a time without a year lies ahead, unless something past comes between.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|must|could|may|might|to\sbe|expect(?:s|ed)?|due|hop(?:es?|ing)|promis(?:es|ed|ing)"
    r"|scheduled|slated|set\sfor|put\soff|postponed|expires|lapses|runs\sout|falls\sdue"
    r"|(?:is|are|plans?|planned|intends?|means|agreed|proposes|proposed|set|wants?)\sto)\b"
    r"(?P<rest>[^.;:!?\n]*)\Z",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeen )\b(?!expected|planned)\w{1,40}ed\b|\b(?:was|were|had|did|said|told)\b"
)
_BY = re.compile(r"\bby\s(?:the\s(?:end|start)\sof\s)?\Z", re.IGNORECASE)


def means_month(match: re.Match[str]) -> bool:
    """Whether a lone month is one: "in May", not "Mara May" or "March on"."""
    if match[0].title() not in _ALSO_A_WORD:
        return True
    cue = _MONTH_CUE.search(_before(match)) or _TO_MONTH.match(match.string, match.end())
    return cue is not None


def means_season(match: re.Match[str]) -> bool:
    """Whether "the spring", "the fall" is a season: "in the fall", not "the fall in prices"."""
    return _SEASON_CUE.search(_before(match)) is not None


def counted_elsewhere(match: re.Match[str]) -> bool:
    """Whether a time is counted from another one of the text: "that July", "the following Monday"."""
    return _ELSEWHERE.search(_before(match)) is not None


def ends_name(match: re.Match[str]) -> bool:
    """Whether a capitalised word runs into the match: "Drone Act 2019", "Harbour Today"."""
    found = _NAME.search(_before(match))
    return found is not None and found["name"] not in _NO_NAMES and not found["name"].endswith(("'s", "’s"))


def looks_ahead(match: re.Match[str]) -> bool:
    """Whether the sentence up to the match speaks of what is to come."""
    before = _before(match)
    if _BY.search(before):
        return "weekday" not in match.groupdict()  # "by Tuesday three had left" is as common
    cue = _AHEAD.search(before)
    return cue is not None and not _PAST.search(cue["rest"])


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _REACH) : match.start()]
