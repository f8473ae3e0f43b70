"""Four times the text is about four times the work, whatever the text: what grows with its square holds the service.

What is counted are calls, not seconds: they are the same on every machine. More texts: bench/runs/growth.py.
"""

from collections.abc import Callable

import pytest

from letterkit.checks.rule_book import RuleBook
from letterkit.checks.run import check
from letterkit.core.profile import Profile
from letterkit.reading import read_text

from ..counted import calls

SMALL = 2_500  # characters: beyond what is read as one piece
TIMES = 4
MOST = 1.5 * TIMES  # the square would be TIMES * TIMES

_NAMES = ("Кротов", "Белов", "Зайцев", "Ершов", "Голубев", "Сомов")


def nested_brackets(length: int) -> str:
    deep = length * 5 // 14
    return "(" * deep + "а" + ")" * deep + " «" * (deep * 2 // 5)


def neighbours(length: int) -> str:
    return "\n".join(f"Сосед {_NAMES[at % len(_NAMES)]} {at}." for at in range(length // 16))


def surnames(length: int) -> str:
    return ", ".join(f"{_NAMES[at % len(_NAMES)]} И.П. ({at})" for at in range(length // 18))


def blanks(length: int) -> str:
    return "Дом." + "   \n" * (length // 4) + "Сад."


def word(length: int) -> str:
    return "оеаинтсрвлкмдпу" * (length // 15)


def columns(length: int) -> str:
    return "".join(f"дом {at}    \t" for at in range(length // 12))


@pytest.mark.parametrize("text", [nested_brackets, neighbours, surnames, blanks, word, columns])
def test_the_work_grows_with_the_length_and_not_with_its_square(
    text: Callable[[int], str], book: RuleBook, profile: Profile
) -> None:
    def work(length: int) -> int:
        return calls(lambda: check(read_text(text(length).encode(), "text.txt"), book=book, profile=profile))

    work(SMALL // TIMES)  # loads what such texts need
    few = work(SMALL)
    assert work(TIMES * SMALL) <= MOST * few
