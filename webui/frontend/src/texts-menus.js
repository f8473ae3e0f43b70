// Menus that put fields, conditions and lists into the text: nobody types braces.
import { warn } from "./says.js";
import { putCondition, putList, putWords } from "./texts-put.js";

const short = (label) => label.split(/\s*[(:;]/)[0];
const quoted = (words) => `"${words.replaceAll('"', "”").replaceAll("\\", "")}"`;

/** `fields()` are the fields of the text, `target()` is {view, inLine}: where words are put, and whether it is one line. */
export function menus(form, { menu, fields, target, newField }) {
  const slot = (name) => form.querySelector(`[data-${name}]`);
  const typeOf = (name) => fields().find((each) => each.name === name)?.type ?? menu.card.find((each) => each.name === name)?.type ?? "text";

  function fill() {
    const own = fields().map(({ name, label }) => ({ value: name, words: short(label) || name }));
    const card = menu.card.map(({ name, words }) => ({ value: name, words }));
    options(slot("value"), [["Поля этого текста", own], ["Из карточки и профиля", card]]);
    forms();
    const given = own.map(({ value, words }) => ({ value, words: `заполнено «${words}»` }));
    const known = menu.conditions.map(({ test, words }) => ({ value: test, words }));
    options(slot("condition"), [["О заявителе и обращении", known], ["О полях", given]]);
    const lists = fields().filter(({ type }) => type === "list" || type === "bodies");
    options(slot("list-field"), [["", lists.map(({ name, label }) => ({ value: name, words: short(label) }))]], "списков среди полей нет");
    const counted = fields().filter(({ type }) => ["list", "bodies", "number"].includes(type));
    options(slot("count-field"), [["", counted.map(({ name, label }) => ({ value: name, words: short(label) }))]], "чисел и списков среди полей нет");
  }

  function forms() {
    const known = menu.forms[typeOf(slot("value").value)] ?? [];
    const made = known.map(({ filter, words }) => ({ value: filter, words }));
    options(slot("form"), [["", [{ value: "", words: "как есть" }, ...made]]]);
  }

  const chosen = (name) => slot(name).selectedOptions[0]?.text ?? "";
  const ways = {
    value() {
      const [name, filter] = [slot("value").value, slot("form").value];
      if (!name) return false;
      const isList = ["list", "bodies"].includes(typeOf(name));
      // A list printed in a line: «а, б и в».
      const form = filter === "join" || (isList && !filter) ? ' | join(", ", " и ")' : filter && ` | ${filter}`;
      const mark = `{{ ${name}${form} }}`;
      return putWords(target().view, mark, { [mark]: { kind: "value", words: chosen("value") } });
    },
    condition() {
      let test = slot("condition").value;
      if (!test) return false;
      const isNot = slot("not").checked;
      if (isNot) test = `not ${/ /.test(test) ? `(${test})` : test}`;
      const told = (mark) => ({ [mark]: { kind: "if", words: `если ${isNot ? "не так: " : ""}${chosen("condition")}` } });
      const { view, inLine } = target();
      return putCondition(view, test, { hasElse: slot("else").checked, inLine, told });
    },
    list() {
      const name = slot("list-field").value;
      if (!name) return false;
      const { view, inLine } = target();
      if (inLine) return warn("В заголовке перечня не бывает: поставьте курсор в текст письма."), null;
      return putList(view, name, (mark) => ({ [mark]: { kind: "loop", words: `для каждого значения «${chosen("list-field")}»` } }));
    },
    plural() {
      const name = slot("count-field").value;
      const words = ["one", "few", "many"].map((each) => slot(each).value.trim());
      if (!name) return false;
      const missing = ["one", "few", "many"].find((each) => !slot(each).value.trim());
      if (missing) return slot(missing).focus(), null;
      const count = typeOf(name) === "number" ? name : `${name} | count`;
      return putWords(target().view, `{{ ${count} }} {{ ${count} | plural(${words.map(quoted).join(", ")}) }}`);
    },
  };

  slot("value").addEventListener("change", forms);
  const all = [...form.querySelectorAll("[data-menu]")];
  for (const each of all) {
    each.addEventListener("toggle", () => {
      if (!each.open) return;
      for (const other of all) if (other !== each) other.open = false;
      fill();
      each.querySelector("select").focus();
    });
    each.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      each.open = false;
      each.querySelector("summary").focus();
      event.stopPropagation();
    });
  }
  document.addEventListener("pointerdown", (event) => {
    for (const each of all) if (each.open && !each.contains(event.target)) each.open = false;
  });
  for (const button of form.querySelectorAll("[data-put]")) {
    button.addEventListener("click", () => {
      if (ways[button.dataset.put]()) button.closest("details").open = false;
    });
  }
  slot("new-field").addEventListener("click", () => {
    slot("new-field").closest("details").open = false;
    newField();
  });
  return { fill };
}

/** Puts groups of options into a list and keeps what was chosen, where it is still there. */
function options(select, groups, none = "") {
  const was = select.value;
  select.replaceChildren();
  for (const [label, each] of groups) {
    const holder = label && each.length ? select.appendChild(Object.assign(document.createElement("optgroup"), { label })) : select;
    for (const { value, words } of each) holder.append(new Option(words, value));
  }
  if (!select.options.length && none) select.append(new Option(none, ""));
  if ([...select.options].some(({ value }) => value === was)) select.value = was;
}
