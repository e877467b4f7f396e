"""Publication dates: those that a head or a path states, and the many that it does not."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.documents.dates import parse_day, published_in_lines, published_in_path

DAY = date(2017, 7, 12)


@pytest.mark.parametrize(
    "written",
    [
        "2017-07-12",
        "2017-07-12T13:44:00+02:00",
        "2017-07-12 13:44",
        "July 12, 2017",
        "July 12 2017",
        "Jul. 12, 2017",
        "12 July 2017",
        "12th of July 2017",
        "Wednesday, July 12 2017 @ 13:44 CEST",
        "Wed, July 12, 2017, 13:44",
        "Wednesday the 12th July 2017 at 1:44 pm",
        "12.07.2017",
        "  12   July\n2017 ",
    ],
)
def test_written_days(written: str) -> None:
    assert parse_day(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [("13/09/2017", date(2017, 9, 13)), ("09/13/2017", date(2017, 9, 13)), ("05/05/2017", date(2017, 5, 5))],
)
def test_slashes_that_allow_one_order(written: str, day: date) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2017",
        "July 2017",
        "July 12",
        "03/05/2017",
        "31 February 2017",
        "2017-13-01",
        "Monday, July 12, 2017",  # it was a Wednesday
        "July 12, 2017 and later",
        "12 July 3017",
        "12-07-2017",
    ],
)
def test_no_day(written: str) -> None:
    assert parse_day(written) is None


@pytest.mark.parametrize(
    "line",
    [
        "Posted on Wednesday, July 12 2017 @ 13:44 CEST by Mara Voss",
        "Published: 12 July 2017",
        "First published 12 July 2017",
        "By Mara Voss | Published July 12, 2017",
        "date 2017-07-12 Northgate loses its place on the register, as the ministry had warned.",
        "Date: 12 July 2017",
        "Wed, July 12, 2017, 15:58",
        "Jul 12, 2017 - Technology",
        "July 12, 2017",
        "12 July 2017 | news desk",
        "12 July 2017 by Mara Voss",
        "From our news desk on 12 July 2017 in News",
        "By Mara A. Voss, July 12, 2017",
        "By Mara Voss – 12 July 2017, 9:15 a.m.",
        "Mara Voss | 12 July 2017",
        "PORT AVAR, July 12, 2017 — Northgate Systems was struck from the register on Monday.",
        "PORT AVAR, Avaria, 12 July 2017 (Evening Wire) - The ministry struck Northgate from the register.",
        "Port Avar, July 12, 2017 /TradeWire/ -- Northgate Systems today announced a contract.",
    ],
)
@pytest.mark.parametrize("before", [(), ("Northgate struck from register", "Avaria acts")])
def test_stated(line: str, before: tuple[str, ...]) -> None:
    assert published_in_lines([*before, line, "Northgate Systems lost its place."]) == DAY


@pytest.mark.parametrize(
    "lines",
    [
        ["Northgate banned from 12 July 2017"],
        ["The register was closed on July 12, 2017, the ministry said."],
        ["On 12 July 2017 the ministry struck Northgate from the register."],
        ["From 12 July 2017, agencies must stop using Orrin drones."],
        ["Released on July 12, 2017, the audit lists nine vendors that the ministry should never have paid."],
        ["Published 12 July 2017, the guidance tells agencies to stop buying drones."],
        ["Updated July 12, 2017"],
        ["Last modified: 12 July 2017"],
        ["Effective July 12, 2017"],
        ["Retrieved 12 July 2017"],
        ["12 July 2017 – The ministry strikes Northgate from the register."],
        ["12 July 2017: Northgate is founded"],
        ["12 July 2017. Avaria shuts Northgate out."],
        ["12 July 2017 – Avaria strikes Northgate off", "14 July 2017 – Northgate sues"],
        ["12 July 2017", "13 July 2017"],
        ["12 July 2017 | 13 July 2017"],
        ["Tuesday, July 12, 2017"],
        ["PORT AVAR, July 12 — Northgate Systems was struck from the register."],
        ["03/05/2017"],
        ["Section 2017-07-123 of the register"],
        ["1", "2", "3", "4", "5", "6", "12 July 2017"],
        [],
    ],
)
def test_not_stated(lines: list[str]) -> None:
    assert published_in_lines(lines) is None


def test_a_label_wins_over_a_bare_date() -> None:
    assert published_in_lines(["3 May 2016", "Published: 12 July 2017"]) == DAY


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("news/2017-07-12-ban.txt", DAY),
        ("ban_2017_07_12.md", DAY),
        ("news/2017/07/12/ban.txt", DAY),
        ("2017/7/12/ban.txt", DAY),
        ("c:\\news\\2017-07-12.txt", DAY),
        ("order-20170712.txt", None),
        ("export-2026-11-24/ban.txt", None),
        ("2017-07-12-to-2017-07-14.txt", None),
        ("2017-07-32.txt", None),
        ("2017-02-30.txt", None),
        ("12017-07-12.txt", None),
        ("ban.txt", None),
        ("-", None),
    ],
)
def test_path(path: str, day: date | None) -> None:
    assert published_in_path(path) == day
