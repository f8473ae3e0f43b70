"""Clauses 3.2 and 6.1 on whole letters: the blank and its reference data."""

import pytest

from .conftest import CLEAN, Letter, Look


def test_a_letter_on_no_blank_is_broken(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(letterhead=None), "letterhead")
    assert (finding.code, finding.start) == ("letterhead.missing", None)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("\nтел. (4242) 00-00-00", "телефон"),
        ("\ne-mail: minstroy@sakhalin.gov.ru", "адрес электронной почты"),
        ("\nminstroy.sakhalin.gov.ru", "сайт"),
        ("\nКоммунистический проспект, д. 32,\nг. Южно-Сахалинск, 693009", "почтовый адрес"),
    ],
)
def test_each_kind_of_reference_data_is_missed(letter: Letter, look: Look, line: str, missing: str) -> None:
    (finding,) = look(letter(letterhead=CLEAN["letterhead"].replace(line, "")), "letterhead")
    assert finding.code == "letterhead.reference-data"
    assert finding.message.endswith(missing)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("minstroy@sakhalin.gov.ru", "minstroi@sakhalin.gov.ru"),
        ("(4242) 00-00-00", "(4242) 11-22-33"),
        ("693009", "693000"),
    ],
)
def test_data_unlike_the_profile_are_mended_from_it(letter: Letter, look: Look, right: str, wrong: str) -> None:
    (finding,) = look(letter(letterhead=CLEAN["letterhead"].replace(right, wrong)), "letterhead")
    assert (finding.code, finding.excerpt, finding.suggestions) == ("letterhead.differs", wrong, (right,))


def test_the_house_is_compared_on_the_bodys_own_street(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(letterhead=CLEAN["letterhead"].replace("д. 32", "д. 35")), "letterhead")
    assert (finding.excerpt, finding.suggestions) == ("35", ("32",))


def test_the_phone_may_be_written_in_other_ways(letter: Letter, look: Look) -> None:
    head = CLEAN["letterhead"].replace("(4242) 00-00-00", "+7 (4242) 00 00 00")
    assert look(letter(letterhead=head), "letterhead") == []


def test_another_bodys_blank_is_only_advice(letter: Letter, look: Look) -> None:
    head = (
        "АДМИНИСТРАЦИЯ ГОРОДА\n\nул. Ленина, д. 173,\nг. Южно-Сахалинск, 693020\n"
        "тел. (4242) 30-00-00\ncity@example.ru\nexample.ru"
    )
    assert [(each.code, each.level) for each in look(letter(letterhead=head), "letterhead")] == [
        ("letterhead.name-differs", "advice")
    ]
