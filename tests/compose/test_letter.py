import dataclasses
from collections.abc import Callable

import pytest

from letterkit.compose import Catalogue, ComposedLetter, compose
from letterkit.compose.letter import post_lines
from letterkit.core.case import Applicant, CaseCard, Signer
from letterkit.core.errors import CardError, TemplateError
from letterkit.core.outcome import Channel, Outcome
from letterkit.core.people import Gender, Person
from letterkit.core.profile import Profile

Write = Callable[..., ComposedLetter]
Change = Callable[..., CaseCard]


def plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").split())


def test_the_demo_card_becomes_a_whole_letter(demo: CaseCard, write: Write) -> None:
    text = plain(write(demo).text)
    for piece in (
        "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА САХАЛИНСКОЙ ОБЛАСТИ",
        "Коммунистический проспект, д. 32, г. Южно-Сахалинск, 693009 тел. (4242) 00-00-00",
        "05.06.2024 № 3.08-1201/24 На № И-345 от 14.05.2024",
        "Ивановой М.П. ул. Ленина, д. 10, кв. 5, г. Южно-Сахалинск, 693000",
        "О переселении из аварийного дома Уважаемая Мария Петровна!",
        "Рассмотрев Ваше обращение по вопросу переселения из аварийного дома № 10 по ул. Ленина, поступившее в "
        "министерство строительства Сахалинской области, сообщаем.",
        "Ваш вопрос будет решён до 01.12.2024.",
        "1. Когда переселят жителей дома № 10 по ул. Ленина?",
        "2. Можно ли вместо квартиры получить деньги?",
        "позвоните исполнителю письма: +7 (4242) 00-00-00, Петрова Анна Сергеевна.",
        "С уважением, Министр строительства Сахалинской области И.О. Фамильев",
        "Петрова Анна Сергеевна, отдел жилищной политики, +7 (4242) 00-00-00, a.petrova@sakhalin.gov.ru",
    ):
        assert piece in text
    assert "___" not in text


def test_the_same_card_gives_the_same_bytes(demo: CaseCard, write: Write) -> None:
    for blank in ("corner", "longitudinal", "corner-2016", "longitudinal-2016"):
        assert write(demo, blank=blank).docx == write(demo, blank=blank).docx


def test_what_is_not_known_yet_is_left_to_be_written_in(changed: Change, write: Write) -> None:
    card = changed(number=None, date=None, appeal={"number": None, "registered": None})
    text = plain(write(card).text)
    assert "____________ № ____________" in text
    assert "На № __________ от __________" in text
    assert "На обращение от 14.05.2024" in write(changed(appeal={"number": None})).text


def test_every_value_of_the_card_is_accounted_for(demo: CaseCard, write: Write) -> None:
    used = write(demo).used
    assert used["applicant.surname"] == "Ивановой"
    assert used["reply.due_date"] == "01.12.2024"
    assert {"number", "date", "appeal.number", "executor", "executor.phone", "executor.unit", "signer.name"} <= set(
        used
    )
    assert {key for key in used if key.startswith("reply.fields.answers")} == {
        f"reply.fields.answers.{n}" for n in (0, 1)
    }


def test_a_value_that_the_reply_text_never_says_fails_and_is_named(changed: Change, write: Write) -> None:
    card = changed(reply={"fields": {}, "outcome": None, "due_date": None, "title": None, "body": "Текст ответа."})
    with pytest.raises(TemplateError) as caught:
        write(card, "unreadable")
    assert (caught.value.code, caught.value.details["key"]) == ("blank.value-lost", "reply.body.0")


@pytest.mark.parametrize(
    ("surname", "printed"),
    [
        ("{{ date }}", "{{ date }}"),
        ("Рога<&>", "Рога<&>"),
        ("{% if x %}", "{% if x %}"),
        ("{_{", "{_{"),
        ("Ким\x07\x00\u200b", "Киму"),
        ("\uf8f00\uf8f1", "0"),
    ],
)
def test_a_hostile_surname_is_only_a_surname(changed: Change, write: Write, surname: str, printed: str) -> None:
    text = plain(write(changed(applicant={"person": Person(surname, "Алексей", None, Gender.MALE)})).text)
    assert f" {printed} А. ул. Ленина" in text


def test_a_hostile_field_comes_through_to_the_character(changed: Change, write: Write) -> None:
    value = "Дом «Рога & Копыта» <литера А> сдадут {{ скоро }} {% endif %}"
    fields = {"decision": value}
    assert value in write(changed(appeal={"questions": ()}, reply={"fields": fields})).text


def test_several_applicants_are_addressed_as_several(changed: Change, write: Write) -> None:
    card = changed(
        applicant={"collective": True}, reply={"fields": {"decision": "Квартиры дадут всем семьям"}, "body": "Ответ."}
    )
    text = plain(write(card).text)
    assert "Уважаемые заявители! Рассмотрев ваше обращение" in text
    assert "Ваш вопрос будет решён" in text  # the beginning of a sentence
    assert "мы напишем вам об этом" in text
    assert "Если у вас останутся вопросы" in text
    assert " Вам " not in text


def test_an_organisation_is_addressed_as_an_organisation(changed: Change, write: Write) -> None:
    applicant = Applicant(organisation="ООО «Рога & Копыта»", address="ул. Мира, д. 1, г. Южно-Сахалинск")
    text = plain(write(changed(applicant=applicant)).text)
    assert "ООО «Рога & Копыта» ул. Мира, д. 1, г. Южно-Сахалинск" in text
    assert "Уважаемые господа!" in text


def test_a_man_without_a_patronymic_is_addressed_by_his_name(changed: Change, write: Write) -> None:
    applicant = Applicant(Person("Ким", "Алексей", None, Gender.MALE), email="kim@example.ru")
    made = write(changed(applicant=applicant, reply={"delivery": Channel.EMAIL}))
    text = plain(made.text)
    assert "Киму А. kim@example.ru" in text
    assert "Уважаемый Алексей!" in text


def test_a_restricted_letter_carries_its_mark_and_copy_number(changed: Change, write: Write) -> None:
    text = plain(write(changed(reply={"restricted": True, "copy_number": "2"})).text)
    assert "Для служебного пользования Экз. № 2 Ивановой М.П." in text
    assert "служебного" not in write(changed()).text


def test_attachments_are_marked_under_the_text(changed: Change, write: Write) -> None:
    text = plain(write(changed(reply={"attachments": ("Акт на 1 л. в 1 экз.", "Схема на 2 л. в 1 экз.")})).text)
    assert "Приложение: 1. Акт на 1 л. в 1 экз. 2. Схема на 2 л. в 1 экз. С уважением," in text


def test_the_outcome_the_signer_and_the_way_are_taken_by_default(
    changed: Change, write: Write, profile: Profile
) -> None:
    card = changed(signer=Signer(), reply={"outcome": None, "delivery": None})
    made = write(card).card
    assert (made.reply.outcome, made.reply.delivery) == (Outcome.BY_DATE, Channel.POST)
    assert made.signer == Signer("Министр строительства Сахалинской области", "И.О. Фамильев")


def test_a_post_is_broken_as_the_profile_has_it_or_by_length(profile: Profile) -> None:
    assert (
        post_lines(Signer("Министр  строительства Сахалинской области", "X"), profile) == profile.signers[0].post_lines
    )
    long = "Исполняющий обязанности начальника управления капитального строительства"
    lines = post_lines(Signer(long, "X"), profile)
    assert " ".join(lines) == long
    assert max(map(len, lines)) <= 34


@pytest.mark.parametrize(
    ("reply", "changes", "code", "key"),
    [
        ("by_date", {"reply": {"due_date": None}}, "card.missing", "reply.due_date"),
        ("by_date", {"reply": {"fields": {}}}, "card.missing", "reply.fields.decision"),
        ("by_date", {"reply": {"fields": {"decision": "А", "zzz": "1"}}}, "card.unknown-field", "reply.fields.zzz"),
        ("by_date", {"reply": {"fields": {"decision": ("а", "б")}}}, "card.bad-field", "reply.fields.decision"),
        (
            "by_date",
            {"reply": {"fields": {"decision": "А", "answers": ("один",)}}},
            "card.answers-differ",
            "reply.fields.answers",
        ),
        ("by_date", {"reply": {"fields": {"decision": "А"}}}, "card.missing", "reply.fields.answers"),
        ("solved", {}, "card.outcome-differs", "reply.outcome"),
        ("by_date", {"appeal": {"subject": None}}, "card.missing", "appeal.subject"),
        ("by_date", {"applicant": Applicant(Person("Ким", "Саша"))}, "card.gender-unknown", "applicant.gender"),
    ],
)
def test_a_card_that_cannot_be_answered_is_told_by_its_key(
    reply: str, changes: dict[str, object], code: str, key: str, changed: Change, write: Write
) -> None:
    with pytest.raises(CardError) as caught:
        write(changed(**changes), reply)
    assert (caught.value.code, caught.value.details["key"]) == (code, key)


def test_the_letterhead_prints_what_the_profile_has(demo: CaseCard, catalogue: Catalogue, profile: Profile) -> None:
    body = dataclasses.replace(
        profile.body, superior="ПРАВИТЕЛЬСТВО САХАЛИНСКОЙ ОБЛАСТИ", fax="(4242) 00-00-01", okpo="00000000",
        ogrn="0000000000000", inn_kpp="0000000000/000000000",
    )  # fmt: skip
    made = compose(
        demo, catalogue.reply("by_date"), catalogue.blank("longitudinal"), dataclasses.replace(profile, body=body)
    )
    text = plain(made.text)
    assert text.startswith("ПРАВИТЕЛЬСТВО САХАЛИНСКОЙ ОБЛАСТИ МИНИСТЕРСТВО СТРОИТЕЛЬСТВА")
    assert "факс (4242) 00-00-01" in text
    assert "ОКПО 00000000 ОГРН 0000000000000 ИНН/КПП 0000000000/000000000" in text
