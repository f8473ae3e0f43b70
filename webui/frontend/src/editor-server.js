// Talking to the server. An answer always comes back as {status, body, wait_ms}; status 0: nothing came.
const LIMIT_MS = 20_000;
// A browser refuses to carry more than 64 KiB past the end of a page.
const OUTLIVES_BYTES = 60_000;

const token = () => document.querySelector("meta[name=csrf-token]").content;

export function post(href, body) {
  const words = JSON.stringify(body);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const keepalive = new TextEncoder().encode(words).length < OUTLIVES_BYTES;
  return asked(href, { method: "POST", body: words, headers, keepalive });
}

export const get = (href) => asked(href, {});

async function asked(href, options) {
  const headers = { Accept: "application/json", ...options.headers };
  try {
    const answer = await fetch(href, { ...options, headers, signal: AbortSignal.timeout?.(LIMIT_MS) });
    const body = await answer.json().catch(() => ({}));
    return { status: answer.status, body, wait_ms: 1000 * Number(answer.headers.get("Retry-After")) || 0 };
  } catch {
    return { status: 0, body: {}, wait_ms: 0 };
  }
}

/**
 * After a new sign-in the token of the old session is refused: this page, asked for again, has a good one.
 * Answers whether it was got; when the session is over, the page is the sign-in and has none.
 */
export async function renewToken(id) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("meta[name=csrf-token]")?.content;
    if (!answer.ok || !fresh || page.getElementById("letter")?.dataset.id !== id) return false;
    document.querySelector("meta[name=csrf-token]").content = fresh;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh;
    return true;
  } catch {
    return false;
  }
}

/** Sends a form and answers whether a page of the same letter came back. */
export async function sendForm(form, id) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return answer.ok && page.getElementById("letter")?.dataset.id === id;
  } catch {
    return false;
  }
}
