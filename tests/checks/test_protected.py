"""No list of words speaks of titles of acts, of names of bodies and firms, of quotations."""

from collections.abc import Callable

import pytest

from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile

CODES = (
    "foreign.has-russian",
    "tone.colloquial",
    "officialese.verb-and-noun",
    "officialese.empty-verb",
    "officialese.verbal-nouns",
)


@pytest.fixture
def excerpts(book: RuleBook, profile: Profile, letter_of: Callable[..., Letter]) -> Callable[[str], list[str]]:
    def found(text: str) -> list[str]:
        subject = Subject(letter_of((Role.BODY, text)), profile)
        return [text[hit.start : hit.end] for code in CODES for hit in book.by_code[code].run(subject)]

    return found


@pytest.mark.parametrize(
    "text",
    [
        "Это постановление от 15.05.2013 № 416 «О порядке осуществления контроля и верификации данных».",
        "Приказ от 11.01.2024 № 4-п \"Об осуществлении контроля и актуализации перечня\" отменён.",
        "Это постановление от 15.05.2013 № 416 О мерах по актуализации схем и осуществлении контроля, оно действует.",
        "Это следует из Федерального закона О теплоснабжении и актуализации схем.",
        "В силу постановления Об утверждении Правил осуществления контроля и верификации дом проверен.",
        "По Порядку осуществления контроля и верификации данных, утверждённому постановлением области, дом проверен.",
        "Правила осуществления контроля и актуализации перечня, которые утверждены в 2020 году, действуют.",
        "Дом обслуживает ООО «Клининг Девелопмент», строил его АО «Тендер».",
        "Ответ дал отдел верификации и актуализации данных министерства строительства Рязанской области.",
        "Комиссия по актуализации и верификации данных соберётся в мае.",
        "Ответит Центр коммуникаций и консолидации Рязанской области.",
        "Программа «Актуализация и верификация» и проект \"Девелопмент\" завершены.",
        "Вы пишете: «Наша коммуналка растёт, девелопер осуществляет ремонт с нарушением дедлайнов».",
        "Вы спрашиваете, «когда закончится волокита и актуализация».",
        "Решением суда установлено: „ответчик осуществлял контроль без согласия“.",
    ],
)  # fmt: skip
def test_what_others_have_named_or_said_is_left_alone(excerpts: Callable[[str], list[str]], text: str) -> None:
    assert excerpts(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("В связи с приказом о проверке списки прошли верификацию.", "верификацию"),
        ("Закон принят. О верификации данных сообщим в мае.", "верификации"),
        ("Комиссия по результатам верификации приняла решение.", "верификации"),
        ("Отдел по поручению мэра провёл верификацию данных.", "верификацию"),
        ("Порядок верификации данных мы объясним в мае.", "верификации"),
        ("По правилам, утверждённым в 2020 году, верификация обязательна.", "верификация"),
    ],
)
def test_what_the_writer_says_of_them_is_not(excerpts: Callable[[str], list[str]], text: str, word: str) -> None:
    assert word in excerpts(text)
