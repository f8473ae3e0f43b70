// A press anywhere in a row of a list opens it as its link would, and its words can still be chosen and copied. Without a
// script the link lies over its row (static/lists.css).
const LINK = ":is(td:first-child, td.pick + td) > a.main";
const OWN = "a, button, input, label, select, summary, textarea";

export function rows() {
  document.addEventListener("click", open);
  document.addEventListener("auxclick", open);
}

function open(event) {
  const link = event.target.closest(".list tbody tr")?.querySelector(LINK);
  if (!link || event.button > 1 || event.target.closest(OWN) || !getSelection().isCollapsed) return;
  if (event.button === 1 || event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
  else link.click();
}
