// Blocks folded and unfolded by keys and by the strip under the field, which says what the cursor is inside of.
import { EditorView, keymap } from "@codemirror/view";
import { blockAt, pathOf } from "./texts-blocks.js";
import { readOf, setFolds, wordsOf } from "./texts-chips.js";

/** Folds (`on`) or unfolds a block; the cursor stays in sight, behind what is folded. */
export function fold(view, block, on) {
  const { anchor, head } = view.state.selection.main;
  const isInside = [anchor, head].some((place) => block.head.from < place && place < block.end.to);
  const said = `${on ? "Свёрнуто" : "Развёрнуто"}: ${wordsOf(view.state, block)}`;
  view.dispatch({
    effects: [setFolds.of({ places: [block.head.from], on }), EditorView.announce.of(said)],
    ...(on && isInside ? { selection: { anchor: block.end.to } } : {}),
  });
}

/** Folds or unfolds everything. */
function foldAll(view, on) {
  const { blocks } = readOf(view.state);
  const outer = blocks.filter(({ parent, isRows }) => !parent && isRows);
  const places = (on ? outer : blocks).map(({ head }) => head.from);
  const { main } = view.state.selection;
  const over = on && outer.find(({ head, end }) => head.from < main.head && main.head < end.to);
  const said = EditorView.announce.of(on ? "Все блоки свёрнуты" : "Все блоки развёрнуты");
  view.dispatch({ effects: [setFolds.of({ places, on }), said], ...(over ? { selection: { anchor: over.end.to } } : {}) });
}

/** The block that the cursor is in: the innermost, or of those folded (`folded` true) or not (false) alone. */
export function blockHere(state, folded = null) {
  const read = readOf(state);
  if (read.raw) return null;
  const fits = ({ head }) => folded === null || read.folded.includes(head.from) === folded;
  return blockAt(read.blocks, state.selection.main.head, fits);
}

const foldHere = (on) => (view) => {
  const block = blockHere(view.state, !on);
  if (block) fold(view, block, on);
  return true;
};

/** Alt+↑ folds the block that the cursor is in, Alt+↓ unfolds it. */
export const foldKeys = keymap.of([
  { key: "Alt-ArrowUp", run: foldHere(true) },
  { key: "Alt-ArrowDown", run: foldHere(false) },
]);

/** Whether something has been folded or unfolded. */
export const hasFolds = ({ transactions }) => transactions.some(({ effects }) => effects.some((each) => each.is(setFolds)));

/** The strip: `field()` is the field that the cursor was in last, `drops(view, block)` asks how a block is removed. */
export function blockStrip(strip, { field, drops }) {
  const slot = (name) => strip.querySelector(`[data-${name}]`);
  const own = ["fold-block", "choose-block", "drop-block"].map(slot);
  let here = "";

  function told() {
    const { state } = field();
    const { blocks, folded, raw } = readOf(state);
    const block = blockHere(state);
    strip.hidden = raw || !blocks.length;
    const path = pathOf(block).map((each) => wordsOf(state, each));
    const words = path.length ? `Курсор внутри: ${path.join(" › ")}` : "";
    // A screen reader is told once, when another block is entered.
    if (words !== here) slot("block-path").textContent = here = words;
    slot("block-hint").hidden = Boolean(block);
    for (const button of own) button.hidden = !block;
    const isFolded = Boolean(block) && folded.includes(block.head.from);
    slot("fold-block").textContent = isFolded ? "Развернуть" : "Свернуть";
    slot("fold-all").hidden = !blocks.some(({ isRows, head }) => isRows && !folded.includes(head.from));
    slot("unfold-all").hidden = !folded.length;
  }

  const press = (name, act) =>
    slot(name).addEventListener("click", () => {
      const view = field();
      const block = blockHere(view.state);
      act(view, block, readOf(view.state).folded.includes(block?.head.from));
    });
  press("fold-block", (view, block, isFolded) => {
    if (block) fold(view, block, !isFolded);
    slot("fold-block").focus();
  });
  press("choose-block", (view, block) => {
    if (!block) return;
    view.focus();
    view.dispatch({ selection: { anchor: block.head.from, head: block.end.to }, scrollIntoView: true });
  });
  press("drop-block", (view, block) => block && drops(view, block));
  press("fold-all", (view) => foldAll(view, true));
  press("unfold-all", (view) => foldAll(view, false));
  return { told };
}
