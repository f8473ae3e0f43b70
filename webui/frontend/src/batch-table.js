// A new batch: the table can be dropped anywhere, one that is too large is refused before it travels.
import { sized } from "./start.js";

const MB = 1024 * 1024;

export function tableForm() {
  const form = document.querySelector("[data-table-form]");
  if (!form) return;
  const zone = form.querySelector("[data-drop]");
  const field = zone.querySelector("input");
  const chosen = zone.querySelector("[data-drop-chosen]");
  const progress = form.querySelector("[data-progress]");
  const limit = Number(form.dataset.limitMb);

  function choose() {
    const file = field.files[0];
    const large = Boolean(file) && file.size > limit * MB;
    zone.classList.toggle("chosen", Boolean(file) && !large);
    zone.classList.toggle("refused", large);
    chosen.textContent = !file ? "" : large ? `${file.name}: ${sized(file.size)} – больше ${limit} МБ. Разделите таблицу.` : `${file.name}, ${sized(file.size)}`;
    if (large) field.value = "";
    progress.textContent = "";
  }
  field.addEventListener("change", choose);

  let depth = 0;
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const over = (on) => zone.classList.toggle("over", on);
  document.addEventListener("dragenter", (event) => carriesFiles(event) && over(++depth > 0));
  document.addEventListener("dragleave", (event) => carriesFiles(event) && over(--depth > 0));
  document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    field.files = event.dataTransfer.files;
    choose();
  });

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
    choose();
  });
}
