from itertools import permutations

import pytest

from letterkit.language import ties
from letterkit.language.clash import Clash, Tie
from letterkit.language.clashes import clashes_of
from letterkit.language.slips import read_each
from letterkit.language.tagger_match import matches_of, read_texts

RANGES = {
    "Приём ведут {} в две смены.": (
        "понедельника вторника среды четверга пятницы субботы воскресенья",
        "понедельник вторник среду четверг пятницу субботу воскресенье",
    ),
    "Дорогу чинили {} включительно.": ("зимы весны лета осени", "зиму весну лето осень"),
    "Воду отключали {} прошлого года.": (
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    ),
}
"""Of each sentence the words that a range begins with, in the genitive, and those it ends with, in the accusative."""


def clashes_in(sentence: str) -> list[Clash]:
    return clashes_of(read_each([sentence]))[0]


@pytest.mark.parametrize(
    ("sentence", "tie", "wrong", "mend"),
    [
        ("Оценка жилого помещение проведена.", Tie.AGREEMENT, "жилого помещение", "жилого помещения"),
        ("Вода отвечает санитарным нормами.", Tie.AGREEMENT, "санитарным нормами", "санитарным нормам"),
        ("Незаконную постройка снесли.", Tie.AGREEMENT, "Незаконную постройка", "Незаконную постройку"),
        ("Плата снижена до двух рубля.", Tie.AGREEMENT, "двух рубля", "двух рублей"),
        ("Сообщаем о предоставление жилья.", Tie.GOVERNMENT, "предоставление", "предоставлении"),
        ("Дом сдадут после вводу котельной.", Tie.GOVERNMENT, "вводу", "ввода"),
        ("О результатах проверке Вам сообщат.", Tie.GENITIVE, "проверке", "проверки"),
        ("Мы изучили жалобы и заявлениями жителей.", Tie.ROW, "жалобы и заявлениями", "жалобы и заявления"),
        ("Комиссия осмотрела крыша дома.", Tie.OBJECT, "крыша", "крышу"),
        ("Ваше обращение рассмотрен специалистами.", Tie.SUBJECT, "рассмотрен", "рассмотрено"),
        ("Работы, о которых Вы пишете, принято в мае.", Tie.SUBJECT, "принято", "приняты"),
    ],
)
def test_words_that_cannot_stand_together_are_found(sentence: str, tie: Tie, wrong: str, mend: str) -> None:
    (clash,) = [clash for clash in clashes_in(sentence) if clash.tie is tie]
    assert sentence[clash.start : clash.end] == wrong
    assert mend in clash.mends


@pytest.mark.parametrize(
    "sentence",
    [
        "Два жилых дома сданы.",
        "Городской и областной бюджеты исполнены.",
        "Ваши имя, отчество и адрес известны.",
        "Учреждения, подведомственные министерству, проверены.",
        "Подведомственное управлению учреждение проверено.",
        "Дом, прошедший экспертизу, сдан к первому июля.",
        "Построено 24 многоквартирных дома.",
        "Работы ведут по шестое число.",
        "Дом стоит на берегу, в лесу, на мосту.",
        "О его доме и о её заявлении, к их семьям.",
        "Шланг перетёрся о заднюю стенку плиты.",
        "Новое кафе и старое пальто, молодой коллега.",
        "Крышу дома осмотрела комиссия.",
        "Директор и заместитель подписали акт.",
    ],
)
def test_words_that_only_look_so_are_left_alone(sentence: str) -> None:
    assert [clash for clash in clashes_in(sentence) if clash.odds > -3] == []


def test_the_end_of_a_range_stands_in_the_accusative() -> None:
    sentences = [
        sentence.format(f"{'со' if first.startswith(('вт', 'ср')) else 'с'} {first} по {last}")
        for sentence, (firsts, lasts) in RANGES.items()
        for (first, _), (_, last) in permutations(zip(firsts.split(), lasts.split(), strict=True), 2)
    ]
    found = [match for reads in read_texts(sentences) for match in matches_of(reads) if match.category == "GRAMMAR"]
    assert (len(sentences), found) == (186, [])


@pytest.mark.parametrize("sentence", ["Мы получили жалобу по отопление дома.", "Вы пришли с вопросом по субсидию."])
def test_what_a_matter_is_about_does_not(sentence: str) -> None:
    assert any(clash.tie is Tie.GOVERNMENT for clash in clashes_in(sentence))


def test_what_is_less_likely_to_be_a_slip_comes_with_lower_odds() -> None:
    (sure,) = clashes_in("Ремонт жилого помещение закончен.")
    (unsure,) = clashes_in("Налог за несовершеннолетнего родители платят сами.")
    assert sure.odds > 0 > unsure.odds


def test_a_tie_that_two_words_do_not_have_is_no_clash() -> None:
    assert ties.agree("жилого", "помещение") is False
    assert ties.agree("жилого", "помещения") is True
    assert ties.agree("быстро", "помещения") is None
