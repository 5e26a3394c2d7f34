// Everything is put in its place once, then follows the state.
function fill(select, values) {
  for (const value of values) select?.append(el("option", { value }, plain(value)));
}

// A field with data-state shows one key of the state and changes it.
function follow(field) {
  const key = field.dataset.state;
  const act = () => choose({ [key]: field.value });
  const show = () => {
    if (field.value !== S[key]) field.value = S[key];
  };
  for (const event of ["input", "change"]) field.addEventListener(event, act);
  whenChanged((changed) => changed.has(key) && show());
  show();
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
  document.querySelector("[data-act=reset]").addEventListener("click", () => choose(noFilters()));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const field of document.querySelectorAll("[data-state]")) follow(field);
}

function fillPicks() {
  for (const [id] of D.documents) $("of-document").append(el("option", { value: id }, shortName(D.documentNames.get(id))));
  fill($("of-domain"), D.domains);
  fill($("of-warning"), new Set(D.doubts.map(([kind]) => kind)));
  fill($("finding"), findingKinds());
  D.metrics.forEach(({ label }, m) => ($("range").options[m + 1].value = label));
}

// The pair that the page opens with: the best system and the baseline, or the two best.
function setFirst() {
  FIRST.b = D.baseline ?? Math.min(1, D.systems.length - 1);
  FIRST.a = FIRST.b === 0 ? Math.min(1, D.systems.length - 1) : 0;
  FIRST.metric = Math.max(0, D.metrics.findIndex(({ better }) => better));
}

// A link's segment opens even where its filters, which may ask for another reader's marks, would hide it.
function showLinked(linked) {
  unfoldFilters();
  if (linked.segment && linked.segment !== S.segment) openSegment(D.rowOf.get(linked.segment));
  else $("segments").scrollIntoView({ block: "start" });
}

async function start() {
  for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
  startDefinitions();
  await readPayload();
  setFirst();
  const linked = readAddress();
  startMarks();
  fillPicks();
  startList();
  settledBy(settleSystems);
  settledBy(settleList);
  begin(linked ?? {});
  startPicks();
  startSystems();
  startHeatmap();
  startPair();
  startDetail();
  startExport();
  startKeys();
  $("heat-metric").value = String(S.metric);
  drawHeatmap();
  drawAll();
  drawMarks();
  drawDetail();
  if (linked) showLinked(linked);
  addEventListener("hashchange", () => {
    const state = readAddress();
    if (state) choose({ ...FIRST, ...state });
  });
  document.documentElement.dataset.ready = "yes";
  (window.requestIdleCallback ?? setTimeout)(searchTexts);
}

start();
