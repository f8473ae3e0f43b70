"""Terms of the Order, counted from the day of registration (clauses 7.4, 7.5, 7.7, 7.8)."""

from datetime import date

import pytest

from letterkit.core.errors import InputError
from letterkit.flow.deadline import Term, Weekend, deadline


@pytest.mark.parametrize(
    ("start", "term", "weekend", "due"),
    [
        (date(2024, 4, 23), "review", "preceding", date(2024, 5, 23)),
        (date(2024, 5, 14), "review", "preceding", date(2024, 6, 13)),
        (date(2024, 5, 16), "review", "preceding", date(2024, 6, 14)),  # the 15th is a Saturday
        (date(2024, 5, 16), "review", "following", date(2024, 6, 17)),
        (date(2024, 5, 16), "review", "same", date(2024, 6, 15)),
        (date(2024, 5, 14), "extension", "preceding", date(2024, 7, 12)),  # 13 July is a Saturday
        (date(2024, 5, 14), "redirect", "preceding", date(2024, 5, 21)),
        (date(2024, 5, 14), "unclear", "preceding", date(2024, 5, 21)),
        (date(2024, 4, 23), "notice", "preceding", date(2024, 5, 20)),
        (date(2024, 10, 4), "review", "preceding", date(2024, 11, 2)),  # a Saturday worked for the transferred holiday
    ],
)
def test_the_last_day_is_counted_by_the_order(start: date, term: Term, weekend: Weekend, due: date) -> None:
    assert deadline(start, term, weekend).due == due


def test_a_notice_is_never_moved_past_its_day() -> None:
    told = deadline(date(2024, 5, 16), "notice", "following")
    assert (told.counted, told.due) == (date(2024, 6, 14), date(2024, 6, 14))
    for day in range(1, 29):
        moved = deadline(date(2024, 3, day), "notice", "following")
        assert moved.due <= moved.counted


def test_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(InputError, match=r"calendar\.unknown-year"):
        deadline(date(2099, 5, 14), "review", "preceding")
