// Segments as files: TSV has a row per segment and system, JSON lines an object per segment.
// Unicode's categories that `tertium report -f tsv` writes as codes; see tertium/terminal.py.
const CODED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

// A cell without tabs and line ends that no spreadsheet takes for a formula; see reports/formats/tsv.py.
function tsvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  return (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replace(CODED, (c) => `<${code(c)}>`);
}

const tsvLine = (cells) => cells.map(tsvCell).join("\t") + "\n";

function tsvHead() {
  const references = D.references.map((name) => `reference ${name}`);
  const labels = D.metrics.map(({ label }) => label);
  return tsvLine(["id", "document", "domain", "mark", "note", "system", "source", ...references, "output", ...labels]);
}

// The lines of a segment, one for each shown system.
function tsvLines(i) {
  const [document, , domain] = D.documents[D.documentOf[i]];
  const { mark, note } = markOf(i);
  const before = [D.ids[i], document, domain, mark, note];
  const texts = D.rows[i].slice(0, D.firstOutput);
  return shownSystems()
    .map((s) => tsvLine([...before, D.systems[s], ...texts, output(i, s), ...D.metrics.map((_, m) => score(m, s, i))]))
    .join("");
}

const asTsv = (i) => tsvHead() + tsvLines(i);

// Texts as they are; names become own properties, whatever they are called.
function segmentObject(i) {
  const [document, , domain] = D.documents[D.documentOf[i]];
  const { mark, note } = markOf(i);
  const [source, ...references] = D.rows[i].slice(0, D.firstOutput);
  const outputs = shownSystems().map((s) => [
    D.systems[s],
    {
      text: output(i, s),
      scores: Object.fromEntries(D.metrics.map(({ label }, m) => [label, score(m, s, i)])),
      findings: findingsOf(i, s).map(([, , m, start, end, label, severity, words]) => ({
        metric: D.metrics[m].label, start, end, label, severity, note: words,
      })),
    },
  ]);
  return {
    id: D.ids[i], document, domain, mark, note, source,
    references: Object.fromEntries(D.references.map((name, r) => [name, references[r]])),
    outputs: Object.fromEntries(outputs),
  };
}

// Some readers end a line at these characters, which JSON allows in a text.
const jsonLine = (i) => JSON.stringify(segmentObject(i)).replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`) + "\n";

function download(suffix, parts) {
  const name = D.name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+/, "").slice(0, 80) || "set";
  const address = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
  el("a", { href: address, download: `${name}-segments${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function startExport() {
  $("export-tsv").addEventListener("click", () => download(".tsv", [tsvHead(), ...L.rows.map(tsvLines)]));
  $("export-jsonl").addEventListener("click", () => download(".jsonl", L.rows.map(jsonLine)));
}
