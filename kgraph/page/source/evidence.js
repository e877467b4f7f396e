// A claim as a reader wants to see it: how it is said, who says it, in which words, where and when.

// A line as the diagram would draw it: the colour of its family, the stance, the width.
function lineSketch(family, stance, width = 1.5, length = 34) {
  const look = STANCES[stance];
  return sketch(length, 12, (colours) => {
    const colour = family ? colours.families[family] : colours.ink;
    const parts = [stroke(`M1 6H${length - 1}`, colour, width, look.dash.map((part) => part * (0.7 * width + 0.3)))];
    for (let x = length / 6; look.crossed && x < length; x += length / 3) {
      parts.push(stroke(`M${x - 3} 3l6 6m-6 0l6 -6`, colour, 1.2));
    }
    return parts;
  });
}

function typeSketch(type, described = false) {
  return sketch(28, 16, (colours) => {
    const [shape, fill, line] = colours.types[type.name], { points, inner } = outline(shape, 24, 13);
    if (shape === "bare") {
      const digits = vector("text", { x: 14, y: 12, "text-anchor": "middle", "font-size": 11, "font-style": "italic", fill: colours.ink });
      digits.textContent = "123";
      return [digits];
    }
    const path = (some) => `M${some.map(([x, y]) => `${(x + 14).toFixed(1)} ${(y + 8).toFixed(1)}`).join("L")}`;
    const body = stroke(`${path(points)}Z`, line, 1.1, described ? [3, 2] : []);
    body.setAttribute("fill", fill);
    return [body, ...(inner || []).map((some) => stroke(path(some), line, 0.8))];
  });
}

// `how` is how a relation is contested: what is denied only in general has a broken circle.
const disputeSketch = (how, width = 14) => sketch(width, 14, (colours) => [
  vector("circle", { cx: width / 2, cy: 7, r: 5.5, fill: colours.paper, stroke: colours.dispute, "stroke-width": 1.5,
    "stroke-dasharray": how === "general" ? "2.2 2.12" : "none" }),
  stroke(`M${width / 2 - 2.6} 4.4l5.2 5.2m-5.2 0l5.2 -5.2`, colours.dispute, how === "general" ? 1 : 1.5),
]);

const CONTESTED = { itself: "disputed", general: "denied in general" };

const stanceMark = (stance, family) =>
  make("span", { class: `stance ${STANCES[stance].name}` }, lineSketch(family, stance), STANCES[stance].label);

const disputeMark = (how) => (how ? make("span", { class: "dispute" }, disputeSketch(how), CONTESTED[how]) : null);

// The sentence, with the words for subject and object marked, the first time they occur.
function quotation(claim) {
  const quote = make("blockquote", { dir: "auto" });
  const spots = [];
  for (const words of claim.words) {
    const start = words ? claim.quote.indexOf(words) : -1;
    if (start >= 0 && !spots.some(([a, b]) => start < b && start + words.length > a)) spots.push([start, start + words.length]);
  }
  spots.sort((a, b) => a[0] - b[0]);
  let done = 0;
  for (const [start, end] of spots) {
    quote.append(claim.quote.slice(done, start), make("mark", {}, claim.quote.slice(start, end)));
    done = end;
  }
  quote.append(claim.quote.slice(done));
  return quote;
}

function happened(claim) {
  if (!claim.when) return null;
  const [start, end] = claim.when;
  const days = start === end && start ? spoken(start) : `${start ? spoken(start) : "…"} to ${end ? spoken(end) : "…"}`;
  return make("span", {}, days, " (", make("q", { dir: "auto" }, claim.whenText), ")");
}

function claimCard(claim, { about = false } = {}) {
  const article = claim.document, family = claim.relation.kind.family;
  const facts = make("dl", {});
  const fact = (term, ...value) => facts.append(make("div", {}, make("dt", {}, term), make("dd", {}, ...value)));
  fact("Article", name(article.title, "cite"), article.publisher ? [" · ", name(article.publisher)] : null,
    article.published ? ` · ${spoken(article.published)}` : " · undated");
  if (article.url) fact("Address", address(article.url));
  else if (article.path) fact("File", make("span", { class: "address" }, article.path));
  const when = happened(claim);
  if (when) fact("When", when);
  for (const [term, value] of claim.notes || []) fact(term, name(value));
  return make("article", { class: `claim ${STANCES[claim.stance].name}${claim.shown ? "" : " filtered"}` },
    make("p", { class: "who" }, stanceMark(claim.stance, family), make("span", {}, " by ", name(claim.source.name, "strong"),
      claim.chain ? [", as told by ", claim.chain.map((one, i) => [i ? " ← " : "", name(one)])] : null)),
    about ? make("p", { class: "about" }, name(claim.relation.subject.name), ` ${claim.relation.kind.label} `, name(claim.relation.object.name)) : null,
    quotation(claim),
    facts,
    claim.shown ? null : make("p", { class: "note" }, "Left out of the diagram by the filters."),
    make("details", { class: "how", "data-key": `claim ${claim.id}` }, make("summary", {}, "How it was read"),
      make("p", {}, `Confidence ${claim.confidence.toFixed(2)} · characters ${claim.span[0]} to ${claim.span[1]} · `, name(data.extractors[claim.extractor]), ` · claim ${claim.id}`)));
}

// Claims in the order in which a reader should meet them: those who hold it, then those who deny it.
const inOrder = (some) => [...some].sort((a, b) =>
  rank(a.stance) - rank(b.stance) || (a.written ?? Infinity) - (b.written ?? Infinity) || a.number - b.number);

function tally(some) {
  return STRONGEST.map((stance) => [stance, some.filter((claim) => claim.stance === stance).length])
    .filter(([, count]) => count)
    .map(([stance, count]) => make("li", {}, lineSketch(null, stance, 1.5, 26), `${count} ${STANCES[stance].label}`));
}
