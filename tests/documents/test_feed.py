"""Days of feeds: those of the time zone in which they are given."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.documents.article import Article
from kgraph.documents.feed import read_feed
from kgraph.documents.piece import Piece


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("<pubDate>Wed, 12 Jul 2017 23:30 -0400</pubDate>", date(2017, 7, 12)),
        ("<pubDate>Wed, 12 Jul 2017 23:30:00 EDT</pubDate>", date(2017, 7, 12)),
        ("<pubDate>Wed, 12 Jul 2017 00:30:00 +0900</pubDate>", date(2017, 7, 12)),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>soon</pubDate><atom:updated>2017-07-12T23:30:00-04:00</atom:updated>", date(2017, 7, 12)),
        ("", None),
    ],
)
def test_day(given: str, day: date | None) -> None:
    item = f"<item><title>Ban</title>{given}<description>The ban holds.</description></item>"
    channel = f"<channel><title>Daily Ledger</title>{item}</channel>"
    feed = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">{channel}</rss>'
    (article,) = read_feed(Piece.of("a.rss", feed.encode()))
    assert isinstance(article, Article)
    assert article.published == day
