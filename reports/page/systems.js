// Which systems are shown: the others are left out of the explorer, of the pair and of what is exported.
// The state holds the indices of hidden systems, ascending, as a text.
const systemList = (systems) => [...new Set(systems)].sort((x, y) => x - y).join(",");
const hiddenSystems = () => (S.hide ? S.hide.split(",").map(Number) : []);

// Indices of the systems that are shown, in the order of the leaderboard.
function shownSystems() {
  const hidden = new Set(hiddenSystems());
  return D.systems.map((_, s) => s).filter((s) => !hidden.has(s));
}

const isShown = (s) => !S.hide || !hiddenSystems().includes(s);

// A system that is chosen is shown; where A or B was hidden, another takes its place, and two are left at least.
function settleSystems(changed, asked) {
  if (!S.hide) return;
  const hidden = new Set(hiddenSystems());
  for (const key of ["a", "b"]) if (asked.has(key)) hidden.delete(S[key]);
  for (const key of ["a", "b"]) {
    if (!hidden.has(S[key])) continue;
    const other = S[key === "a" ? "b" : "a"];
    const next = D.systems.findIndex((_, s) => !hidden.has(s) && s !== other);
    if (next >= 0) S[key] = next;
    else hidden.delete(S[key]);
  }
  S.hide = systemList(hidden);
}

function drawSystems() {
  const shown = new Set(shownSystems());
  const all = D.systems.length;
  $("systems-said").textContent = shown.size === all ? `all ${all} shown` : `${shown.size} of ${all} shown`;
  $("systems").querySelectorAll("input").forEach((box, s) => {
    box.checked = shown.has(s);
    box.disabled = shown.has(s) && shown.size <= 2;
  });
  for (const option of document.querySelectorAll("[data-pick=a] option, [data-pick=b] option")) {
    option.hidden = option.disabled = !shown.has(Number(option.value));
  }
}

function startSystems() {
  const place = $("systems");
  if (!place) return;
  const boxes = D.systems.map((name, s) => {
    const hide = (event) => {
      const hidden = hiddenSystems().filter((other) => other !== s);
      choose({ hide: systemList(event.target.checked ? hidden : [...hidden, s]) });
    };
    return el("label", {}, el("input", { type: "checkbox", "data-system": name, onchange: hide }), el("span", {}, plain(name)));
  });
  place.querySelector(".boxes").append(...boxes);
  place.querySelector("[data-act=all-systems]").addEventListener("click", () => choose({ hide: "" }));
  place.querySelector("[data-act=pair-only]").addEventListener("click", () =>
    choose({ hide: systemList(D.systems.map((_, s) => s).filter((s) => s !== S.a && s !== S.b)) }),
  );
  whenChanged((changed) => changed.has("hide") && drawSystems());
  drawSystems();
}
