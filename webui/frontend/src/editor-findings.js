// Findings in the text: underlined by level, told of in a hint, mended. CodeMirror's lint keeps their places as the text
// changes; here a finding of the server is tied to its mark.
import { closeHoverTooltips, EditorView, hasHoverTooltips, keymap } from "@codemirror/view";
import { ChangeSet } from "@codemirror/state";
import { forEachDiagnostic, linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { isolateHistory } from "@codemirror/commands";
import { counting } from "./editor-taken.js";
import { speak, warn } from "./says.js";

const SEVERITIES = { error: "error", warning: "warning", advice: "info" };

/** Extensions for the field: marks, their hints, and the ways to open and close these. */
export function findingMarks() {
  return [
    linter(null, {}),
    keymap.of([{ key: "Escape", run: closeHint }]),
    // Without a mouse there is nothing to hover with: a tap on a mark opens its hint.
    EditorView.domEventHandlers({
      click(event, view) {
        if (!matchMedia("(hover: none)").matches || !event.target.closest(".cm-lintRange")) return;
        const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
        const found = place !== null && findingAt(view, place);
        if (found) showFinding(view, found);
      },
    }),
  ];
}

function closeHint(view) {
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
}

/**
 * Lays the findings of a check over the text. `unitOf` turns their places into those of the text that was checked,
 * `changes` (or null) is what has been typed since; a finding whose words were touched is left out. A word that stands
 * in several places is marked at each.
 */
export function markFindings(view, findings, unitOf, changes) {
  const marks = [];
  for (const finding of findings.flatMap(places)) {
    if (finding.start === null || finding.end === null) continue;
    let [from, to] = [unitOf(finding.start), unitOf(finding.end)];
    if (changes) {
      if (changes.touchesRange(from, to)) continue;
      [from, to] = [changes.mapPos(from, 1), changes.mapPos(to, -1)];
    }
    marks.push(markOf(view, finding, from, Math.max(from, to)));
  }
  view.dispatch(setDiagnostics(view.state, marks));
}

const places = (finding) => [finding, ...(finding.others ?? []).map((other) => ({ ...finding, ...other, others: [] }))];

function markOf(view, finding, from, to) {
  return {
    from,
    to,
    severity: SEVERITIES[finding.level],
    message: finding.message,
    renderMessage: (view) => hint(view, finding),
    finding,
    was: view.state.sliceDoc(from, to),
  };
}

function hint(view, finding) {
  const told = document.createElement("div");
  told.className = `hint-of ${finding.level}`;
  told.append(paragraph("message", finding.message));
  if (finding.advice) told.append(paragraph("advice-text", finding.advice));
  if (finding.suggestions.length && !view.state.readOnly) {
    const row = paragraph("mends", "");
    row.append(...mendButtons(finding, (choice) => takeMend(view, finding, choice)));
    told.append(row);
  }
  if (finding.clause) told.append(paragraph("under", `п. ${finding.clause}${finding.clause_title ? ` – ${finding.clause_title}` : ""}`));
  return told;
}

function paragraph(name, words) {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = words;
  return element;
}

/** A button for each mend; the key in it takes the mend of the finding at hand. */
export function mendButtons(finding, take) {
  return finding.mends.map((mend, choice) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mend";
    button.dataset.choice = choice;
    if (mend.told) button.append(choice ? "или " : `${finding.verb} `, ...mendWords(mend));
    else button.append("убрать");
    if (choice < 4) {
      const key = document.createElement("kbd");
      key.textContent = `Alt+${choice + 1}`;
      key.ariaHidden = "true";
      button.append(key);
    }
    // The cursor stays in the text when a mouse takes the mend.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      take(choice);
    });
    return button;
  });
}

/** The words to be put, with what nobody would see in them. */
function mendWords({ before, words, after, note }) {
  const inserted = document.createElement("ins");
  inserted.textContent = words;
  const parts = [before, words && inserted, after].filter(Boolean);
  return [...parts.flatMap((part, index) => (index ? [" + ", part] : [part])), note && ` (${note})`].filter(Boolean);
}

/** Marks as they stand now: {from, to, finding, was}. */
export function standing(view) {
  const found = [];
  forEachDiagnostic(view.state, (mark, from, to) => found.push({ from, to, finding: mark.finding, was: mark.was, mark }));
  return found;
}

/** The finding whose words the place is in, the shortest if there are several. */
export function findingAt(view, place = view.state.selection.main.from) {
  const here = standing(view).filter(({ from, to }) => from <= place && place <= to);
  here.sort((one, other) => one.to - one.from - (other.to - other.from));
  return here[0]?.finding ?? null;
}

export const placeOf = (view, finding) => standing(view).find((each) => each.finding === finding) ?? null;

/** Goes to the words of a finding and opens its hint; false if it has no place in the text. */
export function showFinding(view, finding) {
  const place = placeOf(view, finding);
  if (!place) return false;
  view.focus();
  view.dispatch({ selection: { anchor: place.from } });
  // Lint's own step from here selects the words and opens the hint.
  if (place.to > place.from) nextDiagnostic(view);
  else view.dispatch({ scrollIntoView: true });
  return true;
}

/** To the next (1) or the previous (-1) finding of the text, which is told of. */
export function step(view, by) {
  view.focus();
  if (!(by > 0 ? nextDiagnostic : previousDiagnostic)(view) && !standing(view).length) {
    speak("В тексте замечаний нет.");
    return;
  }
  const finding = findingAt(view);
  if (finding) view.dispatch({ effects: EditorView.announce.of(`${finding.message}. ${finding.advice}`) });
}

/** As `step` through several fields of a page, from the one that is `here`; those that stand within others too. */
export function stepThrough(views, here, by) {
  const inOrder = (view) => standing(view).sort((one, other) => one.from - other.from || one.to - other.to);
  const all = views.flatMap((view) => inOrder(view).map((place) => ({ ...place, view, at: views.indexOf(view) })));
  if (!all.length) return step(here, by);
  const { from, to } = here.state.selection.main;
  const now = [views.indexOf(here), from, to];
  const side = ({ at, from, to }) => at - now[0] || from - now[1] || to - now[2];
  const next = by > 0 ? (all.find((each) => side(each) > 0) ?? all[0]) : (all.findLast((each) => side(each) < 0) ?? all.at(-1));
  showFinding(next.view, next.finding);
  const { message, advice } = next.finding;
  next.view.dispatch({ selection: { anchor: next.from, head: next.to }, effects: EditorView.announce.of(`${message}. ${advice}`) });
}

/** What has been typed between two states of a short text, as one change. */
export function changesBetween(before, after) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return ChangeSet.of({ from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) }, before.length);
}

/** Takes one mend as one step of undo; answers whether it was taken. */
export function takeMend(view, finding, choice) {
  const place = placeOf(view, finding);
  const words = finding.suggestions[choice];
  if (!place || words === undefined || view.state.readOnly) return false;
  if (view.state.sliceDoc(place.from, place.to) !== place.was) {
    warn("Эти слова уже изменены: дождитесь новой проверки.");
    return false;
  }
  put(view, [{ place, words }]);
  const was = place.was.trim() ? `«${place.was}» на ` : "";
  speak(words ? `Исправлено: ${was}${finding.mends[choice].told}.` : `Убрано: «${place.was}».`);
  return true;
}

const isSafe = ({ finding, from, to, was }, view) =>
  finding.safe && finding.suggestions.length > 0 && view.state.sliceDoc(from, to) === was;

export const safeOnes = (view) => standing(view).filter((each) => isSafe(each, view));

/** Takes the first mend of every finding that needs nobody's judgement, all as one step of undo. */
export function takeSafe(view) {
  const taken = [];
  for (const place of safeOnes(view).sort((one, other) => one.from - other.from)) {
    // Of two that overlap only the first: the next check will say what is left of the other.
    if (taken.length && place.from < taken.at(-1).place.to) continue;
    taken.push({ place, words: place.finding.suggestions[0] });
  }
  if (!taken.length) return;
  put(view, taken);
  speak(`Исправлено мест: ${taken.length}. Вернуть всё сразу – Ctrl+Z.`);
}

function put(view, taken) {
  const gone = new Set(taken.map(({ place }) => place.finding));
  const left = standing(view).filter(({ finding }) => !gone.has(finding));
  view.dispatch({
    changes: taken.map(({ place, words }) => ({ from: place.from, to: place.to, insert: words })),
    annotations: isolateHistory.of("full"),
    effects: counting(taken.map(({ place }) => place.finding)),
    userEvent: "input.mend",
  });
  // What is mended is no finding any more; the others wait for the next check where they stand.
  const places = new Map(standing(view).map((each) => [each.finding, each]));
  const marks = left
    .map(({ finding, mark }) => places.has(finding) && { ...mark, from: places.get(finding).from, to: places.get(finding).to })
    .filter(Boolean);
  view.dispatch(setDiagnostics(view.state, marks));
}
