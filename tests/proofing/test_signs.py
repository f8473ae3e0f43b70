from pathlib import Path

from letterkit.proofing.context import Surroundings
from letterkit.proofing.lexicon import load_lexicon
from letterkit.proofing.signs import NAMES, Signs


def test_there_is_a_number_for_every_sign(rules: Path) -> None:
    sentence = "Порядок приёма размещён на официальном чайте министерства."
    start = sentence.index("чайте")
    around = Surroundings(sentence)
    signs = Signs(around, start, "чайте", around.forms([start])[start], load_lexicon(rules))
    found = dict(zip(NAMES, signs.of("сайте", 1.0, same=False), strict=True))
    assert found["near.other"] > found["near.own"]
    assert found["first"] == 1
    assert found["agrees-before.other"] == 1
    assert found["extra"] == found["lost"] == 0
