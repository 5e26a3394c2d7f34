// Long names that stay distinct in a narrow place: a start that may be cut, and an end that is always shown.
const LONG = 16;
const START = 8;
const END = 12;
const MOST = 16;

// Return a map of each name to [start, end]; the first characters of the start and the end together tell all apart.
function distinctNames(names) {
  const labels = new Map();
  const groups = new Map();
  for (const name of names) {
    const chars = Array.from(plain(name));
    if (chars.length <= LONG) {
      labels.set(name, [chars.join(""), ""]);
      continue;
    }
    const key = chars.slice(0, START).join("") + "\n" + chars.slice(-END).join("");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push([name, chars]);
  }
  for (const group of groups.values()) labelGroup(group, labels);
  return labels;
}

// Names of one group begin and end alike: the end starts where a name differs from those beside it in the alphabet.
function labelGroup(group, labels) {
  group.sort(([x], [y]) => (x < y ? -1 : 1));
  const common = group.map(([, chars], k) => (k ? commonLength(group[k - 1][1], chars) : 0)).concat(0);
  const ends = new Map();
  group.forEach(([name, chars], k) => {
    const from = group.length > 1 ? Math.min(Math.max(common[k], common[k + 1]), chars.length - END) : chars.length - END;
    const rest = chars.slice(from);
    let end = rest.length > MOST ? [...rest.slice(0, MOST - 7), "…", ...rest.slice(-6)].join("") : rest.join("");
    const count = (ends.get(end) ?? 0) + 1;
    ends.set(end, count);
    if (count > 1) end = `(${count}) ${end}`;
    labels.set(name, [chars.slice(0, from).join(""), end]);
  });
}

function commonLength(x, y) {
  let k = 0;
  while (k < x.length && x[k] === y[k]) k++;
  return k;
}

// An element that shows a label: narrow places cut its start.
function nameElement([start, end], attributes = {}) {
  return el("span", { ...attributes, class: `parts ${attributes.class ?? ""}` }, el("span", { class: "start" }, start), el("span", { class: "end" }, end));
}

// A label as one short text, for options.
const shortName = ([start, end]) => (end && start.length > START + 4 ? `${Array.from(start).slice(0, START + 4).join("")}…${end}` : start + end);
