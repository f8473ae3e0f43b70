// The first page: a file can be dropped anywhere, one that is too large is refused before it travels, waiting is told.
const MB = 1024 * 1024;

export function startPage() {
  const form = document.querySelector("[data-start]");
  if (!form) return;
  const zone = form.querySelector("[data-drop]");
  const field = zone.querySelector("input");
  const chosen = zone.querySelector("[data-drop-chosen]");
  const button = form.querySelector("[data-begin]");
  const progress = form.querySelector("[data-progress]");
  const limit = Number(form.dataset.limitMb) || 0;

  const choose = () => {
    const file = field.files[0];
    const large = Boolean(file && limit && file.size > limit * MB);
    zone.classList.toggle("chosen", Boolean(file) && !large);
    zone.classList.toggle("refused", large);
    chosen.textContent = !file ? "" : large ? `${file.name}: ${sized(file.size)} – больше ${limit} МБ. Выберите другой файл.` : `${file.name}, ${sized(file.size)}`;
    if (large) field.value = "";
  };
  field.addEventListener("change", choose);

  let depth = 0;
  const over = (on) => zone.classList.toggle("over", on);
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragenter", (event) => carriesFiles(event) && over(++depth > 0));
  document.addEventListener("dragleave", (event) => carriesFiles(event) && over(--depth > 0));
  document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    // A field for the card takes what is dropped on it; anywhere else the file is the letter.
    const target = event.target instanceof Element && event.target.matches("#card_file") ? event.target : field;
    target.files = event.dataTransfer.files;
    if (target !== field) return;
    choose();
    button.focus();
  });

  form.addEventListener("submit", (event) => {
    if (!field.files.length && !form.elements.text.value.trim()) {
      event.preventDefault();
      progress.textContent = "Выберите файл письма или вставьте его текст.";
      field.focus();
      return;
    }
    button.disabled = true;
    progress.classList.add("running");
    progress.textContent = "Проверяем письмо – обычно не дольше трёх секунд…";
  });
  // Coming back by the browser's button finds the page as it was left: the button must work again.
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    progress.classList.remove("running");
    progress.textContent = "";
    choose();
  });
}

export function sized(bytes) {
  if (bytes >= MB) return `${(bytes / MB).toFixed(1).replace(".", ",")} МБ`;
  return `${Math.max(1, Math.round(bytes / 1024))} КБ`;
}
