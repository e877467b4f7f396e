// The panel at the side: the claims of a line, the dossier of an entity, or the list of all.

const panel = $("panel");
const trail = []; // what was open before, for the way back

function select(target, { centre = false, keep = true, focus = false } = {}) {
  const again = target && shown.selected && same(target, shown.selected) && !listShown();
  if (target && keep && shown.selected && !again) trail.push(shown.selected);
  if (!target) trail.length = 0;
  shown.selected = target;
  if (target?.entity) shown.cursor = target.entity;
  if (target) {
    listOpen(false);
    openPanel(target.entity ? dossier(target.entity) : lineClaims(target.relation), { again: again && !focus });
    if (focus) enterPanel();
    if (centre) centreOn(target);
    else uncover(target);
  } else {
    closePanel();
  }
  redraw();
}

const same = (one, other) => one?.entity === other?.entity && one?.relation === other?.relation;

// `again` is whether the same is open already: what is unfolded in it stays so, and the keys stay where they are.
function openPanel(content, { again = false } = {}) {
  const before = again && !panel.hidden ? remembered() : null;
  panel.replaceChildren(...content);
  panel.hidden = false;
  panel.scrollTop = 0;
  document.body.classList.add("with-panel");
  covered();
  if (before) recall(before);
}

// Focus on the head of what is open, so that the next key goes on from there.
function enterPanel() {
  const head = panel.querySelector("h2");
  head?.setAttribute("tabindex", "-1");
  head?.focus({ preventScroll: true });
}

function closePanel() {
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("with-panel");
  covered();
  if (inside) canvas.focus({ preventScroll: true });
}

// On a narrow screen the panel lies over the lower part of the diagram.
function covered() {
  view.covered = narrow() && !panel.hidden ? Math.min(panel.getBoundingClientRect().height, view.height * 0.7) : 0;
  redraw();
}

function placeOf(target) {
  if (target.entity) return [target.entity.x, target.entity.y];
  if (target.relation.shown) return pointAt(target.relation.line.curve, 0.5);
  return [(target.relation.subject.x + target.relation.object.x) / 2, (target.relation.subject.y + target.relation.object.y) / 2];
}

const centreOn = (target) => lookAt(...placeOf(target), readable());

// Where the panel would hide what was selected, the diagram moves.
function uncover(target) {
  const [x, y] = toScreen(...placeOf(target));
  if (y > view.height - view.covered - 20 || y < 10 || x < 10 || x > view.width - 10) lookAt(...placeOf(target));
}

function heading(kicker, title, ...tools) {
  const back = trail.length
    ? make("button", { type: "button", class: "quiet", onclick: () => select(trail.pop(), { keep: false, centre: true, focus: true }) }, "← Back")
    : null;
  const close = make("button", { type: "button", class: "quiet close", "aria-label": "Close the panel", onclick: () => select(null) }, "✕");
  return [make("div", { class: "bar" }, back, make("span", { class: "kicker" }, kicker), close), title, ...tools];
}

const go = (entity, extra) => make("button", { type: "button", class: "name", onclick: () => select({ entity }, { centre: true, focus: true }) }, name(entity.name), extra);

function lineClaims(relation) {
  const hidden = relation.claims.length - relation.visible.length;
  const articles = new Set(relation.claims.map((claim) => claim.document)).size;
  return [
    ...heading(familyName(relation.kind.family), make("h2", {}, go(relation.subject), make("span", { class: "verb" }, ` ${relation.kind.label} `), go(relation.object))),
    make("ul", { class: "tally" }, tally(relation.visible), relation.contested ? make("li", {}, disputeMark(relation.contested)) : null),
    make("p", { class: "counts" }, `${many(relation.claims.length, "claim")} in ${many(articles, "article")}, ${many(relation.origins, "independent origin")}`,
      hidden ? `; ${hidden} of them left out by the filters` : ""),
    ...inOrder(relation.visible).map((claim) => claimCard(claim)),
    relation.against.length ? make("h3", {}, "Denied in general") : null,
    ...inOrder(relation.against).map((claim) => claimCard(claim, { about: true })),
    hidden ? leftOut(relation) : null,
  ].filter(Boolean);
}

function leftOut(relation) {
  return lazily(make("details", { class: "more", "data-key": "left out" }, make("summary", {}, "Claims that the filters leave out")),
    () => inOrder(relation.claims.filter((claim) => !claim.shown)).map((claim) => claimCard(claim)));
}

// Filled when it is opened: a hub has thousands of claims.
function lazily(details, fill) {
  fills.set(details, fill);
  details.addEventListener("toggle", () => { if (details.open) fillNow(details); });
  return details;
}

const fills = new WeakMap();

function fillNow(details) {
  const fill = fills.get(details);
  fills.delete(details);
  if (fill) details.append(...fill());
  return keyed(details);
}

function dossier(entity) {
  const open = entity.relations.filter((relation) => relation.shown);
  const disputed = open.filter((relation) => relation.contested);
  const about = open.flatMap((relation) => relation.visible);
  const said = claims.filter((claim) => claim.shown && claim.source.id === entity.id && claim.relation.subject !== entity && claim.relation.object !== entity);
  const hidden = entity.relations.length - open.length;
  return [
    ...heading([typeSketch(entity.type, entity.described), ` ${entity.type.label}`, entity.described ? ", not named, only described" : ""],
      make("h2", {}, name(entity.name))),
    entity.names.length ? make("p", { class: "counts" }, "Also: ", entity.names.map((other, i) => [i ? " · " : "", name(other)])) : null,
    make("ul", { class: "tally" }, tally(about)),
    make("p", { class: "counts" }, `${many(open.length, "relation")} from ${many(about.length, "claim")} in ${many(new Set(about.map((claim) => claim.document)).size, "article")}`,
      hidden ? `; ${many(hidden, "relation")} left out by the filters` : ""),
    make("div", { class: "actions" }, around(entity)),
    section("Disputed", disputed.length, () => disputed.map((relation) => relationRow(relation, entity, true)), true),
    ...byFamily(open).map(([family, some]) => section(familyName(family), some.length, () => some.map((relation) => relationRow(relation, entity)), true)),
    section("Timeline", about.length, () => timeline(about, entity)),
    section("What it says about others", said.length, () => inOrder(said).map((claim) => claimCard(claim, { about: true }))),
  ].filter(Boolean);
}

function around(entity) {
  if (filter.around === entity) {
    return [
      make("button", { type: "button", onclick: () => { filter.steps = filter.steps === 1 ? 2 : 1; applyFilters(); fit(); select({ entity }, { keep: false }); } }, filter.steps === 1 ? "Show two steps" : "Show one step"),
      make("button", { type: "button", onclick: () => { filter.around = null; applyFilters(); select({ entity }, { keep: false, centre: true }); } }, "Show the whole graph"),
    ];
  }
  return [
    make("button", { type: "button", onclick: () => { filter.around = entity; filter.steps = 1; applyFilters(); fit(); select({ entity }, { keep: false }); } }, "Only its surroundings"),
    make("button", { type: "button", onclick: () => centreOn({ entity }) }, "Centre"),
  ];
}

function section(title, count, fill, open = false) {
  if (!count) return null;
  const details = lazily(make("details", { class: "section", "data-key": title }, make("summary", {}, make("h3", {}, title), make("span", { class: "count" }, count.toLocaleString("en")))), fill);
  details.open = open;
  return details;
}

function byFamily(some) {
  const found = new Map();
  for (const relation of [...some].sort((a, b) => a.kind.number - b.kind.number || b.origins - a.origins || a.number - b.number)) {
    if (!found.has(relation.kind.family)) found.set(relation.kind.family, []);
    found.get(relation.kind.family).push(relation);
  }
  return [...found];
}

// One relation of a dossier: what it says on the first line, its evidence below when opened.
function relationRow(relation, entity, sides = false) {
  const other = otherEnd(relation, entity);
  const summary = make("summary", {}, lineSketch(relation.kind.family, relation.stance, strokeWidth(relation.origins)),
    make("span", { class: "what" }, `${seenFrom(relation, entity)} `, name(other.name, "strong")),
    disputeMark(relation.contested),
    make("span", { class: "count", title: "independent origins" }, String(relation.origins)));
  return lazily(make("details", { class: "relation", "data-key": `relation ${relation.number}` }, summary), () => [
    make("div", { class: "actions" },
      make("button", { type: "button", onclick: () => select({ relation }, { centre: true, focus: true }) }, "Show the line"),
      other === entity ? null : make("button", { type: "button", onclick: () => select({ entity: other }, { centre: true, focus: true }) }, "Open ", name(other.name))),
    ...inOrder(relation.visible).map((claim) => claimCard(claim)),
    ...(sides && relation.against.length ? [make("h4", {}, "Denied in general"), ...inOrder(relation.against).map((claim) => claimCard(claim, { about: true }))] : []),
  ]);
}

function timeline(some, entity) {
  const dated = some.filter((claim) => claim.fact !== null).sort((a, b) => a.fact - b.fact || a.number - b.number);
  const row = (claim) => make("li", {}, make("time", { datetime: dateOf(claim.fact) }, spoken(dateOf(claim.fact))), claim.when ? null : make("span", { class: "note" }, " reported"),
    make("button", { type: "button", class: "line", onclick: () => select({ relation: claim.relation }, { centre: true, focus: true }) },
      lineSketch(claim.relation.kind.family, claim.stance, 1.5, 24), `${seenFrom(claim.relation, entity)} `, name(otherEnd(claim.relation, entity).name), " ", make("span", { class: "note" }, STANCES[claim.stance].label, ", ", name(claim.source.name))));
  return [make("ol", { class: "timeline" }, dated.map(row)), dated.length < some.length ? make("p", { class: "note" }, `${many(some.length - dated.length, "claim")} without any date.`) : null].filter(Boolean);
}

// What is open is told anew when filters change.
whenShown(() => {
  const selected = shown.selected;
  if (!selected) return;
  const gone = selected.entity ? !selected.entity.shown : !selected.relation.shown;
  if (gone) select(null);
  else openPanel(selected.entity ? dossier(selected.entity) : lineClaims(selected.relation), { again: true });
});
