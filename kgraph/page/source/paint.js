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
// A `hasty` one is gone in a moment.
function sceneOf(context, width, height, at, scale, colours, live) {
  return { context, width, height, at, scale, colours, far: isFar(scale), light: live ? lit() : null, live, hasty: false };
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
  paintLabels(scene, visible.filter(bright));
  if (scene.light) {
    context.globalAlpha = 0.2;
    paintEntities(scene, seen.filter((entity) => !scene.light.entities.has(entity)));
    context.globalAlpha = 1;
  }
  paintEntities(scene, scene.light ? seen.filter((entity) => scene.light.entities.has(entity)) : seen);
  paintSigns(scene, visible.filter(bright));
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
