// A large diagram is painted once, wider than the window, and that picture is moved while the view
// moves; when the view has come to rest it is painted anew, sharp. Where the picture no longer covers the
// window before that, another is painted in haste: thin lines, no words along them.

const LARGE = 600; // lines, beyond which painting each frame anew would not be fluid
const BEYOND = 0.25; // of the window's width, painted on every side
const REST = 160; // milliseconds

let layer = null;
let painted = 0; // counts changes of what is to be painted
let resting = 0;

const changed = () => { painted += 1; };

function paint() {
  const context = canvas.getContext("2d");
  const ratio = canvas.width / Math.max(view.width, 1), scene = sceneOf(context, view.width, view.height, toScreen, view.scale, palette(), true);
  if (lines.length <= LARGE) {
    layer = null;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintScene(scene);
  } else {
    const base = paintedLayer(ratio), factor = view.scale / base.scale;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    context.drawImage(base.canvas, ...toScreen(base.left, base.top), base.width * factor, base.height * factor);
  }
  paintOver(scene);
}

const moving = () => move !== null || performance.now() - view.moved < REST;

function paintedLayer(ratio) {
  const selected = shown.selected?.entity?.id ?? shown.selected?.relation?.number;
  const stamp = [painted, selected, shown.cursor?.id, night.matches, view.width, view.height, ratio].join("|");
  const hasty = moving();
  if (hasty) {
    clearTimeout(resting);
    resting = setTimeout(redraw, REST + 20);
  }
  if (layer?.stamp === stamp) {
    const here = layer.x === view.x && layer.y === view.y && layer.scale === view.scale && layer.covered === view.covered;
    if (hasty ? covers() : here && !layer.hasty) return layer;
  }
  return paintLayer(stamp, ratio, hasty);
}

// Whether all that the window should show is in the layer, at nearly the right size.
function covers() {
  const factor = view.scale / layer.scale;
  if (factor > 3 || factor < 0.35) return false;
  const [left, top] = toScreen(layer.left, layer.top);
  return layer.whole || (left <= 0 && top <= 0 && left + layer.width * factor >= view.width && top + layer.height * factor >= view.height);
}

function paintLayer(stamp, ratio, hasty) {
  const margin = Math.round(view.width * BEYOND), width = view.width + 2 * margin, height = view.height + 2 * margin;
  const picture = layer?.canvas || document.createElement("canvas");
  picture.width = Math.round(width * ratio);
  picture.height = Math.round(height * ratio);
  const context = picture.getContext("2d"), at = (x, y) => toScreen(x, y).map((part) => part + margin);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintScene({ ...sceneOf(context, width, height, at, view.scale, palette(), true), hasty });
  const [left, top] = toWorld(-margin, -margin), [right, bottom] = toWorld(view.width + margin, view.height + margin);
  const all = extent();
  const whole = !all || (all.left > left && all.top > top && all.right < right && all.bottom < bottom);
  layer = { canvas: picture, stamp, hasty, left, top, width, height, whole, x: view.x, y: view.y, scale: view.scale, covered: view.covered };
  return layer;
}
