"""What the tagger finds by itself, whatever its bars: a table by kind of slip.

    python -m bench.teach.judge FILE… [--sentences N]

FILE is JSONL with ``text`` in its lines, or a text of a paragraph a line: right sentences that it was not taught on.
They are read as they are, and with one slip of each kind put in: for each kind the share found where right sentences
give so many false alarms in 1,000 words.
"""

import argparse
import random
import re
from pathlib import Path

from bench.accuracy.precision import Pair, edits, plant_slips, reach, read_pairs
from letterkit.language.slips import Kind, Slip, read_each

RATES = (0.1, 0.3, 1.0)
_KINDS = {
    "comma lost": (Kind.COMMA_LOST,),
    "comma put in": (Kind.COMMA_NEEDLESS,),
    "another case": (Kind.FORM, Kind.INFINITIVE),
    "joint": (Kind.JOINT,),
}


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--sentences", type=int, default=300)
    wish = asked.parse_args()
    texts = [text for file in wish.files for text in read_texts(file)]
    random.Random(3).shuffle(texts)
    texts = texts[: wish.sentences]
    pairs = list(plant_slips(texts))
    words = sum(len(re.findall(r"[А-Яа-яЁё-]+", text)) for text in texts)
    right = [slip for read in read_each(texts) for slip in read.slips]
    wrong = [(pair, read.slips) for pair, read in zip(pairs, read_each([p.wrong for p in pairs]), strict=True)]
    print(f"{words} words" + "".join(f"{rate:>12}" for rate in RATES))
    for planted, kinds in _KINDS.items():
        alarms = sorted((slip.odds for slip in right if slip.kind in kinds), reverse=True)
        mine = [(pair, slips) for pair, slips in wrong if pair.kind == planted]
        line = f"{planted:14}{len(mine):5}"
        for rate in RATES:
            at = int(rate * words / 1000)
            bar = alarms[at] if at < len(alarms) else 0.0
            found = sum(
                is_found(pair, [slip for slip in slips if slip.kind in kinds and slip.odds > bar])
                for pair, slips in mine
            )
            line += f"  >{bar:4.1f}{found / max(1, len(mine)):5.0%}"
        print(line)


def read_texts(file: Path) -> list[str]:
    """The right sentences of ``file``."""
    if file.suffix == ".jsonl":
        return read_pairs(file)[1]
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_found(pair: Pair, slips: list[Slip]) -> bool:
    """Whether one of ``slips`` is about what was put in."""
    places = [reach(*edit, pair.wrong) for edit in edits(pair.wrong, pair.right)]
    return any(slip.start < end and slip.end > start for slip in slips for start, end in places)


if __name__ == "__main__":
    main()
