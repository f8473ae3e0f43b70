"""The weights of ``letterkit.intake.subject``, fitted anew to labelled appeals; they are printed, to be put there.

usage: python bench/runs/fit_subject.py [FOLDER ...]

Two ridge regressions: what share of the label's subject an offer says (F1 of its words) by the signs that it has, and
how much more of it is said with a place; appeals weigh the same however many offers they have. The first line tells of
how many subjects ten models are right that have seen the other nine tenths alone.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from bench.intake import SHARED, likeness
from bench.runs.fit import FOLDS, LabelledAppeal, labelled_appeals
from letterkit.intake import read_appeal
from letterkit.intake.addresses import addresses
from letterkit.intake.fields import labelled_lines
from letterkit.intake.group_vectors import shipped_vectors
from letterkit.intake.named_subject import named_subject
from letterkit.intake.subject import WEIGHTS, weigh
from letterkit.intake.subject_offers import SubjectOffer, subject_offers
from letterkit.intake.subject_places import PlaceOffer, place_offers
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import zones
from letterkit.office.register.classifier import classifier

_RIDGE, _PLACE_RIDGE = 3.0, 2.0
_OF_ONE_APPEAL = 20.0
_LEAST = 0.005
"""A sign that weighs less than this is left out."""
Row = tuple[Mapping[str, float], float, float]
"""The signs of one offer, what it is worth, and how much it weighs."""
Weights = dict[str, float]
Offer = TypeVar("Offer", SubjectOffer, PlaceOffer)


@dataclass(frozen=True)
class _Appeal:
    """The subject that the label has, and what the reader chooses from."""

    wanted: str
    offers: Sequence[SubjectOffer]
    places: Callable[[str], Sequence[PlaceOffer]]


def main(folders: Sequence[Path]) -> None:
    appeals = [found for each in labelled_appeals(folders) if (found := _offers_of(each))]
    right = 0
    for fold in range(FOLDS):
        weights, placed = _fit([each for at, each in enumerate(appeals) if at % FOLDS != fold])
        for each in appeals[fold::FOLDS]:
            chosen = _best(each.offers, weights).words
            place = _best(each.places(chosen), placed).words
            right += likeness(each.wanted, f"{chosen} {place}") >= SHARED
    print(f"{right} of {len(appeals)}")
    weights, placed = _fit(appeals)
    print(f"_BIAS = {weights.pop(''):.2f}")
    print({name: round(weights[name], 3) for name in WEIGHTS})
    print({name: round(value, 3) for name, value in placed.items() if abs(value) >= _LEAST})


def _offers_of(appeal: LabelledAppeal) -> _Appeal | None:
    wanted = (appeal.label.get("appeal") or {}).get("subject")
    reading = read_appeal(appeal.text, classifier().group_words)
    if not wanted or "appeal.subject" not in reading.found:
        return None
    text, labelled = appeal.text, labelled_lines(appeal.text)
    zone, homes = zones(text, labelled), addresses(text)
    asked = [FoundValue(words) for words in reading.card.appeal.questions]
    named = named_subject(text, labelled, zone)
    own = reading.found.get("applicant.address")
    return _Appeal(
        wanted,
        subject_offers(text, asked, reading.groups, named, shipped_vectors()),
        lambda words: place_offers(words, text, asked, zone, homes, own),
    )


def _fit(appeals: Sequence[_Appeal]) -> tuple[Weights, Weights]:
    weights = _ridge(
        [
            ({**offer.signs, "": 1.0}, likeness(each.wanted, offer.words), _OF_ONE_APPEAL / len(each.offers))
            for each in appeals
            for offer in each.offers
        ],
        _RIDGE,
    )
    places: list[Row] = []
    for each in appeals:
        chosen = _best(each.offers, weights).words
        alone = likeness(each.wanted, chosen)
        places += [
            (place.signs, likeness(each.wanted, f"{chosen} {place.words}") - alone, 1.0)
            for place in each.places(chosen)
        ]
    return weights, _ridge(places, _PLACE_RIDGE)


def _ridge(rows: Sequence[Row], penalty: float) -> Weights:
    signs = list(dict.fromkeys(sign for row, _, _ in rows for sign in row))
    told = np.array([[row.get(sign, 0.0) for sign in signs] for row, _, _ in rows])
    worth, weighs = (np.array(column) for column in list(zip(*rows, strict=True))[1:])
    weighted = told * weighs[:, None]
    fitted = np.linalg.solve(told.T @ weighted + penalty * np.eye(len(signs)), weighted.T @ worth)
    return dict(zip(signs, map(float, fitted), strict=True))


def _best(offers: Sequence[Offer], weights: Weights) -> Offer:
    return max(offers, key=lambda each: weigh(each.signs, weights))


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")])
