"""A mend that would make its paragraph worse is not offered."""

import pytest

from letterkit.checks.mend_trial import leaves_stump, place_before, without_bad_mends
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter, Part, Role, Source
from letterkit.core.profile import Profile

TEXT = "Ответ готов. На улице растёт больше восьмиста деревьев."
WORD = TEXT.index("восьмиста")


def offered(book: RuleBook, profile: Profile, *mends: str, code: str = "spelling.word", safe: bool = False) -> Finding:
    """What is left of a finding about a misspelt word of ``TEXT`` with these ``mends``."""
    letter = Letter(Source("a.txt", "text", ""), TEXT, (), (Part(Role.BODY, 0, len(TEXT)),))
    told = Finding(code, None, Level.ERROR, "…", start=WORD, end=WORD + 9, suggestions=mends, safe=safe)
    [left] = without_bad_mends([told], Subject(letter, book.complete(profile), cues=book.cues), book)
    return left


def test_a_mend_that_breaks_the_sentence_gives_way_to_the_next(book: RuleBook, profile: Profile) -> None:
    assert offered(book, profile, "восьмистах", "восьмисот").suggestions == ("восьмисот",)
    assert offered(book, profile, "восьмистах", "восьмистам", "восьми ста").suggestions == ()


def test_a_safe_mend_that_breaks_the_sentence_is_left_to_a_person(book: RuleBook, profile: Profile) -> None:
    left = offered(book, profile, "восьмистах", safe=True)
    assert (left.suggestions, left.safe) == (("восьмистах",), False)
    assert offered(book, profile, "восьмисот", safe=True).safe


def test_a_fault_of_grammar_without_a_sound_mend_is_advice(book: RuleBook, profile: Profile) -> None:
    assert offered(book, profile, "восьмистах", code="grammar.counted").level is Level.ADVICE
    assert offered(book, profile, "восьмистах").level is Level.ERROR


def stump(text: str, was: str, now: str) -> bool:
    start = text.index(was)
    return leaves_stump(text, start, start + len(was), now)


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("закон № 326-ФЗ от 29.11.2010г. «Об охране»", "№ 326-ФЗ от 29.11.2010", "от 29.11.2010 № 326-ФЗ"),
        ("Работы начнутся в мае, но позже.", "в мае", "в мае,"),
        ("Ответ готов и готов давно.", "и готов", "готов"),
        ("Дом (новый) сдан.", "новый)", "новый"),
        ("К сожалению, срок прошёл.", "К сожалению", ""),
        ("Данный вопрос решён.", "Данный вопрос", "вопрос"),
        ("Срок прошёл давно.", "прошёл", "прошёл"),
        ("Вопрос решён.  ", "решён.", "решён.."),
    ],
)
def test_a_mend_that_leaves_a_stump_is_known(text: str, was: str, now: str) -> None:
    assert stump(text, was, now)


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("закон № 326-ФЗ от 29.11.2010 «Об охране»", "№ 326-ФЗ от 29.11.2010", "от 29.11.2010 № 326-ФЗ"),
        ("Работы начнутся с 09:00до 12:00.", "09:00", "09:00 "),
        ("Оплата 500р. в месяц.", "500р", "500 р"),
        ("Это не возможно сделать.", "не возможно", "невозможно"),
        ("Просим за за задержку извинить.", "за за", "за"),
        ("В случае если мастер не придёт, позвоните.", "В случае если", "Если"),
        ("Спор решает суд..", "..", "."),
    ],
)
def test_a_sound_mend_leaves_none(text: str, was: str, now: str) -> None:
    assert not stump(text, was, now)


def test_a_finding_is_led_back_over_what_was_changed() -> None:
    changes = [(0, 3, "двадцать"), (10, 10, ",")]  # «сто рублей и копеек» → «двадцать рублей, и копеек»

    def before(start: int, end: int) -> tuple[int, int]:
        return place_before(changes, Finding("a.b", None, Level.ERROR, "…", start=start, end=end))

    assert before(9, 15) == (4, 10)
    assert before(17, 18) == (11, 12)
    assert before(2, 4) == (0, 3)
