// The form of a rule: words of an example that are selected are taken into [brackets].

for (const button of document.querySelectorAll("[data-brackets]")) {
  const field = document.getElementById(button.dataset.brackets);
  button.hidden = false;
  button.addEventListener("click", () => {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const words = value.slice(start, end);
    const inside = words.trim();
    if (inside) {
      const from = start + words.indexOf(inside);
      field.setRangeText(`[${inside.replace(/[[\]]/g, "")}]`, from, from + inside.length, "end");
    }
    field.focus();
  });
}
