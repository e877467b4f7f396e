// Elements. Text only ever becomes text: nothing here, or anywhere else, reads it as HTML.

const $ = (id) => document.getElementById(id);

// make("button", { class: "row", onclick: f }, "text", element, …)
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "checked" || key === "indeterminate" || key === "value") element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A name of a stranger: it keeps its direction, and gives it to nothing around it.
const name = (text, tag = "bdi") => make(tag, { dir: "auto" }, text);

// The address of an article: shown as it is, a link only where it leads to the web.
function address(text) {
  let url = null;
  try {
    url = new URL(text);
  } catch {
    url = null;
  }
  if (!url || !["http:", "https:"].includes(url.protocol)) return make("span", { class: "address", dir: "ltr" }, text);
  return make("a", { class: "address", dir: "ltr", href: url.href, rel: "noopener noreferrer", target: "_blank" }, text);
}

// A picture of a few strokes, for rows of the filters and the legend; `draw` gives its parts in the
// colours of the moment. SVG, for a list has hundreds of them.
function sketch(width, height, draw) {
  const element = vector("svg", { class: "sketch", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  const repaint = () => element.replaceChildren(...draw(palette()));
  sketches.set(element, repaint);
  repaint();
  return element;
}

const sketches = new WeakMap();

function repaintSketches() {
  for (const element of document.querySelectorAll("svg.sketch")) sketches.get(element)?.();
}

function vector(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

const stroke = (path, colour, width = 1, dash = []) =>
  vector("path", { d: path, fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dash.join(" ") });

let lastSpoken = 0;

// Told to screen readers, once what is going on has come to rest.
function speak(text) {
  clearTimeout(lastSpoken);
  lastSpoken = setTimeout(() => { $("spoken").textContent = text; }, 150);
}

const narrow = () => window.matchMedia("(max-width: 760px)").matches;
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
