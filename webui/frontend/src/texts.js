// The page where a reply text is written: puts its parts together.
import { redo, undo } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import * as marks from "./editor-findings.js";
import { findingsList } from "./editor-list.js";
import { liveCheck } from "./editor-live.js";
import { pagePictures } from "./editor-pages.js";
import { placesIn } from "./editor-places.js";
import { openText } from "./editor-text.js";
import { speak } from "./says.js";
import { approvalBar } from "./texts-approval.js";
import { chips, showRaw, tellMarks } from "./texts-chips.js";
import { blockStrip, fold, foldKeys, hasFolds } from "./texts-folds.js";
import { menus } from "./texts-menus.js";
import { putWords } from "./texts-put.js";
import { offerRemoval, removalKeys } from "./texts-removal.js";
import { fieldRows } from "./texts-rows.js";
import { saving } from "./texts-save.js";

const PAUSE_MS = 500;
/** A heading has no lines: what would break it is a space. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const words = transaction.newDoc.toString().replace(/\s*\n\s*/g, " ");
  return { changes: { from: 0, to: transaction.startState.doc.length, insert: words }, selection: { anchor: Math.min(transaction.newSelection.main.head, words.length) } };
});

const page = document.getElementById("text-editor");
if (page) open();

function open() {
  const form = document.getElementById("text-form");
  const area = form.querySelector("[data-source]");
  const titleInput = form.querySelector("[data-title]");
  const first = JSON.parse(document.getElementById("live").textContent);
  const menu = JSON.parse(document.getElementById("menu").textContent);
  let findings = [];
  let kept = null;
  let bar = null;
  let strip = null;

  const blocks = { folds: fold, drops: offerRemoval };
  const stripBox = form.querySelector("[data-block-strip]");
  const ofBlocks = [
    removalKeys,
    foldKeys,
    EditorView.updateListener.of((update) => hasFolds(update) && strip?.told()),
    // The cursor never stands under the strip.
    EditorView.scrollMargins.of(() => ({ bottom: stripBox.offsetHeight + 12 })),
  ];
  const view = openText(form.querySelector("[data-editor]"), {
    text: area.defaultValue,
    canEdit: true,
    changed: typedText,
    moved,
    extensions: [ofBlocks, chips(first.marks, blocks), marks.findingMarks()],
  });
  const title = openText(form.querySelector("[data-title-editor]"), {
    text: titleInput.defaultValue,
    canEdit: true,
    changed: typedAny,
    moved,
    extensions: [ofBlocks, chips(first.marks, { ...blocks, inLine: true }), oneLine, marks.findingMarks()],
    label: "title-label",
    hint: "title-hint",
  });
  /** Where a menu puts its words: the field that the cursor was in last. */
  let last = view;
  for (const field of [view, title]) {
    field.contentDOM.addEventListener("focus", () => {
      last = field;
      strip.told();
    });
  }
  strip = blockStrip(stripBox, { field: () => last, drops: offerRemoval });

  const list = findingsList({ canEdit: true, chosen: goTo, taken: take });
  const fieldOf = (finding) => (finding.where === "title" ? title : view);
  const text = () => view.state.doc.toString();
  const heading = () => title.state.doc.toString();
  const rows = fieldRows(form, { latin: menu.latin, changed: typedAny, put: (field) => putWords(last, `{{ ${field.name} }}`) });
  menus(form, { menu, fields: rows.all, target: () => ({ view: last, inLine: last === title }), newField: rows.add });

  const live = liveCheck({ href: page.dataset.live, text, title: heading, more: typed, pause_ms: PAUSE_MS, received, stale });
  const shown = () => ({ ...typed(), ...Object.fromEntries([...page.querySelectorAll("[data-more]")].map(({ name, value }) => [name, value])) });
  const pages = pagePictures({ href: page.dataset.preview, text, title: heading, more: shown, opened() {}, toLine() {} });
  kept = saving(page, form, { typed, kept: (body) => bar.lay(body.approval) });
  bar = approvalBar(page, kept);

  /** All that stands in the form, with the words of both fields. */
  function typed() {
    area.value = text();
    titleInput.value = heading();
    const values = Object.fromEntries(new FormData(form));
    delete values.csrf_token;
    return values;
  }

  function typedText(update) {
    live?.changed(update);
    pages?.changed();
    kept?.changed();
    bar?.changed();
  }

  function typedAny() {
    typedText(null);
  }

  /** The cursor stands in `field`: what is found there is shown beside. */
  function moved(field) {
    if (field === title) last = title;
    list.light(marks.findingAt(field));
    strip?.told();
  }

  function stale(on) {
    page.querySelector("[data-tally]").classList.toggle("old", on);
  }

  function received(result, checked, changes, checkedTitle) {
    findings = result.findings;
    const inTitle = findings.filter(({ where }) => where === "title");
    marks.markFindings(view, findings.filter(({ where }) => where !== "title"), placesIn(checked), changes);
    marks.markFindings(title, inTitle, placesIn(checkedTitle), marks.changesBetween(checkedTitle, heading()));
    for (const field of [view, title]) field.dispatch({ effects: tellMarks.of(result.marks) });
    strip.told();
    list.lay(findings);
    list.light(marks.findingAt(last), false);
    const slot = (name) => page.querySelector(`[data-${name}]`);
    slot("verdict").className = `verdict ${result.verdict}`;
    slot("verdict").textContent = result.verdict_words;
    slot("tally").textContent = result.tally;
    slot("live-error").hidden = !result.error;
    slot("live-error").textContent = result.error ?? "";
    if (result.error) slot("none").hidden = true;
  }

  function goTo(finding) {
    if (marks.showFinding(fieldOf(finding), finding)) return;
    if (finding.where === "title") title.focus();
    speak(finding.start === null ? "Этого места в тексте нет: замечание обо всём письме." : "Эти слова уже изменены: дождитесь новой проверки.");
  }

  function take(finding, choice) {
    if (!finding || !marks.takeMend(fieldOf(finding), finding, choice)) return;
    list.lay(findings.filter((each) => each !== finding));
    live.now();
  }

  // ---- the page

  area.hidden = titleInput.hidden = true;
  for (const name of ["editor", "title-editor"]) form.querySelector(`[data-${name}]`).hidden = false;
  page.querySelector("[data-beside]").classList.add("tabbed");
  page.querySelector("[data-undo]").addEventListener("click", () => undo(last));
  page.querySelector("[data-redo]").addEventListener("click", () => redo(last));
  form.querySelector("[data-raw]").addEventListener("change", (event) => {
    for (const field of [view, title]) field.dispatch({ effects: showRaw.of(event.target.checked) });
    form.classList.toggle("raw", event.target.checked);
    strip.told();
  });
  for (const each of page.querySelectorAll("[data-more]")) each.addEventListener("change", () => pages.changed());
  const sample = page.querySelector("[data-sample]");
  const tellReader = () => (page.querySelector("[data-reader]").textContent = sample.selectedOptions[0].dataset.who);
  sample.addEventListener("change", tellReader);
  tellReader();
  for (const field of form.querySelectorAll(".about-text, .note-field")) field.addEventListener("input", typedAny);
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      marks.stepThrough([title, view], last, event.shiftKey ? -1 : 1);
    } else if (event.altKey && /^Digit[1-4]$/.test(event.code)) {
      event.preventDefault();
      take(list.focused() ?? marks.findingAt(last), Number(event.code.at(-1)) - 1);
    }
  });
  received(first, area.defaultValue, null, titleInput.defaultValue);
  pages.changed();
}
