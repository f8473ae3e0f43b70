// The number at the bell: asked anew when the page is looked at again, and each minute while it is.
const EVERY_MS = 60_000;

export function bell() {
  const bells = document.querySelectorAll("[data-bell]");
  if (!bells.length) return;

  function show(count) {
    for (const each of bells) {
      const number = each.querySelector("[data-unread]");
      number.textContent = count < 1000 ? String(count) : "999+";
      number.hidden = count === 0;
    }
  }

  async function refresh() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(bells[0].dataset.bell, { headers: { Accept: "application/json" } });
      if (answer.status === 401) clearInterval(timer);
      if (answer.ok) show((await answer.json()).unread);
    } catch {
      // The server does not answer for a moment: the next minute asks again.
    }
  }

  document.addEventListener("visibilitychange", refresh);
  const timer = setInterval(refresh, EVERY_MS);
}
