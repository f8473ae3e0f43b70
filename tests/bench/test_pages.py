"""The measure of pages: its register is whole, its pages open for those who need them, its figures are as told."""

from pathlib import Path

import pytest
from sqlalchemy import exists, func, select

from bench.runs.page_loads import PageLoad, first_free_ms, median_load
from bench.runs.page_register import PageRegister, fill_register
from bench.runs.pages import PAGES
from bench.runs.register import PASSWORD, Register
from letterkit.core.office import LetterState
from letterkit.store.batch_tables import BatchRow
from letterkit.store.tables import Appeal, Letter, Version
from webui import create_app


@pytest.mark.parametrize(
    ("tasks", "free"),
    [
        ([], 100),
        ([(10, 90)], 100),
        ([(60, 160)], 160),
        ([(120, 180), (600, 700)], 700),
        ([(700, 800)], 100),
        ([(650, 720), (150, 230)], 720),
    ],
)
def test_a_page_is_free_when_no_long_task_is_under_way_or_near(tasks: list[tuple[float, float]], free: float) -> None:
    assert first_free_ms(100, tasks, quiet_ms=500) == free


def test_each_figure_has_its_own_median() -> None:
    loads = [PageLoad(1, 30, 5, 9, 40, 60), PageLoad(3, 10, 5, 7, 60, 50), PageLoad(2, 20, 5, 8, 50, 70)]
    assert median_load(loads) == PageLoad(2, 20, 5, 8, 50, 60)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = tmp_path_factory.mktemp("pages")
    return Register(folder, f"sqlite:///{folder}/letterkit.db")


@pytest.fixture(scope="module")
def made(register: Register) -> PageRegister:
    return fill_register(register, 120, batches=2, rows=10)


@pytest.mark.usefixtures("quick_passwords")
def test_the_register_is_whole_and_every_page_opens(register: Register, made: PageRegister, tmp_path: Path) -> None:
    app = create_app(register.settings, TESTING=True, WTF_CSRF_ENABLED=False)
    database = app.extensions["letterkit"].database
    with database.reading() as session:
        without = select(func.count()).select_from(Appeal).where(~exists().where(Letter.appeal_id == Appeal.id))
        assert session.scalar(without) == 0
        unkept = select(func.count()).select_from(Letter).where(~exists().where(Version.letter_id == Letter.id))
        assert session.scalar(unkept) == 0
        assert session.scalar(select(func.count()).select_from(BatchRow)) == 20
        assert session.get_one(Letter, made.handed_in).state == LetterState.REVIEW
        assert session.get_one(Letter, made.draft).state == LetterState.DRAFT
    assert made.letters == 120
    for name, duty, place in PAGES:
        client = app.test_client()
        client.post("/sign-in", data={"login": made.logins[duty], "password": PASSWORD})
        path = place.format(appeal=made.appeal, draft=made.draft, handed_in=made.handed_in)
        assert (name, client.get(path).status_code) == (name, 200)
    database.close()
