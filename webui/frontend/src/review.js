// A letter under review: words that somebody has marked become the place of a remark, findings that are ticked become
// lines of the reason, and the page tells when the letter has moved on without it.
import { bringAsked } from "./asked-parts.js";
import { speak, warn } from "./says.js";

const ASK_EVERY_MS = 20_000;

export function reviewPage() {
  const folder = document.querySelector(".folder");
  if (!folder) return;
  sayHere(folder);
  fillReason(folder.querySelector("[data-return]"));
  watch(folder.querySelector("[data-now]"));
  folder.querySelector("[aria-invalid=true]")?.focus();
  sayWhatWasDone();
}

/** A button beside the marked words opens the form of their paragraph with the words in it. */
function sayHere(folder) {
  const button = document.getElementById("say-here");
  if (!button || !folder.querySelector(".say")) return;
  let place = null;
  document.addEventListener("selectionchange", () => {
    place = marked(folder);
    button.hidden = !place;
    if (!place) return;
    const { left, bottom } = place.range.getBoundingClientRect();
    button.style.left = `${Math.min(left + scrollX, scrollX + innerWidth - 240)}px`;
    button.style.top = `${bottom + scrollY + 6}px`;
  });
  // The press would take the selection away before the click is heard.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", async () => {
    if (!place) return;
    const { say, words } = place;
    getSelection().removeAllRanges();
    button.hidden = true;
    const details = say.matches("details") ? say : await bringAsked(say);
    if (!details) return;
    const form = details.querySelector("form");
    details.open = true;
    form.elements.excerpt.value = words;
    form.elements.words.focus();
    details.scrollIntoView({ block: "center" });
  });
}

/** The words marked inside one paragraph that can be remarked on. */
function marked(folder) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const line = elementOf(range.startContainer)?.closest("#text .line");
  if (!line || !folder.contains(line) || elementOf(range.endContainer)?.closest("#text .line") !== line) return null;
  const words = String(selection).trim().replace(/\s+/g, " ");
  const say = line.nextElementSibling?.querySelector(".say");
  return words && say ? { range, words, say } : null;
}

const elementOf = (node) => (node instanceof Element ? node : node.parentElement);

/** A ticked finding goes into the reason as a line that can be edited; unticked, the line leaves if it is as it was. */
function fillReason(form) {
  if (!form) return;
  const reason = form.elements.reason;
  for (const box of form.querySelectorAll("[name=pick]")) {
    box.removeAttribute("name");
    const line = `– ${box.value}`;
    box.addEventListener("change", () => {
      const lines = reason.value.split("\n").filter((each) => each !== line);
      while (lines.length && !lines.at(-1)) lines.pop();
      reason.value = [...lines, ...(box.checked ? [line] : [])].join("\n");
    });
  }
}

/** Asks from time to time whether the letter still stands where the page shows it, and who else has it open. */
function watch(element) {
  if (!element) return;
  let told = false;
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(element.dataset.now, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { stamp, others } = await answer.json();
      element.textContent = others.length ? `Письмо сейчас открыто также у: ${others.join(", ")}` : "";
      if (stamp !== element.dataset.stamp) {
        const link = document.createElement("a");
        link.href = location.pathname;
        link.textContent = "Показать, как оно теперь";
        element.replaceChildren("Пока Вы смотрели, с письмом что-то сделали. ", link);
        if (!told) warn("Пока Вы смотрели, с письмом что-то сделали. Обновите страницу.");
        told = true;
      }
    } catch {
      // No connection: the page stays as it is and asks again.
    }
  };
  setInterval(ask, ASK_EVERY_MS);
  document.addEventListener("visibilitychange", ask);
}

/** An address that leads into the letter leaves what was done out of sight: it is told there. */
function sayWhatWasDone() {
  const told = document.querySelector(".flashes .flash");
  if (told && told.getBoundingClientRect().bottom < 0) speak(told.textContent);
}
