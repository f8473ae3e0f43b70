// How marks look in the field: values in frames, heads of blocks with their buttons, dividers, ends.
import { WidgetType } from "@codemirror/view";

const COLOURS = 4;
const COUNTED = {
  line: { one: "строка", few: "строки", many: "строк", other: "строки" },
  word: { one: "слово", few: "слова", many: "слов", other: "слова" },
};
/** What a mark is called until the server has told its words: nobody is shown braces. */
const UNTOLD = { head: { if: "условие", loop: "перечень" }, end: { if: "конец условия", loop: "конец перечня" } };

/** The name of the colour of a block: neighbours in depth differ. */
export const colour = ({ depth }) => `hue-${((depth - 1) % COLOURS) + 1}`;

/** «Если указано, почему туда». */
export const blockWords = ({ head }, words) => capital(tell(head, words).words);

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

function tell(mark, words) {
  const untold = mark.role === "else" ? "иначе" : (UNTOLD[mark.role]?.[mark.kind] ?? "поле");
  return words[mark.text] ?? { kind: "new", words: untold };
}

class Chip extends WidgetType {
  /** `looks` are {classes, words, …}: two chips that look the same are the same. */
  constructor(looks) {
    super();
    this.looks = looks;
    this.key = JSON.stringify(looks);
  }
  eq(other) {
    return other.constructor === this.constructor && other.key === this.key;
  }
  ignoreEvent() {
    return false;
  }
  chip(...inside) {
    const chip = put("span", `chip ${this.looks.classes}`, ...inside);
    // What follows a chip as wide as the line goes under it, whatever sign it begins with.
    return this.looks.isRow ? put("span", "chip-line", chip, "\u200b") : chip;
  }
}

/** A value, a note, a divider, an end; a mark that stands wrong says what is wrong. */
export class MarkChip extends Chip {
  constructor(mark, words) {
    const told = tell(mark, words);
    const shape = mark.block ? `${mark.isRow ? "on-line" : "in-line"} ${colour(mark.block)}` : "";
    super({
      classes: [mark.fault ? "odd" : told.kind, `b-${mark.role}`, shape].join(" "),
      words: mark.fault ? faultWords(mark, told.words) : mark.isRow ? capital(told.words) : told.words,
      isRow: mark.isRow,
      isHidden: mark.role === "end" && !mark.isRow && !mark.fault,
    });
  }
  toDOM() {
    const { words, isHidden } = this.looks;
    return this.chip(put("span", isHidden ? "visually-hidden" : "words", words));
  }
}

/** «конец условия без начала»; of a head, «Если указан срок – у этого условия нет конца». */
function faultWords({ role, fault }, words) {
  return role === "head" ? `${capital(words)} – ${fault}` : fault;
}

/** The beginning of a block: what it is, a button that folds it and, on a line of its own, one that removes it. */
export class Head extends Chip {
  constructor(block, words) {
    const { isRow, kind } = block.head;
    const told = tell(block.head, words).words;
    super({ classes: `${kind} b-head ${isRow ? "on-line" : "in-line"} ${colour(block)}`, words: isRow ? capital(told) : told, depth: block.depth, isRow });
  }
  toDOM() {
    const { words, depth, isRow } = this.looks;
    return this.chip(foldButton(words, true), level(depth), put("span", "words", words), isRow ? dropButton(words) : "");
  }
}

/** A block of which the head alone is seen, and how much is hidden. */
export class FoldedBlock extends Chip {
  constructor(block, words, inside) {
    const { isRow, kind } = block.head;
    const told = tell(block.head, words).words;
    super({
      classes: `${kind} b-head b-folded ${isRow ? "on-line" : "in-line"} ${colour(block)}`,
      words: isRow ? capital(told) : told,
      hidden: hiddenWords(inside, block.isRows),
      depth: block.depth,
      isRow,
    });
  }
  toDOM() {
    const { words, hidden, depth, isRow } = this.looks;
    const told = [put("span", "words", words), put("span", "hidden-words", hidden)];
    return this.chip(foldButton(words, false), level(depth), ...told, isRow ? dropButton(words) : "");
  }
}

/** «… 4 строки» of a block of lines, «… 5 слов» inside a sentence; a value counts as a word. */
function hiddenWords(inside, isRows) {
  const bare = inside.replace(/\{%.*?%\}|\{#.*?#\}/gs, " ").replace(/\{\{.*?\}\}/gs, " x ");
  const counted = isRows ? bare.split("\n").filter((line) => line.trim()) : bare.match(/[\p{L}\p{N}]+/gu);
  const count = counted?.length ?? 0;
  return count ? `… ${count} ${COUNTED[isRows ? "line" : "word"][new Intl.PluralRules("ru").select(count)]}` : "…";
}

function foldButton(words, isOpen) {
  const button = put("button", "b-fold");
  button.setAttribute("aria-expanded", String(isOpen));
  button.title = isOpen ? "Свернуть (Alt+↑)" : "Развернуть (Alt+↓)";
  return named(button, `${isOpen ? "Свернуть" : "Развернуть"}: ${words}`);
}

function dropButton(words) {
  const button = put("button", "b-drop");
  button.dataset.drop = "";
  button.title = "Убрать…";
  return named(button, `Убрать: ${words}`);
}

/** Keys reach the same by the strip under the field and by Alt+↑ and Alt+↓: Tab need not stop at every block. */
function named(button, words) {
  button.type = "button";
  button.tabIndex = -1;
  button.setAttribute("aria-label", words);
  return button;
}

/** How deep it is, for those who do not see the border. */
const level = (depth) => (depth > 1 ? put("span", "visually-hidden", `уровень ${depth}: `) : "");

function put(tag, classes, ...inside) {
  const element = document.createElement(tag);
  element.className = classes;
  element.append(...inside.filter((each) => each !== ""));
  return element;
}
