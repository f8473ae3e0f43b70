"""The weights of ``letterkit.intake.subject``, fitted anew to labelled appeals; they are printed, to be put there.

usage: python bench/runs/fit_subject.py [FOLDER ...]

A ridge regression: what share of the label's subject an offer says (F1 of its words) by the signs that it has; appeals
weigh the same however many offers they have. The first line tells of how many subjects ten models are right that have
seen the other nine tenths alone.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.intake import SHARED, likeness
from letterkit.core.errors import CardError
from letterkit.datafile import parse_yaml, read_text
from letterkit.intake import read_appeal
from letterkit.intake.addresses import addresses
from letterkit.intake.fields import labelled_lines
from letterkit.intake.places import place_of
from letterkit.intake.subject import WEIGHTS, subject_offers, with_place
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import zones
from letterkit.office.register.classifier import classifier

_FOLDS, _RIDGE = 10, 3.0
_NAMED = 0.75
"""A subject as sure as this was named by the writer: nothing is chosen there."""
Offers = list[tuple[list[float], float]]


def main(folders: Sequence[Path]) -> None:
    appeals = [offers for folder in folders for file in sorted(folder.glob("*.yml")) if (offers := _offers(file))]
    right = 0
    for fold in range(_FOLDS):
        weights = _fit([each for at, each in enumerate(appeals) if at % _FOLDS != fold])
        for each in appeals[fold::_FOLDS]:
            right += max(each, key=lambda one: float(np.array([*one[0], 1.0]) @ weights))[1] >= SHARED
    print(f"{right} of {len(appeals)} that call their subject nothing")
    *fitted, bias = _fit(appeals)
    print(f"_BIAS = {bias:.2f}", {name: round(float(value), 3) for name, value in zip(WEIGHTS, fitted, strict=True)})


def _offers(file: Path) -> Offers:
    label = parse_yaml(read_text(file, CardError), file=str(file), error=CardError) or {}
    wanted = (label.get("appeal") or {}).get("subject")
    text = read_text(file.with_suffix(".txt"), CardError)
    reading = read_appeal(text, classifier().group_words)
    named = reading.found.get("appeal.subject")
    if not wanted or named is None or named.confidence >= _NAMED:
        return []
    asked = reading.found.get("appeal.questions")
    questions = (
        [FoundValue(words, (place,)) for words, place in zip(reading.card.appeal.questions, asked.places, strict=True)]
        if asked
        else []
    )
    place = place_of(text, zones(text, labelled_lines(text)), addresses(text), reading.found.get("applicant.address"))
    return [
        ([each.signs.get(sign, 0.0) for sign in WEIGHTS], likeness(wanted, with_place(each.words, place)))
        for each in subject_offers(text, questions, reading.groups)
    ]


def _fit(appeals: Sequence[Offers]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    rows = np.array([[*signs, 1.0] for offers in appeals for signs, _ in offers])
    shares = np.array([share for offers in appeals for _, share in offers])
    weights = np.array([20.0 / len(offers) for offers in appeals for _ in offers])
    weighed = rows * weights[:, None]
    fitted: np.ndarray[tuple[int], np.dtype[np.float64]] = np.linalg.solve(
        rows.T @ weighed + _RIDGE * np.eye(rows.shape[1]), weighed.T @ shares
    )
    return fitted


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")])
