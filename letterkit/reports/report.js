"use strict";
// A finding, its marks in the text and its box on the page light up together; a level can be hidden from all three.
for (const letter of document.querySelectorAll("[data-letter]")) {
  const tied = [...letter.querySelectorAll("[data-f]")];
  const numbersOf = (element) => element.dataset.f.split(" ");
  const show = (numbers, scroll) => {
    for (const element of tied) {
      element.classList.toggle("on", numbersOf(element).some((number) => numbers.includes(number)));
    }
    if (!scroll) return;
    const first = letter.querySelector(`.finding[data-f="${numbers[0]}"]`);
    if (first) first.scrollIntoView({ block: "nearest" });
  };
  for (const element of tied) {
    element.addEventListener("mouseenter", () => show(numbersOf(element), false));
    element.addEventListener("focusin", () => show(numbersOf(element), false));
    element.addEventListener("click", () => show(numbersOf(element), true));
  }
  for (const item of letter.querySelectorAll(".finding")) {
    item.addEventListener("click", (event) => {
      const link = item.querySelector(".excerpt a");
      if (link && !event.target.closest("a") && !String(getSelection())) link.click();
    });
  }
  const bar = letter.querySelector("[data-levels]");
  if (!bar) continue;
  bar.hidden = false;
  for (const button of bar.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      const { level } = button.dataset;
      letter.querySelector(`[data-group="${level}"]`).hidden = !shown;
      for (const box of letter.querySelectorAll(`.box.${level}`)) box.hidden = !shown;
      for (const mark of letter.querySelectorAll(`.mark.${level}`)) mark.classList.toggle("off", !shown);
    });
  }
}
