// The list of findings beside the text. An item that says the same as before stays the same element, so that focus and
// scrolling survive each check.
import { mendButtons } from "./editor-findings.js";

/** `chosen(finding)` is asked for its place, `taken(finding, choice)` for its mend. */
export function findingsList({ canEdit, chosen, taken }) {
  const pane = document.querySelector("[data-list]");
  const list = pane.querySelector("[data-found]");
  const blank = pane.querySelector("[data-finding-blank]").content.querySelector(".finding");
  /** Of each item: {key, finding}. */
  const items = new Map();
  let here = null;

  function lay(findings) {
    const before = new Map([...items].map(([item, { key }]) => [key, item]));
    const seen = new Map();
    const focused = [...list.children].indexOf(document.activeElement.closest?.("[data-found] > *"));
    items.clear();
    for (const finding of findings) {
      const words = [finding.code, finding.message, finding.excerpt, finding.where, finding.others_words].join("\n");
      seen.set(words, (seen.get(words) ?? 0) + 1);
      const key = `${words}\n${seen.get(words)}`;
      const item = before.get(key) ?? made(finding);
      before.delete(key);
      items.set(item, { key, finding });
      number(item, finding);
    }
    const order = [...items.keys()];
    for (const item of [...list.children]) if (!items.has(item)) item.remove();
    order.forEach((item, index) => list.children[index] !== item && list.insertBefore(item, list.children[index] ?? null));
    pane.querySelector("[data-none]").hidden = findings.length > 0;
    // The item in focus was mended away: the one that took its place is at hand, or the list itself when it was the last.
    if (focused >= 0 && !list.contains(document.activeElement)) (order[Math.min(focused, order.length - 1)] ?? pane).focus({ preventScroll: true });
    light(here?.finding && order.find((item) => items.get(item).finding.n === here.finding.n) ? here.finding : null, false);
    document.querySelector("[data-count]").textContent = findings.length;
  }

  function made(finding) {
    const item = blank.cloneNode(true);
    const put = (slot, words) => {
      const element = item.querySelector(`[data-${slot}]`);
      element.hidden = !words;
      (element.querySelector("b") ?? element).textContent = words;
    };
    item.classList.add(finding.level);
    put("message", finding.message);
    put("excerpt", finding.excerpt);
    put("advice", finding.advice);
    put("where", [finding.others_words, finding.where_words, finding.clause && `п. ${finding.clause}`].filter(Boolean).join(" · "));
    const rule = item.querySelector("[data-rule]");
    rule.hidden = !finding.rule_href;
    if (finding.rule_href) rule.href = finding.rule_href;
    if (finding.clause_title) item.querySelector("[data-where]").title = finding.clause_title;
    const mends = item.querySelector("[data-mends]");
    mends.hidden = !finding.suggestions.length || !canEdit || finding.start === null;
    mends.replaceChildren(...mendButtons(finding, (choice) => taken(items.get(item).finding, choice)));
    return item;
  }

  function number(item, finding) {
    item.dataset.f = finding.n;
    item.querySelector("[data-number]").textContent = finding.n;
  }

  /** Shows which finding the cursor is at. */
  function light(finding, scroll = true) {
    here = null;
    for (const [item, each] of items) {
      const at = Boolean(finding) && each.finding.n === finding.n;
      item.classList.toggle("here", at);
      if (at) here = { item, finding: each.finding };
    }
    const reached = here?.item ?? list.firstElementChild;
    for (const item of items.keys()) item.tabIndex = item === reached ? 0 : -1;
    if (here && scroll) within(here.item);
  }

  /** Scrolls the list alone: the page must stay under the hands of the one who writes. */
  function within(item) {
    if (pane.scrollHeight <= pane.clientHeight) return;
    const [outer, inner] = [pane.getBoundingClientRect(), item.getBoundingClientRect()];
    if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + 8;
    else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + 8;
  }

  const itemOf = (target) => target instanceof Element && target.closest("[data-found] > .finding");
  list.addEventListener("click", (event) => {
    const item = itemOf(event.target);
    if (!item || event.target.closest("button, a") || String(getSelection())) return;
    light(items.get(item).finding);
    chosen(items.get(item).finding);
  });
  list.addEventListener("focusin", (event) => {
    const item = itemOf(event.target);
    if (item && items.get(item) && here?.item !== item) light(items.get(item).finding);
  });
  list.addEventListener("keydown", (event) => {
    const item = itemOf(event.target);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target === item) chosen(items.get(item).finding);
    else if (event.key === "ArrowDown") item.nextElementSibling?.focus();
    else if (event.key === "ArrowUp") item.previousElementSibling?.focus();
    else return;
    event.preventDefault();
  });

  return {
    lay,
    light,
    /** The finding whose item has the focus, for keys. */
    focused: () => items.get(itemOf(document.activeElement))?.finding ?? null,
    focus(number) {
      const item = list.querySelector(`[data-f="${number}"]`);
      item?.focus();
      item?.scrollIntoView({ block: "nearest" });
    },
  };
}
