"""How fluid the page is in headless Chromium, against the same diagram as SVG elements in the same browser.

    python benchmarks/page.py [ENTITIES]      2,000 unless given

Prints the median and the 95th percentile of the time from frame to frame while the view moves, zooms, and
follows the pointer over all of the graph; while the end of the time slider is drawn to the left; while
stances are switched off and on, a switch a frame, faster than anybody clicks; and while the entity with most
lines is dragged, near and with all of the graph in view. "Then" is the longest frame of the half second after
that. A screen that is drawn 60 times a second shows a frame each 16.7 ms: nothing can be quicker.

The reference has one SVG element for each line and one for each entity. It is moved by the transform of the
group that they are in, filtered by hiding elements, and a dragged entity and its lines get new places.
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
from collections import Counter
from datetime import date
from itertools import count
from math import ceil, log
from pathlib import Path
from typing import Any

from made import claims
from playwright.sync_api import Browser, Page, sync_playwright

from kgraph import Graph
from kgraph.page import page_text

FRAMES, AFTER = 90, 30
WIDTH, HEIGHT = 1280, 800
NAMES = ("chromium", "chromium-browser", "google-chrome")
MOVES = ("pan", "zoom", "pointer", "time slider", "filters", "drag, near", "drag, all in view")
MEASURE = """async ([name, frames, after]) => {
  const target = document.querySelector("#diagram, #reference"), at = target.getBoundingClientRect();
  target.setPointerCapture = () => {};
  const point = (type, x, y) => target.dispatchEvent(new PointerEvent(type,
    { clientX: at.left + x, clientY: at.top + y, pointerId: 1, pointerType: "mouse", bubbles: true }));
  const move = (x, y) => point("pointermove", x, y);
  const middle = { clientX: at.left + at.width / 2, clientY: at.top + at.height / 2 };
  const wheel = (by) => target.dispatchEvent(new WheelEvent("wheel",
    { ...middle, deltaY: by, bubbles: true, cancelable: true }));
  const slider = document.querySelector("[aria-label=Until]");
  const until = (share) => {
    if (!slider) return filterTime(share);
    slider.value = Number(slider.min) + share * (slider.max - slider.min);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const boxes = document.querySelectorAll("#filters fieldset:first-of-type .row:has(.only) input");
  const stance = (number, off) => (boxes.length ? boxes[number].click() : filterStance(number, off));
  const start = name.startsWith("drag") ? (globalThis.hub ? hub() : [at.width / 2, at.height / 2]) : [8, 8];
  const dragged = (i) => move(start[0] + (i % 40) * 3, start[1] + (i % 25) * 2);
  const moves = {
    "pan": dragged,
    "zoom": (i) => wheel(i < frames / 2 ? -40 : 40),
    "pointer": (i) => move(200 + i * 4, 300 + i),
    "time slider": (i) => until(1 - (i % 45) / 45),
    "filters": (i) => stance((i >> 1) % (boxes.length || 4), i % 2 === 0),
    "drag, near": dragged,
    "drag, all in view": dragged,
  };
  const frame = () => new Promise(requestAnimationFrame);
  const held = moves[name] === dragged;
  if (held) point("pointerdown", ...start);
  const times = [];
  let last = await frame();
  for (let i = 0; i < frames + after; i += 1) {
    if (i < frames) moves[name](i);
    if (i === frames && held) point("pointerup", ...start);
    if (i === frames && name === "time slider") until(1);
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  return [times.slice(0, frames), Math.max(...times.slice(frames))];
}"""
REFERENCE = """<!doctype html><meta charset="utf-8"><style>body { margin: 0 }
#reference { width: 100vw; height: 100vh } path:hover, rect:hover { stroke: black }</style>
<svg id="reference" viewBox="VIEW"><g></g></svg><script>
const { entities, lines, days, held } = DATA;
const group = document.querySelector("g"), svg = document.querySelector("svg");
const made = (kind, look) => {
  const element = document.createElementNS(svg.namespaceURI, kind);
  for (const [name, value] of Object.entries(look)) element.setAttribute(name, value);
  return group.appendChild(element);
};
const way = ({ ends: [a, b] }) => {
  const [ax, ay] = entities[a].at, [bx, by] = entities[b].at;
  return `M${ax} ${ay}Q${(ax + bx) / 2 + (by - ay) / 9} ${(ay + by) / 2 - (bx - ax) / 9} ${bx} ${by}`;
};
for (const line of lines) {
  line.element = made("path", { d: way(line), fill: "none", stroke: line.colour, "stroke-width": 6 });
}
for (const entity of entities) {
  const [x, y] = entity.at, [width, height] = entity.box, { fill, stroke } = entity;
  entity.element = made("rect", { x: x - width / 2, y: y - height / 2, width, height, fill, stroke });
}
const hub = () => {
  const box = entities[held].element.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};
globalThis.hub = hub;
const unit = 1 / svg.getScreenCTM().a, around = lines.filter(({ ends }) => ends.includes(held));
let x = 0, y = 0, scale = 1, from = null, carried = null;
const place = () => group.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
svg.addEventListener("pointerdown", (e) => {
  from = [e.clientX, e.clientY];
  carried = document.elementsFromPoint(...from).includes(entities[held].element) ? entities[held] : null;
});
svg.addEventListener("pointerup", () => { from = null; });
svg.addEventListener("pointermove", (e) => {
  if (!from) return document.elementFromPoint(e.clientX, e.clientY);
  const by = [(e.clientX - from[0]) * unit, (e.clientY - from[1]) * unit];
  from = [e.clientX, e.clientY];
  if (!carried) {
    x += by[0];
    y += by[1];
    return place();
  }
  carried.at = [carried.at[0] + by[0] / scale, carried.at[1] + by[1] / scale];
  carried.element.setAttribute("x", carried.at[0] - carried.box[0] / 2);
  carried.element.setAttribute("y", carried.at[1] - carried.box[1] / 2);
  for (const line of around) line.element.setAttribute("d", way(line));
});
svg.addEventListener("wheel", (e) => { scale *= Math.exp(-e.deltaY * 0.0018); place(); e.preventDefault(); });
let last = days[1];
const out = new Set();
const show = (one, on) => {
  if (one.off === !on) return;
  one.off = !on;
  one.element.style.display = on ? "" : "none";
};
function filter() {
  const linked = new Set();
  for (const line of lines) {
    const on = line.said.some(([day, stance]) => day <= last && !out.has(stance));
    show(line, on);
    if (on) for (const end of line.ends) linked.add(end);
  }
  entities.forEach((entity, number) => show(entity, linked.has(number)));
}
function filterTime(share) {
  last = days[0] + share * (days[1] - days[0]);
  filter();
}
function filterStance(stance, off) {
  if (off) out.add(stance);
  else out.delete(stance);
  filter();
}
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


def busiest(data: dict[str, Any]) -> int:
    """The number of the entity with most lines."""
    return Counter(end for relation in data["relations"] for end in relation["ends"]).most_common(1)[0][0]


def extent(data: dict[str, Any]) -> tuple[float, float, float, float]:
    """Left, top, width and height of where the entities are."""
    xs, ys = zip(*(entity["at"] for entity in data["entities"]), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def reference(data: dict[str, Any]) -> str:
    """The same lines and entities as SVG elements."""
    colours = data["palettes"]["light"]
    day_of = [date.fromisoformat(one["published"]).toordinal() for one in data["documents"]]
    lines = [
        {
            "ends": relation["ends"],
            "colour": colours["families"][data["kinds"][relation["kind"]]["family"]],
            "said": [
                [day_of[claim["document"]], claim["stance"]]
                for claim in map(data["claims"].__getitem__, relation["claims"])
            ],
        }
        for relation in data["relations"]
    ]
    entities = []
    for entity in data["entities"]:
        _, fill, stroke, _ = colours["types"][data["types"][entity["type"]]["name"]]
        entities.append({"at": entity["at"], "box": entity["box"][:2], "fill": fill, "stroke": stroke})
    made = {"lines": lines, "entities": entities, "days": [min(day_of), max(day_of)], "held": busiest(data)}
    view = " ".join(map(str, extent(data)))
    return REFERENCE.replace("VIEW", view).replace("DATA", json.dumps(made))


def go_to_busiest(page: Page, data: dict[str, Any], *, far: bool) -> None:
    """Brings the entity with most lines into the middle, near, or so far that all of the graph is in view."""
    page.fill("#search", data["entities"][busiest(data)]["name"])
    page.press("#search", "Enter")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1000)
    bounds = page.locator("#diagram").bounding_box()
    assert bounds
    page.mouse.move(bounds["x"] + bounds["width"] / 2, bounds["y"] + bounds["height"] / 2)
    _, _, width, height = extent(data)
    shrink = log(1.25 * max(width / bounds["width"], height / bounds["height"])) / (120 * 0.0018)
    for _ in range(ceil(shrink) if far else 0):
        page.mouse.wheel(0, 120)
    page.wait_for_timeout(1000)


def measured(browser: Browser, file: Path, data: dict[str, Any]) -> dict[str, tuple[list[float], float]]:
    """Milliseconds from frame to frame by what is done, and the longest of the half second after it."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_timeout(1500)
    found = {}
    for name in MOVES:
        if name.startswith("drag") and page.locator("#diagram").count():
            go_to_busiest(page, data, far=name != "drag, near")
        times, after = page.evaluate(MEASURE, [name, FRAMES, AFTER])
        found[name] = times, after
        page.wait_for_timeout(500)
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
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise SystemExit(f"There is no {' or '.join(NAMES)} on the PATH: install Chromium.")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs = Path(folder) / "page.html", Path(folder) / "svg.html"
        ours.write_text(text, encoding="utf-8")
        theirs.write_text(reference(data), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        found, against = (measured(browser, file, data) for file in (ours, theirs))
        browser.close()
    print("| ms a frame | page, median | 95 % | then | SVG, median | 95 % | then | ratio of medians |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in MOVES:
        cells = [
            cell
            for times, after in (found[name], against[name])
            for cell in (statistics.median(times), statistics.quantiles(times, n=20)[-1], after)
        ]
        print(f"| {name} | {' | '.join(f'{cell:.1f}' for cell in cells)} | {cells[3] / cells[0]:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
