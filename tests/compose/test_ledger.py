import pytest

from letterkit.compose.ledger import CLOSE, MOST_VALUES, OPEN, TooManyValues, current_ledger, opened_ledger


def test_a_value_comes_back_in_the_place_of_its_mark() -> None:
    with opened_ledger() as ledger:
        text = f"Кому: {ledger.seal('Рога & {{копыта}}', 'who')}."
    assert "{{" not in text
    assert ledger.open_marks(text) == "Кому: Рога & {{копыта}}."


def test_a_value_cannot_forge_a_mark() -> None:
    with opened_ledger() as ledger:
        first = ledger.seal("тайна", "a")
        second = ledger.seal(f"{OPEN}0{CLOSE}", "b")
    assert ledger.open_marks(second) == "0"
    assert ledger.open_marks(first) == "тайна"


def test_forms_are_followed_from_filter_to_filter() -> None:
    with opened_ledger() as ledger:
        ledger.note_form("инспекция", "инспекцию")
        ledger.note_form("инспекцию", "в инспекцию")
    assert ledger.all_forms("инспекция") == {"инспекция", "инспекцию", "в инспекцию"}


def test_a_runaway_template_is_stopped() -> None:
    with opened_ledger() as ledger:
        for _ in range(MOST_VALUES):
            ledger.seal("x", "x")
        with pytest.raises(TooManyValues):
            ledger.seal("x", "x")


def test_there_is_no_ledger_outside_a_run() -> None:
    with opened_ledger() as ledger:
        assert current_ledger() is ledger
    assert current_ledger() is None
