// Ctrl+K: one search over everything. The dialog is made when it is first asked for; without a script the link is a page.
import { get } from "./editor-server.js";

const AFTER_MS = 150;

export function findEverywhere() {
  const link = document.querySelector("[data-find]");
  if (!link) return;
  let dialog = null;
  const show = (event) => {
    event.preventDefault();
    dialog ??= made(link.href);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
  };
  link.addEventListener("click", (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) show(event); });
  // By the place of the key: a Russian layout has another letter there.
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK") show(event);
  });
}

function made(href) {
  const dialog = document.createElement("dialog");
  dialog.className = "find-box";
  dialog.setAttribute("aria-label", "Поиск");
  dialog.innerHTML = `<form method="get" action="${href}" role="search"><input type="search" name="words" autocomplete="off" spellcheck="false"
    role="combobox" aria-expanded="true" aria-controls="found" aria-label="Что найти" placeholder="Номер, имя, слово из письма, страница"></form>
    <div id="found" role="listbox" aria-label="Найдено"></div><p class="hint" role="status"></p>`;
  document.body.append(dialog);
  const field = dialog.querySelector("input"), list = dialog.querySelector("#found"), told = dialog.querySelector(".hint");
  let timer = 0, asked = 0, chosen = -1;

  const stops = () => [...list.querySelectorAll("a")];
  function choose(index) {
    const all = stops();
    chosen = all.length ? (index + all.length) % all.length : -1;
    all.forEach((stop, at) => stop.setAttribute("aria-selected", String(at === chosen)));
    if (chosen >= 0) {
      field.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  async function look() {
    const words = field.value.trim(), turn = (asked += 1);
    if (!words) return draw([], "Ищем обращения, письма, страницы и справку. Стрелки и Enter – выбрать, Esc – закрыть.");
    const { status, body } = await get(`${href}?words=${encodeURIComponent(words)}`);
    if (turn !== asked) return; // an answer to what was typed before
    if (status !== 200) return draw([], "Не удалось поискать: проверьте связь и наберите ещё раз.");
    draw(body.groups, body.groups.length ? "" : "Ничего не найдено.");
  }

  function draw(groups, words) {
    list.replaceChildren();
    let count = 0;
    for (const group of groups) {
      const part = document.createElement("div");
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", group.title);
      const title = Object.assign(document.createElement("p"), { className: "kind", textContent: group.title });
      title.setAttribute("aria-hidden", "true");
      part.append(title);
      const hits = group.more ? [...group.hits, { href: group.more, title: "Показать все…", about: "" }] : group.hits;
      for (const hit of hits) {
        const stop = Object.assign(document.createElement("a"), { href: hit.href, id: `found-${count}`, tabIndex: -1 });
        count += 1;
        stop.setAttribute("role", "option");
        stop.append(Object.assign(document.createElement("b"), { textContent: hit.title }));
        if (hit.about) stop.append(Object.assign(document.createElement("span"), { textContent: hit.about }));
        part.append(stop);
      }
      list.append(part);
    }
    told.textContent = words;
    choose(0);
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, AFTER_MS); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    }
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    const stop = stops()[chosen];
    if (!stop) return;
    event.preventDefault();
    location.assign(stop.href);
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  look();
  return dialog;
}
