// A large diagram is painted once, wider than the window, and that picture is moved while the view
// moves; when the reader has come to rest it is painted anew, sharp. Before that it is painted in haste
// where what it shows has changed, or no longer covers the window: thin lines, no words along them.
// An entity that is dragged is not in the picture: it is painted each frame, its lines between two pictures,
// one of all other lines and one of all other entities.

const LARGE = 600; // lines, beyond which painting each frame anew would not be fluid
const FULL = 100; // of them at an entity, up to which they are painted in full while it is dragged
const BEYOND = 0.25; // of the window's width, painted on every side
const REST = 160; // milliseconds

let layer = null; // what the pictures show, and from where
const ground = document.createElement("canvas"), cover = document.createElement("canvas"); // the second only while something is dragged
let carried = null; // the entity that is dragged
let painted = 0; // counts changes of what is to be painted
let busy = 0; // when the reader last moved or changed something
let resting = 0;

// Lines are other lines now, or elsewhere.
function changed() {
  painted += 1;
  lineGrid = null;
  labelled = false;
  extra.of = null;
}

const hurry = () => { busy = performance.now(); };

const moving = () => move !== null || performance.now() - busy < REST;

function paint() {
  const context = canvas.getContext("2d"), ratio = canvas.width / Math.max(view.width, 1), large = lines.length > LARGE;
  const { width, height } = view, scene = sceneOf({ context, width, height, ...onCanvas(), hasty: large && moving() });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  if (large) {
    prepareLayer(ratio);
    const factor = view.scale / layer.scale;
    const copy = (picture) => context.drawImage(picture, ...toScreen(layer.left, layer.top), layer.width * factor, layer.height * factor);
    copy(ground);
    if (carried) paintCarried(scene, () => copy(cover));
  } else {
    layer = null;
    paintScene(scene);
  }
  paintOver(scene);
}

const onCanvas = () => ({ dx: view.width / 2 - view.x * view.scale, dy: (view.height - view.covered) / 2 - view.y * view.scale, scale: view.scale });

function paintCarried(scene, between) {
  const own = linesOf(carried), now = { ...scene, hasty: scene.hasty && own.length > FULL };
  paintGround(now, own);
  between();
  paintTop(now, [carried], own);
  paintNames(now, [carried]);
}

// Sees to it that the layer shows what the window should show, or nearly so while the reader is busy.
function prepareLayer(ratio) {
  const selected = shown.selected?.entity?.id ?? shown.selected?.relation?.number;
  const stamp = [painted, selected, shown.cursor?.id, carried?.id, night.matches, view.width, view.height, ratio].join("|");
  const hasty = moving(), same = layer?.stamp === stamp;
  if (hasty) {
    clearTimeout(resting);
    resting = setTimeout(redraw, REST + 20);
  }
  const here = same && layer.x === view.x && layer.y === view.y && layer.scale === view.scale && layer.covered === view.covered;
  if (same && (hasty ? covers() : here && !layer.hasty)) return;
  paintLayer(stamp, ratio, hasty, hasty && !same ? 0 : BEYOND);
}

// Whether all that the window should show is in the layer, at nearly the right size.
function covers() {
  const factor = view.scale / layer.scale;
  if (factor > 3 || factor < 0.35) return false;
  const [left, top] = toScreen(layer.left, layer.top);
  return layer.whole || (left <= 0 && top <= 0 && left + layer.width * factor >= view.width && top + layer.height * factor >= view.height);
}

function paintLayer(stamp, ratio, hasty, beyond) {
  const margin = Math.round(view.width * beyond), width = view.width + 2 * margin, height = view.height + 2 * margin;
  const { dx, dy, scale } = onCanvas();
  const sceneOn = (picture) => {
    picture.width = Math.round(width * ratio);
    picture.height = Math.round(height * ratio);
    const context = picture.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return sceneOf({ context, width, height, dx: dx + margin, dy: dy + margin, scale, hasty });
  };
  if (carried) {
    const others = entities.filter((entity) => entity !== carried);
    const still = lines.filter(({ relation }) => relation.subject !== carried && relation.object !== carried);
    paintGround(sceneOn(ground), still);
    const over = sceneOn(cover);
    paintTop(over, others, still);
    paintNames(over, others);
  } else {
    paintScene(sceneOn(ground));
  }
  const [left, above] = toWorld(-margin, -margin), [right, bottom] = toWorld(view.width + margin, view.height + margin);
  const all = extent();
  const whole = !all || (all.left > left && all.top > above && all.right < right && all.bottom < bottom);
  layer = { stamp, hasty, left, top: above, width, height, whole, x: view.x, y: view.y, scale, covered: view.covered };
}
