"""An office at work behind the pages: people of each duty, letters brought to any step, printed once in all tests."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue
from letterkit.core import clock
from letterkit.core.errors import CardError
from letterkit.core.office import Actor, Duty
from letterkit.datafile import parse_yaml
from letterkit.office.cases import appeals, approval, drafting, numbering, review
from letterkit.office.cases.folder import Folder, folder
from letterkit.office.context import Office
from letterkit.settings import Settings, load_settings
from letterkit.store.tables import Letter, Person, PersonDuty
from webui.engine import Engine

from ...office.cases.conftest import RememberedWriting
from ...signed_in import sign_in

NOW = datetime(2024, 6, 5, 10, 0).astimezone()
"""Three weeks after the appeal of the sample card was registered."""
WRONG = "Согласно приказа министерства работы выполняются."
"""A sentence with one error."""
PEOPLE: dict[str, tuple[str, str | None, tuple[Duty, ...]]] = {
    "executor": ("Петрова", "отдел жилищной политики", (Duty.EXECUTOR,)),
    "stranger": ("Громов", "отдел инженерных сетей", (Duty.EXECUTOR,)),
    "reviewer": ("Новикова", None, (Duty.REVIEWER,)),
    "second": ("Белова", None, (Duty.REVIEWER,)),
    "signer": ("Фамильев", None, (Duty.SIGNER,)),
    "registry": ("Сергеева", None, (Duty.REGISTRY,)),
    "administrator": ("Орлов", None, (Duty.ADMINISTRATOR,)),
}


class Day:
    """Letters brought to a step, and the browsers of the people who look at them."""

    def __init__(self, app: Flask, staff: dict[str, Person], card: dict[str, Any]) -> None:
        self.app = app
        self.staff = staff
        self._card = card

    @property
    def office(self) -> Office:
        engine: Engine = self.app.extensions["letterkit"]
        return engine.office

    def by(self, login: str) -> Actor:
        return self.staff[login].actor

    def browser(self, login: str) -> FlaskClient:
        """A browser in which that person has signed in."""
        return sign_in(self.app.test_client(), self.staff[login])

    def get(self, login: str, path: str) -> str:
        """The page at ``path`` as that person sees it."""
        answer = self.browser(login).get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, login: str, path: str, **form: Any) -> TestResponse:
        return self.browser(login).post(path, data=form)

    def draft(self, text: str = "", **reply: Any) -> Letter:
        """A letter of the executor's, with ``text`` after the words of the reply text."""
        card = deepcopy(self._card)
        with self.office.database.reading() as session:
            card["appeal"]["number"] = f"И-{345 + session.query(Letter).count()}"
        card["reply"] |= reply
        entered = appeals.add(self.office, self.by("registry"), card)
        letter = drafting.begin(self.office, self.by("executor"), card, "by_date", appeal_id=entered.id)
        return self.written(letter, text) if text else letter

    def written(self, letter: Letter, text: str) -> Letter:
        whole = f"{letter.text}\n{text}"
        return drafting.save(
            self.office, self.by("executor"), letter.id, letter.revision, letter.title, whole, kept=True
        )

    def on_review(self, text: str = "", **reply: Any) -> Letter:
        letter = self.draft(text, **reply)
        return review.submit(self.office, self.by("executor"), letter.id, letter.revision)

    def numbered(self, **reply: Any) -> Letter:
        return numbering.enter(self.office, self.by("registry"), self.on_review(**reply).id)

    def approved(self, **reply: Any) -> Letter:
        letter = self.numbered(**reply)
        return approval.approve(self.office, self.by("signer"), letter.id, self.docx(letter))

    def folder(self, letter: Letter) -> Folder:
        return folder(self.office, self.by("executor"), letter.id)

    def docx(self, letter: Letter) -> str:
        """The SHA-256 of the file that the page of the letter shows."""
        shown = self.folder(letter).shown
        assert shown is not None
        assert shown.docx is not None
        return shown.docx

    def error(self, letter: Letter) -> tuple[str, str]:
        """The code and the words of the first error that the page of the letter shows."""
        shown = self.folder(letter).shown
        assert shown is not None
        assert shown.report is not None
        found = next(each for each in shown.report["findings"] if each["level"] == "error")
        return found["code"], found["excerpt"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only printed letters can be approved: all of it needs LibreOffice."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("office")


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture(scope="session")
def whole_checker() -> Iterator[Checker]:
    """Leaves nothing unchecked: a letter is approved only then."""
    settings = load_settings()
    options = CheckOptions(
        settings.profile_path,
        settings.rules_dir,
        memory=settings.rules_memory,
        engine="embedded",
        printed=True,
        word=True,
    )
    with Checker(options) as opened:
        yield opened


@pytest.fixture(scope="session")
def writing(whole_checker: Checker) -> Writing:
    return RememberedWriting(whole_checker, Catalogue(load_settings().templates_dir), on_paper=True)


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """The sample card as people write it, not registered yet."""
    file = load_settings().templates_dir / "samples" / "demo.yml"
    card = parse_yaml(file.read_text(encoding="utf-8"), file=str(file), error=CardError)
    assert isinstance(card, dict)
    return {name: part for name, part in card.items() if name not in ("number", "date")}


@pytest.fixture
def own_engine(settings: Settings, whole_checker: Checker, writing: Writing) -> Engine:
    """What the pages of a test work with: they write letters and check them whole."""
    made = Engine(settings)
    made.__dict__["checker"] = whole_checker
    made.__dict__["office"] = replace(made.office, writing=writing)
    return made


@pytest.fixture
def day(app: Flask, sample: dict[str, Any]) -> Day:
    engine: Engine = app.extensions["letterkit"]
    staff = {}
    with engine.database.writing() as session:
        for login, (surname, unit, duties) in PEOPLE.items():
            staff[login] = person = Person(
                login=login,
                surname=surname,
                name="Анна",
                patronymic="Сергеевна",
                unit=unit,
                phone="+7 (4242) 00-00-00",
                fs_uniquifier=f"mark-of-{login}",
                created=clock.now(),
                duties=[PersonDuty(duty=duty) for duty in duties],
            )
            session.add(person)
    return Day(app, staff, sample)
