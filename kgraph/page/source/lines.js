// Lines between entities: quadratic curves from border to border, those of one pair fanned out.

const FAN = 17;
const WIDTHS = [[1, 1.1], [2, 1.9], [3, 2.8], [5, 3.9]]; // from so many origins, so wide

const strokeWidth = (origins) => WIDTHS.filter(([least]) => least <= Math.max(origins, 1)).pop()[1];

let lines = []; // the shown relations as curves, the widest first
let bundles = []; // those between the same two entities

const looks = new Map(); // a number for each family and width

const lookOf = ({ kind, origins }) => {
  const key = `${kind.family} ${strokeWidth(origins)}`;
  if (!looks.has(key)) looks.set(key, looks.size);
  return looks.get(key);
};

const drawn = relations
  .map((relation) => ({ relation, look: lookOf(relation), bundle: null, offset: 0, place: 0, width: strokeWidth(relation.origins), label: null, sign: 0.5 }))
  .sort((one, other) => other.width - one.width || one.relation.number - other.relation.number);
for (const line of drawn) line.relation.line = line;

const pairs = [...relations.reduce((found, { line, subject, object }) => {
  const key = Math.min(subject.number, object.number) * entities.length + Math.max(subject.number, object.number);
  if (!found.has(key)) found.set(key, { aside: 0, bulge: 0.5, all: [], lines: [] });
  line.bundle = found.get(key);
  line.bundle.all.push(line);
  return found;
}, new Map()).values()];

const linesOf = (entity) => entity.relations.filter((relation) => relation.shown).map((relation) => relation.line);

// Only what has come or gone is laid anew: a slider changes little of a large graph from frame to frame.
// Where lines are few they go around boxes, so that each depends on whatever is shown.
function buildLines() {
  lines = drawn.filter((line) => line.relation.shown);
  bundles = pairs.filter((bundle) => bundle.all.some((line) => line.relation.shown));
  const few = lines.length <= FEW;
  for (const bundle of bundles) {
    const some = bundle.all.filter((line) => line.relation.shown);
    if (!few && !bundle.aside && some.length === bundle.lines.length && some.every((line, place) => line === bundle.lines[place])) continue;
    some.forEach((line, place) => Object.assign(line, { place, offset: (place - (some.length - 1) / 2) * FAN, label: null }));
    bundle.lines = some;
    layBundle(bundle);
  }
}

function shapeOf(entity) {
  if (!entity.outline) entity.outline = outline(data.palettes.light.types[entity.type.name][0], entity.width, entity.height);
  return entity.outline;
}

// The curve of a line: start, control and end, clipped at the outlines; and the box around it.
function bend(line) {
  const { subject: a, object: b } = line.relation;
  if (a === b) {
    bendLoop(line, a);
  } else {
    const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
    // A bundle has one direction, whichever way its relations go.
    const along = a.number < b.number, { aside, bulge } = line.bundle;
    const off = (line.offset + aside) * (along ? 2 : -2), part = along ? bulge : 1 - bulge;
    const cx = a.x + dx * part - (dy / length) * off;
    const cy = a.y + dy * part + (dx / length) * off;
    const start = border(a, cx, cy, 1.5), end = border(b, cx, cy, 2.5);
    line.curve = [start[0], start[1], cx, cy, end[0], end[1]];
    line.loop = false;
  }
  const [sx, sy, cx, cy, ex, ey] = line.curve;
  line.left = Math.min(sx, cx, ex);
  line.right = Math.max(sx, cx, ex);
  line.top = Math.min(sy, cy, ey);
  line.bottom = Math.max(sy, cy, ey);
}

// A loop stands on the upper border, drawn as a curve through a far control point.
function bendLoop(line, entity) {
  const reach = entity.height / 2 + 46 + line.place * 26, half = Math.min(entity.width / 3, 16);
  line.curve = [
    entity.x - half, entity.y - entity.height / 2 - 1,
    entity.x, entity.y - reach - 22,
    entity.x + half, entity.y - entity.height / 2 - 2,
  ];
  line.loop = true;
}

// Where the way from the middle of an entity to a point leaves its outline.
function border(entity, x, y, air) {
  const dx = x - entity.x, dy = y - entity.y, length = Math.hypot(dx, dy);
  if (length < 1e-6) return [entity.x, entity.y];
  const t = Math.min(leaves(shapeOf(entity).points, dx, dy) + air / length, 0.98);
  return [entity.x + dx * t, entity.y + dy * t];
}

function pointAt(curve, t) {
  const s = 1 - t;
  return [
    s * s * curve[0] + 2 * s * t * curve[2] + t * t * curve[4],
    s * s * curve[1] + 2 * s * t * curve[3] + t * t * curve[5],
  ];
}

function tangentAt(curve, t) {
  const s = 1 - t;
  return [
    2 * s * (curve[2] - curve[0]) + 2 * t * (curve[4] - curve[2]),
    2 * s * (curve[3] - curve[1]) + 2 * t * (curve[5] - curve[3]),
  ];
}

function lengthOf(curve) {
  let length = 0, [x, y] = [curve[0], curve[1]];
  for (let i = 1; i <= 8; i += 1) {
    const [nx, ny] = pointAt(curve, i / 8);
    length += Math.hypot(nx - x, ny - y);
    [x, y] = [nx, ny];
  }
  return length;
}

function distanceTo(curve, x, y) {
  let least = Infinity, [ax, ay] = [curve[0], curve[1]];
  for (let i = 1; i <= 12; i += 1) {
    const [bx, by] = pointAt(curve, i / 12);
    const dx = bx - ax, dy = by - ay;
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    [ax, ay] = [bx, by];
  }
  return least;
}
