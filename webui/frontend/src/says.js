// What was done, told to the eye for a while and to a screen reader at once.
const SHOWN_MS = 6000;
const timers = new Map();

export const speak = (words) => tell("says", words);
export const warn = (words) => tell("alarm", words);

function tell(id, words) {
  const region = document.getElementById(id);
  if (!region || !words) return;
  clearTimeout(timers.get(id));
  for (const other of document.querySelectorAll(".says")) other.classList.remove("seen");
  // The same words twice are spoken twice only if the region was emptied between.
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = words;
    region.classList.add("seen");
  });
  timers.set(id, setTimeout(() => region.classList.remove("seen"), SHOWN_MS));
}
