// Marks of a template shown as chips, conditions and lists as blocks. The text of the field stays the source itself, so
// nothing is lost on the way there or back; a chip is passed, chosen and taken out as one sign.
import { Decoration, EditorView } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";
import { blockOfLine, readBlocks } from "./texts-blocks.js";
import { blockWords, colour, FoldedBlock, Head, MarkChip } from "./texts-widgets.js";

/** Deeper blocks are drawn as this one is. */
const DEEPEST_DRAWN = 6;

/** Lays other words over the marks: {mark: {kind, words}}. */
export const tellMarks = StateEffect.define();
/** Shows the source as it is (true) or chips (false). */
export const showRaw = StateEffect.define();
/** Folds (`on`) or unfolds the blocks that begin at `places`. */
export const setFolds = StateEffect.define();

const field = StateField.define({
  create: (state) => laid(state.doc, { words: {}, raw: false, inLine: false, folded: [] }),
  update(value, transaction) {
    let { words, raw, folded } = value;
    let anew = transaction.docChanged;
    if (anew) folded = foldsAfter(value, transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(tellMarks)) [words, anew] = [{ ...words, ...effect.value }, true];
      if (effect.is(showRaw)) [raw, anew] = [effect.value, true];
      if (effect.is(setFolds)) {
        const { places, on } = effect.value;
        [folded, anew] = [on ? [...new Set([...folded, ...places])] : folded.filter((place) => !places.includes(place)), true];
      }
    }
    const next = anew ? laid(transaction.state.doc, { ...value, words, raw, folded }) : value;
    return transaction.selection ? unfoldedAt(next, transaction.state) : next;
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    EditorView.atomicRanges.of((view) => view.state.field(field).atoms),
  ],
});

/**
 * Extensions for a field whose marks are told by `told` (as tellMarks) from the start. `inLine`: its text is one line;
 * `folds(view, block, on)` and `drops(view, block)` are asked when a button of a block is pressed.
 */
export function chips(told, { inLine = false, folds, drops }) {
  function press(event, view) {
    const button = event.target instanceof Element && event.target.closest(".chip button");
    if (!button) return false;
    const block = blockOfChip(view, button.closest(".chip"));
    if (block && "drop" in button.dataset) drops(view, block);
    else if (block) folds(view, block, button.getAttribute("aria-expanded") === "true");
    event.preventDefault();
    return true;
  }
  return [
    field.init((state) => laid(state.doc, { words: told, raw: false, inLine, folded: [] })),
    EditorView.domEventHandlers({ mousedown: chooseChip, click: press }),
  ];
}

/** {marks, blocks, folded, words, raw} as they stand: `folded` has the places where folded blocks begin. */
export function readOf(state) {
  const { read, folded, words, raw } = state.field(field);
  return { ...read, folded, words, raw };
}

/** A block in words: «Если указано, почему туда». */
export const wordsOf = (state, block) => blockWords(block, state.field(field).words);

/** A click on a value chooses it whole: what is put next stands in its place. One on a mark of a block goes inside it. */
function chooseChip(event, view) {
  const chip = event.target instanceof Element && event.target.closest(".chip");
  if (!chip) return false;
  event.preventDefault();
  if (event.target.closest("button")) return true;
  const { marks } = readOf(view.state);
  const place = placeOf(view, chip);
  const mark = marks.find(({ from, to }) => from <= place && place < to);
  if (!mark) return false;
  view.focus();
  view.dispatch({ selection: mark.block ? { anchor: mark.to } : { anchor: mark.from, head: mark.to } });
  return true;
}

const placeOf = (view, chip) => view.posAtDOM(chip.closest(".chip-line") ?? chip);

function blockOfChip(view, chip) {
  const place = placeOf(view, chip);
  return readOf(view.state).blocks.find(({ head }) => head.from === place) ?? null;
}

/** Folded blocks keep their places while others are typed in; one that is changed inside is unfolded. */
function foldsAfter({ read, folded }, changes) {
  const untouched = read.blocks.filter(({ head, end }) => folded.includes(head.from) && !changes.touchesRange(head.from + 1, end.to - 1));
  return untouched.map(({ head }) => changes.mapPos(head.from, 1));
}

/** The cursor is never inside what cannot be seen. */
function unfoldedAt(value, state) {
  const { head: place, anchor } = state.selection.main;
  const isInside = ({ head, end }) => [place, anchor].some((each) => head.from < each && each < end.to);
  const opened = value.read.blocks.filter((block) => value.folded.includes(block.head.from) && isInside(block));
  if (!opened.length) return value;
  const places = opened.map(({ head }) => head.from);
  return laid(state.doc, { ...value, folded: value.folded.filter((each) => !places.includes(each)) });
}

function laid(doc, { words, raw, inLine, folded }) {
  const read = readBlocks(doc.toString(), inLine);
  const standing = folded.filter((place) => read.blocks.some(({ head }) => head.from === place));
  const { decorations, atoms } = raw ? { decorations: [], atoms: [] } : draw(doc, read, words, standing);
  return {
    read,
    words,
    raw,
    inLine,
    folded: standing,
    decorations: Decoration.set(decorations, true),
    atoms: Decoration.set(atoms, true),
  };
}

function draw(doc, read, words, folded) {
  const atoms = [];
  const around = [];
  let hiddenTo = -1;
  for (const mark of read.marks) {
    if (mark.from < hiddenTo) continue;
    const { block } = mark;
    if (mark.role === "head" && block && folded.includes(mark.from)) {
      hiddenTo = block.end.to;
      const inside = doc.sliceString(block.head.to, block.end.from);
      atoms.push(Decoration.replace({ widget: new FoldedBlock(block, words, inside) }).range(mark.from, hiddenTo));
      continue;
    }
    const widget = mark.role === "head" && block ? new Head(block, words) : new MarkChip(mark, words);
    atoms.push(Decoration.replace({ widget }).range(mark.from, mark.to));
    if (mark.role === "head" && block && !block.isRows) {
      around.push(Decoration.mark({ class: `b-frame ${colour(block)}`, inclusive: true }).range(mark.from, block.end.to));
    }
  }
  const hidden = read.blocks.filter(({ head }) => folded.includes(head.from));
  return { atoms, decorations: [...atoms, ...around, ...lines(doc, read, hidden)] };
}

/** Lines inside blocks are set in by depth, each block with its border. */
function lines(doc, read, hidden) {
  const made = [];
  const hasFrame = (line) => read.blocks.some(({ isRows, head }) => !isRows && line.from <= head.from && head.from <= line.to);
  for (let number = 1; read.blocks.length && number <= doc.lines; number += 1) {
    const line = doc.line(number);
    if (hidden.some(({ head, end }) => head.from < line.from && line.from < end.to)) continue;
    const depth = Math.min(depthInRows(blockOfLine(read, line)), DEEPEST_DRAWN);
    const names = [depth && `deep deep-${depth}`, hasFrame(line) && "framed"].filter(Boolean);
    if (names.length) made.push(Decoration.line({ class: names.join(" ") }).range(line.from));
  }
  return made;
}

const depthInRows = (block) => (block ? Number(block.isRows) + depthInRows(block.parent) : 0);
