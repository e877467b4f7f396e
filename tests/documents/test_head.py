"""Headlines and publishers: taken where the text states them, left alone where it does not."""

from __future__ import annotations

import pytest

from kgraph.documents.head import guess_publisher, guess_title

BODY = "Northgate Systems was struck from the supplier register on Monday, the ministry said."
LONG = BODY + " The firm denies that it ever passed customer records to the security service of Avaria."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Register shrinks\n\n{BODY}", "Register shrinks"),
        (f"  Register   shrinks  \n\n{BODY}", "Register shrinks"),
        (f"Was Northgate struck off?\n\n{BODY}", "Was Northgate struck off?"),
        (f"Ministry drops Northgate Systems Inc.\n\n{BODY}", "Ministry drops Northgate Systems Inc."),
        (f"A quiet deal in the U.S.\n\n{BODY}", "A quiet deal in the U.S."),
        (f"Exclusive:\n\nRegister shrinks\n\n{BODY}", "Register shrinks"),
        (
            f"FOR IMMEDIATE RELEASE – Port Avar\n\nNorthgate wins contract\n\n{BODY}",
            "Northgate wins contract",
        ),
        (f"Register shrinks\n12 July 2017\n{BODY}", "Register shrinks"),
        (f"Register shrinks\nBy Mara Voss\n{BODY}", "Register shrinks"),
        (f"Register shrinks\n{LONG}", "Register shrinks"),
        (f"{BODY}\n\n{BODY}", None),
        (f"{LONG}", None),
        ("Register shrinks", None),
        ("Register shrinks\n", None),
        (f"Register shrinks\nanother short line\n\n{BODY}", None),
        (f"12 July 2017\n\n{BODY}", None),
        (f"By Mara Voss\n\n{BODY}", None),
        (f"• Register shrinks\n\n{BODY}", None),
        (f"Q: Are Orrin drones banned?\nA: No.\n\n{BODY}", None),
        (f"The ministry acted. Nobody asked why\n\n{BODY}", None),
        (f"Word\n\n{BODY}", None),
        (f"https://ledger.example/register shrinks\n\n{BODY}", None),
        (f"© 2017 Daily Ledger\n\n{BODY}", None),
        ("x " * 100 + f"\n\n{BODY}", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert guess_title(text) == title


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (["PORT AVAR (Evening Wire) - Northgate lost."], "Evening Wire"),
        (["PORT AVAR, May 3 (EW) — Northgate lost."], "EW"),
        (["PORT AVAR, Avaria, 3 May 2017 (Evening Wire) -- Northgate lost."], "Evening Wire"),
        (["Port Avar (Evening Wire) – Northgate lost."], "Evening Wire"),
        (["Register shrinks", "By Mara Voss", "PORT AVAR (Evening Wire) - Northgate lost."], "Evening Wire"),
        (["From: Ministry of Works | [address hidden]"], "Ministry of Works"),
        (["From: Ministry of Works <press@works.example>"], "Ministry of Works"),
        (["Text.", "© 2017 Daily Ledger. All rights reserved."], "Daily Ledger"),
        (["Text.", "Copyright 2016-2017 by The Daily Ledger"], "The Daily Ledger"),
        (["Text.", "Copyright (c) 2017 Daily Ledger"], "Daily Ledger"),
        (["PORT AVAR, May 3 — Northgate lost."], None),
        (["PORT AVAR (May 3) — Northgate lost."], None),
        (["NORTHGATE (ticker: NGS) - the maker of drones - lost."], None),
        (["Northgate Systems, once the ministry's favourite (it sold drones) - lost."], None),
        (["Source: Evening Wire"], None),
        (["From: press@works.example"], None),
        (["from: Ministry of Works"], None),
        (["The Daily Ledger reported on Monday that Northgate lost."], None),
        (["Text.", "© Agency pictures"], None),
        (["Text.", "© 2017 Sample Images"], None),
        (["Text.", "(c) 2017 figures show a loss"], None),
        (["Text.", "© 2017 Daily Ledger", "© 2017 Evening Wire"], None),
        ([], None),
    ],
)
def test_publisher(lines: list[str], publisher: str | None) -> None:
    assert guess_publisher(lines) == publisher
