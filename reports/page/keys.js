// Keys of the explorer. Letters and digits count only while something of it has the focus, and never in a field.
const isField = (element) => element.matches("input, select, textarea");

function stepOf(event, inList) {
  const page = Math.max(1, Math.floor(L.box.clientHeight / rowHeight()) - 1);
  const letters = { j: 1, k: -1 };
  const arrows = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  return letters[event.key] ?? (inList ? arrows[event.key] : undefined);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  const step = stepOf(event, L.box.contains(event.target));
  const mark = MARKS[Number(event.key) - 1];
  if (step !== undefined) move(step);
  else if (mark && S.segment) toggleMark(mark);
  else if (event.key === "n" && S.segment) $("note").focus();
  else return;
  event.preventDefault();
}

function startKeys() {
  $("explorer").addEventListener("keydown", pressed);
  $("note").addEventListener("keydown", (event) => event.key === "Escape" && $("list").focus());
}
