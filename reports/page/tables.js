// Tables that sort by a click on a heading: numbers by value, texts by the language's order, empty ones last.
function makeSortable(table) {
  table.querySelectorAll("thead th").forEach((head, column) => {
    const defined = head.querySelector("button.term");
    const button = defined ?? el("button", { type: "button", title: "sort by this column" }, ...head.childNodes);
    button.addEventListener("click", () => sortBy(table, head, column));
    if (!defined) head.append(button);
  });
}

function sortBy(table, head, column) {
  const numeric = head.classList.contains("num");
  const was = head.getAttribute("aria-sort");
  const sign = (was ? was === "descending" : !numeric) ? 1 : -1;
  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => [row.cells[column].dataset.value ?? row.cells[column].textContent.trim(), row]);
  keyed.sort(([x], [y]) => {
    if (!x || !y) return !x - !y;
    const ranges = numeric && (Number.isNaN(Number(x)) || Number.isNaN(Number(y)));
    return sign * (numeric && !ranges ? Number(x) - Number(y) : x.localeCompare(y, undefined, { numeric: true }));
  });
  for (const [, row] of keyed) row.classList.remove("break");
  body.append(...keyed.map(([, row]) => row));
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
}
