// Words along lines, where they find room; and a grid that finds what is near a place.

const LABEL = 7.2;

class Grid {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  add(item, left, top, right, bottom) {
    const c = this.cell;
    for (let x = Math.floor(left / c); x <= Math.floor(right / c); x += 1) {
      for (let y = Math.floor(top / c); y <= Math.floor(bottom / c); y += 1) {
        const key = x * 1000003 + y, found = this.cells.get(key);
        if (found) found.push(item);
        else this.cells.set(key, [item]);
      }
    }
  }

  // Whether something near a place passes a test; what is in two cells may be asked twice.
  some(left, top, right, bottom, test) {
    const c = this.cell;
    for (let x = Math.floor(left / c); x <= Math.floor(right / c); x += 1) {
      for (let y = Math.floor(top / c); y <= Math.floor(bottom / c); y += 1) {
        for (const item of this.cells.get(x * 1000003 + y) || []) if (test(item)) return true;
      }
    }
    return false;
  }

  each(left, top, right, bottom, visit) {
    this.some(left, top, right, bottom, (item) => { visit(item); });
  }
}

let entityGrid = new Grid(160);

function gridEntities() {
  entityGrid = new Grid(160);
  for (const entity of entities) {
    if (entity.shown) {
      entityGrid.add(entity, entity.x - entity.width / 2, entity.y - entity.height / 2, entity.x + entity.width / 2, entity.y + entity.height / 2);
    }
  }
}

let lineGrid = null; // made when it is asked for

// A line is in each cell that one of its points is in, or next to it: finding asks for a margin.
function griddedLines() {
  if (lineGrid) return lineGrid;
  lineGrid = new Grid(160);
  for (const line of lines) {
    const steps = Math.max(2, Math.ceil(Math.max(line.right - line.left, line.bottom - line.top) / 80));
    const seen = new Set();
    for (let i = 0; i <= steps; i += 1) {
      const [x, y] = pointAt(line.curve, i / steps);
      const key = Math.floor(x / 160) * 1000003 + Math.floor(y / 160);
      if (seen.has(key)) continue;
      seen.add(key);
      lineGrid.add(line, x, y, x, y);
    }
  }
  return lineGrid;
}

const measured = new Map();
const ruler = document.createElement("canvas").getContext("2d");
const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif';

// Width of a text in a font of one unit.
function textWidth(text, weight = 400) {
  const key = `${weight} ${text}`;
  if (!measured.has(key)) {
    ruler.font = `${weight} 20px ${FONT}`;
    measured.set(key, ruler.measureText(text).width / 20);
  }
  return measured.get(key);
}

// The circles that stand for a label while room is sought: (x, y) every few units along it.
function beads({ x, y, angle, width }) {
  const half = Math.max(width / 2 - 4, 0), count = Math.max(1, Math.ceil((2 * half) / 7)), found = [];
  for (let i = 0; i <= count; i += 1) {
    const along = -half + (2 * half * i) / count;
    found.push([x + Math.cos(angle) * along, y + Math.sin(angle) * along]);
  }
  return found;
}

const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const SIGN = 11; // the width of the sign of a dispute

// Where the words of some lines find room. Shorter lines have less choice, so they choose first.
function* roomFor(some, taken) {
  const spots = new Map();
  const order = some.map((line) => [lengthOf(line.curve), line]).sort((a, b) => a[0] - b[0] || a[1].relation.number - b[1].relation.number);
  for (const [place, [length, line]] of order.entries()) {
    if (place % STEP === 0) yield;
    const width = textWidth(line.relation.kind.label) * LABEL + (line.relation.contested ? SIGN : 0) + 4;
    // Beside the label of a denial there must be room for its marks.
    if (width > length - (STANCES[line.relation.stance].crossed ? 30 : 8)) continue;
    for (const t of ALONG) {
      const spot = labelSpot(line, t, width);
      if (!hasRoom(spot, taken)) continue;
      spots.set(line, claimRoom(spot, taken));
      break;
    }
  }
  return spots;
}

function claimRoom(spot, taken) {
  for (const [x, y] of beads(spot)) taken.add([x, y], x, y, x, y);
  return spot;
}

let labelled = false; // whether all words are where they find room now

function* placeLabels() {
  if (labelled) return;
  const taken = new Grid(40), spots = yield* roomFor(lines, taken);
  for (const line of lines) {
    line.label = spots.get(line) || null;
    if (line.label || !line.relation.contested) continue;
    const free = (grid) => ALONG.find((t) => hasRoom(labelSpot(line, t, SIGN), grid));
    line.sign = free(taken) ?? free(new Grid(40)) ?? 0.5;
    claimRoom(labelSpot(line, line.sign, SIGN), taken);
  }
  labelled = true;
  extra.of = null;
}

// More words for the lines of what is selected: those of all others are gone, which makes room.
let extra = { of: null, spots: new Map() };

function spotsOf(light) {
  if (extra.of !== shown.selected) {
    const some = light.relations.size < 60 ? lines.filter((line) => light.relations.has(line.relation)) : [];
    const taken = new Grid(40);
    for (const line of some) if (line.label) claimRoom(line.label, taken);
    extra = { of: shown.selected, spots: whole(roomFor(some.filter((line) => !line.label), taken)) };
  }
  return extra.spots;
}

function labelSpot(line, t, width = textWidth(line.relation.kind.label) * LABEL + (line.relation.contested ? SIGN : 0) + 4) {
  const [x, y] = pointAt(line.curve, t);
  const [dx, dy] = tangentAt(line.curve, t);
  let angle = Math.atan2(dy, dx);
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle <= -Math.PI / 2) angle += Math.PI;
  return { x, y, angle, width, t };
}

function hasRoom(spot, taken) {
  return !beads(spot).some(([x, y]) =>
    taken.some(x - 10, y - 10, x + 10, y + 10, ([ox, oy]) => (x - ox) ** 2 + (y - oy) ** 2 < 81) ||
    entityGrid.some(x - 4, y - 4, x + 4, y + 4, (entity) => Math.abs(x - entity.x) < entity.width / 2 + 4 && Math.abs(y - entity.y) < entity.height / 2 + 4));
}
