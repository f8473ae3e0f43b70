// What was typed and not sent is kept in this browser: no longer than a week, and not after its owner has signed out.
// Another person may sit down at the same machine.
const WORDS = ["letterkit.form.", "letterkit.letter.", "letterkit.undecided."];
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Drops what is old at each page, and all of it when the person signs out. */
export function keptWords() {
  forget((at) => at && Date.now() - at > WEEK_MS);
  for (const form of document.querySelectorAll("form[data-leaves]")) form.addEventListener("submit", () => forget(() => true));
}

function forget(isOver) {
  try {
    for (const key of Object.keys(localStorage)) {
      if (WORDS.some((words) => key.startsWith(words)) && isOver(momentOf(key))) localStorage.removeItem(key);
    }
  } catch {
    // The browser keeps nothing, so there is nothing to drop.
  }
}

function momentOf(key) {
  try {
    return JSON.parse(localStorage.getItem(key))?.at;
  } catch {
    return 0;
  }
}
