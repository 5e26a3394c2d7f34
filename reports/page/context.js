// The segments before and after the chosen one in its document, or the document whole.
const MOST_CONTEXT = 400;

function drawContext(i) {
  const d = D.documentOf[i];
  const [first, size] = [D.starts[d], D.documents[d][1]];
  const reach = S.context === "document" ? MOST_CONTEXT / 2 : 1;
  const [from, to] = [Math.max(first, i - reach), Math.min(first + size, i + reach + 1)];
  const rows = [];
  for (let k = from; k < to; k++) if (k !== i || S.context === "document") rows.push(contextRow(k, k === i));
  const said = `Segment ${i - first + 1} of ${size} in its document`;
  const left = S.context === "document" && to - from < size ? `, ${to - from} of them here` : "";
  const head = el("div", { class: "who" }, el("b", {}, "context"), el("span", {}, said + left));
  if (size > 1) head.append(contextButton(size));
  return el("div", { class: `text-block context ${S.context === "document" ? "whole" : ""}` }, head, el("div", { class: "neighbours" }, ...rows));
}

// Bring the chosen segment into sight where the document is longer than its box.
function revealContext() {
  const box = document.querySelector(".context.whole .neighbours");
  const row = box?.querySelector("[aria-current]");
  if (row) box.scrollTop = row.offsetTop - box.offsetTop - (box.clientHeight - row.clientHeight) / 2;
}

function contextButton(size) {
  const whole = S.context === "document";
  const act = () => {
    choose({ context: whole ? "near" : "document" });
    $("context-button")?.focus();
  };
  const label = whole ? "Only neighbours" : `Whole document (${size} segments)`;
  return el("button", { type: "button", id: "context-button", "aria-expanded": String(whole), onclick: act }, label);
}

// A neighbour in two columns: its source (or first reference), and the output of A.
function contextRow(k, isChosen) {
  const language = (text, at) => el("div", { dir: "auto", lang: D.languages[at] ?? undefined }, text === null ? "–" : plain(text));
  const source = D.rows[k].slice(0, D.firstOutput).findIndex((text) => text !== null);
  const texts = source < 0 ? [] : [language(D.rows[k][source], source === ROLE.SOURCE ? 0 : 1)];
  const act = () => {
    openSegment(k, { scroll: false });
    $("detail").focus({ preventScroll: true });
  };
  const open = el("button", { type: "button", class: "open", onclick: act, "aria-label": `Open ${plain(D.ids[k])}` }, contextName(k));
  return el(
    "div",
    { class: "neighbour", "data-segment": D.ids[k], "aria-current": isChosen ? "true" : undefined },
    open, ...texts, language(output(k, S.a), 1),
  );
}

// What an id has beyond its document's, which all rows share; else the id.
function contextName(k) {
  const [document] = D.documents[D.documentOf[k]];
  const rest = D.ids[k].startsWith(document) ? D.ids[k].slice(document.length) : "";
  return rest ? plain(rest) : nameElement(D.names.get(D.ids[k]));
}
