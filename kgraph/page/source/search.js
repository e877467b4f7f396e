// Search: entities by their names first, then sentences that have all the words.

const searchBox = $("search");
const foundList = $("found");
const MOST_FOUND = 8;

let index = null;

function searched(text) {
  if (!index) {
    index = {
      entities: entities.map((entity) => [entity, [entity.name, ...entity.names].map(folded)]),
      claims: claims.map((claim) => [claim, folded(claim.quote)]),
    };
  }
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const score = ([entity, names]) => {
    let best = 0;
    names.forEach((one, i) => {
      const own = i ? 0 : 1;
      if (one === wanted) best = Math.max(best, 8 + own);
      else if (one.startsWith(wanted)) best = Math.max(best, 6 + own);
      else if (words.every((word) => one.split(/[\s\-/(]+/).some((part) => part.startsWith(word)))) best = Math.max(best, 4 + own);
      else if (one.includes(wanted)) best = Math.max(best, 2 + own);
    });
    return best;
  };
  const named = index.entities.map((pair) => [score(pair), pair[0]]).filter(([points]) => points)
    .sort((a, b) => b[0] - a[0] || b[1].relations.length - a[1].relations.length || a[1].number - b[1].number)
    .slice(0, MOST_FOUND).map(([, entity]) => ({ entity }));
  const told = wanted.length < 3 ? [] : index.claims.filter(([, quote]) => words.every((word) => quote.includes(word)))
    .slice(0, MOST_FOUND).map(([claim]) => ({ claim }));
  return [...named, ...told];
}

let results = [];
let chosen = -1;

function showFound() {
  results = searched(searchBox.value);
  chosen = results.length ? 0 : -1;
  const rows = results.map((result, i) => make("div", { role: "option", id: `found-${i}`, "aria-selected": String(i === 0), onpointerdown: (event) => { event.preventDefault(); take(i); } },
    result.entity
      ? [typeSketch(result.entity.type, result.entity.described), name(result.entity.name), make("span", { class: "note" }, result.entity.type.label)]
      : [lineSketch(result.claim.relation.kind.family, result.claim.stance, 1.5, 28), make("span", { class: "sentence", dir: "auto" }, result.claim.quote)]));
  const open = Boolean(searchBox.value.trim());
  foundList.replaceChildren(...(rows.length ? rows : [make("p", { class: "note" }, "Nothing has these words.")]));
  foundList.hidden = !open;
  searchBox.setAttribute("aria-expanded", String(open && rows.length > 0));
  mark();
}

function mark() {
  foundList.querySelectorAll("[role=option]").forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  if (chosen >= 0) {
    searchBox.setAttribute("aria-activedescendant", `found-${chosen}`);
    $(`found-${chosen}`)?.scrollIntoView({ block: "nearest" });
  } else {
    searchBox.removeAttribute("aria-activedescendant");
  }
}

function closeFound() {
  foundList.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
}

function take(i) {
  const result = results[i];
  if (!result) return;
  searchBox.value = "";
  closeFound();
  const target = result.entity ? { entity: result.entity } : { relation: result.claim.relation };
  // What filters hide is shown again when it is asked for.
  if (!(target.entity || target.relation).shown) clearFilters();
  select(target, { centre: true, focus: true });
}

function listenToSearch() {
  searchBox.addEventListener("input", showFound);
  searchBox.addEventListener("focus", () => { if (searchBox.value.trim()) showFound(); });
  searchBox.addEventListener("blur", closeFound);
  searchBox.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!results.length) return;
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length;
      mark();
    } else if (event.key === "Enter") {
      take(chosen);
    } else if (event.key === "Escape") {
      if (searchBox.value) { searchBox.value = ""; closeFound(); } else canvas.focus({ preventScroll: true });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}
