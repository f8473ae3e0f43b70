// Marks of a template shown as chips. The text of the field stays the source itself, so nothing is lost on the way there
// or back; a chip is passed, chosen and taken out as one sign.
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";

const MARK = /\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/gs;

/** Lays other words over the marks: {mark: {kind, words}}. */
export const tellMarks = StateEffect.define();
/** Shows the source as it is (true) or chips (false). */
export const showRaw = StateEffect.define();

class Chip extends WidgetType {
  constructor(mark, { kind, words }) {
    super();
    Object.assign(this, { mark, kind, words });
  }
  eq(other) {
    return other.mark === this.mark && other.kind === this.kind && other.words === this.words;
  }
  toDOM() {
    const chip = document.createElement("span");
    chip.className = `chip ${this.kind}`;
    chip.textContent = this.words;
    chip.title = this.mark;
    return chip;
  }
  ignoreEvent() {
    return false;
  }
}

/** Extensions for a field whose marks are told by `told` (as tellMarks) from the start. */
export function chips(told) {
  const field = StateField.define({
    create: (state) => laid(state.doc, told, false),
    update(value, transaction) {
      let { words, raw } = value;
      let anew = transaction.docChanged;
      for (const effect of transaction.effects) {
        if (effect.is(tellMarks)) [words, anew] = [{ ...words, ...effect.value }, true];
        if (effect.is(showRaw)) [raw, anew] = [effect.value, true];
      }
      return anew ? laid(transaction.state.doc, words, raw) : value;
    },
    provide: (field) => [
      EditorView.decorations.from(field, ({ marks }) => marks),
      EditorView.atomicRanges.of((view) => view.state.field(field).marks),
    ],
  });
  return [field, EditorView.domEventHandlers({ mousedown: chooseChip })];
}

/** A click on a chip chooses it whole: what is put next stands in its place. */
function chooseChip(event, view) {
  const chip = event.target instanceof Element && event.target.closest(".chip");
  if (!chip) return false;
  const from = view.posAtDOM(chip);
  const mark = markAt(view.state.doc.toString(), from);
  if (!mark) return false;
  view.focus();
  view.dispatch({ selection: { anchor: mark.from, head: mark.to } });
  event.preventDefault();
  return true;
}

function markAt(text, place) {
  for (const found of text.matchAll(MARK)) {
    const [from, to] = [found.index, found.index + found[0].length];
    if (from <= place && place < to) return { from, to };
  }
  return null;
}

function laid(doc, words, raw) {
  const builder = new RangeSetBuilder();
  if (!raw) {
    for (const found of doc.toString().matchAll(MARK)) {
      const told = words[found[0]] ?? { kind: "new", words: found[0].replace(/^\{.\s*|\s*.\}$/g, "") };
      builder.add(found.index, found.index + found[0].length, Decoration.replace({ widget: new Chip(found[0], told) }));
    }
  }
  return { marks: builder.finish(), words, raw };
}
