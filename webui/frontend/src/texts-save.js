// A version is saved when the writer asks: Ctrl+S or the button. What is not saved is told before the page is left.
import { post } from "./editor-server.js";
import { speak, warn } from "./says.js";

/** `typed()` is all of the form; `kept(body)` is told what the server has answered to a version that is saved. */
export function saving(page, form, { typed, kept }) {
  const slot = (name) => page.querySelector(`[data-${name}]`);
  const state = (values) => JSON.stringify({ ...values, note: "", based_on: "" });
  let saved = state(typed());
  let running = false;

  const isUnsaved = () => state(typed()) !== saved;
  const tell = (words, isTrouble = false) => {
    slot("kept").textContent = words;
    slot("kept").classList.toggle("trouble-told", isTrouble);
  };

  function changed() {
    if (running) return;
    if (isUnsaved()) tell("Не сохранено");
    else tell(`Редакция ${form.elements.based_on.value}`);
  }

  /** Answers whether all that is typed is saved. */
  async function save() {
    if (running) return false;
    running = true;
    slot("save-button").disabled = true;
    tell("Сохраняю…");
    const sent = typed();
    let answer = await post(page.dataset.save, sent);
    if (answer.status === 400 && (await renewed())) answer = await post(page.dataset.save, sent);
    running = false;
    slot("save-button").disabled = false;
    slot("conflict").hidden = answer.status !== 409;
    slot("refused").hidden = answer.status === 200 || answer.status === 409;
    answered(answer, sent);
    return answer.status === 200;
  }

  function answered({ status, body }, sent) {
    if (status === 200) {
      saved = state(sent);
      form.elements.based_on.value = body.number;
      form.elements.note.value = "";
      tell(isUnsaved() ? "Не сохранено" : `Редакция ${body.number}, сохранена в ${body.saved_at}`);
      kept(body);
      speak(body.is_new ? `Сохранено как редакция ${body.number}.` : "Изменений нет.");
      return;
    }
    tell("Не сохранено", true);
    if (status === 409) {
      slot("conflict-words").textContent = `${body.error} Ваш текст на месте.`;
      page.dataset.newest = body.number;
      warn("Не сохранено: появилась другая редакция.");
      return;
    }
    const why = status === 401 ? "сеанс закончился. Войдите в новой вкладке и нажмите «Сохранить» снова." : "";
    slot("refused").textContent = why
      ? `Не сохранено: ${why}`
      : body.error || (status ? `Сервер не принял текст (код ответа ${status}).` : "Нет связи: текст на месте, попробуйте ещё раз.");
  }

  slot("conflict-mine").addEventListener("click", () => {
    form.elements.based_on.value = page.dataset.newest;
    save();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== "KeyS") return;
    event.preventDefault();
    save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    event.returnValue = true;
  });
  return { changed, save, isUnsaved };
}

/** After a new sign-in this page, asked for again, has a good token. */
export async function renewed() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("meta[name=csrf-token]")?.content;
    if (!answer.ok || !fresh) return false;
    document.querySelector("meta[name=csrf-token]").content = fresh;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh;
    return true;
  } catch {
    return false;
  }
}
