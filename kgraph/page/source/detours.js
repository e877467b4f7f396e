// Lines go around the boxes of entities that they have nothing to do with.

const ASIDE = [10, -10, 20, -20, 32, -32, 46, -46, 62, -62, 80, -80]; // how far the middle may move
const BULGES = [0.5, 0.3, 0.7]; // where along the way
const AIR = 4; // between a line and a box
const FEW = 400; // lines, up to which looking for detours takes no time that anybody would notice

// All lines between two entities take the same way: the straight one, or the nearest that is free of boxes.
function layBundle(bundle) {
  const { subject: a, object: b } = bundle.lines[0].relation;
  const walls = a === b || lines.length > FEW ? [] : wallsBetween(a, b);
  let best = tried(bundle, 0, 0.5, walls);
  for (const aside of best.free ? [] : ASIDE) {
    for (const bulge of BULGES) {
      const other = tried(bundle, aside, bulge, walls);
      if (other.cost < best.cost) best = other;
    }
    if (best.free) break;
  }
  if (bundle.aside !== best.aside || bundle.bulge !== best.bulge) tried(bundle, best.aside, best.bulge, []);
}

// Lays the lines of a bundle, and tells what is wrong with that.
function tried(bundle, aside, bulge, walls) {
  Object.assign(bundle, { aside, bulge });
  let under = 0;
  for (const line of bundle.lines) {
    bend(line);
    under += underWalls(line.curve, walls);
  }
  return { aside, bulge, free: !under, cost: Math.abs(aside) / 10 + (under ? under + 8 : 0) };
}

// The boxes that a line between two entities might meet, with the air around them.
function wallsBetween(a, b) {
  const far = 110, found = [];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1, ux = (b.x - a.x) / length, uy = (b.y - a.y) / length;
  entityGrid.each(Math.min(a.x, b.x) - far, Math.min(a.y, b.y) - far, Math.max(a.x, b.x) + far, Math.max(a.y, b.y) + far, (entity) => {
    if (entity === a || entity === b) return;
    const across = Math.abs((entity.x - a.x) * uy - (entity.y - a.y) * ux);
    if (across < far + entity.width / 2) {
      found.push([entity.x - entity.width / 2 - AIR, entity.y - entity.height / 2 - AIR, entity.x + entity.width / 2 + AIR, entity.y + entity.height / 2 + AIR]);
    }
  });
  return found;
}

// How many points of a curve, a few units from one to the next, lie in any of the boxes.
function underWalls(curve, walls) {
  if (!walls.length) return 0;
  const steps = Math.min(Math.max(Math.ceil(lengthOf(curve) / 5), 8), 60);
  let under = 0;
  for (let i = 1; i < steps; i += 1) {
    const [x, y] = pointAt(curve, i / steps);
    if (walls.some(([left, top, right, bottom]) => x > left && x < right && y > top && y < bottom)) under += 1;
  }
  return under;
}
