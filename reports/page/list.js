// The list of segments: filtered, sorted, and drawn only where it is seen.
const HEIGHT = 64;
const L = { rows: [], texts: null, box: null, space: null };

// Texts for searching, lower case, made once: while nothing else is to do, or at the first search.
function searchTexts() {
  L.texts ??= D.rows.map((row, i) => `${D.ids[i]}\n${row.join("\n")}`.toLowerCase());
  return L.texts;
}

function filterList() {
  const words = S.query.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = words.length ? searchTexts() : null;
  const wanted = D.documents.findIndex(([id]) => id === S.document);
  const flagged = S.warning && new Set(D.doubts.filter(([kind]) => kind === S.warning).flatMap(([, , segments]) => segments));
  const rows = [];
  for (let i = 0; i < D.ids.length; i++) {
    if (S.document && D.documentOf[i] !== wanted) continue;
    if (S.domain && D.documents[D.documentOf[i]][2] !== S.domain) continue;
    if (flagged && !flagged.has(i)) continue;
    if (texts && !words.every((word) => texts[i].includes(word))) continue;
    rows.push(i);
  }
  L.rows = sorted(rows);
  const [n, all] = [L.rows.length.toLocaleString("en"), D.ids.length.toLocaleString("en")];
  $("count").textContent = n === all ? `All ${all} segments.` : `${n} of ${all} segments.`;
  document.querySelector("[data-act=reset]").hidden = n === all;
  L.space.style.height = `${L.rows.length * HEIGHT}px`;
  L.box.hidden = !L.rows.length;
  L.box.scrollTop = 0;
  drawList();
}

function sorted(rows) {
  if (S.sort === "set") return rows;
  const keys = new Map(rows.map((i) => [i, sortKey(i)]));
  return rows.sort((x, y) => keys.get(y) - keys.get(x) || x - y);
}

// Higher comes first; segments without a score come last.
function sortKey(i) {
  const sign = towards(S.metric);
  const [x, y] = [score(S.metric, S.a, i), D.systems.length > 1 ? score(S.metric, S.b, i) : null];
  if (S.sort === "disagree") return disagreement(i);
  if (S.sort === "worst" || S.sort === "best") return x === null ? -Infinity : sign * x * (S.sort === "best" ? 1 : -1);
  const gap = adds(i) ?? (x === null || y === null || besideBaseline() ? null : x - y);
  return gap === null ? -Infinity : sign * gap * (S.sort === "win" ? 1 : -1);
}

// Whether one of the pair is the baseline: then wins and losses go by what a segment adds to the difference of the
// corpus scores, as in the chapter "Largest losses".
const besideBaseline = () => D.baseline !== null && D.adds[S.metric].some(Boolean) && (S.a === D.baseline) !== (S.b === D.baseline);

// What a segment adds to the difference A − B of the corpus scores; null where that isn't known.
function adds(i) {
  if (!besideBaseline()) return null;
  const part = D.adds[S.metric][S.a === D.baseline ? S.b : S.a]?.[i] ?? null;
  return part === null ? null : S.a === D.baseline ? -part : part;
}

const shownPart = (part) => (part > 0 ? "+" : "") + String(Number(part.toPrecision(2))).replace("-", "−");

// How far apart metrics place a segment: the span of its ranks (0 to 1) by A − B, or by A where there is no B.
function disagreement(i) {
  const places = ranks().map((of) => of[i]).filter((rank) => !Number.isNaN(rank));
  return places.length > 1 ? Math.max(...places) - Math.min(...places) : -Infinity;
}

function ranks() {
  const key = `${S.a} ${S.b}`;
  if (L.rankedBy === key) return L.ranks;
  L.rankedBy = key;
  L.ranks = D.metrics.flatMap((one, m) => (one.better ? [ranksOf(m)] : []));
  return L.ranks;
}

function ranksOf(metric) {
  const two = D.systems.length > 1;
  const values = D.ids.map((_, i) => {
    const [x, y] = [score(metric, S.a, i), two ? score(metric, S.b, i) : 0];
    return x === null || y === null ? NaN : towards(metric) * (x - y);
  });
  const order = values.map((_, i) => i).filter((i) => !Number.isNaN(values[i])).sort((p, q) => values[p] - values[q]);
  const found = new Float64Array(values.length).fill(NaN);
  for (let start = 0; start < order.length; ) {
    let stop = start;
    while (stop < order.length && values[order[stop]] === values[order[start]]) stop++;
    for (let k = start; k < stop; k++) found[order[k]] = (start + stop - 1) / 2 / order.length;
    start = stop;
  }
  return found;
}

function drawList() {
  const from = Math.max(0, Math.floor(L.box.scrollTop / HEIGHT) - 4);
  const to = Math.min(L.rows.length, from + Math.ceil(L.box.clientHeight / HEIGHT) + 8);
  const items = [];
  for (let k = from; k < to; k++) items.push(listItem(k));
  L.space.replaceChildren(...items);
  const chosen = L.rows.findIndex((i) => D.ids[i] === S.segment);
  if (chosen >= from && chosen < to) L.box.setAttribute("aria-activedescendant", `item-${chosen}`);
  else L.box.removeAttribute("aria-activedescendant");
}

function listItem(k) {
  const i = L.rows[k];
  const row = D.rows[i];
  const [x, y] = [score(S.metric, S.a, i), D.systems.length > 1 ? score(S.metric, S.b, i) : null];
  const head = el("div", { class: "head" }, el("span", { class: "id" }, plain(D.ids[i])));
  const flags = new Set((D.flagsOf.get(i) ?? []).map(([kind]) => kind));
  if (flags.size) head.append(el("span", { class: "flag", title: [...flags].join(", ") }, flags.size > 1 ? `${flags.size} warnings` : "1 warning"));
  if (D.systems.length > 1) {
    const gap = x === null || y === null ? "–" : signed(S.metric, x - y);
    const part = S.sort === "win" || S.sort === "loss" ? adds(i) : null;
    if (part === null) head.append(el("span", {}, `${shownBy(S.metric, x)} / ${shownBy(S.metric, y)}`), el("span", { class: "gap" }, gap));
    else head.append(el("span", {}, gap), el("span", { class: "gap", title: "to the difference of the corpus scores" }, `adds ${shownPart(part)}`));
  } else head.append(el("span", { class: "gap" }, shownBy(S.metric, x)));
  const text = row.find((one) => one !== null && one.trim()) ?? "";
  const chosen = D.ids[i] === S.segment;
  const item = el(
    "div",
    { class: "item", role: "option", id: `item-${k}`, "aria-selected": String(chosen), "aria-setsize": L.rows.length, "aria-posinset": k + 1 },
    head,
    el("div", { class: "snippet", dir: "auto" }, plain(text.slice(0, 160))),
  );
  item.style.top = `${k * HEIGHT}px`;
  item.addEventListener("click", () => choose({ segment: D.ids[i] }));
  return item;
}

// Scroll so that the chosen segment is seen.
L.reveal = () => {
  const k = L.rows.findIndex((i) => D.ids[i] === S.segment);
  if (k < 0) return;
  const top = k * HEIGHT;
  if (top < L.box.scrollTop || top + HEIGHT > L.box.scrollTop + L.box.clientHeight) {
    L.box.scrollTop = Math.max(0, top - L.box.clientHeight / 2 + HEIGHT / 2);
  }
  drawList();
};

// Choose another segment of the list by keyboard or button; `step` may be ±Infinity.
function move(step) {
  const at = L.rows.findIndex((i) => D.ids[i] === S.segment);
  const k = Math.max(0, Math.min(L.rows.length - 1, at + step));
  if (!L.rows.length) return;
  choose({ segment: D.ids[L.rows[k]] });
  L.reveal();
}

function startList() {
  L.box = $("list");
  L.space = el("div", { class: "space", role: "presentation" });
  L.box.append(L.space);
  L.box.addEventListener("scroll", () => requestAnimationFrame(drawList));
  L.box.addEventListener("keydown", (event) => {
    const page = Math.floor(L.box.clientHeight / HEIGHT);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -D.ids.length, End: D.ids.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(step);
  });
  const filters = ["a", "b", "metric", "query", "document", "domain", "warning", "sort"];
  whenChanged((changed) => (filters.some((key) => changed.has(key)) ? filterList() : drawList()));
}
