"""What a reviewer reads in a terminal."""

import re
from dataclasses import replace

from letterkit.checking.checker import CheckedLetter
from letterkit.core.report import Verdict
from letterkit.reports.as_text import Style, document, summary


def test_the_head_says_whose_letter_what_came_out_and_the_facts(checked: CheckedLetter) -> None:
    head = document(checked, Style()).splitlines()[:4]
    assert head == [
        "письмо №1.docx",
        "Нужно исправить: 3 ошибки, 1 предупреждение, 1 совет",
        "1 страница · 12 слов · 2 предложения · самое длинное предложение — 9 слов · для понимания: 9 кл. школы",
        "Исправления Word в тексте и в PDF приняты: перед отправкой примите или отклоните их.",
    ]


def test_a_finding_shows_the_words_in_their_line_the_mend_and_the_clause(checked: CheckedLetter) -> None:
    told = document(checked, Style())
    assert (
        "1.  Обращение не согласовано в роде\n"
        "    │ Уважаемый Мария Петровна!\n"
        "    │ ~~~~~~~~~~~~~~~\n"
        "    Заменить на «Уважаемая Мария»\n"
        "    Согласуйте слово «Уважаемый» с именем\n"
        "    стр. 1, строка 1 · п. 3.5 · salutation.gender\n"
    ) in told


def test_errors_come_before_warnings_and_advice(checked: CheckedLetter) -> None:
    told = document(checked, Style())
    assert told.index("ОШИБКИ (3)") < told.index("ПРЕДУПРЕЖДЕНИЯ (1)") < told.index("СОВЕТЫ (1)")


def test_an_empty_suggestion_is_told_as_removal(checked: CheckedLetter) -> None:
    assert "    Убрать\n" in document(checked, Style())


def test_each_clause_has_a_line_with_its_state(checked: CheckedLetter) -> None:
    told = document(checked, Style())
    for line in (
        "✗ 3.5   нарушен      Уважительное обращение",
        "✓ 3.8   соблюдён     Одна-две страницы",
        "– 4.1   не проверен",
    ):
        assert line in told


def test_what_was_not_checked_and_what_was_waived_is_said(checked: CheckedLetter) -> None:
    told = document(checked, Style())
    assert "дата, номер и ссылка на обращение, адресат — карточка обращения не дана" in " ".join(told.split())
    assert "tone.exclamation: Поздравление (Петрова А.С., до 31.12.2026)" in told


def test_no_line_is_wider_than_asked(checked: CheckedLetter) -> None:
    for width in (60, 80, 120):
        lines = document(checked, Style(width)).splitlines()
        assert (
            max(len(line) for line in lines if "│" in line or (line.startswith("    ") and "✓✗•–".find(line[4]) < 0))
            <= width
        )


def test_the_marked_words_stand_over_their_mark(checked: CheckedLetter) -> None:
    lines = document(checked, Style(70)).splitlines()
    under = next(index for index, line in enumerate(lines) if re.search(r"│ +~{20}$", line))
    marked = lines[under - 1][lines[under].index("~") : len(lines[under])]
    assert marked == "выплаты ,поступившее"


def test_colours_come_only_when_asked_for(checked: CheckedLetter) -> None:
    assert "\x1b[" not in document(checked, Style())
    assert "\x1b[" in document(checked, Style(colour=True))


def test_colours_change_no_word(checked: CheckedLetter) -> None:
    coloured = re.sub(r"\x1b\[[\d;]*m", "", document(checked, Style(colour=True)))
    plain = re.sub(r"    │ +~+\n", "", document(checked, Style()))
    assert coloured == plain


def test_a_clean_letter_is_short(checked: CheckedLetter) -> None:
    report = replace(checked.report, findings=(), verdict=Verdict.READY, not_checked=(), waived=())
    told = document(replace(checked, report=report), Style())
    assert "Можно подписывать: замечаний нет" in told
    assert "ОШИБКИ" not in told


def test_a_summary_has_a_line_for_each_letter(checked: CheckedLetter) -> None:
    assert summary([checked.report, checked.report], Style()).splitlines() == [
        "Всего писем: 2",
        *["Нужно исправить  письмо №1.docx  3 ошибки, 1 предупреждение, 1 совет"] * 2,
    ]
