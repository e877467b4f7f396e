"""Events by their time."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.model import When
from kgraph.query.timeline import timeline
from tests.builders import article, claim, sample_claims


def dated(start, end, granularity, text="then", **more):
    return claim("Orrin Robotics", "supplies", "Avaria", when=When(start, end, granularity, text), **more)


DAY = date(2023, 8, 28)


@pytest.mark.parametrize(
    ("start", "end", "granularity", "time"),
    [
        (DAY, DAY, "day", "2023-08-28"),
        (date(2023, 8, 1), date(2023, 8, 31), "month", "2023-08"),
        (date(2023, 7, 1), date(2023, 9, 30), "quarter", "2023-Q3"),
        (date(2023, 10, 1), date(2023, 12, 31), "quarter", "2023-Q4"),
        (date(2023, 1, 1), date(2023, 12, 31), "year", "2023"),
        (DAY, None, "interval", "2023-08-28 …"),
        (None, DAY, "interval", "… 2023-08-28"),
        (date(2021, 1, 1), DAY, "interval", "2021-01-01 … 2023-08-28"),
    ],
)
def test_a_time_is_no_finer_than_it_is_known(start, end, granularity, time):
    (event,) = timeline([dated(start, end, granularity)])
    assert (event.time, event.dated_by) == (time, "text")


def test_without_a_time_the_day_of_the_article_counts():
    said = claim("Orrin Robotics", "supplies", "Avaria", when=When(None, None, "interval", "at times"))
    (event,) = timeline([said])
    assert (event.time, event.dated_by) == ("2024-05-14", "article")
    assert str(event) == (
        "2024-05-14  Orrin Robotics supplies Avaria [asserted, Daily Ledger, reported that day]"
    )
    assert not timeline([claim("Orrin Robotics", "supplies", "Avaria", document=article(published=None))])


def test_events_stand_by_time_whatever_the_order_of_claims():
    times = [event.time for event in timeline(sample_claims())]
    assert times == sorted(times)
    assert timeline(reversed(sample_claims())) != []
    assert [event.time for event in timeline(reversed(sample_claims()))] == times


def test_who_says_the_same_of_one_time_says_one_thing():
    (event,) = timeline(
        [dated(DAY, DAY, "day"), dated(DAY, DAY, "day", source="Evening Wire", confidence=0.5)]
    )
    assert event.sources == ("Daily Ledger", "Evening Wire")
    assert str(event).endswith("[asserted, Daily Ledger, Evening Wire]")


def test_an_article_without_a_time_tells_of_the_only_known_one():
    later = claim("Orrin Robotics", "supplies", "Avaria", source="Evening Wire")
    (event,) = timeline([later, dated(DAY, DAY, "day")])
    assert (event.time, event.sources) == ("2023-08-28", ("Daily Ledger", "Evening Wire"))


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (claim("Orrin Robotics", "supplies", "Avaria", stance="denied"), 2),
        (claim("Orrin Robotics", "supplies", "Borland Isles"), 2),
        (claim("Orrin Robotics", "supplies", "Avaria", document=article(published=date(2023, 1, 1))), 2),
    ],
    ids=["other stance", "other object", "article before the event"],
)
def test_something_else_is_another_event(other, count):
    assert len(timeline([dated(DAY, DAY, "day"), other])) == count


def test_with_two_times_a_report_is_its_own():
    said = [dated(DAY, DAY, "day"), dated(date(2021, 1, 1), date(2021, 12, 31), "year"),
            claim("Orrin Robotics", "supplies", "Avaria")]  # fmt: skip
    assert [event.time for event in timeline(said)] == ["2021", "2023-08-28", "2024-05-14"]
