// Keys of the letter's page. They go by place, not by letter: a Russian layout must not switch them off. WCAG 2.1.4 asks
// that keys without a modifier can be switched off: the dialog has a box for that, kept in this browser.
const KEPT = "letterkit.keys";

export function follow({ step, open, take, undo, search, home }) {
  const dialog = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") return escape(target, home);
    if (target.matches("input, select, textarea, [contenteditable]")) return;
    const action = actionOf(event, target);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function actionOf(event, target) {
    const inList = target.closest("[data-list]");
    if (event.key === "ArrowDown" && inList) return () => step(1);
    if (event.key === "ArrowUp" && inList) return () => step(-1);
    if (event.key === "Enter") return target.matches(".finding") ? open : null;
    if (!box.checked) return null;
    if (event.key === "?" || (event.shiftKey && event.code === "Slash")) return () => dialog.showModal();
    if (event.shiftKey) return null;
    if (event.code === "KeyJ") return () => step(1);
    if (event.code === "KeyK") return () => step(-1);
    if (event.code === "KeyU") return undo;
    if (event.key === "/") return search;
    const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
    return digit ? () => take(Number(digit[1])) : null;
  }
}

/** Out of an open form, out of a field, or from the place back to the finding. */
function escape(target, home) {
  const details = target.closest("details[open]");
  if (details) {
    details.open = false;
    details.querySelector("summary").focus();
  } else {
    home();
  }
}
