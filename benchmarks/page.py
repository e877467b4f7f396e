"""How fluid the page is in headless Chromium, against the same diagram as SVG elements in the same browser.

    python benchmarks/page.py [ENTITIES]      2,000 unless given

Prints the median and the 95th percentile of the time from frame to frame while the view moves, zooms, and
follows the pointer over all of the graph, and how long it takes to write the page. A screen that is drawn 60
times a second shows a frame each 16.7 ms: nothing can be quicker. The reference has one SVG element for each
line and one for each entity, and is moved by the transform of the group that they are in.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from made import claims
from playwright.sync_api import Browser, sync_playwright

from kgraph import Graph
from kgraph.page import page_text

FRAMES = 90
MEASURE = """async ([name, frames]) => {
  const moves = {
    pan: (i) => move(8 + (i % 40) * 3, 8 + (i % 25) * 2),
    zoom: (i) => wheel(i < frames / 2 ? -40 : 40),
    pointer: (i) => move(200 + i * 4, 300 + i),
  };
  const target = document.querySelector("#diagram, #reference"), at = target.getBoundingClientRect();
  target.setPointerCapture = () => {};
  const point = (type, x, y) => target.dispatchEvent(new PointerEvent(type,
    { clientX: at.left + x, clientY: at.top + y, pointerId: 1, pointerType: "mouse", bubbles: true }));
  const move = (x, y) => point("pointermove", x, y);
  const middle = { clientX: at.left + at.width / 2, clientY: at.top + at.height / 2 };
  const wheel = (by) => target.dispatchEvent(new WheelEvent("wheel",
    { ...middle, deltaY: by, bubbles: true, cancelable: true }));
  const frame = () => new Promise(requestAnimationFrame);
  if (name === "pan") point("pointerdown", 8, 8);
  const times = [];
  let last = await frame();
  for (let i = 0; i < frames; i += 1) {
    moves[name](i);
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  if (name === "pan") point("pointerup", 8, 8);
  return times;
}"""
REFERENCE = """<!doctype html><meta charset="utf-8"><style>body { margin: 0 }
#reference { width: 100vw; height: 100vh } path:hover, rect:hover { stroke: black }</style>
<svg id="reference" viewBox="VIEW"><g>PARTS</g></svg><script>
const group = document.querySelector("g"), svg = document.querySelector("svg");
let x = 0, y = 0, scale = 1, from = null;
const place = () => group.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
svg.addEventListener("pointerdown", (e) => { from = [e.clientX, e.clientY]; });
svg.addEventListener("pointerup", () => { from = null; });
svg.addEventListener("pointermove", (e) => {
  if (!from) return document.elementFromPoint(e.clientX, e.clientY);
  x += (e.clientX - from[0]) * 10;
  y += (e.clientY - from[1]) * 10;
  from = [e.clientX, e.clientY];
  place();
});
svg.addEventListener("wheel", (e) => { scale *= Math.exp(-e.deltaY * 0.0018); place(); e.preventDefault(); });
</script>"""


def data_of(page: str) -> dict[str, Any]:
    """What the script of a page reads."""
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def graph_of(entities: int) -> Graph:
    """A made graph with at least so many entities."""
    for size in count(entities, entities):
        graph = Graph(claims(size, seed=1))
        if len(graph.entities()) >= entities:
            return graph
    raise AssertionError


def reference(data: dict[str, Any]) -> str:
    """The same lines and entities as SVG elements."""
    at = [entity["at"] for entity in data["entities"]]
    colours = data["palettes"]["light"]
    parts = []
    for relation in data["relations"]:
        (ax, ay), (bx, by) = (at[end] for end in relation["ends"])
        colour = colours["families"][data["kinds"][relation["kind"]]["family"]]
        bent = f"{(ax + bx) / 2 + (by - ay) / 9} {(ay + by) / 2 - (bx - ax) / 9}"
        parts.append(
            f'<path d="M{ax} {ay}Q{bent} {bx} {by}" fill="none" stroke="{colour}" stroke-width="6"/>'
        )
    for entity in data["entities"]:
        (x, y), (w, h, _) = entity["at"], entity["box"]
        _, fill, line, _ = colours["types"][data["types"][entity["type"]]["name"]]
        parts.append(
            f'<rect x="{x - w / 2}" y="{y - h / 2}" width="{w}" height="{h}" fill="{fill}" stroke="{line}"/>'
        )
    xs, ys = [x for x, _ in at], [y for _, y in at]
    view = f"{min(xs)} {min(ys)} {max(xs) - min(xs)} {max(ys) - min(ys)}"
    return REFERENCE.replace("VIEW", view).replace("PARTS", "".join(parts))


def measured(browser: Browser, file: Path) -> dict[str, list[float]]:
    """Milliseconds from frame to frame, by what is done."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_timeout(1500)
    found = {name: page.evaluate(MEASURE, [name, FRAMES]) for name in ("pan", "zoom", "pointer")}
    context.close()
    return found


def main(entities: int) -> None:
    """Write both, open both, move both."""
    graph = graph_of(entities)
    started = time.perf_counter()
    text = page_text(graph, max_nodes=entities)
    seconds = time.perf_counter() - started
    data = data_of(text)
    counts = ", ".join(f"{len(data[kind]):,} {kind}" for kind in ("entities", "relations", "claims"))
    print(f"{counts}: {len(text.encode()) / 1e6:.1f} MB, written in {seconds:.1f} s")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise SystemExit(f"There is no {' or '.join(names)} on the PATH: install Chromium.")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs = Path(folder) / "page.html", Path(folder) / "svg.html"
        ours.write_text(text, encoding="utf-8")
        theirs.write_text(reference(data), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        found, against = measured(browser, ours), measured(browser, theirs)
        browser.close()
    print("| ms a frame | page, median | 95 % | SVG, median | 95 % | ratio of medians |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, times in found.items():
        other = against[name]
        cells = [statistics.median(times), statistics.quantiles(times, n=20)[-1]]
        cells += [statistics.median(other), statistics.quantiles(other, n=20)[-1]]
        print(f"| {name} | {' | '.join(f'{cell:.1f}' for cell in cells)} | {cells[2] / cells[0]:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
