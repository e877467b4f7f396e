// The filters, which are the legend at the same time: each row looks like what it switches.

const filterPanel = $("filters");
const MANY = 12; // rows of sources before the rest is folded away

function buildFilters() {
  const per = (of, key) => {
    const counts = new Map();
    for (const row of of) counts.set(key(row), (counts.get(key(row)) || 0) + 1);
    return counts;
  };
  const byStance = per(claims, (claim) => claim.stance);
  const bySource = per(claims, (claim) => claim.source);
  const byKind = per(relations, (relation) => relation.kind);
  const byType = per(entities, (entity) => entity.type);
  const families = [...new Set(kinds.map((kind) => kind.family))];
  filterPanel.replaceChildren(
    make("div", { class: "bar" }, make("h2", {}, "Filters"),
      make("button", { type: "button", class: "quiet", onclick: clearFilters }, "Clear"),
      make("button", { type: "button", class: "quiet close", "aria-label": "Close the filters", onclick: () => openFilters(false) }, "✕")),
    group("How it is said", STRONGEST.filter((stance) => byStance.has(stance)).map((stance) =>
      row(filter.stances, stance, lineSketch(null, stance), STANCES[stance].label, byStance.get(stance))),
      toggle("disputed", () => filter.disputed, (on) => { filter.disputed = on; }, "Only what is disputed"),
      relations.some((relation) => relation.against.length) ? make("p", { class: "note sign" }, disputeSketch("general", 34), "denied only in general") : null,
      originsChoice(),
      make("p", { class: "note" }, widthRows(relations))),
    ...families.map((family) => familyGroup(family, kinds.filter((kind) => kind.family === family), byKind)),
    group("Entities", types.map((type) => row(filter.types, type.number, typeSketch(type), type.label, byType.get(type) || 0)),
      entities.some((entity) => entity.described) ? make("p", { class: "note" }, describedSketch(), "not named, only described") : null),
    sourceGroup([...bySource].sort((a, b) => b[1] - a[1] || (a[0].name < b[0].name ? -1 : 1))),
  );
}

const syncs = [];

function sync() {
  for (const update of syncs) update();
  const count = activeFilters(), badge = $("active-filters");
  badge.hidden = !count;
  badge.textContent = String(count);
}

whenShown(sync);

// A row switches one number of a set of what is left out; "only" leaves out all others.
function row(set, number, picture, label, count, others = null) {
  const input = make("input", { type: "checkbox", checked: true, onchange: () => {
    if (input.checked) set.delete(number);
    else set.add(number);
    applyFilters();
  } });
  syncs.push(() => { input.checked = !set.has(number); });
  const only = make("button", { type: "button", class: "only", "aria-label": `Only ${label}`, onclick: (event) => {
    event.preventDefault();
    const all = others || everyNumber(set);
    for (const other of all) set.add(other);
    set.delete(number);
    applyFilters();
  } }, "only");
  return make("div", { class: "row" }, make("label", {}, input, picture, make("span", { class: "label", dir: "auto", title: label }, label)), only, make("span", { class: "count" }, count.toLocaleString("en")));
}

function everyNumber(set) {
  if (set === filter.stances) return STRONGEST;
  const rows = set === filter.kinds ? kinds : set === filter.types ? types : sources;
  return rows.map((one) => one.number);
}

function group(title, rows, ...more) {
  return make("fieldset", {}, make("legend", {}, title), rows, ...more);
}

function toggle(key, read, write, label) {
  const input = make("input", { type: "checkbox", checked: read(), onchange: () => { write(input.checked); applyFilters(); } });
  syncs.push(() => { input.checked = read(); });
  return make("div", { class: "row" }, make("label", {}, input, key === "disputed" ? disputeSketch("itself", 34) : null, make("span", { class: "label" }, label)));
}

function originsChoice() {
  const most = Math.min(Math.max(...relations.map((relation) => relation.origins), 1), 5);
  if (most < 2) return null;
  const choice = make("select", { "aria-label": "Independent origins at least", onchange: () => { filter.origins = Number(choice.value); applyFilters(); } },
    Array.from({ length: most }, (_, i) => make("option", { value: i + 1 }, String(i + 1))));
  syncs.push(() => { choice.value = String(filter.origins); });
  return make("div", { class: "row" }, make("label", {}, make("span", { class: "label" }, "Independent origins ≥ "), choice));
}

// The relations of a family, with one box that switches all of them.
function familyGroup(family, some, counts) {
  const all = make("input", { type: "checkbox", checked: true, "aria-label": `All of ${familyName(family)}`, onchange: () => {
    for (const kind of some) (all.checked ? filter.kinds.delete(kind.number) : filter.kinds.add(kind.number));
    applyFilters();
  } });
  syncs.push(() => {
    const out = some.filter((kind) => filter.kinds.has(kind.number)).length;
    all.checked = out < some.length;
    all.indeterminate = out > 0 && out < some.length;
  });
  const swatch = sketch(16, 12, (colours) => [stroke("M1 6H15", colours.families[family], 4)]);
  return make("fieldset", {}, make("legend", {}, make("label", {}, all, swatch, familyName(family))),
    some.map((kind) => row(filter.kinds, kind.number, null, kind.label, counts.get(kind) || 0)));
}

function sourceGroup(ranked) {
  const rows = ranked.map(([source, count]) => [source, row(filter.sources, source.number, null, source.name, count)]);
  const list = make("div", { class: "rows" }, rows.map(([, element]) => element));
  if (rows.length <= MANY) return group("Who says it", list);
  const search = make("input", { type: "search", placeholder: `Find one of ${rows.length}`, "aria-label": "Find a source", oninput: () => show() });
  const more = make("button", { type: "button", class: "quiet", onclick: () => { all = !all; show(); } });
  let all = false;
  const show = () => {
    const wanted = folded(search.value.trim());
    rows.forEach(([source, element], i) => { element.hidden = wanted ? !folded(source.name).includes(wanted) : !all && i >= MANY; });
    more.hidden = Boolean(wanted);
    more.textContent = all ? "Show fewer" : `Show all ${rows.length}`;
  };
  show();
  return group("Who says it", search, list, more);
}

function openFilters(open, { focus = true } = {}) {
  filterPanel.hidden = !open;
  document.body.classList.toggle("with-filters", open);
  $("show-filters").setAttribute("aria-expanded", String(open));
  if (open && narrow()) select(null);
  if (!open && focus) $("show-filters").focus({ preventScroll: true });
  else if (open && focus) filterPanel.querySelector("input")?.focus({ preventScroll: true });
}

function status() {
  const now = shownCounts();
  const part = (count, all, one, more) => (count === all ? many(all, one, more) : `${count.toLocaleString("en")} of ${many(all, one, more)}`);
  const text = [
    part(now.entities, entities.filter((entity) => !isValue(entity)).length, "entity", "entities"),
    part(now.relations, relations.length, "relation"),
    part(now.claims, claims.length, "claim"),
  ].join(" · ");
  $("status").textContent = text;
  $("empty").hidden = now.relations > 0 || now.entities > 0 || !relations.length;
}

whenShown(status);
