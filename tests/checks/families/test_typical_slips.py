"""A slip in a word does not make a standard reply say less."""

import pytest

from letterkit.checks.families.typical.checks import _RETURNED
from letterkit.checks.families.typical.slips import tells
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.core.profile import Profile
from letterkit.reading import read_text

from .conftest import Letter, Look

COURT = "Вы не согласны с решением городского суда, поэтому {returns} Ваше обращение."


@pytest.mark.parametrize(
    ("returns", "told"),
    [
        ("возвращаем", True),
        ("вазвращаем", True),
        ("вовзращаем", True),
        ("возв ращаем", True),
        ("в0звращаем", True),
        ("читаем", False),
        ("рассматреваем", False),
    ],
)
def test_a_word_with_one_slip_still_tells(profile: Profile, letter: Letter, returns: str, told: bool) -> None:
    text = letter(body=COURT.format(returns=returns))
    subject = Subject(read_text(text.encode(), "letter.txt"), profile)
    assert tells(subject, _RETURNED) is told


def test_what_was_complained_of_is_no_refusal(letter: Letter, look: Look) -> None:
    opening = (
        "Мы получили Ваше обращение на имя министра строительства Сахалинской области о том, что по дороге нельзя "
        "проехать уже два месяца."
    )
    assert "outcome.no-reason" not in [finding.code for finding in look(letter(opening=opening), "outcome")]
    body = "Отремонтировать дорогу нельзя."
    assert "outcome.no-reason" in [finding.code for finding in look(letter(body=body), "outcome")]


def test_a_formula_is_no_reason(letter: Letter, look: Look) -> None:
    body = (
        "Предоставить Вам бесплатный проезд не представляется возможным. Льгота предоставляется "
        "в установленном порядке. На основании вышеизложенного рекомендуем обратиться в фонд."
    )
    assert "outcome.no-reason" in [finding.code for finding in look(letter(body=body), "outcome")]


def test_the_term_of_a_contract_is_no_stamp(letter: Letter) -> None:
    body = "Дорогу отремонтируют до 1 октября 2024 года.\n\nСрок действия договора аренды истекает 1 июня 2025 года."
    read = read_text(letter(body=body).encode(), "letter.txt")
    assert Role.ESIGN not in {part.role for part in read.parts}
