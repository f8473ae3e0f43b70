// The letter's page. The desk is swapped whole after every mend, so listeners stand on the document and what the person
// has chosen (filters, tab, finding) is kept here and laid over each new desk.
import Tab from "bootstrap/js/src/tab.js";
import htmx from "htmx.org";
import { follow as followKeys } from "./keys.js";
import { speak, warn } from "./says.js";

const chosen = { off: new Set(), clause: "", words: "", tab: "", here: 0 };
let desk = null;
/** What the request under way will say and where the person was; null when none is. */
let under = null;

export function deskPage() {
  const first = document.getElementById("desk");
  if (!first) return;
  chosen.tab = tabOfAddress();
  lay(first);
  if (chosen.tab) document.getElementById(location.hash.slice(1)).scrollIntoView({ behavior: "instant" });
  // htmx tells of the whole body at the start and of the desk alone after each swap.
  htmx.onLoad((element) => element.id === "desk" && lay(element));
  document.addEventListener("mouseover", (event) => light(numbersOf(event.target)));
  document.addEventListener("click", click);
  document.addEventListener("focusin", focus);
  document.addEventListener("asked", rememberName);
  document.addEventListener("input", narrow);
  document.addEventListener("change", narrow);
  document.addEventListener("shown.bs.tab", (event) => (chosen.tab = event.target.id));
  document.addEventListener("htmx:configRequest", sendPressed);
  document.addEventListener("htmx:beforeRequest", before);
  document.addEventListener("htmx:beforeSwap", beforeSwap);
  document.addEventListener("htmx:responseError", (event) => fail(event.detail.xhr.status));
  document.addEventListener("htmx:sendError", () => fail(0));
  document.addEventListener("htmx:timeout", () => fail(0));
  followKeys({ step, open: () => openPlace(chosen.here), take, undo, search, home });
  document.getElementById("back").addEventListener("click", home);
  window.addEventListener("scroll", offerWayBack, { passive: true });
}

// ---- a new desk

function lay(element) {
  desk = element;
  for (const control of desk.querySelectorAll("[data-levels], [data-narrowing], [data-keys]")) control.hidden = false;
  fillClauses();
  for (const button of desk.querySelectorAll("button[data-level]")) {
    button.setAttribute("aria-pressed", String(!chosen.off.has(button.dataset.level)));
  }
  const words = desk.querySelector("[data-words]");
  if (words) words.value = chosen.words;
  layTabs();
  rememberName();
  filter();
  document.title = desk.dataset.title;
  if (under) finish();
  else if (/^#f\d+$/.test(location.hash)) select(Number(location.hash.slice(2)), true);
}

function fillClauses() {
  const select = desk.querySelector("[data-clause]:is(select)");
  if (!select) return;
  const clauses = [...new Set(findings().map((item) => item.dataset.clause).filter(Boolean))];
  clauses.sort((one, other) => one.localeCompare(other, "ru", { numeric: true }));
  for (const clause of clauses) select.add(new Option(`Пункт ${clause}`, clause));
  if (!clauses.includes(chosen.clause)) chosen.clause = "";
  select.value = chosen.clause;
}

/** The tab of what the address points at: a link from elsewhere opens it. */
function tabOfAddress() {
  const wanted = /^#[\w-]+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  const pane = wanted ? wanted.closest(".pane") : null;
  return pane ? `tab-${pane.id}` : "";
}

function layTabs() {
  const open = (chosen.tab && document.getElementById(chosen.tab)) || tabs()[0];
  desk.querySelector("[data-paper]").classList.add("tabbed");
  for (const tab of tabs()) {
    const active = tab === open;
    tab.classList.toggle("active", active);
    document.querySelector(tab.dataset.bsTarget).classList.toggle("active", active);
    Tab.getOrCreateInstance(tab);
  }
}

/** The person's name is asked once: it is kept in this browser only. */
function rememberName() {
  const name = localStorage.getItem("letterkit.by");
  if (!name) return;
  for (const field of desk.querySelectorAll("[data-waive] [name=by]")) field.value ||= name;
}

// ---- finding, mark and box

const findings = () => [...desk.querySelectorAll(".finding")];
const visible = () => findings().filter((item) => !item.hidden);
const tabs = () => [...desk.querySelectorAll("[data-bs-toggle=tab]")];
const finding = (number) => desk.querySelector(`.finding[data-f="${number}"]`);
const tied = (number) => desk.querySelectorAll(`[data-f~="${number}"]`);

function numbersOf(target) {
  const element = target instanceof Element && target.closest("#desk [data-f]");
  return element ? element.dataset.f.split(" ").map(Number) : [];
}

function light(numbers) {
  if (!desk) return;
  for (const element of desk.querySelectorAll(".on")) element.classList.remove("on");
  for (const number of numbers) for (const element of tied(number)) element.classList.add("on");
}

/** Makes the finding the one that keys act upon; with `focused` it also takes the focus. */
function select(number, focused = false) {
  const item = finding(number);
  if (!item) return;
  if (item.hidden) showAll();
  chosen.here = number;
  for (const element of desk.querySelectorAll("[data-f].here")) element.classList.remove("here");
  for (const element of tied(number)) element.classList.add("here");
  for (const other of findings()) other.tabIndex = other === item ? 0 : -1;
  if (focused) item.focus({ preventScroll: true });
  bring(item, "nearest");
}

/** The box when pages are shown, the mark when the text is; the other one when the first does not exist. */
function openPlace(number) {
  if (!finding(number)) return;
  select(number);
  const box = desk.querySelector(`.box[data-f="${number}"]`);
  const mark = desk.querySelector(`.mark[data-f~="${number}"]`);
  const place = desk.querySelector("#text").classList.contains("active") ? mark ?? box : box ?? mark;
  if (!place) {
    speak("У этого замечания нет места в письме: оно обо всём письме.");
    return;
  }
  openTab(place.closest(".pane").id);
  // The frame, not the link: a link's size in SVG takes in the tag above it.
  bring(place.querySelector(".frame") ?? place, "center");
  offerWayBack();
}

/** Near places are glided to, so that the eye can follow; a far one is shown at once. */
function bring(element, block) {
  const { top, bottom } = element.getBoundingClientRect();
  const far = bottom < -innerHeight || top > 2 * innerHeight;
  element.scrollIntoView({ block, behavior: far ? "instant" : "auto" });
}

function openTab(pane) {
  const tab = document.getElementById(`tab-${pane}`);
  if (tab && !tab.classList.contains("active")) Tab.getOrCreateInstance(tab).show();
}

/** From the place back to its finding. */
function home() {
  if (chosen.here) select(chosen.here, true);
  offerWayBack();
}

function offerWayBack() {
  const back = document.getElementById("back");
  const item = desk && finding(chosen.here);
  const rect = item?.getBoundingClientRect();
  const away = Boolean(rect) && (rect.bottom < 0 || rect.top > innerHeight) && innerWidth <= 1024;
  back.hidden = !away;
  if (away) back.textContent = `${rect.top > 0 ? "↓" : "↑"} К замечанию ${chosen.here}`;
}

// ---- what the person does

function click(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || !desk) return;
  const level = target.closest("button[data-level]");
  if (level) return toggleLevel(level);
  if (target.closest("[data-reset]")) return showAll();
  if (target.closest("[data-keys]")) return document.getElementById("keys").showModal();
  const opener = target.closest("[data-opens]");
  if (opener) return openAnchor(opener, event);
  const place = target.closest("#desk .mark, #desk .box");
  if (place) {
    event.preventDefault();
    // The same words may bear several findings: clicking again goes to the next.
    const numbers = numbersOf(place).filter((number) => !finding(number)?.hidden);
    const next = numbers[(numbers.indexOf(chosen.here) + 1) % numbers.length];
    if (next) select(next, true);
    return;
  }
  const item = target.closest("#desk .finding");
  if (!item) return;
  const number = Number(item.dataset.f);
  if (target.closest("[data-place]")) {
    event.preventDefault();
    select(number, true);
    openPlace(number);
  } else if (target.closest("a, button, summary, form, input")) {
    select(number);
  } else if (!String(getSelection())) {
    select(number, true);
    openPlace(number);
  }
}

/** A link to something inside a closed tab or details: opens it first and then goes there. */
function openAnchor(link, event) {
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  const pane = target.closest(".pane");
  if (pane) openTab(pane.id);
  if (target.tagName === "DETAILS") target.open = true;
  bring(target, "center");
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function focus(event) {
  const item = event.target instanceof Element && event.target.closest("#desk .finding");
  if (item && Number(item.dataset.f) !== chosen.here) select(Number(item.dataset.f));
}

/** To the next (1) or the previous (-1) finding that the filters leave. */
function step(by) {
  const items = visible();
  if (!items.length) return;
  const index = items.indexOf(finding(chosen.here));
  const next = index < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, index + by));
  const number = Number(items[next].dataset.f);
  select(number, true);
  // On a wide screen the page keeps up with the list; on a narrow one it would carry the person away from it.
  if (innerWidth > 1024 && hasPlace(number)) openPlace(number);
}

const hasPlace = (number) => tied(number).length > 1;
const take = (index) => finding(chosen.here)?.querySelectorAll("button.mend")[index - 1]?.click();
const undo = () => desk.querySelector("[data-undo]")?.requestSubmit();
const search = () => desk.querySelector("[data-words]")?.focus();

// ---- filters

function narrow(event) {
  if (!(event.target instanceof Element)) return;
  if (event.target.matches("[data-words]")) chosen.words = event.target.value;
  else if (event.target.matches("select[data-clause]")) chosen.clause = event.target.value;
  else return;
  filter();
}

function toggleLevel(button) {
  const shown = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(shown));
  if (shown) chosen.off.delete(button.dataset.level);
  else chosen.off.add(button.dataset.level);
  filter();
}

function showAll() {
  Object.assign(chosen, { clause: "", words: "" });
  chosen.off.clear();
  for (const button of desk.querySelectorAll("button[data-level]")) button.setAttribute("aria-pressed", "true");
  for (const field of desk.querySelectorAll("select[data-clause], [data-words]")) field.value = "";
  filter();
}

function filter() {
  const wanted = chosen.words.toLocaleLowerCase("ru").split(/\s+/).filter(Boolean);
  const items = findings();
  for (const item of items) {
    item.hidden =
      chosen.off.has(item.dataset.level) ||
      Boolean(chosen.clause && item.dataset.clause !== chosen.clause) ||
      !wanted.every((word) => told(item).includes(word));
  }
  for (const group of desk.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector(".finding:not([hidden])");
  }
  const left = new Set(visible().map((item) => item.dataset.f));
  for (const place of desk.querySelectorAll(".mark, .box")) {
    place.classList.toggle("off", !place.dataset.f.split(" ").some((number) => left.has(number)));
  }
  const shown = desk.querySelector("[data-shown]");
  if (shown) shown.textContent = left.size < items.length ? `Показано ${left.size} из ${items.length}` : "";
  const nothing = desk.querySelector("[data-nothing]");
  if (nothing) nothing.hidden = left.size > 0;
}

/** What a search looks in: the finding's own words, not those of its buttons. */
function told(item) {
  return [...item.querySelectorAll(".message, .excerpt, .advice-text, ins, .code")]
    .map((element) => element.textContent)
    .join(" ")
    .toLocaleLowerCase("ru");
}

// ---- mends

/** The button that was pressed stands beside its form, where htmx does not look for it. */
function sendPressed({ detail }) {
  const pressed = detail.triggeringEvent?.submitter;
  if (pressed?.name) detail.parameters[pressed.name] = pressed.value;
}

function before(event) {
  const form = event.detail.elt;
  const pressed = event.detail.requestConfig.triggeringEvent?.submitter ?? form;
  const item = pressed.closest(".finding");
  const from = item ?? finding(chosen.here);
  under = {
    says: pressed.dataset.says ?? form.dataset.says ?? "",
    index: from ? visible().indexOf(from) : -1,
    number: item ? Number(item.dataset.f) : 0,
    listTop: desk.querySelector("[data-list]").scrollTop,
    pageTop: scrollY,
    version: desk.dataset.version,
    focused: desk.contains(document.activeElement),
  };
  if (form.matches("[data-waive]")) localStorage.setItem("letterkit.by", form.elements.by.value.trim());
  desk.setAttribute("aria-busy", "true");
}

/** Lets go of what is about to leave; an answer that is no desk (signed out, removed) is opened as a page of its own. */
function beforeSwap(event) {
  const { xhr } = event.detail;
  if (!event.detail.shouldSwap) return;
  if (!xhr.responseText.includes('id="desk"')) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL || location.href);
    return;
  }
  for (const tab of tabs()) Tab.getInstance(tab)?.dispose();
}

/** After a swap the finding that took the place of the mended one is at hand, and what was done is said. */
function finish() {
  const { says, index, number, listTop, pageTop, focused } = under;
  under = null;
  desk.querySelector("[data-list]").scrollTop = listTop;
  scrollTo({ top: pageTop, behavior: "instant" });
  const trouble = desk.querySelector("[data-told]");
  if (trouble?.matches(".field-error")) {
    select(number);
    finding(number)?.querySelector("[name=reason]")?.focus();
    warn(trouble.textContent);
    return;
  }
  const items = visible();
  const next = items[Math.min(Math.max(index, 0), items.length - 1)];
  if (next && index >= 0) select(Number(next.dataset.f), focused);
  else if (focused) document.getElementById("content").focus({ preventScroll: true });
  if (trouble) warn(trouble.textContent);
  else speak(says);
}

const TROUBLES = {
  0: "Нет связи с сервером. Ничего не потеряно: повторите, когда связь вернётся.",
  400: "Страница устарела. Обновите её и повторите.",
  403: "Это письмо открыто не Вами: исправлять его нельзя.",
  404: "Письма уже нет на сервере. Проверьте его заново.",
  410: "Письма уже нет на сервере. Проверьте его заново.",
  429: "Слишком много действий подряд. Подождите минуту и повторите.",
};

function fail(status) {
  under = null;
  desk.removeAttribute("aria-busy");
  warn(TROUBLES[status] ?? `Не получилось: сервер ответил ошибкой ${status}. Обновите страницу и повторите.`);
}
