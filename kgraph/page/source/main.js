// The page comes alive: everything is built once, then follows the filters.

const unfolded = []; // what is open on paper only

// On paper: the whole diagram in the colours of the day, its legend, and what is open beside it.
function preparePrint() {
  printing = true;
  const width = 1000, to = fitted(width, 640, 16), all = extent();
  const height = all ? Math.min(Math.max((all.bottom - all.top) * to.scale + 32, 120), 1250) : 120;
  const picture = make("canvas", {});
  picture.width = width * 2;
  picture.height = height * 2;
  const context = picture.getContext("2d");
  context.scale(2, 2);
  const at = (x, y) => [(x - to.x) * to.scale + width / 2, (y - to.y) * to.scale + height / 2];
  paintScene(sceneOf(context, width, height, at, to.scale, data.palettes.light, false));
  const seen = relations.filter((relation) => relation.shown);
  const families = [...new Set(seen.map((relation) => relation.kind.family))];
  const stances = STRONGEST.filter((stance) => seen.some((relation) => relation.stance === stance));
  const kindsOfThing = types.filter((type) => entities.some((entity) => entity.shown && entity.type === type));
  $("printed").replaceChildren(picture, make("div", { class: "legend" },
    kindsOfThing.map((type) => make("span", {}, typeSketch(type), type.label)),
    families.map((family) => make("span", {}, lineSketch(family, STRONGEST[0], 2.5, 26), familyName(family))),
    stances.map((stance) => make("span", {}, lineSketch(null, stance), STANCES[stance].label))),
    make("p", { class: "note" }, activeFilters() ? `Filters are set: ${$("status").textContent}.` : $("status").textContent));
  for (const kind of ["details.section", "details.relation"]) {
    for (const details of panel.querySelectorAll(kind)) {
      fillNow(details);
      if (!details.open) unfolded.push(details);
      details.open = true;
    }
  }
  repaintSketches();
}

function endPrint() {
  printing = false;
  for (const details of unfolded.splice(0)) details.open = false;
  $("printed").replaceChildren();
  repaintSketches();
  redraw();
}

let slow = 0;

// Labels wait until filters have come to rest: a slider moves through many states.
whenShown(() => {
  buildLines();
  buildGrids();
  measureCrowd();
  changed();
  if (lines.length < 400) placeLabels();
  else {
    clearTimeout(slow);
    slow = setTimeout(() => { placeLabels(); changed(); redraw(); }, 160);
  }
  if (shown.hovered) hover(-1, -1, 0);
  redraw();
});

function start() {
  buildFilters();
  buildTime();
  listenToSearch();
  listenToPointers();
  listenToKeys();
  $("zoom-in").addEventListener("click", () => zoomBy(1.4));
  $("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  $("zoom-fit").addEventListener("click", () => fit());
  $("show-filters").addEventListener("click", () => openFilters(filterPanel.hidden));
  $("show-list").addEventListener("click", () => (listShown() && !panel.hidden ? (listOpen(false), closePanel()) : showList()));
  $("show-help").addEventListener("click", showHelp);
  $("clear").addEventListener("click", () => { clearFilters(); fit(); });
  $("help").addEventListener("click", (event) => { if (event.target === $("help")) $("help").close(); });
  night.addEventListener("change", () => { repaintSketches(); redraw(); });
  window.addEventListener("beforeprint", preparePrint);
  window.addEventListener("afterprint", endPrint);
  if (window.matchMedia("(min-width: 1100px)").matches) openFilters(true, { focus: false });
  if (narrow()) searchBox.placeholder = "Search";
  applyFilters();
  resize();
  fit(true);
  let untouched = true;
  for (const kind of ["pointerdown", "wheel", "keydown"]) window.addEventListener(kind, () => { untouched = false; }, { capture: true, passive: true });
  new ResizeObserver(() => { resize(); covered(); if (untouched) fit(true); }).observe(canvas.parentElement);
  if (data.focus !== null) select({ entity: entities[data.focus] });
}

start();
