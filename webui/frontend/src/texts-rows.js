// The fields of a text: rows of the form that can be added and taken out, and what they say to the menus.
const ROW = "[data-row]";

const numberOf = (row) => Number(row.querySelector("[data-label]").name.split("-")[1]);

/** `changed()` is told of every change, `put(name)` asks to put a field into the text. */
export function fieldRows(form, { latin, changed, put }) {
  const list = form.querySelector("[data-row-list]");
  // The empty row is filled in by those without the script: with it, rows are made of it by a button.
  const blank = form.querySelector("[data-row-blank]");
  blank.remove();
  let next = numberOf(blank);

  /** An empty row called after `number`. */
  function emptyRow(number) {
    const holder = document.createElement("template");
    holder.innerHTML = blank.innerHTML.replaceAll(`field-${numberOf(blank)}-`, `field-${number}-`);
    return holder.content.querySelector(ROW);
  }

  function add() {
    const row = emptyRow(next);
    next += 1;
    list.append(row);
    row.querySelector("[data-label]").focus();
    return row;
  }

  list.addEventListener("input", (event) => {
    const row = event.target.closest(ROW);
    if (event.target.matches("[data-label]")) named(row);
    changed();
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest(ROW);
    if (event.target.closest("[data-drop-row]")) {
      const beside = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (beside?.querySelector("[data-label]") ?? form.querySelector("[data-add-row]")).focus();
      changed();
    } else if (event.target.closest("[data-put-row]") && name(row)) put(field(row));
  });
  form.querySelector("[data-add-row]").addEventListener("click", () => {
    add();
    layProofs();
  });

  /** What a field proves is asked of a standard reply alone; whatever was chosen already stays in sight. */
  function layProofs() {
    const { ground, outcome } = form.elements;
    const isStandard = Boolean(ground.value) || form.querySelector("[data-standard]").dataset.standard.split(" ").includes(outcome.value);
    form.querySelector("[data-proves-hint]").hidden = !isStandard;
    for (const row of list.querySelectorAll(ROW)) {
      if (isStandard && !row.querySelector("[data-proves]")) {
        row.querySelector(".row-ticks").before(emptyRow(numberOf(row)).querySelector("[data-proves]"));
      }
    }
    for (const each of list.querySelectorAll("[data-proves]")) each.hidden = !isStandard && !each.querySelector("select").value;
  }
  for (const name of ["ground", "outcome"]) form.elements[name].addEventListener("change", layProofs);
  layProofs();

  /** A field that is new is called after its label, until somebody has named it. */
  function named(row) {
    const input = row.querySelector("[data-name]");
    if (input.readOnly || input.dataset.own) return;
    const label = row.querySelector("[data-label]").value.split("(")[0];
    const letters = [...label.toLowerCase()].map((letter) => latin[letter] ?? letter).join("");
    const made = (letters.match(/[a-z0-9]+/g) ?? []).join("_").slice(0, 40).replace(/_+$/, "");
    const start = /^[a-z]/.test(made) ? made : made && `f_${made}`;
    const taken = new Set(all().filter((each) => each.row !== row).map((each) => each.name));
    let free = start;
    for (let count = 2; free && taken.has(free); count += 1) free = `${start}_${count}`;
    input.value = free;
  }
  list.addEventListener("change", (event) => {
    if (event.target.matches("[data-name]")) event.target.dataset.own = event.target.value ? "yes" : "";
  });

  const name = (row) => row.querySelector("[data-name]").value;
  const field = (row) => ({
    row,
    name: name(row),
    label: row.querySelector("[data-label]").value,
    type: row.querySelector("[data-type]").value,
  });
  const all = () => [...list.querySelectorAll(ROW)].map(field).filter((each) => each.name);

  return { all, add };
}
