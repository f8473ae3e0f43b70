"""The number of the page below the mark of the executor is no text; a mark in the footer is on every page."""

import pytest

from letterkit.checks.families.executor.checks import _is_printed_on, _page_number_below
from letterkit.core.box import Box
from letterkit.core.page import Page, PageWord

MARK = Box(20.0, 250.0, 80.0, 10.0)


def page(*below: str) -> Page:
    words = [PageWord("Петрова", Box(20.0, 252.0, 20.0, 4.0))]
    words += [PageWord(word, Box(90.0 + 10 * n, 270.0, 8.0, 4.0)) for n, word in enumerate(below)]
    return Page(2, 210.0, 297.0, tuple(words))


@pytest.mark.parametrize("below", [("2",), ("–", "2", "–"), ("Страница", "2", "из", "2")])
def test_a_page_number_below_the_mark_is_no_text(below: tuple[str, ...]) -> None:
    assert _page_number_below(page(*below), MARK)


@pytest.mark.parametrize("below", [("Приложение", "2"), ("Ответ", "готов")])
def test_words_below_the_mark_are_text(below: tuple[str, ...]) -> None:
    assert not _page_number_below(page(*below), MARK)


@pytest.mark.parametrize(("mark", "printed"), [("Ответ\nготов", True), ("Ответ не готов", False)])
def test_a_mark_in_the_footer_of_all_pages_is_on_the_last_one(mark: str, printed: bool) -> None:
    assert _is_printed_on(page("2", "Ответ", "готов"), mark) is printed
