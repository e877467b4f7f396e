// What is shown: filters over claims, and what follows for relations and entities.

const filter = {
  stances: new Set(),
  kinds: new Set(),
  types: new Set(),
  sources: new Set(),
  disputed: false,
  origins: 1,
  clock: "written",
  from: -Infinity,
  to: Infinity,
  undated: true,
  around: null,
  steps: 1,
};
// The four sets hold the numbers of what is left out.

const listeners = [];
const whenShown = (listener) => listeners.push(listener);

const timed = () => filter.from > -Infinity || filter.to < Infinity;

function activeFilters() {
  const sets = [filter.stances, filter.kinds, filter.types, filter.sources];
  return sets.filter((set) => set.size).length + (filter.disputed ? 1 : 0) + (filter.origins > 1 ? 1 : 0) +
    (timed() || !filter.undated ? 1 : 0) + (filter.around ? 1 : 0);
}

function clearFilters() {
  for (const set of [filter.stances, filter.kinds, filter.types, filter.sources]) set.clear();
  Object.assign(filter, { disputed: false, origins: 1, from: -Infinity, to: Infinity, undated: true, around: null });
  applyFilters();
}

function inTime(claim) {
  const day = claim[filter.clock];
  return day === null ? filter.undated : day >= filter.from && day <= filter.to;
}

function passes(claim) {
  return !filter.stances.has(claim.stance) && !filter.sources.has(claim.source.number) && inTime(claim);
}

// A line is drawn as its strongest stance, so that a denial beside another one needs a sign of its own:
// contested is "itself" what is denied and also said otherwise, among the claims that are shown, and
// "general" what only a denial of a whole group answers ("no ties to any government").
function settle(relation) {
  const said = relation.visible.reduce((least, claim) => Math.min(least, rank(claim.stance)), STRONGEST.length);
  relation.stance = STRONGEST[said];
  const answered = relation.visible.some((claim) => claim.stance === DENIED) ? "itself" : relation.against.some((claim) => claim.shown) ? "general" : null;
  relation.contested = relation.stance === DENIED ? null : answered;
}

function applyFilters() {
  for (const claim of claims) claim.shown = passes(claim);
  for (const relation of relations) {
    const open = !filter.kinds.has(relation.kind.number) && relation.origins >= filter.origins &&
      !filter.types.has(relation.subject.type.number) && !filter.types.has(relation.object.type.number);
    relation.visible = open ? relation.claims.filter((claim) => claim.shown) : [];
    settle(relation);
    relation.shown = relation.visible.length > 0 && (!filter.disputed || relation.contested);
  }
  if (filter.around) keepAround(filter.around, filter.steps);
  for (const entity of entities) {
    entity.shown = false;
    entity.degree = 0;
  }
  for (const relation of relations) {
    if (!relation.shown) continue;
    for (const entity of [relation.subject, relation.object]) {
      entity.shown = true;
      entity.degree += 1;
    }
  }
  // An entity to which nothing is said is shown where it is what the page is about.
  const kept = filter.around || (data.focus !== null ? entities[data.focus] : null);
  if (kept) kept.shown = true;
  for (const listener of listeners) listener();
}

function keepAround(start, steps) {
  const reached = new Set([start]);
  let front = [start];
  for (let step = 0; step < steps; step += 1) {
    const ahead = [];
    for (const entity of front) {
      for (const relation of entity.relations) {
        const other = otherEnd(relation, entity);
        if (relation.shown && !reached.has(other)) {
          reached.add(other);
          ahead.push(other);
        }
      }
    }
    front = ahead;
  }
  for (const relation of relations) {
    relation.shown = relation.shown && reached.has(relation.subject) && reached.has(relation.object);
  }
}

// What a relation with a literal points at is drawn as an entity, and is none.
const isValue = (entity) => entity.type.name === "value";

function shownCounts() {
  const lines = relations.filter((relation) => relation.shown);
  return {
    entities: entities.filter((entity) => entity.shown && !isValue(entity)).length,
    relations: lines.length,
    claims: lines.reduce((sum, relation) => sum + relation.visible.length, 0),
  };
}
