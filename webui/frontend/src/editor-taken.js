// Mends taken by a click, counted by rule: the server learns from them whether people agree with a rule. An undo counts
// back what it undoes, a redo counts it again.
import { invertedEffects } from "@codemirror/commands";
import { StateEffect, StateField } from "@codemirror/state";

const took = StateEffect.define();
const counts = StateField.define({
  create: () => new Map(),
  update(counted, transaction) {
    for (const effect of transaction.effects) if (effect.is(took)) counted = sum(counted, effect.value, 1);
    return counted;
  },
});

/** What the field of the text needs for it. */
export const takenMends = () => [
  counts,
  invertedEffects.of((transaction) =>
    transaction.effects.filter((effect) => effect.is(took)).map((effect) => took.of(sum(new Map(), effect.value, -1))),
  ),
];

/** The effect that counts one mend for each of `findings`. */
export function counting(findings) {
  const each = findings.map(({ code }) => new Map([[code, 1]]));
  return took.of(each.reduce((all, one) => sum(all, one, 1), new Map()));
}

/** By rule, how many mends stand in the text since it was opened. */
export const taken = (view) => view.state.field(counts);

/** What `now` has more than `before`, or less, as an object. */
export const since = (now, before) => Object.fromEntries([...sum(now, before, -1)].filter(([, count]) => count));

function sum(one, other, times) {
  const all = new Map(one);
  for (const [code, count] of other) all.set(code, (all.get(code) ?? 0) + times * count);
  return all;
}
