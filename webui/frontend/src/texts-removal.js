// A condition or a list is removed whole: alone, its words staying, or together with them.
import { keymap } from "@codemirror/view";
import { Prec } from "@codemirror/state";
import { speak } from "./says.js";
import { readOf, wordsOf } from "./texts-chips.js";

/**
 * The ways to remove a block of `text`: {label, said, changes}. Of a condition with «иначе» either words may stay;
 * `tell(mark)` says a mark in words.
 */
export function waysOut(block, text, tell) {
  const what = block.kind === "if" ? "условие" : "перечень";
  const parts = branches(block);
  const keeping = parts.map(([from, to], at) => ({
    label: `Убрать ${what}, оставить слова${parts.length > 1 ? (at ? ` после «${tell(block.elses[at - 1])}»` : " до «иначе»") : ""}`,
    said: `Убрано ${what}, слова остались.`,
    changes: [wholeLines(text, block.head.from, from), wholeLines(text, to, block.end.to)],
  }));
  const without = block.elses.map((mark, at) => ({
    label: `Убрать «${tell(mark)}» и слова после него`,
    said: `Убрано «${tell(mark)}» со словами после него.`,
    changes: [{ from: mark.from, to: parts[at + 1][1] }],
  }));
  const all = { label: "Убрать вместе со словами", said: `Убрано ${what} вместе со словами.`, changes: [withRoom(text, block)] };
  return [...keeping, ...without, all];
}

/** The words of a condition and of each its «иначе»: [from, to]. */
function branches({ head, elses, end }) {
  const marks = [head, ...elses, end];
  return marks.slice(1).map((mark, at) => [marks[at].to, mark.from]);
}

/** What stands alone on its lines goes with the line. */
function wholeLines(text, from, to) {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", to);
  const stop = next < 0 ? text.length : next;
  if (text.slice(start, from).trim() || text.slice(to, stop).trim()) return { from, to };
  if (next < 0 && start > 0) return { from: start - 1, to: stop };
  return { from: start, to: next < 0 ? stop : stop + 1 };
}

/** A block with its words, and one of the two blanks or empty lines that would meet where it stood. */
function withRoom(text, { head, end }) {
  const { from, to } = wholeLines(text, head.from, end.to);
  if (to > end.to && /(^|\n)[ \t]*\n$/.test(text.slice(0, from)) && /^[ \t]*\n/.test(text.slice(to))) {
    return { from, to: to + text.slice(to).indexOf("\n") + 1 };
  }
  if (to === end.to && from === head.from && text[from - 1] === " " && /^(?:[ .,;:!?)]|\n|$)/.test(text.slice(to))) return { from: from - 1, to };
  return { from, to };
}

/** Asks how a block is removed, and does it as one step of undo. */
export function offerRemoval(view, block) {
  const { words } = readOf(view.state);
  const tell = ({ text }) => words[text]?.words ?? "иначе";
  const ways = waysOut(block, view.state.doc.toString(), tell);
  const dialog = document.createElement("dialog");
  dialog.className = "removal";
  dialog.setAttribute("aria-labelledby", "removal-title");
  const heading = Object.assign(document.createElement("h2"), { id: "removal-title", textContent: `Как убрать «${wordsOf(view.state, block)}»?` });
  // The padding is inside: a click on the dialog itself is one beside it.
  const list = Object.assign(document.createElement("div"), { className: "removal-ways" });
  list.append(heading);
  ways.forEach(({ label }, at) => list.append(button(label, String(at), at === ways.length - 1 ? "btn danger" : "btn")));
  list.append(button("Оставить как есть", "", "btn quiet"));
  dialog.append(list);
  dialog.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (chosen) leave(ways[chosen.value]);
    else if (event.target === dialog) leave();
  });
  // Escape.
  dialog.addEventListener("cancel", () => leave());
  function leave(way) {
    dialog.remove();
    view.focus();
    if (!way) return;
    view.dispatch({ changes: way.changes, selection: { anchor: way.changes[0].from }, userEvent: "delete.block", scrollIntoView: true });
    speak(`${way.said} Вернуть – Ctrl+Z.`);
  }
  document.body.append(dialog);
  dialog.showModal();
}

function button(label, value, className) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: label, value, className });
}

/** Backspace and Delete at a mark of a block ask how to remove it, or half a condition would be left. */
function askBefore(side) {
  return (view) => {
    const { blocks, folded, raw } = readOf(view.state);
    const { from, to, empty } = view.state.selection.main;
    if (raw || view.state.readOnly) return false;
    const isMet = (block) => {
      const isFolded = folded.includes(block.head.from);
      const marks = isFolded ? [{ from: block.head.from, to: block.end.to }] : [block.head, ...block.elses, block.end];
      if (!empty) return [...marks, { from: block.head.from, to: block.end.to }].some((mark) => mark.from === from && mark.to === to);
      return marks.some((mark) => (side < 0 ? mark.to === from : mark.from === from));
    };
    const block = blocks.findLast(isMet);
    if (!block) return false;
    offerRemoval(view, block);
    return true;
  };
}

export const removalKeys = Prec.high(
  keymap.of([
    ...["Backspace", "Shift-Backspace", "Mod-Backspace"].map((key) => ({ key, run: askBefore(-1) })),
    ...["Delete", "Mod-Delete"].map((key) => ({ key, run: askBefore(1) })),
  ]),
);
