// Keys: everything that the mouse can do.

const KEYS = [
  ["← ↑ → ↓", "on the diagram: to the next entity that way"],
  ["Enter", "open the entity; again: go into the panel"],
  ["[ ]", "through the lines of the open entity or line"],
  ["Esc", "close, back to the diagram"],
  ["+ −", "zoom"],
  ["0", "show everything"],
  ["Shift + arrows", "move the view"],
  ["/", "search"],
  ["F", "filters"],
  ["L", "list"],
  ["?", "this help"],
];
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const typing = (target) => target.matches?.("input:not([type=checkbox]), select, textarea");

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (event.key === "Escape") {
      escape();
    } else if (typing(event.target)) {
      return;
    } else if (event.key === "/") {
      searchBox.focus();
    } else if (event.key === "?") {
      showHelp();
    } else if (event.key === "f" || event.key === "F") {
      openFilters(filterPanel.hidden);
    } else if (event.key === "l" || event.key === "L") {
      if (listShown() && !panel.hidden) { listOpen(false); closePanel(); } else showList();
    } else if (event.key === "+" || event.key === "=") {
      zoomBy(1.4);
    } else if (event.key === "-") {
      zoomBy(1 / 1.4);
    } else if (event.key === "0") {
      fit();
    } else if (event.key === "[" || event.key === "]") {
      nextLine(event.key === "]" ? 1 : -1);
    } else if (document.activeElement === canvas && WAYS[event.key]) {
      const [dx, dy] = WAYS[event.key];
      if (event.shiftKey) panBy(-dx * 80, -dy * 80);
      else step(dx, dy);
    } else if (document.activeElement === canvas && (event.key === "Enter" || event.key === " ")) {
      enter();
    } else {
      return;
    }
    event.preventDefault();
  });
  canvas.addEventListener("focus", () => {
    if (!shown.cursor?.shown) shown.cursor = mostConnected();
    if (shown.cursor) speak(describe(shown.cursor));
    redraw();
  });
  canvas.addEventListener("blur", redraw);
}

function escape() {
  if (narrow() && !filterPanel.hidden) openFilters(false);
  else if (!panel.hidden) {
    listOpen(false);
    select(null);
    canvas.focus({ preventScroll: true });
  } else if (filterPanel.contains(document.activeElement)) openFilters(false);
  else canvas.focus({ preventScroll: true });
}

const mostConnected = () => entities.filter((entity) => entity.shown).sort((a, b) => b.degree - a.degree || a.number - b.number)[0] || null;

const describe = (entity) => `${entity.name}, ${entity.type.label}, ${many(entity.degree, "relation")}`;

// The nearest entity that way: what lies off to the side counts as farther.
function step(dx, dy) {
  const from = shown.cursor?.shown ? shown.cursor : mostConnected();
  if (!from) return;
  let best = null, least = Infinity;
  for (const entity of entities) {
    if (!entity.shown || entity === from) continue;
    const x = entity.x - from.x, y = entity.y - from.y, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || aside > along * 2.2) continue;
    const cost = along + aside * 1.6;
    if (cost < least) {
      least = cost;
      best = entity;
    }
  }
  shown.cursor = best || from;
  speak(best ? describe(best) : `Nothing further that way. ${describe(from)}`);
  const [x, y] = toScreen(shown.cursor.x, shown.cursor.y), edge = 50;
  if (x < edge || y < edge || x > view.width - edge || y > view.height - view.covered - edge) lookAt(shown.cursor.x, shown.cursor.y);
  redraw();
}

function enter() {
  const entity = shown.cursor?.shown ? shown.cursor : mostConnected();
  if (!entity) return;
  if (shown.selected?.entity === entity) enterPanel();
  else {
    select({ entity });
    speak(`Opened ${describe(entity)}. Enter again goes to its dossier.`);
  }
}

function nextLine(way) {
  const entity = shown.cursor || mostConnected();
  const open = entity ? entity.relations.filter((relation) => relation.shown) : [];
  if (!open.length) return;
  const at = open.indexOf(shown.selected?.relation);
  const relation = open[at < 0 ? (way > 0 ? 0 : open.length - 1) : (at + way + open.length) % open.length];
  select({ relation }, { keep: at < 0 });
  speak(`${saying(relation)}: ${relation.visible.map((claim) => `${STANCES[claim.stance].label} by ${claim.source.name}`).join(", ")}${relation.contested ? `; ${CONTESTED[relation.contested]}` : ""}`);
}

function showHelp() {
  const help = $("help");
  help.replaceChildren(
    make("div", { class: "bar" }, make("h2", {}, "How to read this"), make("button", { type: "button", class: "quiet close", "aria-label": "Close the help", onclick: () => help.close() }, "✕")),
    make("p", {}, "Each line is what a source says, not a finding. The line tells how it is said, its colour what kind of relation it is, its width how many independent origins stand behind it."),
    make("ul", { class: "tally" }, STRONGEST.map((stance) => make("li", {}, lineSketch(null, stance), STANCES[stance].label)), make("li", {}, disputeMark("itself"), ": said, and also denied"), make("li", {}, disputeMark("general"), ": by a denial of a whole group that it belongs to")),
    make("p", {}, "Click a line for its claims, an entity for all that is said about it. Drag the ground, turn the wheel or pinch to move; drag an entity to put it elsewhere."),
    make("dl", { class: "keys" }, KEYS.map(([key, what]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)))));
  help.showModal();
}
