"""What stands in the way has words, and every action has a button."""

import ast
from datetime import date
from pathlib import Path

from letterkit.office.cases import options
from letterkit.office.cases.options import Action, Obstacle
from letterkit.reports.blockers import ACTIONS, WORDS, stand_words


def raised() -> set[str]:
    """The codes that ``options`` makes obstacles of."""
    tree = ast.parse(Path(options.__file__).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        ast.literal_eval(call.args[0])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Obstacle"
    }


def test_every_obstacle_has_words_and_all_words_are_used() -> None:
    assert raised() == set(WORDS)


def test_every_action_has_a_button() -> None:
    assert set(ACTIONS) == set(Action)


def test_a_count_a_day_and_a_step_are_told_in_russian() -> None:
    assert stand_words(Obstacle("errors", {"count": 3})) == "в письме 3 ошибки"
    assert stand_words(Obstacle("waiver-over", {"until": date(2024, 6, 5)})).endswith("(05.06.2024)")
    assert stand_words(Obstacle("step", {"state": "review"})) == "письмо ещё не сдано на проверку"


def test_what_was_not_checked_is_named_with_its_reason() -> None:
    told = stand_words(Obstacle("not-checked", {"items": (("length", "pages.no-libreoffice"),)}))
    assert told.startswith("проверено не всё: объём письма (LibreOffice не найден")
