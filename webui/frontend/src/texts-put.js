// What the menus put into the text: a value in a sentence, a condition or a list as a whole block with its end.
import { warn } from "./says.js";
import { isWhole } from "./texts-blocks.js";
import { blockHere } from "./texts-folds.js";
import { readOf, tellMarks } from "./texts-chips.js";

/** Puts `words` in place of what is chosen; `told` says their marks until the server does. */
export function putWords(view, words, told = {}) {
  const { from, to } = view.state.selection.main;
  dispatch(view, { from, to, insert: words }, from + words.length, told);
  return true;
}

/**
 * Stands a condition around what is chosen: lines of their own around whole lines, in the sentence around its words. The
 * cursor is left inside. Nothing is done where the choice cuts another block in two.
 */
export function putCondition(view, test, { hasElse, inLine, told }) {
  const { from, to } = view.state.selection.main;
  const inside = view.state.sliceDoc(from, to);
  if (!isWhole(inside)) {
    warn("Выделенное начинается в одном блоке, а кончается в другом: выделите слова внутри одного.");
    return null;
  }
  const isRows = !inLine && isWholeLines(view.state, from, to);
  const gap = isRows ? "\n" : "";
  const before = `{% if ${test} %}${gap}`;
  const after = `${gap}${hasElse ? `{% else %}${isRows ? "\n\n" : ""}` : ""}{% endif %}`;
  dispatch(view, { from, to, insert: before + inside + after }, from + before.length + inside.length, told(`{% if ${test} %}`));
  return true;
}

/** Puts a list with a line for each of its items, on lines of its own; the cursor is left behind the item. */
export function putList(view, name, told) {
  const { from, to } = view.state.selection.main;
  const { doc } = view.state;
  // A list inside another one calls its items otherwise.
  const item = blockHere(view.state)?.kind === "loop" ? "one" : "item";
  const lead = doc.lineAt(from).from === from ? "" : "\n";
  const tail = doc.lineAt(to).to === to ? "" : "\n";
  const head = `{% for ${item} in ${name} %}`;
  const first = `${lead}${head}- {{ ${item} | no_dot }}`;
  const insert = `${first}{% if loop.last %}.{% else %};{% endif %}\n{% endfor %}${tail}`;
  dispatch(view, { from, to, insert }, from + first.length, told(head));
  return true;
}

/** Whole lines are chosen, or the cursor stands in an empty one. */
function isWholeLines(state, from, to) {
  const [first, last] = [state.doc.lineAt(from), state.doc.lineAt(to)];
  return from === first.from && to === last.to;
}

function dispatch(view, changes, cursor, told) {
  // What the server has told already is better.
  const effects = tellMarks.of({ ...told, ...readOf(view.state).words });
  view.dispatch({ changes, selection: { anchor: cursor }, effects, userEvent: "input.put", scrollIntoView: true });
  view.focus();
}
