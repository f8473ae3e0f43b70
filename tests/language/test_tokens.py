"""A paragraph is words and gaps: a mark more or less moves no word."""

import pytest

from letterkit.language.joints import Joint, divide, joints
from letterkit.language.tokens import Mark, fold, read_paragraph


def _words(text: str) -> list[str]:
    return [token.text for token in read_paragraph(text).tokens]


def test_a_comma_or_a_dash_is_in_the_gap_and_no_word():
    assert _words("Лифт готов, примут – в мае.") == _words("Лифт готов примут в мае.")
    gaps = read_paragraph("Лифт готов, примут – в мае.").gaps
    assert gaps[2] == 1 << Mark.COMMA
    assert gaps[3] == 1 << Mark.DASH
    assert gaps[-1] == 1 << Mark.STOP | 1 << Mark.EDGE


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("не правильно", {Joint.APART, Joint.JOINED}),
        ("неправильно", {Joint.APART, Joint.JOINED}),
        ("что бы", {Joint.APART, Joint.JOINED, Joint.HYPHEN}),
        ("чтобы", {Joint.APART, Joint.JOINED, Joint.HYPHEN}),
        ("кто-то", {Joint.APART, Joint.HYPHEN}),
        ("по новому", {Joint.APART, Joint.HYPHEN}),
        ("в течение", {Joint.APART}),
        ("в последствии", {Joint.APART, Joint.JOINED}),
    ],
)
def test_two_words_that_may_be_one_are_two_with_a_joint(written: str, ways: set[Joint]):
    read = read_paragraph(written)
    assert len(read.tokens) == 2
    assert read.ways[0] == ways


def test_every_word_stands_where_it_says():
    text = "Вы неправильно поняли ответ № 12-ФЗ, а также то, что из-за этого «никто» не пришёл."
    assert all(text[token.start : token.end] == token.text for token in read_paragraph(text).tokens)


def test_a_word_is_divided_only_where_the_dictionary_knows_it_or_its_half():
    assert divide("нефть") is None
    assert divide("неделя") == ("не", "деля", Joint.JOINED)
    assert divide("немог") == ("не", "мог", Joint.JOINED)
    assert joints("ул", "мира") == {Joint.APART}


def test_numbers_are_known_by_the_form_they_ask_for():
    assert [fold(number) for number in ("1", "21", "11", "3", "12", "100", "2026", "1,5")] == [
        "#1", "#1", "#5", "#2", "#5", "#5", "#year", "#0",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n", "-", "«»", "123", "a" * 5000])
def test_text_without_words_is_read_too(text: str):
    read = read_paragraph(text)
    assert len(read.gaps) == len(read.tokens) + 1
