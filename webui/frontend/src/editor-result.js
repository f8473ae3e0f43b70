// What a check has told, besides the findings themselves: the verdict, the facts, how the letter will stand.
const HEARD_AFTER_MS = 2500;
let timer = 0;

export function layResult({ verdict, verdict_words, tally, facts, addressee, salutation, error }) {
  const slot = (name) => document.querySelector(`[data-${name}]`);
  slot("verdict").className = `verdict ${verdict}`;
  slot("verdict").textContent = verdict_words;
  slot("tally").textContent = tally;
  slot("addressee").textContent = addressee.join("\n");
  slot("salutation").textContent = salutation;
  slot("live-error").hidden = !error;
  slot("live-error").textContent = error ?? "";
  slot("facts").replaceChildren(...facts.map(([value, words]) => fact(value, words)));
  hear(tally);
}

function fact(value, words) {
  const item = document.createElement("li");
  const strong = document.createElement("b");
  strong.textContent = value;
  item.append(strong, ` ${words}`);
  return item;
}

/** A screen reader is told of the count when it has settled, not at each keystroke. */
function hear(tally) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const heard = document.getElementById("heard");
    if (heard.textContent !== tally) heard.textContent = tally;
  }, HEARD_AFTER_MS);
}
