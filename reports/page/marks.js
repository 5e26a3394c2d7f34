// Marks and notes of the reader, kept in this browser for every page of the same set, by its fingerprint.
const MARKS = ["error", "question", "good"];
const NOTHING = { mark: "", note: "" };
const M = { of: new Map(), isKept: true };

const storageKey = () => `tertium marks ${D.fingerprint}`;
const markOf = (i) => M.of.get(D.ids[i]) ?? NOTHING;

// Storage may be closed to a page from disk, be full, or hold what another page of this disk wrote there.
function readMarks() {
  try {
    const entries = JSON.parse(localStorage.getItem(storageKey()) ?? "[]");
    const isEntry = (entry) => Array.isArray(entry) && entry.length === 3 && entry.every((text) => typeof text === "string");
    M.of = new Map(entries.filter(isEntry).map(([id, mark, note]) => [id, { mark: MARKS.includes(mark) ? mark : "", note }]));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) M.isKept = false;
  }
}

function keepMarks() {
  try {
    localStorage.setItem(storageKey(), JSON.stringify([...M.of].map(([id, { mark, note }]) => [id, mark, note])));
    M.isKept = true;
  } catch {
    M.isKept = false;
  }
}

// Change the mark or note of the chosen segment. The list keeps its rows until the next choice, so that none jumps away.
function change(changes) {
  if (M.isKept) readMarks();  // another window may have written
  const entry = { ...(M.of.get(S.segment) ?? NOTHING), ...changes };
  if (entry.mark || entry.note) M.of.set(S.segment, entry);
  else M.of.delete(S.segment);
  keepMarks();
  L.stale = Boolean(S.mark);
  drawMarks();
  drawList();
}

const toggleMark = (mark) => change({ mark: markOf(D.rowOf.get(S.segment)).mark === mark ? "" : mark });

// Whether a segment has what the filter asks for.
function hasMark(i, wanted) {
  const { mark, note } = markOf(i);
  if (wanted === "any" || wanted === "none") return Boolean(mark || note) === (wanted === "any");
  return wanted === "note" ? Boolean(note) : mark === wanted;
}

function drawMarks() {
  const { mark, note } = S.segment ? markOf(D.rowOf.get(S.segment)) : NOTHING;
  for (const button of document.querySelectorAll("[data-mark]")) {
    button.setAttribute("aria-pressed", String(button.dataset.mark === mark));
    button.disabled = !S.segment;
  }
  if ($("note").value !== note) $("note").value = note;
  $("note").disabled = !S.segment;
  const count = D.ids.filter((id) => M.of.has(id)).length;
  const of = `${count} ${count === 1 ? "segment has" : "segments have"} a mark or note`;
  const words = M.isKept
    ? `${of}, kept in this browser for this set (${D.fingerprint.slice(0, 8)}).`
    : `${of}. This browser keeps nothing for this page: export the list before you close it.`;
  if ($("marks-said").textContent !== words) $("marks-said").textContent = words;  // it is read out when it changes
}

function startMarks() {
  readMarks();
  if (M.isKept) keepMarks();
  for (const button of document.querySelectorAll("[data-mark]")) button.addEventListener("click", () => toggleMark(button.dataset.mark));
  $("note").addEventListener("input", () => change({ note: $("note").value }));
  whenChanged((changed) => changed.has("segment") && drawMarks());
  addEventListener("storage", (event) => {
    if (event.key !== storageKey()) return;
    readMarks();
    drawMarks();
    drawList();
  });
}
