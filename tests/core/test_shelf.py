"""What a bounded memory keeps, and for how long."""

from collections.abc import Sequence

from letterkit.core.lru_cache import Shelf


def test_what_was_worked_out_is_given_again() -> None:
    shelf: Shelf[str, list[int]] = Shelf(2)
    first = shelf.of("a", lambda: [1])
    assert shelf.of("a", lambda: [2]) is first


def test_no_more_is_kept_than_there_is_room_for() -> None:
    shelf: Shelf[int, int] = Shelf(3)
    for number in range(5000):
        shelf.of(number, lambda number=number: number)
    assert len(shelf) == 3


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    shelf: Shelf[str, int] = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.of(key, lambda: 1)
    assert [shelf.of(key, lambda: 2) for key in ("a", "c", "b")] == [1, 1, 2]


def test_of_many_keys_only_new_ones_are_worked_out_all_at_once_and_each_once() -> None:
    shelf: Shelf[str, str] = Shelf(8)
    shelf.of("b", lambda: "kept")
    asked: list[list[int]] = []

    def work(numbers: Sequence[int]) -> list[str]:
        asked.append(list(numbers))
        return [f"new {number}" for number in numbers]

    assert shelf.of_each(["a", "b", "a", "c"], work) == ["new 0", "kept", "new 0", "new 3"]
    assert shelf.of_each(["c", "a"], work) == ["new 3", "new 0"]
    assert shelf.of_each([], work) == []
    assert asked == [[0, 3]]


def test_more_keys_than_there_is_room_for_are_all_answered() -> None:
    shelf: Shelf[int, int] = Shelf(2)
    assert shelf.of_each(range(9), lambda numbers: [number * 2 for number in numbers]) == [*range(0, 18, 2)]
    assert len(shelf) == 2


def test_a_failure_is_not_kept() -> None:
    shelf: Shelf[str, int] = Shelf(2)

    def fail() -> int:
        raise ValueError

    for _ in range(2):
        try:
            shelf.of("a", fail)
        except ValueError:
            continue
    assert shelf.of("a", lambda: 1) == 1
