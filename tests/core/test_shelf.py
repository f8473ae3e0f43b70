"""What a bounded memory keeps, and for how long."""

from letterkit.core.shelf import Shelf


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
