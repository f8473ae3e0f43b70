import pytest

from letterkit.compose import topic
from letterkit.core.case import Appeal
from letterkit.core.profile import Profile


@pytest.mark.parametrize(
    ("subject", "after_appeal", "about"),
    [
        (
            "переселение из аварийного дома",
            " по вопросу переселения из аварийного дома",
            "о переселении из аварийного дома",
        ),
        ("переселения из ветхого жилья", " по вопросу переселения из ветхого жилья", "о переселении из ветхого жилья"),
        ("О ремонте крыши.", " о ремонте крыши", "о ремонте крыши"),
        ("Выплата субсидии", " по вопросу выплаты субсидии", "о выплате субсидии"),
        ("очередь на жильё", " по вопросу очереди на жильё", "об очереди на жильё"),
        ("сроки сдачи дома", " по вопросу сроков сдачи дома", "о сроках сдачи дома"),
        ("по вопросу выплаты", " по вопросу выплаты", None),
    ],
)
def test_the_question_is_put_into_the_case_it_needs(subject: str, after_appeal: str, about: str | None) -> None:
    assert (after_appeal, about) == (topic.appeal_words(subject), topic.subject_about(subject))


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (None, "в министерство строительства Сахалинской области"),
        ("администрация города Южно-Сахалинска", "в администрацию города Южно-Сахалинска"),
        ("Правительство Сахалинской области", "в Правительство Сахалинской области"),
        ("министр строительства Сахалинской области", "на имя министра строительства Сахалинской области"),
    ],
)
def test_the_opening_names_the_body_or_the_official(to: str | None, expected: str, profile: Profile) -> None:
    made = topic.opening(Appeal(subject="ремонт крыши", addressed_to=to), profile.body, several=False)
    assert made == f"Рассмотрев Ваше обращение по вопросу ремонта крыши, поступившее {expected}, сообщаем."


def test_several_people_are_addressed_with_a_small_letter(profile: Profile) -> None:
    assert topic.opening(Appeal(), profile.body, several=True).startswith("Рассмотрев ваше обращение, поступившее")
