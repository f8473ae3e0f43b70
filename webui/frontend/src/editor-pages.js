// Pictures of the pages, made by the server some time after the typing stops. One is asked for at a time, and the old ones
// stay until the new ones are whole.
import { post } from "./editor-server.js";

const PAUSE_MS = 1000;
/** While nobody looks at the pages only their number is of use, and the server has others to serve. */
const UNSEEN_PAUSE_MS = 5000;
const AGAIN_MS = 10_000;
/** What LibreOffice could not print, it seldom can a moment later. */
const UNPRINTED_MS = 60_000;
const SVG = "http://www.w3.org/2000/svg";

/**
 * `opened(n)` is told which finding's box was clicked, `toLine(n)` which paragraph of the coach; `more()` is sent besides
 * the text and the title, and another answer of it asks for other pages.
 */
export function pagePictures({ href, text, title, more = () => ({}), opened, toLine }) {
  const pane = document.querySelector("[data-pages]");
  const figures = pane.querySelector("[data-figures]");
  const slot = (name) => pane.querySelector(`[data-${name}]`);
  let timer = 0;
  let running = false;
  let shown = null;

  const now = () => `${title()}\n${text()}\n${JSON.stringify(more())}`;
  const isSeen = () => !document.hidden && pane.getClientRects().length > 0;

  function changed() {
    figures.classList.toggle("old", shown !== null && shown !== now());
    plan(isSeen() ? PAUSE_MS : UNSEEN_PAUSE_MS);
  }

  function plan(pause_ms) {
    clearTimeout(timer);
    timer = setTimeout(ask, pause_ms);
  }

  async function ask() {
    // Whoever comes while one is made is served after it; nobody looking, nothing is made.
    if (running || document.hidden || shown === now()) return;
    running = true;
    const asked = now();
    figures.setAttribute("aria-busy", "true");
    const { status, body, wait_ms } = await post(href, { ...more(), text: text(), title: title() });
    if (status === 200) await lay(body);
    running = false;
    figures.removeAttribute("aria-busy");
    slot("page-error").hidden = status === 200 && !body.why;
    if (status === 200 && !body.why) shown = asked;
    else slot("page-error").textContent = body.why || body.error || "Страницы сейчас не собрать: повторим чуть позже.";
    figures.classList.toggle("old", shown !== null && shown !== now());
    if (status !== 200) plan(wait_ms || AGAIN_MS);
    else if (body.why) plan(UNPRINTED_MS);
    else if (now() !== asked) plan(isSeen() ? PAUSE_MS : UNSEEN_PAUSE_MS);
  }

  async function lay({ pages, page_count, page_words, coach }) {
    const made = pages.map(figure);
    // Pictures are ready before they are shown, or the page would blink.
    await Promise.all(made.map((each) => each.querySelector("img").decode().catch(() => {})));
    figures.replaceChildren(...made);
    slot("waiting").hidden = true;
    slot("page-words").textContent = page_words;
    const count = document.querySelector("[data-page-count]");
    count.hidden = !page_count;
    count.textContent = page_count;
    count.classList.toggle("error", Boolean(coach));
    layCoach(coach);
  }

  function layCoach(coach) {
    slot("coach").hidden = !coach;
    if (!coach) return;
    slot("coach-heading").textContent = coach.heading;
    slot("coach-verdict").textContent = coach.verdict;
    slot("coach-rows").replaceChildren(...coach.rows.map(coachRow));
    slot("coach-rows").closest("table").hidden = !coach.rows.length;
  }

  function coachRow({ what, line, saved }) {
    const row = document.createElement("tr");
    const place = row.insertCell();
    if (Number.isInteger(line)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "to-place";
      button.textContent = what;
      button.addEventListener("click", () => toLine(line));
      place.append(button);
    } else {
      place.textContent = what;
    }
    row.insertCell().textContent = saved;
    return row;
  }

  function figure({ number, src, width_mm, height_mm, boxes }) {
    const figure = document.createElement("figure");
    figure.classList.toggle("dense", boxes.length > 12);
    const page = document.createElement("div");
    page.className = "page";
    const image = new Image(Math.round(width_mm * 4), Math.round(height_mm * 4));
    image.alt = `Страница ${number} письма`;
    image.src = src;
    const drawn = draw("svg", { viewBox: `0 0 ${width_mm} ${height_mm}` });
    drawn.append(...boxes.map(box));
    page.append(image, drawn);
    const caption = document.createElement("figcaption");
    caption.textContent = `Страница ${number}`;
    figure.append(page, caption);
    return figure;
  }

  function box({ n, x, y, w, h, level }) {
    const link = draw("a", { class: `box ${level}`, href: "#findings", tabindex: "-1", "data-f": n, "aria-label": `Замечание ${n}` });
    const frame = draw("rect", { class: "frame", x: x - 0.7, y: y - 0.5, width: Math.max(w, 1.2) + 1.4, height: Math.max(h, 1.2) + 1, rx: 0.6 });
    link.append(frame);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      // An old picture's numbers may be those of other findings by now.
      if (shown === now()) opened(n);
    });
    return link;
  }

  document.getElementById("tab-pages").addEventListener("shown.bs.tab", () => shown !== now() && plan(0));
  document.addEventListener("visibilitychange", () => !document.hidden && shown !== now() && plan(PAUSE_MS));
  return { changed };
}

function draw(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [each, value] of Object.entries(attributes)) element.setAttribute(each, value);
  return element;
}
