"""Clauses 3.7 and 1.5 on whole letters: foreign words, terms, abbreviations and tone, as a reviewer meets them."""

from pathlib import Path

import pytest

from letterkit.checks.families.abbreviation.checks import Abbreviation, abbreviations
from letterkit.core.finding import Level

from .conftest import Letter, Look

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
FAMILIES = ("foreign", "jargon", "abbreviation", "tone")
SHORT = abbreviations(ROOT / "rules" / "words" / "abbreviations.txt")
ASKED = [pytest.param(word, entry, id=word) for word, entry in SHORT.items() if not entry.common]
# Letters that do err: an abbreviation used before it is expanded.
ERRING = {"28_kurils.txt": {"ЕГРН"}}
CLEAN = [
    pytest.param(path, id=path.name)
    for pattern in ("tests/letters/a*.txt", "tests/language/letters/clean/*.txt")
    for path in sorted(ROOT.glob(pattern))
]


@pytest.mark.parametrize(
    ("body", "words", "mend"),
    [
        ("Проведена актуализация списка.", "Проведена актуализация", "Проведено обновление"),
        ("Отдел актуализирует список каждый год.", "актуализирует", "обновляет"),
        ("Список актуализируется каждый год.", "актуализируется", "обновляется"),
        ("По итогам верификации выплату назначат.", "верификации", "проверки"),
        ("Договор с подрядчиком пролонгирован.", "пролонгирован", "продлен"),
        ("Рост цены показал мониторинг.", "мониторинг", "проверку"),
        ("Цены показал мониторинг.", "показал мониторинг", "показала проверка"),
        ("Это зависит от девелопера.", "девелопера", "застройщика"),
        ("Объявлен новый тендер.", "тендер", "конкурс"),
        ("Дедлайны указаны в договоре.", "Дедлайны", "Сроки"),
        ("Суммы консолидируются в бюджете.", "консолидируются", None),
        ("Часть фидбеков получена.", "фидбеков", "откликов"),
        ("Жители провели воркшоп.", "воркшоп", "занятие"),
        ("Записаться можно онлайн.", "онлайн", "через интернет"),
    ],
)
def test_a_foreign_word_is_found_with_russian_ones_that_agree(
    letter: Letter, look: Look, body: str, words: str, mend: str | None
) -> None:
    (finding,) = look(letter(body=body), "foreign")
    assert (finding.excerpt, mend is None or mend in finding.suggestions) == (words, True)


@pytest.mark.parametrize(
    "body",
    [
        "Субсидию, сертификат и ипотеку оформляют по документам из реестра.",
        "Экспертиза проекта пройдёт на аукционе по программе контроля.",
        "Расходы покроет консолидированный бюджет области.",
        "Закон «О мониторинге и верификации» действует.",
        "Работы ведёт Центр мониторинга.",
        "Так решило министерство приказом от 17.12.2010 № 1050 «Об имплементации норм».",
    ],
)
def test_established_words_names_and_quotations_are_left_alone(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "foreign") == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Вас переселят в маневренный фонд.", "маневренный фонд"),
        ("Выкупную цену назовёт оценщик.", "Выкупную цену"),
        ("Плата за технологическое присоединение выросла.", "технологическое присоединение"),
        ("Забор стоит за красной линией.", "красной линией"),
        ("Сервитута на участке нет.", "Сервитута"),
        ("Дом относят к ветхому жилью.", "ветхому жилью"),
        ("Инсоляция комнат проверена.", "Инсоляция"),
        ("Установят малые архитектурные формы.", "малые архитектурные формы"),
    ],
)
def test_a_term_is_found_where_nothing_explains_it(letter: Letter, look: Look, body: str, words: str) -> None:
    (finding,) = look(letter(body=body), "jargon")
    assert (finding.excerpt, finding.level) == (words, Level.ADVICE)
    mended = body.replace(words, finding.suggestions[0])
    assert look(letter(body=mended), "jargon") == []


@pytest.mark.parametrize(
    "body",
    [
        "Вас переселят в маневренный фонд (временное жильё).",
        "Маневренный фонд – это временное жильё. Квартиры маневренного фонда на ул. Мира.",
        "Плата за технологическое присоединение, то есть за подключение к сетям, выросла.",
        "Подключение к сетям (технологическое присоединение) бесплатно.",
        "Квартиру дадут в так называемом маневренном фонде.",
        "Забор стоит за красной линией, которая отделяет улицу от участков.",
    ],
)
def test_a_term_that_the_letter_explains_passes(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "jargon") == []


def test_a_term_is_reported_once_and_once_more_where_the_question_is_repeated(letter: Letter, look: Look) -> None:
    opening = (
        "Рассмотрев Ваше обращение по вопросу межевания участка, поступившее в министерство строительства "
        "Сахалинской области, сообщаем следующее."
    )
    findings = look(letter(opening=opening, body="Межевание проведут. О межевании сообщим."), "jargon")
    assert [(each.excerpt, each.level) for each in findings] == [
        ("межевания", Level.ADVICE),
        ("Межевание", Level.ADVICE),
    ]


@pytest.mark.parametrize(
    ("body", "words", "level"),
    [
        ("В этом Вы сами виноваты.", "сами виноваты", "warning"),
        ("Вы обязаны были знать срок.", "Вы обязаны были", "warning"),
        ("Как уже неоднократно разъяснялось, срок прошёл.", "Как уже неоднократно разъяснялось", "warning"),
        ("Вы, видимо, не читали закон.", "Вы, видимо, не читали", "warning"),
        ("Ваше обращение – бред.", "бред", "error"),
        ("Перестаньте жаловаться на соседей.", "Перестаньте жаловаться", "error"),
        ("Это не наша проблема.", "не наша проблема", "warning"),
        ("Крышу починят до зимы!", "зимы!", "warning"),
        ("Спешим Вас огорчить: денег нет.", "Спешим Вас огорчить", "warning"),
        ("Предупреждаем Вас о последствиях.", "Предупреждаем Вас о последствиях", "warning"),
        ("Заявление подают ТОЛЬКО лично.", "ТОЛЬКО", "warning"),
        ("Обращаем Ваше внимание, что срок прошёл.", "Обращаем Ваше внимание, что", "advice"),
        ("Пришлите бумажки по почте.", "бумажки", "advice"),
        ("Крышу отремонтируют на днях.", "на днях", "warning"),
        ("Это вопиющий случай.", "вопиющий", "warning"),
    ],
)
def test_a_tone_that_hurts_is_found(letter: Letter, look: Look, body: str, words: str, level: str) -> None:
    (finding,) = look(letter(body=body), "tone")
    assert (finding.excerpt, finding.level) == (words, level)


@pytest.mark.parametrize(
    "body",
    [
        "Спасибо за предложение. Просим извинить нас за задержку.",
        "На этот вопрос министерство уже отвечало Вам письмом от 12.01.2024 № 3.08-15/24.",
        "Собственники сами должны выбрать совет дома, для этого проводят собрание.",
        "Если Вы не знаете, куда обратиться, позвоните нам.",
        "Мы потребовали от компании починить крышу. Требуем этого и от других компаний.",
        "К сожалению, денег на ремонт в бюджете 2024 года нет. Впредь до решения суда дом не сносят.",
        "Жители повесили плакат «Верните двор!» у подъезда.",
        "Двор убирают ООО «МИР» и МУП «ВОДОКАНАЛ».",
    ],
)
def test_a_calm_letter_passes(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "tone") == []


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("Статья 158 УК предусматривает наказание.", "Уголовного кодекса"),
        ("Специалисты УК осмотрели подъезд.", "управляющей компании"),
        ("На площадке подрядчик нарушил ПОС.", "проект организации строительства"),
        ("Ответ есть на ПОС.", "платформе обратной связи"),
        ("По Вашей просьбе решение примет ОМС посёлка.", "орган местного самоуправления"),
        ("Проверку провела ГЖИ.", "государственная жилищная инспекция"),
        ("Взнос на КР начислен.", "капитальный ремонт"),
        ("Согласно ТУ дом подключат.", "техническим условиям"),
        ("На основании ст. 36 ЖК РФ плату снизят.", "Жилищного кодекса Российской Федерации"),
        ("Сведения есть в ГИС ЖКХ.", "государственной информационной системе жилищно-коммунального хозяйства"),
    ],
)
def test_what_stands_beside_an_abbreviation_tells_its_meaning_and_case(
    letter: Letter, look: Look, body: str, first: str
) -> None:
    (finding,) = look(letter(body=body), "abbreviation")
    assert finding.suggestions[0] == first


@pytest.mark.parametrize(("word", "entry"), ASKED)
def test_every_listed_abbreviation_is_found_until_it_is_expanded(
    letter: Letter, look: Look, word: str, entry: Abbreviation
) -> None:
    for body in (f"Отдел получил данные {word} в мае.", f"Отдел написал в мае, {word} ответит в июне."):
        (finding,) = look(letter(body=body), "abbreviation")
        assert (finding.excerpt, bool(finding.suggestions)) == (word, True)
    introduced = f"Это – {entry.expansions[0]} (далее – {word}). Отдел получил данные {word} в мае."
    assert look(letter(body=introduced), "abbreviation") == []


def test_the_list_of_abbreviations_is_as_large_as_promised() -> None:
    assert len(ASKED) >= 150


@pytest.mark.parametrize("body", ["Идёт кап. ремонт крыши.", "Заказчик закончил стр-во.", "Решает зам. начальника."])
def test_a_word_cut_short_is_found(letter: Letter, look: Look, body: str) -> None:
    assert [each.code for each in look(letter(body=body), "abbreviation")] == ["abbreviation.graphic"]


def test_common_contractions_pass(letter: Letter, look: Look) -> None:
    body = "Работы стоят 5 млн руб., т.е. дешевле. Дом стоит на ул. Мира, д. 5, кв. 7, пос. Синегорск (п. 3)."
    assert look(letter(body=body), "abbreviation") == []


@pytest.mark.parametrize("path", CLEAN)
def test_clean_letters_stay_clean(look: Look, path: Path) -> None:
    findings = look(path.read_text(encoding="utf-8"), *FAMILIES)
    loud = {each.excerpt for each in findings if each.level is not Level.ADVICE}
    assert loud == ERRING.get(path.name, set())


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        ("Утверждён проект межевания территории (далее – ПМТ).", 0),
        ("Готова проектно-сметная документация (ПСД) на ремонт.", 0),
        ("Утверждён проект межевания территории.", 1),
        ("Готова проектно-сметная документация (том 1) на ремонт.", 1),
    ],
)
def test_a_term_that_only_expands_an_abbreviation_passes(letter: Letter, look: Look, body: str, terms: int) -> None:
    assert len(look(letter(body=body), "jargon")) == terms


@pytest.mark.parametrize(
    "body",
    [
        "Подрядчик зашёл на объект в мае.",
        "Смету прогнали через экспертизу в мае.",
        "Подписаны формы КС-2 и КС-3.",
        "Сети закольцованы в мае.",
        "Лимиты доведены до района.",
        "Деньги освоили в декабре.",
        "Дом поставлен на баланс города.",
        "Площадку отгрейдировали в мае.",
    ],
)
def test_words_of_a_trade_are_found(letter: Letter, look: Look, body: str) -> None:
    assert [each.code.split(".")[0] for each in look(letter(body=body), "jargon")] == ["jargon"]


@pytest.mark.parametrize(
    "body",
    [
        "Дочь освоила профессию повара.",
        "Сосед закрыл задвижку двери.",
        "Баланс карты виден в приложении.",
        "Рабочие вышли на улицу.",
        "Подрядчик довёл работы до конца.",
    ],
)
def test_the_same_words_in_common_use_are_not(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "jargon") == []
