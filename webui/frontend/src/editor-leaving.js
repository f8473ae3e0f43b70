// Ways out of the page: the letter is saved first, and going to review with errors is asked about once more.

/** `errors()` is how many errors stand; `fill()` puts the text into the form's own fields. */
export function waysOut({ saving, errors, fill }) {
  const form = document.getElementById("letter-form");
  const submit = document.querySelector("[data-submit]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter !== submit) {
      saving.save();
      return;
    }
    if (errors() && !(await confirmed(errors()))) return;
    submit.disabled = true;
    const isSaved = await saving.settle();
    submit.disabled = false;
    // What hinders saving is told of by a bar; the letter stays here.
    if (!isSaved) return;
    fill();
    form.action = submit.formAction;
    form.submit();
  });

  document.getElementById("letter").addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain || link.target || link.getAttribute("href").startsWith("#") || !saving.unsaved) return;
    event.preventDefault();
    await saving.settle();
    location.assign(link.href);
  });
}

function confirmed(count) {
  const dialog = document.getElementById("standing");
  const form = new Intl.PluralRules("ru").select(count);
  const words = { one: "ошибка", few: "ошибки", many: "ошибок" }[form];
  dialog.querySelector("[data-standing]").textContent =
    `В письме ${count} ${words}. С ошибками его могут вернуть на доработку.`;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "send"), { once: true }));
}
