"""Markdown → the words a reader sees, one paragraph, item or row a line."""

from __future__ import annotations

import pytest

from kgraph.documents.markdown import first_heading, plain_text

CASES = [
    ("# The ban #\ntext", "The ban\n\ntext"),
    ("The ban\n=======\ntext", "The ban\n\ntext"),
    ("The ban\n---\ntext", "The ban\n\ntext"),
    ("one\ntwo\n\nthree", "one two\n\nthree"),
    ("hard  \nbreak\\\nhere<br>too", "hard\nbreak\nhere\ntoo"),
    ("**Orrin** and *Tallis* and ***both***", "Orrin and Tallis and both"),
    ("__Orrin__ and _Tallis_ in snake_case_words", "Orrin and Tallis in snake_case_words"),
    ("**bold with *emphasis* inside**", "bold with emphasis inside"),
    ("2*3*4 and 5 * 6 and ~~gone~~", "2*3*4 and 5 * 6 and gone"),
    ("`code` and ``more``", "code and more"),
    ('[Orrin](https://o.example/a_(b) "t") and [Tallis][1] and [plain]', "Orrin and Tallis and [plain]"),
    ("![logo](a.png) [![badge](b.png)](c) <https://o.example>", "logo badge https://o.example"),
    ("[1]: https://o.example 'x'\ntext", "text"),
    ("text[^1]\n\n[^1]: A note.", "text\n\nA note."),
    ("* one\n  goes on\n* two\n+ three\n- [x] four", "• one goes on\n• two\n• three\n• four"),
    ("1. one\n2) two", "1. one\n2) two"),
    ("> quoted\n> text", "quoted text"),
    ("| Vendor | Share |\n|:---|---:|\n| Orrin | 40 % |", "Vendor | Share\nOrrin | 40 %"),
    ("a\n\n***\n\nb", "a\n\nb"),
    ("a\n\n- - -\nb", "a\n\nb"),
    ("```\nx *stays*\n```\nb", "x *stays*\n\nb"),
    ("~~~\nx\n~~~", "x"),
    ("a <!-- hidden\nwords --> b", "a b"),
    ("a <b>bold</b> 3 < 4 > 2 AT&amp;T", "a bold 3 < 4 > 2 AT&T"),
    (r"\*not emphasis\* and \[not a link\](x)", "*not emphasis* and [not a link](x)"),
    ("an unclosed **mark and [link", "an unclosed **mark and [link"),
    ("", ""),
]


@pytest.mark.parametrize(("markdown", "text"), CASES)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


@pytest.mark.parametrize(
    "plain",
    ['The firm\'s "ties" — 40 %, said Mara Voss.', "A first paragraph.\n\nA second; a third (or so)."],
)
def test_plain_text_stays(plain: str) -> None:
    assert plain_text(plain) == plain


@pytest.mark.parametrize(
    ("markdown", "heading"),
    [
        ("intro\n\n# The *ban* #\n", "The ban"),
        ("The ban\n===\n", "The ban"),
        ("## Second level", None),
        ("#hashtag", None),
        ("text", None),
    ],
)
def test_first_heading(markdown: str, heading: str | None) -> None:
    assert first_heading(markdown) == heading


@pytest.mark.parametrize(
    "mark", ["[", "**a ", "_a ", "`a", "<!--", "<a ", "[a](", "![a](", "~~a ", "> ", "|", "- "]
)
def test_hostile_input_takes_linear_time(mark: str) -> None:
    assert isinstance(plain_text(mark * 20_000), str)
