// The bar that says where the text stands on its way into force: after each saving anew, with the button that sends it.
import { post } from "./editor-server.js";
import { speak } from "./says.js";
import { renewed } from "./texts-save.js";

/** `isUnsaved()` and `save()` are those of the text: what is sent for approval is what stands in the field. */
export function approvalBar(page, { isUnsaved, save }) {
  const slot = page.querySelector("[data-approval]");
  const refused = page.querySelector("[data-refused]");

  /** `html` is the bar as the server made it. */
  function lay(html) {
    slot.innerHTML = html;
    changed();
  }

  function changed() {
    const button = slot.querySelector("[data-ask] button");
    if (button) button.textContent = isUnsaved() ? "Сохранить и отправить на утверждение" : "Отправить на утверждение";
  }

  async function ask() {
    if (isUnsaved() && !(await save())) return;
    // Saving may have made another version, with a bar of its own.
    const form = slot.querySelector("[data-ask]");
    if (!form) return;
    const button = form.querySelector("button");
    button.disabled = true;
    let answer = await post(form.action, {});
    if (answer.status === 400 && (await renewed())) answer = await post(form.action, {});
    button.disabled = false;
    refused.hidden = answer.status === 200;
    if (answer.status !== 200) {
      refused.textContent = `На утверждение не отправлено: ${answer.body.error || "нет связи, попробуйте ещё раз."}`;
      return;
    }
    const hadFocus = slot.contains(document.activeElement) || document.activeElement === document.body;
    lay(answer.body.approval);
    if (hadFocus) slot.querySelector("a, button")?.focus({ preventScroll: true });
    speak("Отправлено на утверждение.");
  }

  slot.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  return { lay, changed };
}
