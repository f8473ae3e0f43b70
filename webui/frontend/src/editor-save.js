// Saving by itself: soon after a pause, never later than some seconds, at once when the person leaves. What the server has
// not confirmed stays in this browser.
import { hideBar, showBar } from "./editor-bars.js";
import { get, post, renewToken } from "./editor-server.js";
import { since } from "./editor-taken.js";
import { speak, warn } from "./says.js";

const PAUSE_MS = 2000;
const LONGEST_MS = 5000;
const SIGNED_OUT_MS = 8000;
const RETRIES_MS = [2000, 4000, 8000, 15_000, 30_000];

export class Saving {
  /** `letter` tells its text(), title() and the mends taken() and has id and revision; `conflict(theirs)` is told of a 409. */
  constructor(letter, { save, presence, kept, conflict, recovered }) {
    Object.assign(this, { letter, save_href: save, presence_href: presence, kept, conflict, recovered });
    this.saved = { text: letter.text(), title: letter.title() };
    /** Mends that the server knows of. */
    this.counted = letter.taken();
    /** Why nothing is sent until something else happens: "conflict", "refused" or "". */
    this.blocked = "";
    this.failures = 0;
    this.signedOut = false;
    this.since = 0;
    this.timer = 0;
    this.running = null;
    this.sent = null;
    this.tell("Всё сохранено");
    window.addEventListener("online", () => this.failures && this.save());
    window.addEventListener("focus", () => this.signedOut && this.save());
    window.addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    window.addEventListener("beforeunload", (event) => {
      if (!this.unsaved) return;
      this.leave();
      event.preventDefault();
      event.returnValue = true; // browsers before 2023 ask only then
    });
  }

  get unsaved() {
    return this.letter.text() !== this.saved.text || this.letter.title() !== this.saved.title;
  }

  changed() {
    if (!this.unsaved) {
      // Undone back to what the server has.
      this.kept.clear();
      this.since = 0;
      clearTimeout(this.timer);
      if (!this.failures && !this.blocked) this.tell("Всё сохранено");
      return;
    }
    const isKept = this.keep();
    if (this.blocked === "refused-text") this.unblock();
    this.since ||= Date.now();
    // What is wrong stays told, and its own retry goes on.
    if (this.failures || this.blocked || this.signedOut) return;
    this.tell(isKept ? "Не сохранено" : "Не сохранено, и браузер не хранит черновик");
    this.plan(Math.min(PAUSE_MS, Math.max(0, this.since + LONGEST_MS - Date.now())));
  }

  keep() {
    return this.kept.put(this.letter.text(), this.letter.title(), this.letter.revision);
  }

  plan(pause_ms) {
    clearTimeout(this.timer);
    if (!this.blocked) this.timer = setTimeout(() => this.save(), pause_ms);
  }

  /** Sends what stands now; answers whether it was saved. Asked again meanwhile, it waits for the same answer. */
  save() {
    this.running ??= this.send().finally(() => (this.running = null));
    return this.running;
  }

  /** Saves until nothing is left unsaved; answers whether that came about. */
  async settle() {
    while (this.unsaved) if (!(await this.save())) return false;
    return true;
  }

  /** The page may be gone before the answer: the request outlives it, and the copy in the browser stays. */
  leave() {
    if (!this.unsaved || this.blocked) return;
    this.keep();
    const isOnItsWay = this.running && this.sent.text === this.letter.text() && this.sent.title === this.letter.title();
    if (isOnItsWay) return;
    if (this.running) this.running.then(() => this.save());
    else this.save();
  }

  async send() {
    clearTimeout(this.timer);
    if (this.blocked) return false;
    if (!this.unsaved && !this.signedOut) return true;
    const taken = this.letter.taken();
    this.sent = { text: this.letter.text(), title: this.letter.title(), taken: since(taken, this.counted) };
    this.counting = taken;
    if (!this.failures && !this.signedOut) this.tell("Сохраняю…");
    let answer = await post(this.save_href, { ...this.sent, revision: this.letter.revision });
    if (answer.status === 400 && (await renewToken(this.letter.id))) {
      answer = await post(this.save_href, { ...this.sent, revision: this.letter.revision });
    }
    // A stale token hides whether the session is over: a plain question tells.
    if (answer.status === 400) answer = await this.asked(answer);
    return this.answered(answer);
  }

  async asked(refusal) {
    const { status, body } = await get(this.presence_href);
    return status === 401 ? { ...refusal, status, body } : refusal;
  }

  answered({ status, body, wait_ms }) {
    if (status === 200) return this.done(body);
    if (status === 401) this.askToSignIn(body.sign_in);
    else if (status === 409) {
      this.block("conflict", "Не сохранено: письмо изменили в другом окне или у другого сотрудника");
      this.conflict(body);
    } else if (status === 0 || status === 429 || status >= 500) this.failed(status, wait_ms);
    else this.refuse(status, body.error);
    return false;
  }

  done({ revision, saved_at }) {
    const wasOff = this.failures > 0 || this.signedOut;
    this.letter.revision = revision;
    for (const field of document.querySelectorAll("input[name=revision]")) field.value = revision;
    this.saved = this.sent;
    this.counted = this.counting;
    this.failures = 0;
    this.signedOut = false;
    hideBar("signed-out");
    this.kept.clear();
    this.tell(`Сохранено в ${saved_at}`);
    this.since = 0;
    if (this.unsaved) {
      this.keep();
      this.since = Date.now();
      this.plan(PAUSE_MS);
    }
    if (wasOff) {
      speak(`Связь есть: письмо сохранено в ${saved_at}.`);
      this.recovered();
    }
    return true;
  }

  failed(status, wait_ms) {
    const words =
      status === 0
        ? "Нет связи: текст хранится в этом браузере, отправлю, когда связь вернётся"
        : status === 429
          ? "Сервер просит подождать: текст хранится в этом браузере, отправлю чуть позже"
          : "Сервер не отвечает: текст хранится в этом браузере, отправлю ещё раз";
    if (!this.failures) warn(`${words}.`);
    this.tell(words, true);
    this.plan(wait_ms || RETRIES_MS[Math.min(this.failures, RETRIES_MS.length - 1)]);
    this.failures += 1;
  }

  askToSignIn(href) {
    this.signedOut = true;
    if (href) document.querySelector("[data-sign-in]").href = href;
    showBar("signed-out");
    this.tell("Сеанс закончился: текст хранится в этом браузере", true);
    this.plan(SIGNED_OUT_MS);
  }

  /** Refused for good, or (422, 413) for this text alone: then the next change is tried again. */
  refuse(status, error) {
    const words = error || `Сервер не принял письмо (код ответа ${status}).`;
    showBar("refused", { words, stays: this.keep() });
    this.block(status === 422 || status === 413 ? "refused-text" : "refused", "Не сохранено");
  }

  block(why, words) {
    this.blocked = why;
    clearTimeout(this.timer);
    this.tell(words, true);
  }

  unblock() {
    this.blocked = "";
    hideBar("refused");
    hideBar("conflict");
    hideBar("newer");
  }

  /** From now on the server's text of this revision counts as saved. */
  base(text, title, revision) {
    this.saved = { text, title };
    this.letter.revision = revision;
    for (const field of document.querySelectorAll("input[name=revision]")) field.value = revision;
    this.unblock();
    this.kept.clear();
  }

  tell(words, isTrouble = false) {
    const line = document.querySelector("[data-kept]");
    line.textContent = words;
    line.classList.toggle("trouble-told", isTrouble);
  }
}
