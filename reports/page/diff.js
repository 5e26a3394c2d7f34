// Two texts compared word by word, with every space of both.
// Scripts without spaces, as corpora/text/scripts.py has them: there each character with its marks is a token.
const UNSPACED = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tai_Le}\p{sc=New_Tai_Lue}\p{sc=Tai_Tham}\p{sc=Tai_Viet}\p{sc=Ahom}]`;
const LETTER = String.raw`[[\p{L}\p{N}]--${UNSPACED}]`;
const INNER = String.raw`[[\p{L}\p{N}\p{M}\u200c\u200d]--${UNSPACED}]`;
const PIECES = new RegExp(String.raw`(\s+)|(${LETTER}${INNER}*(?:['’\-]${INNER}+)*)|(?:(?!${LETTER})\S)+`, "gv");
const characters = new Intl.Segmenter("und", { granularity: "grapheme" });
const MOST_CELLS = 3e5;

// Tokens as [word, space behind it]; joined, they are the text.
function tokens(text) {
  const list = [];
  for (const [piece, space, word] of text.matchAll(PIECES)) {
    if (space !== undefined) {
      if (list.length) list.at(-1)[1] += piece;
      else list.push(["", piece]);
    } else if (word !== undefined) list.push([piece, ""]);
    else for (const { segment } of characters.segment(piece)) list.push([segment, ""]);
  }
  return list;
}

// Pieces of a hypothesis against a reference: [text, "same" | "ins" | "del"], or null where it would take too long.
// What is the same or added is the hypothesis, what is the same or missing is the reference, to the last space.
function wordDiff(reference, hypothesis) {
  const [a, b] = [tokens(reference), tokens(hypothesis)];
  const same = (i, j) => a[i][0] === b[j][0];
  let head = 0;
  while (head < a.length && head < b.length && same(head, head)) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && same(a.length - 1 - tail, b.length - 1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (x.length * y.length > MOST_CELLS) return null;
  const pairs = [
    ...a.slice(0, head).map((token, k) => [token, b[k]]),
    ...middle(x, y),
    ...a.slice(a.length - tail).map((token, k) => [token, b[b.length - tail + k]]),
  ];
  return joined(pairs);
}

// Longest common subsequence, walked forwards, as pairs of tokens; null stands beside a token that the other text lacks.
function middle(x, y) {
  const width = y.length + 1;
  const best = new Uint16Array((x.length + 1) * width);
  const same = (i, j) => x[i][0] === y[j][0];
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      best[i * width + j] = same(i, j)
        ? best[(i + 1) * width + j + 1] + 1
        : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && same(i, j)) pairs.push([x[i++], y[j++]]);
    else if (i < x.length && (j === y.length || best[(i + 1) * width + j] >= best[i * width + j + 1])) pairs.push([x[i++], null]);
    else pairs.push([null, y[j++]]);
  }
  return pairs;
}

// Pairs of tokens as pieces; between two common words first what is missing, then what is added.
function joined(pairs) {
  const pieces = [];
  let [same, gone, fresh] = ["", "", ""];
  const flush = () => {
    pieces.push([gone, "del"], [fresh, "ins"]);
    [gone, fresh] = ["", ""];
  };
  for (const [x, y] of pairs) {
    if (!x || !y) {
      pieces.push([same, "same"]);
      same = "";
      gone += x ? x.join("") : "";
      fresh += y ? y.join("") : "";
      continue;
    }
    flush();
    const spaces = commonLength(x[1], y[1]);
    same += y[0] + y[1].slice(0, spaces);
    if (x[1] !== y[1]) {
      pieces.push([same, "same"]);
      [same, gone, fresh] = ["", x[1].slice(spaces), y[1].slice(spaces)];
    }
  }
  flush();
  pieces.push([same, "same"]);
  return merged(pieces.filter(([text]) => text));
}

function merged(pieces) {
  const list = [];
  for (const [text, kind] of pieces) {
    if (list.at(-1)?.[1] === kind) list.at(-1)[0] += text;
    else list.push([text, kind]);
  }
  return list;
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
