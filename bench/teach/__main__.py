"""Texts to weights: ``python -m bench.teach CORPUS FOLDER``, hours on two cores; see docs/models.md.

CORPUS is a folder of ``*.txt.xz``, one paragraph a line; FOLDER keeps what is made on the way, so that teaching that
was ended goes on where it was.
"""

import argparse
import hashlib
from pathlib import Path

from bench.teach import export, numbering, teach
from letterkit.language.tagger import WEIGHTS


def main() -> None:
    """Reads the texts if that was not done, teaches, writes the weights."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--steps", type=int, default=teach.STEPS)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--from", type=Path, dest="begin_from", help="weights to go on from, such as those shipped")
    asked.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    wish = asked.parse_args()
    if not (wish.folder / numbering.MANIFEST).exists():
        numbering.number_texts(wish.corpus, wish.folder)
    checkpoint = wish.folder / "checkpoint.pt"
    begun_from = hashlib.sha256(wish.begin_from.read_bytes()).hexdigest() if wish.begin_from else None  # -o may be it
    teach.teach(
        wish.folder, checkpoint, steps=wish.steps, seed=wish.seed, threads=wish.threads, begin_from=wish.begin_from
    )
    export.export(wish.folder, checkpoint, wish.out, seed=wish.seed, begun_from=begun_from)


if __name__ == "__main__":
    main()
