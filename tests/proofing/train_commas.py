"""Teaches the model of commas (letterkit/proofing/commas.py) and writes its weights; a tool, not a test.

    python tests/proofing/train_commas.py DOCS [--from WEIGHTS.npz] [--steps N] [--own-steps N] [-o WEIGHTS.npz]

DOCS is a folder of Russian manuals to learn the language from, as Debian's packages unpack them (``dpkg -x``): HTML,
GNOME pages, manual pages, fortunes. The letters of tests/letters that are clean and tests/texts are learnt last, half
and half with the manuals. Needs jax and optax beside letterkit's own packages; see docs/decisions/0011.

A paragraph is read without some of its commas: those left are shown to the model, those taken away are what it has to
find. So it learns what a reader sees in a letter where one comma is missing.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from teaching import GRAMMEMES, manuals, own_texts

from letterkit.proofing import commas, word_model
from letterkit.russian.vectors import vectors

WIDTH, HEAD, MEANING = 96, 64, 300
ROW, ROWS = 96, 32  # words in a row, rows in a step
DROPPED_INPUT = 0.1
FREQUENT = 400

Paragraph = tuple[list[str], list[bool]]


class Words:
    """What every word brings along, by its number."""

    def __init__(self, frequent: Sequence[str]) -> None:
        self._frequent = {word: number for number, word in enumerate(frequent)}
        self._numbers: dict[str, int] = {}
        self.meanings: list[Any] = []
        self.forms: list[Any] = []
        self.places: list[int] = []

    def number(self, word: str) -> int:
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self.places)
            meaning, forms = word_model.traits(word, {name: n for n, name in enumerate(GRAMMEMES)}, vectors().get)
            self.meanings.append(np.zeros(MEANING, np.float32) if meaning is None else meaning)
            self.forms.append(forms)
            self.places.append(self._frequent.get(word.lower(), 0))
        return known


def rows(paragraphs: Sequence[Paragraph], words: Words, chance: np.random.Generator) -> Iterator[tuple[Any, Any]]:
    """Rows of word numbers and commas after them, for ever: the paragraphs in a new order each time."""
    while True:
        numbers: list[int] = []
        after: list[bool] = []
        for at in chance.permutation(len(paragraphs)):
            tokens, has_comma = paragraphs[at]
            numbers += map(words.number, tokens)
            after += has_comma
        begins = np.arange(chance.integers(ROW), len(numbers) - ROW, ROW)
        for begin in chance.permutation(begins):
            yield np.array(numbers[begin : begin + ROW]), np.array(after[begin : begin + ROW], np.float32)


def begun(key: Any) -> dict[str, Any]:
    """Weights to begin with."""
    shapes = {
        "meaning": (MEANING, WIDTH), "forms": (len(GRAMMEMES) + word_model.LOOKS, WIDTH),
        "frequent_word": (FREQUENT + 2, WIDTH), "comma": (2, WIDTH), "head": (2 * WIDTH, HEAD), "out": (HEAD,),
        **{f"layer{n}": (3 * WIDTH, WIDTH) for n in range(len(commas.DILATIONS))},
    }  # fmt: skip
    keys = jax.random.split(key, len(shapes))
    weights = {n: jax.random.normal(k, s) * 0.7 / np.sqrt(s[0]) for k, (n, s) in zip(keys, shapes.items(), strict=True)}
    zeros = {f"bias{n}": WIDTH for n in range(len(commas.DILATIONS))} | {"first_bias": WIDTH, "head_bias": HEAD}
    return weights | {name: jnp.zeros(size) for name, size in zeros.items()} | {"out_bias": jnp.array(-2.0)}


def scores(weights: dict[str, Any], meaning: Any, forms: Any, place: Any, known: Any, key: Any) -> Any:
    """As letterkit.proofing.commas does it, for many rows at a time and with a part of the input left out."""
    given = meaning @ weights["meaning"] + forms @ weights["forms"] + weights["first_bias"]
    given += jax.nn.one_hot(place, FREQUENT + 2) @ weights["frequent_word"]
    given += jax.nn.one_hot(known, 2) @ weights["comma"]
    state = jax.nn.relu(given)
    for n, reach in enumerate(commas.DILATIONS):
        key, now = jax.random.split(key)
        kept = jax.random.bernoulli(now, 1 - DROPPED_INPUT, state.shape) / (1 - DROPPED_INPUT)
        around = jnp.concatenate([_moved(state, reach), state, _moved(state, -reach)], axis=-1)
        state = state + jax.nn.relu(around @ weights[f"layer{n}"] + weights[f"bias{n}"]) * kept
    pairs = jnp.concatenate([state, _moved(state, -1)], axis=-1)
    return jax.nn.relu(pairs @ weights["head"] + weights["head_bias"]) @ weights["out"] + weights["out_bias"]


def _moved(state: Any, by: int) -> Any:
    gap = jnp.zeros_like(state[:, : abs(by)])
    return jnp.concatenate([gap, state[:, :-by]], 1) if by > 0 else jnp.concatenate([state[:, -by:], gap], 1)


def loss(weights: dict[str, Any], given: tuple[Any, ...], after: Any, hidden: Any, key: Any) -> Any:
    errors = optax.sigmoid_binary_cross_entropy(scores(weights, *given, key), after)
    return (errors * hidden).sum() / hidden.sum()


def teach(
    weights: dict[str, Any], sources: Sequence[Iterator[tuple[Any, Any]]], words: Words, steps: int, rate: float
) -> dict[str, Any]:
    """``weights`` after ``steps`` steps over rows taken from ``sources`` in turn."""
    chance = np.random.default_rng(7)
    optimiser = optax.adamw(optax.warmup_cosine_decay_schedule(0, rate, min(200, steps // 5), steps), weight_decay=0.02)

    @jax.jit
    def step(weights: Any, state: Any, key: Any, *batch: Any) -> Any:
        error, slope = jax.value_and_grad(loss)(weights, *batch, key)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, error

    state = optimiser.init(weights)
    lately = []
    for number, key in enumerate(jax.random.split(jax.random.PRNGKey(1), steps), 1):
        taken = [next(sources[n % len(sources)]) for n in range(ROWS)]
        numbers, after = np.stack([row for row, _ in taken]), np.stack([commas for _, commas in taken])
        shown = np.where(chance.random((ROWS, 1)) < 0.25, 0.3, 0.85)
        known = ((chance.random(after.shape) < shown) & (after == 1)).astype(np.int32)
        given = (
            _taken(words.meanings, numbers),
            _taken(words.forms, numbers),
            np.array([words.places[n] for n in numbers.ravel()]).reshape(numbers.shape),
            known,
        )
        weights, state, error = step(weights, state, key, given, after, (known == 0).astype(np.float32))
        lately.append(float(error))
        if number % 100 == 0:
            print(f"{number} of {steps}: {np.mean(lately[-100:]):.4f}", flush=True)
    return weights


def _taken(values: Sequence[Any], numbers: Any) -> Any:
    return np.stack([values[n] for n in numbers.ravel()]).astype(np.float32).reshape(*numbers.shape, -1)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("docs", type=Path)
    ask.add_argument("--from", dest="start", type=Path)
    ask.add_argument("--steps", type=int, default=2500)
    ask.add_argument("--own-steps", type=int, default=600)
    ask.add_argument("-o", "--out", type=Path, default=commas.WEIGHTS)
    wish = ask.parse_args()
    general = [commas.split_commas(text) for text in manuals(wish.docs)]
    own = [commas.split_commas(text) for text in own_texts()]
    print(f"words: {sum(len(w) for w, _ in general)} of manuals, {sum(len(w) for w, _ in own)} of our own")
    if wish.start:
        with np.load(wish.start) as kept:
            frequent = [str(word) for word in kept["frequent"]]
            weights = {name: kept[name].astype(np.float32) for name in kept.files if kept[name].dtype.kind == "f"}
    else:
        counts: dict[str, int] = {}
        for tokens, _ in general:
            for token in tokens:
                counts[token.lower()] = counts.get(token.lower(), 0) + 1
        frequent = ["", "", *sorted(counts, key=lambda word: -counts[word])[:FREQUENT]]
        weights = begun(jax.random.PRNGKey(0))
    words = Words(frequent)
    chance = np.random.default_rng(3)
    if wish.steps:
        weights = teach(weights, [rows(general, words, chance)], words, wish.steps, 3e-3)
    weights = teach(weights, [rows(general, words, chance), rows(own, words, chance)], words, wish.own_steps, 1e-3)
    halves = {name: np.asarray(value, np.float16) for name, value in weights.items()}
    np.savez_compressed(wish.out, **halves, frequent=np.array(frequent), grammemes=np.array(GRAMMEMES))


if __name__ == "__main__":
    main()
