"""Times in sentences: which words are one, and the days they stand for.

Everything is read as if it had appeared on Thursday, 18 March 2021. A period is written as
`start..end` or as one day; an open side is empty.
"""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.claims.time_rows import TIME_ROWS
from kgraph.claims.when import find_times

THURSDAY = date(2021, 3, 18)


def told(text: str, published: date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(span.when.text, period(span.when)) for span in find_times(text, published)]


def period(when) -> str:
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or ''}..{when.end or ''}"


@pytest.mark.parametrize(
    ("text", "days", "granularity"),
    [
        # days
        ("5 March 2019", "2019-03-05", "day"),
        ("5th of March, 2019", "2019-03-05", "day"),
        ("March 5, 2019", "2019-03-05", "day"),
        ("MARCH 5, 2019", "2019-03-05", "day"),
        ("Sept. 5, 2017", "2017-09-05", "day"),
        ("Tuesday, March 5, 2019", "2019-03-05", "day"),
        ("2019-03-05", "2019-03-05", "day"),
        ("2019/3/5", "2019-03-05", "day"),
        ("5.3.2019", "2019-03-05", "day"),
        ("25/3/2019", "2019-03-25", "day"),
        ("3/25/2019", "2019-03-25", "day"),
        ("3/3/2019", "2019-03-03", "day"),
        # a day without a year is the nearest, a quarter ahead at most
        ("9 February", "2021-02-09", "day"),
        ("March 18", "2021-03-18", "day"),
        ("May 5", "2021-05-05", "day"),
        ("1 October", "2020-10-01", "day"),
        ("29 February", "2020-02-29", "day"),
        ("8 October last year", "2020-10-08", "day"),
        # months
        ("March 2019", "2019-03-01..2019-03-31", "month"),
        ("Feb. 2020", "2020-02-01..2020-02-29", "month"),
        ("2019, April", "2019-04-01..2019-04-30", "month"),
        ("early March 2019", "2019-03-01..2019-03-31", "month"),
        ("November", "2020-11-01..2020-11-30", "month"),
        ("late January", "2021-01-01..2021-01-31", "month"),
        ("last March", "2020-03-01..2020-03-31", "month"),
        ("last January", "2021-01-01..2021-01-31", "month"),
        ("next March", "2022-03-01..2022-03-31", "month"),
        ("next June", "2021-06-01..2021-06-30", "month"),
        ("this June", "2021-06-01..2021-06-30", "month"),
        ("June last year", "2020-06-01..2020-06-30", "month"),
        ("January of this year", "2021-01-01..2021-01-31", "month"),
        # quarters, halves, years
        ("third quarter of 2019", "2019-07-01..2019-09-30", "quarter"),
        ("fourth-quarter", "2020-10-01..2020-12-31", "quarter"),
        ("second quarter of last year", "2020-04-01..2020-06-30", "quarter"),
        ("Q3 2019", "2019-07-01..2019-09-30", "quarter"),
        ("Q3", "2020-07-01..2020-09-30", "quarter"),
        ("first half of 2019", "2019-01-01..2019-06-30", "interval"),
        ("H2 2019", "2019-07-01..2019-12-31", "interval"),
        ("2019", "2019-01-01..2019-12-31", "year"),
        ("mid-2017", "2017-01-01..2017-12-31", "year"),
        ("late 2017", "2017-01-01..2017-12-31", "year"),
        ("fiscal 2019", "2019-01-01..2019-12-31", "year"),
        ("FY2019", "2019-01-01..2019-12-31", "year"),
        ("FY19", "2019-01-01..2019-12-31", "year"),
        ("financial year 2018-19", "2018-01-01..2019-12-31", "interval"),
        ("the 2010s", "2010-01-01..2019-12-31", "interval"),
        ("spring of 2017", "2017-01-01..2017-12-31", "year"),
        # intervals
        ("2014-2016", "2014-01-01..2016-12-31", "interval"),
        ("2018/19", "2018-01-01..2019-12-31", "interval"),
        ("2021-04", "2021-04-01..2021-04-30", "month"),
        ("from 2015 to 2018", "2015-01-01..2018-12-31", "interval"),
        ("between March and June 2019", "2019-03-01..2019-06-30", "interval"),
        ("between May 2013 and October 2015", "2013-05-01..2015-10-31", "interval"),
        ("between September and February", "2020-09-01..2021-02-28", "interval"),
        ("March-June 2019", "2019-03-01..2019-06-30", "interval"),
        ("3-5 March 2019", "2019-03-03..2019-03-05", "interval"),
        ("March 3–5, 2019", "2019-03-03..2019-03-05", "interval"),
        ("from December 20 to January 5, 2019", "2018-12-20..2019-01-05", "interval"),
        ("from Monday to Wednesday", "2021-03-15..2021-03-17", "interval"),
        ("since 2012", "2012-01-01..", "interval"),
        ("since the spring of 2011", "2011-01-01..", "interval"),
        ("since last August", "2020-08-01..", "interval"),
        ("until 2020", "..2020-12-31", "interval"),
        ("until the end of 2020", "..2020-12-31", "interval"),
        # days and weeks around the day of publication
        ("today", "2021-03-18", "day"),
        ("this morning", "2021-03-18", "day"),
        ("yesterday", "2021-03-17", "day"),
        ("last night", "2021-03-17", "day"),
        ("tomorrow", "2021-03-19", "day"),
        ("Thursday", "2021-03-18", "day"),
        ("Friday", "2021-03-12", "day"),
        ("last Thursday", "2021-03-11", "day"),
        ("next Thursday", "2021-03-25", "day"),
        ("next Tuesday", "2021-03-23", "day"),
        ("this Friday", "2021-03-19", "day"),
        ("last week", "2021-03-08..2021-03-14", "interval"),
        ("earlier this week", "2021-03-15..2021-03-21", "interval"),
        ("ten days ago", "2021-03-08", "day"),
        ("a fortnight ago", "2021-03-01..2021-03-07", "interval"),
        # months and years around it
        ("last month", "2021-02-01..2021-02-28", "month"),
        ("earlier this month", "2021-03-01..2021-03-31", "month"),
        ("three months ago", "2020-12-01..2020-12-31", "month"),
        ("last quarter", "2020-10-01..2020-12-31", "quarter"),
        ("Last year", "2020-01-01..2020-12-31", "year"),
        ("later this year", "2021-01-01..2021-12-31", "year"),
        ("next year", "2022-01-01..2022-12-31", "year"),
        ("the end of the year", "2021-01-01..2021-12-31", "year"),
        ("two years ago", "2019-01-01..2019-12-31", "year"),
        ("12 years ago", "2009-01-01..2009-12-31", "year"),
        ("a decade ago", "2011-01-01..2011-12-31", "year"),
        ("the past three years", "2018-03-18..2021-03-18", "interval"),
        ("the last decade", "2011-03-18..2021-03-18", "interval"),
        ("last spring", "2020-01-01..2020-12-31", "year"),
        ("next spring", "2022-01-01..2022-12-31", "year"),
        ("this summer", "2021-01-01..2021-12-31", "year"),
    ],
)
def test_a_time_alone(text, days, granularity):
    (span,) = find_times(text, THURSDAY)
    assert (period(span.when), span.when.granularity) == (days, granularity)
    assert (span.start, span.end, span.when.text) == (0, len(text), text)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("In May the register was closed.", [("May", "2020-05-01..2020-05-31")]),
        ("It was struck from the list on Monday.", [("Monday", "2021-03-15")]),
        ("Monday's order, the second since July, ended a dispute of 2017.",
         [("Monday", "2021-03-15"), ("since July", "2020-07-01.."), ("2017", "2017-01-01..2017-12-31")]),
        ("PORT AVAR, March 18 — The ministry said Wednesday it had sued.",
         [("March 18", "2021-03-18"), ("Wednesday", "2021-03-17")]),
        ("the 2019 sale, (2018) and Avaria's 2016 law",
         [(year, f"{year}-01-01..{year}-12-31") for year in ("2019", "2018", "2016")]),
        ("in the\nfirst quarter\nof 2019", [("first quarter\nof 2019", "2019-01-01..2019-03-31")]),
        # looking ahead
        ("It will be banned in September.", [("September", "2021-09-01..2021-09-30")]),
        ("The ministry plans to sign in May.", [("May", "2021-05-01..2021-05-31")]),
        ("It must be gone by June.", [("June", "2021-06-01..2021-06-30")]),
        ("Its licence expires in October.", [("October", "2021-10-01..2021-10-31")]),
        ("She is to testify on Friday.", [("Friday", "2021-03-19")]),
        ("It is expected in the third quarter.", [("third quarter", "2021-07-01..2021-09-30")]),
        ("It will be switched off on 31 December.", [("31 December", "2021-12-31")]),
        # ... but not what is past in the same sentence
        ("It will lift the ban imposed in November.", [("November", "2020-11-01..2020-11-30")]),
        ("It will be boxed up, the director said on Wednesday.", [("Wednesday", "2021-03-17")]),
        ("It will close. In September it opened.", [("September", "2020-09-01..2020-09-30")]),
        ("By Tuesday three had left.", [("Tuesday", "2021-03-16")]),
        # intervals that are none
        ("from 2018 to 2015", [("2018", "2018-01-01..2018-12-31"), ("2015", "2015-01-01..2015-12-31")]),
        ("in 2017 and 2018", [("2017", "2017-01-01..2017-12-31"), ("2018", "2018-01-01..2018-12-31")]),
        ("not until 2022", [("2022", "2022-01-01..2022-12-31")]),
        ("in May.\n\n3 firms", [("May", "2020-05-01..2020-05-31")]),
    ],
)  # fmt: skip
def test_times_in_sentences(text, times):
    assert told(text) == times


@pytest.mark.parametrize(
    "text",
    [
        "It may 5 times be said that they may in march.",
        "Mara May met June Raymond, and April Jones met August Hale.",
        "May they rest.",
        "March on!",
        "The Drone Security Act 2019 and the Code of 2017",
        "BallotBox 2000 costs $2017, or 2,017, or 1900.5",
        "Regulation (EC) No 765/2006, Warning 003-2025",
        "that July, the same May, the following Monday",
        "every Monday, on Mondays, Black Friday",
        "The Sunday Times and Harbour Today wrote it.",
        "the fall in prices, a third quarter-final, the spring of a clock",
        "several years ago, a year earlier, for five years",
        "5000 years ago, 900 decades ago",
        "3/4/2019",
        "2019-02-30",
        "32 March",
        "",
    ],
)
def test_no_time(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("On Monday, in March, last week, May 5, two years ago", []),
        ("since Monday", []),
        ("since 2012", [("since 2012", "2012-01-01..")]),
        ("on 5 March 2019", [("5 March 2019", "2019-03-05")]),
        ("between March and June 2019", [("between March and June 2019", "2019-03-01..2019-06-30")]),
        ("from March 2019 to May", [("March 2019", "2019-03-01..2019-03-31")]),
        ("FY19", [("FY19", "2019-01-01..2019-12-31")]),
    ],
)
def test_without_a_publication_date_only_complete_times_are_read(text, times):
    assert told(text, None) == times


@pytest.mark.parametrize("row", TIME_ROWS, ids=lambda row: row.example)
def test_every_row_reads_its_example(row):
    assert row.pattern.fullmatch(row.example)
    assert [text for text, _ in told(row.example)] == [row.example]


WORDS = """
    from to between and since until by the of last this next in on will may May March 5 12, 30 31 2019 2020-
    29 February Monday Sunday quarter third Q3 FY19 early week ago two 1990s spring - – .
"""


@given(
    st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12).map(" ".join), st.dates(), st.booleans()
)
def test_spans_are_in_order_and_say_what_the_text_says(text, published, known):
    spans = find_times(text, published if known else None)
    assert [span.when.text for span in spans] == [text[span.start : span.end] for span in spans]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for when in (span.when for span in spans):
        assert when.start or when.end
        assert when.start is None or when.end is None or when.start <= when.end


@pytest.mark.parametrize("unit", ["March ", "2019-", "from May to ", "Monday, ", "first quarter of ", "by "])
def test_a_long_text_takes_linear_time(unit):
    def seconds(length: int) -> float:
        began = time.perf_counter()
        find_times(unit * (length // len(unit)), THURSDAY)
        return time.perf_counter() - began

    seconds(1_000)
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.005)
