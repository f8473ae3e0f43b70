// Two texts of the letter side by side, paragraph by paragraph.

/** Opens the comparison; answers what was chosen: "mine", "theirs" or "". */
export function compare({ mine, mineTitle, theirs, theirsTitle, takeTheirs, keepMine }) {
  const dialog = document.getElementById("compare");
  const slot = (name) => dialog.querySelector(`[data-${name}]`);
  const [onlyMine, onlyTheirs] = different(mine.text.split("\n"), theirs.text.split("\n"));
  slot("mine-title").textContent = mineTitle;
  slot("theirs-title").textContent = theirsTitle;
  lay(slot("mine"), mine.text, onlyMine);
  lay(slot("theirs"), theirs.text, onlyTheirs);
  for (const [name, { title }] of Object.entries({ "mine-heading": mine, "theirs-heading": theirs })) {
    slot(name).textContent = title;
    slot(name).classList.toggle("differs", mine.title !== theirs.title);
  }
  for (const [name, words] of Object.entries({ "take-theirs": takeTheirs, "keep-mine": keepMine })) {
    slot(name).textContent = words;
    slot(name).hidden = !words;
  }
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

function lay(place, text, only) {
  place.replaceChildren(
    ...text.split("\n").map((words, index) => {
      const line = document.createElement(only.has(index) ? "mark" : "span");
      line.textContent = words || " ";
      return line;
    }),
  );
}

/** Which paragraphs of either text the other has not, by the longest common sequence; a letter has some dozens of them. */
function different(one, other) {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const [onlyOne, onlyOther] = [new Set(one.keys()), new Set(other.keys())];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) {
      onlyOne.delete(i++);
      onlyOther.delete(j++);
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return [onlyOne, onlyOther];
}
