// Which segments the list has. A filter is some keys of the state, words for it, and a test of a segment.
const F = { texts: null, lengths: null };

const number = (text) => (text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text));
const within = (value, least, most) => value !== null && (least === null || value >= least) && (most === null || value <= most);
const rangeWords = (least, most) => [least && `from ${least}`, most && `to ${most}`].filter(Boolean).join(" ");

const FILTERS = [
  {
    keys: ["query"],
    words: () => `“${plain(S.query)}”`,
    test() {
      const words = S.query.toLowerCase().split(/\s+/).filter(Boolean);
      const hidden = new Set(hiddenSystems().map((s) => D.firstOutput + s));
      const columns = searchTexts().filter((_, c) => !hidden.has(c));
      return (i) => words.every((word) => columns.some((texts) => texts[i].includes(word)));
    },
  },
  {
    keys: ["document"],
    words: () => `document ${plain(S.document)}`,
    test() {
      const wanted = D.documents.findIndex(([id]) => id === S.document);
      return (i) => D.documentOf[i] === wanted;
    },
  },
  {
    keys: ["domain"],
    words: () => `domain ${plain(S.domain)}`,
    test: () => (i) => D.documents[D.documentOf[i]][2] === S.domain,
  },
  {
    keys: ["warning"],
    words: () => `warning ${plain(S.warning)}`,
    test() {
      const kinds = D.doubts.filter(([kind, system]) => kind === S.warning && (system === null || isShown(system)));
      const flagged = new Set(kinds.flatMap(([, , segments]) => segments));
      return (i) => flagged.has(i);
    },
  },
  {
    keys: ["finding", "severity", "side"],
    words() {
      const side = { a: "in A", b: "in B", new: "new in A", fixed: "fixed by A" }[S.side] ?? "";
      return ["finding", S.severity, plain(S.finding), side].filter(Boolean).join(" ");
    },
    test: () => hasFinding,
  },
  {
    keys: ["least", "most"],
    words: () => `${rangeLabel()} ${{ b: "of B", gap: "A − B" }[S.of] ?? "of A"} ${rangeWords(S.least, S.most)}`,
    test() {
      const [least, most, metric] = [number(S.least), number(S.most), rangeMetric()];
      return (i) => within(rangeScore(metric, i), least, most);
    },
  },
  {
    keys: ["shortest", "longest"],
    words: () => `characters ${rangeWords(S.shortest, S.longest)}`,
    test() {
      const [least, most, lengths] = [number(S.shortest), number(S.longest), textLengths()];
      return (i) => within(lengths[i], least, most);
    },
  },
  {
    keys: ["apart"],
    words: () => (S.apart === "sides" ? "metrics prefer different systems" : `ranks ${plain(S.apart)} % apart or more`),
    test: () => (S.apart === "sides" ? contradiction : (i) => disagreement(i) >= Number(S.apart) / 100),
  },
  {
    keys: ["mark"],
    words: () => ({ any: "with a mark or note", none: "without mark and note", note: "with a note" })[S.mark] ?? `mark ${plain(S.mark)}`,
    test: () => (i) => hasMark(i, S.mark),
  },
];

const isActive = ({ keys }) => keys.some((key) => S[key] !== FIRST[key]);
const noFilters = () => Object.fromEntries(FILTERS.flatMap(({ keys }) => keys.map((key) => [key, FIRST[key]])));

// Return a test of a segment: whether every filter lets it pass.
function filterTest() {
  const tests = FILTERS.filter(isActive).map((filter) => filter.test());
  return (i) => tests.every((test) => test(i));
}

const keptBy = (i) => filterTest()(i);

// Texts for searching, lower case, by column, made once: while nothing else is to do, or at the first search.
// The last column are the ids.
function searchTexts() {
  F.texts ??= [
    ...D.rows[0].map((_, c) => D.rows.map((row) => (row[c] ?? "").toLowerCase())),
    D.ids.map((id) => id.toLowerCase()),
  ];
  return F.texts;
}

// Characters of each source, or of the first reference where the set has no sources: as in "By part".
function textLengths() {
  const column = D.rows.some((row) => row[ROLE.SOURCE] !== null) ? ROLE.SOURCE : ROLE.FIRST_REFERENCE;
  F.lengths ??= D.rows.map((row) => (row[column] === null || column >= D.firstOutput ? null : Array.from(row[column]).length));
  return F.lengths;
}

// The metric of the range: its own, or that of the list.
function rangeMetric() {
  const at = D.metrics.findIndex(({ label }) => label === S.range);
  return at < 0 ? S.metric : at;
}

const rangeLabel = () => plain(D.metrics[rangeMetric()].label);

function rangeScore(metric, i) {
  const [x, y] = [score(metric, S.a, i), score(metric, S.b, i)];
  if (S.of === "b") return y;
  if (S.of === "gap") return x === null || y === null ? null : x - y;
  return x;
}

// The active filters as buttons that take them off.
function drawChips() {
  const active = FILTERS.filter(isActive);
  const chips = active.map(({ keys, words }) => {
    const off = () => {
      choose(Object.fromEntries(keys.map((key) => [key, FIRST[key]])));
      $("list-line").querySelector("button")?.focus();
    };
    return el("button", { type: "button", class: "chip", onclick: off, "aria-label": `Take off: ${words()}` }, el("span", {}, words()), el("span", { class: "off" }, "×"));
  });
  $("chips").replaceChildren(...chips);
  document.querySelector("[data-act=reset]").hidden = !active.length;
}

// Unfold what a link has set; later the reader folds and unfolds.
function unfoldFilters() {
  const more = $("more-filters");
  const keys = FILTERS.filter(isActive).flatMap((filter) => filter.keys);
  if (keys.some((key) => more.querySelector(`[data-state=${key}]`))) more.open = true;
}
