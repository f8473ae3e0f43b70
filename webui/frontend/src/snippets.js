// Snippets in the editor: a list to search in, Enter puts the chosen one at the cursor, marked words can be kept as a new one.
import { get, post } from "./editor-server.js";
import { speak, warn } from "./says.js";

export function snippets(view, href) {
  let dialog = null;
  const open = () => {
    dialog ??= made(view, href);
    dialog.open();
  };
  document.querySelector("button[data-snippets]")?.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F9" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    open();
  });
}

function made(view, href) {
  const dialog = document.createElement("dialog");
  dialog.className = "find-box snippets-box";
  dialog.setAttribute("aria-label", "Фрагменты текста");
  dialog.innerHTML = `<form method="dialog"><input type="search" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="true"
    aria-controls="snippets-found" aria-label="Какой фрагмент вставить" placeholder="Название или слова фрагмента"></form>
    <div id="snippets-found" class="found-list" role="listbox" aria-label="Фрагменты"></div>
    <form class="keep" hidden><label>Сохранить выделенное как <input name="title" maxlength="120" required placeholder="название фрагмента"></label> <button class="btn">Сохранить</button></form>
    <p class="hint" role="status"></p>`;
  document.body.append(dialog);
  const [find, keep] = dialog.querySelectorAll("form");
  const field = find.querySelector("input"), list = dialog.querySelector(".found-list"), told = dialog.querySelector(".hint");
  let known = [], shown = [], chosen = 0;

  function draw() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = known.filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)));
    list.replaceChildren(...shown.map(({ title, text, shared }, at) => {
      const stop = document.createElement("button");
      stop.type = "button";
      stop.id = `snippet-${at}`;
      stop.tabIndex = -1;
      stop.setAttribute("role", "option");
      stop.append(Object.assign(document.createElement("b"), { textContent: title }), Object.assign(document.createElement("span"), { textContent: `${shared ? "общий · " : ""}${text.slice(0, 140)}` }));
      stop.addEventListener("click", () => put(at));
      return stop;
    }));
    told.textContent = known.length ? (shown.length ? "" : "Таких фрагментов нет.") : "Фрагментов пока нет: выделите слова в письме и сохраните их здесь.";
    choose(0);
  }

  function choose(at) {
    const stops = [...list.children];
    chosen = stops.length ? (at + stops.length) % stops.length : -1;
    stops.forEach((stop, index) => stop.setAttribute("aria-selected", String(index === chosen)));
    stops[chosen]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", stops[chosen]?.id ?? "");
  }

  function put(at) {
    if (!shown[at]) return;
    dialog.close();
    view.focus();
    view.dispatch(view.state.replaceSelection(shown[at].text), { scrollIntoView: true, userEvent: "input.paste" });
  }

  find.addEventListener("submit", (event) => {
    event.preventDefault();
    put(chosen);
  });
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
  });
  keep.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { from, to } = view.state.selection.main;
    const { status, body } = await post(href, { title: keep.elements.title.value, text: view.state.sliceDoc(from, to) });
    if (status !== 200) return warn(body.error ?? "Фрагмент не сохранён: проверьте связь и повторите.");
    dialog.close();
    speak(`Фрагмент «${body.title}» сохранён.`);
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  return {
    async open() {
      const { from, to } = view.state.selection.main;
      keep.hidden = from === to;
      keep.reset();
      field.value = "";
      dialog.showModal();
      const { status, body } = await get(href);
      known = status === 200 ? body.snippets : [];
      draw();
      if (status !== 200) told.textContent = "Не удалось открыть фрагменты: проверьте связь.";
    },
  };
}
