// The field where the letter is written: CodeMirror with nothing of a programmer's editor about it.
import { Decoration, EditorView, keymap, ViewPlugin } from "@codemirror/view";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";

const PHRASES = {
  "Control character": "Управляющий знак",
  "Selection deleted": "Выделенное удалено",
  Diagnostics: "Замечания",
  "No diagnostics": "Замечаний нет",
  close: "закрыть",
};

/** Opens the field in `parent`; `changed` and `moved` are told of each update of the text and of the cursor. */
export function openText(parent, { text, canEdit, changed, moved, extensions, label = "text-label", hint = "text-hint" }) {
  const nonce = document.querySelector("meta[name=csp-nonce]").content;
  return new EditorView({
    doc: text,
    parent,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorState.phrases.of(PHRASES),
      EditorState.readOnly.of(!canEdit),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-labelledby": label,
        "aria-describedby": hint,
        autocapitalize: "sentences",
        lang: "ru",
      }),
      EditorView.scrollMargins.of(keptClear),
      history(),
      keymap.of([...standardKeymap, ...historyKeymap]),
      kindsOfLines,
      ...extensions,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update);
        if (update.docChanged || update.selectionSet) moved(update.view);
      }),
    ],
  });
}

/** Makes the text another one, touching only what differs: marks elsewhere keep their places, undo is one step. */
export function replaceText(view, text) {
  const now = view.state.doc.toString();
  const most = Math.min(now.length, text.length);
  let head = 0;
  while (head < most && now[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && now[now.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  view.dispatch({
    changes: { from: head, to: now.length - tail, insert: text.slice(head, text.length - tail) },
    userEvent: "input.replace",
  });
}

/** What stays at the top covers what is scrolled under it. */
/** What of the window something else stands on: the cursor must not come to a stop under it. */
function keptClear() {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  return { top: Number.parseFloat(scrollPaddingTop), bottom: Number.parseFloat(scrollPaddingBottom) };
}

const QUESTION = Decoration.line({ class: "cm-question" });
const ITEM = Decoration.line({ class: "cm-item" });

/** A question of the citizen and an item of a list look as such; the signs that make them stay in the text. */
const kindsOfLines = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = kinds(view);
    }
    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = kinds(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function kinds(view) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let place = from; place <= to; ) {
      const line = view.state.doc.lineAt(place);
      if (line.text.startsWith("> ")) builder.add(line.from, line.from, QUESTION);
      else if (/^(?:[–—-]|\d{1,2}[.)]) /.test(line.text)) builder.add(line.from, line.from, ITEM);
      place = line.to + 1;
    }
  }
  return builder.finish();
}
