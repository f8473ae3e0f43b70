"""Teaches the model of forms (letterkit/proofing/forms.py) and writes its weights; a tool, not a test.

    python tests/proofing/train_forms.py DOCS [--steps N] [-o WEIGHTS.npz]

DOCS is a folder of Russian manuals to learn the language from, as Debian's packages unpack them (``dpkg -x``); half of
what is read are the letters and texts of our own. Needs jax and optax beside letterkit's own packages; see
docs/decisions/0012.

Nothing is marked in the texts: every word that has forms is a question, its own form the answer.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from teaching import GRAMMEMES, manuals, own_texts

from letterkit.proofing import form_model as forms
from letterkit.proofing import word_model
from letterkit.russian.paradigm import FORMS, KINDS, readings
from letterkit.russian.vectors import vectors

WIDTH, HEAD, SHARE, MEANING = 96, 128, 24, 300
ROW, ROWS = 96, 32  # words in a row, rows in a step
FREQUENT_WORDS, FREQUENT_LEMMAS = 500, 400
DROPPED, FORGOTTEN = 0.25, 0.15  # of what a layer adds; of what single words mean
SIDES = (("left", 1), ("right", -1))

Weights = dict[str, Any]


class Lexicon:
    """Every word of ``texts``, numbered, with what the model is told of it."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counts = Counter(word.lower() for text in texts for word in text)
        self.numbers = {word: number for number, word in enumerate(dict.fromkeys(w for text in texts for w in text))}
        self.frequent = ["", "", *(word for word, _ in counts.most_common(FREQUENT_WORDS))]
        asked = {word: forms.own_lemma(word.lower()) for word in self.numbers if forms.may_be_asked(word)}
        of_lemmas: Counter[str] = Counter()
        for word, lemma in asked.items():
            of_lemmas[lemma] += counts[word.lower()]
        self.lemmas = ["", "", *(lemma for lemma, _ in of_lemmas.most_common(FREQUENT_LEMMAS))]
        self._frequent = {word: number for number, word in enumerate(self.frequent)}
        self._lemmas = {lemma: number for number, lemma in enumerate(self.lemmas)}
        self._asked = asked

    def tables(self) -> dict[str, Any]:
        """Arrays with a row a word."""
        size = len(self.numbers)
        wide = {
            "meaning": MEANING, "forms": len(GRAMMEMES) + word_model.LOOKS, "own_meaning": MEANING,
            "own": len(forms.OWN) + 1, "may_be": len(FORMS), "has": len(FORMS),
        }  # fmt: skip
        rows = {name: np.zeros((size, width), np.float16) for name, width in wide.items()}
        rows |= {name: np.zeros(size, np.int32) for name in ("frequent", "lemma")} | {"asked": np.zeros(size, bool)}
        places = {name: number for number, name in enumerate(GRAMMEMES)}
        form_places = {form: number for number, form in enumerate(FORMS)}
        for word, at in self.numbers.items():
            meaning, rows["forms"][at] = word_model.traits(word, places, vectors().get)
            rows["meaning"][at] = 0 if meaning is None else meaning
            rows["frequent"][at] = self._frequent.get(word.lower(), 0)
            if word not in self._asked:
                continue
            rows["asked"][at] = True
            meaning, rows["own"][at] = forms.own_traits(word.lower(), vectors().get)
            rows["own_meaning"][at] = 0 if meaning is None else meaning
            rows["lemma"][at] = self._lemmas.get(self._asked[word], 0)
            for _, kind, form in readings(word.lower()):
                rows["may_be"][at, form_places[form]] = 1
                rows["has"][at, [form_places[other] for other in KINDS[kind]]] = 1
        return {name: jnp.asarray(table) for name, table in rows.items()}


def begun(key: Any, lexicon: Lexicon) -> Weights:
    """Weights to begin with."""
    seen, sought = {"meaning": MEANING, "forms": len(GRAMMEMES) + word_model.LOOKS}, forms.HEADS * SHARE
    shapes = {name: (size, WIDTH) for name, size in seen.items()}
    shapes |= {"frequent_word": (len(lexicon.frequent), WIDTH), "frequent_lemma": (len(lexicon.lemmas), HEAD)}
    shapes |= {"own": (len(forms.OWN) + 1, HEAD), "own_meaning": (MEANING, HEAD), "query": (HEAD, sought)}
    shapes |= {"found": (sought, HEAD), "hidden": (HEAD, HEAD), "out": (HEAD, len(FORMS))}
    sizes = {"first_bias": WIDTH, "head_bias": HEAD, "hidden_bias": HEAD, "out_bias": len(FORMS)}
    for side, _ in SIDES:
        shapes |= {side: (WIDTH, HEAD), f"{side}_key": (WIDTH, sought), f"{side}_value": (WIDTH, sought)}
        shapes |= {f"{side}{n}": (2 * WIDTH, WIDTH) for n in range(len(forms.DILATIONS))}
        sizes |= {f"{side}{n}_bias": WIDTH for n in range(len(forms.DILATIONS))}
    keys = jax.random.split(key, len(shapes))
    weights = {n: jax.random.normal(k, s) * 0.7 / np.sqrt(s[0]) for k, (n, s) in zip(keys, shapes.items(), strict=True)}
    weights |= {name: weights[name] * 3 for name in ("frequent_word", "frequent_lemma")}
    far = {f"{side}_far": jnp.full(forms.HEADS, -0.05) for side, _ in SIDES}
    return weights | {name: jnp.zeros(size) for name, size in sizes.items()} | far


def scores(weights: Weights, tables: dict[str, Any], words: Any, key: Any, *, learns: bool = True) -> Any:
    """As letterkit.proofing.forms does it, for all words of many rows, with a part left out while it ``learns``."""
    keys = iter(jax.random.split(key, 32))

    def some(values: Any) -> Any:
        kept = jax.random.bernoulli(next(keys), 1 - DROPPED, values.shape) / (1 - DROPPED)
        return values * kept if learns else values

    def remembered(values: Any) -> Any:
        kept = jax.random.bernoulli(next(keys), 1 - FORGOTTEN, words.shape)[..., None]
        return values * kept if learns else values

    def table(name: str) -> Any:
        return tables[name][words].astype(jnp.float32)

    state = remembered(table("meaning") @ weights["meaning"]) + table("forms") @ weights["forms"]
    state = jax.nn.relu(state + remembered(weights["frequent_word"][tables["frequent"][words]]) + weights["first_bias"])
    hidden = remembered(table("own_meaning") @ weights["own_meaning"]) + table("own") @ weights["own"]
    hidden += remembered(weights["frequent_lemma"][tables["lemma"][words]]) + weights["head_bias"]
    away = jnp.arange(ROW)[None, :] - jnp.arange(ROW)[:, None]
    found, likeness = [], []
    for side, step in SIDES:
        seen = state
        for n, reach in enumerate(forms.DILATIONS):
            around = jnp.concatenate([_moved(seen, step * reach), seen], -1)
            seen = seen + some(jax.nn.relu(around @ weights[f"{side}{n}"] + weights[f"{side}{n}_bias"]))
        hidden += _moved(seen, step) @ weights[side]
        found.append(seen)
    hidden = some(jax.nn.relu(hidden))
    queries = _by_head(hidden @ weights["query"])
    for (side, step), seen in zip(SIDES, found, strict=True):
        like = jnp.einsum("rqhd,rkhd->rhqk", queries, _by_head(seen @ weights[f"{side}_key"])) / np.sqrt(SHARE)
        like += weights[f"{side}_far"][:, None, None] * jnp.abs(away)
        likeness.append(jnp.where(away * step < 0, like, -1e9))
    values = [_by_head(seen @ weights[f"{side}_value"]) for (side, _), seen in zip(SIDES, found, strict=True)]
    looks = jax.nn.softmax(jnp.concatenate(likeness, -1), -1)
    sought = jnp.einsum("rhqk,rkhd->rqhd", looks, jnp.concatenate(values, 1)).reshape(*words.shape, -1)
    hidden = hidden + some(sought @ weights["found"])
    hidden = hidden + some(jax.nn.relu(hidden @ weights["hidden"] + weights["hidden_bias"]))
    return hidden @ weights["out"] + weights["out_bias"]


def _moved(state: Any, by: int) -> Any:
    gap = jnp.zeros_like(state[:, : abs(by)])
    return jnp.concatenate([gap, state[:, :-by]], 1) if by > 0 else jnp.concatenate([state[:, -by:], gap], 1)


def _by_head(rows: Any) -> Any:
    return rows.reshape(*rows.shape[:2], forms.HEADS, SHARE)


def loss(weights: Weights, tables: dict[str, Any], words: Any, key: Any) -> Any:
    """How unlikely the forms are in which the words stand, among all forms that they have; any reading may be meant."""
    out = scores(weights, tables, words, key)
    may_be, has = (jax.nn.logsumexp(jnp.where(tables[name][words] > 0, out, -1e9), -1) for name in ("may_be", "has"))
    asked = tables["asked"][words]
    return jnp.where(asked, has - may_be, 0).sum() / asked.sum()


def rows(texts: Sequence[Any], chance: np.random.Generator) -> Iterator[Any]:
    """Rows of word numbers, for ever: the texts in a new order each time."""
    while True:
        run = np.concatenate([texts[at] for at in chance.permutation(len(texts))])
        begins = np.arange(chance.integers(ROW), len(run) - ROW, ROW)
        yield from (run[begin : begin + ROW] for begin in chance.permutation(begins))


def teach(weights: Weights, tables: dict[str, Any], sources: Sequence[Iterator[Any]], steps: int) -> Weights:
    """``weights`` after ``steps`` steps over rows taken from ``sources`` in turn."""
    rate = optax.warmup_cosine_decay_schedule(0, 3e-3, min(200, steps // 5), steps)
    optimiser = optax.adamw(rate, weight_decay=0.05)

    @jax.jit
    def step(weights: Any, state: Any, key: Any, tables: Any, words: Any) -> Any:
        error, slope = jax.value_and_grad(loss)(weights, tables, words, key)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, error

    state = optimiser.init(weights)
    lately = []
    for number, key in enumerate(jax.random.split(jax.random.PRNGKey(1), steps), 1):
        words = np.stack([next(sources[n % len(sources)]) for n in range(ROWS)])
        weights, state, error = step(weights, state, key, tables, words)
        lately.append(float(error))
        if number % 100 == 0:
            print(f"{number} of {steps}: {np.mean(lately[-100:]):.4f}", flush=True)
    return weights


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("docs", type=Path)
    ask.add_argument("--steps", type=int, default=2400)
    ask.add_argument("-o", "--out", type=Path, default=forms.WEIGHTS)
    wish = ask.parse_args()
    general, own = (
        [[token.group() for token in forms.words_of(text)] for text in texts]
        for texts in (manuals(wish.docs), own_texts())
    )
    print(f"words: {sum(map(len, general))} of manuals, {sum(map(len, own))} of our own")
    lexicon = Lexicon([*general, *own])
    chance = np.random.default_rng(3)
    sources = [
        rows([np.array([lexicon.numbers[w] for w in text]) for text in texts], chance) for texts in (general, own)
    ]
    weights = teach(begun(jax.random.PRNGKey(0), lexicon), lexicon.tables(), sources, wish.steps)
    halves = {name: np.asarray(value, np.float16) for name, value in weights.items()}
    names = {"frequent": lexicon.frequent, "lemmas": lexicon.lemmas, "grammemes": GRAMMEMES}
    np.savez_compressed(wish.out, **halves, **{name: np.array(words) for name, words in names.items()})


if __name__ == "__main__":
    main()
