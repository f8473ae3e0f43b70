// A form that asks a security key (WebAuthn): what the key answers goes with the form, in its field «credential».
export function securityKeys() {
  for (const form of document.querySelectorAll("form[data-key]")) {
    const said = form.querySelector("[data-key-said]");
    const field = form.elements.credential;
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      said.hidden = true;
      if (!window.PublicKeyCredential) return say(said, "Этот браузер не умеет работать с ключами: возьмите другой или код из приложения.");
      try {
        const publicKey = decoded(JSON.parse(form.dataset.options));
        field.value = JSON.stringify(encoded(await navigator.credentials[form.dataset.key]({ publicKey })));
      } catch (fault) {
        return say(said, fault.name === "InvalidStateError" ? "Этот ключ уже добавлен." : "Ключ не ответил. Вставьте или приложите его и нажмите ещё раз.");
      }
      form.requestSubmit();
    }, { capture: true });
  }
}

function say(said, words) {
  said.textContent = words;
  said.hidden = false;
}

function decoded(options) {
  const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));
  const made = { ...options, challenge: bytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) made.allowCredentials = named(options.allowCredentials);
  return made;
}

function encoded({ id, rawId, type, response }) {
  const answer = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) answer[name] = words(response[name]);
  }
  return { id, rawId: words(rawId), type, response: answer };
}

function bytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
}

function words(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
