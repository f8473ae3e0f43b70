// Long forms keep what was typed in this browser until they are sent: a stray click or Back loses nothing. Who leaves
// with something unsent is asked; who comes back is offered what had been typed. Passwords and files are not kept.
const KEEP_MS = 7 * 24 * 3600 * 1000;
const AFTER_MS = 400;

export function formDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
}

function keep(form) {
  const key = `letterkit.form.${document.body.dataset.person}.${form.dataset.draft}`;
  const begun = JSON.stringify(typed(form));
  const known = read(key);
  let isDirty = false;
  let timer = 0;
  if (known && JSON.stringify(known.values) !== begun) offer(form, known, () => localStorage.removeItem(key));

  const put = () => {
    const values = typed(form);
    isDirty = JSON.stringify(values) !== begun;
    try {
      if (isDirty) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
      else localStorage.removeItem(key);
    } catch {
      // No room in the browser: then leaving is asked about all the same.
    }
  };
  const later = () => {
    clearTimeout(timer);
    isDirty = true;
    timer = setTimeout(put, AFTER_MS);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    put(); // a refusal brings the form back with all of it; what was taken in leaves a page without this form
    isDirty = false;
    sessionStorage.setItem("letterkit.form-sent", key);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isDirty) return;
    clearTimeout(timer);
    put();
    if (!isDirty) return;
    event.preventDefault();
    event.returnValue = true;
  });
}

/** The page after a form that was taken in: what was kept of it is of no use any more. */
export function forgetSent() {
  const key = sessionStorage.getItem("letterkit.form-sent");
  sessionStorage.removeItem("letterkit.form-sent");
  if (key && !document.querySelector("form[data-draft]")) localStorage.removeItem(key);
}

function read(key) {
  try {
    const known = JSON.parse(localStorage.getItem(key));
    if (known && Date.now() - known.at < KEEP_MS) return known;
  } catch {
    // Written by another letterkit: nothing to offer.
  }
  localStorage.removeItem(key);
  return null;
}

function typed(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "password", "file", "submit", "button"].includes(field.type) || field.name === "csrf_token") continue;
    if (["checkbox", "radio"].includes(field.type)) {
      if (field.checked) (values[field.name] ??= []).push(field.value);
    } else if (field.value.trim()) (values[field.name] ??= []).push(field.value);
  }
  return values;
}

function offer(form, { at, values }, forget) {
  const bar = document.createElement("div");
  bar.className = "flash warning with-action";
  bar.setAttribute("role", "status");
  const when = new Date(at).toLocaleString("ru", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const words = Object.assign(document.createElement("span"), { textContent: `В этом браузере осталось недописанное: ${when}.` });
  const restore = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Восстановить" });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: "Отбросить" });
  bar.append(words, restore, drop);
  form.before(bar);
  restore.addEventListener("click", () => {
    lay(form, values);
    bar.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  drop.addEventListener("click", () => {
    forget();
    bar.remove();
  });
}

/** Fields that the page shows only after a choice get their words when the server has brought them. */
function lay(form, values) {
  const asked = new Set();
  for (const [name, given] of Object.entries(values)) {
    const fields = [...form.elements].filter((field) => field.name === name && field.type !== "hidden");
    if (!fields.length) {
      for (const value of given) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value, className: "from-draft" }));
    }
    for (const [at, field] of fields.entries()) {
      if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
      else field.value = given[Math.min(at, given.length - 1)] ?? "";
      if (field.checked || field.tagName === "SELECT") asked.add(field);
    }
  }
  document.addEventListener("htmx:afterSettle", () => form.querySelectorAll(".from-draft").forEach((each) => each.remove()), { once: true });
  for (const field of asked) field.dispatchEvent(new Event("change", { bubbles: true }));
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
