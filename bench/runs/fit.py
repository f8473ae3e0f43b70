"""Weights of the readers of appeals, fitted to labelled appeals: logistic regressions, and what they are worth."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex

from letterkit.core.errors import CardError
from letterkit.datafile import parse_yaml, read_text
from letterkit.russian.names_letters import without_yo

FOLDS = 10
_RIDGE, _STEPS = 1.0, 60

Row = tuple[list[float], float]
"""The signs of one thing that is offered, and whether it is the one meant."""


class LabelledAppeal(NamedTuple):
    """An appeal as it was sent, and its label."""

    name: str
    text: str
    label: dict[str, Any]


def labelled_appeals(folders: Sequence[Path]) -> Iterator[LabelledAppeal]:
    """Those of ``folders``, in their order."""
    for folder in folders:
        for file in sorted(folder.glob("*.yml")):
            label = parse_yaml(read_text(file, CardError), file=str(file), error=CardError) or {}
            yield LabelledAppeal(file.stem, read_text(file.with_suffix(".txt"), CardError), label)


def bare(words: object) -> str:
    """Letters and digits of ``words``, small and without ё: as labels are compared."""
    return regex.sub(r"[^\p{L}\d]", "", without_yo(str(words).lower()))


def fit_logistic(appeals: Sequence[Sequence[Row]]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The weights of the signs and, last, the bias; strong signs seen seldom are held back (L2)."""
    rows = np.array([[*signs, 1.0] for offers in appeals for signs, _ in offers])
    meant = np.array([is_meant for offers in appeals for _, is_meant in offers])
    penalty = np.diag([_RIDGE] * (rows.shape[1] - 1) + [0.0])
    weights: np.ndarray[tuple[int], np.dtype[np.float64]] = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (likely - meant) + penalty @ weights
        weights = weights - np.linalg.solve((rows.T * (likely * (1 - likely))) @ rows + penalty, slope)
    return weights


def rightly_chosen(appeals: Sequence[Sequence[Row]]) -> tuple[int, int]:
    """In how many appeals that offer what is meant it is chosen, by models that have not seen them; of how many."""
    meant = [offers for offers in appeals if any(is_meant for _, is_meant in offers)]
    right = 0
    for fold in range(FOLDS):
        weights = fit_logistic([offers for at, offers in enumerate(appeals) if at % FOLDS != fold])
        for at, offers in enumerate(appeals):
            if at % FOLDS == fold and any(is_meant for _, is_meant in offers):
                right += bool(max(offers, key=lambda one: float(np.array([*one[0], 1.0]) @ weights))[1])
    return right, len(meant)


def weights_text(names: Sequence[str], weights: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> str:
    """As they stand in the program."""
    *fitted, bias = weights
    return f"_BIAS = {bias:.1f} { ({name: round(float(value), 1) for name, value in zip(names, fitted, strict=True)}) }"


def rightly_told(appeals: Sequence[Sequence[Row]]) -> tuple[int, int]:
    """Of how many things models that have not seen them tell rightly whether they are meant; of how many."""
    right = 0
    for fold in range(FOLDS):
        weights = fit_logistic([offers for at, offers in enumerate(appeals) if at % FOLDS != fold])
        for offers in appeals[fold::FOLDS]:
            right += sum((float(np.array([*signs, 1.0]) @ weights) > 0) == bool(meant) for signs, meant in offers)
    return right, sum(map(len, appeals))
