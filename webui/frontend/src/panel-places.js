// Finds the words of a finding among the paragraphs of a document that may have changed since it was checked. The extension of
// LibreOffice does the same (plugins/libreoffice, places.py); tests hold both to one table.
const LIKE = 0.6; // a paragraph with so much of the other's pairs of letters is the same one, changed

/** Every kind of space as one: programs keep words together in ways of their own. */
export const plain = (text) => text.replace(/[\s\u2060]/gu, " ");

/** The lines of paragraphs: {words, paragraph, before}, where `before` counts characters of the paragraph before the line. */
export function linesOf(paragraphs) {
  return paragraphs.flatMap((text, paragraph) => {
    let before = 0;
    return text.split(/[\n\v\r]/u).map((words) => {
      const line = { words, paragraph, before };
      before += words.length + 1;
      return line;
    });
  });
}

/** {number, start, end, changed} of `place` ({line, start, end, nth}) among `lines` (strings); null when nobody can say where it is now. */
export function find(place, lines) {
  const sought = plain(place.line);
  const words = sought.slice(place.start, place.end);
  const same = lines.flatMap((line, number) => (plain(line) === sought ? [number] : []));
  if (same.length) return { number: same[Math.min(place.nth, same.length - 1)], start: place.start, end: place.end, changed: false };
  let best = null;
  lines.forEach((line, number) => {
    const now = plain(line);
    if (!now.includes(words)) return;
    const likeness = likenessOf(sought, now);
    if (likeness >= LIKE && likeness > (best?.likeness ?? 0)) best = { likeness, number, now };
  });
  const start = best && nearest(best.now, words, sought.slice(0, place.start), sought.slice(place.end));
  return start == null ? null : { number: best.number, start, end: start + words.length, changed: true };
}

/** Where `words` stand with the same neighbours as before; null where two places are alike. */
function nearest(now, words, before, after) {
  const ranked = [];
  for (let at = now.indexOf(words); at >= 0; at = now.indexOf(words, at + 1)) {
    const kinship = shared(turned(before), turned(now.slice(0, at))) + shared(after, now.slice(at + words.length));
    ranked.push({ at, kinship });
  }
  ranked.sort((one, other) => other.kinship - one.kinship);
  return ranked.length > 1 && ranked[0].kinship === ranked[1].kinship ? null : ranked[0].at;
}

const turned = (text) => [...text].reverse().join("");

function shared(one, other) {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

/** From 0 to 1: how many pairs of neighbouring letters two texts share (Dice). */
function likenessOf(one, other) {
  const counts = new Map();
  for (const pair of pairs(one)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let both = 0;
  for (const pair of pairs(other)) {
    const left = counts.get(pair) ?? 0;
    if (left) counts.set(pair, left - 1);
    both += left ? 1 : 0;
  }
  const all = one.length + other.length - 2;
  return all > 0 ? (2 * both) / all : 0;
}

function* pairs(text) {
  for (let at = 0; at + 1 < text.length; at += 1) yield text.slice(at, at + 2);
}
