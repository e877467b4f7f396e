"""Bytes → text: what is read, what is refused, and that nothing is misread in between."""

from __future__ import annotations

import pytest

from kgraph.documents.decoding import UnreadableError, clean, decode

WESTERN = [
    "“It isn’t so,” said Thalès – a naïve remark.",
    "Roger Piñate — £3.8bn (€5)",
    "Genève, succès, tête-à-tête, São Paulo",
    "Jørgen Sørensen of Tromsø and Malmö",
    "§ 889, ½ of 5° × 2 … ‘quoted’ «bien» façade",
    "plain text",
]

# Each of these has a reading as Windows-1252 that would be wrong.
OTHERS = [
    ("cp1250", "Kovačević denied it"),
    ("cp1250", "Dvořák and Příbram"),
    ("cp1250", "Wałęsa of Gdańsk"),
    ("cp1250", "Łódź"),
    ("iso8859_2", "the Škoda works"),
    ("cp1257", "Vējonis"),
    ("cp1251", "The service (ФСБ) denied it"),
    ("cp1251", "в Москве"),
    ("koi8_r", "ФСБ"),
    ("cp1253", "Αθήνα"),
    ("cp1254", "Erdoğan"),
    ("mac_roman", "It isn’t so"),
    ("mac_roman", "“quoted”"),
    ("mac_roman", "a café"),
    ("cp437", "a café"),
    ("cp850", "Zürich"),
    ("shift_jis", "華為 denied it"),
    ("gbk", "华为 denied it"),
    ("big5", "華為 denied it"),
    ("euc_kr", "삼성 denied it"),
]


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_survives(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("cannot be written in this encoding")
    assert clean(decode(data)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_its_mark(encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    assert clean(decode(mark + "A ban.".encode(encoding))) == "A ban."
    with pytest.raises(UnreadableError, match="binary"):
        decode("A ban.".encode(encoding))


@pytest.mark.parametrize(("encoding", "text"), OTHERS)
def test_other_encodings_are_refused(encoding: str, text: str) -> None:
    with pytest.raises(UnreadableError, match="save it as UTF-8"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"A\x00B", "NUL bytes"),
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP archive or office document"),
        (b"\xd0\xcf\x11\xe0rest", "old office document"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x1f\x8brest", "gzip"),
        (b"\x89PNGrest", "image"),
        (b"\xff\xd8\xffrest", "image"),
        (b"GIF89a", "image"),
        (b"SQLite format 3", "database"),
        (b"\xef\xbb\xbfcaf\xe9", "damaged UTF-8 at byte 6"),
        (b"\xff\xfea", "damaged UTF-16"),
        (b"\xff\xfea\x00\x00\x00b\x00", "NUL characters"),
        (b"word \x81 word", "save it as UTF-8"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x0cd\x0be", "a\nb\nc\nd\ne"),
        ("\n \n  first\n", "  first"),
        ("end \n\t\n", "end"),
        ("soft\u00adhyphen and zero\u200bwidth\u2060 and \ufeffmark", "softhyphen and zerowidth and mark"),
        ("\u202eright to left\u202c", "right to left"),
        ("bell\x07 escape\x1b[0m delete\x7f", "bell escape[0m delete"),
        ("hidden\U000e0041 tag", "hidden tag"),
        ("tab\tstays", "tab\tstays"),
        ("don\x92t \x93quote\x94 \x85", "don’t “quote” …"),
        ("\x81\x8d", ""),
        ("ﬁ ① Ａ é e\u0301 \xa0 ½", "ﬁ ① Ａ é e\u0301 \xa0 ½"),
        ("naïve “quotes” — dash", "naïve “quotes” — dash"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw) == text
    assert clean(text) == text
