// Where the reader looks: the middle of the view in the diagram, and how large a unit is on screen.

const canvas = $("diagram");
const view = { x: 0, y: 0, scale: 1, width: 0, height: 0, covered: 0 };
const SMALLEST = 0.02, LARGEST = 6;

const toScreen = (x, y) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + (view.height - view.covered) / 2];
const toWorld = (x, y) => [(x - view.width / 2) / view.scale + view.x, (y - (view.height - view.covered) / 2) / view.scale + view.y];

let frame = 0;
function redraw() {
  if (!frame) frame = requestAnimationFrame((time) => { frame = 0; glide(time); paint(); });
}

// A move of the view that is under way: where from, where to, and since when.
let move = null;

function glide(time) {
  if (!move) return;
  if (move.since === null) move.since = time;
  const part = Math.min((time - move.since) / 280, 1), eased = 1 - (1 - part) ** 3;
  for (const key of ["x", "y", "scale"]) view[key] = move.from[key] + (move.to[key] - move.from[key]) * eased;
  if (part < 1) redraw();
  else move = null;
}

function lookAt(x, y, scale = view.scale) {
  const to = { x, y, scale: Math.max(SMALLEST, Math.min(LARGEST, scale)) };
  if (still()) {
    move = null;
    Object.assign(view, to);
  } else {
    move = { from: { x: view.x, y: view.y, scale: view.scale }, to, since: null };
  }
  redraw();
}

function panBy(dx, dy) {
  move = null;
  hurry();
  view.x -= dx / view.scale;
  view.y -= dy / view.scale;
  redraw();
}

function zoomAt(x, y, factor) {
  move = null;
  hurry();
  const [wx, wy] = toWorld(x, y);
  view.scale = Math.max(SMALLEST, Math.min(LARGEST, view.scale * factor));
  const [nx, ny] = toWorld(x, y);
  view.x += wx - nx;
  view.y += wy - ny;
  redraw();
}

const zoomBy = (factor) => lookAt(view.x, view.y, view.scale * factor);

function extent() {
  const found = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const entity of entities) {
    if (!entity.shown) continue;
    found.left = Math.min(found.left, entity.x - entity.width / 2);
    found.right = Math.max(found.right, entity.x + entity.width / 2);
    found.top = Math.min(found.top, entity.y - entity.height / 2);
    found.bottom = Math.max(found.bottom, entity.y + entity.height / 2);
  }
  return found.left < Infinity ? found : null;
}

// The corners of the window that hold something: how much is shown, and buttons.
function corners() {
  const stage = canvas.parentElement.getBoundingClientRect(), air = 5;
  return [$("status"), $("zoom-in").parentElement].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return [left - stage.left - air, top - stage.top - air, right - stage.left + air, bottom - stage.top + air];
  });
}

// The largest view that shows all in a window of that size, and nothing under what its corners hold.
function fitted(width = view.width, height = view.height - view.covered, margin = narrow() ? 18 : 36, taken = corners()) {
  const all = extent();
  if (!all) return { x: 0, y: 0, scale: 1 };
  let best = null, first = null;
  for (const top of [margin, ...taken.map(([, , , bottom]) => bottom)]) {
    for (const right of [margin, ...taken.map(([left]) => width - left)]) {
      const scale = Math.max(Math.min((width - margin - right) / (all.right - all.left), (height - margin - top) / (all.bottom - all.top), 1.7), SMALLEST);
      const x = (all.left + all.right - (margin - right) / scale) / 2, y = (all.top + all.bottom - (top - margin) / scale) / 2;
      first ??= { x, y, scale };
      if (scale > (best?.scale || 0) && !taken.some((corner) => hidesAny(corner, x, y, scale, width, height))) best = { x, y, scale };
    }
  }
  return best || first;
}

function hidesAny([left, top, right, bottom], x, y, scale, width, height) {
  const name = isFar(scale) ? 15 : 0; // from afar names stand above and below
  return entities.some((entity) => {
    const sx = (entity.x - x) * scale + width / 2, sy = (entity.y - y) * scale + height / 2;
    const w = (entity.width * scale) / 2, h = (entity.height * scale) / 2 + name;
    return entity.shown && sx + w > left && sx - w < right && sy + h > top && sy - h < bottom;
  });
}

function fit(at_once = false) {
  const to = fitted();
  if (at_once) {
    move = null;
    Object.assign(view, to);
    redraw();
  } else {
    lookAt(to.x, to.y, to.scale);
  }
}

// A size at which the names around a place can be read.
const readable = () => Math.max(view.scale, Math.min(1.25, narrow() ? 0.95 : 1.25));

function resize() {
  const bounds = canvas.parentElement.getBoundingClientRect();
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  view.width = bounds.width;
  view.height = bounds.height;
  canvas.width = Math.max(1, Math.round(bounds.width * ratio));
  canvas.height = Math.max(1, Math.round(bounds.height * ratio));
  canvas.style.width = `${bounds.width}px`;
  canvas.style.height = `${bounds.height}px`;
  redraw();
}

// What is at a place of the window: an entity before a line; `slack` in pixels, more for fingers.
function hit(px, py, slack) {
  const [x, y] = toWorld(px, py), around = slack / view.scale;
  let best = null, least = Infinity;
  entityGrid.each(x - around, y - around, x + around, y + around, (entity) => {
    const far = isFar(view.scale), [w, h] = far ? glyphSize(entity, view.scale).map((side) => side / view.scale) : [entity.width, entity.height];
    const off = Math.max(Math.abs(x - entity.x) - w / 2, Math.abs(y - entity.y) - h / 2, 0);
    const distance = off + Math.hypot(x - entity.x, y - entity.y) * 1e-3;
    if (off <= around * (far ? 0.8 : 0.2) && distance < least) {
      least = distance;
      best = { entity };
    }
  });
  if (best) return best;
  const margin = around + 90;
  least = Math.max(around, 3 / view.scale);
  griddedLines().each(x - margin, y - margin, x + margin, y + margin, (line) => {
    if (x < line.left - around || x > line.right + around || y < line.top - around || y > line.bottom + around) return;
    const distance = Math.min(distanceTo(line.curve, x, y), onLabel(line, x, y));
    if (distance < least) {
      least = distance;
      best = { relation: line.relation };
    }
  });
  return best;
}

function onLabel(line, x, y) {
  if (!line.label || isFar(view.scale)) return Infinity;
  const dx = x - line.label.x, dy = y - line.label.y, cos = Math.cos(line.label.angle), sin = Math.sin(line.label.angle);
  const inside = Math.abs(dx * cos + dy * sin) < line.label.width / 2 && Math.abs(dy * cos - dx * sin) < 5;
  return inside ? 0 : Infinity;
}
