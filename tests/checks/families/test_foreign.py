"""Clause 3.7: words in Latin script and new loans, with Russian ones in the form that their place asks for."""

from collections.abc import Callable, Sequence

import pytest

from letterkit.checks.hit import Hit
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile

Letters = Callable[..., Letter]
Ask = Callable[[str, str], Sequence[Hit]]


@pytest.fixture
def ask(book: RuleBook, profile: Profile, letter_of: Letters) -> Ask:
    """What the rule of the code says of a paragraph."""
    return lambda code, text: list(book.by_code[code].run(Subject(letter_of((Role.BODY, text)), profile)))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Скачайте file с сайта.", "Скачайте файл с сайта."),
        ("Два files приложены.", "Два файла приложены."),
        ("Приложите к новому account паспорт.", "Приложите к новой учётной записи паспорт."),
        ("Ваш account создан.", "Ваша учётная запись создана."),
        ("Вопрос задайте по e-mail.", "Вопрос задайте по электронной почте."),
        ("Перейдите на site банка.", "Перейдите на сайт банка."),
        ("Всё есть на site банка.", "Всё есть на сайте банка."),
        ("Online записаться нельзя.", "Через интернет записаться нельзя."),
        ("Приём идёт в режиме on-line.", "Приём идёт в удалённом порядке."),
    ],
)
def test_a_latin_word_of_the_list_gives_way_to_the_russian_one_in_its_form(ask: Ask, text: str, mended: str) -> None:
    (hit,) = ask("foreign.latin", text)
    assert mended in [text[: hit.start] + words + text[hit.end :] for words in hit.suggestions]


def test_a_foreign_turn_that_no_list_has_is_told_of_whole_and_without_a_mend(ask: Ask) -> None:
    (hit,) = ask("foreign.latin", "Это называется new deal, и так далее.")
    assert (hit.level, hit.suggestions, hit.end and hit.start and hit.end - hit.start) == (None, (), len("new deal"))


@pytest.mark.parametrize(
    "text",
    [
        "Пишите на mail@example.ru или откройте example.ru/file/index.html.",
        "Телефон на Windows подключён по USB, файл записан в PDF.",
        "Машина Kia Rio стоит у литеры A, документ № abc-15.",
        "Подводная часть – 5 m, мощность – 24 kW, группа – ii.",
        "Найдены E. coli и Escherichia coli.",
        "Общественный порядок (ordre public) не нарушен.",
        "Слово толерантность от латинского tolerantia значит терпение.",
        "Откройте приложение telegram или мессенджер whatsapp.",
        "Установлен кран «Soft water».",
        "Подрядчик завершит htvjyn в мае.",
    ],
)
def test_names_addresses_units_and_words_that_are_spoken_of_are_left_alone(ask: Ask, text: str) -> None:
    assert ask("foreign.latin", text) == []


def test_a_latin_word_with_a_russian_ending_is_told_of_without_a_mend(ask: Ask) -> None:
    (hit,) = ask("foreign.latin", "Мы пришлём link'ом чертёж.")
    assert (hit.suggestions, hit.details["plain"]) == ((), " – по-русски «ссылка»")


def test_a_capital_may_mean_a_name(ask: Ask) -> None:
    (hit,) = ask("foreign.latin", "Отправьте File в отдел.")
    assert hit.level is Level.ADVICE
    assert ask("foreign.latin", "Обратитесь в фонд Support.") == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("О смарт-счётчиках сказано выше.", "Об умных счётчиках сказано выше."),
        ("Открыта вип-ложа.", "Открыта особая ложа."),
        ("Жители рады онлайн-оплате.", "Жители рады оплате через интернет."),
    ],
)
def test_a_foreign_first_part_becomes_words_that_agree(ask: Ask, text: str, mended: str) -> None:
    (hit,) = ask("foreign.compound", text)
    assert text[: hit.start] + hit.suggestions[0] + text[hit.end :] == mended


def test_a_new_word_is_told_by_its_last_part_and_a_usual_one_is_not(ask: Ask) -> None:
    hits = ask("foreign.recent", "Прошёл груплендинг и траблшутинг, был митинг, боулинг и видеомониторинг.")
    assert [hit.start for hit in hits] == [7, 21]
    assert ask("foreign.recent", "Мы читаем «Спортлайн», Хокинг – учёный, краудфандинг назван в другом списке.") == []
