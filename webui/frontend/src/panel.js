// The panel of findings beside a letter, in whatever program it is written in: the host does what only that program can.
import { onlyofficeHost } from "./host-onlyoffice.js";
import { textHost } from "./host-text.js";
import { wordHost } from "./host-word.js";
import { find, linesOf } from "./panel-places.js";
import { LEVELS, Review } from "./panel-review.js";
import { Refused, service } from "./panel-service.js";

const KEPT = "letterkit.token";
const GONE = "Этих слов в письме больше нет: проверьте письмо ещё раз.";
const CHANGED = "Абзац изменился после проверки: место найдено по словам.";
const STUCK = "Программа не дала показать это место: найдите его по словам замечания.";

const root = document.querySelector("[data-panel]");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
let host = null;
let review = null;
let open = null;

const HOSTS = {
  text: async () => textHost(document.querySelector("[data-letter]")),
  onlyoffice: async () => onlyofficeHost(window, root.dataset.guid),
  word: async () => {
    if (!window.Office) throw new Refused("На сервере letterkit нет файлов Office.js: скажите об этом администратору.");
    const { host: program } = await window.Office.onReady();
    if (program !== "Word") throw new Refused("Эта страница открывается внутри Word: вставка → мои надстройки.");
    return wordHost(window.Word, window.Office);
  },
};

function say(words, isFault = false) {
  const said = part("said");
  said.textContent = words;
  said.classList.toggle("fault", isFault);
}

function make(name, { text = "", ...attributes } = {}, ...children) {
  const element = Object.assign(document.createElement(name), attributes);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/** Does `act` and says what went wrong: a fault of the program must not leave a button that does nothing. */
async function attempt(act) {
  try {
    await act();
  } catch (fault) {
    say(fault instanceof Refused ? fault.message : STUCK, true);
  }
}

function show() {
  part("summary").textContent = review ? review.summary() : "";
  part("left").textContent = review?.notChecked.length ? `Не проверено: ${review.notChecked.join(" ")}` : "";
  part("findings").replaceChildren(...(review?.groups() ?? []).map(([clause, findings]) => {
    const heading = make("h2", {}, clause, " ", make("span", { className: "count", text: String(findings.length) }));
    return make("section", {}, heading, make("ul", {}, ...findings.map(row)));
  }));
}

function row(finding) {
  const page = finding.page ? `, с. ${finding.page}` : "";
  const level = make("span", { className: `level ${finding.level}`, text: LEVELS[finding.level] + page });
  const head = make("button", { type: "button", className: "finding", onclick: () => attempt(() => go(finding)) }, level, make("span", { text: finding.message }));
  head.setAttribute("aria-expanded", String(finding === open));
  if (finding !== open) return make("li", {}, head);
  const mends = review.mayMend(finding) ? finding.suggestions.map((words) => make("button", {
    type: "button", className: "mend", text: words || "Убрать", onclick: () => attempt(() => mend(finding, words)),
  })) : [];
  const advice = finding.advice ? [make("p", { text: finding.advice })] : [];
  return make("li", { className: "open" }, head, make("div", { className: "body" }, ...advice, ...mends));
}

/** Where the words of `finding` are in the document as it is now: {paragraph, start, end}; null says why not. */
async function locate(finding) {
  const place = review.place(finding);
  if (!place) {
    say("У этого замечания нет места в тексте.");
    return null;
  }
  const lines = linesOf(await host.paragraphs());
  const found = find(place, lines.map((line) => line.words));
  if (!found) {
    say(GONE, true);
    return null;
  }
  say(found.changed ? CHANGED : "");
  const line = lines[found.number];
  return { paragraph: line.paragraph, start: line.before + found.start, end: line.before + found.end };
}

async function go(finding) {
  open = finding;
  show();
  root.querySelector("[aria-expanded=true]")?.focus();
  const at = await locate(finding);
  if (at) await host.select(at.paragraph, at.start, at.end);
}

async function mend(finding, words) {
  const at = await locate(finding);
  if (!at) return;
  await host.replace(at.paragraph, at.start, at.end, words);
  const { mended, old, takeBack } = review.mend(finding, words);
  open = null;
  show();
  say("Исправлено. ");
  part("said").append(make("button", { type: "button", className: "plain", text: "Вернуть", onclick: () => attempt(() => unmend(mended, old, takeBack)) }));
  part("said").querySelector("button").focus();
}

async function unmend(mended, old, takeBack) {
  const at = await locate(mended);
  if (!at) return;
  await host.replace(at.paragraph, at.start, at.end, old);
  takeBack();
  show();
  say("Прежние слова возвращены.");
}

async function check() {
  const button = part("check");
  button.disabled = true;
  say("Проверяется…");
  try {
    review = new Review(await service(token()).check(await host.letter()));
    open = null;
    show();
    say("");
  } finally {
    button.disabled = false;
  }
}

const token = () => localStorage.getItem(KEPT) ?? "";

function showSignedIn() {
  const isSignedIn = token() !== "";
  part("sign-in").hidden = isSignedIn;
  part("desk").hidden = !isSignedIn;
}

async function signIn(event) {
  event.preventDefault();
  const given = part("token").value.trim();
  await attempt(async () => {
    if (!/^[\x21-\x7e]+$/u.test(given)) throw new Refused("Вставьте свой ключ целиком: его создают на «Моей странице» letterkit.");
    const who = await service(given).me();
    localStorage.setItem(KEPT, given);
    part("token").value = "";
    showSignedIn();
    say(`Ключ принят: ${who.name}.`);
    part("check").focus();
  });
}

function signOut() {
  localStorage.removeItem(KEPT);
  review = open = null;
  show();
  showSignedIn();
  say("Ключ забыт на этом компьютере.");
  part("token").focus();
}

/** Up and down between findings, as in a list. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches(".finding")) return;
  const all = [...root.querySelectorAll(".finding")];
  all[all.indexOf(event.target) + step]?.focus();
  event.preventDefault();
}

part("sign-in").addEventListener("submit", signIn);
part("check").addEventListener("click", () => attempt(check));
part("sign-out").addEventListener("click", signOut);
part("findings").addEventListener("keydown", walk);
showSignedIn();
attempt(async () => { host = await HOSTS[root.dataset.panel](); });
