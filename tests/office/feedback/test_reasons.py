"""Reasons: comments as people write them go where a clerk would put them."""

from pathlib import Path

import pytest

from letterkit.core.errors import RuleError
from letterkit.office.feedback.reasons import FILE, OTHER, Reasons, reasons_in

from ..cases.conftest import HOME

FILED = {
    "late": [
        "Очень долго ждали, почти два месяца",
        "Ответ пришёл с опозданием, срок вышел",
        "не успели ответить до конца месяца",
        "Затянули с ответом",
    ],
    "formal": ["Обычная отписка", "Прислали шаблонный ответ, не по существу", "На мой вопрос так и не ответили"],
    "unclear": ["Ничего непонятно, сплошные термины", "Я не поняла, что мне делать", "Написано сложным языком"],
    "not_solved": ["Крышу так и не сделали", "Мне отказали без объяснений", "Ничем не помогли, одни обещания"],
    "rude": ["Сотрудница нагрубила мне по телефону", "Хамство и равнодушие!", "говорили грубым тоном"],
    "redirected": ["Пересылают из одного места в другое", "Отфутболили в другую инстанцию"],
    "hard_to_reach": ["Невозможно дозвониться, трубку не берут", "Сайт не работает, форма не открывается"],
    "mistake": ["Перепутали фамилию, в письме ошибки", "Опечатка в адресе, всё неверно"],
    "thanks": ["Спасибо, всё понятно и быстро", "Благодарю за подробный ответ", "Очень вежливо, помогли"],
    OTHER: ["Здравствуйте", "Дом на улице Мира", "123"],
}


@pytest.fixture(scope="module")
def reasons() -> Reasons:
    return reasons_in(HOME / "rules" / FILE)


@pytest.mark.parametrize(("reason", "comment"), [(name, each) for name, some in FILED.items() for each in some])
def test_a_comment_is_filed_by_its_words(reasons: Reasons, reason: str, comment: str) -> None:
    assert reasons.of(comment) == reason


def test_every_reason_of_the_file_is_tried_here(reasons: Reasons) -> None:
    assert set(reasons.titles) == set(FILED)


def test_no_comment_has_no_reason(reasons: Reasons) -> None:
    assert reasons.of(" \n") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("reasons:\n  - {id: late, title: Долго, words: []}\n", "data.bad-value"),
        ("reasons:\n  - {id: other, title: Другое, слова: []}\n", "data.unknown-key"),
        ("reasons: [", "yaml.syntax"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_place(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "opinion_reasons.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        reasons_in(tmp_path / FILE)
    assert caught.value.code == code
