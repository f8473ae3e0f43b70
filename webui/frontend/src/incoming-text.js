// The text of what came in: words that are pressed or selected, or a sentence reached by keys, are taken into the card.
import { speak, warn } from "./says.js";

const ENDS = /[.!?…]+["»)]*\s+|\s*\n\s*\n\s*|\n/g;
const WRAPPED = 45;
const WORD = /[\p{L}\p{N}@._№/-]/u;

export function textMenu(text, menu, form, card) {
  if (!text || !menu) return;
  let taken = null;
  let current = -1;

  const walker = () => document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest("[data-aside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const whole = () => {
    const nodes = [];
    let at = 0;
    for (const walk = walker(); walk.nextNode(); ) {
      nodes.push({ node: walk.currentNode, at });
      at += walk.currentNode.data.length;
    }
    return { nodes, words: nodes.map(({ node }) => node.data).join("") };
  };
  const { nodes, words: all } = whole();
  const sentences = cut(all);

  const offsetOf = (node, offset) => {
    const found = nodes.find((each) => each.node === node);
    return found ? found.at + offset : null;
  };
  const pointOf = (at) => {
    const found = nodes.findLast((each) => each.at <= at) ?? nodes[0];
    return [found.node, Math.min(at - found.at, found.node.data.length)];
  };
  const rangeOf = ([start, end]) => {
    const range = document.createRange();
    range.setStart(...pointOf(start));
    range.setEnd(...pointOf(end));
    return range;
  };
  const around = (start, end) => {
    const covered = sentences.filter(([from, to]) => from < Math.max(end, start + 1) && start < to);
    return covered.length ? [covered[0][0], covered.at(-1)[1]] : [start, end];
  };

  function show(span) {
    if (!window.Highlight) return;
    if (span) CSS.highlights.set("sentence", new Highlight(rangeOf(span)));
    else CSS.highlights.delete("sentence");
  }

  function open(span) {
    const sentence = around(...span);
    taken = { range: rangeOf(span), words: all.slice(...span), sentence: all.slice(...sentence) };
    show(sentence);
    menu.hidden = false;
    place();
  }

  /** Below the words, or above them where there is no room, however the page is scrolled. */
  function place() {
    if (menu.hidden) return;
    const rect = taken.range.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu;
    const below = rect.bottom + 6 + height < innerHeight;
    menu.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - width - 8))}px`;
    menu.style.top = `${below ? rect.bottom + 6 : Math.max(8, rect.top - height - 6)}px`;
  }

  function close(isBack = false) {
    if (menu.hidden) return;
    menu.hidden = true;
    show(null);
    if (isBack) text.focus({ preventScroll: true });
  }

  text.addEventListener("click", (event) => {
    const selection = getSelection();
    if (selection.rangeCount && !selection.isCollapsed && text.contains(selection.anchorNode)) {
      const range = selection.getRangeAt(0);
      const start = offsetOf(range.startContainer, range.startOffset);
      const end = offsetOf(range.endContainer, range.endOffset);
      if (start !== null && end !== null && start < end) return open([start, end]);
    }
    const mark = event.target.closest("mark");
    const at = caret(event);
    if (mark) {
      const start = offsetOf(mark.firstChild, 0);
      return start !== null && open([start, start + mark.textContent.length]);
    }
    if (at === null) return close();
    let [start, end] = [at, at];
    while (start > 0 && WORD.test(all[start - 1])) start--;
    while (end < all.length && WORD.test(all[end])) end++;
    if (start === end) return close();
    open([start, end]);
  });

  function caret(event) {
    const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    if (place) return offsetOf(place.offsetNode, place.offset);
    const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    return range ? offsetOf(range.startContainer, range.startOffset) : null;
  }

  // ---- by keys: a sentence at a time
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      current = Math.max(0, Math.min(sentences.length - 1, current + by));
      show(sentences[current]);
      const range = rangeOf(sentences[current]);
      range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
      speak(all.slice(...sentences[current]));
    }
    if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      open(sentences[current]);
      menu.querySelector("button").focus();
    }
  });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const by = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      event.preventDefault();
      items[Math.max(0, Math.min(items.length - 1, at + by))].focus();
    }
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  document.addEventListener("scroll", place, true);
  document.addEventListener("pointerdown", ({ target }) => !menu.contains(target) && !text.contains(target) && close());

  menu.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button || !taken) return;
    const { path } = button.dataset;
    const { words, sentence } = taken;
    close();
    getSelection().removeAllRanges();
    if (path === "appeal.questions") {
      card.addQuestion(sentence.split(/\s+/).filter(Boolean).join(" "));
      return speak("Вопрос добавлен");
    }
    const body = new FormData();
    body.set("csrf_token", form.elements.csrf_token.value);
    body.set("path", path);
    body.set("words", words);
    try {
      const answer = await fetch(`${form.getAttribute("action")}/words`, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error();
      const label = card.put(await answer.json());
      if (label) speak(`${label}: взято из текста`);
    } catch {
      warn("Нет связи: впишите сами или повторите чуть позже.");
    }
  });
}

/** The sentences of a text as pairs of places, without spaces around. */
function cut(all) {
  const found = [];
  let start = 0;
  const add = (end) => {
    const words = all.slice(start, end);
    const begin = start + (words.length - words.trimStart().length);
    const stop = start + words.trimEnd().length;
    if (begin < stop) found.push([begin, stop]);
  };
  for (const each of all.matchAll(ENDS)) {
    // A long line goes on in the next one: somebody has broken it to fit a sheet.
    if (each[0] === "\n" && each.index - all.lastIndexOf("\n", each.index - 1) > WRAPPED) continue;
    add(each.index + each[0].length);
    start = each.index + each[0].length;
  }
  add(all.length);
  return found;
}
