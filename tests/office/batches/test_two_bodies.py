"""Two bodies send standard replies from one service at once: each by its profile and numbers, unseen by the other.

Reply texts and blanks are common to the service; whose words the letters say is a matter of the profile.
"""

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from docx import Document
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Actor, Duty, RowState
from letterkit.office.batches import approval, intake, output, progress, steps
from letterkit.office.batches import rows as listing
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.content import editing
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchRow

from ..cases.conftest import Day, Staff, refused
from ..cases.test_bodies import BODY, office, town
from ..content.bodies import TOWN, profile_of
from ..content.live_profiles import let_live

__all__ = ["office", "town"]
HEAD = "Номер обращения;Дата регистрации;О чём обращение;Фамилия;Имя;Куда направлено;Адрес;Номер письма"
MANY = 12
Numbers = dict[int, str]


def table(rows: int = MANY, numbers: Numbers | None = None) -> bytes:
    """The same appeals of the same people, whichever body is asked."""
    on = f"{clock.today():%d.%m.%Y}"
    lines = [
        f"И-{n};{on};уборка дома № {n};Иванова;Мария;прокуратура города;ул. Мира, д. {n};{(numbers or {}).get(n, '')}"
        for n in range(1, rows + 1)
    ]
    return "\n".join((HEAD, *lines)).encode()


@pytest.fixture
def worker_of(office: Office) -> Callable[[], Worker]:
    return lambda: Worker(Bench(office.database, office.files, office.catalogue, office.checker, office.bodies))


@pytest.fixture
def read(office: Office, worker_of: Callable[[], Worker]) -> Callable[..., Batch]:
    """A table taken in by somebody and read."""

    def made(by: Actor, data: bytes, *, print: bool = False) -> Batch:
        batch = intake.begin(office, by, data, "таблица.csv", "redirect", None, Plan(print=print, number=True))
        assert worker_of().step(batch.id)
        with office.database.reading() as session:
            return session.get_one(Batch, batch.id)

    return made


def run(worker_of: Callable[[], Worker], *batches: Batch) -> None:
    """All letters of ``batches``, each by a worker of its own, at the same time."""
    troubles: list[BaseException] = []
    start = threading.Barrier(len(batches))

    def work(batch_id: int) -> None:
        try:
            worker = worker_of()
            start.wait()
            while worker.step(batch_id):
                pass
        except BaseException as fault:
            troubles.append(fault)

    threads = [threading.Thread(target=work, args=(batch.id,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise BaseExceptionGroup("workers stopped", troubles)


def rows_of(office: Office, batch: Batch) -> list[BatchRow]:
    with office.database.reading() as session:
        return list(session.scalars(select(BatchRow).filter_by(batch_id=batch.id).order_by(BatchRow.number)))


def words_of(office: Office, by: Actor, batch: Batch) -> Iterator[str]:
    for made in output.letters(office, by, batch.id):
        document = Document(io.BytesIO(made.docx))
        cells = [cell.text for each in document.tables for row in each.rows for cell in row.cells]
        yield "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]).replace("\u00a0", " ")


def test_two_bodies_run_a_batch_each_at_the_same_time(
    office: Office,
    day: Day,
    town: Staff,
    read: Callable[..., Batch],
    worker_of: Callable[[], Worker],
) -> None:
    sides = ((day.staff, ""), (town, BODY))
    batches = [read(staff.executor, table()) for staff, _ in sides]
    assert [batch.body for batch in batches] == ["", BODY]
    for batch, (staff, _) in zip(batches, sides, strict=True):
        steps.confirm(office, staff.executor, batch.id)
    run(worker_of, *batches)

    year = clock.today().year
    masks = {"": f"3.08-{{n}}/{year % 100}", BODY: f"ОГ-{{n}}/{year}"}
    for batch, (staff, body) in zip(batches, sides, strict=True):
        made = rows_of(office, batch)
        assert {row.state for row in made} == {RowState.DONE}
        # Counted by each body from one, without gaps, whoever was quicker.
        assert sorted(row.letter_number or "" for row in made) == sorted(
            masks[body].format(n=n) for n in range(1, MANY + 1)
        )
        profile, other = office.of(body).profile, office.of(BODY if body == "" else "").profile
        letters = list(words_of(office, staff.executor, batch))
        assert len(letters) == MANY
        for text in letters:
            assert profile.body.phone in text
            assert other.body.phone not in text
            assert profile.signers[0].name in text


@pytest.mark.office
def test_nobody_sees_or_approves_the_batch_of_the_other_body(
    office: Office,
    day: Day,
    town: Staff,
    read: Callable[..., Batch],
    worker_of: Callable[[], Worker],
) -> None:
    # Printed: a letter that was not checked as a whole cannot be approved.
    ours, theirs = (read(staff.executor, table(2), print=True) for staff in (day.staff, town))
    for batch, by in ((ours, day.staff.executor), (theirs, town.executor)):
        steps.confirm(office, by, batch.id)
    run(worker_of, ours, theirs)
    for batch, strangers in ((ours, town), (theirs, day.staff)):
        for stranger in strangers.everybody():
            with refused("batch.gone"):
                progress.progress(office, stranger, batch.id)
            with refused("batch.gone"):
                listing.rows(office, stranger, batch.id, listing.RowFilter())
        with refused("batch.gone"):
            approval.approve(office, strangers.signer, batch.id)
    assert approval.approve(office, day.staff.signer, ours.id).count == 2
    assert approval.approve(office, town.signer, theirs.id).count == 2


def test_what_one_body_has_answered_is_unanswered_in_the_other(
    office: Office,
    day: Day,
    town: Staff,
    read: Callable[..., Batch],
    worker_of: Callable[[], Worker],
) -> None:
    ours = read(day.staff.executor, table(3))
    steps.confirm(office, day.staff.executor, ours.id)
    run(worker_of, ours)
    theirs, again = read(town.executor, table(3)), read(day.staff.executor, table(3))
    assert [bool(row.earlier) for row in rows_of(office, theirs)] == [False] * 3
    assert [bool(row.earlier) for row in rows_of(office, again)] == [True] * 3


def test_a_number_that_one_body_has_given_is_free_in_the_other(
    office: Office,
    day: Day,
    town: Staff,
    read: Callable[..., Batch],
    worker_of: Callable[[], Worker],
) -> None:
    ours = read(day.staff.executor, table(1, {1: "77"}))
    steps.confirm(office, day.staff.executor, ours.id)
    run(worker_of, ours)
    [theirs] = rows_of(office, read(town.executor, table(1, {1: "77"})))
    assert (theirs.state, theirs.letter_number) == (RowState.WAITING, "77")
    [other] = rows_of(office, read(day.staff.executor, table(1, {1: "77"}).replace("И-1".encode(), "И-2".encode())))
    assert other.state == RowState.FAULTY


def test_a_profile_that_changes_for_one_body_changes_no_batch_of_the_other(
    office: Office,
    day: Day,
    town: Staff,
    read: Callable[..., Batch],
    worker_of: Callable[[], Worker],
) -> None:
    ours, theirs = read(day.staff.executor, table(2)), read(town.executor, table(2))
    for batch, by in ((ours, day.staff.executor), (theirs, town.executor)):
        steps.confirm(office, by, batch.id)
    let_live(office.database, office.files, profile_of({**TOWN, "phone": "(8172) 99-99-99"}))
    run(worker_of, ours, theirs)
    assert all("99-99-99" in text for text in words_of(office, town.executor, theirs))
    assert not any("99-99-99" in text for text in words_of(office, day.staff.executor, ours))


def test_a_clerk_of_one_body_cannot_touch_the_profile_of_the_other(office: Office, day: Day, town: Staff) -> None:
    clerk = replace(day.staff.executor, duties=frozenset({Duty.CLERK}))
    source = editing.content_of(office, KeptKind.PROFILE, BODY)
    with refused("denied.other-body"):
        editing.save(office, clerk, KeptKind.PROFILE, BODY, source + b"\n", 1)
