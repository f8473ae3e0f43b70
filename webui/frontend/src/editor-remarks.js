// What a reviewer has said at places of the text: marked there and listed beside.
import { Decoration, EditorView } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";
import { sendForm } from "./editor-server.js";
import { speak, warn } from "./says.js";

const resolve = StateEffect.define();
const items = () => [...document.querySelectorAll("[data-remark]")];

/** The extension that marks the remarks; `unitOf` turns their places into those of the text as it is opened. */
export function remarkMarks(unitOf) {
  return StateField.define({
    create() {
      const marks = [];
      for (const item of items()) {
        if (!item.dataset.from) continue;
        const [from, to] = [unitOf(Number(item.dataset.from)), unitOf(Number(item.dataset.to))];
        const words = item.querySelector(".words").textContent;
        const attributes = { title: `Замечание проверяющего: ${words}`, "data-remark-mark": item.dataset.remark };
        if (from < to) marks.push(Decoration.mark({ class: "cm-remark", attributes, remark: item.dataset.remark }).range(from, to));
      }
      return Decoration.set(marks, true);
    },
    update(marks, transaction) {
      let left = marks.map(transaction.changes);
      for (const effect of transaction.effects) {
        if (effect.is(resolve)) left = left.update({ filter: (from, to, { spec }) => spec.remark !== effect.value });
      }
      return left;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** The list beside: a quotation leads to its place, «Решено» is sent without leaving the page. */
export function remarkList(view, field, id) {
  document.querySelector("[data-remarks]")?.addEventListener("click", (event) => {
    const number = event.target.closest("[data-place]")?.closest("[data-remark]").dataset.remark;
    if (!number) return;
    let place = null;
    view.state.field(field).between(0, view.state.doc.length, (from, to, { spec }) => {
      if (spec.remark === number) place = { anchor: from, head: to };
    });
    if (!place) return speak("Этих слов в тексте уже нет.");
    view.focus();
    view.dispatch({ selection: place, scrollIntoView: true });
  });
  for (const form of document.querySelectorAll("[data-resolve]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button");
      button.disabled = true;
      const isSent = await sendForm(form, id);
      button.disabled = false;
      if (!isSent) return warn("Не получилось отметить: повторите чуть позже.");
      const item = form.closest("[data-remark]");
      item.classList.add("resolved");
      item.querySelector("[data-done]").hidden = false;
      form.remove();
      view.dispatch({ effects: resolve.of(item.dataset.remark) });
      const open = items().filter((each) => !each.classList.contains("resolved")).length;
      const count = document.querySelector("[data-remark-count]");
      count.textContent = open;
      count.hidden = !open;
      speak("Замечание проверяющего снято.");
    });
  }
}
