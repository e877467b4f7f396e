// The diagram on its canvas, in steps, so that a large one can be spread over many frames. Near, entities are
// boxes with their names, as on paper; from afar they are small shapes, and those with most lines have their
// names beside them.

const STEP = 200; // lines, or entities

// All steps at once.
function whole(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

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
    for (const line of linesOf(selected.entity)) {
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

// One picture of `width` × `height`, for the screen (`live`) or for paper. A place (x, y) is at
// (x * scale + dx, y * scale + dy) in it. A `hasty` one is gone in a moment.
function sceneOf({ context, width, height, dx, dy, scale, colours = palette(), live = true, hasty = false }) {
  const at = (x, y) => [x * scale + dx, y * scale + dy];
  return { context, width, height, dx, dy, at, scale, colours, far: isFar(scale), light: live ? lit() : null, live, hasty };
}

function* paintScene(scene) {
  yield* paintGround(scene);
  yield* paintTop(scene);
  paintNames(scene);
}

// Lines and the words along them.
function* paintGround(scene, some = lines) {
  const { context, far, light, scale } = scene;
  if (!far && !scene.hasty) yield* placeLabels();
  const visible = visibleLines(scene, some), isBright = isLit(scene), bright = visible.filter(isBright);
  if (light) {
    context.globalAlpha = 0.13;
    yield* paintLines(scene, visible.filter((line) => !isBright(line)));
  }
  context.globalAlpha = far && !light && crowd * scale < 26 ? 0.6 : 1;
  yield* paintLines(scene, bright);
  context.globalAlpha = 1;
  yield* paintLabels(scene, bright);
}

// Entities, and the signs of disputes.
function* paintTop(scene, some = entities, signed = lines) {
  const { context, light } = scene, seen = visibleOf(scene, some);
  if (light) {
    context.globalAlpha = 0.2;
    yield* paintEntities(scene, seen.filter((entity) => !light.entities.has(entity)));
    context.globalAlpha = 1;
  }
  yield* paintEntities(scene, light ? seen.filter((entity) => light.entities.has(entity)) : seen);
  yield* paintSigns(scene, visibleLines(scene, signed).filter(isLit(scene)));
  context.setLineDash([]);
}

// What follows the pointer and the keys, over the rest.
function paintOver(scene) {
  paintHovered(scene);
  paintRings(scene);
  scene.context.setLineDash([]);
}

function inside({ width, height, dx, dy, scale }, left, top, right, bottom, margin) {
  return right * scale + dx > -margin && bottom * scale + dy > -margin && left * scale + dx < width + margin && top * scale + dy < height + margin;
}

const isLit = ({ light }) => (line) => !light || light.relations.has(line.relation);

const visibleLines = (scene, some) => some.filter((line) => inside(scene, line.left, line.top, line.right, line.bottom, 30));

const visibleOf = (scene, some) =>
  some.filter((e) => e.shown && inside(scene, e.x - e.width / 2, e.y - e.height / 2, e.x + e.width / 2, e.y + e.height / 2, 12));

// Where a line starts and ends on screen; from afar at the middles of its entities.
function onScreen({ far, dx, dy, scale }, line) {
  const c = line.curve, { subject, object } = line.relation, middles = far && !line.loop;
  return [
    (middles ? subject.x : c[0]) * scale + dx, (middles ? subject.y : c[1]) * scale + dy,
    c[2] * scale + dx, c[3] * scale + dy,
    (middles ? object.x : c[4]) * scale + dx, (middles ? object.y : c[5]) * scale + dy,
  ];
}
