"""A mend that the eye cannot see is told by name."""

import pytest

from letterkit.core.finding import Finding, Level
from letterkit.reports.mends import describe_words, mend_words

NBSP, SHY, ZERO = "\u00a0", "\u00ad", "\u200b"


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("на ", f"на{NBSP}", "«на» + неразрывный пробел"),
        ("5 кв. м", f"5{NBSP}кв. м", "«5 кв. м» (неразрывный пробел)"),
        ("5 кв. м", f"5{NBSP}кв.{NBSP}м", "«5 кв. м» (неразрывные пробелы)"),
        (f"на{NBSP}", "на ", "«на» + пробел"),
        ("  ", " ", "один пробел"),
        ("дом  мой", "дом мой", "«дом мой» (один пробел)"),
        ("\t", " ", "пробел"),
        ("дом\tмой", "дом мой", "«дом мой» (пробел)"),
        ("-", "–", "«–» (тире вместо дефиса)"),
        ("3-5", "3–5", "«3–5» (тире вместо дефиса)"),
        (" — ", " – ", "«–» (тире вместо длинного тире)"),
        ("1–й", "1-й", "«1-й» (дефис вместо тире)"),
        ("Cогласно", "Согласно", "«Согласно» (русскими буквами)"),
        ("C", "С", "«С» (русскими буквами)"),
        ("ХХI", "XXI", "«XXI» (латинскими буквами)"),
        (f"ра{SHY}боты", "работы", "«работы» (без мягкого переноса)"),
        (f"на{ZERO}чнут", "начнут", "«начнут» (без невидимого знака)"),
        ("мои\u0306", "мой", "«мой» (буква одним знаком)"),
        (f"ра{SHY}бо{ZERO}ты", "работы", "«работы» (без мягкого переноса, без невидимого знака)"),
        (
            f"Cо{SHY}гласно 3-5",
            "Согласно 3–5",
            "«Согласно 3–5» (без мягкого переноса, тире вместо дефиса, русскими буквами)",
        ),
    ],
)
def test_what_the_eye_does_not_see_is_named(was: str, now: str, shown: str) -> None:
    assert str(describe_words(now, was)) == shown


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("Уважаемый", "Уважаемая", "«Уважаемая»"),
        ("1250000", f"1{NBSP}250{NBSP}000", "«1 250 000»"),
        ("Поверка-это", "Поверка – это", "«Поверка – это»"),
        (" -", " –дом", "«–дом»"),
        ('"дом"', "«дом»", "„«дом»“"),
        ("кот", "дом", "«дом»"),
    ],
)
def test_what_it_sees_is_told_by_the_words_alone(was: str, now: str, shown: str) -> None:
    assert str(describe_words(now, was)) == shown


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("ул.", "ул. ", "«ул.» + пробел"),
        ("(", " (", "пробел + «(»"),
        ("лет-", "лет – ", "«лет –» + пробел"),
        (" –", " – ", "«–» + пробел"),
        ("а", f"а {NBSP}", "«а» + пробел, неразрывный пробел"),
        ("", " ", "пробел"),
        ("", "   ", "пробелы (3)"),
        ("а", "а\u2003", "«а» + особый пробел"),
    ],
)
def test_spaces_at_the_ends_are_named_when_they_are_new(was: str, now: str, shown: str) -> None:
    assert str(describe_words(now, was)) == shown


@pytest.mark.parametrize("was", ["", " ", "слово", ZERO, f"а{ZERO} {SHY}-", "\t\n"])
@pytest.mark.parametrize("now", ["", " ", "слово", "а -", f"а{NBSP}–"])
def test_every_pair_can_be_told_on_one_line(was: str, now: str) -> None:
    line = str(describe_words(now, was))
    assert bool(line) is bool(now)
    assert "\n" not in line


def finding(excerpt: str, *suggestions: str) -> Finding:
    return Finding("a.b", None, Level.ERROR, "", excerpt=excerpt, start=0, end=len(excerpt), suggestions=suggestions)


def test_the_sentence_says_what_to_do() -> None:
    assert mend_words(finding("на ", f"на{NBSP}", "")) == "Заменить на «на» + неразрывный пробел или убрать"
    assert mend_words(finding("", ",", " –")) == "Вставить «,» или пробел + «–»"
    assert mend_words(finding("очень", "")) == "Убрать"
    assert mend_words(finding("очень")) == ""
