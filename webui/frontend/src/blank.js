// Blanks: a file is dropped or chosen, and that letters are being printed on it is told.
import { dropZone } from "./drop.js";

export function blankForms() {
  for (const form of document.querySelectorAll("[data-blank-form]")) {
    const progress = form.querySelector("[data-progress]");
    const button = form.querySelector(".actions .btn");
    const { field, choose } = dropZone(form, { instead: "Сожмите в нём картинки.", chosen: () => button.focus() });
    field.addEventListener("change", () => (progress.textContent = ""));

    form.addEventListener("submit", (event) => {
      if (field.files.length) {
        progress.classList.add("running");
        progress.textContent = "Читаем бланк и печатаем его страницы – обычно до десяти секунд…";
        return;
      }
      event.preventDefault();
      progress.textContent = "Выберите файл бланка.";
      field.focus();
    });
    // Coming back by the browser's own button finds the page as it was left.
    window.addEventListener("pageshow", () => {
      progress.classList.remove("running");
      progress.textContent = "";
      choose();
    });
  }
}
