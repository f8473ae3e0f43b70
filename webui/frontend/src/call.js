// The card of a call: a clock that runs from its opening until the talk ends; the form holds all of its state.
export function callCard() {
  const form = document.querySelector("form[data-call]");
  if (!form) return;
  const limit = Number(form.dataset.limit);
  const length = form.querySelector("[data-length]");
  const shown = form.querySelector("[data-time]");
  const over = form.querySelector("[data-over]");
  const words = form.querySelector("[data-stop-words]");
  const opened = Number(form.elements.opened.value) * 1000;
  // The clocks of server and browser differ: a card opened just now begins at nought.
  const skew = Math.abs(Date.now() - opened) < 120_000 ? Math.max(0, Date.now() - opened) : 0;
  let began = Date.now() - (skew < 5000 ? 0 : skew);
  let running = length.value === "";

  const seconds = () => Math.max(1, Math.round((Date.now() - began) / 1000));
  const told = (count) => `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
  const read = () => {
    const [minutes, rest] = length.value.split(":").map(Number);
    return (minutes || 0) * 60 + (rest || 0);
  };

  function show() {
    const count = running ? seconds() : read();
    shown.textContent = told(count);
    const late = count > limit;
    form.classList.toggle("late", late);
    const said = late ? `Дольше ${Math.round(limit / 60)} минут: предложите перезвонить или написать` : "";
    if (over.textContent !== said) over.textContent = said;
    words.textContent = running ? "Закончить разговор" : "Продолжить разговор";
  }

  function turn() {
    if (running) length.value = told(seconds());
    else began = Date.now() - read() * 1000;
    running = !running;
    if (running) length.value = "";
    show();
  }

  form.querySelector("[data-clock]").hidden = false;
  form.querySelector("[data-keys-hint]").hidden = false;
  form.querySelector("[data-stop]").addEventListener("click", turn);
  length.addEventListener("input", () => {
    running = length.value === "";
    show();
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "save" && running) length.value = told(seconds());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.altKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.altKey) turn();
    else form.requestSubmit(form.querySelector("[data-save]"));
  });
  setInterval(() => running && show(), 500);
  show();
}
