// What a reader had open in the panel, where, and where the keys were, while its content is made anew.

const FOCUSABLE = "button, summary, a[href], input, select";

// The keys of an element and of all around it: what "Disputed", or a claim in it, is again in new content.
function keysOf(element) {
  const keys = [];
  for (let at = element?.closest("[data-key]"); at; at = at.parentElement.closest("[data-key]")) keys.push(at.dataset.key);
  return keys.join(" in ");
}

const keyed = (within) => [...within.querySelectorAll("[data-key]")];

function remembered() {
  const active = panel.contains(document.activeElement) ? document.activeElement : null;
  const around = active?.closest("#panel [data-key]") || panel;
  return {
    open: new Map(keyed(panel).map((details) => [keysOf(details), details.open])),
    scroll: panel.scrollTop,
    focus: active && { keys: keysOf(active), place: [...around.querySelectorAll(FOCUSABLE)].indexOf(active) },
  };
}

function recall({ open, scroll, focus }) {
  const all = keyed(panel);
  for (const one of all) {
    const was = open.get(keysOf(one));
    if (was === undefined) continue;
    one.open = was;
    if (was) all.push(...fillNow(one));
  }
  panel.scrollTop = scroll;
  if (!focus) return;
  const around = focus.keys ? all.find((one) => keysOf(one) === focus.keys) : panel;
  const again = around?.querySelectorAll(FOCUSABLE)[focus.place];
  if (again) again.focus({ preventScroll: true });
  else enterPanel();
}
