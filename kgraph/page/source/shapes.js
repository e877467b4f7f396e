// The shapes of entities, as in diagrams on paper: a convex outline around (0, 0), y downwards,
// and lines inside it. `w` and `h` are the width and height of the box around it.

function arc(points, x, y, rx, ry, start, end, steps) {
  for (let i = 0; i <= steps; i += 1) {
    const angle = ((start + ((end - start) * i) / steps) * Math.PI) / 180;
    points.push([x + rx * Math.cos(angle), y + ry * Math.sin(angle)]);
  }
}

function rounded(w, h, radius) {
  const a = w / 2, b = h / 2, r = Math.min(radius, a, b), points = [];
  arc(points, a - r, b - r, r, r, 0, 90, 5);
  arc(points, r - a, b - r, r, r, 90, 180, 5);
  arc(points, r - a, r - b, r, r, 180, 270, 5);
  arc(points, a - r, r - b, r, r, 270, 360, 5);
  return points;
}

function superellipse(w, h) {
  const points = [];
  for (let i = 0; i < 40; i += 1) {
    const cos = Math.cos((i * Math.PI) / 20), sin = Math.sin((i * Math.PI) / 20);
    points.push([(w / 2) * Math.sign(cos) * Math.abs(cos) ** (2 / 2.6), (h / 2) * Math.sign(sin) * Math.abs(sin) ** (2 / 2.6)]);
  }
  return points;
}

const box = (a, b) => [[a, b], [-a, b], [-a, -b], [a, -b]];

const SHAPES = {
  bare: (a, b) => ({ points: box(a, b) }),
  box: (a, b) => ({ points: box(a, b) }),
  rounded: (a, b) => ({ points: rounded(2 * a, 2 * b, 6) }),
  pill: (a, b) => ({ points: rounded(2 * a, 2 * b, 12) }),
  ellipse: (a, b) => ({ points: superellipse(2 * a, 2 * b) }),
  tab: (a, b) => ({ points: rounded(2 * a, 2 * b, Math.min(b, 9)), inner: [[[-a + Math.min(6, a / 3), -b], [-a + Math.min(6, a / 3), b]]] }),
  hexagon: (a, b) => {
    const tip = Math.min(9, 0.6 * b + 2, a / 2);
    return { points: [[a, 0], [a - tip, b], [tip - a, b], [-a, 0], [tip - a, -b], [a - tip, -b]] };
  },
  octagon: (a, b) => {
    const cut = Math.min(5.5, a / 2, b / 2);
    return { points: [[a, cut - b], [a, b - cut], [a - cut, b], [cut - a, b], [-a, b - cut], [-a, cut - b], [cut - a, -b], [a - cut, -b]] };
  },
  gable: (a, b) => {
    const eaves = Math.min(7, b / 2) - b;
    return { points: [[a, b], [-a, b], [-a, eaves], [0, -b], [a, eaves]], inner: [[[-a, eaves], [a, eaves]]] };
  },
  pediment: (a, b) => {
    const eaves = Math.min(7, b / 2) - b, foot = b - Math.min(3, b / 4), side = a - Math.min(2, a / 8);
    return {
      points: [[a, foot], [a, b], [-a, b], [-a, foot], [-side, eaves], [0, -b], [side, eaves]],
      inner: [[[-side, eaves], [side, eaves]], [[-a, foot], [a, foot]]],
    };
  },
  sheet: (a, b) => {
    const fold = Math.min(7, b);
    return { points: [[a, b], [-a, b], [-a, -b], [a - fold, -b], [a, fold - b]], inner: [[[a - fold, -b], [a - fold, fold - b], [a, fold - b]]] };
  },
  scroll: (a, b) => {
    const lean = Math.min(8, a / 2);
    return { points: [[a - lean, b], [-a, b], [lean - a, -b], [a, -b]] };
  },
  press: (a, b) => {
    const rule = b - Math.min(2.5, b / 3);
    return { points: box(a, b), inner: [[[-a, rule], [a, rule]]] };
  },
  plot: (a, b) => {
    const slope = Math.min(8, a / 2);
    return { points: [[a, b], [-a, b], [slope - a, -b], [a - slope, -b]] };
  },
};

const outline = (shape, w, h) => (SHAPES[shape] || SHAPES.box)(w / 2, h / 2);

function tracePolygon(context, points, x = 0, y = 0, scale = 1) {
  context.moveTo(x + points[0][0] * scale, y + points[0][1] * scale);
  for (let i = 1; i < points.length; i += 1) context.lineTo(x + points[i][0] * scale, y + points[i][1] * scale);
  context.closePath();
}

function traceInner(context, inner, x = 0, y = 0, scale = 1) {
  for (const line of inner || []) {
    line.forEach(([px, py], i) => (i ? context.lineTo(x + px * scale, y + py * scale) : context.moveTo(x + px * scale, y + py * scale)));
  }
}

// How far a ray from (0, 0) along (dx, dy) goes before it leaves a convex outline, in lengths of (dx, dy).
function leaves(points, dx, dy) {
  let least = Infinity;
  for (let i = 0; i < points.length; i += 1) {
    const [ax, ay] = points[i], [bx, by] = points[i + 1] || points[0];
    const ex = bx - ax, ey = by - ay, cross = dx * ey - dy * ex;
    if (Math.abs(cross) < 1e-9) continue;
    const t = (ax * ey - ay * ex) / cross, u = (ax * dy - ay * dx) / cross;
    if (t > 0 && u >= -1e-6 && u <= 1 + 1e-6 && t < least) least = t;
  }
  return least === Infinity ? 0 : least;
}
