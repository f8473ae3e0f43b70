"""What is counted of findings while people write, check, waive and send for review."""

from collections.abc import Callable

import pytest

from letterkit.core.finding import Finding, Level
from letterkit.core.report import Verdict
from letterkit.office.batches import findings
from letterkit.office.batches import waivers as batch_waiving
from letterkit.office.batches.results import Outcome
from letterkit.office.cases import drafting, numbering, review, waivers
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchRow
from letterkit.store.tables import Letter

from ..batches.conftest import letter as made_up
from ..cases.conftest import Day, Staff
from .conftest import Counted

FAULT = "Согласно приказа министерства дом снесут."
CODE = "grammar.soglasno-dative"


@pytest.fixture
def faulty(day: Day) -> Letter:
    """On review, with the fault in its last paragraph."""
    return submitted(day, day.begun(), FAULT)


def submitted(day: Day, letter: Letter, *added: str, taken: dict[str, int] | None = None) -> Letter:
    """``letter`` with its last paragraph put off and ``added`` put on, handed in."""
    return review.submit(day.office, day.staff.executor, letter.id, saved(day, letter, *added, taken=taken).revision)


def saved(day: Day, letter: Letter, *added: str, taken: dict[str, int] | None = None) -> Letter:
    kept = [line for line in letter.text.split("\n") if "министерства дом" not in line]
    text, by = "\n".join([*kept, *added]), day.staff.executor
    return drafting.save(day.office, by, letter.id, letter.revision, letter.title, text, taken=taken)


def recalled(day: Day, letter: Letter) -> Letter:
    return review.recall(day.office, day.staff.executor, letter.id)


class TestALetter:
    def test_what_its_first_report_finds_is_found(self, faulty: Letter, counted: Counted) -> None:
        assert counted(CODE, letter_id=faulty.id) == {"letters": 1, "found": 1, "standing": 1}

    def test_what_is_found_again_is_not_counted_again(self, day: Day, faulty: Letter, counted: Counted) -> None:
        numbering.enter(day.office, day.staff.registry, faulty.id)
        assert counted(CODE, letter_id=faulty.id) == {"letters": 1, "found": 1, "standing": 1}

    def test_what_somebody_rewrites_is_rewritten(self, day: Day, faulty: Letter, counted: Counted) -> None:
        submitted(day, recalled(day, faulty), "Как велит приказ министерства, дом снесут.")
        assert counted(CODE, letter_id=faulty.id) == {"letters": 1, "found": 1, "rewritten": 1}

    def test_what_is_put_back_is_found_anew(self, day: Day, faulty: Letter, counted: Counted) -> None:
        mended = submitted(day, recalled(day, faulty), "Дом снесут.")
        submitted(day, recalled(day, mended), FAULT)
        assert counted(CODE, letter_id=faulty.id) == {"letters": 1, "found": 2, "rewritten": 1, "standing": 1}

    def test_what_is_waived_and_taken_back(self, day: Day, faulty: Letter, counted: Counted) -> None:
        excerpt = "Согласно приказа министерства"
        report = day.versions(faulty)[-1].report or {}
        (excerpt,) = (each["excerpt"] for each in report["findings"] if each["code"] == CODE)
        waivers.waive(day.office, day.staff.second, faulty.id, CODE, excerpt, "Так назван акт.")
        assert counted(CODE, letter_id=faulty.id) == {"letters": 1, "found": 1, "waived": 1}
        waivers.unwaive(day.office, day.staff.second, faulty.id, CODE, excerpt)
        assert counted(CODE, letter_id=faulty.id) == {"letters": 1, "found": 1, "standing": 1}


class TestAMendTakenInTheEditor:
    def test_before_the_first_report_it_is_found_and_taken(self, day: Day, counted: Counted) -> None:
        letter = saved(day, day.begun(), "Дом снесут.", taken={CODE: 1})
        assert counted(CODE, letter_id=letter.id) == {"letters": 1, "found": 1, "taken": 1, "pending": 1}
        submitted(day, letter)
        assert counted(CODE, letter_id=letter.id) == {"letters": 1, "found": 1, "taken": 1}

    def test_of_what_the_report_has_it_is_taken_and_not_rewritten(
        self, day: Day, faulty: Letter, counted: Counted
    ) -> None:
        letter = saved(day, recalled(day, faulty), FAULT.replace("приказа", "приказу"), taken={CODE: 1})
        assert counted(CODE, letter_id=letter.id)["taken"] == 1
        review.submit(day.office, day.staff.executor, letter.id, letter.revision)
        assert counted(CODE, letter_id=letter.id) == {"letters": 1, "found": 1, "taken": 1}

    def test_taken_back_it_is_not_taken(self, day: Day, faulty: Letter, counted: Counted) -> None:
        letter = saved(day, recalled(day, faulty), FAULT.replace("приказа", "приказу"), taken={CODE: 1})
        letter = saved(day, letter, FAULT, taken={CODE: -1})
        review.submit(day.office, day.staff.executor, letter.id, letter.revision)
        assert counted(CODE, letter_id=letter.id) == {"letters": 1, "found": 1, "standing": 1}

    def test_undone_by_hand_it_is_not_taken(self, day: Day, faulty: Letter, counted: Counted) -> None:
        letter = saved(day, recalled(day, faulty), FAULT.replace("приказа", "приказу"), taken={CODE: 1})
        submitted(day, letter, FAULT)
        assert counted(CODE, letter_id=letter.id) == {"letters": 1, "found": 1, "standing": 1}

    @pytest.mark.parametrize("taken", [{"no.such-rule": 3}, {CODE: -3}, {CODE: 0}, {}])
    def test_what_cannot_be_is_not_counted(self, day: Day, counted: Counted, taken: dict[str, int]) -> None:
        letter = saved(day, day.begun(), "Дом снесут.", taken=taken)
        assert all(counted(code, letter_id=letter.id) == {} for code in (CODE, "no.such-rule"))

    def test_no_browser_takes_thousands(self, day: Day, counted: Counted) -> None:
        letter = saved(day, day.begun(), "Дом снесут.", taken={CODE: 10**9})
        assert counted(CODE, letter_id=letter.id)["taken"] == 99


def slip(code: str, words: str) -> Finding:
    return Finding(code, "3.3", Level.ERROR, "Нужен дательный падеж", excerpt=words)


def spoilt(row: BatchRow) -> Outcome:
    """Row 2 is clean, row 3 has the slip twice, the others once; row 4 has something else besides."""
    slips = {2: 0, 3: 2}.get(row.number, 1)
    found = [slip("grammar.x", f"{row.number}") for _ in range(slips)]
    found += [slip("tone.z", "вдруг")] * (row.number == 4)
    return made_up(row, *found, verdict=Verdict.FIX if found else Verdict.READY)


class TestABatch:
    @pytest.fixture
    def batch(self, ended: Callable[..., int]) -> int:
        return ended(6, spoilt)

    def test_letters_and_findings_are_counted(self, batch: int, counted: Counted) -> None:
        assert counted("grammar.x", batch_id=batch) == {"letters": 5, "found": 6, "standing": 6}
        assert counted("tone.z", batch_id=batch) == {"letters": 1, "found": 1, "standing": 1}

    def test_what_is_waived_is_counted_and_taken_back(
        self, office: Office, staff: Staff, batch: int, counted: Counted
    ) -> None:
        group = next(each for each in findings.groups(office, staff.reviewer, batch) if each.code == "grammar.x")
        made = batch_waiving.waive(office, staff.reviewer, batch, group.id, "так называется закон")
        assert counted("grammar.x", batch_id=batch) == {"letters": 5, "found": 6, "waived": 6}
        assert "waived" not in counted("tone.z", batch_id=batch)
        batch_waiving.unwaive(office, staff.reviewer, batch, made.id)
        assert counted("grammar.x", batch_id=batch) == {"letters": 5, "found": 6, "standing": 6}
