// What belongs to what in a text: marks read into conditions and lists, one inside another, and what stands wrong among
// them. Words alone are worked on here, no page.
const MARK = /\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/gs;
const WORD = /^\{%[-+]?\s*(\w+)/;
const ROLES = { if: "head", for: "head", elif: "else", else: "else", endif: "end", endfor: "end" };
const KINDS = { if: "if", for: "loop", elif: "if", endif: "if", endfor: "loop" };

/**
 * All marks of `text` in their order and its blocks, outer ones before those inside them. A mark is {from, to, text, role,
 * kind, block, fault, isRow}: `role` is head, else, end or value, `fault` says in words what is wrong with its place, and a
 * row is shown on a line of its own. A block is {head, elses, end, kind, parent, depth, isRows}: rows are blocks of lines,
 * the others stand inside a sentence. `inLine`: the text is one line, so nothing in it is a row.
 */
export function readBlocks(text, inLine = false) {
  const marks = [...text.matchAll(MARK)].map(markOf);
  const blocks = nest(marks);
  for (const block of blocks) layOut(block, text, marks, inLine);
  return { marks, blocks };
}

function markOf(found) {
  const word = WORD.exec(found[0])?.[1] ?? "";
  const [from, to] = [found.index, found.index + found[0].length];
  return { from, to, text: found[0], role: ROLES[word] ?? "value", kind: KINDS[word] ?? "", word, block: null, fault: "", isRow: false };
}

/** Pairs each beginning with its end; what has no pair is said so at its place. */
function nest(marks) {
  const [open, blocks] = [[], []];
  for (const mark of marks) {
    if (mark.role === "head") {
      open.push({ head: mark, elses: [], end: null, kind: mark.kind, parent: null, depth: 0, isRows: false });
    } else if (mark.role === "else") {
      const holder = mark.kind ? open.findLast(({ kind }) => kind === mark.kind) : open.at(-1);
      if (holder) holder.elses.push(mark);
      else mark.fault = "«иначе» вне условия";
    } else if (mark.role === "end") {
      const at = open.findLastIndex(({ kind }) => kind === mark.kind);
      if (at < 0) {
        mark.fault = mark.kind === "if" ? "конец условия без начала" : "конец перечня без начала";
        continue;
      }
      for (const lost of open.splice(at + 1)) spoil(lost);
      const block = open.pop();
      block.end = mark;
      blocks.push(block);
    }
  }
  open.forEach(spoil);
  blocks.sort((one, other) => one.head.from - other.head.from);
  for (const block of blocks) {
    block.parent = blocks.findLast(({ head, end }) => head.from < block.head.from && block.end.to < end.to) ?? null;
    block.depth = (block.parent?.depth ?? 0) + 1;
    for (const mark of [block.head, ...block.elses, block.end]) mark.block = block;
  }
  return blocks;
}

function spoil({ head, elses, kind }) {
  head.fault = kind === "if" ? "у этого условия нет конца" : "у этого перечня нет конца";
  for (const mark of elses) mark.fault = "«иначе» вне условия";
}

function layOut(block, text, marks, inLine) {
  const { head, end } = block;
  const [before, after] = [beside(text, head, -1), beside(text, end, 1)];
  const isFirst = isOnly(before, head, marks, ({ role }) => role !== "value" && role !== "end");
  const isLast = isOnly(after, end, marks, ({ role }) => role === "end");
  const isOneLine = !text.slice(head.from, end.to).includes("\n");
  block.isRows = !inLine && (!isOneLine || (isFirst && isLast));
  head.isRow = block.isRows && isFirst;
  for (const mark of block.elses) mark.isRow = block.isRows;
  const isAlone = isOnly(beside(text, end, -1), end, marks, ({ role }) => role === "end");
  end.isRow = block.isRows && isLast && isAlone;
}

/** Where the line of `mark` begins (-1) or ends (1), and the words between. */
function beside(text, mark, side) {
  const edge = side < 0 ? text.lastIndexOf("\n", mark.from - 1) + 1 : text.indexOf("\n", mark.to);
  const [from, to] = side < 0 ? [edge, mark.from] : [mark.to, edge < 0 ? text.length : edge];
  return { from, to, words: text.slice(from, to) };
}

/** Whether nothing but blanks and marks that `fits` allows stands there. */
function isOnly({ from, to, words }, mark, marks, fits) {
  if (!words.trim()) return true;
  const there = marks.filter((each) => each !== mark && each.from >= from && each.to <= to);
  return there.every((each) => fits(each) && !each.fault) && !words.replace(MARK, "").trim();
}

/** The innermost block around `place`, its own marks included; `fits` narrows the choice. */
export const blockAt = (blocks, place, fits = () => true) =>
  blocks.findLast((block) => block.head.from <= place && place <= block.end.to && fits(block)) ?? null;

/** A block and all around it, the outermost first. */
export const pathOf = (block) => (block ? [...pathOf(block.parent), block] : []);

/** Whether each beginning in a piece of text has its end there. */
export function isWhole(words) {
  return readBlocks(words).marks.every(({ fault }) => !fault);
}

/** The innermost block of lines that a line belongs to: beginnings and ends that stand first in it count as inside. */
export function blockOfLine({ marks, blocks }, line) {
  let place = line.from;
  for (const mark of marks) {
    if (mark.from < line.from) continue;
    if (mark.from > line.to || line.text.slice(place - line.from, mark.from - line.from).trim() || !mark.block?.isRows) break;
    if (mark.role === "end" && mark.isRow) return mark.block;
    place = mark.to;
  }
  const holds = ({ head, end, isRows }) => isRows && head.to <= place && place <= end.from && (head.from < line.from || head.isRow);
  return blocks.findLast(holds) ?? null;
}
