"""What is taken from another's letter: not one sentinel of theirs, and still a paragraph that is worth taking."""

import pytest
import regex

from letterkit.checking.checker import Checker
from letterkit.checks.check import Check
from letterkit.core.case import CaseCard
from letterkit.office.likeness.holes import GAP, Hole, whose, with_holes
from letterkit.tables.card import parse_card

THEIRS = {
    "appeal": {"number": "Ж-9143", "subject": "течь"},
    "applicant": {
        "surname": "Мороз",
        "name": "Лукерья",
        "patronymic": "Фемистокловна",
        "organisation": "ООО «Пихта-Сервис»",
        "address": "ул. Лесная, д. 413, кв. 877, пос. Краснозорьевск, 697431",
        "email": "lukerya.moroz@pochta.example",
    },
}
OURS = {
    "appeal": {"subject": "ремонт крыши дома № 7 по ул. Садовой", "questions": ["Когда отремонтируют крышу?"]},
    "applicant": {"surname": "Дятлова", "name": "Вера", "address": "г. Корсаков, ул. Садовая, д. 7, кв. 5"},
}
LINES = """
Мороз сообщила, что живёт в доме № 413.
Лукерье Мороз и её мужу Эльдару Мамед оглы Гасанову выплатят 48 317,50 руб.
ЛУКЕРЬЯ МОРОЗ просила позвонить: 8 (914) 731-22-98 или lukerya.moroz@pochta.example.
Лукерье Фемистокловне помогли, госпожу Мороз Л.Ф. и Л.Ф. Мороз предупредили.
мороз лукерья фемистокловна жалуется на холод
Гражданину Заяцу М.П. отказано, Заяц М. жалобу отозвал.
Ли Ын Чхоль и К. Брайт-Смит из ООО «Пихта-Сервис» (ИНН 6501884422) получили ключи 03 марта 2023 г.
Кузнецу дали квартиру 877 на Лесной улице.
По адресу: посёлок Краснозорьевск, улица Лесная, 413-877, 697431.
В Краснозорьевске, в Краснозорьевском районе, дождь; краснозорьевские жители ждут.
Лесная, 413 – аварийный дом.
На ул. лесной, дом четыреста тринадцать, живёт Сорока.
Паспорт 64 09 551734 выдан 17.05.2009, СНИЛС 112-233-445 95.
Сумма сорок восемь тысяч триста семнадцать рублей пятьдесят копеек.
Пятого мая две тысячи двадцать третьего года Борщ обещал, что Гора и Шапка-Мороз переедут.
Дело № 2-1187/2023 рассмотрел судья Щавелёв, секретарь – Щавелёва.
Д'Артаньян О'Коннор и Jean Dupont пишут, что Ким на Лесной не живёт.
Вашей дочери Фёкле исполнилось семь лет в августе; Ивановой и Петровой – двадцать.
Участок 65:01:0313007:284, счёт 40817810050340012345, машина А413МР 65.
Любови Кузьминичне Сорока и ГАСАНОВУ Э.М.о. выписали штраф 50 тысяч рублей 12/03/23.
Постановлением от 17.05.2009 № 413 дом признан аварийным; телефоны: 42-17-93, доб. 877.
Роман Мороз, Вера и Лев ответа ждут; на Ваше обращение Ж-9143 отвечаем.
""".strip().split("\n")
SENTINELS = regex.compile(
    r"(?i)мороз|лукер|фемистокл|гасан|эльдар|мамед|заяц|чхоль|\bли\b|брайт|смит|пихт|кузнец|лесн|краснозор|сорок|щавел|артань"
    r"|коннор|jean|dupont|\bким\b|фёкл|иванов|петров|кузьминичн|любов|роман\b|вера|лев\b|дятлов"
    r"|413|877|48|317|914|731|22-98|pochta|6501|2009|2023|697431|64 09|5517|112|233|445|1187|65:"
    r"|0313|4081|42-17|12/03|50 тыс|борщ|гора\b|шапка|пятого|мая|две|третьего"
    r"|марта|август|семь|двадцат|восем|тринадцат|9143|а413"
)


def holed(line: str, checker: Checker) -> str:
    held = whose(card(THEIRS), card(OURS))
    return with_holes(line, held, checker.profile.body)


def card(given: dict[str, dict[str, object]]) -> CaseCard:
    return parse_card(given, "карточка")


@pytest.mark.parametrize("line", LINES)
def test_nothing_of_another_person_is_in_what_is_offered(line: str, checker: Checker) -> None:
    said = holed(line, checker)
    assert SENTINELS.findall(GAP.sub("", said)) == []
    assert GAP.search(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Крышу отремонтируют до 01.10.2025. После этого комиссия примет работы по акту.",
            "Крышу отремонтируют до [указать дату]. После этого комиссия примет работы по акту.",
        ),
        (
            "На основании части 3 статьи 8 Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений "
            "граждан Российской Федерации» обращение направлено в администрацию Холмского района 24.05.2024.",
            "На основании части 3 статьи 8 Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений "
            "граждан Российской Федерации» обращение направлено в администрацию [указать адрес] района "
            "[указать дату].",
        ),
        (
            "По статье 44 Жилищного кодекса это решают жильцы, а не министерство строительства Сахалинской области.",
            "По статье 44 Жилищного кодекса это решают жильцы, а не министерство строительства Сахалинской области.",
        ),
        ("Ваш дом № 7 по ул. Садовой войдёт в план.", "Ваш дом № 7 по ул. Садовой войдёт в план."),
        ("Ваш дом № 9 по ул. Садовой войдёт в план.", "Ваш дом [указать номер] по ул. Садовой войдёт в план."),
    ],
)
def test_the_words_of_the_matter_stay_and_so_does_what_this_appeal_says_itself(
    line: str, said: str, checker: Checker
) -> None:
    assert holed(line, checker) == said


def test_every_hole_stops_a_letter(checker: Checker) -> None:
    (rule,) = (check for check in checker.book.checks if check.code == "placeholder.bracket")
    for hole in Hole:
        assert _fires(checker, rule, f"Ремонт начнут [указать {hole.value}] на Вашей улице."), hole


def _fires(checker: Checker, rule: Check, line: str) -> bool:
    report = checker.check_bytes(line.encode(), "письмо.txt", text_only=True).report
    return any(found.code == rule.code for found in report.findings)
