// Above a list: views that one has saved (a name for its filters) and how dense its rows stand, kept in this browser.
const DENSE = "letterkit.dense";

export function listTools() {
  const place = document.querySelector("[data-list-tools]");
  if (!place) return;
  const key = `letterkit.views.${document.body.dataset.person}.${place.dataset.listTools}`;
  const table = document.querySelector(".listing .list");
  layDensity(place, table);
  layViews(place, key);
}

function layDensity(place, table) {
  if (!table) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet density" });
  const lay = () => {
    const isDense = localStorage.getItem(DENSE) === "yes";
    table.classList.toggle("dense", isDense);
    button.textContent = isDense ? "Свободнее" : "Плотнее";
    button.setAttribute("aria-pressed", String(isDense));
  };
  button.addEventListener("click", () => {
    localStorage.setItem(DENSE, localStorage.getItem(DENSE) === "yes" ? "no" : "yes");
    lay();
  });
  lay();
  place.append(button);
}

function layViews(place, key) {
  const here = filters(location.search);
  const row = Object.assign(document.createElement("span"), { className: "choices views" });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Мои виды списка");
  place.prepend(row);

  function draw() {
    row.replaceChildren();
    const known = read(key);
    for (const { name, query } of known) {
      const link = Object.assign(document.createElement("a"), { className: "choice", href: `${location.pathname}?${query}`, textContent: name });
      if (query === here) {
        link.setAttribute("aria-current", "true");
        const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet drop-view", textContent: "Забыть вид" });
        drop.addEventListener("click", () => write(key, known.filter((each) => each.query !== query), draw));
        row.append(link, drop);
      } else row.append(link);
    }
    if (here && !known.some(({ query }) => query === here)) row.append(saver(known));
  }

  function saver(known) {
    const form = Object.assign(document.createElement("form"), { className: "keep-view" });
    form.innerHTML = '<label class="visually-hidden" for="view-name">Название вида</label><input id="view-name" maxlength="40" placeholder="название" hidden><button class="btn quiet">Сохранить вид</button>';
    const field = form.querySelector("input");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.hidden) {
        field.hidden = false;
        field.focus();
        return;
      }
      const name = field.value.trim();
      if (name) write(key, [...known, { name, query: here }], draw);
    });
    return form;
  }
  draw();
}

/** What the address asks for, but for the page of the list. */
function filters(search) {
  const asked = new URLSearchParams(search);
  asked.delete("page");
  asked.delete("removed");
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  asked.sort();
  return asked.toString();
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function write(key, views, done) {
  localStorage.setItem(key, JSON.stringify(views));
  done();
}
