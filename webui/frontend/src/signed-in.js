// A page left open outlives its session: while somebody types the session goes on, and after a new sign-in in another tab
// the page gets a new proof (CSRF). That the session is over is told before more is typed in vain, and nobody is led away.
import { get } from "./editor-server.js";

const EVERY_MS = 60_000;

export function signedIn() {
  const { person, proof } = document.body.dataset;
  // The page of a letter tells it by a bar of its own.
  const bar = document.querySelector("[data-bar=signed-out]") ? null : document.getElementById("signed-out");
  let asked = Date.now();
  let running = null;

  /** Asked again meanwhile, it waits for the same answer. */
  const ask = () => (running ??= renew().finally(() => (running = null)));

  async function renew() {
    asked = Date.now();
    const { status, body } = await get(proof);
    if (status !== 200) return;
    const isOver = Boolean(person) && body.person === null;
    if (bar) bar.hidden = !isOver;
    if (bar && isOver) bar.setAttribute("role", "alert"); // nothing is an alert before there is something to tell
    // Somebody else has signed in meanwhile: this page does not speak for them.
    if (isOver || (person && body.person !== Number(person))) return;
    for (const meta of document.querySelectorAll("meta[name=csrf-token]")) meta.content = body.csrf_token;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = body.csrf_token;
  }

  document.addEventListener("input", () => Date.now() - asked >= EVERY_MS && ask());
  document.addEventListener("visibilitychange", () => !document.hidden && ask());
  window.addEventListener("focus", ask);
  document.addEventListener("htmx:responseError", (event) => [400, 401].includes(event.detail.xhr.status) && ask());
}
