"""Bytes into clean text, or the reason why not: never a guess that could misread a name.

UTF-8 and what has a byte order mark is read as such. Anything else is taken for Windows-1252, the
usual encoding of older English articles, if every byte beyond ASCII makes sense in it: marks that
stand where such marks stand, and letters inside words, spelled as Western languages spell them.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["UnreadableError", "clean", "decode"]

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the UTF-16 one does, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHARSETS = frozenset({
    "big5", "big5hkscs", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso8859-2", "iso8859-3",
    "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13",
    "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "shift_jis", "utf-16",
    "utf-16-be", "utf-16-le", "utf-32", "utf-8",
})  # fmt: skip
"""Names of codecs that pages may ask for; Python has others that run or unpack what they read."""

_REPAIRED = 500
"""Of so many characters that are said to be UTF-8 one may be broken."""

_UNDECIDED = "neither UTF-8 nor plainly Windows-1252: save it as UTF-8"

_SURE = "áâäéëíîóôöúüýßšžœÁÂÄÇÉËÍÎÓÔÖÚÜÝŠŽ"
"""Letters with the same byte in the Western and the Central European code pages, and œ."""

_SURE_WORD = re.compile(
    rf"""(?:[A-Za-z]
          |[{_SURE}]
          |ç(?=[aouáâãóôõ])             # façade
          |ñ(?=[aeiouáéíóú])            # Piñata; the Polish ń of the same byte ends a syllable
          |ã(?=[oe])|õ(?=e)             # São, Camões
          |è(?=[b-z][lrv]?e|s\b)        # Genève, succès
          |ê(?=[tmlnv][re]?e)|ê(?=t\b)  # tête, forêt
          |(?<=[aouv])ï(?=[aevst])      # naïve
          |[åÅ]
          # Sørensen, Ærø; the Czech ř and the Croatian ć of the same bytes stand by a vowel
          |(?<![aeiouyáéíóúý])[øØæÆ](?![aeiouyáéíóúý])
        )+\Z""",
    re.VERBOSE,
)
_WORD = re.compile(r"[A-Za-zªµºÀ-ÖØ-öø-ÿŒœŠšŽžŸƒ]+")
_LONE = frozenset({"à", "À", "é", "á", "ó"})
_MARKS = frozenset("€…‘’“”•–—™‹›\xa0¡¢£¥§©«®¯°±²³´·¹º»¼½¾¿×÷†‡‰‚„\xad")
_MISPLACED = re.compile(r"\w[‚„]|[‚„](?!\w)|[£¥][^\W\d]|[¡¿](?!\w)|[©®][a-z]|[¹²³¼½¾»]\w")

_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f"  # control characters
    "\u00ad\u200b-\u200f\u2060-\u206f\ufeff"  # soft hyphens, characters of no width
    "\ud800-\udfff"  # halves of letters, which JSON can hold and no file
    "\u061c\u202a-\u202e"  # directions of writing, which can show a text in another order
    "\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"  # marks of no text
)
_NEWLINES = re.compile("\r\n?|\x0b|\x0c|\u2028|\u2029")
# Windows-1252 that was once saved as Latin-1; HTML reads these codes the same way.
_MISSAVED = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}


class UnreadableError(ValueError):
    """The bytes are no text that can be read for certain; the message is the reason."""


def decode(data: bytes, charset: str | None = None) -> str:
    """The text in the bytes, not yet cleaned.

    `charset` is what the source says of its encoding. It counts where the bytes have no byte order mark
    and are not UTF-8, which other encodings hardly ever are by chance; and where it is not true either,
    the bytes decide.

    Raises:
        UnreadableError: binary data, or an encoding that cannot be told.
    """
    for start, what in _SIGNATURES:
        if data.startswith(start):
            raise UnreadableError(f"binary ({what}): save the article as text")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    said = _known(charset)
    if b"\x00" in data and not said.startswith(("utf-16", "utf-32")):
        raise UnreadableError("binary (it holds NUL bytes): save the article as UTF-8 text")
    for encoding in ("utf-8", said):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and (encoding != "cp1252" or _hardly_foreign(text)):
            return text
    if charset and said == "utf-8":
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * _REPAIRED <= len(text):
            return text
    return _western(data)


def _hardly_foreign(text: str) -> bool:
    """Whether nearly all letters are ASCII, as in English; others were written in another code page."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > "\x7f" for letter in letters) * 10 <= len(letters)


def _known(charset: str | None) -> str:
    """The codec of a charset as web pages name it; UTF-8 where there is none that holds text.

    >>> _known("ISO-8859-1"), _known("shift_jis"), _known("rot13"), _known("no such")
    ('cp1252', 'shift_jis', 'utf-8', 'utf-8')
    """
    try:
        name = codecs.lookup((charset or "").strip(" \"'")).name
    except (LookupError, ValueError):
        return "utf-8"
    return "cp1252" if name in ("iso8859-1", "ascii") else name if name in _CHARSETS else "utf-8"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"damaged {encoding.upper()} at byte {error.start}: save it again") from error
    if "\x00" in text:
        raise UnreadableError("binary (it holds NUL characters): save the article as UTF-8 text")
    return text


def _western(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError(_UNDECIDED) from None
    odd = {char for char in set(text) if char > "\x7f" and not char.isalpha() and char not in _MARKS}
    if odd or _MISPLACED.search(text):
        raise UnreadableError(_UNDECIDED)
    for word in set(_WORD.findall(text)):
        if not word.isascii() and not _makes_sense(word):
            raise UnreadableError(_UNDECIDED)
    return text


def _makes_sense(word: str) -> bool:
    """Whether a word with letters beyond ASCII looks right as Windows-1252.

    >>> [_makes_sense(word) for word in ("Piñata", "forêt", "donÕt", "Ôèðìà")]
    [True, True, False, False]
    """
    if word in _LONE:
        return True
    foreign = [index for index, letter in enumerate(word) if not letter.isascii()]
    if len(foreign) == len(word) or any(c - a == 2 for a, c in zip(foreign, foreign[2:], strict=False)):
        return False
    shouted = any(word[index].isupper() and word[:index][-1:].islower() for index in foreign)
    return not shouted and _SURE_WORD.match(word) is not None


def clean(text: str) -> str:
    """The text with `\\n` for every line end and without characters that nobody sees.

    Letters, quotes and spaces stay what they were. Blank lines before the text and white space after
    it go.

    >>> clean("The Kremlin\\u200b denied it.\\ud800\\r\\n")
    'The Kremlin denied it.'
    """
    text = _NEWLINES.sub("\n", text).translate(_MISSAVED)
    text = _REMOVED.sub("", text).rstrip()
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", text)
