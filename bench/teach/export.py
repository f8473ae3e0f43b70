"""The weights of a checkpoint as letterkit.language.tagger reads them: half floats, gains folded into what follows."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from bench.teach.model import most_frequent
from bench.teach.numbering import MANIFEST
from bench.teach.teach import WORDS
from letterkit.language.tagger import BLOCKS, HEADS, MARKS, WIDTH


def weights_of(state: dict[str, torch.Tensor], frequent_words: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays by the names that the tagger knows them by; matrices multiply rows from the right."""
    w = {name: value.float().numpy() for name, value in state.items()}
    around = w["around.weight"].T
    out = {
        "before": around[:MARKS], "after": around[MARKS : 2 * MARKS], "capital": around[2 * MARKS :],
        "frequent": w["frequent.weight"], "gain": w["norm.gain"],
    }  # fmt: skip
    for name in ("meaning", "marks", "whole", "query", "key", "relation", "doubt", "gap", "gap_out"):
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


def export(folder: Path, checkpoint: Path, target: Path, *, seed: int) -> None:
    """Writes the weights of ``checkpoint``, taught on the arrays in ``folder``, and beside them what they are of."""
    counted = np.load(folder / "counted.npy")
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    kept = torch.load(checkpoint)
    target.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = weights_of(kept["weights"], [words[number] for number in most_frequent(counted)])
    np.savez_compressed(target, **arrays)
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    told |= {
        "seed": seed,
        "steps": kept["step"],
        "words_of_a_step": WORDS,
        "torch": torch.__version__,
        "numpy": np.__version__,
    }
    target.with_suffix(".json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
