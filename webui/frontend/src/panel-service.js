// The service that the page is from, asked with a token of its own: no session of the browser is sent.
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What the service or the network said: one sentence, shown as it is. */
export class Refused extends Error {}

/** Where calls go: the panel is two folders deep in the service, which may itself stand in a folder of a site. */
const API = new URL("../../api/v1", globalThis.document?.baseURI ?? "http://localhost/plugins/text/panel").pathname;

export function service(token, ask = fetch) {
  async function call(path, options = {}) {
    let answer;
    try {
      answer = await ask(`${API}${path}`, { ...options, credentials: "omit", headers: { "Authentication-Token": token, ...options.headers } });
    } catch {
      throw new Refused("Служба letterkit не отвечает: проверьте сеть или обратитесь к администратору.");
    }
    const told = await answer.json().catch(() => null);
    if (!answer.ok || told === null) throw new Refused(told?.error ?? `Служба ответила отказом (${answer.status}).`);
    return told;
  }
  return {
    /** Who the token is of: a person's own, or a program's. */
    me: () => call("/me"),
    /** The report of a letter: {docx} is its bytes, {text} its words alone. */
    check({ docx, text, name }) {
      if (docx === undefined) {
        const body = JSON.stringify({ text, name: `${name}.txt` });
        return call("/check", { method: "POST", body, headers: { "Content-Type": "application/json" } });
      }
      const form = new FormData();
      form.append("letter", new Blob([docx], { type: DOCX }), `${name}.docx`);
      return call("/check", { method: "POST", body: form });
    },
  };
}
