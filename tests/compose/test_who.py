import pytest

from letterkit.compose import addressee
from letterkit.compose.ledger import opened_ledger
from letterkit.core.case import Applicant, CaseCard, ReplyPlan
from letterkit.core.errors import CardError
from letterkit.core.outcome import Channel
from letterkit.core.people import Gender, Person

MARIA = Person("Иванова", "Мария", "Петровна")


@pytest.mark.parametrize(
    ("applicant", "expected"),
    [
        (Applicant(MARIA), "Уважаемая Мария Петровна!"),
        (Applicant(Person("Ким", "Алексей", None, Gender.MALE)), "Уважаемый Алексей!"),
        (Applicant(Person("Гусейнов", "Рауф", "Гасан оглы")), "Уважаемый Рауф Гасан оглы!"),
        (Applicant(Person("Иванов", None, None, Gender.MALE)), "Уважаемый господин Иванов!"),
        (Applicant(Person("Иванова", "М.", "П.", Gender.FEMALE)), "Уважаемая госпожа Иванова!"),
        (Applicant(organisation="ООО «Рога»"), "Уважаемые господа!"),
        (Applicant(MARIA, organisation="ТСЖ «Дом»"), "Уважаемая Мария Петровна!"),
        (Applicant(MARIA, collective=True), "Уважаемые заявители!"),
    ],
)
def test_the_salutation_follows_what_the_appeal_names(applicant: Applicant, expected: str) -> None:
    assert expected == addressee.salutation(applicant)


def test_a_gender_that_nothing_tells_is_not_guessed() -> None:
    with pytest.raises(CardError) as caught:
        addressee.salutation(Applicant(Person("Ким", "Саша")))
    assert (caught.value.code, caught.value.details["key"]) == ("card.gender-unknown", "applicant.gender")


def test_nobody_to_speak_to_is_an_error() -> None:
    with pytest.raises(CardError) as caught:
        addressee.salutation(Applicant())
    assert (caught.value.code, caught.value.details["key"]) == ("card.missing", "applicant.name")


def card(applicant: Applicant, delivery: Channel | None = None) -> CaseCard:
    return CaseCard(applicant=applicant, reply=ReplyPlan(delivery=delivery))


HOME = "ул. Ленина, д. 10, кв. 5, г. Южно-Сахалинск, 693000"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            card(Applicant(MARIA, address=HOME)),
            ("Ивановой М.П.", "ул. Ленина, д. 10, кв. 5,", "г. Южно-Сахалинск, 693000"),
        ),
        (card(Applicant(MARIA, address=HOME, email="m@x.ru"), Channel.EMAIL), ("Ивановой М.П.", "m@x.ru")),
        (card(Applicant(MARIA, email="m@x.ru"), Channel.POST), ("Ивановой М.П.", "m@x.ru")),
        (card(Applicant(Person("Ким", "Алексей"))), ("Киму А.",)),
        (card(Applicant(organisation="ООО «Рога»", email="r@x.ru")), ("ООО «Рога»", "r@x.ru")),
        (card(Applicant(MARIA, organisation="ООО «Рога»")), ("ООО «Рога»", "Ивановой М.П.")),
        (card(Applicant(MARIA, collective=True)), ("Ивановой М.П.", "и другим заявителям")),
        (card(Applicant(collective=True)), ("Заявителям",)),
    ],
)
def test_the_addressee_is_in_the_dative_and_the_place_fits_the_way_of_delivery(
    given: CaseCard, expected: tuple[str, ...]
) -> None:
    assert expected == tuple(line.replace("\u00a0", " ") for line in addressee.addressee_lines(given))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("693000, г. Южно-Сахалинск, ул. Мира, д. 3", ("693000, г. Южно-Сахалинск,", "ул. Мира, д. 3")),
        ("ул. Мира, д. 3, с. Троицкое", ("ул. Мира, д. 3,", "с. Троицкое")),
        (
            "694051, Сахалинская область, г. Долинск, ул. Полевая, д. 9",
            ("694051, Сахалинская область,", "г. Долинск, ул. Полевая, д. 9"),
        ),
        ("до востребования", ("до востребования",)),
    ],
)
def test_an_address_is_broken_where_people_break_it(address: str, expected: tuple[str, ...]) -> None:
    lines = addressee.address_lines(address)
    assert " ".join(lines) == address
    assert max(map(len, lines)) <= addressee.ADDRESS_LINE + 1
    assert expected == lines


def test_several_people_are_vy_with_a_small_letter_except_where_a_sentence_begins() -> None:
    with opened_ledger() as ledger:
        value = ledger.seal("Ваша крыша починена.", "x")
        text = f"Мы рассмотрели Ваше обращение. Вы правы, и Вам ответят. {value} Вашу «Ваши слова».\n\n- Вы можете"
        lowered = ledger.open_marks(addressee.lower_you(text, ledger))
    assert lowered == (
        "Мы рассмотрели ваше обращение. Вы правы, и вам ответят. Ваша крыша починена. Вашу «ваши слова».\n\n- Вы можете"
    )


def test_words_that_only_look_like_vy_stay() -> None:
    with opened_ledger() as ledger:
        assert addressee.lower_you("дом Вассы, Выборг, Вашингтон", ledger) == "дом Вассы, Выборг, Вашингтон"


def test_the_reply_goes_the_way_the_appeal_came_when_the_card_does_not_say() -> None:
    from letterkit.core.case import Appeal

    assert addressee.delivery(CaseCard(Appeal(channel=Channel.POS), Applicant(address=HOME))) is Channel.POS
    assert addressee.delivery(CaseCard(applicant=Applicant(address=HOME, email="m@x.ru"))) is Channel.POST
    assert addressee.delivery(CaseCard(applicant=Applicant(email="m@x.ru"))) is Channel.EMAIL
    assert addressee.delivery(CaseCard()) is None
