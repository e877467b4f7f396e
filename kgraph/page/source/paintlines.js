// Lines on the canvas, their heads, marks and words.

const TOGETHER = 10;
const AROUND = 50; // pixels around the picture, from which a mark may reach into it

// Lines of one look share a path, some at a time: one for each line is slow, and so is one with thousands.
function* paintLines(scene, some) {
  const looks = new Map();
  for (const line of some) {
    const key = line.look * STANCES.length + line.relation.stance, alike = looks.get(key);
    if (alike) alike.push(line);
    else looks.set(key, [line]);
  }
  const { context, colours } = scene;
  for (const group of looks.values()) {
    const { relation, width } = group[0];
    const stance = STANCES[relation.stance], colour = colours.families[relation.kind.family];
    const full = Math.max(width * Math.min(scene.scale, 1.6), scene.far ? 0.45 + width * 0.3 : 0.8);
    const wide = scene.hasty ? Math.min(full, 0.9) : full;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = wide;
    // Long dashes are quicker, and those that nobody sees take time too.
    context.setLineDash(stance.dash.map((length) => Math.max(length * (0.7 * wide + 0.3), 1) * (scene.hasty ? 2 : 1)));
    const curves = group.map((line) => onScreen(scene, line));
    const strokes = scene.hasty && stance.dash.length ? curves.map((curve) => seenPart(scene, curve)) : curves;
    for (let first = 0; first < strokes.length; first += TOGETHER) {
      strokeAll(context, strokes.slice(first, first + TOGETHER));
      if (first % STEP === 0) yield;
    }
    context.setLineDash([]);
    paintHeads(scene, group, curves, wide);
    if (stance.crossed) paintCrosses(scene, group, curves, wide);
    yield;
  }
}

function strokeAll(context, curves) {
  context.beginPath();
  for (const c of curves) {
    context.moveTo(c[0], c[1]);
    context.quadraticCurveTo(c[2], c[3], c[4], c[5]);
  }
  context.stroke();
}

const within = ({ width, height }, x, y, margin) => x > -margin && y > -margin && x < width + margin && y < height + margin;

// The part of a curve that is in the picture, and a little more; its ends only roughly.
function seenPart(scene, c) {
  if (within(scene, c[0], c[1], 0) && within(scene, c[4], c[5], 0)) return c;
  const seen = [];
  for (let i = 0; i <= 16; i += 1) if (within(scene, ...pointAt(c, i / 16), 0)) seen.push(i);
  if (!seen.length) return c;
  const a = Math.max(seen[0] - 1, 0) / 16, b = Math.min(seen[seen.length - 1] + 1, 16) / 16;
  const middle = (i) => (1 - a) * (1 - b) * c[i] + (a + b - 2 * a * b) * c[i + 2] + a * b * c[i + 4];
  return [...pointAt(c, a), middle(0), middle(1), ...pointAt(c, b)];
}

function paintHeads(scene, group, curves, wide) {
  const { context } = scene, crowded = crowd * scene.scale < 18;
  context.beginPath();
  group.forEach((line, i) => {
    const c = curves[i], length = Math.hypot(c[4] - c[0], c[5] - c[1]);
    const size = Math.min((4.5 + 1.5 * line.width) * Math.min(scene.scale, 1.5), length * 0.45);
    if (scene.far && (length < 34 || (crowded && !scene.light))) return;
    if (within(scene, c[4], c[5], AROUND)) head(context, c[2], c[3], c[4], c[5], scene.far ? Math.min(5 + wide, length * 0.3) : size, scene.far ? glyphSize(line.relation.object, scene.scale)[1] * 0.62 : 0);
    if (line.relation.kind.symmetric && within(scene, c[0], c[1], AROUND)) {
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
      const [x, y] = pointAt(c, t);
      if (!within(scene, x, y, AROUND)) continue;
      const [dx, dy] = tangentAt(c, t), angle = Math.atan2(dy, dx) + Math.PI / 4;
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
  const label = scene.far || scene.hasty ? null : spotOf(scene, line);
  if (label) {
    const middle = label.t * length, half = (label.width / 2 + 4) * scene.scale;
    stretches = [[2, middle - half], [middle + half, length - head]];
  }
  const found = [];
  for (const [from, to] of stretches) {
    const count = Math.min(10, Math.round((to - from) / every)) || (to - from > 3 ? 1 : 0);
    for (let n = 0; n < count; n += 1) found.push((from + ((n + 0.5) / count) * (to - from)) / length);
  }
  return found.length ? found : [0.5];
}

// Neither from afar nor in haste are there words along lines.
function* paintLabels(scene, some) {
  if (scene.far || scene.hasty) return;
  for (const [place, line] of some.entries()) {
    if (place % STEP === 0) yield;
    const spot = spotOf(scene, line);
    if (spot) paintLabel(scene, line, spot, LABEL * scene.scale);
  }
}

const spotOf = (scene, line) => line.label || (scene.light && spotsOf(scene.light).get(line)) || null;

// The signs of disputes that no words carry: a denial must not depend on whether its line has room for words.
function* paintSigns(scene, some) {
  const radius = scene.far ? 3.6 : Math.max(LABEL * 0.5 * scene.scale, 3.6);
  const stamps = scene.hasty ? { itself: signStamp(scene, radius, "itself"), general: signStamp(scene, radius, "general") } : null;
  for (const [place, line] of some.entries()) {
    if (place % STEP === 0) yield;
    const how = line.relation.contested;
    if (!how || (!scene.far && !scene.hasty && spotOf(scene, line))) continue;
    const [x, y] = pointAt(onScreen(scene, line), scene.far ? 0.5 : line.label?.t ?? line.sign);
    if (stamps) stamps[how](x, y);
    else paintDispute(scene.context, x, y, radius, scene.colours, how);
  }
}

// A sign that is painted once and then copied.
function signStamp({ colours, context }, radius, how) {
  const picture = document.createElement("canvas"), ratio = context.getTransform().a, pen = picture.getContext("2d");
  const half = Math.ceil(radius) + 2;
  picture.width = picture.height = Math.ceil(2 * half * ratio);
  pen.scale(ratio, ratio);
  paintDispute(pen, half, half, radius, colours, how);
  return (x, y) => context.drawImage(picture, Math.round(x) - half, Math.round(y) - half, 2 * half, 2 * half);
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
  if (mark) paintDispute(context, -wide / 2 + size * 0.55, 0, size * 0.5, colours, line.relation.contested);
  context.restore();
}

// The sign of a dispute: a cross in a circle, which is broken where the denial is one in general.
function paintDispute(context, x, y, radius, colours, how) {
  const general = how === "general";
  context.setLineDash(general ? [radius * 0.4, radius * 0.385] : []);
  context.strokeStyle = colours.dispute;
  context.fillStyle = colours.paper;
  context.lineWidth = Math.max(radius * 0.3, 0.9);
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (general) context.lineWidth *= 0.75;
  context.beginPath();
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
  const line = relation.line;
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
  const spot = (!scene.far && spotOf(scene, line)) || labelSpot(line, 0.5);
  paintLabel(scene, line, spot, Math.max(LABEL * scene.scale, 10.5), 600);
}
