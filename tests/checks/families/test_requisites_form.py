"""How the parts around the text are written: signature, mark of the executor, attachments, title, greeting."""

import pytest

from letterkit.core.finding import Level

from .conftest import CLEAN, Letter, Look


def codes(letter: Letter, look: Look, *families: str, **parts: str | None) -> list[str]:
    return [finding.code for finding in look(letter(**parts), *families)]


NAME = "                                        Р.О. Травина"


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("министр строительства", ["signature.post-small"]),
        ("Министру строительства", ["signature.post-oblique"]),
        ("Заместителя министра", ["signature.post-oblique"]),
        ("Минстр строительства", ["signature.post-misspelt"]),
        ("Министр строителства", ["signature.post-misspelt"]),
        ("Ведущий консультант отдела", ["signature.not-a-head"]),
        ("Секретарь приёмной", ["signature.not-a-head"]),
        ("п/п Министр строительства", ["signature.for-another"]),
        ("Исполняющая обязанности министра", []),
        ("И.о. министра строительства", []),
        ("Первый заместитель министра", []),
        ("Главный инженер", []),
        ("Ответственный секретарь комиссии", []),
    ],
)
def test_a_head_signs_by_a_post_in_the_nominative(letter: Letter, look: Look, post: str, found: list[str]) -> None:
    seen = codes(letter, look, "signature", signature=post + NAME)
    assert [code for code in seen if code != "signature.signer-unknown"] == found


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("Петровой Анне Сергеевне\n+7 (4242) 00-00-00", ["executor.name-declined"]),
        ("Петрову Ивану Сергеевичу\n+7 (4242) 00-00-00", ["executor.name-declined"]),
        ("Анна Сергеевна\n+7 (4242) 00-00-00", ["executor.no-surname"]),
        ("Петрова Анна Сергеевна\n+7 (4242) 00-00", ["executor.phone-figures"]),
        ("Петрова Анна Сергеевна\n(4242) 00-00-00-00", ["executor.phone-figures"]),
        ("Исп: Петрова Анна Сергеевна\n+7 (4242) 00-00-00", ["executor.prefix"]),
        ("Петрова Анна Сергеевна\n8 (42440) 0-00-00, доб. 123", []),
        ("Петрова Анна Сергеевна\n+7 (4242) 00-00-00", []),
    ],
)
def test_the_mark_of_the_executor_is_whole(letter: Letter, look: Look, mark: str, found: list[str]) -> None:
    assert codes(letter, look, "executor", executor=mark) == found


def test_the_mark_stands_below_the_signature(letter: Letter, look: Look) -> None:
    above = f"{CLEAN['executor']}\n\n{CLEAN['closing']}"
    assert "executor.above-signature" in codes(letter, look, "executor", closing=above, executor=None)
    assert "executor.above-signature" not in codes(letter, look, "executor")


BODY = "Дорогу отремонтируют до 1 октября 2024 года. Копию акта прилагаем."


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("приложение: акт на 3 л. в 1 экз.", ["attachment.mark"]),
        ("Приложение акт на 3 л. в 1 экз.", ["attachment.mark"]),
        ("Прил.: акт на 3 л. в 1 экз.", ["attachment.mark"]),
        ("Приложения: акт на 3 л. в 1 экз.", ["attachment.mark"]),
        ("Приложение: 1. Акт на 3 л. в 1 экз.\n3. План на 1 л. в 1 экз.", ["attachment.list-number"]),
        ("Приложение: 1. Акт на 3 л. в 1 экз.\n2. План на 1 л. в 1 экз.", []),
        ("Приложение: акт на 3 л. в 1 экз.", []),
    ],
)
def test_the_mark_of_attachments_has_its_form(letter: Letter, look: Look, mark: str, found: list[str]) -> None:
    closing = f"{mark}\n\n{CLEAN['closing']}"
    seen = codes(letter, look, "attachment", body=BODY, closing=closing)
    assert [code for code in seen if code in {"attachment.mark", "attachment.list-number"}] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("План показан в приложении № 7.", ["attachment.wrong-number"]),
        ("План показан в приложении № 1.", []),
        ("Цена указана в приложении № 7 к договору.", []),
    ],
)
def test_the_text_sends_to_an_attachment_that_is_there(
    letter: Letter, look: Look, sentence: str, found: list[str]
) -> None:
    closing = f"Приложение: акт на 3 л. в 1 экз.\n\n{CLEAN['closing']}"
    seen = codes(letter, look, "attachment", body=f"{BODY} {sentence}", closing=closing)
    assert [code for code in seen if code == "attachment.wrong-number"] == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Об ремонте дороги", ["title.preposition-o"]),
        ("о ремонте дороги", ["title.lower-case"]),
        ("О содержании собак", ["title.another-subject"]),
        ("О дорожном ремонте", []),
        ("О рассмотрении обращения", []),
    ],
)
def test_the_title_is_about_the_letter(letter: Letter, look: Look, title: str, found: list[str]) -> None:
    assert codes(letter, look, "title", title=title) == found


@pytest.mark.parametrize(
    ("greeting", "found"),
    [
        ("Уваажемая Мария Петровна!", ["salutation.misspelt"]),
        ("Увожаемая Мария Петровна!", ["salutation.misspelt"]),
        ("Уваж. Мария Петровна!", ["salutation.shortened"]),
        ("уважаемая Мария Петровна!", ["salutation.lower-case"]),
        ("Приветствуем Вас, Мария Петровна!", ["salutation.greeting"]),
        ("Мария Петровна, добрый день!", ["salutation.greeting"]),
        ("Уважаемая Мария Петровна!", []),
    ],
)
def test_the_reader_is_greeted_by_the_word_of_respect(
    letter: Letter, look: Look, greeting: str, found: list[str]
) -> None:
    assert codes(letter, look, "salutation", salutation=greeting) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("О решении заявителю сообщат письмом.", ["address-form.third-person"]),
        ("Просьбу заявительницы выполнили.", ["address-form.third-person"]),
        ("О сроках ВАС известят.", ["address-form.all-capitals"]),
        ("По закону заявитель вправе обжаловать решение.", []),
        ("Другой заявитель просил о том же.", []),
    ],
)
def test_the_reader_is_spoken_to(letter: Letter, look: Look, sentence: str, found: list[str]) -> None:
    body = f"Дорогу отремонтируют до 1 октября 2024 года. {sentence}"
    assert codes(letter, look, "address-form", body=body) == found


def test_a_gerund_is_not_cut_off_by_a_full_stop(letter: Letter, look: Look) -> None:
    opening = CLEAN["opening"].replace(", сообщаем", ". Сообщаем")
    (finding,) = look(letter(opening=opening), "opening")
    assert (finding.code, finding.suggestions) == ("opening.split", ("области, сообщаем",))


def test_a_question_is_not_considered_by_itself(letter: Letter, look: Look) -> None:
    opening = CLEAN["opening"].replace("сообщаем следующее", "вопрос будет решён")
    assert "opening.dangling" in codes(letter, look, "opening", opening=opening)


def test_a_gerund_with_its_verb_is_whole(letter: Letter, look: Look) -> None:
    opening = CLEAN["opening"].replace("сообщаем следующее", "сообщаем, что дорогу отремонтируют до 01.10.2024")
    assert codes(letter, look, "opening", opening=opening) == []


def test_an_address_has_a_house(letter: Letter, look: Look) -> None:
    place = "Ивановой М.П.\nул. Ленина,\nг. Южно-Сахалинск, 693000"
    assert codes(letter, look, "addressee", addressee=place) == ["addressee.no-house"]
    assert codes(letter, look, "addressee") == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("О порядке рассмотрения жалоб граждан", ["law.other-title"]),
        ("Об обращениях граждан Российской Федерации", ["law.other-title"]),
        ("О порядке рассмотрени обращений граждан Российской Федерации", []),
        ("О порядке рассмотрения обращений граждан Российской Федерации", []),
    ],
)
def test_a_law_has_its_own_title(letter: Letter, look: Look, title: str, found: list[str]) -> None:
    sentence = f"Мы отвечаем по Федеральному закону от 02.05.2006 № 59-ФЗ «{title}»."
    seen = codes(letter, look, "law", body=f"Дорогу отремонтируют до 1 октября 2024 года. {sentence}")
    assert [code for code in seen if code == "law.other-title"] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Согласно приказу министерства дорогу закроют.", ["law.at-large"]),
        ("Ответ дают за 30 дней в соответствии с Федеральным законом.", ["law.at-large"]),
        ("Согласно приказу министерства строительства от 12.03.2024 № 14 дорогу закроют.", []),
        ("Согласно постановлению Правительства Сахалинской области «О дорогах» дорогу закроют.", []),
        ("По закону ответ дают за 30 дней.", []),
        ("Согласно акту осмотра дорогу закроют.", []),
    ],
)
def test_an_act_is_not_named_at_large(letter: Letter, look: Look, sentence: str, found: list[str]) -> None:
    seen = codes(letter, look, "law", body=f"Дорогу отремонтируют до 1 октября 2024 года. {sentence}")
    assert [code for code in seen if code == "law.at-large"] == found


def test_a_slip_in_the_word_law_loses_neither_date_nor_number(letter: Letter, look: Look) -> None:
    sentence = "Это следует из Федеральногоо заокна от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан»."
    seen = codes(letter, look, "law", body=f"Дорогу отремонтируют до 1 октября 2024 года. {sentence}")
    assert not {"law.no-date", "law.no-number"} & set(seen)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("по вопросу ремонт дороги", ["opening.question-case"]),
        ("по вопросу исправлению дороги", ["opening.question-case"]),
        ("по вопросу ремонта дороги", []),
        ("по вопросу о ремонте дороги", []),
    ],
)
def test_after_the_question_stands_the_genitive(letter: Letter, look: Look, question: str, found: list[str]) -> None:
    opening = CLEAN["opening"].replace("по вопросу ремонта дороги", question)
    assert codes(letter, look, "opening", opening=opening) == found


def test_a_patronymic_is_not_invented(letter: Letter, look: Look) -> None:
    place = "Ивановой М.\nул. Ленина, д. 10, кв. 5,\nг. Южно-Сахалинск, 693000"
    assert "salutation.more-than-known" in codes(letter, look, "salutation", addressee=place)
    assert "salutation.more-than-known" not in codes(letter, look, "salutation")


def test_the_postcode_of_the_blank_has_six_figures(letter: Letter, look: Look) -> None:
    blank = CLEAN["letterhead"].replace("693009", "69309")
    assert "letterhead.postcode" in codes(letter, look, "letterhead", letterhead=blank)
    assert "letterhead.postcode" not in codes(letter, look, "letterhead")


def test_an_applicant_of_whom_the_law_speaks_is_only_asked_about(letter: Letter, look: Look) -> None:
    body = "Дорогу отремонтируют до 1 октября 2024 года. Если бумаг не хватает, их возвращают заявителю."
    (finding,) = look(letter(body=body), "address-form")
    assert (finding.code, finding.level) == ("address-form.third-person", Level.ADVICE)
