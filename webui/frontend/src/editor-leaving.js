// Ways out of the page: the letter is saved first, and going to review with errors is asked about once more.
import { waitedFor } from "./waiting.js";

const CHECK_MS = 5000;

/**
 * `errors()` is how many errors were found last; `checked(limit_ms)` waits until that is about the text as it stands;
 * `fill()` puts the text into the form's own fields.
 */
export function waysOut({ saving, errors, checked, fill }) {
  const form = document.getElementById("letter-form");
  const submit = document.querySelector("[data-submit]");
  let isLeaving = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter !== submit) {
      saving.save();
      return;
    }
    if (isLeaving) return;
    isLeaving = true;
    const isFree = await mayLeave().finally(() => (isLeaving = false));
    if (!isFree) return;
    fill();
    form.action = submit.formAction;
    form.submit();
  });

  /** What hinders saving is told of by a bar; the letter stays here. */
  async function mayLeave() {
    const doubts = (await waitedFor(checked(CHECK_MS))) ? errors() && standing(errors()) : UNCHECKED;
    return (!doubts || (await confirmed(doubts))) && waitedFor(saving.settle());
  }

  document.getElementById("letter").addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const stays = !link || link.target || link.matches("[data-card], [href^='#']"); // the card opens beside the letter
    if (stays || !isPlain || !saving.unsaved) return;
    event.preventDefault();
    await saving.settle();
    location.assign(link.href);
  });
}

const UNCHECKED = "Проверка ещё не закончена: если в письме есть ошибки, его могут вернуть на доработку.";

function standing(count) {
  const form = new Intl.PluralRules("ru").select(count);
  const words = { one: "ошибка", few: "ошибки", many: "ошибок" }[form];
  return `В письме ${count} ${words}. С ошибками его могут вернуть на доработку.`;
}

function confirmed(doubts) {
  const dialog = document.getElementById("standing");
  dialog.querySelector("[data-standing]").textContent = doubts;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "send"), { once: true }));
}
