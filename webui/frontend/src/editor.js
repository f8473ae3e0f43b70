// The page where a letter is written: puts its parts together.
import { redo, undo } from "@codemirror/commands";
import { hideBar, showBar } from "./editor-bars.js";
import { choices } from "./editor-copies.js";
import * as marks from "./editor-findings.js";
import { keptCopies } from "./editor-kept.js";
import { editorKeys } from "./editor-keys.js";
import { waysOut } from "./editor-leaving.js";
import { findingsList } from "./editor-list.js";
import { liveCheck } from "./editor-live.js";
import { pagePictures } from "./editor-pages.js";
import { placesIn } from "./editor-places.js";
import { watchPresence } from "./editor-presence.js";
import { remarkList, remarkMarks } from "./editor-remarks.js";
import { layResult } from "./editor-result.js";
import { Saving } from "./editor-save.js";
import { taken, takenMends } from "./editor-taken.js";
import { openText, replaceText } from "./editor-text.js";
import { cardBeside, foldSide, settleForms } from "./editor-desk.js";
import { snippets } from "./snippets.js";
import { passages } from "./passages.js";
import { speak } from "./says.js";

const page = document.getElementById("letter");
if (page) open();

function open() {
  const hrefs = page.dataset;
  const canEdit = page.dataset.canEdit === "yes";
  const area = document.querySelector("[data-text]");
  const title = document.getElementById("title");
  const server = { text: area.defaultValue, title: title.defaultValue };
  const remarks = remarkMarks(placesIn(server.text));
  let findings = [];
  let saving = null;
  let view = null;

  const letter = {
    id: page.dataset.id,
    revision: Number(page.dataset.revision),
    text: () => view.state.doc.toString(),
    title: () => title.value,
    taken: () => taken(view),
    put(text, heading) {
      replaceText(view, text);
      title.value = heading;
      typed();
    },
  };

  // ---- the text and what is found in it

  view = openText(document.querySelector("[data-editor]"), {
    text: server.text,
    canEdit,
    changed: (update) => typed(update),
    moved: (field) => list?.light(marks.findingAt(field)),
    extensions: [marks.findingMarks(), remarks, takenMends()],
  });
  const list = findingsList({ canEdit, chosen: goTo, taken: take });
  remarkList(view, remarks, letter.id);
  const tally = document.querySelector("[data-tally]");
  const live = liveCheck({
    href: hrefs.live,
    text: letter.text,
    title: letter.title,
    received,
    stale: (on) => tally.classList.toggle("old", on),
  });
  const pages = pagePictures({ href: hrefs.preview, text: letter.text, title: letter.title, opened: openFinding, toLine });

  function typed(update) {
    live.changed(update);
    pages.changed();
    saving?.changed();
    laySafe();
  }

  function received(result, text, changes) {
    findings = result.findings;
    marks.markFindings(view, findings, placesIn(text), changes);
    list.lay(findings);
    list.light(marks.findingAt(view), false);
    layResult(result);
    laySafe();
  }

  function laySafe() {
    const button = document.querySelector("[data-safe]");
    if (!button) return;
    const count = marks.safeOnes(view).length;
    button.hidden = !count;
    button.querySelector("[data-safe-count]").textContent = count;
  }

  function goTo(finding) {
    if (marks.showFinding(view, finding)) return;
    if (finding.where === "title") title.focus();
    else if (finding.start !== null) speak("Эти слова уже изменены: дождитесь новой проверки.");
    else speak(finding.where_words ? `Это место вне текста: ${finding.where_words}.` : "Это замечание обо всём письме.");
  }

  function take(finding, choice) {
    if (!finding || !marks.takeMend(view, finding, choice)) return;
    list.lay(findings.filter((each) => each !== finding));
    live.now();
  }

  function openFinding(number) {
    document.getElementById("tab-findings").click();
    list.focus(number);
  }

  function toLine(number) {
    const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
    view.focus();
    view.dispatch({ selection: { anchor: line.from, head: line.to }, scrollIntoView: true });
  }

  // ---- keeping what is typed

  const kept = keptCopies(letter.id);
  const copies = choices({ letter, kept, server, getSaving: () => saving, reload: () => location.reload() });
  if (canEdit) {
    saving = new Saving(letter, { save: hrefs.save, presence: hrefs.presence, kept, conflict: copies.conflict, recovered: live.now });
    const errors = () => findings.filter(({ level }) => level === "error").length;
    waysOut({ saving, errors, checked: live.settled, fill: () => (area.value = letter.text()) });
    titleField(title, { typed, next: () => view.focus() });
    for (const field of [title, view.contentDOM]) field.addEventListener("blur", () => saving.unsaved && !saving.failures && saving.save());
  }
  watchPresence({ href: hrefs.presence, answered: (status, body) => present(status, body, letter, saving) });

  // ---- the page

  area.hidden = true;
  document.querySelector("[data-editor]").hidden = false;
  buttons({ undo: () => undo(view), redo: () => redo(view), keys: () => document.getElementById("keys").showModal(), safe: takeSafe });
  layPage();
  editorKeys({
    step: (by) => marks.step(view, by),
    take: (choice) => take(list.focused() ?? marks.findingAt(view), choice),
    save: () => saving?.settle().then((isSaved) => isSaved && speak("Письмо сохранено.")),
  });
  if (canEdit) snippets(view, hrefs.snippets);
  if (canEdit) passages(view);
  settleForms(saving);
  cardBeside(saving);
  foldSide();
  received(JSON.parse(document.getElementById("live").textContent), server.text, null);
  pages.changed();
  if (location.hash === "#begun" && canEdit) toFirstGap();

  /** Where the words wait for the executor: the first mark «[…]», else the end of the text. */
  function toFirstGap() {
    history.replaceState(null, "", location.pathname);
    const gap = /\[[^\]\n]*\]/.exec(letter.text());
    const place = gap ? { anchor: gap.index, head: gap.index + gap[0].length } : { anchor: view.state.doc.length };
    view.focus();
    view.dispatch({ selection: place, scrollIntoView: true });
  }

  function takeSafe() {
    marks.takeSafe(view);
    live.now();
  }
}

/** The heading counts as text; Enter in it goes on to the letter. */
function titleField(title, { typed, next }) {
  title.addEventListener("input", () => typed());
  title.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    next();
  });
}

/** What the server says of the letter while nothing is being sent: the session, and what others have saved. */
function present(status, { revision, sign_in }, letter, saving) {
  if (status === 401) saving?.askToSignIn(sign_in);
  if (status !== 200) return;
  if (saving?.signedOut) saving.save();
  if (saving?.running || saving?.blocked) return;
  if (revision > letter.revision) showBar("newer");
  else hideBar("newer");
}

function buttons(actions) {
  for (const [name, act] of Object.entries(actions)) document.querySelector(`[data-${name}]`)?.addEventListener("click", act);
}

function layPage() {
  document.querySelector("[data-beside]").classList.add("tabbed");
  for (const link of page.querySelectorAll("[data-opens]")) link.addEventListener("click", (event) => openAnchor(event, link));
}

/** A link to something beside the text: its tab is opened first. */
function openAnchor(event, link) {
  const target = document.querySelector(link.getAttribute("href"));
  event.preventDefault();
  document.getElementById(`tab-${target.closest(".pane").id}`).click();
  target.scrollIntoView({ block: "nearest" });
  if (target.matches(".pane")) target.querySelector(".finding")?.focus({ preventScroll: true });
  else target.focus({ preventScroll: true });
}
