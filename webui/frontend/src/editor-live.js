// The text is checked after each short pause. Answers may come late and out of order: an older one than the last shown is
// dropped, a newer one is laid over what has been typed since.
import { post } from "./editor-server.js";

const PAUSE_MS = 150;
const AGAIN_MS = 5000;

/**
 * `received(result, text, changes, title)` gets each answer; `stale(on)` tells whether what is shown is older than the text;
 * `more()` is sent besides the text and the title.
 */
export function liveCheck({ href, text, title, more = () => ({}), pause_ms = PAUSE_MS, received, stale }) {
  let timer = 0;
  let asked = 0;
  let shown = 0;
  let isStale = false;
  /** Whoever waits for the answer about the text as it stands. */
  const settling = new Set();
  /** Questions under way: {seq, changes}, where changes is what was typed after the question. */
  const waiting = new Set();

  function changed(update) {
    if (update) for (const each of waiting) each.changes = each.changes?.composeDesc(update.changes.desc) ?? update.changes.desc;
    soon(pause_ms);
  }

  function tell(on) {
    isStale = on;
    stale(on);
    if (!on) for (const go of settling) go(true);
  }

  function soon(pause_ms) {
    tell(true);
    clearTimeout(timer);
    timer = setTimeout(check, pause_ms);
  }

  async function check() {
    const question = { seq: ++asked, changes: null };
    const sent = { text: text(), title: title(), seq: question.seq };
    waiting.add(question);
    const { status, body, wait_ms } = await post(href, { ...more(), ...sent });
    waiting.delete(question);
    if (question.seq < shown) return;
    if (status !== 200) {
      // Only the last question is worth repeating: the others are about a text that is no more.
      if (question.seq === asked) soon(wait_ms || AGAIN_MS);
      return;
    }
    shown = question.seq;
    received(body, sent.text, question.changes, sent.title);
    if (question.seq === asked && !question.changes) tell(false);
  }

  /** Waits until what was received is about the text as it stands, `limit_ms` at most; answers whether it is. */
  function settled(limit_ms) {
    if (!isStale) return Promise.resolve(true);
    return new Promise((resolve) => {
      const go = (isIt) => {
        settling.delete(go);
        resolve(isIt);
      };
      settling.add(go);
      setTimeout(go, limit_ms, false);
    });
  }

  return { changed, now: () => soon(0), settled };
}
