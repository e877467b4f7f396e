// What looks mean: rows of the legend that are no filters, and all of it for paper.

// The widths that occur, each with its number of origins; nothing where all are alike.
function widthRows(some) {
  const found = WIDTHS.map(([least, width], i) => {
    const most = (WIDTHS[i + 1]?.[0] ?? Infinity) - 1;
    return { width, origins: most === Infinity ? `${least} or more` : most > least ? `${least} to ${most}` : String(least) };
  }).filter(({ width }) => some.some((relation) => strokeWidth(relation.origins) === width));
  if (found.length < 2) return [];
  return [...found.map(({ width, origins }) => make("span", {}, lineSketch(null, STRONGEST[0], width, 26), origins)), make("span", {}, "independent origins")];
}

const signRows = (some) => Object.keys(CONTESTED).filter((how) => some.some((relation) => relation.contested === how))
  .map((how) => make("span", {}, disputeSketch(how), CONTESTED[how]));

// An entity that is only described, whatever its type.
const describedSketch = () => typeSketch(types.find((type) => type.name !== "value") || types[0], true);

// Types that look alike share a swatch.
function typeRows(some) {
  const looks = new Map();
  for (const type of types.filter((one) => some.some((entity) => entity.type === one))) {
    const look = JSON.stringify(data.palettes.light.types[type.name]);
    looks.set(look, [...(looks.get(look) || []), type]);
  }
  const rows = [...looks.values()].map((alike) => make("span", {}, typeSketch(alike[0]), alike.map((type) => type.label).join(", ")));
  return some.some((entity) => entity.described) ? [...rows, make("span", {}, describedSketch(), "not named, only described")] : rows;
}

function printedLegend() {
  const seen = relations.filter((relation) => relation.shown);
  const families = [...new Set(seen.map((relation) => relation.kind.family))];
  const stances = STRONGEST.filter((stance) => seen.some((relation) => relation.stance === stance));
  return make("div", { class: "legend" },
    typeRows(entities.filter((entity) => entity.shown)),
    families.map((family) => make("span", {}, lineSketch(family, STRONGEST[0], 2.5, 26), familyName(family))),
    stances.map((stance) => make("span", {}, lineSketch(null, stance), STANCES[stance].label)),
    signRows(seen), widthRows(seen));
}
