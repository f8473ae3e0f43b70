"""Terms of the Order and of 59-FZ counted in days: a table of days, what always holds, and the words that explain one.

The days of the table were counted by hand from the published days off (tests/russian/test_calendar.py has them), apart
from the code. NORMS are the notes on 59-FZ by their section and the article.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from letterkit.checking.profile import load_profile
from letterkit.core.errors import InputError, RequestError
from letterkit.deadlines import terms as terms_module
from letterkit.deadlines.counting import deadline, reckon_deadline
from letterkit.deadlines.terms import read_terms, terms
from letterkit.reports.deadline_words import deadline_words, unconfirmed_words
from letterkit.russian.calendar import DayOffReason, Weekend, is_working, nearest_working
from letterkit.settings import load_settings

# Registered (or received, or asked), the term, its end by «preceding», «following», «same», and what says so.
TABLE = (
    ("2024-04-23", "review", "2024-05-23", "2024-05-23", "2024-05-23", "NORMS A.1, 12.1: 30 days; the Order's own day"),
    ("2024-05-16", "review", "2024-06-14", "2024-06-17", "2024-06-15", "NORMS A.1: the end is a Saturday"),
    ("2024-05-17", "review", "2024-06-14", "2024-06-17", "2024-06-16", "NORMS A.1: the end is a Sunday"),
    ("2024-05-13", "review", "2024-06-11", "2024-06-13", "2024-06-12", "Labour Code 112: Russia Day on a Wednesday"),
    ("2024-01-30", "review", "2024-02-29", "2024-02-29", "2024-02-29", "NORMS A.1: leap year, 29 February on the way"),
    ("2023-01-30", "review", "2023-03-01", "2023-03-01", "2023-03-01", "NORMS A.1: no 29 February"),
    ("2024-01-31", "review", "2024-03-01", "2024-03-01", "2024-03-01", "NORMS A.1: leap year, the end of January"),
    ("2024-01-24", "review", "2024-02-22", "2024-02-26", "2024-02-23", "Labour Code 112: 23 February on a Friday"),
    ("2024-02-29", "review", "2024-03-29", "2024-04-01", "2024-03-30", "NORMS A.1: registered on 29 February"),
    (
        "2024-12-02",
        "review",
        "2024-12-28",
        "2025-01-09",
        "2025-01-01",
        "Labour Code 112, transfers of 2025: New Year's holidays",
    ),
    (
        "2024-11-29",
        "review",
        "2024-12-28",
        "2025-01-09",
        "2024-12-29",
        "transfers of 2024: Sunday before the days off 30 and 31 December",
    ),
    ("2024-10-03", "review", "2024-11-02", "2024-11-02", "2024-11-02", "transfers of 2024: worked Saturday 2 November"),
    ("2024-03-28", "review", "2024-04-27", "2024-04-27", "2024-04-27", "transfers of 2024: worked Saturday 27 April"),
    ("2024-03-30", "review", "2024-04-27", "2024-05-02", "2024-04-29", "transfers of 2024: 29 April is off"),
    ("2024-04-10", "review", "2024-05-08", "2024-05-13", "2024-05-10", "transfers of 2024: 10 May is off"),
    ("2025-04-02", "review", "2025-04-30", "2025-05-05", "2025-05-02", "transfers of 2025: 2 May is off"),
    ("2025-04-08", "review", "2025-05-07", "2025-05-12", "2025-05-08", "transfers of 2025: 8 May is off"),
    ("2025-10-02", "review", "2025-11-01", "2025-11-01", "2025-11-01", "transfers of 2025: worked Saturday 1 November"),
    (
        "2025-10-05",
        "review",
        "2025-11-01",
        "2025-11-05",
        "2025-11-04",
        "Labour Code 112: 4 November, Monday before it off",
    ),
    ("2025-12-01", "review", "2025-12-30", "2026-01-12", "2025-12-31", "transfers of 2025: 31 December is off"),
    ("2025-12-10", "review", "2025-12-30", "2026-01-12", "2026-01-09", "transfers of 2026: 9 January is off"),
    (
        "2026-02-07",
        "review",
        "2026-03-06",
        "2026-03-10",
        "2026-03-09",
        "Labour Code 112: 9 March off for 8 March on a Sunday",
    ),
    (
        "2026-04-11",
        "review",
        "2026-05-08",
        "2026-05-12",
        "2026-05-11",
        "Labour Code 112: 11 May off for 9 May on a Saturday",
    ),
    ("2020-05-25", "review", "2020-06-23", "2020-06-25", "2020-06-24", "rules/calendar/2020.yml: 24 June is off"),
    ("2020-06-01", "review", "2020-06-30", "2020-07-02", "2020-07-01", "rules/calendar/2020.yml: 1 July is off"),
    (
        "2021-01-21",
        "review",
        "2021-02-20",
        "2021-02-20",
        "2021-02-20",
        "transfers of 2021: worked Saturday 20 February",
    ),
    ("2022-02-03", "review", "2022-03-05", "2022-03-05", "2022-03-05", "transfers of 2022: worked Saturday 5 March"),
    ("2022-04-03", "review", "2022-04-29", "2022-05-04", "2022-05-03", "transfers of 2022: 3 May is off"),
    ("2023-01-25", "review", "2023-02-22", "2023-02-27", "2023-02-24", "transfers of 2023: 24 February is off"),
    ("2023-04-08", "review", "2023-05-05", "2023-05-10", "2023-05-08", "transfers of 2023: 8 May is off"),
    (
        "2024-05-14",
        "extension",
        "2024-07-12",
        "2024-07-15",
        "2024-07-13",
        "NORMS A.1, 12.2: 30 days more; the end is a Saturday",
    ),
    ("2024-04-23", "extension", "2024-06-21", "2024-06-24", "2024-06-22", "NORMS A.1, 12.2: the end is a Saturday"),
    (
        "2024-11-05",
        "extension",
        "2024-12-28",
        "2025-01-09",
        "2025-01-04",
        "NORMS A.1, 12.2: the end in the New Year's holidays",
    ),
    ("2023-12-31", "extension", "2024-02-29", "2024-02-29", "2024-02-29", "NORMS A.1, 12.2: leap year on the way"),
    ("2024-04-23", "notice", "2024-05-20", "2024-05-20", "2024-05-20", "Order 7.5: three days before"),
    (
        "2024-05-16",
        "notice",
        "2024-06-11",
        "2024-06-14",
        "2024-06-12",
        "Order 7.5: three days before the day it is moved to; never forward",
    ),
    (
        "2024-04-11",
        "notice",
        "2024-05-03",
        "2024-05-08",
        "2024-05-08",
        "Order 7.5: three days before, over the May holidays",
    ),
    ("2024-05-14", "redirect", "2024-05-21", "2024-05-21", "2024-05-21", "NORMS A.1, 8.3: 7 days"),
    (
        "2024-05-04",
        "redirect",
        "2024-05-08",
        "2024-05-13",
        "2024-05-11",
        "NORMS A.1, 8.3: registered on a Saturday, ends on one",
    ),
    (
        "2024-05-02",
        "redirect",
        "2024-05-08",
        "2024-05-13",
        "2024-05-09",
        "NORMS A.1, 8.3: the end is Victory Day, 10 May is off",
    ),
    ("2024-12-25", "redirect", "2024-12-28", "2025-01-09", "2025-01-01", "NORMS A.1, 8.3: the end on 1 January"),
    (
        "2024-05-05",
        "several_bodies",
        "2024-05-08",
        "2024-05-13",
        "2024-05-12",
        "NORMS A.1, 8.4: 7 days, the end is a Sunday",
    ),
    (
        "2024-06-05",
        "unclear",
        "2024-06-11",
        "2024-06-13",
        "2024-06-12",
        "NORMS A.2, 11.4.1; Order 7.8: the end is Russia Day",
    ),
    ("2024-06-08", "unreadable", "2024-06-14", "2024-06-17", "2024-06-15", "NORMS A.2, 11.4: the end is a Saturday"),
    (
        "2025-06-05",
        "court",
        "2025-06-11",
        "2025-06-16",
        "2025-06-12",
        "NORMS A.2, 11.2: the end is Russia Day, 13 June is off",
    ),
    (
        "2025-02-16",
        "published",
        "2025-02-21",
        "2025-02-24",
        "2025-02-23",
        "NORMS A.2, 11.5.1: the end is 23 February, a Sunday",
    ),
    (
        "2024-06-10",
        "migration",
        "2024-06-14",
        "2024-06-17",
        "2024-06-15",
        "NORMS A.1, 8.3.1: 5 days, the end is a Saturday",
    ),
    (
        "2024-05-24",
        "documents",
        "2024-06-07",
        "2024-06-10",
        "2024-06-08",
        "NORMS A.1, 10.2: 15 days, the end is a Saturday",
    ),
    (
        "2024-05-06",
        "registration",
        "2024-05-08",
        "2024-05-13",
        "2024-05-09",
        "NORMS A.1, 8.2: 3 days, the end is Victory Day",
    ),
)
MODES: tuple[Weekend, ...] = ("preceding", "following", "same")
CASES = [(start, term, mode, due[at]) for start, term, *due, _ in TABLE for at, mode in enumerate(MODES)]
DAYS = st.dates(date(2005, 2, 1), date(2027, 9, 1))


@pytest.mark.parametrize(("start", "term", "weekend", "due"), CASES)
def test_the_last_day_is_the_one_counted_by_hand(start: str, term: str, weekend: Weekend, due: str) -> None:
    assert deadline(date.fromisoformat(start), term, weekend).due == date.fromisoformat(due)


def test_the_table_is_long_enough_and_every_row_says_where_it_comes_from() -> None:
    assert len(CASES) >= 60
    assert {row[1] for row in TABLE} == set(terms())
    known = ("NORMS", "Labour Code", "transfers of", "rules/calendar", "Order 7.")
    assert [row for row in TABLE if not row[-1].startswith(known)] == []


@given(DAYS, st.sampled_from(sorted(terms())))
def test_the_way_with_days_off_decides_between_neighbours_of_the_same_day(start: date, term: str) -> None:
    before, after, same = (deadline(start, term, mode) for mode in MODES)
    assert before.due <= same.due
    assert is_working(before.due)
    assert same.due == same.counted
    if terms()[term].before is None:
        assert before.counted == after.counted == same.counted
        assert same.due <= after.due
        assert is_working(after.due)
        assert all(not is_working(off.day) for off in (*before.off, *after.off))


@given(DAYS, st.sampled_from(MODES))
def test_terms_keep_their_order(start: date, weekend: Weekend) -> None:
    ends = {term: deadline(start, term, weekend).due for term in terms()}
    assert ends["redirect"] <= ends["review"] <= ends["extension"]
    assert ends["review"] - ends["notice"] >= timedelta(days=3)
    assert ends["redirect"] == ends["unclear"] == ends["several_bodies"]


@given(DAYS, DAYS, st.sampled_from(sorted(terms())), st.sampled_from(MODES))
def test_who_is_registered_later_is_never_due_earlier(one: date, other: date, term: str, weekend: Weekend) -> None:
    assume(one <= other)
    assert deadline(one, term, weekend).due <= deadline(other, term, weekend).due


@given(DAYS)
def test_a_notice_is_never_moved_past_its_day(start: date) -> None:
    for weekend in MODES:
        told = deadline(start, "notice", weekend)
        assert told.due <= told.counted


@given(DAYS, st.sampled_from(sorted(terms())), st.sampled_from(MODES))
def test_days_off_on_the_way_reach_from_the_day_counted_to_the_last_day(
    start: date, term: str, weekend: Weekend
) -> None:
    counted = deadline(start, term, weekend)
    assert len(counted.off) == abs((counted.due - counted.counted).days)
    assert (counted.due == counted.counted) is (not counted.off)


@pytest.mark.parametrize("weekend", ["preceding", "following"])
@pytest.mark.parametrize("start", [date(2099, 5, 14), date(2027, 12, 20), date(2004, 3, 3)])
def test_a_year_without_a_calendar_is_an_error_and_no_guess(start: date, weekend: Weekend) -> None:
    with pytest.raises(InputError, match=r"calendar\.unknown-year"):
        deadline(start, "review", weekend)


def test_a_last_day_before_an_unknown_year_is_not_moved_into_it() -> None:
    assert deadline(date(2027, 12, 1), "review", "preceding").due == date(2027, 12, 30)  # the 31st is off
    with pytest.raises(InputError, match=r"calendar\.unknown-year"):
        deadline(date(2027, 12, 1), "review", "following")


def test_a_day_that_no_calendar_confirms_says_why_and_how_to_mend_it() -> None:
    told = reckon_deadline(date(2099, 5, 14), "review", "preceding")
    assert not told.is_confirmed
    assert told.deadline.due == date(2099, 6, 13)
    assert told.fault is not None
    words = unconfirmed_words(told.fault)
    assert "Дата не подтверждена" in words
    assert "rules/calendar/2099.yml" in words
    assert reckon_deadline(date(2024, 5, 14), "review", "preceding").is_confirmed


def test_a_term_that_is_not_in_the_file_is_refused_with_those_that_are() -> None:
    with pytest.raises(RequestError) as caught:
        deadline(date(2024, 5, 14), "whenever", "same")
    assert caught.value.code == "deadline.no-term"
    assert "review" in str(caught.value.details["known"])


@pytest.mark.parametrize(
    ("start", "term", "weekend", "parts"),
    [
        ("2024-04-23", "review", "preceding", ["30 дней с 23.04.2024 = 23.05.2024, четверг (пункт 7.4 Порядка"]),
        ("2024-05-16", "review", "preceding", ["= 15.06.2024, суббота", "Это выходной,", "ним: 14.06.2024, пятница"]),
        ("2024-05-16", "review", "following", ["него: 17.06.2024, понедельник", "статьи 193 Гражданского"]),
        ("2024-05-13", "review", "following", ["Это праздник «День России» (статья 112 Трудового кодекса)"]),
        ("2024-12-02", "review", "preceding", ["праздник «Новогодние каникулы»", "с 29.12.2024 по 31.12.2024 тоже не"]),
        ("2026-12-01", "review", "preceding", ["выходной, перенесённый с 04.01.2026", "Правительства на 2026 год"]),
        ("2026-02-07", "review", "following", ["выходной за праздник «Международный женский день»"]),
        ("2020-05-25", "review", "preceding", ["указы Президента Российской Федерации о параде Победы"]),
        ("2024-05-14", "extension", "same", ["30 дней с 14.05.2024 и ещё 30 дней = 13.07.2024, суббота"]),
        ("2024-04-23", "notice", "preceding", ["За 3 дня до 23.05.2024 = 20.05.2024, понедельник (пункт 7.5"]),
        ("2024-05-14", "redirect", "preceding", ["7 дней с 14.05.2024 = 21.05.2024, вторник (пункт 7.7 Порядка"]),
    ],
)  # fmt: skip
def test_a_deadline_is_explained(start: str, term: str, weekend: Weekend, parts: list[str]) -> None:
    words = deadline_words(deadline(date.fromisoformat(start), term, weekend))
    assert [part for part in parts if part not in words] == []


def test_every_term_names_its_source_and_agrees_with_the_limits_that_letters_are_checked_by() -> None:
    limits = load_profile(load_settings().profile_path).limits
    for name, limit in {
        "review": "review_days",
        "extension": "extension_days",
        "notice": "extension_notice_days",
        "redirect": "redirect_days",
        "unclear": "notice_days",
    }.items():
        assert terms()[name].days == limits[limit]
    assert [
        name for name, term in terms().items() if "№ 59-ФЗ" not in term.source and "Порядка" not in term.source
    ] == []


_REVIEW = "terms.review.days"


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        (("days: 30\n    from: registration", "days: много\n    from: registration"), "data.bad-value", _REVIEW),
        (("  review:\n", "  review:\n    dayz: 3\n"), "data.unknown-key", "terms.review.dayz"),
        (("after: review", "after: consideration"), "data.bad-value", None),
        (("    after: review\n", ""), "data.bad-value", None),
    ],
)  # fmt: skip
def test_a_slip_in_the_file_is_told_with_its_place(change: tuple[str, str], code: str, key: str | None) -> None:
    text = terms_module.terms_file().read_text(encoding="utf-8").replace(*change, 1)
    with pytest.raises(InputError) as caught:
        read_terms(text, "terms.yml")
    assert caught.value.code == code
    assert caught.value.file == "terms.yml"
    assert key is None or caught.value.details["key"] == key


def test_the_file_of_terms_is_read_anew_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "terms.yml"
    shipped = terms_module.terms_file().read_text(encoding="utf-8")
    file.write_text(shipped, encoding="utf-8")
    monkeypatch.setattr(terms_module, "terms_file", lambda: file)
    assert deadline(date(2024, 5, 14), "registration", "same").due == date(2024, 5, 17)
    file.write_text(shipped.replace("days: 3\n    from: receipt", "days: 5\n    from: receipt"), encoding="utf-8")
    assert deadline(date(2024, 5, 14), "registration", "same").due == date(2024, 5, 19)


def test_a_saturday_that_is_worked_is_no_day_off() -> None:
    counted = deadline(date(2024, 10, 3), "review", "preceding")
    assert (counted.due.weekday(), counted.off) == (5, ())
    assert nearest_working(counted.due, "following") == counted.due


def test_days_off_know_why_they_are() -> None:
    kinds = {
        date(2024, 5, 16): DayOffReason.WEEKEND,
        date(2024, 5, 13): DayOffReason.HOLIDAY,
        date(2026, 12, 1): DayOffReason.MOVED,
        date(2020, 5, 25): DayOffReason.FILE,
    }
    assert {start: deadline(start, "review", "preceding").off[0].why for start in kinds} == kinds
