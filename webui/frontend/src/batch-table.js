// A new batch: a reply text and a table are chosen, what is lacking is told.
import { dropZone } from "./drop.js";

export function tableForm() {
  const form = document.querySelector("[data-table-form]");
  if (!form) return;
  const progress = form.querySelector("[data-progress]");
  const { field, choose } = dropZone(form, { instead: "Разделите таблицу." });
  field.addEventListener("change", () => (progress.textContent = ""));

  form.addEventListener("submit", (event) => {
    const reply = form.querySelector("[name=reply]:checked");
    const lacking = !reply ? form.querySelector("[name=reply]") : field.files.length ? null : field;
    if (!lacking) {
      progress.classList.add("running");
      progress.textContent = "Загружаем таблицу…";
      return;
    }
    event.preventDefault();
    progress.textContent = reply ? "Приложите таблицу." : "Выберите текст ответа.";
    lacking.focus();
  });
  // Coming back by the browser's own button finds the page as it was left.
  window.addEventListener("pageshow", () => {
    progress.classList.remove("running");
    progress.textContent = "";
    choose();
  });
}
