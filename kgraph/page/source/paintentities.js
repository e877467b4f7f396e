// Entities on the canvas, and their names.

function* paintEntities(scene, some) {
  const looks = new Map();
  for (const entity of some) {
    const key = `${entity.type.number}|${entity.described ? 1 : 0}`;
    if (!looks.has(key)) looks.set(key, []);
    looks.get(key).push(entity);
  }
  for (const group of looks.values()) {
    paintAlike(scene, group);
    yield;
  }
  if (scene.far) return;
  for (const [place, entity] of some.entries()) {
    if (place % STEP === 0) yield;
    paintName(scene, entity);
  }
}

function paintAlike(scene, group) {
  const { context, colours, scale } = scene, { type, described } = group[0];
  const [shape, fill, line] = colours.types[type.name];
  if (shape === "bare" && !scene.far) return;
  context.fillStyle = fill === "none" ? colours.paper : fill;
  context.strokeStyle = line === "none" ? colours.muted : line;
  context.lineWidth = scene.far ? 1 : Math.max(1.1 * Math.min(scale, 1.6), 0.8);
  context.setLineDash(described ? [3 * context.lineWidth, 1.8 * context.lineWidth] : []);
  if (scene.far && scene.hasty) {
    for (const entity of group) {
      const [x, y] = scene.at(entity.x, entity.y), [w, h] = glyphSize(entity, scale);
      context.fillRect(x - w / 2, y - h / 2, w, h);
      context.strokeRect(x - w / 2, y - h / 2, w, h);
    }
    return;
  }
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
  !taken.some(...area, (other) => other[0] < area[2] && other[2] > area[0] && other[1] < area[3] && other[3] > area[1]);

// From afar: names beside those that matter most, as many as have room.
function paintNames(scene, some = entities) {
  if (!scene.far) return;
  const { context, colours, scale } = scene, seen = visibleOf(scene, some);
  const first = new Set([shown.selected?.entity, shown.cursor].filter((entity) => scene.live && entity?.shown));
  const candidates = seen.filter((entity) => first.has(entity) || !scene.light || scene.light.entities.has(entity));
  candidates.sort((a, b) => first.has(b) - first.has(a) || b.degree - a.degree || a.number - b.number);
  const taken = new Grid(60), names = new Grid(60), size = 11.5;
  if (scene.live && scene.width === view.width) for (const corner of corners()) names.add(corner, ...corner);
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
