// The list of segments: filtered, sorted, drawn only where it is seen; one of its segments is chosen.
const NARROW = matchMedia("(max-width: 560px)");
const L = { rows: [], last: "", stale: true, isNew: true, box: null, space: null };

// Pixels of a row, as in explorer.css: in a narrow window the name has a line of its own.
const rowHeight = () => (NARROW.matches ? 84 : 64);

// Keys that change nothing but how a segment is shown.
const VIEW = new Set(["segment", "diff", "context"]);

// The rows follow the state, and the chosen segment is one of them: where it is not, or where the order is another,
// the first is chosen. The place is kept while nothing fits.
function settleList(changed, asked) {
  if (L.stale || [...changed].some((key) => !VIEW.has(key))) {
    L.rows = filteredRows();
    L.stale = false;
    L.isNew = true;
  }
  const [first] = L.rows;
  if (first === undefined) {
    if (S.segment) L.last = S.segment;
    S.segment = "";
    return;
  }
  const i = D.rowOf.get(S.segment || L.last);
  const isThere = i !== undefined && L.rows.includes(i);
  const isFirst = changed.has("sort") && !asked.has("segment");
  S.segment = D.ids[isThere && !isFirst ? i : first];
}

function filteredRows() {
  const passes = filterTest();
  const rows = [];
  for (let i = 0; i < D.ids.length; i++) if (passes(i)) rows.push(i);
  return sorted(rows);
}

const chosenRow = () => (S.segment ? L.rows.indexOf(D.rowOf.get(S.segment)) : -1);

function drawAll() {
  L.isNew = false;
  const [n, all] = [L.rows.length.toLocaleString("en"), D.ids.length.toLocaleString("en")];
  $("count").textContent = n === all ? `All ${all} segments.` : `${n} of ${all} segments.`;
  drawChips();
  L.space.style.height = `${L.rows.length * rowHeight()}px`;
  L.box.hidden = !L.rows.length;
  L.reveal();
}

function drawList() {
  const height = rowHeight();
  const from = Math.max(0, Math.floor(L.box.scrollTop / height) - 4);
  const to = Math.min(L.rows.length, from + Math.ceil(L.box.clientHeight / height) + 8);
  const items = [];
  for (let k = from; k < to; k++) items.push(listItem(k, height));
  L.space.replaceChildren(...items);
  const chosen = chosenRow();
  if (chosen >= from && chosen < to) L.box.setAttribute("aria-activedescendant", `item-${chosen}`);
  else L.box.removeAttribute("aria-activedescendant");
}

function listItem(k, height) {
  const i = L.rows[k];
  const head = el("div", { class: "head" }, nameElement(D.names.get(D.ids[i]), { class: "id", title: plain(D.ids[i]) }), ...listTags(i), ...listScores(i));
  const text = D.rows[i].find((column) => column !== null && column.trim()) ?? "";
  const item = el(
    "div",
    {
      class: "item", role: "option", id: `item-${k}`, "aria-selected": String(D.ids[i] === S.segment),
      "aria-setsize": L.rows.length, "aria-posinset": k + 1,
    },
    head,
    el("div", { class: "snippet", dir: "auto" }, plain(text.slice(0, 160))),
  );
  item.style.top = `${k * height}px`;
  item.addEventListener("click", () => choose({ segment: D.ids[i] }));
  return item;
}

function listTags(i) {
  const tags = [];
  const { mark, note } = markOf(i);
  if (mark) tags.push(el("span", { class: `mark-tag ${mark}` }, mark));
  if (note) tags.push(el("span", { class: "mark-tag", title: plain(note) }, "note"));
  const flags = new Set((D.flagsOf.get(i) ?? []).filter(([, s]) => s === null || isShown(s)).map(([kind]) => kind));
  if (flags.size) {
    const said = `${flags.size} ${flags.size > 1 ? "warnings" : "warning"}`;
    tags.push(el("span", { class: "flag", title: plain([...flags].join(", ")), role: "img", "aria-label": said }, `⚠ ${flags.size}`));
  }
  return tags;
}

function listScores(i) {
  const x = score(S.metric, S.a, i);
  if (D.systems.length < 2) return [el("span", { class: "gap" }, shownBy(S.metric, x))];
  const y = score(S.metric, S.b, i);
  const gap = x === null || y === null ? "–" : signed(S.metric, x - y);
  const part = S.sort === "win" || S.sort === "loss" ? adds(i) : null;
  if (part === null) return [el("span", {}, `${shownBy(S.metric, x)} / ${shownBy(S.metric, y)}`), el("span", { class: "gap" }, gap)];
  return [el("span", {}, gap), el("span", { class: "gap", title: "to the difference of the corpus scores" }, `adds ${shownPart(part)}`)];
}

const shownPart = (part) => (part > 0 ? "+" : "") + String(Number(part.toPrecision(2))).replace("-", "−");

// Scroll so that the chosen segment is seen.
L.reveal = () => {
  const height = rowHeight();
  const top = chosenRow() * height;
  if (top >= 0 && (top < L.box.scrollTop || top + height > L.box.scrollTop + L.box.clientHeight)) {
    L.box.scrollTop = Math.max(0, top - L.box.clientHeight / 2 + height / 2);
  }
  drawList();
};

// Choose another segment of the list by keyboard or button; `step` may be ±Infinity.
function move(step) {
  if (!L.rows.length) return;
  const k = Math.max(0, Math.min(L.rows.length - 1, chosenRow() + step));
  choose({ segment: D.ids[L.rows[k]] });
  L.reveal();
}

function startList() {
  L.box = $("list");
  L.space = el("div", { class: "space", role: "presentation" });
  L.box.append(L.space);
  L.box.addEventListener("scroll", () => requestAnimationFrame(drawList));
  NARROW.addEventListener("change", drawAll);
  whenChanged(() => (L.isNew ? drawAll() : drawList()));
}
