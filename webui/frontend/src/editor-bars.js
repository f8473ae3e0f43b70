// Bars above the text: what has happened to the letter outside of this page, and what can be done about it.
const bar = (name) => document.querySelector(`[data-bar="${name}"]`);

/** Shows a bar; `words` go into its elements by the name of their data attribute. */
export function showBar(name, words = {}) {
  const shown = bar(name);
  for (const [slot, told] of Object.entries(words)) {
    const element = shown.querySelector(`[data-${slot}]`);
    if (typeof told === "boolean") element.hidden = !told;
    else if (element.textContent !== told) element.textContent = told;
  }
  // A bar that stands already is not announced again.
  if (shown.hidden) shown.hidden = false;
}

export function hideBar(name) {
  bar(name).hidden = true;
}

/** What the buttons of bars do, by the names in data-do. */
export function barActions(actions) {
  document.querySelector("[data-bars]").addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (name) actions[name]();
  });
}
