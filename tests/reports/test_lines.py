import pytest

from letterkit.reports.lines import Lines


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("раз\nдва", 3, (1, 4)),
        ("раз\nдва", 4, (2, 1)),
        ("раз\r\nдва", 5, (2, 1)),
        ("раз\rдва", 4, (2, 1)),
        ("раз\n\nтри", 4, (2, 1)),
        ("раз\n", 4, (2, 1)),
        ("🙂🙂слово", 2, (1, 3)),
    ],
)
def test_an_offset_has_the_line_and_column_an_editor_shows(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).at(offset) == place


def test_a_line_is_given_without_its_end() -> None:
    text = "раз\r\nдва\rтри\n"
    lines = Lines(text)
    assert [text[slice(*lines.span(number))] for number in range(1, 5)] == ["раз", "два", "три", ""]
    assert lines.texts() == ["раз", "два", "три", ""]
