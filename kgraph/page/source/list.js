// All relations that are shown as a list: the diagram for those who would rather read.

const ROWS = 150;
let order = { by: "subject", down: false };
let rowsShown = ROWS;

const COLUMNS = [
  ["subject", "Subject", (relation) => relation.subject.name],
  ["kind", "Relation", (relation) => relation.kind.label],
  ["object", "Object", (relation) => relation.object.name],
  ["stance", "Said", (relation) => rank(relation.stance)],
  ["origins", "Origins", (relation) => -relation.origins],
];

const listShown = () => panel.classList.contains("list");

function listOpen(open) {
  panel.classList.toggle("list", open);
  $("show-list").setAttribute("aria-expanded", String(open));
}

function showList() {
  select(null);
  listOpen(true);
  rowsShown = ROWS;
  openPanel(listContent());
  enterPanel();
}

const listAgain = () => openPanel(listContent(), { again: true });

function sortBy(key) {
  order = { by: key, down: order.by === key && !order.down };
  listAgain();
}

// The keys go on to the first of the new rows, which stands where the button stood.
function showMore() {
  rowsShown += 4 * ROWS;
  listAgain();
}

function listContent() {
  const read = COLUMNS.find(([key]) => key === order.by)[2];
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const open = relations.filter((relation) => relation.shown)
    .sort((a, b) => compare(read(a), read(b)) * (order.down ? -1 : 1) || a.number - b.number);
  const head = COLUMNS.map(([key, title]) => make("th", { scope: "col", title: key === "origins" ? "Independent origins" : null, "aria-sort": order.by === key ? (order.down ? "descending" : "ascending") : null },
    make("button", { type: "button", class: "quiet", onclick: () => sortBy(key) }, title)));
  const rows = open.slice(0, rowsShown).map((relation) => make("tr", { "data-key": `relation ${relation.number}` },
    make("td", {}, name(relation.subject.name)),
    make("td", {}, make("button", { type: "button", class: "name", onclick: () => select({ relation }, { centre: true, focus: true }) }, relation.kind.label)),
    make("td", {}, name(relation.object.name)),
    make("td", { class: "said" }, lineSketch(relation.kind.family, relation.stance, 1.5, 26), STANCES[relation.stance].label, " ", disputeMark(relation.contested)),
    make("td", { class: "number" }, String(relation.origins))));
  return [
    make("div", { class: "bar" }, make("span", { class: "kicker" }, "List"), make("button", { type: "button", class: "quiet close", "aria-label": "Close the list", onclick: () => { listOpen(false); closePanel(); } }, "✕")),
    make("h2", {}, many(open.length, "relation")),
    make("div", { class: "table" }, make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows))),
    open.length > rowsShown ? make("button", { type: "button", onclick: showMore }, `Show more of ${open.length.toLocaleString("en")}`) : null,
  ].filter(Boolean);
}

whenShown(() => { if (listShown() && !panel.hidden) listAgain(); });
