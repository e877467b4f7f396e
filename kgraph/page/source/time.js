// The time slider: two handles over a small picture of how many claims there are when.

const PICTURE = 34; // its height

function buildTime() {
  const place = $("time");
  const days = (clock) => claims.map((claim) => claim[clock]).filter((day) => day !== null);
  if (new Set([...days("written"), ...days("fact")]).size < 2) return;
  if (new Set(days("written")).size < 2) filter.clock = "fact";
  place.hidden = false;
  let first = 0, last = 0;
  const picture = make("canvas", { "aria-hidden": "true" });
  const handle = (label) => make("input", { type: "range", "aria-label": label, step: 1, oninput: moved });
  const from = handle("From"), to = handle("Until");
  const clock = make("select", { "aria-label": "Which date", onchange: () => { filter.clock = clock.value; setUp(); filter.from = -Infinity; filter.to = Infinity; applyFilters(); } },
    make("option", { value: "written" }, "Published"), make("option", { value: "fact" }, "Happened"));
  const told = make("output", {});
  const undated = make("input", { type: "checkbox", checked: true, onchange: () => { filter.undated = undated.checked; applyFilters(); } });
  const unknown = make("label", { class: "undated" }, undated, "undated too");
  const play = make("button", { type: "button", class: "quiet", "aria-label": "Play through time", onclick: () => (playing ? stop() : start()) }, "▶");
  place.replaceChildren(make("div", { class: "when" }, play, clock, told, unknown), make("div", { class: "track" }, picture, from, to));

  let playing = 0;
  function start() {
    if (Number(to.value) >= last) to.value = String(Number(from.value));
    const step = Math.max(1, Math.round((last - first) / 120));
    playing = setInterval(() => {
      to.value = String(Math.min(last, Number(to.value) + step));
      moved();
      if (Number(to.value) >= last) stop();
    }, 90);
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Stop");
  }
  function stop() {
    clearInterval(playing);
    playing = 0;
    play.textContent = "▶";
    play.setAttribute("aria-label", "Play through time");
  }

  function setUp() {
    const known = days(filter.clock);
    first = known.reduce((a, b) => Math.min(a, b), Infinity);
    last = known.reduce((a, b) => Math.max(a, b), -Infinity);
    if (!known.length) [first, last] = [0, 1];
    for (const [input, value] of [[from, first], [to, last]]) Object.assign(input, { min: first, max: Math.max(last, first + 1), value });
    clock.value = filter.clock;
    unknown.hidden = known.length === claims.length;
  }

  let waiting = 0;
  function moved(event) {
    if (event && playing) stop();
    if (Number(from.value) > Number(to.value)) {
      if (event?.target === from) from.value = to.value;
      else to.value = from.value;
    }
    filter.from = Number(from.value) <= first ? -Infinity : Number(from.value);
    filter.to = Number(to.value) >= last ? Infinity : Number(to.value);
    tell();
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; applyFilters(); });
  }

  function tell() {
    const [a, b] = [Number(from.value), Number(to.value)].map((day) => spoken(dateOf(day)));
    told.textContent = a === b ? a : `${a} – ${b}`;
    from.setAttribute("aria-valuetext", a);
    to.setAttribute("aria-valuetext", b);
  }

  function paintTime() {
    const width = picture.parentElement.clientWidth, ratio = Math.min(window.devicePixelRatio || 1, 2);
    if (!width) return;
    picture.width = width * ratio;
    picture.height = PICTURE * ratio;
    const context = picture.getContext("2d"), colours = palette();
    context.scale(ratio, ratio);
    const bins = Math.max(10, Math.floor((width - 16) / 5)), counts = Array.from({ length: bins }, () => [0, 0]);
    const binOf = (day) => Math.min(bins - 1, Math.max(0, Math.floor(((day - first) / Math.max(last - first, 1)) * bins)));
    for (const claim of claims) {
      const day = claim[filter.clock];
      if (day !== null) counts[binOf(day)][claim.relation.shown && claim.shown ? 0 : 1] += 1;
    }
    const most = Math.max(...counts.map(([a, b]) => a + b), 1), wide = (width - 16) / bins;
    counts.forEach(([on, off], i) => {
      const height = (count) => Math.sqrt(count / most) * (PICTURE - 12);
      const x = 8 + i * wide, whole = height(on + off), part = on ? height(on) : 0;
      context.fillStyle = colours.rule;
      context.fillRect(x, PICTURE - 9 - whole, Math.max(wide - 1, 1), whole);
      context.fillStyle = colours.muted;
      context.fillRect(x, PICTURE - 9 - part, Math.max(wide - 1, 1), part);
    });
  }

  whenShown(() => {
    from.value = String(filter.from === -Infinity ? first : filter.from);
    to.value = String(filter.to === Infinity ? last : filter.to);
    undated.checked = filter.undated;
    tell();
    paintTime();
  });
  night.addEventListener("change", paintTime);
  new ResizeObserver(paintTime).observe(place);
  setUp();
}
