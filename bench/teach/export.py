"""The weights of a checkpoint written for letterkit.language.tagger, and beside them what they were taught on."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bench.teach.model import most_frequent
from bench.teach.numbering import MANIFEST
from bench.teach.teach import WORDS
from bench.teach.weights import weights_of


def export(folder: Path, checkpoint: Path, target: Path, *, seed: int, begun_from: str | None = None) -> None:
    """Writes the weights of ``checkpoint``, taught on the arrays in ``folder``, and beside them what they are of.

    ``begun_from`` is the SHA-256 of the weights that teaching went on from.
    """
    counted = np.load(folder / "counted.npy")
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    kept = torch.load(checkpoint)
    target.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = weights_of(kept["weights"], [words[number] for number in most_frequent(counted)])
    np.savez_compressed(target, **arrays)
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    told |= {
        "seed": seed,
        "begun_from": begun_from,
        "steps": kept["step"],
        "words_of_a_step": WORDS,
        "torch": torch.__version__,
        "numpy": np.__version__,
    }
    target.with_suffix(".json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
