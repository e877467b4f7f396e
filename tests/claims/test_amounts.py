"""Amounts in sentences: money, shares, durations, counts, and what is none of them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.claims.amount_rows import AMOUNT_ROWS
from kgraph.claims.amounts import find_amounts, find_counts
from kgraph.claims.currencies import CURRENCY_WORDS, NATIONAL_CURRENCIES
from kgraph.claims.numbers import number_value


def told(text: str) -> list[tuple[str, float, str | None]]:
    """Text, value, and the currency or else the unit of each amount."""
    amounts = [span.amount for span in find_amounts(text)]
    return [(amount.text, amount.value, amount.currency or amount.unit) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        # money
        ("$876 million", 876e6, "USD"),
        ("$17,350,221", 17_350_221, "USD"),
        ("$1.6 million", 1.6e6, "USD"),
        ("£3.2bn", 3.2e9, "GBP"),
        ("£140m", 140e6, "GBP"),
        ("€1.5 billion", 1.5e9, "EUR"),
        ("€900,000", 900_000, "EUR"),
        ("US$14 million", 14e6, "USD"),
        ("A$290 million", 290e6, "AUD"),
        ("HK$5m", 5e6, "HKD"),
        ("NT$212 million", 212e6, "TWD"),
        ("R$ 1.5 million", 1.5e6, "BRL"),
        ("¥6.1 billion", 6.1e9, "JPY"),
        ("₹812 crore", 8.12e9, "INR"),
        ("Rs 500 crore", 5e9, "INR"),
        ("Rs. 4,50,000", 450_000, "INR"),
        ("₹1 lakh crore", 1e12, "INR"),
        ("NOK 412m", 412e6, "NOK"),
        ("CHF 900,000", 900_000, "CHF"),
        ("NIS 14 million", 14e6, "ILS"),
        ("R640 million", 640e6, "ZAR"),
        ("20 million EUR", 20e6, "EUR"),
        ("480 million yuan", 480e6, "CNY"),
        ("18 million euro", 18e6, "EUR"),
        ("97-billion-yen", 97e9, "JPY"),
        ("800,000 roubles", 800_000, "RUB"),
        ("five million dollars", 5e6, "USD"),
        ("half a billion euros", 5e8, "EUR"),
        ("two and a half million pounds", 2.5e6, "GBP"),
        ("12 million Swiss francs", 12e6, "CHF"),
        ("60 Australian dollars", 60, "AUD"),
        ("17.9 billion pesos", 17.9e9, "money"),
        ("17.9 billion Philippine pesos", 17.9e9, "PHP"),
        ("4.2 billion won", 4.2e9, "KRW"),
        # shares, as fractions of one
        ("60 percent", 0.6, "share"),
        ("38 per cent", 0.38, "share"),
        ("2.5%", 0.025, "share"),
        ("100%", 1, "share"),
        ("twenty-five percent", 0.25, "share"),
        ("a quarter", 0.25, "share"),
        ("a third", 1 / 3, "share"),
        ("two-thirds", 2 / 3, "share"),
        ("four fifths", 0.8, "share"),
        # durations
        ("five-year", 5, "years"),
        ("ten years", 10, "years"),
        ("two decades", 20, "years"),
        ("18-month", 18, "months"),
        ("six weeks", 6, "weeks"),
        ("30 days", 30, "days"),
        # counts
        ("400 million", 400e6, "count"),
        ("1.1 million", 1_100_000, "count"),
        ("38 lakh", 3.8e6, "count"),
        ("a billion", 1e9, "count"),
        ("Twenty-two million", 22e6, "count"),
        ("eleven thousand", 11_000, "count"),
        ("six hundred", 600, "count"),
        ("270,000", 270_000, "count"),
        ("2,310", 2310, "count"),
        ("38", 38, "count"),
    ],
)
def test_an_amount_alone(text, value, kind):
    (span,) = find_amounts(text)
    assert (span.start, span.end, span.amount.text) == (0, len(text), text)
    assert (span.amount.value, span.amount.currency or span.amount.unit) == (pytest.approx(value), kind)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It won a five-year, $4 million contract.", [("five-year", 5, "years"), ("$4 million", 4e6, "USD")]),
        ("Roughly a third of sales, or 60% (2% less), came from Avaria.",
         [("a third", 1 / 3, "share"), ("60%", 0.6, "share"), ("2%", 0.02, "share")]),
        ("Half of its users, or 270,000 clients", [("Half", 0.5, "share"), ("270,000", 270_000, "count")]),
        ("It paid $2 billion to $3 billion.", [("$2 billion", 2e9, "USD"), ("$3 billion", 3e9, "USD")]),
        ("The app has 3.2m users.", [("3.2m", 3.2e6, "count")]),
        ("Some 9,000 of them", [("9,000", 9000, "count")]),
        ("About 600 schools", [("600", 600, "count")]),
        ("a $40,000-a-year deal", [("$40,000", 40_000, "USD")]),
        ("In 2019 it had 12 customers.", [("12", 12, "count")]),
    ],
)  # fmt: skip
def test_amounts_in_sentences(text, amounts):
    assert told(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "several hundred, hundreds, a few thousand, tens of thousands",
        "5-10 million, 60-70 percent, $5-10 million",
        "$x, US$, EUR, million, percent",
        "in 2019, since 1986, the 2010s, 2014/24",
        "5 March, March 5, 8 Feb., Sept. 27, 11:59, 3 p.m.",
        "Section 889, article 4, No. 112, page 3, BallotBox 2, Halo-2, VR-6, 5G, K9",
        "two years ago, three months later, a five-year-old ban",
        "in a third country, by a third party, a half moon, the first half, at half past three",
        "the third quarter, a quarter-final",
        "up 2 percentage points, down 4 percent points",
        "1,50 and 1,2,3",
        "Mara Voss, 54, said",
        "12-kilogram, a 32-bit installer",
        "1. The ministry\n2. The firm\n3) Others",
        "R2 and P5",
        "",
    ],
)
def test_no_amount(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Orrin says it has 140 million users.", [("140 million", 140e6)]),
        ("Customers number 1,240, against 1,105 a year ago.", [("1,240", 1240), ("1,105", 1105)]),
        ("It paid $2 million for 40 percent in five years.", []),
        ("38 lakh farmers and a billion members", [("38 lakh", 3.8e6), ("a billion", 1e9)]),
    ],
)
def test_counts(text, counts):
    spans = find_counts(text)
    assert [(span.count.text, span.count.value) for span in spans] == counts
    assert all(text[span.start : span.end] == span.count.text for span in spans)
    assert all(span.count.type == "count" for span in spans)


@pytest.mark.parametrize("row", AMOUNT_ROWS, ids=lambda row: row.example)
def test_every_row_reads_its_example(row):
    text = f"{row.example} of users"  # a fraction or a short number needs words that follow
    match = row.pattern.match(text) or row.pattern.match(f"{row.example} users")
    assert match
    assert match[0] == row.example
    assert row.read(match).text == row.example


def test_national_currencies_are_of_words_that_exist():
    assert {word for _, word in NATIONAL_CURRENCIES} <= set(CURRENCY_WORDS)


@pytest.mark.parametrize(
    ("number", "magnitude", "value"),
    [
        ("1.1", "million", 1_100_000),
        ("4,50,000", None, 450_000),
        ("12,34,56,789.5", None, 123_456_789.5),
        ("forty-two", None, 42),
        ("a hundred", "thousand", 100_000),
        ("half an", "million", 500_000),
        ("one and a half", "billion", 1.5e9),
        ("2", "lakh crores", 2e12),
        ("5", "M", 5_000_000),
        ("5", " bn", 5e9),
    ],
)
def test_number_value(number, magnitude, value):
    assert number_value(number, magnitude) == value


@pytest.mark.parametrize("number", ["1,50", "12,34", "1234,567", "1,2345"])
def test_groups_that_make_no_number(number):
    with pytest.raises(ValueError, match="groups of digits"):
        number_value(number)


WORDS = """
    $ £ € US$ Rs 5 1.2 12,000 4,50,000 1,50 2019 million bn m crore lakh hundred thousand % percent a an half
    third two twenty-two and of - , . yuan euros Swiss francs years-old five-year users March to 10
"""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from([" ", ""]))
def test_spans_are_in_order_and_say_what_the_text_says(words, between):
    text = between.join(words)
    spans = find_amounts(text)
    assert [span.amount.text for span in spans] == [text[span.start : span.end] for span in spans]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.amount.value >= 0 for span in spans)
    assert all((span.amount.currency is None) != (span.amount.unit is None) for span in spans)


@pytest.mark.parametrize("unit", ["1,000,", "12", "$5 ", "a ", "two and a half ", "60 per cent ", "A1 "])
def test_a_long_text_takes_linear_time(unit):
    def seconds(length: int) -> float:
        began = time.process_time()
        find_amounts(unit * (length // len(unit)))
        return time.process_time() - began

    def least(length: int) -> float:
        return min(seconds(length) for _ in range(3))

    assert least(40_000) < 40 * max(least(4_000), 0.005)  # ten times as much; a square would be a hundred
