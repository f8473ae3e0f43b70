// The forms of actions, sheets at the side (static/folder.css): an opened one has the focus and keeps it until it is closed.

export function acts() {
  const open = () => document.querySelector("details[data-sheet][open]");
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches("details[data-sheet]")) {
      target.querySelector(":is(input, textarea, select):not([type=hidden]), form button")?.focus();
    }
  }, true);
  document.addEventListener("focusin", ({ target }) => {
    const sheet = open();
    if (sheet && !sheet.contains(target) && !target.closest("dialog")) sheet.querySelector("summary").focus();
  });
  document.addEventListener("keydown", (event) => {
    const sheet = open();
    if (event.key !== "Escape" || !sheet || document.querySelector("dialog[open]")) return;
    sheet.open = false;
    sheet.querySelector("summary").focus();
  });
}
