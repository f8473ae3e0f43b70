// An old blank: words for a mark are chosen on the picture of its page; a row and its place light up together.
const LEAST_DRAG_MM = 1.5;

export function blankMarks() {
  if (!document.querySelector("[data-marks]")) return;
  let drag = null;

  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest("[data-page] svg");
    if (!svg || event.button) return;
    const tag = event.target.closest(".tag");
    if (tag) return focusRow(tag.closest("[data-place]").dataset.place);
    drag = { svg, from: pointIn(svg, event), tap: event.pointerType === "touch" };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || drag.tap) return;
    drag.to = pointIn(drag.svg, event);
    if (far(drag)) light(drag.svg, wordsIn(drag.svg, drag.from, drag.to));
  });
  document.addEventListener("pointercancel", () => (drag = null));
  document.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const { svg, from } = drag;
    const to = pointIn(svg, event);
    const dragged = !drag.tap && far({ from, to });
    const words = wordsIn(svg, from, to);
    drag = null;
    if (words.length) choose(svg, dragged ? words : [...chosenIn(svg), ...words]);
  });

  document.addEventListener("click", (event) => {
    const other = event.target.closest("[data-other]");
    if (!other) return;
    const form = document.querySelector("[data-own]");
    clear();
    form.elements.of.value = other.dataset.other;
    form.elements.field.value = other.dataset.field;
    say("Отметьте слова на изображении.");
    document.querySelector(".old-pages").scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    for (const place of document.querySelectorAll("[data-place]")) {
      const now = place.dataset.place === row.dataset.row;
      place.classList.toggle("now", now);
      if (now) show(place);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.target.matches("input, textarea")) return;
    const undo = document.querySelector("[data-undo]");
    if (!undo) return;
    event.preventDefault();
    undo.click();
  });
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.waitWords;
    if (!words) return;
    const progress = event.target.querySelector("[data-progress]");
    progress.classList.add("running");
    progress.textContent = words;
  });
}

function pointIn(svg, event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
}

const far = ({ from, to }) => to && Math.hypot(to.x - from.x, to.y - from.y) > LEAST_DRAG_MM;

/** Scrolls the pictures, and not the page, to `place`. */
function show(place) {
  const pages = place.closest(".old-pages");
  const [outer, inner] = [pages.getBoundingClientRect(), place.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) pages.scrollTop += inner.top - outer.top - outer.height / 3;
  if (inner.left < outer.left || inner.right > outer.right) pages.scrollLeft += inner.left - outer.left - outer.width / 4;
}

/** The words that the rectangle between two points touches. */
function wordsIn(svg, from, to) {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return [...svg.querySelectorAll(".word")].filter((word) => {
    const { x, y, width, height } = word.getBBox();
    return x < right + 0.1 && x + width > left - 0.1 && y < bottom + 0.1 && y + height > top - 0.1;
  });
}

const chosenIn = (svg) => [...svg.querySelectorAll(".word.chosen")];

function light(svg, words) {
  for (const word of svg.querySelectorAll(".word")) word.classList.toggle("chosen", words.includes(word));
}

/** Everything from the first of `words` to the last becomes the place of the mark. */
function choose(svg, words) {
  const start = Math.min(...words.map((word) => Number(word.dataset.from)));
  const end = Math.max(...words.map((word) => Number(word.dataset.to)));
  const all = [...svg.querySelectorAll(".word")].filter((word) => word.dataset.from >= start && word.dataset.to <= end);
  clear();
  light(svg, all);
  const form = document.querySelector("[data-own]");
  form.elements.words.value = `${start}-${end}`;
  form.querySelector("[data-line]").hidden = true;
  say(`Отмечено слов: ${all.length}.`);
  form.elements.field.focus();
}

function clear() {
  for (const word of document.querySelectorAll(".word.chosen")) word.classList.remove("chosen");
  document.querySelector("[data-own]").elements.words.value = "";
}

function say(words) {
  document.querySelector("[data-own] [data-chosen]").textContent = words;
}

function focusRow(number) {
  const row = document.querySelector(`[data-row="${number}"]`);
  const folded = row.querySelector("details");
  if (folded) folded.open = true;
  row.querySelector("select").focus();
}
