"""A word in a form that the sentence does not ask for is found; a word in any right form is left alone."""

from pathlib import Path

import pytest

from letterkit.proofing import forms
from letterkit.russian.paradigm import FORMS, form_numbers, put_into

TEXTS = Path(__file__).parents[1] / "texts"


def _mended(text: str) -> dict[str, str]:
    return {text[match.start : match.end]: match.replacements[0] for match in forms.matches(text)}


@pytest.mark.parametrize(
    ("text", "word", "mend"),
    [
        ("Приём ведёт начальник отделу по вторникам.", "отделу", "отдела"),
        ("Владелец кафе обязан установит глушители до конца месяца.", "установит", "установить"),
        ("Пассажирам рекомендуется приобретает билеты заранее.", "приобретает", "приобретать"),
        ("Просим Вас отнеситесь с пониманием к временным неудобствам.", "отнеситесь", "отнестись"),
    ],
)
def test_a_word_in_a_wrong_form_is_found_and_mended(text: str, word: str, mend: str) -> None:
    assert _mended(text) == {word: mend}


@pytest.mark.parametrize(
    "text",
    [
        "Ремонт моста завершён, движение открыто в обе стороны.",
        "Проектом предусмотрены пандус, подъёмник и тактильная плитка.",
        "Деньги наличными не берём, оплатить услугу можно картой.",
        "Комендант и ректор ознакомлены с жалобой.",
        "Напоминаем о необходимости заключить договор.",
        "Да.",
        "",
        "1 2 3",
    ],
)
def test_right_forms_are_left_alone(text: str) -> None:
    assert _mended(text) == {}


def test_an_ending_that_was_not_typed_is_a_slip_of_the_pen() -> None:
    (match,) = forms.matches("Владелец кафе обязан установит глушители до конца месяца.")
    assert match.rule in (forms.CUT, forms.CUT_DOUBTED)


def test_a_paragraph_longer_than_the_model_reads_at_once_is_read_to_its_end() -> None:
    text = "Комиссия осмотрела подвал и составила акт. " * 100 + "Пассажирам рекомендуется приобретает билеты заранее."
    assert "приобретает" in _mended(text)


def test_few_words_of_right_texts_are_doubted() -> None:
    found = words = 0
    for file in sorted(TEXTS.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            found += sum(1 for _ in forms.matches(line))
            words += len(line.split())
    assert found / words < 1 / 1000


def test_a_word_is_put_into_each_of_its_forms() -> None:
    assert {put_into("вода", number) for number in form_numbers("вода")[1]} >= {"воды", "воде", "воду", "водой"}


def test_a_participle_stays_the_participle_it_is() -> None:
    assert put_into("утверждённым", FORMS.index("A masc loct")) == "утверждённом"


def test_number_and_tense_are_what_the_writer_means_not_what_the_sentence_asks_for() -> None:
    may_be, _ = form_numbers("сообщили")
    assert {FORMS.index("V past plur"), FORMS.index("V plur 3per")} <= may_be
