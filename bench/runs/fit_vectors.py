"""What appeals of each group are like, learnt from labelled appeals: intake/data/vectors.json is written anew.

usage: python bench/runs/fit_vectors.py [FOLDER ...]

How well groups are told with them, fit_meanings.py prints.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import regex

from bench.runs.fit import FOLDS, LabelledAppeal, labelled_appeals
from letterkit.intake import group_vectors
from letterkit.intake.group_vectors import GroupExample, GroupVectors, taught_vectors, words_of
from letterkit.russian.morph import lemma

_DIGITS = 3
_WORD = regex.compile(r"\p{L}{3,}(?:-\p{L}+)*")
Example = Callable[[LabelledAppeal], GroupExample | None]


def group_example(appeal: LabelledAppeal) -> GroupExample | None:
    """The appeal as its label has put it to a group of the classifier."""
    codes = (appeal.label.get("other") or {}).get("groups") or []
    said = appeal.label.get("appeal") or {}
    asked = [said.get("subject") or "", *(said.get("questions") or [])]
    return GroupExample(codes[0], words_of(appeal.text), words_of(" ".join(asked))) if codes else None


def vectors_without(fold: int, appeals: Sequence[LabelledAppeal], example: Example) -> GroupVectors:
    """Vectors that have not seen every tenth of ``appeals``, from ``fold`` on."""
    others = [each for at, each in enumerate(appeals) if at % FOLDS != fold]
    return taught_vectors([found for each in others if (found := example(each))], None)


def proper_names(appeals: Sequence[LabelledAppeal]) -> frozenset[str]:
    """Words that stand with a capital more often than not: people and places, which tell nothing of other appeals."""
    capital, all_of = Counter[str](), Counter[str]()
    for appeal in appeals:
        for word in _WORD.findall(appeal.text):
            if not word.isupper():
                all_of[lemma(word.lower())] += 1
                capital[lemma(word.lower())] += word[0].isupper()
    return frozenset(word for word, count in all_of.items() if capital[word] > count / 2)


def _write(appeals: Sequence[LabelledAppeal]) -> None:
    names = proper_names(appeals)
    whole = taught_vectors([found for each in appeals if (found := group_example(each))], None)
    told: dict[str, object] = {
        "appeals": whole.appeals,
        "seen": {word: count for word, count in sorted(whole.seen.items()) if word not in names},
        "groups": {
            code: {word: round(weight, _DIGITS) for word, weight in sorted(centre.items()) if word not in names}
            for code, centre in sorted(whole.centres.items())
        },
    }
    file = Path(group_vectors.__file__).parent / "data" / "vectors.json"
    file.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    found = list(labelled_appeals([Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")]))
    _write(found)
