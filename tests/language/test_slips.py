"""What the tagger would have written otherwise."""

import pytest

from letterkit.language.slips import Kind, read_each, slips

RIGHT = (
    "В течение марта подрядчик закончит работы.",
    "В соответствии с заключённым контрактом срок – май.",
    "Оказание услуг производится бесплатно.",
    "Сообщаем, что Ваше обращение рассмотрено и направлено в администрацию района.",
    "Деньги, которые Вы внесли, вернутся на ту же карту.",
)


@pytest.mark.parametrize(
    ("wrong", "mend", "kind"),
    [
        ("В течении марта подрядчик закончит работы.", "течение", Kind.FORM),
        ("В соответствии с заключённого контракта срок – май.", "заключённым", Kind.FORM),
        ("Оказание услуг производиться бесплатно.", "производится", Kind.INFINITIVE),
        ("В здании школы проводиться проверка.", "проводится", Kind.INFINITIVE),
        ("Участок, на котором находиться гараж, принадлежит городу.", "находится", Kind.INFINITIVE),
        ("Вы можете обратится в отдел опеки.", "обратиться", Kind.INFINITIVE),
        ("Дом снесён, по этому в выплате отказано.", "поэтому", Kind.JOINT),
        ("Подайте заявление, что бы комиссия осмотрела дом.", "чтобы", Kind.JOINT),
        ("Главная задача это ремонт дорог.", "задача – это", Kind.DASH_LOST),
        ("Сообщаем что Ваше обращение рассмотрено.", "Сообщаем, что", Kind.COMMA_LOST),
        ("Деньги, которые Вы внесли вернутся на ту же карту.", "внесли, вернутся", Kind.COMMA_LOST),
        ("Подрядчик устранит недостатки, и, восстановит асфальт.", "и восстановит", Kind.COMMA_NEEDLESS),
        ("Вы не правильно поняли ответ.", "неправильно", Kind.JOINT),
    ],
)
def test_a_slip_is_seen_and_mended(wrong: str, mend: str, kind: Kind):
    assert (kind, mend) in [(slip.kind, slip.mend) for slip in slips(wrong)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_left_alone(text: str):
    assert [slip for slip in slips(text) if slip.odds > 2] == []


def test_texts_read_together_are_read_as_each_alone():
    alone = [[(slip.kind, slip.mend) for slip in slips(text)] for text in RIGHT]
    assert [[(slip.kind, slip.mend) for slip in found] for found in (read.slips for read in read_each(RIGHT))] == alone


def test_a_paragraph_longer_than_is_read_at_once_is_read_whole():
    long = " ".join(RIGHT * 30)
    wrong = long.replace("Сообщаем, что", "Сообщаем что")
    found = [slip for slip in slips(wrong) if slip.kind is Kind.COMMA_LOST and slip.odds > 2]
    assert [slip.mend for slip in found] == ["Сообщаем, что"] * 30
    assert all(wrong[slip.start : slip.end] == "Сообщаем что" for slip in found)


@pytest.mark.parametrize(
    ("written", "mends", "meant"),
    [
        ("Просим Вас предаставить справку.", ["предоставит", "предоставить"], "предоставить"),
        ("Ответ напрален заявителю.", ["направлен", "направлений"], "направлен"),
    ],
)
def test_of_mends_that_is_best_which_fits_the_place(written: str, mends: list[str], meant: str):
    start = written.index(next(word for word in written.split() if word in ("предаставить", "напрален")))
    end = start + len(written[start:].split()[0])
    assert read_each([written])[0].mend_odds(start, end, mends)[0][0] == meant


@pytest.mark.parametrize(
    "right",
    [
        "У Вас есть право обратиться в суд.",
        "Куда обратиться, если не горит фонарь, написано на сайте.",
        "Находиться в здании после восьми запрещено.",
        "Отказ явиться на комиссию не лишает права на жильё.",
        "Собрание можно провести очно или заочно.",
    ],
)
def test_an_infinitive_in_its_place_is_no_slip(right: str):
    assert [slip for slip in slips(right) if slip.kind is Kind.INFINITIVE] == []
