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
