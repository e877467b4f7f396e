// The diagram on its canvas. Near, entities are boxes with their names, as on paper; from afar they
// are small shapes, and those with most lines have their names beside them.

const night = window.matchMedia("(prefers-color-scheme: dark)");
let printing = false;
const palette = () => (night.matches && !printing ? data.palettes.dark : data.palettes.light);

const shown = { selected: null, hovered: null, cursor: null };
// selected and hovered are { entity } or { relation } or null; cursor is an entity.

const isFar = (scale) => scale * 9 < 7.2;

// Width and height on screen of an entity seen from afar: by its lines, and smaller where it is crowded.
function glyphSize(entity, scale) {
  const side = Math.min(4.5 + 2.3 * Math.sqrt(entity.degree), Math.max(3.5, crowd * scale * 0.3));
  const high = Math.min(side + Math.sqrt(entity.degree), 4.5 + 2.3 * Math.sqrt(entity.degree));
  return [high * 1.5, high];
}

let crowd = 100; // the distance between neighbours, if all entities stood evenly

function measureCrowd() {
  const all = extent(), count = entities.reduce((sum, entity) => sum + (entity.shown ? 1 : 0), 0);
  if (all) crowd = Math.sqrt(((all.right - all.left) * (all.bottom - all.top)) / Math.max(count, 1));
}

// The entities and lines that belong to what is selected; null where nothing is.
function lit() {
  const selected = shown.selected;
  if (!selected) return null;
  const found = { entities: new Set(), relations: new Set() };
  if (selected.entity) {
    found.entities.add(selected.entity);
    for (const line of linesOf.get(selected.entity) || []) {
      found.relations.add(line.relation);
      found.entities.add(otherEnd(line.relation, selected.entity));
    }
  } else {
    found.relations.add(selected.relation);
    found.entities.add(selected.relation.subject);
    found.entities.add(selected.relation.object);
  }
  return found;
}

// One picture of `width` × `height`, for the screen (`live`) or for paper; `at` turns places into points of it.
function sceneOf(context, width, height, at, scale, colours, live) {
  return { context, width, height, at, scale, colours, far: isFar(scale), light: live ? lit() : null, live };
}

function paintScene(scene) {
  const { context, width, height, scale } = scene;
  context.clearRect(0, 0, width, height);
  const visible = lines.filter((line) => inside(scene, line.left, line.top, line.right, line.bottom, 30));
  const seen = entities.filter((e) => e.shown && inside(scene, e.x - e.width / 2, e.y - e.height / 2, e.x + e.width / 2, e.y + e.height / 2, 12));
  const bright = (line) => !scene.light || scene.light.relations.has(line.relation);
  const dim = scene.light ? visible.filter((line) => !bright(line)) : [];
  context.globalAlpha = 0.13;
  paintLines(scene, dim);
  context.globalAlpha = scene.far && !scene.light && crowd * scale < 26 ? 0.6 : 1;
  paintLines(scene, scene.light ? visible.filter(bright) : visible);
  context.globalAlpha = 1;
  if (!scene.far) paintLabels(scene, visible.filter(bright));
  if (scene.light) {
    context.globalAlpha = 0.2;
    paintEntities(scene, seen.filter((entity) => !scene.light.entities.has(entity)));
    context.globalAlpha = 1;
  }
  paintEntities(scene, scene.light ? seen.filter((entity) => scene.light.entities.has(entity)) : seen);
  if (scene.far) paintNames(scene, seen);
  context.setLineDash([]);
}

// What follows the pointer and the keys, over the rest.
function paintOver(scene) {
  paintHovered(scene);
  paintRings(scene);
  scene.context.setLineDash([]);
}

function inside(scene, left, top, right, bottom, margin) {
  const [x0, y0] = scene.at(left, top), [x1, y1] = scene.at(right, bottom);
  return x1 > -margin && y1 > -margin && x0 < scene.width + margin && y0 < scene.height + margin;
}

// Where a line starts and ends on screen; from afar at the middles of its entities.
function onScreen(scene, line) {
  const c = line.curve, [cx, cy] = scene.at(c[2], c[3]);
  const { subject, object } = line.relation;
  const [sx, sy] = scene.far && !line.loop ? scene.at(subject.x, subject.y) : scene.at(c[0], c[1]);
  const [ex, ey] = scene.far && !line.loop ? scene.at(object.x, object.y) : scene.at(c[4], c[5]);
  return [sx, sy, cx, cy, ex, ey];
}

// Lines of one look are one path: a stroke for each look is much quicker than one for each line.
function paintLines(scene, some) {
  const looks = new Map();
  for (const line of some) {
    const key = `${line.relation.kind.family}|${line.relation.stance}|${line.width}`;
    if (!looks.has(key)) looks.set(key, []);
    looks.get(key).push(line);
  }
  const { context, colours } = scene;
  for (const group of looks.values()) {
    const { relation, width } = group[0];
    const stance = STANCES[relation.stance], colour = colours.families[relation.kind.family];
    const wide = Math.max(width * Math.min(scene.scale, 1.6), scene.far ? 0.45 + width * 0.3 : 0.8);
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = wide;
    context.setLineDash(stance.dash.map((length) => Math.max(length * (0.7 * wide + 0.3), 1)));
    context.beginPath();
    const curves = group.map((line) => onScreen(scene, line));
    for (const c of curves) {
      context.moveTo(c[0], c[1]);
      context.quadraticCurveTo(c[2], c[3], c[4], c[5]);
    }
    context.stroke();
    context.setLineDash([]);
    paintHeads(scene, group, curves, wide);
    if (stance.crossed) paintCrosses(scene, group, curves, wide);
  }
}

function paintHeads(scene, group, curves, wide) {
  const { context } = scene, crowded = crowd * scene.scale < 18;
  context.beginPath();
  group.forEach((line, i) => {
    const c = curves[i], length = Math.hypot(c[4] - c[0], c[5] - c[1]);
    const size = Math.min((4.5 + 1.5 * line.width) * Math.min(scene.scale, 1.5), length * 0.45);
    if (scene.far && (length < 34 || (crowded && !scene.light))) return;
    head(context, c[2], c[3], c[4], c[5], scene.far ? Math.min(5 + wide, length * 0.3) : size, scene.far ? glyphSize(line.relation.object, scene.scale)[1] * 0.62 : 0);
    if (line.relation.kind.symmetric) {
      head(context, c[2], c[3], c[0], c[1], scene.far ? Math.min(5 + wide, length * 0.3) : size, scene.far ? glyphSize(line.relation.subject, scene.scale)[1] * 0.62 : 0);
    }
  });
  context.fill();
}

function head(context, fx, fy, tx, ty, size, back) {
  const dx = tx - fx, dy = ty - fy, length = Math.hypot(dx, dy) || 1, ux = dx / length, uy = dy / length;
  const x = tx - ux * back, y = ty - uy * back, half = size * 0.42;
  context.moveTo(x, y);
  context.lineTo(x - ux * size - uy * half, y - uy * size + ux * half);
  context.lineTo(x - ux * size * 0.78, y - uy * size * 0.78);
  context.lineTo(x - ux * size + uy * half, y - uy * size - ux * half);
  context.closePath();
}

// The marks of a denial, from afar too: without them it would look like an assertion.
function paintCrosses(scene, group, curves, wide) {
  const { context } = scene;
  context.lineWidth = Math.max(wide * 0.8, 0.8);
  context.beginPath();
  group.forEach((line, i) => {
    const c = curves[i], arm = Math.max(2.2, (2.4 + 0.5 * line.width) * Math.min(scene.scale, 1.5));
    for (const t of crossPlaces(scene, line, lengthOf(c))) {
      const [x, y] = pointAt(c, t), [dx, dy] = tangentAt(c, t), angle = Math.atan2(dy, dx) + Math.PI / 4;
      for (const turn of [angle, angle + Math.PI / 2]) {
        context.moveTo(x - Math.cos(turn) * arm, y - Math.sin(turn) * arm);
        context.lineTo(x + Math.cos(turn) * arm, y + Math.sin(turn) * arm);
      }
    }
  });
  context.stroke();
}

// Where marks stand along a line of that length, 0 to 1: on both sides of its label.
function crossPlaces(scene, line, length) {
  const head = scene.far ? 4 : 8 * scene.scale, every = scene.far ? 26 : 16 * Math.max(scene.scale, 0.7);
  let stretches = [[3, length - head]];
  if (line.label && !scene.far) {
    const middle = line.label.t * length, half = (line.label.width / 2 + 4) * scene.scale;
    stretches = [[2, middle - half], [middle + half, length - head]];
  }
  const found = [];
  for (const [from, to] of stretches) {
    const count = Math.min(10, Math.round((to - from) / every)) || (to - from > 3 ? 1 : 0);
    for (let n = 0; n < count; n += 1) found.push((from + ((n + 0.5) / count) * (to - from)) / length);
  }
  return found.length ? found : [0.5];
}

function paintLabels(scene, some) {
  const size = LABEL * scene.scale;
  if (size < 5.2) return;
  for (const line of some) {
    const chosen = scene.light && scene.light.relations.size < 60;
    const spot = line.label || (chosen ? labelSpot(line, 0.5) : null);
    if (spot) paintLabel(scene, line, spot, size);
  }
}

function paintLabel(scene, line, spot, size, weight = 400) {
  const { context, colours } = scene, [x, y] = scene.at(spot.x, spot.y);
  const colour = colours.families[line.relation.kind.family];
  const mark = line.relation.contested ? size * 1.45 : 0;
  const wide = textWidth(line.relation.kind.label, weight) * size + mark;
  context.save();
  context.translate(x, y);
  context.rotate(spot.angle);
  context.globalAlpha = 0.92;
  context.fillStyle = colours.paper;
  context.fillRect(-wide / 2 - 2, -size * 0.66, wide + 4, size * 1.32);
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.font = `${weight} ${size}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(line.relation.kind.label, mark / 2, size * 0.04);
  if (mark) paintDispute(context, -wide / 2 + size * 0.55, 0, size * 0.5, colours);
  context.restore();
}

// The sign of a dispute: a cross in a circle.
function paintDispute(context, x, y, radius, colours) {
  context.setLineDash([]);
  context.strokeStyle = colours.dispute;
  context.fillStyle = colours.paper;
  context.lineWidth = Math.max(radius * 0.3, 0.9);
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  const arm = radius * 0.5;
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x - arm, y + arm);
  context.lineTo(x + arm, y - arm);
  context.stroke();
}

// The line under the pointer, and its words, whatever the size.
function paintHovered(scene) {
  const relation = shown.hovered?.relation || (scene.far && shown.selected?.relation);
  if (!relation || !relation.shown) return;
  const line = (linesOf.get(relation.subject) || []).find((one) => one.relation === relation);
  if (!line) return;
  const { context, colours } = scene, c = onScreen(scene, line);
  context.setLineDash([]);
  context.globalAlpha = 0.22;
  context.strokeStyle = colours.families[relation.kind.family];
  context.lineWidth = 9;
  context.beginPath();
  context.moveTo(c[0], c[1]);
  context.quadraticCurveTo(c[2], c[3], c[4], c[5]);
  context.stroke();
  context.globalAlpha = 1;
  const spot = line.label || labelSpot(line, 0.5);
  paintLabel(scene, line, spot, Math.max(LABEL * scene.scale, 10.5), 600);
}

function paintEntities(scene, some) {
  const looks = new Map();
  for (const entity of some) {
    const key = `${entity.type.number}|${entity.described ? 1 : 0}`;
    if (!looks.has(key)) looks.set(key, []);
    looks.get(key).push(entity);
  }
  for (const group of looks.values()) paintAlike(scene, group);
  if (!scene.far) for (const entity of some) paintName(scene, entity);
}

function paintAlike(scene, group) {
  const { context, colours, scale } = scene, { type, described } = group[0];
  const [shape, fill, line] = colours.types[type.name];
  if (shape === "bare" && !scene.far) return;
  context.fillStyle = fill === "none" ? colours.paper : fill;
  context.strokeStyle = line === "none" ? colours.muted : line;
  context.lineWidth = scene.far ? 1 : Math.max(1.1 * Math.min(scale, 1.6), 0.8);
  context.setLineDash(described ? [3 * context.lineWidth, 1.8 * context.lineWidth] : []);
  context.beginPath();
  for (const entity of group) {
    const [x, y] = scene.at(entity.x, entity.y);
    if (scene.far) tracePolygon(context, glyph(shape, entity, scale), x, y);
    else tracePolygon(context, shapeOf(entity).points, x, y, scale);
  }
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (scene.far) return;
  context.lineWidth *= 0.7;
  context.beginPath();
  for (const entity of group) traceInner(context, shapeOf(entity).inner, ...scene.at(entity.x, entity.y), scale);
  context.stroke();
}

const glyphs = new Map();

function glyph(shape, entity, scale) {
  const [w, h] = glyphSize(entity, scale), key = `${shape} ${w.toFixed(1)}`;
  if (!glyphs.has(key)) {
    if (glyphs.size > 4000) glyphs.clear();
    glyphs.set(key, outline(shape, w, h).points);
  }
  return glyphs.get(key);
}

function paintName(scene, entity) {
  const { context, colours, scale } = scene, [x, y] = scene.at(entity.x, entity.y);
  const size = entity.size * scale, leading = size * 1.22, focus = entity.number === data.focus;
  context.fillStyle = colours.types[entity.type.name][3];
  context.font = `${isValue(entity) ? "italic " : ""}${focus ? 700 : 400} ${size}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const top = y - entity.lift * scale - ((entity.lines.length - 1) * leading) / 2;
  const room = (entity.width - 4) * scale;
  entity.lines.forEach((line, i) => context.fillText(line, x, top + i * leading + size * 0.04, room));
}

// A ring around the entity that is selected, under the pointer, or where the keys are.
function paintRings(scene) {
  const { context, colours, scale } = scene;
  const ring = (entity, colour, width, gap, dash) => {
    if (!entity || !entity.shown) return;
    const [x, y] = scene.at(entity.x, entity.y);
    const [w, h] = scene.far ? glyphSize(entity, scale) : [entity.width * scale, entity.height * scale];
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    context.roundRect(x - w / 2 - gap, y - h / 2 - gap, w + 2 * gap, h + 2 * gap, 7);
    context.stroke();
  };
  ring(shown.hovered?.entity, colours.muted, 1.4, 3, []);
  ring(shown.selected?.entity, colours.ink, 2, 4, []);
  if (document.activeElement === canvas) ring(shown.cursor, colours.ink, 2, 7, [5, 3]);
}

const MAIN_NAMES = 9;

const onPaper = (scene, area) => area[0] > 2 && area[1] > 2 && area[2] < scene.width - 2 && area[3] < scene.height - 2;

const free = (taken, area) =>
  ![...taken.near(...area)].some((other) => other[0] < area[2] && other[2] > area[0] && other[1] < area[3] && other[3] > area[1]);

// From afar: names beside those that matter most, as many as have room.
function paintNames(scene, seen) {
  const { context, colours, scale } = scene;
  const first = new Set([shown.selected?.entity, shown.cursor].filter((entity) => scene.live && entity?.shown));
  const candidates = seen.filter((entity) => first.has(entity) || !scene.light || scene.light.entities.has(entity));
  candidates.sort((a, b) => first.has(b) - first.has(a) || b.degree - a.degree || a.number - b.number);
  const taken = new Grid(60), names = new Grid(60), size = 11.5;
  let placed = 0;
  for (const entity of seen.length < 500 ? seen : seen.filter((one) => one.degree > 8)) {
    const [x, y] = scene.at(entity.x, entity.y), [w, h] = glyphSize(entity, scale), area = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
    taken.add(area, ...area);
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const entity of candidates.slice(0, 400)) {
    if (placed >= 110) break;
    const [x, y] = scene.at(entity.x, entity.y), weight = first.has(entity) ? 700 : entity.degree > 7 ? 600 : 400;
    const words = entity.name.length > 34 ? `${entity.name.slice(0, 32)}…` : entity.name;
    const half = (textWidth(words, weight) * size) / 2 + 3, [, high] = glyphSize(entity, scale);
    const rows = [y + high / 2 + size * 0.78, y - high / 2 - size * 0.72];
    const sides = [[x, rows[0]], [x, rows[1]], [x + high * 0.75 + half + 1, y], [x - high * 0.75 - half - 1, y]];
    const area = ([cx, cy]) => [cx - half, cy - size * 0.62, cx + half, cy + size * 0.62];
    // The few that matter most may cover small neighbours, but never another name.
    const among = placed < MAIN_NAMES && entity.degree > 3 ? [taken, names] : [taken];
    const fits = (grid) => sides.find((side) => free(grid, area(side)) && free(names, area(side)) && onPaper(scene, area(side)));
    const spot = among.map(fits).find(Boolean) || (first.has(entity) ? sides[0] : null);
    if (!spot) continue;
    names.add(area(spot), ...area(spot));
    context.font = `${weight} ${size}px ${FONT}`;
    context.strokeStyle = colours.paper;
    context.lineWidth = 3.5;
    context.strokeText(words, ...spot);
    context.fillStyle = colours.ink;
    context.fillText(words, ...spot);
    placed += 1;
  }
}
