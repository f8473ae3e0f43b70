// Letters on the like of an appeal: each opens in a sheet at the side, a page of its own without scripts.
import { sideSheet } from "./side-sheet.js";

export function similarLetters() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-similar]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sideSheet("Похожий ответ").load(link.href, ".passages-page");
  });
}
