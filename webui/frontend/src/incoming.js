// The page of a proposed card: confirmed by keys, filled by words of the text, kept as it changes; every change can be
// undone. Without it the same form works with ticks and a button.
import { cardRows } from "./incoming-card.js";
import { textMenu } from "./incoming-text.js";
import { keeping } from "./incoming-kept.js";

const form = document.querySelector("[data-card-form]");
if (form) {
  const kept = keeping(form);
  const card = cardRows(form, kept);
  textMenu(document.querySelector("[data-text]"), document.querySelector("[data-menu-of-words]"), form, card);
}
