// The data of the page, linked: entities, relations and claims know each other as objects.

const data = JSON.parse(document.getElementById("data").textContent);

const STANCES = data.stances;
const STRONGEST = ["asserted", "alleged", "proposed", "denied"].map((name) =>
  STANCES.findIndex((stance) => stance.name === name));
const RANKS = STANCES.map((_, stance) => STRONGEST.indexOf(stance));
const rank = (stance) => RANKS[stance];
const DENIED = STRONGEST[3];

// Days are whole numbers since 1970; a date that does not hold is null.
function dayOf(text) {
  const time = text ? Date.parse(text + "T00:00:00Z") : NaN;
  return Number.isNaN(time) ? null : Math.round(time / 86400000);
}

function dateOf(day) {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function spoken(text) {
  const [year, month, day] = text.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more || one + "s"}`;

const documents = data.documents.map((row) => ({ ...row, day: dayOf(row.published) }));
const sources = data.sources.map((row, number) => ({ ...row, number, name: row.name || "unknown publisher" }));
const kinds = data.kinds.map((row, number) => ({ ...row, number }));
const types = data.types.map((row, number) => ({ ...row, number }));

const entities = data.entities.map((row, number) => ({
  ...row,
  number,
  type: types[row.type],
  names: row.names || [],
  x: row.at[0],
  y: row.at[1],
  width: row.box[0],
  height: row.box[1],
  lift: row.box[2],
  lines: row.lines,
  relations: [],
  shown: true,
  degree: 0,
}));

const relations = data.relations.map((row, number) => ({
  ...row,
  number,
  kind: kinds[row.kind],
  subject: entities[row.ends[0]],
  object: entities[row.ends[1]],
}));

const claims = data.claims.map((row, number) => {
  const [from, to] = (row.when || []).map(dayOf);
  const written = documents[row.document].day;
  return {
    ...row,
    number,
    relation: relations[row.relation],
    source: sources[row.source],
    document: documents[row.document],
    written,
    fact: from ?? to ?? written,
    shown: true,
  };
});

for (const relation of relations) {
  relation.claims = relation.claims.map((number) => claims[number]);
  relation.against = (relation.against || []).map((number) => claims[number]);
  relation.visible = relation.claims;
  relation.subject.relations.push(relation);
  if (relation.object !== relation.subject) relation.object.relations.push(relation);
}

const otherEnd = (relation, entity) => (relation.subject === entity ? relation.object : relation.subject);
const seenFrom = (relation, entity) => (relation.subject === entity ? relation.kind.label : relation.kind.inverse);
const familyName = (family) => data.families[family] || family;
const saying = (relation) => `${relation.subject.name} ${relation.kind.label} ${relation.object.name}`;

// Names as people type them: without accents and case.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
