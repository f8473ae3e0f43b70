"""Sentences cut short, out of order or full of commas: every check gets to its end."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.settings import load_settings

TAUGHT = Path(__file__).parent.parent / "language" / "taught"
PIECES, AT_ONCE = 900, 45


def pieces(chance: random.Random) -> Iterator[str]:
    """Sentences of right texts, each spoilt in its form."""
    lines = [line for file in sorted(TAUGHT.glob("*_01.txt")) for line in file.read_text("utf-8").splitlines() if line]
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.!?])\s", line)]
    for sentence in chance.sample(sentences, PIECES):
        words = sentence.split()
        some = words[: chance.randint(1, len(words))]
        yield chance.choice(
            (
                " ".join(some),
                " ".join(some).rstrip(".,;:") + ",",
                ", ".join(some),
                " ".join(words[len(some) - 1 :]),
                " ".join(chance.sample(words, len(words))),
            )
        )


@pytest.mark.slow
def test_no_check_breaks_on_a_text_cut_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    home = load_settings().home
    spoilt = list(pieces(random.Random(11)))
    options = CheckOptions(profile=home / "rules" / "profile.yml", rules=home / "rules", engine="off", pages=False)
    with Checker(options) as checker:
        for at in range(0, len(spoilt), AT_ONCE):
            checker.check_bytes("\n\n".join(spoilt[at : at + AT_ONCE]).encode(), "cut.txt")
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
