"""A letter on the desk: every step is checked anew, and taken back as easily as made."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.desk import Desk, DeskLetter
from letterkit.core.errors import LetterFileError, RequestError
from letterkit.core.finding import Finding
from letterkit.office.content.body_checkers import Checkers
from letterkit.settings import load_settings
from letterkit.store.desk import DeskStore

LETTER = """Уважаемая Мария Петровна!

Министерство строительства рассмотрело Ваше обращение о ремонте дороги на улице Мира и сообщает.
В целях недопущения аварий дорогу отремонтируют до 1 июня 2027 года.
Работы стоят 5 млн  рублей.

С уважением,
министр И.И. Фамильев
""".encode()


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    settings = load_settings()
    options = CheckOptions(
        settings.profile_path, settings.rules_dir, memory=settings.rules_memory, engine="off", pages=False
    )
    with Checker(options) as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, checker: Checker) -> Desk:
    return Desk(DeskStore(tmp_path, timedelta(days=1)), Checkers(checker))


def mendable(desk: Desk, letter: DeskLetter) -> Finding:
    return next(each for each in desk.check(letter).report.findings if each.suggestions and each.start is not None)


def refused(code: str) -> "pytest.RaisesExc[RequestError]":
    return pytest.raises(RequestError, check=lambda fault: fault.code == code)


def test_a_mend_is_made_in_the_file_and_gone_from_the_findings(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    finding = mendable(desk, letter)
    after = desk.take(letter.id, letter.version, finding, 0)
    assert finding.suggestions[0] in desk.data(after).decode()
    assert finding not in desk.check(after).report.findings
    assert [(each.was, each.now) for each in after.mends] == [(finding.excerpt, finding.suggestions[0])]


def test_a_step_taken_back_leaves_the_letter_as_it_was(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    after = desk.take(letter.id, letter.version, mendable(desk, letter), 0)
    back = desk.undo(after.id, after.version)
    assert desk.data(back) == LETTER
    assert desk.undo(back.id, back.version) == back


def test_a_number_of_a_version_is_never_used_again(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    first = desk.take(letter.id, letter.version, mendable(desk, letter), 0)
    desk.undo(first.id, first.version)
    second = desk.take_safe(letter.id, letter.version)
    assert second.version not in (letter.version, first.version)
    assert desk.check(second).report.text == desk.data(second).decode()


def test_all_safe_mends_are_one_step(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    after = desk.take_safe(letter.id, letter.version)
    assert b"5 \xd0\xbc\xd0\xbb\xd0\xbd  " not in desk.data(after)
    assert desk.data(desk.undo(after.id, after.version)) == LETTER
    assert desk.take_safe(letter.id, letter.version).version > after.version


def test_a_waiver_takes_its_finding_out_until_it_is_taken_back(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    finding = mendable(desk, letter)
    after = desk.waive(letter.id, letter.version, finding, " так записано\nв программе ", "И.И. Фамильев")
    report = desk.check(after).report
    assert finding.code not in {each.code for each in report.findings if each.excerpt == finding.excerpt}
    assert [(each.reason, each.by) for each in report.waived] == [("так записано в программе", "И.И. Фамильев")]
    back = desk.undo(after.id, after.version)
    assert finding in desk.check(back).report.findings
    with refused("waiver.no-reason"):
        desk.waive(letter.id, back.version, finding, "  ", "И.И. Фамильев")


def test_a_letter_that_has_changed_meanwhile_is_not_changed_by_what_was_seen_before(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    finding = mendable(desk, letter)
    after = desk.take(letter.id, letter.version, finding, 0)
    with refused("desk.changed"):
        desk.take(letter.id, letter.version, finding, 0)
    assert desk.open(letter.id) == after


def test_another_process_finds_the_letter_as_it_was_left(desk: Desk, tmp_path: Path, checker: Checker) -> None:
    letter = desk.begin(LETTER, "письмо.txt", {"appeal": {"number": "12"}})
    after = desk.waive(letter.id, letter.version, mendable(desk, letter), "причина", "И.И. Фамильев")
    other = Desk(DeskStore(tmp_path, timedelta(days=1)), Checkers(checker))
    assert other.open(letter.id) == after
    assert other.check(after).report.findings == desk.check(after).report.findings


def test_a_mend_that_is_not_there_is_refused(desk: Desk) -> None:
    letter = desk.begin(LETTER, "письмо.txt")
    finding = mendable(desk, letter)
    with refused("mend.none"):
        desk.take(letter.id, letter.version, finding, len(finding.suggestions))
    with refused("mend.none"):
        desk.take(letter.id, letter.version, finding, -1)


def test_what_cannot_be_read_is_not_put_on_the_desk(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(LetterFileError):
        desk.begin(b"", "письмо.docx")
    assert list(tmp_path.iterdir()) == []
