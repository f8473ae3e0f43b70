"""Which backups go: the last of each of some days, weeks and months stay."""

from datetime import datetime, timedelta

from letterkit.store.rotation import Terms, find_outdated, name_at

FIRST = datetime(2026, 1, 1, 2)
DAYS = [FIRST + timedelta(days=day) for day in range(334)]
TERMS = Terms(days=7, weeks=4, months=6)


def kept_after_each_night(terms: Terms) -> list[str]:
    there: list[str] = []
    for moment in DAYS:
        there.append(name_at(moment, encrypted=True))
        gone = find_outdated(there, terms)
        there = [name for name in there if name not in gone]
    return there


def test_days_weeks_and_months_keep_their_last_one() -> None:
    kept = kept_after_each_night(TERMS)
    assert kept[-7:] == [name_at(moment, encrypted=True) for moment in DAYS[-7:]]
    months = {name[10:16] for name in kept}
    assert months == {"202606", "202607", "202608", "202609", "202610", "202611"}
    assert len(kept) <= 7 + 4 + 6


def test_the_last_one_never_goes_and_strange_files_are_left_alone() -> None:
    names = ["letterkit-20260101-020000.zip", "notes.txt", "letterkit-x.zip", ".letterkit-20260102-020000.zip.x.part"]
    assert find_outdated(names, Terms(1, 0, 0)) == []
    assert find_outdated([*names, "letterkit-20260301-020000.zip.age"], Terms(1, 0, 0)) == [names[0]]


def test_of_two_of_a_day_the_later_stays() -> None:
    names = [name_at(FIRST + timedelta(hours=hour), encrypted=False) for hour in (0, 9)]
    assert find_outdated(names, TERMS) == names[:1]
