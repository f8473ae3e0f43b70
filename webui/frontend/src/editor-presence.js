// Who else has the letter open, and whether it was saved elsewhere; asked while the page is looked at.
import { hideBar, showBar } from "./editor-bars.js";
import { get } from "./editor-server.js";

const EVERY_MS = 15_000;

/** `answered(status, body)` hears every answer as well. */
export function watchPresence({ href, answered }) {
  let timer = 0;
  async function ask() {
    clearTimeout(timer);
    timer = setTimeout(ask, EVERY_MS);
    if (document.hidden) return;
    const { status, body } = await get(href);
    if (status === 200) {
      const names = body.others.map(({ name }) => name).join(", ");
      if (names) showBar("others", { names });
      else hideBar("others");
    }
    answered(status, body);
  }
  document.addEventListener("visibilitychange", () => !document.hidden && ask());
  ask();
}
