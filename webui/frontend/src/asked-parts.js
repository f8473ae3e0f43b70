// Forms and tables that most readers never open: a page has a link in place of each, and it comes when it is asked for.
import htmx from "htmx.org";

export function askedParts() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-asks]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) bringAsked(link).then(focusFirst);
  });
}

/** Puts what `link` asks for in its place; a page that cannot be read so is opened. */
export async function bringAsked(link) {
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const brought = document.importNode(page.querySelector("[data-asked]"), true);
    link.replaceWith(brought);
    htmx.process(brought);
    brought.dispatchEvent(new Event("asked", { bubbles: true }));
    return brought;
  } catch {
    location.assign(link.href);
    return null;
  }
}

function focusFirst(brought) {
  const field = brought?.querySelector("input:not([type=hidden]), select, textarea");
  (field ?? brought?.querySelector("summary"))?.focus();
}
