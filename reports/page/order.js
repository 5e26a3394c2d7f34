// The order of the list: by scores of A, by what a segment adds to the difference of A and B, by disagreement.
const R = { ranks: null, rankedBy: "" };

function sorted(rows) {
  if (S.sort === "set") return rows;
  const keys = new Map(rows.map((i) => [i, sortKey(i)]));
  return rows.sort((x, y) => keys.get(y) - keys.get(x) || x - y);
}

// Higher comes first; segments without a score come last.
function sortKey(i) {
  const sign = towards(S.metric);
  const [x, y] = [score(S.metric, S.a, i), D.systems.length > 1 ? score(S.metric, S.b, i) : null];
  if (S.sort === "disagree") return disagreement(i);
  if (S.sort === "worst" || S.sort === "best") return x === null ? -Infinity : sign * x * (S.sort === "best" ? 1 : -1);
  const gap = adds(i) ?? (x === null || y === null || besideBaseline() ? null : x - y);
  return gap === null ? -Infinity : sign * gap * (S.sort === "win" ? 1 : -1);
}

// Whether one of the pair is the baseline: then wins and losses go by what a segment adds to the difference of the
// corpus scores, as in the chapter "Largest losses".
const besideBaseline = () => D.baseline !== null && D.adds[S.metric].some(Boolean) && (S.a === D.baseline) !== (S.b === D.baseline);

// What a segment adds to the difference A − B of the corpus scores; null where that isn't known.
function adds(i) {
  if (!besideBaseline()) return null;
  const part = D.adds[S.metric][S.a === D.baseline ? S.b : S.a]?.[i] ?? null;
  return part === null ? null : S.a === D.baseline ? -part : part;
}

// How far apart metrics place a segment: the span of its ranks (0 to 1) by A − B, or by A where there is no B.
function disagreement(i) {
  const places = ranks().map((of) => of[i]).filter((rank) => !Number.isNaN(rank));
  return places.length > 1 ? Math.max(...places) - Math.min(...places) : -Infinity;
}

// Whether one metric prefers A and another one B.
function contradiction(i) {
  const signs = new Set();
  D.metrics.forEach(({ better }, m) => {
    const [x, y] = [score(m, S.a, i), score(m, S.b, i)];
    if (better && x !== null && y !== null) signs.add(Math.sign((x - y) * better));
  });
  return signs.has(1) && signs.has(-1);
}

function ranks() {
  const key = `${S.a} ${S.b}`;
  if (R.rankedBy === key) return R.ranks;
  R.rankedBy = key;
  R.ranks = D.metrics.flatMap((metric, m) => (metric.better ? [ranksOf(m)] : []));
  return R.ranks;
}

function ranksOf(metric) {
  const two = D.systems.length > 1;
  const values = D.ids.map((_, i) => {
    const [x, y] = [score(metric, S.a, i), two ? score(metric, S.b, i) : 0];
    return x === null || y === null ? NaN : towards(metric) * (x - y);
  });
  const order = values.map((_, i) => i).filter((i) => !Number.isNaN(values[i])).sort((p, q) => values[p] - values[q]);
  const places = new Float64Array(values.length).fill(NaN);
  for (let start = 0; start < order.length; ) {
    let stop = start;
    while (stop < order.length && values[order[stop]] === values[order[start]]) stop++;
    for (let k = start; k < stop; k++) places[order[k]] = (start + stop - 1) / 2 / order.length;
    start = stop;
  }
  return places;
}
