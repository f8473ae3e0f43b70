"""What is read of an appeal, and where its places lead."""

import datetime
from pathlib import Path

import pytest

from bench.intake import measure
from letterkit.core.people import Gender
from letterkit.intake import read_appeal
from letterkit.intake.addresses import addresses
from letterkit.intake.group_vectors import shipped_vectors, words_of
from letterkit.intake.groups import likely_groups
from letterkit.intake.places import place_of
from letterkit.intake.subject import with_place
from letterkit.intake.subject_offers import SubjectOffer
from letterkit.intake.subject_places import PlaceOffer
from letterkit.intake.zones import zones
from letterkit.office.register.classifier import classifier

from .conftest import APPEAL

SET = Path(__file__).resolve().parents[1] / "appeals"


def test_a_card_is_read_of_a_letter() -> None:
    card = read_appeal(APPEAL).card
    assert card.applicant.person.full == "Соколова Ирина Павловна"
    assert card.applicant.person.gender is Gender.FEMALE
    assert card.applicant.email == "sokolova@example.ru"
    assert card.appeal.addressed_to == "министерство строительства Сахалинской области"
    assert card.appeal.sent == datetime.date(2026, 2, 12)
    assert len(card.appeal.questions) == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("applicant.surname", "Соколовой"),
        ("applicant.address", "г. Корсаков, ул. Лесная, д. 4, кв. 12"),
        ("applicant.email", "sokolova@example.ru"),
        ("appeal.addressed_to", "министерство строительства\nСахалинской области"),
        ("appeal.sent", "12 февраля 2026 года"),
    ],
)
def test_a_place_holds_the_words_that_say_the_value(path: str, said: str) -> None:
    start, end = read_appeal(APPEAL).found[path].places[0]
    told = APPEAL[start:end]
    assert said in told or told in said
    assert said.split()[0] in told


def test_each_question_stands_at_its_place_word_for_word() -> None:
    found = read_appeal(APPEAL).found["appeal.questions"]
    told = [" ".join(APPEAL[start:end].split()) for start, end in found.places]
    assert isinstance(found.value, tuple)
    assert [" ".join(each.split()).rstrip(".") for each in found.value] == [each.rstrip(".") for each in told]


@pytest.mark.slow
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.long), 8])
def test_the_labelled_appeals_are_read_no_worse_than_they_were(step: int) -> None:
    figures = measure(SET, step)
    assert figures.appeals * step >= 1244
    assert figures.fields_right >= 0.89
    assert figures.questions_right >= 0.87
    assert figures.top_three >= 0.95 * figures.grouped


def test_a_place_that_a_subject_ends_with_is_said_once() -> None:
    road, house = SubjectOffer("ремонт дороги по улице Лесной", {}), PlaceOffer("по улице Лесной, 4", {})
    assert with_place(road, house) == "ремонт дороги по улице Лесной, 4"
    assert with_place(road, PlaceOffer("в Корсакове", {})) == "ремонт дороги по улице Лесной в Корсакове"


def test_words_that_no_appeal_taught_lead_to_their_group_by_what_they_mean() -> None:
    story = "Волейбол и дзюдо"
    known = shipped_vectors()
    assert not any(word in centre for word in words_of(story) for centre in known.centres.values())
    assert likely_groups(classifier().group_words, story, [story], known)[0].name == "Спорт и культура"


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ("{}\nЛев Дедюхин\n8(42443)5-11-08", "appeal.sent", None),
        ("{}\nДедюхин Лев Аркадьевич, тел. 77-30-19", "applicant.phone", "77-30-19"),
        ("Министру строительства Калашникову\n{}", "appeal.addressed_to", "министр строительства Калашников"),
        (
            "Министерство строительства\nМинистру Р. В. Калашникову\n\n{}",
            "appeal.addressed_to",
            "министр Р.В. Калашников",
        ),
        ("Роман Викторович, здравствуйте. {}", "appeal.addressed_to", "Роман Викторович"),
        ("{}\nДиректор школы                Е. В. Стригунов", "applicant.surname", "Стригунов"),
        ("от жильцов дома кирова 41\n{}", "applicant.surname", None),
        ("{}\nДорохов И.И.\nКорсаков, Флотская 14-3", "applicant.surname", "Дорохов"),
        ("Сэсэг Доржиева\nг. Улан-Удэ, ул. Жердева, 104\n\n{}", "applicant.address", "г. Улан-Удэ, ул. Жердева, 104"),
        ("Сэсэг Доржиева\nг. Улан-Удэ, ул. Жердева, 104\n\n{}", "applicant.surname", "Доржиева"),
        ("Фамилия*: Вайчюлис\nИмя*: Томас\n\n{}", "applicant.surname", "Вайчюлис"),
        ("здравствуйте меня зовут ершов павел\n{}", "applicant.surname", "Ершов"),
        (
            "Департамент строительства, ЖКХ и ТЭК Костромской области\n\n{}",
            "appeal.addressed_to",
            "департамент строительства, ЖКХ и ТЭК Костромской области",
        ),
        (
            "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА ТВЕРСКОЙ ОБЛАСТИ, ТВЕРЬ\n\nПРОШУ УБРАТЬ МУСОР ВО ДВОРЕ. {}",
            "appeal.addressed_to",
            "министерство строительства тверской области",
        ),
        (
            "12.03.2026 № 07            Министерство строительства, архитектуры и\n"
            "на № ________              транспорта Чувашской Республики\n\n{}",
            "appeal.addressed_to",
            "министерство строительства, архитектуры и транспорта Чувашской Республики",
        ),
        ("{}\nРимма Полежаева, Дачная ул., д. 11, кв. 2", "applicant.address", "Дачная ул., д. 11, кв. 2"),
    ],
)
def test_a_value_is_told_from_what_looks_like_it(text: str, path: str, told: object) -> None:
    found = read_appeal(text.format("Прошу отремонтировать крышу нашего дома до зимы.")).found.get(path)
    assert (found and found.value) == told


def test_namesakes_who_sign_together_are_two() -> None:
    reading = read_appeal(
        "Просим спилить тополь.\n\nДоржиев Бато Цыренович, ул. Гайдара, 5 (ответ направлять ему)\n"
        "Намсараев Ж.Б., Приисковая, 19\nНамсараева С.Д., Приисковая, 19"
    )
    assert reading.card.applicant.person.surname == "Доржиев"
    assert [person.value.name for person in reading.people] == ["Ж.", "С."]


def test_a_place_told_in_a_sentence_is_named_as_an_address_is() -> None:
    text = "Во дворе дома № 14 по улице Мира в Южно-Сахалинске сломаны качели. Прошу отремонтировать качели."
    place = place_of(text, zones(text, ()), addresses(text), None)
    assert place == "Южно-Сахалинск, улица Мира, дом № 14"
