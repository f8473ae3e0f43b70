"""Where the meaning of an appeal's words points, learnt from labelled appeals: intake/data/meanings.json anew.

usage: python bench/runs/fit_meanings.py [FOLDER ...]

To be run after fit_vectors.py, whose counts of words it weighs by. The line printed tells in how many appeals the group
of the label is among the first three, and is the first, with vectors and meanings of the other nine tenths alone.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.runs.fit import FOLDS, LabelledAppeal, labelled_appeals
from bench.runs.fit_vectors import group_example, vectors_without
from letterkit.intake import group_meanings, read_appeal
from letterkit.intake.group_meanings import GroupMeanings, meaning_of
from letterkit.intake.group_vectors import words_of
from letterkit.intake.kinds import is_for_another_body
from letterkit.office.register.classifier import classifier

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_DIGITS = 2
_RIDGE, _STEPS = 0.1, 1500
_SECOND = 0.4
"""What a second group of a label counts beside the first."""
_SUBJECT = 0.3
"""What a subject of the classifier counts beside an appeal."""


def taught_meanings(appeals: Sequence[LabelledAppeal]) -> GroupMeanings:
    """Those of ``appeals`` and of the classifier's subjects."""
    groups = classifier().group_words
    codes = tuple(group.code for group in groups)
    rows: list[tuple[Floats, dict[str, float], float]] = []
    for appeal in appeals:
        if example := group_example(appeal):
            others = is_for_another_body(appeal.text, (appeal.label.get("appeal") or {}).get("questions") or [])
            first, *rest = appeal.label["other"]["groups"]
            shares = {first: 1.0, **{code: _SECOND for code in rest if code != first}}
            rows.append((meaning_of(example.story, example.asked, for_others=others), shares, 1.0))
    none: frozenset[str] = frozenset()
    for group in groups:
        for subject in group.subjects:
            rows.append((meaning_of(none, words_of(subject), for_others=False), {group.code: 1.0}, _SUBJECT))
    meanings = np.array([np.append(meaning, 1.0) for meaning, _, _ in rows])
    wanted = np.array([[shares.get(code, 0.0) / sum(shares.values()) for code in codes] for _, shares, _ in rows])
    return GroupMeanings(codes, _fit(meanings, wanted, np.array([weight for _, _, weight in rows])))


def _fit(meanings: "Floats", wanted: "Floats", counts: "Floats") -> "Floats":
    """A logistic regression of many groups, strong weights held back but for the bias, by Nesterov's descent."""
    held = np.full(meanings.shape[1], _RIDGE)
    held[-1] = 0.0
    steepest = float(np.linalg.eigvalsh((meanings.T * counts) @ meanings)[-1]) / 2 + _RIDGE
    weights = ahead = np.zeros((wanted.shape[1], meanings.shape[1]))
    for step in range(_STEPS):
        told = meanings @ ahead.T
        likely = np.exp(told - told.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        slope = ((likely - wanted) * counts[:, None]).T @ meanings + held * ahead
        before, weights = weights, ahead - slope / steepest
        ahead = weights + step / (step + 3) * (weights - before)
    return weights


if __name__ == "__main__":
    found = list(labelled_appeals([Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")]))
    first = third = 0
    for fold in range(FOLDS):
        known = vectors_without(fold, found, group_example)
        meanings = taught_meanings([each for at, each in enumerate(found) if at % FOLDS != fold])
        for appeal in found[fold::FOLDS]:
            read = read_appeal(appeal.text, classifier().group_words, known, meanings)
            ranked = [each.code for each in read.groups]
            labelled = (appeal.label.get("other") or {}).get("groups") or ranked
            first += ranked[0] in labelled
            third += labelled[0] in ranked
    print(f"{third} and {first} of {len(found)}")
    taught = taught_meanings(found)
    rows = zip(taught.codes, taught.weights.round(_DIGITS).tolist(), strict=True)
    file = Path(group_meanings.__file__).parent / "data" / "meanings.json"
    file.write_text(json.dumps(dict(rows), ensure_ascii=False).replace("], ", "],\n") + "\n", "utf-8")
