// A large diagram is painted once, wider than the window, and that picture is moved while the view
// moves. When the reader has come to rest it is painted anew, sharp, a little each frame, and then takes the
// place of the old one. Before that it is painted in haste where what it shows has changed, or no longer covers
// the window: thin lines, no words along them. An entity that is dragged is not in the picture: it is painted
// each frame, its lines between two pictures, one of all other lines and one of all other entities.

const LARGE = 600; // lines, beyond which painting each frame anew would not be fluid
const FULL = 100; // of them at an entity, up to which they are painted in full while it is dragged
const BEYOND = 0.25; // of the window's width, painted on every side
const REST = 160; // milliseconds
const SLICE = 12; // milliseconds of a frame for the picture to come

let layer = null; // the picture that is shown, and from where it was painted
let coming = null; // the one to come
let carried = null; // the entity that is dragged
let painted = 0; // counts changes of what is to be painted
let busy = 0; // when the reader last moved or changed something
let resting = 0;

const SHEETS = [0, 1].map(() => [document.createElement("canvas"), document.createElement("canvas")]); // for both: the second of each only while something is dragged
const speck = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

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
  if (!view.width || !view.height) return; // on paper, where another picture stands for it
  const context = canvas.getContext("2d"), ratio = canvas.width / Math.max(view.width, 1), large = lines.length > LARGE;
  const { width, height } = view, scene = sceneOf({ context, width, height, ...onCanvas(), hasty: large && moving() });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  if (large) {
    prepareLayer(ratio);
    const factor = view.scale / layer.scale, [ground, cover] = layer.sheet;
    const copy = (picture) => context.drawImage(picture, ...toScreen(layer.left, layer.top), layer.width * factor, layer.height * factor);
    copy(ground);
    if (carried) paintCarried(scene, () => copy(cover));
  } else {
    layer = coming = null;
    whole(paintScene(scene));
  }
  paintOver(scene);
}

const onCanvas = () => ({ dx: view.width / 2 - view.x * view.scale, dy: (view.height - view.covered) / 2 - view.y * view.scale, scale: view.scale });

function paintCarried(scene, between) {
  const own = linesOf(carried), now = { ...scene, hasty: scene.hasty && own.length > FULL };
  whole(paintGround(now, own));
  between();
  whole(paintTop(now, [carried], own));
  paintNames(now, [carried]);
}

// Sees to it that the layer shows what the window should show, or nearly so before the reader has come to rest.
function prepareLayer(ratio) {
  const selected = shown.selected?.entity?.id ?? shown.selected?.relation?.number;
  const stamp = [painted, selected, shown.cursor?.id, carried?.id, night.matches, view.width, view.height, ratio].join("|");
  const place = [view.x, view.y, view.scale, view.covered].join("|");
  const same = layer?.stamp === stamp, hasty = moving() || (layer !== null && !covers());
  if (hasty) {
    clearTimeout(resting);
    resting = setTimeout(redraw, REST + 20);
  }
  if (same && (hasty ? covers() : layer.place === place && !layer.hasty)) return;
  if (hasty || !layer) {
    coming = null;
    layer = layerFor({ stamp, place, hasty }, ratio, hasty && !same ? 0 : BEYOND);
    whole(layer.steps);
    return;
  }
  if (coming?.stamp !== stamp || coming.place !== place) coming = layerFor({ stamp, place, hasty }, ratio, BEYOND);
  if (advance(coming)) {
    layer = coming;
    coming = null;
  } else {
    redraw();
  }
}

// Whether all that the window should show is in the layer, at nearly the right size.
function covers() {
  const factor = view.scale / layer.scale;
  if (factor > 3 || factor < 0.35) return false;
  const [left, top] = toScreen(layer.left, layer.top);
  return layer.whole || (left <= 0 && top <= 0 && left + layer.width * factor >= view.width && top + layer.height * factor >= view.height);
}

// Takes as many steps as there is time for in a frame; whether those were the last.
function advance(next) {
  const since = performance.now();
  for (let i = 0; i < next.pace; i += 1) if (next.steps.next().done) return true;
  // Browsers put painting off until a picture is looked at: a look at it now, for all at the end would take long.
  speck.drawImage(next.sheet[0], 0, 0, 1, 1);
  speck.getImageData(0, 0, 1, 1);
  next.pace = Math.max(1, Math.floor((next.pace * SLICE) / Math.max(performance.now() - since, SLICE / 2)));
  return false;
}

// A layer that is not painted yet: `steps` do that.
function layerFor(state, ratio, beyond) {
  const margin = Math.round(view.width * beyond), width = view.width + 2 * margin, height = view.height + 2 * margin;
  const { dx, dy, scale } = onCanvas(), sheet = SHEETS.find((one) => one !== layer?.sheet);
  const [left, top] = toWorld(-margin, -margin), [right, bottom] = toWorld(view.width + margin, view.height + margin), all = extent();
  const inside = !all || (all.left > left && all.top > top && all.right < right && all.bottom < bottom);
  const sceneOn = (picture) => {
    picture.width = Math.round(width * ratio);
    picture.height = Math.round(height * ratio);
    const context = picture.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return sceneOf({ context, width, height, dx: dx + margin, dy: dy + margin, scale, hasty: state.hasty });
  };
  return { ...state, sheet, left, top, width, height, whole: inside, scale, steps: paintSheet(sheet, sceneOn), pace: 2 };
}

function* paintSheet([ground, cover], sceneOn) {
  if (!carried) {
    yield* paintScene(sceneOn(ground));
    return;
  }
  const others = entities.filter((entity) => entity !== carried);
  const still = lines.filter(({ relation }) => relation.subject !== carried && relation.object !== carried);
  yield* paintGround(sceneOn(ground), still);
  const over = sceneOn(cover);
  yield* paintTop(over, others, still);
  paintNames(over, others);
}
