// A sheet at the side of a page: part of another page, shown without leaving this one.

/** An open sheet under ``title``; ``load`` puts a part of another page into it, ``put`` a part of HTML. */
export function sideSheet(title, kind = "") {
  const dialog = document.createElement("dialog");
  dialog.className = `side-sheet ${kind}`;
  dialog.setAttribute("aria-label", title);
  const head = document.createElement("header");
  const name = Object.assign(document.createElement("h2"), { textContent: title });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: "Закрыть" });
  const inside = Object.assign(document.createElement("div"), { className: "inside" });
  head.append(name, close);
  dialog.append(head, inside);
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  let whenPut = () => {};

  function put(html, selector) {
    const part = new DOMParser().parseFromString(html, "text/html").querySelector(selector);
    if (!part) return tell("Не удалось показать: откройте страницу целиком.");
    inside.replaceChildren(part);
    part.querySelector("h1")?.remove();
    whenPut(part);
    (part.querySelector("[aria-invalid=true], [autofocus]") ?? close).focus();
  }

  function tell(words) {
    inside.replaceChildren(Object.assign(document.createElement("p"), { className: "flash error", textContent: words }));
  }

  return {
    put,
    async load(href, selector, done = () => {}) {
      whenPut = done;
      inside.replaceChildren(Object.assign(document.createElement("p"), { className: "waiting soft", textContent: "Открываю…" }));
      const answer = await fetch(href, { headers: { Accept: "text/html" } }).catch(() => null);
      if (!answer?.ok) return tell(answer ? "Не удалось открыть: обновите страницу и повторите." : "Нет связи: повторите чуть позже.");
      put(await answer.text(), selector);
    },
  };
}
