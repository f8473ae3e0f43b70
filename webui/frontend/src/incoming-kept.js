// What a person has made of a proposed card: kept on the server a moment after each change, undone step by step.
const AFTER_MS = 400;
const AGAIN_MS = 5000;

/** `changed` keeps what the form says now; `step` remembers a state to come back to, `undo` comes back to the last one. */
export function keeping(form) {
  const told = document.querySelector("[data-kept]");
  const button = document.querySelector("[data-undo]");
  const steps = [];
  let timer = 0;
  let running = null;
  let isLeaving = false;
  let restore = () => {};

  /** One at a time, so that what was said later is kept last. */
  async function send() {
    clearTimeout(timer);
    timer = 0;
    if (running) return later(AFTER_MS, told.textContent);
    running = keep();
    await running;
    running = null;
  }

  async function keep(keepalive = false) {
    const body = new FormData(form);
    body.set("do", "save");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive });
      await answer.text(); // an answer that nobody reads keeps its connection
      if (isLeaving) return;
      if (answer.ok) told.textContent = timer ? "" : "Сохранено";
      else if (answer.status === 409) told.textContent = "Уже внесено или отложено: обновите страницу";
      else later(AGAIN_MS, "Не сохранено, повторяю…");
    } catch {
      if (!isLeaving) later(AGAIN_MS, "Нет связи, повторяю…");
    }
  }

  function later(wait_ms, words = "") {
    clearTimeout(timer);
    told.textContent = words;
    timer = setTimeout(send, wait_ms);
  }

  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isLeaving = true;
  });
  window.addEventListener("pagehide", () => timer && keep(true));
  window.addEventListener("pageshow", () => (isLeaving = false));
  button?.addEventListener("click", () => undo());

  function undo() {
    const step = steps.pop();
    if (!step) return false;
    button.hidden = !steps.length;
    restore(step);
    later(AFTER_MS);
    return true;
  }

  return {
    undo,
    changed: () => later(AFTER_MS),
    step(state) {
      steps.push(state);
      button.hidden = false;
    },
    restoredBy: (put) => (restore = put),
  };
}
