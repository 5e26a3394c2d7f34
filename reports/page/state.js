// What is chosen, in one place and in the address: a link opens the same view.
const FIRST = { a: 0, b: 1, metric: 0, query: "", document: "", domain: "", warning: "", sort: "set", segment: "" };
const S = { ...FIRST };
const listeners = [];

const whenChanged = (call) => listeners.push(call);

// Change the state, tell everyone what changed, and write the address.
function choose(changes) {
  const changed = Object.keys(changes).filter((key) => S[key] !== changes[key]);
  if (!changed.length) return;
  Object.assign(S, changes);
  for (const call of listeners) call(new Set(changed));
  writeAddress();
}

function writeAddress() {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(S)) {
    if (value === FIRST[key]) continue;
    words.set(key, key === "a" || key === "b" ? D.systems[value] : key === "metric" ? D.metrics[value].label : value);
  }
  const text = words.toString();
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // some viewers forbid it; the page works without
  }
}

// Read the address; a system, metric or segment that isn't there is left as it was.
function readAddress() {
  const text = location.hash.slice(1);
  if (!text.includes("=")) return {};
  const found = {};
  for (const [key, value] of new URLSearchParams(text)) {
    if (!(key in FIRST)) continue;
    if (key === "a" || key === "b") {
      const at = D.systems.indexOf(value);
      if (at >= 0) found[key] = at;
    } else if (key === "metric") {
      const at = D.metrics.findIndex((one) => one.label === value);
      if (at >= 0) found[key] = at;
    } else if (key !== "segment" || D.ids.includes(value)) {
      found[key] = value;
    }
  }
  return found;
}

// A segment opens from anywhere: the filters that would hide it are taken off.
function openSegment(i, { scroll = true } = {}) {
  choose({ segment: D.ids[i] });
  if (!L.rows.includes(i)) choose({ query: "", document: "", domain: "", warning: "" });
  if (scroll) $("segments").scrollIntoView({ block: "start" });
  L.reveal();
}
