// The server counts a text in code points, the browser in UTF-16 units: a sign outside the basic plane takes two.

/** A function from a place in code points to the place in units of `text`; what lies past the end is the end. */
export function placesIn(text) {
  const wide = [];
  for (const found of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) wide.push(found.index - wide.length);
  return (point) => {
    let before = 0;
    while (before < wide.length && wide[before] < point) before += 1;
    return Math.min(point + before, text.length);
  };
}
