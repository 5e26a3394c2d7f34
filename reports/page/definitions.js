// What a heading or chart means, beside it while it is hovered or has the focus; Escape hides it.
const TIP = { box: null, of: null };

function showTip(owner) {
  TIP.of = owner;
  TIP.box.textContent = $(owner.getAttribute("aria-describedby")).textContent;
  TIP.box.hidden = false;
  const place = owner.getBoundingClientRect();
  const size = TIP.box.getBoundingClientRect();
  const below = place.bottom + size.height + 12 < innerHeight;
  TIP.box.style.left = `${Math.max(8, Math.min(place.left, document.documentElement.clientWidth - size.width - 8))}px`;
  TIP.box.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - size.height - 4)}px`;
}

function hideTip() {
  TIP.of = null;
  TIP.box.hidden = true;
}

function startDefinitions() {
  TIP.box = document.body.appendChild(el("div", { id: "tip", hidden: true, "aria-hidden": "true" }));
  const owner = (event) => event.target.closest?.("[aria-describedby^=def-]");
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => owner(event) && showTip(owner(event)));
  }
  // The pointer may go on to the definition itself, which then stays.
  document.addEventListener("pointerout", (event) => {
    const to = event.relatedTarget;
    if (TIP.of && to !== TIP.box && !TIP.of.contains(to) && document.activeElement !== TIP.of) hideTip();
  });
  document.addEventListener("focusout", hideTip);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
  document.addEventListener("scroll", hideTip, { capture: true, passive: true });
  for (const link of document.querySelectorAll(".alarms a")) {
    link.addEventListener("click", () => {
      const details = document.querySelector(link.getAttribute("href"));
      if (details.matches("details")) details.open = true;
    });
  }
}
