// One segment in full: source, references, every output with its differences, findings and scores.
function drawDetail() {
  const i = D.ids.indexOf(S.segment);
  const place = $("detail");
  if (i < 0) {
    place.replaceChildren(el("p", { class: "quiet" }, "No segment is chosen."));
    return;
  }
  const [source, ...rest] = D.rows[i];
  const references = D.references.map((name, r) => [name, rest[r]]);
  const parts = [detailHead(i)];
  if (source !== null) parts.push(textBlock([el("b", {}, "source")], source, D.languages[0]));
  for (const [name, text] of references) parts.push(textBlock([el("b", {}, `reference ${plain(name)}`)], text, D.languages[1]));
  if (references.some(([, text]) => text !== null)) {
    const which = D.references.length > 1 ? "the nearest reference" : "the reference";
    const key = [el("ins", {}, "other or added words"), ", ", el("del", {}, "words that are missing")];
    parts.push(el("p", { class: "caption" }, `Outputs beside ${which}: `, ...key, "."));
  }
  for (const s of outputOrder(i)) parts.push(outputBlock(i, s, references));
  place.replaceChildren(...parts);
}

function outputOrder(i) {
  const first = D.systems.length > 1 ? [S.a, S.b] : [S.a];
  const others = D.systems.map((_, s) => s).filter((s) => !first.includes(s));
  const key = (s) => (score(S.metric, s, i) ?? -Infinity) * towards(S.metric);
  return [...new Set(first), ...others.sort((x, y) => key(y) - key(x))];
}

function detailHead(i) {
  const [id, , domain] = D.documents[D.documentOf[i]];
  const said = [`document ${plain(id)}`];
  if (domain !== null) said.push(`domain ${plain(domain)}`);
  if (D.confidence && D.confidence[i] !== null) said.push(`alignment confidence ${shown(D.confidence[i], 2)}`);
  return el(
    "div",
    { class: "detail-head" },
    el("h3", {}, plain(D.ids[i]), " ", el("span", { class: "quiet" }, said.join(" · "))),
    el("button", { type: "button", onclick: () => move(-1) }, "Previous"),
    el("button", { type: "button", onclick: () => move(1) }, "Next"),
    el("button", { type: "button", id: "copy-link", onclick: (e) => copy(e.target, location.href) }, "Copy link"),
    el("button", { type: "button", id: "copy-tsv", onclick: (e) => copy(e.target, asTsv(i)) }, "Copy as TSV"),
  );
}

function textBlock(who, text, language) {
  const words = el("div", { class: "words", dir: "auto", lang: language ?? undefined });
  if (text === null) words.append("none");
  else write(words, text);
  if (text === null || !text.trim()) words.classList.add("none");
  if (text !== null && !text.trim()) words.append("(empty)");
  return el("div", { class: "text-block" }, el("div", { class: "who" }, ...who), words);
}

function outputBlock(i, s, references) {
  const who = [el("b", { title: plain(D.systems[s]) }, plain(D.systems[s]))];
  if (D.systems.length > 1 && (s === S.a || s === S.b)) who.push(el("span", { class: "tag" }, s === S.a ? "A" : "B"));
  D.metrics.forEach((one, m) => who.push(el("span", { "data-metric": one.label }, `${plain(one.label)} ${shownBy(m, score(m, s, i))}`)));
  const flags = (D.flagsOf.get(i) ?? []).filter(([, system]) => system === s);
  for (const kind of new Set(flags.map(([kind]) => kind))) who.push(el("span", { class: "flag" }, `⚠ ${plain(kind)}`));
  const text = output(i, s);
  const [against, pieces] = text !== null && text.trim() ? nearest(references, text) : [null, null];
  if (against !== null && D.references.length > 1) who.push(el("span", {}, `beside ${plain(against)}`));
  if (against !== null && pieces === null) who.push(el("span", {}, "too long to compare word by word"));
  const block = textBlock(who, text, D.languages[1]);
  block.dataset.system = D.systems[s];
  const spans = (D.spansOf.get(i) ?? []).filter((span) => span[1] === s);
  if (text !== null && text.trim()) {
    const words = block.querySelector(".words");
    words.replaceChildren();
    writeOutput(words, text, pieces, spans);
  }
  if (spans.length) block.append(el("ul", { class: "findings" }, ...spans.map((span) => finding(text, span))));
  return block;
}

// A finding in words: severity, what, where, and what was expected.
function finding(text, [, , metric, start, end, label, severity, note]) {
  const place = Array.from(text ?? "").slice(start, end).join("");
  const said = [el("b", {}, severity), ` · ${plain(D.metrics[metric].label)}: ${plain(label)}`];
  if (place) said.push(` · “${plain(place)}”`);
  if (note) said.push(` · ${plain(note)}`);
  return el("li", {}, ...said);
}

// One row per system: texts without tabs and line ends, so that a spreadsheet takes it as it is.
function asTsv(i) {
  const clean = (value) => {
    const text = plain(String(value ?? ""));
    return /^[=+\-@]/.test(text) && typeof value === "string" ? `'${text}` : text;
  };
  const head = ["id", "document", "system", "source", ...D.references.map((name) => `reference ${name}`), "output", ...D.metrics.map((one) => one.label)];
  const lines = D.systems.map((name, s) => [
    D.ids[i],
    D.documents[D.documentOf[i]][0],
    name,
    ...D.rows[i].slice(0, D.firstOutput),
    output(i, s),
    ...D.metrics.map((_, m) => score(m, s, i)),
  ]);
  return [head, ...lines].map((line) => line.map(clean).join("\t")).join("\n") + "\n";
}

async function copy(button, text) {
  const label = button.textContent;
  let done = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { "aria-label": "text to copy" });
    area.value = text;
    document.body.append(area);
    area.select();
    if (!document.execCommand("copy")) done = "Could not copy";
    area.remove();
  }
  button.textContent = done;
  setTimeout(() => (button.textContent = label), 1500);
}
