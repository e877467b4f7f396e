"""Sixty hostile strings as every text of a graph: nothing is executed, nothing is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.model import Claim
from tests.hostile import HOSTILE, hostile_claims
from tests.page.conftest import Opened

HOOK = "window.hacks = []; window.hacked = (what) => { window.hacks.push(String(what)); };"
OPEN_ALL = """async () => {
  const next = () => new Promise((done) => setTimeout(done, 0));
  const open = async () => {
    for (const details of document.querySelectorAll("#panel details")) details.open = true;
    await next();
  };
  const list = () => document.getElementById("show-list").click();
  list();
  const rows = document.querySelectorAll("#panel tbody tr").length, headings = [];
  for (let i = 0; i < rows; i += 12) {
    document.querySelectorAll("#panel tbody button")[i].click();
    await open();
    headings.push(document.querySelector("#panel h2").textContent);
    if (i + 12 < rows) list();
  }
  document.querySelector("#panel h2 button").click();  // the dossier of the subject of all
  await open();
  await open();
  const quotes = [...document.querySelectorAll("#panel blockquote")].map((quote) => quote.textContent);
  const links = [...document.querySelectorAll("#panel a[href]")].map((link) => [link.protocol, link.rel]);
  return { rows, headings, quotes, links };
}"""


def test_there_are_sixty() -> None:
    assert len(set(HOSTILE)) == 60


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return hostile_claims()


def test_hostile_texts_stay_texts(show: Callable[..., Opened], claims: list[Claim]) -> None:
    page = show(claims, init=HOOK, options={"title": HOSTILE[1]}, viewport={"width": 800, "height": 420})
    found = page.page.evaluate(OPEN_ALL)
    assert found["rows"] == len(HOSTILE)
    assert len(found["headings"]) == 5
    shown = sum(text in found["quotes"] for text in HOSTILE)
    assert shown >= len(HOSTILE) - 1  # half of a surrogate pair is shown as another sign
    assert found["links"]
    assert {protocol for protocol, _ in found["links"]} <= {"http:", "https:"}
    assert {rel for _, rel in found["links"]} == {"noopener noreferrer"}
    page.search("script")
    page.page.mouse.move(*page.middle())
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("?")
    page.page.keyboard.press("Escape")
    page.page.pdf()
    assert page.page.evaluate("window.hacks") == []
    strangers = "img, iframe, object, embed, svg:not(.sketch), math, link, base, form, video, template"
    assert page.page.locator(strangers).count() == 0
    assert page.page.locator("script").count() == 2  # the data and the page's own
    assert page.page.locator("style").count() == 1
    handlers = "all => all.flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length"
    assert page.page.eval_on_selector_all("*", handlers) == 0


def test_the_policy_lets_nothing_else_run(show: Callable[..., Opened], claims: list[Claim]) -> None:
    page = show(claims[:1], init=HOOK)
    tried = page.page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "hacked()"; document.body.append(script); } catch { /* refused */ }
          try { document.body.innerHTML += "<b>new</b>"; } catch { /* refused */ }
          return [window.hacks.length, document.querySelectorAll("b").length];
        }"""
    )
    assert tried == [0, 0]
    assert all(
        "Content Security Policy" in fault or "TrustedScript" in fault or "TrustedHTML" in fault
        for fault in page.faults
    )
    page.faults.clear()
