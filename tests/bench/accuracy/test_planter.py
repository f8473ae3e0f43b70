from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random

from bench.accuracy.edit import Edit, swap
from bench.accuracy.labelled import load_labelled
from bench.accuracy.planter import PlantedLetter, plant_defects, planter
from bench.accuracy.planters import PLANTERS
from bench.accuracy.run import planted_in
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

from .conftest import LETTERS


@planter("title.made", "title|opening", "form", most=3, follows="closing")
def title_made(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find("О ремонте крыши", Role.TITLE):
        yield swap(match.span(), "О крыше", way="short")
        yield swap(match.span(), "О ремонте", way="shorter")
        yield swap(match.span(), "О ремонте крыши", way="no change at all")


def test_a_planter_is_used_on_so_many_letters_in_equal_ways(sheet_of: Callable[..., Sheet]) -> None:
    sheets = [sheet_of(name=f"{number}.txt") for number in range(9)]
    made = list(plant_defects([title_made], sheets))
    assert len(made) == 3
    assert sorted(Counter(each.way for each in made).values()) == [1, 2]
    assert "no change at all" not in {each.way for each in made}
    assert len({each.letter for each in made}) == 3


def test_a_planted_letter_says_what_is_wrong_and_of_which_families(sheet_of: Callable[..., Sheet]) -> None:
    (made,) = plant_defects([title_made], [sheet_of()])
    assert made.wrong in ("О крыше", "О ремонте")
    assert (made.families, made.family, made.kind, made.follows) == (
        ("title", "opening"),
        "title",
        "form",
        ("closing",),
    )


def test_letters_without_the_place_are_left_alone(sheet_of: Callable[..., Sheet]) -> None:
    assert list(plant_defects([title_made], [sheet_of(("О ремонте крыши", "О протечке"))])) == []


def test_planting_is_the_same_every_time_and_in_whatever_order_letters_come(sheets: Sequence[Sheet]) -> None:
    some = [each for each in PLANTERS if each.name.startswith(("typo.letter", "salutation", "grammar.adj"))]
    first = list(plant_defects(some, sheets))
    assert first == list(plant_defects(some, sheets))
    assert sorted(first, key=_key) == sorted(plant_defects(some, list(reversed(sheets))), key=_key)


def test_a_new_letter_moves_few_defects(sheets: Sequence[Sheet]) -> None:
    some = [each for each in PLANTERS if each.name.startswith("salutation")]
    before, after = (
        {(each.planter, each.letter) for each in plant_defects(some, part)} for part in (sheets[:-1], sheets)
    )
    lost = before - after
    assert len(lost) <= len(some)
    assert {letter for _, letter in after - before} <= {sheets[-1].name}


def test_all_that_is_planted_in_the_open_letters_is_the_same_again(all_planted: Sequence[PlantedLetter]) -> None:
    assert planted_in(load_labelled(LETTERS)) == all_planted


def _key(made: PlantedLetter) -> tuple[str, str]:
    return made.planter, made.letter
