// A text that is not the one on the server: left in this browser, or saved by another person meanwhile. The person chooses;
// what is not chosen is never thrown away without being asked.
import { barActions, hideBar, showBar } from "./editor-bars.js";
import { compare } from "./editor-compare.js";
import { speak } from "./says.js";

const whenSaved = (at) => new Date(at).toLocaleString("ru-RU", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

/** `letter` tells and takes text and title; `getSaving()` is null when the letter cannot be edited. */
export function choices({ letter, kept, server, getSaving, reload }) {
  let copies = kept.found(server.text, server.title);
  let theirs = null;

  function offer() {
    const [copy] = copies;
    if (copy) showBar("local", { at: whenSaved(copy.at), older: copy.revision < letter.revision });
    else hideBar("local");
  }

  function decided() {
    kept.drop(copies.shift());
    offer();
  }

  function setAside() {
    const copy = kept.setAside(letter.text(), letter.title(), letter.revision);
    if (copy) copies = [copy, ...copies];
  }

  function restore() {
    const [copy] = copies;
    letter.put(copy.text, copy.title);
    decided();
    speak("Текст восстановлен. Прежний вернёт Ctrl+Z.");
  }

  async function compareLocal() {
    const [copy] = copies;
    const chosen = await compare({
      mine: copy,
      mineTitle: `В этом браузере, ${whenSaved(copy.at)}`,
      theirs: { text: letter.text(), title: letter.title() },
      theirsTitle: "В письме сейчас",
      takeTheirs: "Отбросить правку из браузера",
      keepMine: getSaving() ? "Восстановить правку из браузера" : "",
    });
    if (chosen === "mine") restore();
    else if (chosen === "theirs") decided();
  }

  /** Another person's text stands on the server. */
  function conflict(answer) {
    theirs = answer;
    hideBar("newer");
    showBar("conflict", { by: answer.by, at: answer.at, own: Boolean(answer.is_own), others: !answer.is_own });
  }

  async function compareTheirs() {
    const chosen = await compare({
      mine: { text: letter.text(), title: letter.title() },
      mineTitle: "Ваш текст",
      theirs,
      theirsTitle: `${theirs.by}, ${theirs.at}`,
      takeTheirs: "Взять чужой текст",
      keepMine: "Оставить мой",
    });
    if (chosen === "theirs") takeTheirs();
    else if (chosen === "mine") keepMine();
  }

  function takeTheirs() {
    setAside();
    getSaving().base(theirs.text, theirs.title, theirs.revision);
    getSaving().counted = letter.taken(); // of a text that was thrown away nobody is told
    letter.put(theirs.text, theirs.title);
    offer();
    speak("Взят чужой текст. Ваш остался в этом браузере.");
  }

  function keepMine() {
    const saving = getSaving();
    saving.base(theirs.text, theirs.title, theirs.revision);
    saving.changed();
    saving.save();
  }

  /** Nothing unsaved: the page is opened anew; otherwise the server's refusal to save brings both texts together. */
  function newer() {
    if (getSaving()?.unsaved) getSaving().save();
    else reload();
  }

  barActions({
    restore,
    discard: decided,
    "compare-local": compareLocal,
    compare: compareTheirs,
    theirs: takeTheirs,
    mine: keepMine,
    newer,
  });
  offer();
  return { conflict };
}
