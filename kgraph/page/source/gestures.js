// Mouse, finger and pen on the diagram: drag an entity, drag the ground, pinch, wheel, click.

const fingers = new Map();
let pressed = null; // what the first finger is on, and whether it has moved
let pinch = null;

function place(event) {
  const bounds = canvas.getBoundingClientRect();
  return [event.clientX - bounds.left, event.clientY - bounds.top];
}

const slack = (event) => (event.pointerType === "touch" ? 16 : 7);

function listenToPointers() {
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = place(event);
    fingers.set(event.pointerId, [x, y]);
    if (fingers.size === 1) pressed = { x, y, at: hit(x, y, slack(event)), moved: false };
    if (fingers.size === 2) {
      pinch = spanOf();
      if (pressed) pressed.moved = true;
    }
    hideTip();
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    if (!fingers.has(event.pointerId)) {
      if (event.pointerType !== "touch") hover(x, y, slack(event));
      return;
    }
    const [px, py] = fingers.get(event.pointerId);
    fingers.set(event.pointerId, [x, y]);
    if (fingers.size === 2) {
      const now = spanOf();
      zoomAt(now.x, now.y, now.far / pinch.far);
      panBy(now.x - pinch.x, now.y - pinch.y);
      pinch = now;
    } else if (pressed) {
      if (!pressed.moved && Math.hypot(x - pressed.x, y - pressed.y) < (event.pointerType === "touch" ? 9 : 4)) return;
      pressed.moved = true;
      canvas.classList.add("dragging");
      if (pressed.at?.entity) carry(pressed.at.entity, (x - px) / view.scale, (y - py) / view.scale);
      else panBy(x - px, y - py);
    }
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    canvas.classList.remove("dragging");
    if (fingers.size) {
      pinch = null;
      return;
    }
    if (pressed?.moved && pressed.at?.entity) settled();
    else if (pressed && !pressed.moved && event.type === "pointerup") {
      trail.length = 0;
      select(pressed.at, { keep: false });
    }
    pressed = null;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { if (!fingers.size) hover(-1, -1, 0); });
  canvas.addEventListener("dblclick", (event) => zoomAt(...place(event), 1.6));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    if (event.shiftKey) panBy(-(event.deltaY + event.deltaX) * lines, 0);
    else zoomAt(...place(event), Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.008 : 0.0018)));
  }, { passive: false });
}

function spanOf() {
  const [[ax, ay], [bx, by]] = [...fingers.values()];
  return { x: (ax + bx) / 2, y: (ay + by) / 2, far: Math.max(Math.hypot(ax - bx, ay - by), 1) };
}

// An entity goes with the pointer, and its lines with it.
function carry(entity, dx, dy) {
  hurry();
  carried = entity;
  entity.x += dx;
  entity.y += dy;
  for (const { line } of entity.relations) {
    bend(line);
    if (line.label) line.label = labelSpot(line, 0.5);
  }
  extra.of = null;
  redraw();
}

function settled() {
  carried = null;
  gridEntities();
  if (lines.length <= FEW) bundles.forEach(layBundle);
  changed();
  hurry();
  redraw();
}

function hover(x, y, around) {
  const found = around ? hit(x, y, around) : null;
  if (same(found, shown.hovered)) {
    if (found) moveTip(x, y);
    return;
  }
  shown.hovered = found;
  canvas.classList.toggle("over", Boolean(found));
  if (found) showTip(found, x, y);
  else hideTip();
  redraw();
}

function showTip(target, x, y) {
  const tip = $("tip");
  if (target.entity) {
    tip.replaceChildren(name(target.entity.name, "strong"), make("span", { class: "note" }, ` ${target.entity.type.label}, ${many(target.entity.degree, "relation")}`));
  } else {
    const { relation } = target, who = [...new Set(relation.visible.map((claim) => claim.source.name))];
    tip.replaceChildren(make("div", {}, name(relation.subject.name, "strong"), ` ${relation.kind.label} `, name(relation.object.name, "strong")),
      make("div", { class: "note" }, stanceMark(relation.stance, relation.kind.family), " by ", name(who[0]), who.length > 1 ? ` and ${who.length - 1} more` : "", ` · ${many(relation.origins, "independent origin")} `, disputeMark(relation.contested)));
  }
  tip.hidden = false;
  moveTip(x, y);
}

function moveTip(x, y) {
  const tip = $("tip"), { offsetWidth: w, offsetHeight: h } = tip;
  tip.style.left = `${Math.max(6, Math.min(x + 14, view.width - w - 6))}px`;
  tip.style.top = `${y + 18 + h > view.height ? y - h - 12 : y + 18}px`;
}

function hideTip() {
  $("tip").hidden = true;
}
