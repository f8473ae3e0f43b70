"""Agreement inside a noun phrase, on sentences of letters."""

import pytest

from .conftest import Letter, Look


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ("на балансе муниципального бюджетного учреждений культуры", "бюджетного учреждения"),
        ("жители многоквартирных дома получили ответ", "многоквартирных домов"),
        ("по санитарным нормами двор убирают дважды", "санитарным нормам"),
        ("ответит государственной жилищный инспекции", "жилищной инспекции"),
    ],
)
def test_a_word_out_of_agreement_is_mended(letter: Letter, look: Look, wrong: str, mend: str) -> None:
    (finding,) = look(letter(body=f"Сообщаем, что {wrong}."), "grammar")
    assert finding.code == "grammar.concord"
    assert mend in finding.suggestions


@pytest.mark.parametrize(
    "right",
    [
        "площадка передана учреждению, подведомственному управлению культуры",
        "построят два новых дома и четыре больших подъезда",
        "деньги дадут из федерального и областного бюджетов",
        "письмо полное ошибок вернули автору",
        "новая спортивная и детская площадки открыты",
        "данных жителей дома нет, заведующего отделом тоже",
    ],
)
def test_governed_counted_and_coordinated_words_are_left_alone(letter: Letter, look: Look, right: str) -> None:
    assert look(letter(body=f"Сообщаем, что {right}."), "grammar") == []
