"""The block at the head of a text: what it gives, what stays text, and which faults it tells."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.documents.front_matter import FrontMatter, FrontMatterError, read_front_matter

FULL = FrontMatter("Register shrinks", "Daily Ledger", date(2017, 7, 12), "https://ledger.example/a?b=1#c")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "title: Register shrinks\npublisher: Daily Ledger\npublished: 2017-07-12\nurl: https://ledger.example/a?b=1#c",
            FULL,
        ),
        (
            "Headline: \"Register shrinks\"\noutlet: 'Daily Ledger'\ndate: July 12, 2017\nlink: https://ledger.example/a?b=1#c",
            FULL,
        ),
        ("title: 'It''s \"off\"'", FrontMatter('It\'s "off"')),
        ('title: "A \\"ban\\""', FrontMatter('A "ban"')),
        ("title: >-\n  Register\n  shrinks\nlayout: post", FrontMatter("Register shrinks")),
        ("title:\n  Register shrinks", FrontMatter("Register shrinks")),
        ("title: Northgate: a history  # draft", FrontMatter("Northgate: a history")),
        ("tags: [a, b]\nauthors:\n  - Mara Voss\n- loose\n# note\n\ntitle: T", FrontMatter("T")),
        ("title:\npublisher: null\npublished: ~", FrontMatter()),
        ("layout: post", FrontMatter()),
        ("published: 2017-07-12T13:44:00Z", FrontMatter(published=date(2017, 7, 12))),
        ("date: 2017-07-12 10:00:00 +0200", FrontMatter(published=date(2017, 7, 12))),
        ("published: true\ndate: 2017/07/12", FrontMatter(published=date(2017, 7, 12))),
        ("title: T\npublished: yesterday", FrontMatter("T")),
        ("published: 2017-13-40", FrontMatter()),
        ("published: 03/05/2017", FrontMatter()),
    ],
)
def test_read(block: str, expected: FrontMatter) -> None:
    assert read_front_matter(f"---\n{block}\n---\n\nText: it stays.\n---\n") == (
        expected,
        "Text: it stays.\n---\n",
    )


@pytest.mark.parametrize("day", ["2017-07-12T10:00:00+02:00", "2017-07-12", '"July 12, 2017"'])
def test_toml(day: str) -> None:
    block = (
        f'Title = "Register shrinks"\ndate = {day}\noutlet = "Daily Ledger"\ndraft = false\n'
        'url = "https://ledger.example/a?b=1#c"\ntags = [\n"a"]\n[params]\ntitle = "Other"\n'
    )
    assert read_front_matter(f"+++\n{block}+++\n\nText: it stays.\n+++\n") == (
        FULL,
        "Text: it stays.\n+++\n",
    )


def test_toml_without_a_clear_day() -> None:
    assert read_front_matter('+++\ndate = "soon"\ntitle = "T"\n+++\nText') == (FrontMatter("T"), "Text")


@pytest.mark.parametrize(
    "text",
    [
        "No block.",
        "---\nA rule, and prose below it.\n---\nMore.",
        "---\ntitle: never closed\n\nText",
        "----\ntitle: T\n----\nText",
        "Text\n---\ntitle: T\n---\n",
        "---\n---\nText",
        "---\n\n---\nText",
        "+++\nA rule, and prose below it.\n+++\nMore.",
        "+++\ntitle = 'never closed'\n\nText",
        "+++\na = " + "[" * 4000 + "\n+++\nText",
        "+++\n" + "a." * 500_000 + "a = 1\n+++\nText",
        "",
    ],
)
def test_text_that_has_none_stays(text: str) -> None:
    assert read_front_matter(text) == (FrontMatter(), text)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("title: A\nheadline: B", "line 3: title is given twice \\(line 2\\)"),
    ],
)
def test_faults_name_their_line(block: str, message: str) -> None:
    with pytest.raises(FrontMatterError, match=message):
        read_front_matter(f"---\n{block}\n---\nText")
