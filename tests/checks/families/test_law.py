"""Clause 2.1: acts that can be found, that exist as named, that are explained."""

from pathlib import Path

import pytest

from letterkit.checks.families.law.act_list import known_acts
from letterkit.checks.families.law.acts import acts
from letterkit.checks.subject import Subject
from letterkit.core.errors import RuleError
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.reading import read_text

from .conftest import Letter, Look, Mended

APPEALS = "Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»"


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_clean_letter_has_nothing(letter: Letter, look: Look) -> None:
    assert look(letter(body=f"Отвечаем на основании части 1 статьи 10 {APPEALS}."), "law") == []


@pytest.mark.parametrize(
    ("body", "number", "day", "name"),
    [
        (f"По статье 10 {APPEALS}.", "59-ФЗ", "2006-05-02", "О порядке рассмотрения обращений граждан"),
        ("По постановлению Правительства Российской Федерации от 6 мая 2011 г. № 354.", "354", "2011-05-06", None),
        ("По распоряжению министерства от 23.04.2024 № 3.08-38-р работы начнут.", "3.08-38-р", "2024-04-23", None),
        ("По Федеральному закону № 152-ФЗ от 27.07.2006 «О персональных данных».", "152-ФЗ", "2006-07-27", "О перс"),
        ("Так велит 185-ФЗ.", "185-ФЗ", None, None),
    ],
)
def test_an_act_is_taken_apart(
    profile: Profile, letter: Letter, body: str, number: str, day: str | None, name: str | None
) -> None:
    (act,) = acts(Subject(read_text(letter(body=body).encode(), "letter.txt"), profile))
    assert (act.number, act.date.isoformat() if act.date else None) == (number, day)
    assert (act.name or "").startswith(name or "")
    assert bool(act.name) == bool(name)


@pytest.mark.parametrize(
    "body", ["По закону лампу заменят в течение семи суток.", "Это решение принял суд: приказ выдан."]
)
def test_a_law_that_is_not_named_is_no_reference(profile: Profile, letter: Letter, body: str) -> None:
    assert acts(Subject(read_text(letter(body=body).encode(), "letter.txt"), profile)) == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Так установлено 185-ФЗ.", ["law.no-date"]),
        ("Плату считают по постановлению Правительства Российской Федерации № 354.", ["law.no-date"]),
        ("Данные охраняет Федеральный закон «О персональных данных».", ["law.no-number"]),
        ("Данные охраняет Федеральный закон от 27.07.2006 № 152-ФЗ.", ["law.no-name"]),
        ("Ремонт оплачивают собственники по статье 36.", ["law.article-without-act"]),
        ("Ремонт оплачивают собственники по статье 36 Жилищного кодекса Российской Федерации.", []),
        ("Меры приняты по законодательству Российской Федерации.", ["law.unnamed"]),
        (f"Отвечаем на основании части 1 статьи 10 {APPEALS}. По 59-ФЗ на это есть 30 дней.", []),
    ],
)
def test_an_act_is_named_by_date_number_and_title(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert codes(look(letter(body=body), "law")) == found


def test_the_missing_date_of_a_known_law_is_offered(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body="Так установлено 185-ФЗ."), "law")
    assert "21.07.2007" in finding.advice


@pytest.mark.parametrize("article", ["части 3 статьи 25", "статьи 19", "части 5 статьи 12", "части 8.1 статьи 11"])
def test_an_article_that_the_law_on_appeals_lacks_is_impossible(letter: Letter, look: Look, article: str) -> None:
    (finding,) = look(letter(body=f"Отвечаем на основании {article} {APPEALS}."), "law")
    assert (finding.code, finding.excerpt) == ("law.impossible-article", article)


@pytest.mark.parametrize("article", ["части 5.1 статьи 11", "части 1 статьи 12", "статьи 18", "части 3.1 статьи 8"])
def test_an_article_that_it_has_is_possible(letter: Letter, look: Look, article: str) -> None:
    assert look(letter(body=f"Отвечаем на основании {article} {APPEALS}."), "law") == []


def test_an_act_later_than_the_letter_is_an_error(letter: Letter, look: Look) -> None:
    body = "Плату считают по постановлению Правительства Российской Федерации от 06.05.2025 № 354."
    (finding,) = look(letter(body=body), "law")
    assert (finding.code, finding.excerpt) == ("law.later-than-letter", "06.05.2025")


@pytest.mark.parametrize(
    "wrong",
    [
        "Федеральному закону от 05.02.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»",
        "Федеральному закону от 02.05.2006 № 95-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»",
    ],
)
def test_title_date_and_number_belong_to_one_law(letter: Letter, look: Look, wrong: str) -> None:
    (finding,) = look(letter(body=f"Отвечаем по {wrong}."), "law")
    assert finding.code == "law.mismatch"
    assert "от 02.05.2006 № 59-ФЗ" in finding.message


def test_the_date_stands_before_the_number(letter: Letter, look: Look) -> None:
    text = letter(body="Так велит Федеральный закон № 152-ФЗ от 27.07.2006 «О персональных данных».")
    (finding,) = look(text, "law")
    assert finding.suggestions == ("от 27.07.2006 № 152-ФЗ",)


def test_the_list_of_acts_can_be_read() -> None:
    numbers = [act.number for act in known_acts()]
    assert "59-ФЗ" in numbers
    assert len(numbers) > 20


def test_acts_of_the_list_come_before_they_go_and_go_for_others() -> None:
    for act in known_acts():
        days = [day for day in (act.date, act.since, act.partly, act.repealed) if day]
        assert days == sorted(days), act
        assert not act.repealed or act.successor or act.source, act
    assert sum(bool(act.repealed or act.partly) for act in known_acts()) > 150


def test_a_line_of_the_list_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "acts.txt"
    file.write_text("# список\n59-ФЗ | вчера | О порядке\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        known_acts(file)
    assert (caught.value.code, caught.value.line) == ("words.line", 2)
    file.write_text("59-ФЗ | 02.05.2006 | О порядке\n    отменена: 01.01.2020\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        known_acts(file)
    assert (caught.value.code, caught.value.line) == ("words.line", 2)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Крыша общая по статье 512 Жилищного кодекса Российской Федерации.", ["law.impossible-article"]),
        ("Крыша общая по статье 36 Жилищного кодекса Российской Федерации.", []),
        ("За крышу платят по части 14 Жилищного кодекса Российской Федерации.", ["law.part-without-article"]),
        ("За крышу платят по части 1 статьи 39 Жилищного кодекса Российской Федерации.", []),
        ("Плату снижают по пункту 98 Правил предоставления коммунальных услуг.", []),
        ("Крыша по Жилищному кодексу общая. За неё отвечают все. Так сказано в статье 36.", []),
    ],
)
def test_parts_stand_in_articles_and_articles_in_their_code(
    letter: Letter, look: Look, body: str, found: list[str]
) -> None:
    assert [finding.code for finding in look(letter(body=body), "law")] == found


def dated(letter: Letter, day: str, body: str) -> str:
    return letter(dated=f"{day} № 1201", reference=f"На № И-345 от {day}", body=body)


PLACING = (
    "Федеральному закону от 21.07.2005 № 94-ФЗ «О размещении заказов на поставки товаров, выполнение работ, оказание "
    "услуг для государственных и муниципальных нужд»"
)


@pytest.mark.parametrize(
    ("day", "body", "level"),
    [
        ("20.05.2024", f"Подрядчика выбирают по {PLACING}.", Level.ERROR),
        ("20.05.2013", f"Подрядчика выбирают по {PLACING}.", None),
        ("20.05.2024", f"Подрядчика в 2012 году выбрали по {PLACING}.", None),
        ("20.05.2024", f"{PLACING} больше не следуют: он утратил силу.", None),
        ("20.05.2024", "Дорогу по СП 42.13330.2011 делают шире.", Level.ERROR),
        ("20.05.2024", "Дом построен по СП 42.13330.2011.", Level.ADVICE),
        ("20.05.2024", "Дорогу по СНиП 2.07.01–89* делают шире.", Level.ADVICE),
        ("20.05.2024", "Плату считают по постановлению Правительства Сахалинской области от 23.05.2006 № 307.", None),
        ("20.05.2024", "Плату считают по постановлению Правительства РФ от 23.05.2006 № 307.", Level.ERROR),
        ("20.05.2024", "Плату считают по постановлению Правительства РФ от 24.05.2006 № 307.", None),
        ("20.08.2025", "Так велит Федеральный закон от 06.10.2003 № 131-ФЗ.", Level.ADVICE),
        ("20.08.2027", "Так велит Федеральный закон от 06.10.2003 № 131-ФЗ.", Level.WARNING),
        ("20.05.2025", "Так велит Федеральный закон от 20.03.2025 № 33-ФЗ.", Level.ADVICE),
    ],
)
def test_an_act_out_of_force_on_the_day_of_the_letter_is_found(
    letter: Letter, look: Look, day: str, body: str, level: Level | None
) -> None:
    found = [each.level for each in look(dated(letter, day, body), "law") if each.code == "law.not-in-force"]
    assert found == ([level] if level else [])


def test_the_successor_is_the_one_in_force_that_day(letter: Letter, look: Look, mended: Mended) -> None:
    for day, successor in (("20.05.2019", "СП 54.13330.2016"), ("20.05.2024", "СП 54.13330.2022")):
        text = dated(letter, day, "Высоту потолка берут по СП 54.13330.2011.")
        (finding,) = look(text, "law")
        assert successor in finding.advice
        assert f"берут по {successor}." in mended(text, finding)[0]


def test_a_mend_leaves_no_stump_and_moves_no_article(letter: Letter, look: Look, mended: Mended) -> None:
    for said, right in (
        ("Федеральный закон № 326-ФЗ от 29.11.2010г. «О", "Федеральный закон от 29.11.2010 № 326-ФЗ «О"),
        ("Федеральный закон № 326-ФЗ от 29 ноября 2010 г. «О", "Федеральный закон от 29 ноября 2010 г. № 326-ФЗ «О"),
    ):
        text = letter(body=f"Так велит {said}б обязательном медицинском страховании в Российской Федерации».")
        (finding,) = look(text, "law")
        assert right in mended(text, finding)[0]
    (finding,) = (each for each in look(letter(body=f"Так велит статья 55 закона по {PLACING}."), "law"))
    assert finding.suggestions == ()


def test_articles_beyond_a_count_that_may_have_grown_are_advice(letter: Letter, look: Look) -> None:
    for article, level in (("203", Level.ADVICE), ("512", Level.ERROR)):
        (finding,) = look(
            letter(body=f"Крыша общая по статье {article} Жилищного кодекса Российской Федерации."), "law"
        )
        assert (finding.code, finding.level) == ("law.impossible-article", level)
    body = "Выплата положена по статье 400 Федерального закона от 01.02.2003 № 999-ФЗ «О кукурузниках»."
    assert look(letter(body=body), "law") == []


def test_a_row_of_articles_in_one_sentence_is_too_much(letter: Letter, look: Look) -> None:
    said = "Согласно части 1 статьи 158, части 3 статьи 169 и статье 170 Жилищного кодекса"
    assert "law.articles-piled" in codes(look(letter(body=f"{said} взносы платят все."), "law"))
    assert "law.articles-piled" not in codes(look(letter(body=f"{said} – то есть по закону – платят все."), "law"))


@pytest.mark.parametrize(
    ("day", "body", "found"),
    [
        ("20.05.2025", "Жалобу Вы можете направить в прокуратуру по электронной почте.", ["law.appeal-by-email"]),
        ("20.05.2025", "Направьте обращение на адрес info@example.ru.", ["law.appeal-by-email"]),
        ("20.03.2025", "Направьте обращение на адрес info@example.ru.", []),
        ("20.05.2025", "Жалобу на управляющую компанию направьте ей на адрес info@example.ru.", []),
        ("20.05.2025", "Ваше обращение, направленное по электронной почте, рассмотрено.", []),
        ("20.05.2025", "Если остались вопросы, напишите исполнителю: info@example.ru.", []),
    ],
)
def test_nobody_is_told_to_appeal_by_email_since_the_law_forbids_it(
    letter: Letter, look: Look, day: str, body: str, found: list[str]
) -> None:
    assert codes(look(dated(letter, day, body), "law")) == found


def test_a_decision_of_a_council_is_an_act_too(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body="Участок изъят решением городской Думы от 03.06.2024 № 15/2."), "law")
    assert (finding.code, finding.excerpt) == ("law.later-than-letter", "03.06.2024")
    assert look(letter(body="Комиссия приняла решение от 14.05.2024 о ремонте."), "law") == []
