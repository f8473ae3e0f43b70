// Above a list: views that one has kept (a name for what the list is narrowed by) and how dense rows stand; both stay in
// this browser.
const DENSE = "letterkit.dense";
/** Of an address: what says how far one has read, not what is looked for. */
const PASSING = ["page", "removed"];

export function listTools() {
  layDensity(document.querySelector("[data-density]"));
  const menu = document.querySelector("[data-views]");
  if (menu) layViews(menu);
}

function layDensity(button) {
  const lay = (isDense) => {
    document.documentElement.classList.toggle("dense", isDense);
    if (!button) return;
    button.title = isDense ? "Просторнее" : "Плотнее";
    button.setAttribute("aria-label", button.title);
  };
  lay(localStorage.getItem(DENSE) === "yes");
  button?.addEventListener("click", () => {
    const isDense = localStorage.getItem(DENSE) !== "yes";
    localStorage.setItem(DENSE, isDense ? "yes" : "no");
    lay(isDense);
  });
}

function layViews(menu) {
  const key = `letterkit.views.${document.body.dataset.person}.${menu.dataset.views}`;
  const panel = menu.querySelector(".panel");
  const name = menu.querySelector("[data-view]");
  const here = asked(location.search);
  draw();

  function draw() {
    const views = read(key);
    const current = views.find(({ query }) => query === here);
    name.textContent = current?.name ?? "Виды";
    panel.replaceChildren(...views.map((view) => line(view, views)));
    if (here && !current) panel.append(keeper(views));
    else if (!views.length) panel.append(make("p", { textContent: "Отберите нужное – и отбор можно будет сохранить под своим именем." }));
  }

  function line(view, views) {
    const row = make("div", { className: "view" });
    const link = make("a", { href: `${location.pathname}?${view.query}`, textContent: view.name });
    if (view.query === here) link.setAttribute("aria-current", "true");
    const drop = make("button", { type: "button", title: "Забыть вид", textContent: "×" });
    drop.setAttribute("aria-label", `Забыть вид «${view.name}»`);
    drop.addEventListener("click", () => keep(views.filter((each) => each !== view)));
    row.append(link, drop);
    return row;
  }

  function keeper(views) {
    const box = make("div", { className: "keep-view" });
    box.innerHTML = '<label for="view-name">Название этого вида</label><input id="view-name" maxlength="40" autocomplete="off"><button type="button">Сохранить вид</button>';
    const field = box.querySelector("input");
    const save = () => field.value.trim() && keep([...views, { name: field.value.trim(), query: here }]);
    box.querySelector("button").addEventListener("click", save);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // the form around looks for words
      save();
    });
    return box;
  }

  function keep(views) {
    localStorage.setItem(key, JSON.stringify(views));
    draw();
    menu.querySelector("summary").focus();
  }
}

/** What the address asks for, in one order. */
function asked(search) {
  const found = new URLSearchParams(search);
  for (const [name, value] of [...found]) if (!value || PASSING.includes(name)) found.delete(name);
  found.sort();
  return found.toString();
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

const make = (tag, given) => Object.assign(document.createElement(tag), given);
