// What is chosen, in one place and in the address: a link opens the same view.
const FIRST = {
  a: 0, b: 1, metric: 0, hide: "",
  query: "", document: "", domain: "", warning: "",
  finding: "", severity: "", side: "",
  range: "", of: "", least: "", most: "",
  shortest: "", longest: "", apart: "", mark: "",
  sort: "set", segment: "", diff: "reference", context: "near",
};
const S = { ...FIRST };
const settlers = [];
const listeners = [];

// A settler makes the state whole before anyone draws: it gets the keys that changed and the keys that were asked for.
const settledBy = (call) => settlers.push(call);
const whenChanged = (call) => listeners.push(call);

// Change the state, tell everyone what changed, and write the address.
function choose(changes) {
  const before = { ...S };
  const changed = () => new Set(Object.keys(S).filter((key) => S[key] !== before[key]));
  Object.assign(S, changes);
  for (const settle of settlers) settle(changed(), new Set(Object.keys(changes)));
  const keys = changed();
  if (!keys.size) return;
  for (const call of listeners) call(keys);
  writeAddress();
}

// Begin with the first state and what the address says; nothing is drawn or written yet.
function begin(linked) {
  Object.assign(S, FIRST, linked);
  for (const settle of settlers) settle(new Set(), new Set(Object.keys(linked)));
}

function writeAddress() {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(S)) {
    if (value === FIRST[key]) continue;
    if (key === "hide") for (const s of hiddenSystems()) words.append(key, D.systems[s]);
    else words.set(key, key === "a" || key === "b" ? D.systems[value] : key === "metric" ? D.metrics[value].label : value);
  }
  const text = words.toString();
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // some viewers forbid it; the page works without
  }
}

// Read the address: what it says and nothing else; a system, metric or segment that isn't there counts for nothing.
// Null where the address is the name of a chapter, or empty.
function readAddress() {
  const text = location.hash.slice(1);
  if (!text.includes("=")) return null;
  const words = new URLSearchParams(text);
  const state = {};
  for (const [key, value] of words) {
    if (!(key in FIRST) || key === "hide") continue;
    if (key === "a" || key === "b") {
      const at = D.systems.indexOf(value);
      if (at >= 0) state[key] = at;
    } else if (key === "metric") {
      const at = D.metrics.findIndex((metric) => metric.label === value);
      if (at >= 0) state[key] = at;
    } else if (key !== "segment" || D.rowOf.has(value)) {
      state[key] = value;
    }
  }
  const hidden = words.getAll("hide").map((name) => D.systems.indexOf(name));
  if (hidden.length) state.hide = systemList(hidden.filter((s) => s >= 0));
  return state;
}

// A segment opens from anywhere: the filters that would hide it are taken off.
function openSegment(i, { scroll = true } = {}) {
  const segment = D.ids[i];
  choose(keptBy(i) ? { segment } : { ...noFilters(), segment });
  if (scroll) $("segments").scrollIntoView({ block: "start" });
  L.reveal();
}
