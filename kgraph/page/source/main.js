// The page comes alive: everything is built once, then follows the filters.

const unfolded = []; // what is open on paper only

// On paper: the whole diagram in the colours of the day, its legend, and what is open beside it.
function preparePrint() {
  printing = true;
  const width = 1000, to = fitted(width, 640, 16, []), all = extent();
  const height = all ? Math.min(Math.max((all.bottom - all.top) * to.scale + 32, 120), 1250) : 120;
  const picture = make("canvas", {});
  picture.width = width * 2;
  picture.height = height * 2;
  const context = picture.getContext("2d");
  context.scale(2, 2);
  const { x, y, scale } = to, dx = width / 2 - x * scale, dy = height / 2 - y * scale;
  whole(paintScene(sceneOf({ context, width, height, dx, dy, scale, colours: data.palettes.light, live: false })));
  $("printed").replaceChildren(picture, printedLegend(),
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

whenShown(() => {
  gridEntities();
  buildLines();
  measureCrowd();
  changed();
  hurry();
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
  busy = 0; // the first picture is a whole one
  resize();
  fit(true);
  let untouched = true;
  for (const kind of ["pointerdown", "wheel", "keydown"]) window.addEventListener(kind, () => { untouched = false; }, { capture: true, passive: true });
  new ResizeObserver(() => { resize(); covered(); if (untouched) fit(true); }).observe(canvas.parentElement);
  if (data.focus !== null) select({ entity: entities[data.focus] });
}

start();
