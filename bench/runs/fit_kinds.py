"""What tells complaints, and what other bodies answer, learnt from labelled appeals: intake/data/kinds.json anew.

usage: python -m bench.runs.fit_kinds [FOLDER ...]

Ridge regressions over signs and words; the lines printed tell of how many appeals ten models are right that have seen
the other nine tenths alone.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.runs.fit import FOLDS, LabelledAppeal, labelled_appeals
from bench.runs.fit_vectors import group_example, proper_names, vectors_without
from letterkit.intake import kind_model, read_appeal
from letterkit.intake.kind_model import lemmas, word_signs
from letterkit.intake.kinds import complaint_signs, others_signs

_RIDGE = 1.0
_SIGNS_WEIGH = 0.4
"""Signs are some twenty, words thousands: so much of a sign is seen beside a whole text of words."""
_FEWEST = 3
_DIGITS = 3
Row = tuple[Mapping[str, float], bool]


def main(folders: Sequence[Path]) -> None:
    appeals = list(labelled_appeals(folders))
    unseen = [vectors_without(fold, appeals, group_example) for fold in range(FOLDS)]
    asked = [read_appeal(each.text).card.appeal.questions for each in appeals]
    rarity = _rarity(appeals)
    told: dict[str, object] = {"rarity": {word: round(value, 2) for word, value in sorted(rarity.items())}}
    for name in ("complaint", "others"):
        rows = []
        for at, (each, questions) in enumerate(zip(appeals, asked, strict=True)):
            kind = (each.label.get("appeal") or {}).get("kind")
            is_of_others = bool((each.label.get("other") or {}).get("other_body"))
            if name == "others" or kind in ("complaint", "statement"):
                of_complaint = name == "complaint"
                signs = complaint_signs(each.text) if of_complaint else others_signs(each.text, unseen[at % FOLDS])
                signs = {sign: _SIGNS_WEIGH * value for sign, value in signs.items()}
                words = dict(word_signs(each.text, questions, rarity))
                rows.append((signs | words, kind == "complaint" if of_complaint else is_of_others))
        print(name, _rightly_told(rows), "of", len(rows))
        bias, weights = _fit(rows)
        told[name] = {
            "bias": round(bias, _DIGITS),
            "weights": {
                sign: round(value * (1.0 if ": " in sign else _SIGNS_WEIGH), _DIGITS)
                for sign, value in sorted(weights.items())
                if round(value, _DIGITS)
            },
        }
    file = Path(kind_model.__file__).parent / "data" / "kinds.json"
    file.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", "utf-8")


def _rarity(appeals: Sequence[LabelledAppeal]) -> dict[str, float]:
    names = proper_names(appeals)
    seen = Counter(word for each in appeals for word in set(lemmas(each.text)))
    return {
        word: math.log(len(appeals) / count) for word, count in seen.items() if count >= _FEWEST and word not in names
    }


def _fit(rows: Sequence[Row]) -> tuple[float, dict[str, float]]:
    signs = sorted({sign for row, _ in rows for sign in row})
    told = np.array([[row.get(sign, 0.0) for sign in signs] for row, _ in rows])
    meant = np.array([float(each) for _, each in rows])
    middle, bias = told.mean(0), float(meant.mean())
    told = told - middle
    weights = told.T @ np.linalg.solve(told @ told.T + _RIDGE * np.eye(len(rows)), meant - bias)
    return bias - float(middle @ weights), dict(zip(signs, map(float, weights), strict=True))


def _rightly_told(rows: Sequence[Row]) -> int:
    right = 0
    for fold in range(FOLDS):
        bias, weights = _fit([row for at, row in enumerate(rows) if at % FOLDS != fold])
        for row, meant in rows[fold::FOLDS]:
            right += (bias + sum(weights.get(sign, 0.0) * value for sign, value in row.items()) > 1 / 2) == meant
    return right


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")])
