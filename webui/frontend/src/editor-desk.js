// What stands around the text: forms that wait until it is saved, the card and files in a sheet at the side, the appeal
// that can be folded away.
import htmx from "htmx.org";
import { sideSheet } from "./side-sheet.js";
import { speak } from "./says.js";

/** A form that leads on is sent when what was typed has been saved, with the revision of then. */
export function settleForms(saving) {
  for (const form of document.querySelectorAll("form[data-settle]")) {
    form.addEventListener("submit", async (event) => {
      if (!saving?.unsaved) return;
      event.preventDefault();
      const { submitter } = event;
      if (!(await saving.settle())) return speak("Письмо ещё не сохранено: повторите чуть позже.");
      form.requestSubmit(submitter);
    });
  }
}

/** The card opens beside the letter; saved, the letter is shown anew with it. */
export function cardBeside(saving) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-card], a[data-look]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isCard = "card" in link.dataset;
    if (isCard && saving && !(await saving.settle())) return speak("Письмо ещё не сохранено: повторите чуть позже.");
    const sheet = sideSheet(isCard ? "Карточка письма" : link.textContent, isCard ? "wide" : "");
    await sheet.load(link.href, isCard ? ".card-page" : "[data-file]", (part) => {
      if (!isCard) return;
      htmx.process(part);
      for (const form of part.querySelectorAll("form")) form.addEventListener("submit", (submitted) => send(submitted, sheet, part));
    });
  });

  async function send(event, sheet, part) {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form, event.submitter);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer) return speak("Нет связи: карточка не сохранена, повторите чуть позже.");
    if (answer.redirected) return location.reload();
    sheet.put(await answer.text(), ".card-page");
  }
}

/** On a narrow screen the appeal is folded; how one left it on a wide one is kept in this browser. */
export function foldSide() {
  const KEPT = "letterkit.side";
  const side = document.querySelector("[data-side]");
  const isWide = matchMedia("(min-width: 75.01rem)").matches;
  side.open = isWide && localStorage.getItem(KEPT) !== "closed";
  side.addEventListener("toggle", () => {
    side.parentElement.classList.toggle("side-closed", !side.open);
    if (isWide) localStorage.setItem(KEPT, side.open ? "open" : "closed");
  });
  side.parentElement.classList.toggle("side-closed", !side.open);
}
