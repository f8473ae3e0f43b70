"""Who writes, for which organisation and with what papers: each told by what stands round it."""

import pytest

from letterkit.intake import AppealReading, read_appeal


def _said(reading: AppealReading, path: str) -> object:
    found = reading.found.get(path)
    return found and getattr(found.value, "value", found.value)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("ООО «Уют»   ИНН 6501000077\nНевельск, Мира 4\nПросим продлить разрешение.\nДиректор Тен В.А.", "ООО «Уют»"),
        ("В нашем СНТ «Родник» нет света.\nПредседатель правления Рожков Т.И.", "СНТ «Родник»"),
        ("Председатель СНТ «Родник» меня обманул. Прошу проверить.\nСидорова А.А.", None),
    ],
)
def test_an_organisation_is_of_who_signs_for_it(text: str, organisation: str | None) -> None:
    assert _said(read_appeal(text), "applicant.organisation") == organisation


@pytest.mark.parametrize(
    ("text", "attached"),
    [
        ("Почините крышу.\nФотографии (5 шт.) прикладываю.", "фотографии (5 шт.)"),
        ("Почините крышу. Скан подписей прикладываем, оригинал лежит у старосты.", "скан подписей"),
        ("Почините крышу.\nПрикреплённые файлы: нет", None),
        ("Отказали: не приложен договор. Прикладываю все усилия.", None),
    ],
)
def test_attachments_are_papers(text: str, attached: str | None) -> None:
    assert _said(read_appeal(text), "appeal.attachments") == attached


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Я осталась без жилья, прошу помочь.\nКононенко Л.Д.", "female"),
        ("Я не согласен с отказом.\nМарченко Д.Д.", "male"),
        ("Прошу починить дорогу.\nМарченко Д.Д.", None),
    ],
)
def test_the_writers_own_verbs_tell_who_writes(text: str, gender: str | None) -> None:
    assert _said(read_appeal(text), "applicant.gender") == gender


@pytest.mark.parametrize(
    ("text", "applicant", "representative"),
    [
        (
            "от Лим Галины Степановны, действующей в интересах подопечного\nЗоркина Ильи Андреевича\n\n"
            "Я опекун своего внука Зоркина Ильи Андреевича. Прошу сообщить его номер в списке.\nЛим Г.С.",
            "Зоркин Илья",
            "Лим Галина",
        ),
        (
            "от Цоя Евгения Черсуновича\n(представитель по доверенности — Жукова Светлана Львовна)\n\n"
            "Решением суда мне обязаны предоставить квартиру. Прошу предоставить Цою Евгению Черсуновичу квартиру.",
            "Цой Евгений",
            "Жукова Светлана",
        ),
        (
            "Отправитель: Ирина Бухарина\nПишу за отца, он в больнице. Отец: Лыткин Геннадий Фомич.\n"
            "Прошу дать отцу временное жильё.",
            "Лыткин Геннадий",
            "Бухарина Ирина",
        ),
    ],
)
def test_who_is_spoken_for_is_the_applicant(text: str, applicant: str, representative: str) -> None:
    reading = read_appeal(text)
    assert reading.representative is not None
    told = (reading.card.applicant.person, reading.representative.value)
    assert [f"{each.surname} {each.name}" for each in told] == [applicant, representative]


def test_a_number_of_a_tax_payer_is_no_telephone() -> None:
    found = read_appeal("ООО «Тура»\nИНН 7200000397\nтел. 8-900-000-72-97\nПросим продлить разрешение.").found
    assert found["applicant.phone"].value == "8-900-000-72-97"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Почините лифт.\nОтвет прошу направить по адресу: 694051, г. Анива, ул. Мира, 4", "post"),
        ("Почините лифт.\nПочта для ответа: lim@example.ru", "email"),
        ("Почините лифт. О дне осмотра сообщите звонком.", "oral"),
        ("Почините лифт. За ответом подъеду сама.", "personal"),
    ],
)
def test_the_way_of_answering_is_told_by_a_label_or_a_sentence(text: str, wish: str) -> None:
    assert read_appeal(text).delivery_wish == wish
