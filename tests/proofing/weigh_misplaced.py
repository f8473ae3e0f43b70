"""Weighs what tells a word that stands for another (letterkit/proofing/data/misplaced.npz); a tool, no test.

    python tests/proofing/weigh_misplaced.py [-o WEIGHTS.npz]

Right texts (tests/proofing/taught and held) are the one side; the same texts with a slip of the fingers in one word,
which makes it another word of the dictionary, are the other. A net of one layer; prints how many of the slips are found
at how many right words taken for slips, each third of the texts weighed by the others. The texts of tests/texts are
left out: by them one can see what the weights do to text that they were not fitted to.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from letterkit.proofing.judge import load_judge
from letterkit.proofing.misplaced import FARTHEST, WEIGHTS, Misplaced
from letterkit.proofing.spelling import Spelling
from letterkit.proofing.units import units
from letterkit.russian import morph
from letterkit.russian.words import Word, words
from letterkit.settings import load_settings

HERE = Path(__file__).parent
ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
VOWELS = {"а": "о", "о": "а", "е": "и", "и": "е", "я": "е"}
PLANTED, SHORTEST, SAME_WORD = 3, 3, 0.1
"""Slips a sentence group; letters of a word; how many slips into another form of the same word are kept."""
THIRDS, NETS, HIDDEN, EPOCHS, CALM, PACE, BATCH = 3, 3, 16, 60, 1e-3, 3e-3, 256

Row = tuple[int, int, bool, list[float]]
"""The paragraph, the place (each has several rows), whether it is a slip, the signs."""


def slips(word: str) -> Iterator[tuple[str, str]]:
    """(kind, ``word`` mistyped in that way)."""
    near = {row[at]: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in ROWS for at in range(len(row))}
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        yield "lost", before + after
        yield "doubled", before + 2 * letter + after
        for key in near.get(letter, ""):
            yield "key", before + key + after
            yield "key more", before + letter + key + after
        if letter in VOWELS:
            yield "vowel", before + VOWELS[letter] + after
        if after:
            yield "swapped", before + after[0] + letter + after[1:]
    if len(word) > 6:
        yield "two lost", word[:-2]


def mistyped(low: str, spelling: Spelling, chance: random.Random) -> str | None:
    """A word of the dictionary that a slip makes of ``low``; None where there is none."""
    own = {parse.normal_form for parse in morph.known_parses(low)}
    found: dict[str, set[str]] = {}
    for kind, wrong in slips(low):
        if wrong.replace("ё", "е") == low.replace("ё", "е") or not morph.is_known(wrong):
            continue
        same = own & {parse.normal_form for parse in morph.known_parses(wrong)}
        if spelling.lexicon.knows(wrong) and (not same or chance.random() < SAME_WORD):
            found.setdefault(kind, set()).add(wrong)
    return chance.choice(sorted(found[chance.choice(sorted(found))])) if found else None


def gathered() -> tuple[list[Row], int, int]:
    """The rows, the number of right words, of slips that no closer look is taken at."""
    spelling = load_judge(load_settings().rules_dir).spelling
    misplaced, chance = Misplaced(spelling.lexicon), random.Random(7)
    rows: list[Row] = []
    count = passed = place = 0
    for file in sorted([*HERE.glob("taught/*.txt"), *HERE.glob("held/*.txt")]):
        for number, line in enumerate(file.read_text("utf-8").splitlines()):
            count += len(line.split())
            for first, last in units(line):
                unit = line[first:last]
                asked = [word for word in words(unit) if word.kind == "word" and spelling.can_be_misplaced(unit, word)]
                for _, signs in misplaced.suspected(unit, asked):
                    place += 1
                    rows += [(number, place, False, each) for each in signs.values()]
                for spoilt, word, meant in planted(unit, asked, spelling, chance):
                    signs = next((found for _, found in misplaced.suspected(spoilt, [word])), {})
                    place += 1
                    passed += meant not in signs
                    rows += [(number, place, True, signs[meant])] if meant in signs else []
    return rows, count, passed


def planted(unit: str, asked: list[Word], spelling: Spelling, chance: random.Random) -> Iterator[tuple[str, Word, str]]:
    """(``unit`` with a slip in one word, the word as it then stands, what was meant), for a few words in turn."""
    made = 0
    for word in chance.sample(asked, len(asked)):
        low = word.text.lower()
        wrong = mistyped(low, spelling, chance) if len(low) >= SHORTEST else None
        if wrong is None:
            continue
        wrong = wrong if word.text.islower() else wrong.capitalize()
        spoilt = unit[: word.start] + wrong + unit[word.end :]
        found = next((each for each in words(spoilt) if each.start == word.start and each.text == wrong), None)
        if found and spelling.can_be_misplaced(spoilt, found):
            made += 1
            yield spoilt, found, low
        if made == PLANTED:
            return


def taught(signs: Any, marks: Any, seed: int) -> tuple[Any, Any, Any]:
    """One net: weights into the hidden units, those out of them, the constants (hidden ones first)."""
    chance = np.random.default_rng(seed)
    into = chance.normal(0, signs.shape[1] ** -0.5, (signs.shape[1], HIDDEN))
    held = [into, np.zeros(HIDDEN), chance.normal(0, HIDDEN**-0.5, HIDDEN), np.zeros(1)]
    drift, swing, step = [np.zeros_like(each) for each in held], [np.zeros_like(each) for each in held], 0
    for epoch in range(EPOCHS):
        pace, order = PACE * (1 - epoch / EPOCHS) + 1e-5, chance.permutation(len(signs))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            woken = np.maximum(signs[rows] @ held[0] + held[1], 0)
            likely = 1 / (1 + np.exp(-np.clip(woken @ held[2] + held[3][0], -30, 30)))
            off = (likely - marks[rows]) / len(rows)
            back = np.outer(off, held[2]) * (woken > 0)
            slopes = [
                signs[rows].T @ back + CALM * held[0],
                back.sum(0),
                woken.T @ off + CALM * held[2],
                np.array([off.sum()]),
            ]
            step += 1
            for one, slope in enumerate(slopes):
                drift[one] = 0.9 * drift[one] + 0.1 * slope
                swing[one] = 0.999 * swing[one] + 0.001 * slope**2
                mean, spread = drift[one] / (1 - 0.9**step), swing[one] / (1 - 0.999**step)
                held[one] = held[one] - pace * mean / (np.sqrt(spread) + 1e-8)
    return held[0], held[2], np.append(held[1], held[3])


def net_of(signs: Any, marks: Any) -> dict[str, Any]:
    """Several nets side by side as one, whose answer is the mean of theirs; what is kept in the file."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    rows = ((signs - mean) / spread).clip(-FARTHEST, FARTHEST)
    nets = [taught(rows, marks, seed) for seed in range(NETS)]
    return {
        "mean": mean,
        "spread": spread,
        "into": np.concatenate([net[0] for net in nets], axis=1),
        "hidden": np.concatenate([net[2][:-1] for net in nets]),
        "out": np.concatenate([net[1] for net in nets]) / NETS,
        "bias": np.array([np.mean([net[2][-1] for net in nets])]),
    }


def worth(net: dict[str, Any], signs: Any) -> Any:
    rows = ((signs - net["mean"]) / net["spread"]).clip(-FARTHEST, FARTHEST)
    return np.maximum(rows @ net["into"] + net["hidden"], 0) @ net["out"] + net["bias"][0]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    wish = ask.parse_args()
    rows, count, passed = gathered()
    weigh(rows, count, passed, wish.out)


def weigh(rows: list[Row], count: int, passed: int, out: Path) -> None:
    """Print what the weights would find, write them to ``out``."""
    parts, places = np.array([row[0] % THIRDS for row in rows]), np.array([row[1] for row in rows])
    marks, signs = np.array([float(row[2]) for row in rows]), np.array([row[3] for row in rows])
    found = np.zeros(len(rows))
    for part in range(THIRDS):
        found[parts == part] = worth(net_of(signs[parts != part], marks[parts != part]), signs[parts == part])
    best: dict[int, float] = {}
    for place, mark, each in zip(places, marks, found, strict=True):
        if not mark:
            best[place] = max(best.get(place, -99.0), each)
    right = sorted(best.values(), reverse=True)
    for rate in (0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0):
        bar = right[int(rate * count / 1000)]
        share = (found[marks == 1] > bar).sum() / (marks.sum() + passed)
        print(f"{rate} words in 1,000 taken for slips: bar {bar:.2f}, {share:.1%} of slips found")
    np.savez_compressed(out, **{name: each.astype(np.float32) for name, each in net_of(signs, marks).items()})


if __name__ == "__main__":
    main()
