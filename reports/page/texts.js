// Texts of strangers: control and bidirectional characters are made visible, differences and spans are marked.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

const code = (c) => `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const plain = (text) => Array.from(text, (c) => (HIDDEN.test(c) ? `<${code(c)}>` : c)).join("");

// Append a text to an element, each hidden character as a labelled code.
function write(into, text) {
  let clean = "";
  for (const c of text) {
    if (!HIDDEN.test(c)) {
      clean += c;
      continue;
    }
    if (clean) into.append(clean);
    clean = "";
    into.append(el("span", { class: "code" }, code(c)));
    if (c === "\n") into.append("\n");
  }
  if (clean) into.append(clean);
}

// Fill an element with a hypothesis: its pieces (or the text whole) and the spans that metrics point at.
function writeOutput(into, text, diff, spans) {
  const pieces = diff ?? [[text, "same"]];
  const edges = spans.flatMap(([, , , start, end]) => [start, end]);
  let at = 0;
  for (const [piece, kind] of pieces) {
    if (kind === "del") {
      writeBetweenSpaces(into, piece, (word) => written("del", word));
      continue;
    }
    const chars = Array.from(piece);
    const stop = at + chars.length;
    const cuts = [...new Set([at, ...edges.filter((e) => e > at && e < stop), stop])].sort((p, q) => p - q);
    for (let k = 0; k + 1 < cuts.length; k++) {
      const part = chars.slice(cuts[k] - at, cuts[k + 1] - at).join("");
      const [from, to] = [cuts[k], cuts[k + 1]];
      const isSpace = !part.trim() && piece.trim();  // between a finding and the next word
      if (kind === "ins" && !isSpace) writeBetweenSpaces(into, part, (word) => marked(written("ins", word), from, to, spans));
      else into.append(marked(written("span", part), from, to, spans));
    }
    at = stop;
  }
}

// Spaces around a changed word stand as they are; where only spaces changed, they are what is shown as changed.
function writeBetweenSpaces(into, piece, make) {
  const word = piece.trim();
  if (!word) {
    into.append(make(piece));
    return;
  }
  const start = piece.indexOf(word);
  write(into, piece.slice(0, start));
  into.append(make(word));
  write(into, piece.slice(start + word.length));
}

function written(name, text) {
  const made = el(name, {});
  write(made, text);
  return made;
}

function marked(element, start, stop, spans) {
  const worst = ["critical", "major", "minor"].find((s) =>
    spans.some(([, , , a, b, , severity]) => severity === s && a < stop && b > start),
  );
  return worst ? el("mark", { class: worst }, element) : element;
}
