// Menus of the rail, of a head, of a row: one is open at a time; Escape, a click beside it and leaving it close it.

export function menus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const [menu] = open();
    if (!menu) return;
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
      event.stopPropagation();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !menu.contains(document.activeElement) || document.activeElement.matches("input, select")) return;
    event.preventDefault();
    const stops = [...menu.querySelectorAll(".panel a[href], .panel button:not([disabled])")];
    const at = stops.indexOf(document.activeElement);
    stops.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % stops.length)?.focus();
  });
}
