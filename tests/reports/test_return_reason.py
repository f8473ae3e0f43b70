"""A finding becomes a sentence of the reason for which a letter is returned."""

import pytest

from letterkit.core.finding import Finding, Level
from letterkit.reports.return_reason import reason_of


@pytest.mark.parametrize(
    ("excerpt", "mends", "reason"),
    [
        ("семьям которые", ("семьям, которые",), "Поставьте запятую: «семьям, которые»."),
        ("письмо, получено", ("письмо получено",), "Уберите запятую: «письмо получено»."),
        ("приказа", ("приказу", "приказам"), "Замените «приказа» на «приказу»."),
        ("очень очень", ("",), "Уберите «очень очень»."),
        ("дом - новый", ("дом – новый",), "Исправьте: «дом – новый»."),
        ("слово", (), "Нет ответа на вопрос: «слово». Допишите ответ."),
    ],
)
def test_a_reason_says_what_to_do(excerpt: str, mends: tuple[str, ...], reason: str) -> None:
    advice = "" if mends else "Допишите ответ."
    found = Finding("x.y", None, Level.ERROR, "Нет ответа на вопрос", advice, excerpt, 0, 5, suggestions=mends)
    assert reason_of(found) == reason
