"""A real service in a thread and a real browser: Debian's Chromium, driven by Playwright."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from letterkit.core.office import Duty
from letterkit.office.cases import appeals, approval, drafting, numbering, review
from letterkit.office.cases.folder import folder
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings
from letterkit.worker.mail import MailRounds
from webui import create_app
from webui.engine import Engine

from ..mail.servers import Dovecot, Letterbox, dovecot_to_test, smtp_running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

MAILBOX = "otvet"
LOGIN, PASSWORD = "chief", "синий чайник у окна"
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AXE = ROOT / "webui" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "webui" / "static" / "dist" / "app.js"

SignIn = Callable[..., "Page"]
"""(login, width of the window, whether scripts run) of somebody: a page of their own browser."""

UNIT = "отдел жилищной политики"
TEAM = {
    "anna": (Details("Исполнева", "Анна", "Сергеевна", unit=UNIT, phone="+7 (4242) 00-00-00"), Duty.EXECUTOR),
    "oleg": (Details("Соседов", "Олег", "Петрович", unit=UNIT, phone="+7 (4242) 00-00-00"), Duty.EXECUTOR),
    "vera": (Details("Проверкина", "Вера", "Павловна"), Duty.REVIEWER),
    "ivan": (Details("Подписов", "Иван", "Ильич"), Duty.SIGNER),
    "lida": (Details("Приёмкина", "Лидия", "Львовна"), Duty.REGISTRY),
    "nina": (Details("Бланкова", "Нина", "Игоревна"), Duty.CLERK),
    "igor": (Details("Хранителев", "Игорь", "Петрович"), Duty.OFFICER),
}
_NUMBERS = count(1)
OPENING = (
    "Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 7 по ул. Полевой, поступившее в министерство "
    "строительства Сахалинской области, сообщаем."
)
ANSWER = "Крышу починят до 30 июня 2027 года, потому что подрядчик уже выбран и закупает материалы."
SLIP = "Согласно графика работы начнутся 12 мая 2027 года."
WHOLE = "\n".join((OPENING, SLIP.replace("графика", "графику"), ANSWER, "Звоните исполнителю письма."))
"""The words of a letter in which nothing is wrong; SLIP is an error."""
CARD = {
    "appeal": {
        "registered": "14.05.2024",
        "channel": "post",
        "subject": "ремонт крыши дома № 7 по ул. Полевой",
        "questions": ["Когда починят крышу?"],
        "addressed_to": "министерство строительства Сахалинской области",
    },
    "applicant": {
        "surname": "Егорова",
        "name": "Елена",
        "patronymic": "Владимировна",
        "address": "ул. Полевая, д. 7, кв. 31, г. Долинск, 694051",
    },
    "reply": {"outcome": "explained"},
}


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A service as ``letterkit serve`` begins it, with a database of its own and one administrator in it."""
    data = tmp_path_factory.mktemp("data")
    app = create_app(Settings(data=data, database_url=f"sqlite:///{data}/letterkit.db"))
    database = app.extensions["letterkit"].database
    database.upgrade()
    accounts.add(database, None, LOGIN, PASSWORD, Details("Распорядова", "Анна", "Львовна"), [Duty.ADMINISTRATOR])
    app.extensions["letterkit"].take_in_shipped()
    return app


@pytest.fixture(scope="session")
def served(application: Flask) -> Engine:
    """What the service works with."""
    engine: Engine = application.extensions["letterkit"]
    return engine


@pytest.fixture(scope="session")
def service(application: Flask) -> Iterator[str]:
    """The address of the service."""
    from waitress.server import create_server

    app = application
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    with app.extensions["letterkit"].checker:
        app.extensions["letterkit"].warm()  # as before the first visitor of a real one
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


@pytest.fixture(scope="session")
def browser(chromium: str, playwright: "Playwright") -> "Iterator[Browser]":
    if not BUILT.exists():
        pytest.skip("the front end is not built: npm is not installed")
    opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    yield opened
    opened.close()


@contextmanager
def opened(
    browser: "Browser", service: str, complaints: list[str], width: int, script: bool = True
) -> "Iterator[Page]":
    """A page of a browser of its own, with scripts or without; what it complains of is added to ``complaints``."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        base_url=service,
        java_script_enabled=script,
        reduced_motion="reduce",  # where a page still glides to a field that was filled, a click may miss its button
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if is_trouble(told) else None)
    yield page
    context.close()


@pytest.fixture(params=[1280, pytest.param(400, marks=pytest.mark.long)])
def page(browser: "Browser", service: str, request: pytest.FixtureRequest) -> "Iterator[Page]":
    """A new visitor's page, wide or narrow; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    with opened(browser, service, complaints, request.param) as page:
        yield page
    assert complaints == []


@pytest.fixture
def browser_page(browser: "Browser", service: str) -> "Iterator[Page]":
    """A page of somebody whom the service does not know yet; refusals are what they ask for."""
    with opened(browser, service, [], 1280) as page:
        yield page


@pytest.fixture
def plain_page(browser: "Browser", service: str) -> "Iterator[Page]":
    """A visitor's page in a browser that runs no scripts."""
    complaints: list[str] = []
    with opened(browser, service, complaints, 1280, script=False) as page:
        yield page
    assert complaints == []


@pytest.fixture(scope="session")
def engine(service: str, served: Engine) -> Engine:
    """The service's own engine, with a team in its register."""
    for login, (details, duty) in TEAM.items():
        accounts.add(served.database, None, login, PASSWORD, details, [duty])
    return served


@pytest.fixture
def appeal(engine: Engine) -> int:
    """An appeal of its own for each test, given to Anna."""
    return add_appeal(engine)


@pytest.fixture
def draft(engine: Engine, appeal: int) -> int:
    """A letter begun by Anna."""
    return begin(engine, appeal)


@pytest.fixture
def handed_in(engine: Engine, draft: int) -> int:
    """A letter of Anna's that waits for its reviewer: nothing is wrong with it."""
    return hand_in(engine, draft, WHOLE)


@pytest.fixture
def agreed(engine: Engine, handed_in: int) -> int:
    """A letter that waits for its number and its signer."""
    return agree(engine, handed_in)


@pytest.fixture
def approved(engine: Engine, agreed: int) -> int:
    """A letter that waits for the post."""
    numbering.enter(engine.office, accounts.by_login(engine.database, "ivan").actor, agreed)
    return approve(engine, agreed)


def add_appeal(engine: Engine, registered: str = CARD["appeal"]["registered"]) -> int:  # type: ignore[index]
    """Enters an appeal of Anna's with a number of its own."""
    lida, anna = (accounts.by_login(engine.database, login) for login in ("lida", "anna"))
    told = {**CARD["appeal"], "number": f"И-{next(_NUMBERS)}", "registered": registered}  # type: ignore[dict-item]
    return appeals.add(engine.office, lida.actor, {**CARD, "appeal": told}, anna.id).id


def begin(engine: Engine, appeal: int) -> int:
    """Anna begins a letter."""
    anna = accounts.by_login(engine.database, "anna").actor
    card = appeals.read_appeal(engine.office, anna, appeal).card
    return drafting.begin(engine.office, anna, {**card, "reply": CARD["reply"]}, "explained", appeal_id=appeal).id


def hand_in(engine: Engine, letter: int, text: str) -> int:
    """Anna writes ``text`` in her letter and hands it in."""
    anna = accounts.by_login(engine.database, "anna").actor
    begun = drafting.read_letter(engine.office, anna, letter)
    written = drafting.save(engine.office, anna, letter, begun.revision, begun.title, text, kept=True)
    return review.submit(engine.office, anna, letter, written.revision).id


def agree(engine: Engine, letter: int) -> int:
    """Vera has nothing against the letter."""
    vera = accounts.by_login(engine.database, "vera").actor
    return approval.agree(engine.office, vera, letter, docx_of(engine, letter)).id


def approve(engine: Engine, letter: int) -> int:
    """Ivan approves the letter."""
    ivan = accounts.by_login(engine.database, "ivan").actor
    return approval.approve(engine.office, ivan, letter, docx_of(engine, letter)).id


def docx_of(engine: Engine, letter: int) -> str:
    """The SHA-256 of the file that the page of the letter shows."""
    shown = folder(engine.office, accounts.by_login(engine.database, "ivan").actor, letter).shown
    assert shown is not None
    assert shown.docx is not None
    return shown.docx


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """A server with the mailbox of the body."""
    with dovecot_to_test() as server:
        yield server


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    """A server that takes the mail of the body."""
    with smtp_running() as box:
        yield box


@pytest.fixture
def rounds(engine: Engine, dovecot: Dovecot, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch) -> MailRounds:
    """The worker of the mail, for a service that both servers are set for."""
    servers = {"smtp_url": letterbox.url, "imap_url": dovecot.url(MAILBOX)}
    monkeypatch.setattr(engine, "settings", engine.settings.model_copy(update=servers))
    return MailRounds(engine.settings, engine.bench)


@pytest.fixture
def sign_in(browser: "Browser", service: str) -> Iterator[SignIn]:
    """A page of somebody's own browser; what it complains of fails the test."""
    complaints: list[str] = []
    with ExitStack() as browsers:

        def signed_in(login: str, width: int = 1280, script: bool = True) -> "Page":
            page = browsers.enter_context(opened(browser, service, complaints, width, script))
            enter(page, login)
            return page

        yield signed_in
    assert [each for each in complaints if not re.search(r"status of (400|401|409)|INTERNET_DISCONNECTED", each)] == []


def enter(page: "Page", login: str) -> None:
    page.goto("/sign-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)


def enter_by_keys(page: "Page", login: str, password: str = PASSWORD) -> None:
    """Signs in on the page of the door, which is open, by the keyboard alone."""
    ready_for_keys(page, "#login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def ready_for_keys(page: "Page", first: str) -> None:
    """Waits until the field ``first`` has the focus: it is given when the page is drawn, maybe after it has loaded."""
    page.wait_for_function("first => document.activeElement.matches(first)", arg=first)


def is_trouble(told: "ConsoleMessage") -> bool:
    """Whether the browser complains of more than a refusal that the page itself explains.

    htmx tells of a request given up for a newer one as of an error; one that went wrong is told by a line of its own.
    """
    harmless = r"responded with a status of (413|422)|^htmx:(afterRequest|sendAbort), "
    return told.type == "error" and re.search(harmless, told.text) is None


def flaws(page: "Page") -> list[str]:
    """What axe finds on the page as it stands: rules broken, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{flaw['id']}: {node['target']}" for flaw in found for node in flaw["nodes"]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser is slow: ``make test`` goes the main way of each role, and ``make test-all`` all the others."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if item.get_closest_marker("journey") is None:
                item.add_marker("long")
