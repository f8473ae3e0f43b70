// Pages where a letter or an appeal is dropped or pasted: waiting is told, with its seconds where it may be long.
import { dropZone } from "./drop.js";

export function startPage() {
  const form = document.querySelector("[data-start]");
  if (!form) return;
  const button = form.querySelector("[data-begin]");
  const progress = form.querySelector("[data-progress]");
  let timer = 0;
  const { field, choose } = dropZone(form, {
    instead: "Выберите другой файл.",
    // A field for the card takes what is dropped on it; anywhere else the file is the letter.
    fieldOf: (target, letter) => (target instanceof Element && target.matches("#card_file") ? target : letter),
    chosen: () => button.focus(),
  });

  form.addEventListener("submit", (event) => {
    if (!field.files.length && !form.elements.text.value.trim()) {
      event.preventDefault();
      progress.textContent = form.dataset.nothing ?? "Выберите файл письма или вставьте его текст.";
      field.focus();
      return;
    }
    button.disabled = true;
    progress.classList.add("running");
    progress.textContent = "Проверяем письмо – обычно не дольше трёх секунд…";
    if (form.dataset.going) count(form.dataset.going);
  });
  function count(words) {
    const began = Date.now();
    const tell = () => (progress.textContent = `${words}: ${Math.round((Date.now() - began) / 1000)} с`);
    tell();
    timer = setInterval(tell, 1000);
  }

  // Coming back by the browser's button finds the page as it was left: the button must work again.
  window.addEventListener("pageshow", () => {
    clearInterval(timer);
    button.disabled = false;
    progress.classList.remove("running");
    progress.textContent = "";
    choose();
  });
}
