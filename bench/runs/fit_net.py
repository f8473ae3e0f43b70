"""A net with one hidden layer, taught to tell yes from no: Adam over small parts of the rows, weights held back."""

from typing import Any, NamedTuple

import numpy as np

HIDDEN = 48
_ROUNDS, _PART, _RATE, _DECAY = 16, 256, 2e-3, 4e-4
_KEPT, _KEPT_SQUARES, _TINY = 0.9, 0.999, 1e-8
Floats = np.ndarray[Any, np.dtype[np.float64]]


class Net(NamedTuple):
    """``hidden`` is inputs × hidden, ``last`` hidden × 1."""

    hidden: Floats
    hidden_bias: Floats
    last: Floats
    last_bias: Floats

    def likelihoods(self, rows: Floats) -> Floats:
        scores = np.maximum(rows @ self.hidden + self.hidden_bias, 0) @ self.last + self.last_bias
        return np.asarray(1 / (1 + np.exp(-scores)))[:, 0]


def fit_net(rows: Floats, meant: Floats) -> Net:
    """The net that tells ``meant`` (0 or 1) of ``rows``, columns of about one width; the same each time."""
    chance = np.random.default_rng(0)
    count, size = rows.shape
    net = Net(
        chance.normal(0, np.sqrt(2 / size), (size, HIDDEN)),
        np.zeros(HIDDEN),
        chance.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, 1)),
        np.zeros(1),
    )
    mean, squares = (Net(*map(np.zeros_like, net)) for _ in range(2))
    parts = count // _PART
    for step in range(_ROUNDS * parts):
        if step % parts == 0:
            order = chance.permutation(count)
        part = order[step % parts * _PART :][:_PART]
        slope = _slope(net, rows[part], meant[part])
        mean = Net(*(_KEPT * old + (1 - _KEPT) * new for old, new in zip(mean, slope, strict=True)))
        squares = Net(
            *(_KEPT_SQUARES * old + (1 - _KEPT_SQUARES) * new**2 for old, new in zip(squares, slope, strict=True))
        )
        rate = _RATE * (1 - step / (_ROUNDS * parts))
        first, second = 1 - _KEPT ** (step + 1), 1 - _KEPT_SQUARES ** (step + 1)
        net = Net(
            *(
                weights - rate * one / first / (np.sqrt(two / second) + _TINY)
                for weights, one, two in zip(net, mean, squares, strict=True)
            )
        )
    return net


def _slope(net: Net, rows: Floats, meant: Floats) -> Net:
    before = rows @ net.hidden + net.hidden_bias
    heard = np.maximum(before, 0)
    wrong = (1 / (1 + np.exp(-(heard @ net.last + net.last_bias)))[:, 0] - meant)[:, None] / len(rows)
    back = wrong @ net.last.T * (before > 0)
    return Net(rows.T @ back + _DECAY * net.hidden, back.sum(0), heard.T @ wrong + _DECAY * net.last, wrong.sum(0))
