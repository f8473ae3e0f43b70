"""Weighs what tells a wrong form of a word from a right one (letterkit/proofing/data/form_signs.tsv); a tool, no test.

    python tests/proofing/weigh_forms.py [-o SIGNS.tsv]

Right texts that the model of forms was not taught on (tests/proofing/held) are the one side; the same texts with words
put into other forms, endings typed wrong rather than anything else, are the other. Logistic regression; prints how many
of the wrong forms are found at how many right words taken for wrong, each quarter of the texts weighed by the others.
"""

import argparse
import random
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from letterkit.proofing import forms
from letterkit.proofing.edit_distance import distance
from letterkit.proofing.form_model import may_be_asked, words_of
from letterkit.russian.paradigm import form_numbers, put_into

HELD = Path(__file__).parent / "held"
PLANTED = 5  # wrong forms a paragraph, one at a time
QUARTERS, CALM, STEPS = 4, 2.0, 60


def wrong_forms(unit: str, chance: random.Random) -> Iterator[tuple[int, str]]:
    """``unit`` with one word in a wrong form, and where that word begins; a few of its words in turn."""
    words = [word for word in words_of(unit) if may_be_asked(word.group())]
    for word in chance.sample(words, min(PLANTED, len(words))):
        low = word.group().lower()
        may_be, has = form_numbers(low)
        others = sorted({other for number in has - may_be if (other := put_into(low, number))})
        if others:
            other = chance.choices(others, [exp(-0.7 * distance(low, each)) for each in others])[0]
            other = other if word.group().islower() else other.capitalize()
            yield word.start(), unit[: word.start()] + other + unit[word.end() :]


def weighed(signs: Any, wrong: Any) -> Any:
    """Weights, the constant last."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    rows = np.c_[(signs - mean) / spread, np.ones(len(signs))]
    calm = np.diag([CALM] * signs.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (likely - wrong) + calm @ weights
        weights -= np.linalg.solve((rows * (likely * (1 - likely))[:, None]).T @ rows + calm, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("-o", "--out", type=Path, default=forms.WEIGHTS)
    wish = ask.parse_args()
    units = [
        line for file in sorted(HELD.glob("*.txt")) for line in file.read_text("utf-8").splitlines() if line.strip()
    ]
    chance = random.Random(1)
    signs, wrong, quarters, unseen = [], [], [], 0
    for number, unit in enumerate(units):
        found = [(doubt.signs, 0) for doubt in forms.doubts(unit) if not forms.may_stand(unit, doubt)]
        for start, spoilt in wrong_forms(unit, chance):
            doubt = next((each for each in forms.doubts(spoilt) if each.word.start() == start), None)
            if doubt and not forms.may_stand(spoilt, doubt):
                found.append((doubt.signs, 1))
            else:
                unseen += 1
        signs += [each for each, _ in found]
        wrong += [each for _, each in found]
        quarters += [number % QUARTERS] * len(found)
    rows, marks, parts = np.array(signs), np.array(wrong), np.array(quarters)
    worth = np.zeros(len(rows))
    for part in range(QUARTERS):
        here = parts == part
        worth[here] = np.c_[rows[here], np.ones(here.sum())] @ weighed(rows[~here], marks[~here])
    count = sum(len(unit.split()) for unit in units)
    right = np.sort(worth[marks == 0])[::-1]
    for rate in (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 2.0):
        bar = right[int(rate * count / 1000)]
        share = (worth[marks == 1] > bar).sum() / (marks.sum() + unseen)
        print(f"{rate} words in 1,000 taken for wrong: bar {bar:.2f}, {share:.1%} of wrong forms found")
    weights = weighed(rows, marks)
    lines = [
        f"{name}\t{weight:.5f}"
        for name, weight in zip(("bias", *forms.NAMES), (weights[-1], *weights[:-1]), strict=True)
    ]
    head = [
        "# What each sign of letterkit.proofing.forms is worth against the form in the text: sign, tab, weight.",
        f"# Logistic regression on {count} words of right text and {marks.sum() + unseen} wrong forms planted in it.",
    ]
    wish.out.write_text("\n".join([*head, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
