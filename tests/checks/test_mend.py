"""Mends of phrase rules: the words found, in the case and form that the mend asks for."""

import pytest

from letterkit.checks.mend import mend
from letterkit.checks.phrase import PhraseSet, phrase
from letterkit.checks.tokens import tokens


def mended(source: str, words: str, text: str) -> str | None:
    one = phrase(source)
    (_, match), *_ = PhraseSet([one]).search(tokens(text))
    return mend(words, len(one.elements)).words(match)


@pytest.mark.parametrize(
    ("source", "words", "text", "expected"),
    [
        ("в адрес [gent]", "в {3:accusative}", "Ответ ушёл в адрес городской управы.", "в городскую управу"),
        ("~проинформировать [accs]", "{сообщить~1} {2:dative}", "Город проинформирует жителей.", "сообщит жителям"),
        ("~денежный ~средство", "{деньги~2}", "За денежные средства платят.", "деньги"),
        ("~денежный ~средство", "{деньги~2}", "Речь о денежных средствах.", "деньгах"),
        ("~дворовый ~территория", "{двор~2}", "На дворовой территории чисто.", "дворе"),
        ("~дворовый ~территория", "{двор~2}", "Убирают дворовую территорию.", "двор"),
        ("~жилой ~фонд", "{жилищный~1} {2}", "Сельский жилой фонд вырос.", "жилищный фонд"),
        ("~практичный ~помощь", "{практический~1} {2}", "Без практичной помощи.", "практической помощи"),
        ("касательно [gent]", "о {2:prepositional}", "Вопрос касательно освещения.", "об освещении"),
        ("касательно [gent]", "о {2:prepositional}", "Вопрос касательно ремонта.", "о ремонте"),
        ("в целях", "для", "В целях ремонта.", "Для"),
        ("~вышеуказанный", "{этот~1}", "Жители вышеуказанных домов.", "этих"),
        ("~проинформировать [accs]", "{сообщить~1} {2:dative}", "Проинформируйте соседей.", "Сообщите соседям"),
        ("~дать ~оценка [datv]", "{оценить~1} {3:accusative}", "Они дали оценку работе.", "оценили работу"),
        (
            "~находиться в собственности [gent]",
            "{принадлежать~1} {4:dative}",
            "Он находится в собственности города.",
            "принадлежит городу",
        ),
    ],
)
def test_the_words_stand_in_the_form_asked_for(source: str, words: str, text: str, expected: str) -> None:
    assert mended(source, words, text) == expected


@pytest.mark.parametrize(
    "text", ["Вся дворовая территория убрана.", "Дворовая территория убрана.", "Убрать всю дворовую территорию."]
)
def test_no_mend_where_words_outside_agree_with_a_noun_of_another_gender(text: str) -> None:
    assert mended("~дворовый ~территория", "{двор~2}", text) is None


def test_no_mend_where_the_noun_that_it_needs_is_absent() -> None:
    assert mended("в рамках [gent]?", "по {3:dative}", "Работа в рамках.") is None


@pytest.mark.parametrize("words", ["{3}", "{1:vocative}", "{один}", "{"])
def test_a_mend_that_names_nothing_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="mend"):
        mend(words, 2)
