"""Clause 2.3 on whole letters: who the reply goes to, and where."""

import pytest

from .conftest import Letter, Look

PLACE = "\nул. Ленина, д. 10, кв. 5,\nг. Южно-Сахалинск, 693000"


@pytest.mark.parametrize(
    "name",
    [
        "Ивановой М.П.", "М.П. Ивановой", "Ивановой Марии Петровне", "Ким М.П.", "Шевченко М.П.", "Черных М.П.",
        "Ткачук М.П.", "Бельды Марии Петровне", "г-же Ивановой М.П.", "Мельник М.П.", "Салтыковой-Щедриной М.П.",
        "Ивановой\nМарии Петровне", "Марии Петровне\nИвановой",
    ],
)  # fmt: skip
def test_datives_and_surnames_that_never_change_pass(letter: Letter, look: Look, name: str) -> None:
    assert look(letter(addressee=name + PLACE), "addressee") == []


def test_one_surname_of_two_passes(letter: Letter, look: Look) -> None:
    both = letter(salutation="Уважаемые Мария Петровна и Пётр Ильич!", addressee="Ивановым М.П. и П.И." + PLACE)
    assert "addressee.not-dative" not in [each.code for each in look(both, "addressee")]


@pytest.mark.parametrize(
    ("salutation", "wrong", "right"),
    [
        ("Уважаемая Мария Петровна!", "Иванова М.П.", "Ивановой М.П."),
        ("Уважаемая Мария Петровна!", "М.П. Иванова", "М.П. Ивановой"),
        ("Уважаемая Мария Петровна!", "Иванова Мария Петровна", "Ивановой Марии Петровне"),
        ("Уважаемый Михаил Павлович!", "Сидоров М.П.", "Сидорову М.П."),
        ("Уважаемый Михаил Павлович!", "Ткачук М.П.", "Ткачуку М.П."),
        ("Уважаемый Алексей!", "Ким А.", "Киму А."),
    ],
)
def test_a_name_in_another_case_is_mended(letter: Letter, look: Look, salutation: str, wrong: str, right: str) -> None:
    (finding,) = look(letter(salutation=salutation, addressee=wrong + PLACE), "addressee")
    assert (finding.code, finding.excerpt, finding.suggestions) == ("addressee.not-dative", wrong, (right,))


@pytest.mark.parametrize(
    "addressee",
    [
        "Администрация города\nЮжно-Сахалинска",
        "Жителям дома № 10\nпо ул. Ленина",
        "Директору школы № 5\nИвановой М.П." + PLACE,
        "Ивановой М.П.\nчерез портал «Госуслуги»",
        "Ивановой М.П.\nivanova@example.ru",
    ],
)
def test_bodies_groups_posts_and_other_channels_pass(letter: Letter, look: Look, addressee: str) -> None:
    assert look(letter(addressee=addressee), "addressee") == []


def test_a_post_in_the_nominative_is_mended(letter: Letter, look: Look) -> None:
    findings = look(letter(addressee="Генеральный директор ООО «Мир»\nИвановой М.П." + PLACE), "addressee")
    assert [(each.code, each.suggestions) for each in findings] == [
        ("addressee.post-not-dative", ("Генеральному директору",))
    ]


def test_a_letter_to_nobody_is_broken(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(addressee=None), "addressee")
    assert (finding.code, finding.start) == ("addressee.missing", None)


def test_a_person_without_an_address_is_told_and_the_card_mends(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {
        "applicant": {"surname": "Иванова", "name": "Мария", "patronymic": "Петровна", "email": "i@example.ru"}
    }
    (finding,) = look(letter(addressee="Ивановой М.П."), "addressee", card=card)
    assert (finding.code, finding.suggestions) == ("addressee.no-address", ("Ивановой М.П.\ni@example.ru",))


@pytest.mark.parametrize("name", ["Ивановой А.С.", "Иванову М.П."])
def test_the_addressee_and_the_person_greeted_are_one(letter: Letter, look: Look, name: str) -> None:
    (finding,) = look(letter(addressee=name + PLACE), "addressee")
    assert (finding.code, finding.excerpt) == ("addressee.salutation-differs", name)


def test_a_name_alone_in_the_salutation_agrees_with_one_initial(letter: Letter, look: Look) -> None:
    assert look(letter(addressee="Киму А." + PLACE, salutation="Уважаемый Алексей!"), "addressee") == []


def test_the_card_names_another_applicant(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {"applicant": {"surname": "Петрова", "name": "Мария", "patronymic": "Петровна"}}
    (finding,) = look(letter(), "addressee", card=card)
    assert (finding.code, finding.suggestions) == ("addressee.card-differs", ("Петровой М.П.",))


def test_the_card_has_another_postcode(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {
        "applicant": {"surname": "Иванова", "name": "Мария", "patronymic": "Петровна", "address": "ул. Ленина, 693007"}
    }
    (finding,) = look(letter(), "addressee", card=card)
    assert (finding.excerpt, finding.suggestions) == ("693000", ("693007",))


def test_a_postal_address_without_a_postcode_is_advice(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(addressee="Ивановой М.П.\nул. Ленина, д. 10, кв. 5,\nг. Южно-Сахалинск"), "addressee")
    assert (finding.code, finding.level) == ("addressee.postcode", "advice")


def test_an_address_without_a_name_is_broken(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(addressee=PLACE.strip()), "addressee")
    assert (finding.code, finding.excerpt) == ("addressee.nobody", PLACE.strip())


@pytest.mark.parametrize(
    ("addressee", "excerpt", "mend"),
    [
        (
            "Главный врач больницы\nИвановой М.П.\nул. Ленина, д. 10,\nг. Южно-Сахалинск, 693000",
            "Главный врач",
            "Главному врачу",
        ),
        ("Вдова ветерана\nИвановой М.П.\nул. Ленина, д. 10,\nг. Южно-Сахалинск, 693000", "Вдова", "Вдове"),
    ],
)
def test_what_the_addressee_is_stands_in_the_dative(
    letter: Letter, look: Look, addressee: str, excerpt: str, mend: str
) -> None:
    found = [
        each for each in look(letter(addressee=addressee), "addressee") if each.code == "addressee.post-not-dative"
    ]
    assert [(each.excerpt, each.suggestions) for each in found] == [(excerpt, (mend,))]


def test_a_letter_of_the_patronymic_tells_two_people_apart(letter: Letter, look: Look) -> None:
    addressee = "Ивановой Марии Петровне\nул. Ленина, д. 10,\nг. Южно-Сахалинск, 693000"
    assert look(letter(addressee=addressee), "addressee") == []
    other = addressee.replace("Петровне", "Патровне")
    assert [each.code for each in look(letter(addressee=other), "addressee")] == ["addressee.salutation-differs"]


def test_a_foreign_street_is_an_address(letter: Letter, look: Look) -> None:
    addressee = "Ивановой М.П.\nSchillerstrasse 14, 70173 Stuttgart,\nГермания"
    assert "addressee.no-address" not in {each.code for each in look(letter(addressee=addressee), "addressee")}
