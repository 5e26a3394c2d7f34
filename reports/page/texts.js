// Texts of strangers: control and bidirectional characters are made visible, words are compared, spans are marked.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const TOKENS = /(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s])\s*|\s+/gsu;
const MOST_CELLS = 3e5;

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

// Pieces of a hypothesis against a reference: [text, "same" | "ins" | "del"], or null where it would take too long.
// A word keeps the space behind it, and is compared without.
function wordDiff(reference, hypothesis) {
  const a = reference.match(TOKENS) ?? [];
  const b = hypothesis.match(TOKENS) ?? [];
  const same = (i, j) => a[i].trimEnd() === b[j].trimEnd();
  let head = 0;
  while (head < a.length && head < b.length && same(head, head)) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && same(a.length - 1 - tail, b.length - 1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (x.length * y.length > MOST_CELLS) return null;
  const pieces = [[b.slice(0, head).join(""), "same"], ...middle(x, y), [b.slice(b.length - tail).join(""), "same"]];
  return pieces.filter(([text]) => text);
}

// Longest common subsequence, walked forwards; between two common words first what is gone, then what is new.
function middle(x, y) {
  const width = y.length + 1;
  const best = new Uint16Array((x.length + 1) * width);
  const same = (i, j) => x[i].trimEnd() === y[j].trimEnd();
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      best[i * width + j] = same(i, j)
        ? best[(i + 1) * width + j + 1] + 1
        : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const pieces = [];
  let [gone, fresh, i, j] = ["", "", 0, 0];
  const flush = () => {
    pieces.push([gone, "del"], [fresh, "ins"]);
    [gone, fresh] = ["", ""];
  };
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && same(i, j)) {
      flush();
      pieces.push([y[j++], "same"]);
      i++;
    } else if (i < x.length && (j === y.length || best[(i + 1) * width + j] >= best[i * width + j + 1])) gone += x[i++];
    else fresh += y[j++];
  }
  flush();
  return pieces;
}

// The reference with the fewest changed characters, and the pieces against it; [null, null] where there is none.
function nearest(references, hypothesis) {
  let best = [null, null];
  let least = Infinity;
  for (const [name, text] of references) {
    if (text === null) continue;
    const pieces = wordDiff(text, hypothesis);
    const changed = pieces ? pieces.reduce((sum, [t, kind]) => sum + (kind === "same" ? 0 : t.length), 0) : 1e9;
    if (changed < least) [best, least] = [[name, pieces], changed];
  }
  return best;
}

// Fill an element with a hypothesis: its pieces (or the text whole) and the spans that metrics point at.
function writeOutput(into, text, diff, spans) {
  const pieces = diff ?? [[text, "same"]];
  const edges = spans.flatMap(([, , , start, end]) => [start, end]);
  let at = 0;
  for (const [piece, kind] of pieces) {
    const chars = Array.from(piece);
    if (kind === "del") {
      const gone = el("del", {});
      write(gone, piece.trimEnd());
      into.append(gone);
      continue;
    }
    const stop = at + chars.length;
    const cuts = [...new Set([at, ...edges.filter((e) => e > at && e < stop), stop])].sort((p, q) => p - q);
    for (let k = 0; k + 1 < cuts.length; k++) {
      const part = chars.slice(cuts[k] - at, cuts[k + 1] - at).join("");
      const bare = kind === "ins" ? part.trimEnd() : part;
      if (bare) into.append(marked(bare, kind, cuts[k], cuts[k + 1], spans));
      into.append(part.slice(bare.length));
    }
    at = stop;
  }
}

function marked(text, kind, start, stop, spans) {
  const made = el(kind === "ins" ? "ins" : "span", {});
  write(made, text);
  const worst = ["critical", "major", "minor"].find((s) =>
    spans.some(([, , , a, b, , severity]) => severity === s && a < stop && b > start),
  );
  return worst ? el("mark", { class: worst }, made) : made;
}
