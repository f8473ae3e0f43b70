"""The tagger's weights both ways: as letterkit.language.tagger reads them, and as torch goes on with them.

As read they are half floats, their matrices multiply rows from the right, gains are folded into what follows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from letterkit.language.tagger import BLOCKS, HEADS, MARKS, WIDTH

_HEADS = ("meaning", "marks", "whole", "query", "key", "relation", "doubt", "gap", "gap_out")


def weights_of(state: dict[str, torch.Tensor], frequent_words: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays by the names that the tagger knows them by, of the ``state`` of a Tagger that torch has taught."""
    w = {name: value.float().numpy() for name, value in state.items()}
    around = w["around.weight"].T
    out = {
        "before": around[:MARKS], "after": around[MARKS : 2 * MARKS], "capital": around[2 * MARKS :],
        "frequent": w["frequent.weight"], "gain": w["norm.gain"],
    }  # fmt: skip
    for name in _HEADS:
        out[name] = w[f"{name}.weight"].T
        if f"{name}.bias" in w:
            out[f"{name}_bias"] = w[f"{name}.bias"]
    for number, block in enumerate(BLOCKS):
        b = {
            name.removeprefix(f"blocks.{number}."): value
            for name, value in w.items()
            if name.startswith(f"blocks.{number}.")
        }
        gain = b["norm.gain"][:, None]
        if block[0] == "c":
            out[f"{number}.inner"] = np.tile(gain, (3, 1)) * b["inner.weight"].T
        else:
            qkv = gain * b["qkv.weight"].T
            qkv[:, :WIDTH] /= np.sqrt(WIDTH / HEADS)
            out[f"{number}.qkv"], out[f"{number}.found"], out[f"{number}.far"] = qkv, b["found.weight"].T, b["far"]
            out[f"{number}.inner"] = b["norm2.gain"][:, None] * b["inner.weight"].T
        out[f"{number}.inner_bias"], out[f"{number}.outer"] = b["inner.bias"], b["outer.weight"].T
    halves = {name: array.astype(np.float16) for name, array in out.items()}
    return {**halves, "frequent_words": np.array(frequent_words)}


def state_of(arrays: Mapping[str, NDArray[Any]], frequent_words: Sequence[str]) -> dict[str, torch.Tensor]:
    """The state of a Tagger with the weights in ``arrays``, its frequent words in the order of ``frequent_words``.

    A word that was not frequent where the weights were taught begins as any other word.
    """
    w = {name: array.astype(np.float32) for name, array in arrays.items() if array.dtype.kind == "f"}
    rows = {str(word): number for number, word in enumerate(arrays["frequent_words"], 1)}
    out = {
        "around.weight": np.concatenate([w["before"], w["after"], w["capital"]]).T,
        "frequent.weight": w["frequent"][[0, *(rows.get(word, 0) for word in frequent_words)]],
        "norm.gain": w["gain"],
    }
    for name in _HEADS:
        out[f"{name}.weight"] = w[name].T
        if f"{name}_bias" in w:
            out[f"{name}.bias"] = w[f"{name}_bias"]
    for number, block in enumerate(BLOCKS):
        norms = ("norm",) if block[0] == "c" else ("norm", "norm2")
        out |= {f"blocks.{number}.{norm}.gain": np.ones(WIDTH, np.float32) for norm in norms}
        if block[0] == "a":
            qkv = w[f"{number}.qkv"].T.copy()
            qkv[:WIDTH] *= np.sqrt(WIDTH / HEADS)
            out[f"blocks.{number}.qkv.weight"] = qkv
            out[f"blocks.{number}.found.weight"] = w[f"{number}.found"].T
            out[f"blocks.{number}.far"] = w[f"{number}.far"]
        out[f"blocks.{number}.inner.weight"] = w[f"{number}.inner"].T
        out[f"blocks.{number}.inner.bias"] = w[f"{number}.inner_bias"]
        out[f"blocks.{number}.outer.weight"] = w[f"{number}.outer"].T
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in out.items()}
