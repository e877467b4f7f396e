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
    ],
)
def test_read(block: str, expected: FrontMatter) -> None:
    assert read_front_matter(f"---\n{block}\n---\n\nText: it stays.\n---\n") == (
        expected,
        "Text: it stays.\n---\n",
    )


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
        "",
    ],
)
def test_text_that_has_none_stays(text: str) -> None:
    assert read_front_matter(text) == (FrontMatter(), text)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("title: T\npublished: yesterday", "line 3: the date must be like 2017-07-12, not 'yesterday'"),
        ("published: 2017-13-40", "line 2: the date must be like"),
        ("published: 03/05/2017", "line 2: the date must be like"),
        ("title: A\nheadline: B", "line 3: title is given twice \\(line 2\\)"),
    ],
)
def test_faults_name_their_line(block: str, message: str) -> None:
    with pytest.raises(FrontMatterError, match=message):
        read_front_matter(f"---\n{block}\n---\nText")
