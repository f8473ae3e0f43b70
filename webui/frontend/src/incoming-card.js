// The rows of a proposed card: Enter confirms and goes on, what is typed is confirmed by that, questions come and go.
import { speak } from "./says.js";

const FIELD = ":is(input:not([type=checkbox]), select, textarea)";

export function cardRows(form, kept) {
  const list = form.querySelector("[data-questions] ol");
  const pattern = list.querySelector("[data-new]");
  const enter = document.querySelector("[data-enter]");
  const left = form.querySelector("[data-left]");
  pattern?.remove();
  pattern?.classList.remove("without-script");

  const rows = () => [...form.querySelectorAll(".card-row")];
  const fieldOf = (row) => row.querySelector(`.row-value > ${FIELD}`) ?? row.querySelector(".row-value > input");
  const tickOf = (row) => row.querySelector(".take input");
  const says = (row) => {
    const field = fieldOf(row);
    return field.type === "checkbox" ? field.checked : field.value.trim();
  };
  const waits = (row) => Boolean(tickOf(row) && says(row) && !tickOf(row).checked);

  // ---- states to come back to
  const others = () => [...form.elements].filter((each) => each.name && !["hidden", "submit", "button"].includes(each.type) && !each.closest("[data-question]"));
  const state = () => ({
    focus: document.activeElement?.id,
    values: others().map((each) => [each, each.type === "checkbox" ? each.checked : each.value]),
    questions: [...list.children].map((row) => [fieldOf(row).value, tickOf(row).checked, row.className]),
  });
  kept.restoredBy(({ focus, values, questions }) => {
    for (const [each, value] of values) each.type === "checkbox" ? (each.checked = value) : (each.value = value);
    list.replaceChildren(...questions.map(([words, isTicked, kind]) => made(words, isTicked, kind)));
    show();
    document.getElementById(focus)?.focus();
    speak("Отменено");
  });

  /** Does `act` as one step that can be undone. */
  function step(act) {
    const before = state();
    act();
    kept.step(before);
    show();
    kept.changed();
  }

  // ---- what is shown of it all
  function show() {
    for (const [at, row] of [...list.children].entries()) {
      tickOf(row).value = `appeal.questions.${at}`;
      fieldOf(row).setAttribute("aria-label", `Вопрос ${at + 1}`);
      row.querySelector(".take .visually-hidden").textContent = `Подтвердить: вопрос ${at + 1}`;
    }
    for (const row of rows()) {
      row.classList.toggle("empty", !says(row));
      const reset = row.querySelector("[data-reset]");
      if (reset) reset.hidden = valueOf(row) === row.dataset.read;
    }
    for (const chip of form.querySelectorAll("[data-group]")) {
      if (chip.value === form.elements["appeal.group"].value) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    if (!left) return;
    const count = rows().filter(waits).length;
    left.textContent = count;
    left.parentElement.classList.toggle("all", !count);
    left.parentElement.querySelector("[data-left-words]").textContent = count ? "не подтверждено" : "всё подтверждено";
  }

  const valueOf = (row) => {
    const field = fieldOf(row);
    return field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
  };

  function setValue(row, value, isTicked = true) {
    const field = fieldOf(row);
    if (field.type === "checkbox") field.checked = Boolean(value);
    else {
      if (field.type === "date" && value && !/^\d{4}-\d\d-\d\d$/.test(value)) field.type = "text";
      field.value = value;
    }
    if (tickOf(row)) tickOf(row).checked = isTicked;
    const folded = row.closest("details");
    if (folded) folded.open = true;
  }

  // ---- keys
  function next(row) {
    const all = rows();
    const at = all.indexOf(row);
    const waiting = [...all.slice(at + 1), ...all.slice(0, at)].find(waits);
    const executor = form.elements.person;
    const isUnsaid = executor && !executor.value && executor !== document.activeElement;
    if (waiting) fieldOf(waiting).focus();
    else if (isUnsaid) executor.focus();
    else (enter ?? form.querySelector("button[value=enter]")).focus();
  }

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || event.altKey || !(field instanceof HTMLElement)) return;
    const row = field.closest(".card-row");
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && field.matches("input, select, textarea")) {
      event.preventDefault();
      if (row && tickOf(row) && !tickOf(row).checked && says(row)) step(() => (tickOf(row).checked = true));
      if (row) next(row);
      else next(null);
    }
    const digit = /^(?:Digit|Numpad)([1-3])$/.exec(event.code);
    if (digit && field.name === "appeal.group" && !event.ctrlKey && !event.shiftKey && isWhole(field)) {
      const chip = form.querySelectorAll("[data-group]")[Number(digit[1]) - 1];
      if (!chip) return;
      event.preventDefault();
      choose(chip);
      next(row);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open], details[data-sheet][open]")) return;
    if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(enter ?? undefined);
    }
    if (event.code === "KeyZ" && !event.shiftKey && !isTyping() && kept.undo()) event.preventDefault();
  });
  const isWhole = (field) => field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const isTyping = () => before !== null && document.activeElement?.matches("input, textarea") && document.activeElement.value !== before.value;

  // ---- what is typed: one step from the focus on a field to its change
  let before = null;
  form.addEventListener("focusin", ({ target }) => {
    if (!target.matches(FIELD)) return;
    before = { value: target.value, state: state() };
    if (target.matches("input:not([type=date])")) target.select();
    light(target.closest(".card-row"));
  });
  form.addEventListener("focusout", () => light(null));
  form.addEventListener("input", ({ target }) => {
    const row = target.closest(".card-row");
    if (!row || target.closest(".take")) return;
    if (tickOf(row)) tickOf(row).checked = Boolean(says(row));
    show();
    kept.changed();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.matches(FIELD) && before && before.value !== target.value) {
      kept.step(before.state);
      before = { value: target.value, state: state() };
    }
    show();
    kept.changed();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = event.target.closest(".card-row");
    if (event.target.matches(".take input")) {
      const box = event.target;
      box.checked = !box.checked;
      const was = state();
      box.checked = !box.checked;
      return kept.step(was);
    }
    if (!button) return;
    if (button.matches("[data-group]")) {
      event.preventDefault();
      choose(button);
    } else if (button.matches("[data-reset]")) {
      step(() => setValue(row, row.dataset.read, false));
      fieldOf(row).focus();
    } else if (button.matches("[data-remove]")) {
      const beside = row.nextElementSibling ?? row.previousElementSibling;
      step(() => row.remove());
      speak("Вопрос убран. Отменить: Ctrl + Z");
      (beside ? fieldOf(beside) : form.querySelector("[data-add-question]")).focus();
    } else if (button.matches("[data-join]")) {
      const other = row.nextElementSibling;
      step(() => {
        setValue(row, `${fieldOf(row).value.trim()} ${fieldOf(other).value.trim()}`);
        other.remove();
      });
      fieldOf(row).focus();
    } else if (button.matches("[data-add-question]")) {
      addQuestion("");
    }
  });

  function choose(chip) {
    step(() => setValue(form.elements["appeal.group"].closest(".card-row"), chip.value));
  }

  // ---- questions
  function made(words, isTicked, kind = "card-row") {
    const row = pattern.cloneNode(true);
    row.className = kind;
    row.removeAttribute("data-new");
    fieldOf(row).value = words;
    tickOf(row).checked = isTicked;
    return row;
  }

  function addQuestion(words) {
    let row;
    step(() => list.append((row = made(words, Boolean(words)))));
    fieldOf(row).focus();
  }

  /** Puts values by path into their rows as one step; a further earlier number stands in a line of its own. */
  function put(values) {
    let last = null;
    step(() => {
      for (const [path, value] of Object.entries(values)) {
        const row = form.elements[path]?.closest(".card-row");
        if (!row) continue;
        const field = fieldOf(row);
        const isList = path === "appeal.repeat_of" && field.value.trim();
        setValue(row, isList ? `${field.value.trim()}\n${value}` : value);
        last ??= row;
      }
    });
    if (last) fieldOf(last).focus();
    return last?.querySelector(".row-label")?.textContent;
  }

  // ---- the places of a value in the text
  function light(row) {
    for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    const key = row?.closest("[data-questions]") ? "appeal.questions" : row?.dataset.row;
    if (!key) return;
    const words = key === "appeal.questions" ? fieldOf(row).value : "";
    const marks = [...document.querySelectorAll("mark[data-paths]")].filter((mark) => mark.dataset.paths.split(" ").includes(key));
    const own = words ? marks.filter((mark) => words.includes(mark.textContent.trim().split(/\s+/).slice(0, 3).join(" "))) : marks;
    for (const mark of own) mark.classList.add("lit");
    own[0]?.scrollIntoView({ block: "nearest" });
  }

  show();
  return { put, addQuestion };
}
