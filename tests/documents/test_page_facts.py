"""What pages say of their articles, in the ways in which pages say it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from kgraph.documents.page import article_of_page
from kgraph.documents.page_facts import PageFacts, page_facts
from kgraph.documents.visible import visible_text
from tests.documents.samples import PARAGRAPHS

DAY = date(2017, 7, 12)


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


SITE = "<meta property=og:site_name content='Daily Ledger'>"
LEDGER = "Daily Ledger"


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("", {}),
        (f"<title>Ban - Daily Ledger</title>{SITE}", {"title": "Ban", "publisher": LEDGER}),
        (f"<title>Ban - a story</title>{SITE}", {"title": "Ban - a story", "publisher": LEDGER}),
        ("<meta property=og:title content='A &amp; B'><title>No</title>", {"title": "A & B"}),
        ("<meta property=article:published_time content='2017-07-12T23:59:00-04:00'>", {"published": DAY}),
        ("<meta name=DC.date.issued content='2017-07-12'>", {"published": DAY}),
        ("<meta name=date content='03/05/2017'>", {}),
        ("<time datetime=2017-07-12>today</time>", {"published": DAY}),
        ("<time datetime=2017-07-12></time><time datetime=2017-07-13></time>", {}),
        ("<time datetime=2017-07-13></time><time itemprop=datePublished>2017-07-12</time>",
         {"published": DAY}),
        ("<meta name=author content='By Mara Voss'>", {"author": "Mara Voss"}),
        ("<meta name=author content='https://ledger.example/mara'>", {}),
        ("<link rel=canonical href='/ban'>", {"url": "https://ledger.example/ban"}),
        (
            "<link rel=canonical href='/'><meta property=og:url content='https://ledger.example/b'>",
            {"url": "https://ledger.example/b"},
        ),
        (
            linked('{"@type": "Article", "headline": "Ban", "author": ["Mara Voss", {"name": "Ion Dell"}]}'),
            {"title": "Ban", "author": "Mara Voss, Ion Dell"},
        ),
        (
            linked('{"@graph": [{"@type": "Site"}, {"@type": ["Report"], "datePublished": "2017-07-12"}]}'),
            {"published": DAY},
        ),
        (linked('[{"@type": "BlogPosting", "publisher": {"name": "Daily Ledger"}}]'), {"publisher": LEDGER}),
        (linked('{"@type": "NewsArticle", broken}'), {}),
        (linked('{"@type": "JobPosting", "datePublished": "2017-07-12", "headline": "Clerk"}'), {}),
        (linked('{"@type": "LiveBlogPosting", "datePublished": "2017-07-12"}'), {"published": DAY}),
        (linked('{"@type": "SocialMediaPosting", "headline": "Ban"}'), {"title": "Ban"}),
        (
            linked(
                '{"@graph": [{"@type": "Article", "author": [{"@id": "#m"}], "publisher": {"@id": "#l"}},'
                '{"@type": "Organization", "@id": "#l", "name": "Daily Ledger"},'
                '{"@type": "Person", "@id": "#m", "name": "Mara Voss"}]}'
            ),
            {"author": "Mara Voss", "publisher": LEDGER},
        ),
        (linked('{"@type": "Article", "author": {"@id": "#nobody"}}'), {}),
        (linked('\n//<![CDATA[\n{"@type": "Article", "headline": "Ban"}\n//]]>\n'), {"title": "Ban"}),
        (linked(' <!-- {"@type": "Article", "headline": "Ban"} --> ; '), {"title": "Ban"}),
        (linked('{"@type": "Product", "name": "Drone"}'), {}),
        ("<h1>Ban</h1><title>Other</title>", {"title": "Ban"}),
    ],
)  # fmt: skip
def test_facts(head: str, facts: dict[str, Any]) -> None:
    found = page_facts(
        f"<html><head>{head}</head><body><p>Text</p></body></html>", "https://ledger.example/x"
    )
    assert found == PageFacts(**{"url": "https://ledger.example/x", **facts})


def test_a_body_beside_the_page_is_taken_where_the_page_has_less() -> None:
    body = " ".join(PARAGRAPHS)
    head = linked(json.dumps({"@type": "NewsArticle", "articleBody": body}))
    page = f"<html><head>{head}</head><body><p>Log in.</p></body></html>"
    assert article_of_page("a", page).text == body


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<p>Two<br>Three", "One\n\nTwo\n\nThree"),
        ("<nav>Menu<ul><li>A</ul></nav><main>Text</main><footer>End</footer>", "Text"),
        ("a < b &lt; c &amp; <!-- no --> d", "a < b < c & d"),
        ("<style>p{}</style><script>if (a<b) x()</script>Text<script>", "Text"),
        ("<nav><nav>Menu</nav>More</nav>Text</nav> here", "Text\n\nhere"),
        ("Text<!-- never closed", "Text"),
        ("", ""),
    ],
)
def test_visible(page: str, text: str) -> None:
    assert visible_text(page) == text
