import pytest

from letterkit.checks.guarded_patterns import GuardedPattern


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (r"(?i)\bне\s+можем\b", "Помочь НЕ  МОЖЕМ.", "НЕ  МОЖЕМ"),
        (r"(?i)\b(?:из-за|причин\p{L}+)", "Лифт стоит из-за ремонта.", "из-за"),
        (r"(?i)\b(?:да|нет)\b", "Ответ: да.", "да"),
        (r"к сожалению", "Помочь, к сожалению, нельзя.", "к сожалению"),
        (r"\d+", "Дом 5", "5"),
        (r"(?i)ч[её]м", "О чём вопрос?", "чём"),
    ],
)
def test_what_the_expression_matches_is_found(source: str, text: str, found: str) -> None:
    match = GuardedPattern(source).search(text)
    assert match is not None
    assert match.group() == found
    assert [each.group() for each in GuardedPattern(source).finditer(text)] == [found]


def test_a_text_without_the_pieces_is_not_searched() -> None:
    refusal = GuardedPattern(r"(?i)\b(?:нельзя|невозможно)\b")
    assert not refusal.may_match("Дорогу отремонтировали.")
    assert refusal.may_match("Это НЕЛЬЗЯ сделать.")
    assert refusal.search("Дорогу отремонтировали.") is None


def test_an_expression_that_needs_nothing_known_is_always_tried() -> None:
    assert GuardedPattern(r"\p{L}\d").may_match("Дом")


def test_the_search_begins_where_told() -> None:
    assert GuardedPattern(r"дом").search("дом и сад", 1) is None


def test_a_text_of_any_length_can_be_searched() -> None:
    assert GuardedPattern(r"нельзя").search("слово " * 5000 + "нельзя") is not None
