// A field of a file with a zone around it: a file can be dropped anywhere on the page, one that is too large is refused
// before it travels.
const MB = 1024 * 1024;

/** `instead` is said of a file that is too large, `fieldOf` may give a dropped file to another field, `chosen` is told of a drop. */
export function dropZone(form, { instead, fieldOf = (target, field) => field, chosen = () => {} }) {
  const zone = form.querySelector("[data-drop]");
  const field = zone.querySelector("input");
  const words = zone.querySelector("[data-drop-chosen]");
  const limit = Number(form.dataset.limitMb) || 0;

  function choose() {
    const files = [...field.files];
    const file = files[0];
    const size = files.reduce((sum, each) => sum + each.size, 0);
    const name = files.map((each) => each.name).join(", ");
    const large = Boolean(file && limit && size > limit * MB);
    zone.classList.toggle("chosen", Boolean(file) && !large);
    zone.classList.toggle("refused", large);
    words.textContent = !file ? "" : large ? `${name}: ${sized(size)} – больше ${limit} МБ. ${instead}` : `${name}, ${sized(size)}`;
    if (large) field.value = "";
  }
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
    const target = fieldOf(event.target, field);
    target.files = event.dataTransfer.files;
    if (target !== field) return;
    choose();
    chosen();
  });
  return { field, choose };
}

function sized(bytes) {
  if (bytes >= MB) return `${(bytes / MB).toFixed(1).replace(".", ",")} МБ`;
  return `${Math.max(1, Math.round(bytes / 1024))} КБ`;
}
