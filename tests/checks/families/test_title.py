"""The title to the text and the mark of attachments (GOST R 7.0.97-2025) on whole letters."""

import pytest

from .conftest import Letter, Look


def test_a_letter_without_a_title_is_advised(letter: Letter, look: Look) -> None:
    assert [(each.code, each.level) for each in look(letter(title=None), "title")] == [("title.missing", "advice")]


def test_a_full_stop_after_the_title_is_taken_away(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(title="О ремонте дороги."), "title")
    assert (finding.code, finding.suggestions) == ("title.full-stop", ("",))


@pytest.mark.parametrize(
    "title", ["О ремонте дороги", "Об отоплении", "По вопросу ремонта дороги", "О ежемесячной выплате"]
)
def test_right_titles_pass(letter: Letter, look: Look, title: str) -> None:
    found = look(letter(title=title), "title")
    assert [finding for finding in found if finding.code != "title.another-subject"] == []


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [("Копию акта прилагаем.", "прилагаем"), ("Ответ дан в приложении к письму.", "в приложении к письму")],
)
def test_the_text_speaks_of_an_attachment_that_no_mark_names(
    letter: Letter, look: Look, body: str, excerpt: str
) -> None:
    (finding,) = look(letter(body=body), "attachment")
    assert (finding.code, finding.excerpt) == ("attachment.missing", excerpt)


@pytest.mark.parametrize(
    "body",
    [
        "Заявление подают через мобильное приложение банка.",
        "Сведения есть в приложении к Вашему обращению.",
        "Срок назван в приложении к приказу министерства.",
    ],
)
def test_other_appendices_need_no_mark(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "attachment") == []


@pytest.mark.parametrize(
    "mark",
    [
        "Приложение: на 2 л. в 1 экз.",
        "Приложение: акт осмотра на 2 л. в 1 экз.",
        "Приложение: 1. Акт осмотра на 2 л. в 1 экз.\n2. Справка на 1 л. в 1 экз.",
        "Приложение: акт осмотра в электронном виде.",
    ],
)
def test_marks_of_the_standard_pass(letter: Letter, look: Look, mark: str) -> None:
    assert look(letter(body=f"Копию акта прилагаем.\n\n{mark}"), "attachment") == []


def test_words_written_out_in_the_mark_are_shortened(letter: Letter, look: Look) -> None:
    findings = look(letter(body="Копию акта прилагаем.\n\nПриложение: акт на 2 листах в 1 экз."), "attachment")
    assert [(each.code, each.excerpt, each.suggestions) for each in findings] == [
        ("attachment.form", "листах", ("л.",))
    ]


def test_the_card_has_an_attachment_that_the_letter_does_not_name(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(), "attachment", card={"reply": {"attachments": ["акт осмотра"]}})
    assert (finding.code, finding.start) == ("attachment.card-differs", None)


@pytest.mark.parametrize("title", ["Ремонт дороги", "«О ремонте дороги»"])
def test_a_title_of_another_form_is_shown(letter: Letter, look: Look, title: str) -> None:
    (finding,) = look(letter(title=title), "title")
    assert (finding.code, finding.excerpt) == ("title.form", title)


@pytest.mark.parametrize(
    ("title", "excerpt", "mends"),
    [
        ("О плохой дороги к дому", "дороги", ("дороге",)),
        ("О сроке ремонт дороги", "ремонт", ("ремонта",)),
        ("О ремонте дороги и возврат денег", "возврат", ()),
    ],
)
def test_a_noun_of_the_title_in_a_wrong_case_is_shown(
    letter: Letter, look: Look, title: str, excerpt: str, mends: tuple[str, ...]
) -> None:
    found = [each for each in look(letter(title=title), "title") if each.code == "title.case"]
    assert [(each.excerpt, each.suggestions) for each in found] == [(excerpt, mends)]


@pytest.mark.parametrize(
    "title",
    [
        "О помощи детям и управлении домом",
        "О враче терапевте",
        "О занятой соседом парковке",
        "О переводе на пенсию и другую работу",
        "О том, когда отремонтируют дорогу",
        "О доме номер пять",
    ],
)
def test_nouns_that_others_govern_pass(letter: Letter, look: Look, title: str) -> None:
    assert [each for each in look(letter(title=title), "title") if each.code == "title.case"] == []


def test_a_title_of_another_letter_is_advised_where_only_an_adjective_has_kin(letter: Letter, look: Look) -> None:
    body = "Дорогу у детской поликлиники отремонтируют до 1 октября 2024 года. Подрядчик выбран."
    (finding,) = look(letter(title="О льготах для детских садов", body=body), "title")
    assert (finding.code, finding.level) == ("title.another-subject", "advice")
