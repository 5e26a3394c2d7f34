// One segment in full: its context, source, references, every shown output with its differences, findings and scores.
function drawDetail() {
  const i = D.rowOf.get(S.segment);
  for (const button of document.querySelectorAll("#segment-bar .step, #copy-tsv")) button.disabled = i === undefined;
  if (i === undefined) {
    $("chosen").textContent = "No segment";
    $("detail-body").replaceChildren(el("p", { class: "quiet" }, "No segment fits the filters."));
    return;
  }
  drawHead(i);
  const [source, ...rest] = D.rows[i];
  const references = D.references.map((name, r) => [name, rest[r]]);
  const parts = [drawContext(i)];
  if (source !== null) parts.push(textBlock([el("b", {}, "source")], source, D.languages[0]));
  for (const [name, text] of references) parts.push(textBlock([el("b", {}, `reference ${plain(name)}`)], text, D.languages[1]));
  const others = besides(i, references);
  if (others.some(([, text]) => text !== null)) parts.push(diffKey());
  for (const s of outputOrder(i)) parts.push(outputBlock(i, s, S.diff === "b" && s === S.b ? [] : others));
  $("detail-body").replaceChildren(...parts);
  revealContext();
}

function drawHead(i) {
  const [id, , domain] = D.documents[D.documentOf[i]];
  const words = D.ids[i].startsWith(id) ? [] : [`document ${plain(id)}`];
  if (domain !== null) words.push(`domain ${plain(domain)}`);
  if (D.confidence && D.confidence[i] !== null) words.push(`alignment confidence ${shown(D.confidence[i], 2)}`);
  const k = chosenRow();
  words.push(`${(k + 1).toLocaleString("en")} of ${L.rows.length.toLocaleString("en")} in the list`);
  $("chosen").replaceChildren(plain(D.ids[i]), " ", el("span", { class: "quiet" }, words.join(" · ")));
}

// The texts that outputs are held beside: the references, or the output of B.
const besides = (i, references) => (S.diff === "b" ? [[D.systems[S.b], output(i, S.b)]] : references);

function diffKey() {
  const other = S.diff === "b" ? `B, ${plain(D.systems[S.b])}` : D.references.length > 1 ? "the nearest reference" : "the reference";
  const words = [el("ins", {}, "other or added words"), ", ", el("del", {}, "words that are missing")];
  return el("p", { class: "caption" }, `Outputs beside ${other}: `, ...words, ".");
}

function outputOrder(i) {
  const first = D.systems.length > 1 ? [S.a, S.b] : [S.a];
  const others = shownSystems().filter((s) => !first.includes(s));
  const key = (s) => (score(S.metric, s, i) ?? -Infinity) * towards(S.metric);
  return [...new Set(first), ...others.sort((x, y) => key(y) - key(x))];
}

function textBlock(who, text, language) {
  const words = el("div", { class: "words", dir: "auto", lang: language ?? undefined });
  if (text === null) words.append("none");
  else write(words, text);
  if (text === null || !text.trim()) words.classList.add("none");
  if (text !== null && !text.trim()) words.append("(empty)");
  return el("div", { class: "text-block" }, el("div", { class: "who" }, ...who), words);
}

function outputBlock(i, s, others) {
  const who = [el("b", { title: plain(D.systems[s]) }, plain(D.systems[s]))];
  if (D.systems.length > 1 && (s === S.a || s === S.b)) who.push(el("span", { class: "tag" }, s === S.a ? "A" : "B"));
  D.metrics.forEach(({ label }, m) => who.push(el("span", { "data-metric": label }, `${plain(label)} ${shownBy(m, score(m, s, i))}`)));
  const flags = (D.flagsOf.get(i) ?? []).filter(([, system]) => system === s);
  for (const kind of new Set(flags.map(([kind]) => kind))) who.push(el("span", { class: "flag" }, `⚠ ${plain(kind)}`));
  const text = output(i, s);
  const [against, pieces] = text !== null && text.trim() ? nearest(others, text) : [null, null];
  if (against !== null && others.length > 1) who.push(el("span", {}, `beside ${plain(against)}`));
  if (against !== null && pieces === null) who.push(el("span", {}, "too long to compare word by word"));
  const block = textBlock(who, text, D.languages[1]);
  block.dataset.system = D.systems[s];
  const spans = findingsOf(i, s);
  if (text !== null && text.trim()) {
    const words = block.querySelector(".words");
    words.replaceChildren();
    writeOutput(words, text, pieces, spans);
  }
  if (spans.length) block.append(findingList(i, s, spans));
  return block;
}

// Of A and B, findings that the other one lacks are named as the filter names them.
function findingList(i, s, spans) {
  const isPair = S.a !== S.b && (s === S.a || s === S.b);
  const only = new Set(isPair ? findingsOnlyIn(i, s, s === S.a ? S.b : S.a) : []);
  const word = s === S.a ? "new in A" : "fixed by A";
  return el("ul", { class: "findings" }, ...spans.map((span) => finding(span, only.has(span) ? word : "")));
}

// A finding in words: severity, what, where, and what was expected.
function finding(span, change) {
  const [, , metric, , , label, severity, note] = span;
  const words = [el("b", {}, severity), ` · ${plain(D.metrics[metric].label)}: ${plain(label)}`];
  const place = findingText(span);
  if (place) words.push(` · “${plain(place)}”`);
  if (note) words.push(` · ${plain(note)}`);
  if (change) words.push(" · ", el("em", {}, change));
  return el("li", {}, ...words);
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

function startDetail() {
  for (const button of document.querySelectorAll("#segment-bar .step")) {
    button.addEventListener("click", () => move(Number(button.dataset.step)));
  }
  $("copy-link").addEventListener("click", (event) => copy(event.currentTarget, location.href));
  $("copy-tsv").addEventListener("click", (event) => copy(event.currentTarget, asTsv(D.rowOf.get(S.segment))));
  whenChanged(drawDetail);
}
