"""Sixty hostile strings as every text of a graph: nothing is executed, nothing is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kgraph.model import Claim, Document, Evidence, Extractor, Participant, Source, Stance, When
from tests.page.conftest import Opened

HOSTILE = (
    "<script>hacked()</script>",
    "</script><script>hacked()</script>",
    "</SCRIPT ><svg onload=hacked()>",
    "<!--<script>hacked()",
    "--><script>hacked()</script>",
    "]]><script>hacked()</script>",
    "<img src=x onerror=hacked()>",
    "<img src='http://127.0.0.1:9/pixel.png'>",
    "<IMG SRC=javascript:hacked()>",
    "<svg/onload=hacked()>",
    "<svg><script>hacked()</script></svg>",
    "<svg><a xlink:href='javascript:hacked()'>x</a></svg>",
    "<iframe src='javascript:hacked()'></iframe>",
    "<iframe srcdoc='<script>parent.hacked()</script>'></iframe>",
    "<object data='http://127.0.0.1:9/'></object>",
    "<embed src='http://127.0.0.1:9/'>",
    "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>",
    "<style>@import 'http://127.0.0.1:9/b.css';</style>",
    "<base href='http://127.0.0.1:9/'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<form action='http://127.0.0.1:9/'><button>Send</button></form>",
    "<body onload=hacked()>",
    "<input autofocus onfocus=hacked()>",
    "<details open ontoggle=hacked()>",
    "<video><source onerror=hacked()></video>",
    "<math><mtext><img src onerror=hacked()></mtext></math>",
    "<template><script>hacked()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=hacked()>'>",
    "<textarea></textarea><script>hacked()</script>",
    "</title><script>hacked()</script>",
    "</style><script>hacked()</script>",
    "</canvas><script>hacked()</script>",
    "\"><script>hacked()</script>",
    "' onmouseover='hacked()",
    "\" autofocus onfocus=\"hacked()",
    "` onload=`hacked()",
    "javascript:hacked()",
    "JaVaScRiPt:hacked()//",
    " \tjavascript:hacked()",
    "java\nscript:hacked()",
    "vbscript:hacked()",
    "data:text/html,<script>hacked()</script>",
    "data:image/svg+xml,<svg onload=hacked()>",
    "file:///etc/passwd",
    "blob:http://127.0.0.1:9/x",
    "//127.0.0.1:9/protocol-relative",
    "http://127.0.0.1:9/?q=<script>hacked()</script>",
    "https://user:word@127.0.0.1:9/\" onclick=\"hacked()",
    "http://[::1",
    "&lt;script&gt;hacked()&lt;/script&gt;",
    "&#60;script&#62;hacked()&#60;/script&#62;",
    "\\u003cscript\\u003ehacked()\\u003c/script\\u003e",
    "\"};hacked();//",
    "');hacked();('",
    "${hacked()}",
    "{{script}}{{data}}",
    "__proto__",
    "constructor\u2028hacked()\u2029",
    "\u202egpj.exe\u202c \x00\x1b[31m \ud800 \ufffe",
    "\U0001f4a3" * 40 + "A" * 3000,
)  # fmt: skip
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


def _claim(number: int, text: str) -> Claim:
    document = Document(
        text,
        path=f"{text}.txt",
        title=text,
        publisher=text,
        published=date(2024, 1, 1 + number % 28),
        url=text,
    )
    return Claim(
        document=document,
        subject=Participant("subject", text, "Vendor", text),
        relation=text if number % 7 == 0 else "banned_by",
        object=Participant(f"o{number}", f"{text} {number}", text if number % 5 == 0 else "Government", text),
        stance=list(Stance)[number % 4],
        source=Source(text, text, f"id {text}", text),
        evidence=Evidence(0, len(text), text),
        extractor=Extractor(text, text, text),
        confidence=0.5,
        when=When(date(2024, 1, 1), None, "day", text),
        origin=(Source(text, "Vendor", "other"), Source(f"{text}!", "Vendor", "another")),
        qualifiers={text: text},
    )


def test_there_are_sixty() -> None:
    assert len(set(HOSTILE)) == 60


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return [_claim(number, text) for number, text in enumerate(HOSTILE)]


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
