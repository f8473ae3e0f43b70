from collections.abc import Callable
from random import Random

import pytest

from bench.accuracy.bank import bank_planters, lines
from bench.accuracy.planters.wording import BANKS
from bench.accuracy.sheet import Sheet

NAMES = sorted({planter.name.partition(".")[2].removesuffix("-right") for planter in BANKS})


@pytest.mark.parametrize("bank", NAMES)
def test_every_line_is_a_sentence_with_a_fault(bank: str) -> None:
    for line in lines(bank):
        whole = line.before + line.wrong + line.after
        assert whole[-1] in ".!", whole
        assert whole[0].isupper() or whole[0] == "{", whole
        assert line.right != line.wrong, whole


@pytest.mark.parametrize("bank", NAMES)
def test_no_line_stands_twice(bank: str) -> None:
    wholes = [line.before + line.wrong + line.after for line in lines(bank)]
    assert len(set(wholes)) == len(wholes)


def test_the_fault_is_what_the_brackets_hold(sheet_of: Callable[..., Sheet]) -> None:
    wrong, right = bank_planters("grammar", "grammar|spelling", "grammar")
    sheet = sheet_of()
    texts = {edit.way: edit for edit in wrong.plant(sheet, Random(1))}
    edit = texts["Плата снижена согласно приказа"]
    changed = edit.apply(sheet.text)
    assert "два месяца. Плата снижена согласно приказа директора.\n" in changed
    assert changed[slice(*edit.faults[0])] == "согласно приказа"
    good = next(each for each in right.plant(sheet, Random(1)) if each.way == edit.way)
    assert "два месяца. Плата снижена согласно приказу директора.\n" in good.apply(sheet.text)
    assert (right.families, good.faults) == ((), ())


def test_several_people_are_addressed_in_small_letters(sheet_of: Callable[..., Sheet]) -> None:
    (tone,) = bank_planters("tone", "tone", "wording")
    several = sheet_of(("Уважаемая Мария Петровна!", "Уважаемые жители!"))
    for sheet, words in ((sheet_of(), "Как Вам не стыдно."), (several, "Как вам не стыдно.")):
        assert any(words in edit.apply(sheet.text) for edit in tone.plant(sheet, Random(1)))
