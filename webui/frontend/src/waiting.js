// A form that is on its way is not sent twice, and what takes longer than a moment is shown and said to be going on.
const MOMENT_MS = 400;

const root = document.documentElement;

/** `promise`, shown to be going on when it takes longer than a moment. */
export async function waitedFor(promise) {
  const timer = setTimeout(begin, MOMENT_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    end();
  }
}

function begin() {
  root.classList.add("waiting");
  root.setAttribute("aria-busy", "true");
}

function end() {
  root.classList.remove("waiting");
  root.removeAttribute("aria-busy");
}

export function waitingForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target || form.matches("[hx-post], [data-start]")) return;
    if ("onItsWay" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.onItsWay = "";
    setTimeout(begin, MOMENT_MS);
  });

  // Back by the browser's own button: the page is as it was left.
  window.addEventListener("pageshow", () => {
    end();
    for (const form of document.querySelectorAll("form[data-on-its-way]")) delete form.dataset.onItsWay;
  });
}
