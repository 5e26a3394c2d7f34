// Documents by systems: a colour for how far a score is from its document's mean, or from all.
// `parts` are scores over part of a document's segments: metric, system and document to "3 of 6".
const H = { column: null, sign: -1, shown: 200, parts: new Map() };

function drawHeatmap() {
  const metric = Number($("heat-metric").value);
  const relative = $("heat-colour").value === "document";
  const domain = $("heat-domain")?.value ?? "";
  const of = D.documentScores[metric];
  const rows = D.documents.map((_, d) => d).filter((d) => !domain || D.documents[d][2] === domain);
  rows.sort((x, y) => heatKey(x, of) - heatKey(y, of) || x - y);
  const steps = heatSteps(of, relative);
  const body = el("tbody");
  for (const d of rows.slice(0, H.shown)) body.append(heatRow(d, metric, of, steps));
  $("heatmap").replaceChildren(heatHead(), body);
  $("heat-count").textContent = `${Math.min(H.shown, rows.length)} of ${rows.length} documents.`;
  $("heat-more").hidden = rows.length <= H.shown;
}

function heatKey(d, of) {
  if (H.column === null) return 0;
  const value = H.column === "n" ? D.documents[d][1] : of[H.column][d];
  return value === null ? Infinity : H.sign * value;
}

function heatHead() {
  const row = el("tr", {}, heatHeading("document", null, ""), heatHeading("n", "n", "num"));
  D.systems.forEach((name, s) => row.append(heatHeading(plain(name), s, D.systems.length > 5 ? "num turned" : "num")));
  return el("thead", {}, row);
}

function heatHeading(label, column, name) {
  const act = () => {
    H.sign = H.column === column ? -H.sign : -1;
    H.column = column;
    drawHeatmap();
  };
  const sort = H.column === column && column !== null ? (H.sign > 0 ? "ascending" : "descending") : undefined;
  const meaning = column === null ? "def-document" : column === "n" ? "def-n" : "def-scores-by-document";
  const button = el("button", { type: "button", class: "term", "aria-describedby": meaning, onclick: act }, label);
  return el("th", { scope: "col", class: name, "aria-sort": sort }, button);
}

function heatRow(d, metric, of, steps) {
  const [id, size, domain] = D.documents[d];
  const title = plain(domain === null ? id : `${id} · ${domain}`);
  const row = el("tr", {}, el("th", { scope: "row" }, nameElement(D.documentNames.get(id), { class: "clip", title })));
  row.append(el("td", { class: "n" }, String(size)));
  const values = of.map((scores) => scores[d]);
  const defined = values.filter((v) => v !== null);
  const mean = defined.reduce((sum, v) => sum + v, 0) / defined.length;
  values.forEach((value, s) => {
    const act = () => {
      choose({ ...noFilters(), a: s, document: id, metric });
      $("segments").scrollIntoView();
    };
    const part = H.parts.get(`${metric} ${s} ${d}`);
    const label = `${D.systems[s]}, ${id}: ${shownBy(metric, value)}${part ? `, ${part} segments` : ""}`;
    const digits = Math.min(D.metrics[metric].digits, D.metrics[metric].unit === "ratio" ? 2 : 1);
    const cell = el("button", { type: "button", title: plain(label), onclick: act }, shown(value, digits) + (part ? "*" : ""));
    row.append(el("td", { class: steps(value, mean, metric) }, cell));
  });
  return row;
}

// Return (value, document's mean, metric) → class: four steps to either side, the outer ones rare.
function heatSteps(of, relative) {
  const everything = of.flat().filter((v) => v !== null);
  const whole = everything.reduce((sum, v) => sum + v, 0) / everything.length;
  const gaps = D.documents.flatMap((_, d) => {
    const own = of.map((scores) => scores[d]).filter((v) => v !== null);
    const middle = relative ? own.reduce((sum, v) => sum + v, 0) / own.length : whole;
    return own.map((v) => Math.abs(v - middle));
  });
  gaps.sort((x, y) => x - y);
  const unit = (gaps[Math.floor(gaps.length * 0.95)] || 1) / 4;
  return (value, mean, metric) => {
    if (value === null) return "n0";
    const step = Math.round(((value - (relative ? mean : whole)) * towards(metric)) / unit);
    return step === 0 ? "n0" : `${step > 0 ? "b" : "w"}${Math.min(4, Math.abs(step))}`;
  };
}

function startHeatmap() {
  for (const [m, s, d, scored, usable] of D.documentParts) H.parts.set(`${m} ${s} ${d}`, `${scored} of ${usable}`);
  for (const id of ["heat-metric", "heat-colour", "heat-domain"]) $(id)?.addEventListener("change", drawHeatmap);
  $("heat-more").addEventListener("click", () => {
    H.shown += 200;
    drawHeatmap();
  });
  drawHeatmap();
}
