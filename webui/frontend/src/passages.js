// Paragraphs of other letters put into the one that is being written, each undone by the button that put it in.
import { undo } from "@codemirror/commands";
import { speak } from "./says.js";

export function passages(view) {
  /** The button that has put its words in last, and the text since: only that is undone from it. */
  let last = null;

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-put]");
    if (!button) return;
    event.preventDefault();
    if (last?.button === button && last.doc.eq(view.state.doc)) {
      undo(view);
      last = null;
      return tell(button, "Вставить", "Слова убраны из письма.");
    }
    if (last) tell(last.button, "Вставить ещё раз", "");
    put(view, button.dataset.put, (button.dataset.answers ?? "").split(" "));
    last = { button, doc: view.state.doc };
    tell(button, "Убрать из письма", "Вставлено. Заполните пропуски в скобках.");
  });
}

/** On the button, and to those who hear: in a sheet at the side what the page itself says is not heard. */
function tell(button, words, said) {
  button.querySelector("[data-words]").textContent = words;
  const beside = button.parentElement.querySelector("[data-told]");
  if (beside) beside.textContent = said;
  else if (said) speak(said);
}

/** Where the letter waits for the answer to one of the questions; else as a paragraph after that of the cursor.
 * What is to be filled first is chosen, ready to be typed over. */
function put(view, text, answers) {
  const { from, to, insert } = waiting(view, text, answers) ?? beside(view, text);
  const start = from + insert.length - text.length;
  const gap = /\[[^\]\n]*\]/.exec(text);
  view.dispatch({
    changes: { from, to, insert },
    selection: gap ? { anchor: start + gap.index, head: start + gap.index + gap[0].length } : { anchor: start + text.length },
    scrollIntoView: true,
    userEvent: "input.paste",
  });
}

function waiting(view, insert, answers) {
  const words = view.state.doc.toString();
  for (const number of answers.filter(Boolean)) {
    const gap = `[указать: ответ на вопрос ${number}]`;
    const from = words.indexOf(gap);
    if (from >= 0) return { from, to: from + gap.length, insert };
  }
  return null;
}

function beside(view, text) {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  return line.text.trim() ? { from: line.to, to: line.to, insert: `\n${text}` } : { from: line.from, to: line.to, insert: text };
}
