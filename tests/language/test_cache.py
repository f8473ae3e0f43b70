from collections.abc import Callable, Sequence

import pytest

from letterkit.core.errors import ToolFailed
from letterkit.language.cache import CachingProofreader, units
from letterkit.language.judge import Judge, OwnProofreader
from letterkit.language.ports import Match

LETTER = "Уважаемая Мария!\n\nДом построят в течении года.\n\nО плошадке сообщим позднее.\n"


class Counting:
    """A proofreader that marks every «плошадк» and remembers what it was asked."""

    engine = "embedded"
    version = "test"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def matches(self, text: str) -> tuple[Match, ...]:
        return self.matches_each([text])[0]

    def matches_each(self, texts: Sequence[str]) -> list[tuple[Match, ...]]:
        self.asked.extend(texts)
        places = [text.find("плошадк") for text in texts]
        return [() if place < 0 else (Match("R", "C", place, place + 7, ""),) for place in places]

    def begin_each(self, texts: Sequence[str]) -> Callable[[], list[tuple[Match, ...]]]:
        found = self.matches_each(texts)
        return lambda: found


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_offsets_are_those_of_the_letter(counting: Counting) -> None:
    (match,) = CachingProofreader(counting).matches(LETTER)
    assert LETTER[match.start : match.end] == "плошадк"


def test_a_second_check_asks_nothing(counting: Counting) -> None:
    cached = CachingProofreader(counting)
    first = cached.matches(LETTER)
    counting.asked.clear()
    assert cached.matches(LETTER) == first
    assert counting.asked == []


def test_an_edited_letter_asks_only_for_what_changed(counting: Counting) -> None:
    cached = CachingProofreader(counting)
    cached.matches(LETTER)
    counting.asked.clear()
    cached.matches(LETTER.replace("года", "месяца"))
    assert counting.asked == ["Дом построят в течении месяца."]


def test_a_paragraph_that_stands_twice_is_asked_for_once(counting: Counting) -> None:
    twice = "О плошадке.\n\nО плошадке.\n"
    assert [match.start for match in CachingProofreader(counting).matches(twice)] == [2, 15]
    assert counting.asked == ["О плошадке."]


def test_the_paragraph_longest_unseen_is_forgotten_first(counting: Counting) -> None:
    cached = CachingProofreader(counting, most_units=2)
    for text in ("Первый.", "Второй.", "Первый.", "Третий.", "Первый.", "Второй."):
        cached.matches(text)
    assert counting.asked == ["Первый.", "Второй.", "Третий.", "Второй."]


def test_a_letter_longer_than_the_memory_is_still_answered(counting: Counting) -> None:
    text = "\n\n".join(f"Абзац {number}: плошадка." for number in range(9))
    assert len(CachingProofreader(counting, most_units=3).matches(text)) == 9


def test_a_failure_leaves_nothing_behind(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Sequence[str]) -> list[tuple[Match, ...]]:
        raise ToolFailed("languagetool.failed")

    cached = CachingProofreader(counting)
    with monkeypatch.context() as broken:
        broken.setattr(counting, "matches_each", fail)
        with pytest.raises(ToolFailed):
            cached.matches(LETTER)
    assert len(cached.matches(LETTER)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Один.\nДва.\n\n  Три.\n", ["Один.", "Два.", "Три."]),
        ("Согласно приказу\nминистерства.\nДалее.", ["Согласно приказу\nминистерства.", "Далее."]),
        ("Нужно:\n– прийти;\n– подать.", ["Нужно:", "– прийти;", "– подать."]),
        (" \n\t\n", []),
    ],
)
def test_a_unit_is_a_paragraph_or_a_sentence_wrapped_by_hand(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in units(text)] == expected


@pytest.mark.slow
def test_paragraph_by_paragraph_finds_what_the_whole_letter_shows(judge: Judge, some_texts: dict[str, str]) -> None:
    whole, cached = OwnProofreader(None, judge), CachingProofreader(OwnProofreader(None, judge))
    different = {name for name, text in some_texts.items() if whole.matches(text) != cached.matches(text)}
    assert different == set()
