// A batch on its way: figures follow by themselves, and when its state changes the page is asked for again.
import { get } from "./editor-server.js";

const EVERY_MS = 1000;
const LOST_MS = 5000;
/** A screen reader is told of every tenth of the way, not of every second. */
const SAID_SHARE = 0.1;

export function batchPage() {
  const place = document.querySelector("[data-batch-progress]");
  if (!place) return;
  const slot = (name) => place.querySelector(`[data-${name}]`);
  let said = 0;
  let timer = 0;

  function show(now) {
    const bar = slot("bar");
    if (!bar) return;
    bar.max = now.total || 1;
    bar.value = now.ended;
    slot("words").textContent = now.words;
    fill("pace", now.pace);
    slot("workers").querySelector("b").textContent = now.workers;
    slot("workers").hidden = !now.workers;
    fill("failed", now.failed ? `не вышло: ${now.failed}` : "");
    fill("idle", now.idle);
    const share = now.total ? now.ended / now.total : 0;
    if (share - said >= SAID_SHARE) {
      said = share;
      slot("say").textContent = now.words;
    }
  }

  function fill(name, words) {
    slot(name).textContent = words;
    slot(name).hidden = !words;
  }

  async function follow() {
    clearTimeout(timer);
    if (document.hidden) return;
    const { status, body, wait_ms } = await get(place.dataset.batchProgress);
    if (status === 200 && body.state !== place.dataset.state) {
      location.replace(location.pathname + location.search);
      return;
    }
    if (status === 401) {
      location.reload();
      return;
    }
    if (status === 200) show(body);
    clearTimeout(timer);
    timer = setTimeout(follow, status === 200 ? EVERY_MS : wait_ms || LOST_MS);
  }

  document.addEventListener("visibilitychange", () => !document.hidden && follow());
  timer = setTimeout(follow, EVERY_MS);
}
