// Everything is put in its place once, then follows the state.
function fill(select, values) {
  for (const value of values) select?.append(el("option", { value }, plain(value)));
}

function follow(id, key, event = "change") {
  const field = $(id);
  if (!field) return;
  field.addEventListener(event, () => choose({ [key]: field.value }));
  whenChanged((changed) => {
    if (changed.has(key) && field.value !== S[key]) field.value = S[key];
  });
}

function startPicks() {
  for (const select of document.querySelectorAll("[data-pick]")) {
    const key = select.dataset.pick;
    const show = () => (select.value = String(S[key]));
    select.addEventListener("change", () => choose({ [key]: Number(select.value) }));
    whenChanged((changed) => changed.has(key) && show());
    show();
  }
  for (const button of document.querySelectorAll("[data-act=swap]")) {
    button.addEventListener("click", () => choose({ a: S.b, b: S.a }));
  }
  document.querySelector("[data-act=reset]").addEventListener("click", () =>
    choose({ query: "", document: "", domain: "", warning: "" }),
  );
  $("filters").addEventListener("submit", (event) => event.preventDefault());
}

async function start() {
  for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
  await readPayload();
  FIRST.b = D.baseline ?? Math.min(1, D.systems.length - 1);
  FIRST.a = FIRST.b === 0 ? Math.min(1, D.systems.length - 1) : 0;
  FIRST.metric = Math.max(0, D.metrics.findIndex((one) => one.better));
  const linked = readAddress();
  Object.assign(S, FIRST, { segment: D.ids[0] }, linked);
  fill($("of-document"), D.documents.map(([id]) => id));
  fill($("of-domain"), D.domains);
  fill($("of-warning"), new Set(D.doubts.map(([kind]) => kind)));
  startPicks();
  startHeatmap();
  startPair();
  startList();
  whenChanged((changed) => ["segment", "a", "b", "metric"].some((key) => changed.has(key)) && drawDetail());
  for (const [id, key] of [["query", "query"], ["of-document", "document"], ["of-domain", "domain"], ["of-warning", "warning"], ["sort", "sort"]]) {
    follow(id, key, key === "query" ? "input" : "change");
    if ($(id)) $(id).value = S[key];
  }
  $("heat-metric").value = String(S.metric);
  drawHeatmap();
  filterList();
  if (!linked.segment && L.rows.length) S.segment = D.ids[L.rows[0]];
  drawList();
  drawDetail();
  if (Object.keys(linked).length) openSegment(D.ids.indexOf(S.segment));
  addEventListener("hashchange", () => choose(readAddress()));
  document.documentElement.dataset.ready = "yes";
  (window.requestIdleCallback ?? setTimeout)(searchTexts);
}

start();
