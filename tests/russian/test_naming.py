"""The answer of ``letterkit names``."""

import pytest

from letterkit.core.errors import RequestError
from letterkit.core.people import Case, Gender
from letterkit.russian.names_tables import NamePart
from letterkit.russian.naming import answer, answer_line


def test_the_whole_string_is_declined_in_the_order_given() -> None:
    found = answer("Мария Петровна Иванова")
    assert found["cases"]["dative"] == "Марии Петровне Ивановой"
    assert (found["surname"], found["name"], found["patronymic"]) == ("Иванова", "Мария", "Петровна")
    assert found["gender"] == "female"
    assert set(found["cases"]) == {case.value for case in Case}


def test_a_part_is_taken_at_its_word() -> None:
    found = answer("роман", NamePart.SURNAME, Gender.MALE)
    assert (found["surname"], found["name"]) == ("роман", None)
    assert found["cases"]["genitive"] == "романа"


def test_a_given_gender_overrides() -> None:
    assert answer("Ким", NamePart.SURNAME, Gender.FEMALE)["cases"]["dative"] == "Ким"
    assert answer("Ким", NamePart.SURNAME, Gender.MALE)["cases"]["dative"] == "Киму"


def test_an_unknown_gender_says_so_and_leaves_the_name() -> None:
    found = answer("Ткачук")
    assert found["gender"] is None
    assert set(found["cases"].values()) == {"Ткачук"}


def test_a_line_may_carry_its_gender() -> None:
    assert answer_line("Саша\tfemale", NamePart.NAME)["gender"] == "female"
    assert answer_line("Саша", NamePart.NAME)["gender"] is None


def test_a_word_that_is_no_gender_is_refused() -> None:
    with pytest.raises(RequestError, match=r"names\.unknown-gender"):
        answer_line("Саша\tнечто")


def test_initials_keep_their_place_and_spacing() -> None:
    assert answer("М. П. Иванова")["cases"]["dative"] == "М. П. Ивановой"
    assert answer("Иванова М.П.")["cases"]["dative"] == "Ивановой М.П."
