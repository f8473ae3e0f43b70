"""``letterkit serve --demo``: a register apart from the real one, made once, whose passwords hold at every start."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from letterkit.checking.checker import Checker
from letterkit.demo import register
from letterkit.office.people import accounts
from letterkit.office.people.sign_in import sign_in
from letterkit.office.people.sign_in_delays import Origin
from letterkit.settings import Settings
from webui import create_app
from webui.demo import prepare, settings_of
from webui.engine import Engine

from ..signed_in import sign_in as signed_in
from .conftest import serving

DESK = Origin("192.0.2.1", "secret")
HEAVIEST = 60 * 1024
"""Bytes of HTML, before they are compressed."""
_FILE = re.compile(r"/(export|file)/|\.(csv|css|docx|json|pdf|png|xlsx|zip)$")


@pytest.fixture
def engine(settings: Settings, checker: Checker, quick_passwords: None) -> Iterator[Engine]:
    made = Engine(settings_of(settings))
    made.__dict__["checker"] = checker
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, checker: Checker) -> Iterator[tuple[Engine, register.Welcome]]:
    """A demo that has just been made."""
    made = Engine(settings_of(Settings(data=tmp_path_factory.mktemp("demo"))))
    made.__dict__["checker"] = checker
    yield made, prepare(made)
    made.database.close()


def pages_met(client: FlaskClient) -> Iterator[tuple[str, str, bytes]]:
    """Address, endpoint and HTML of the first page of each kind that links lead to from the page of the day."""
    places, met = client.application.url_map.bind("localhost"), set[str]()
    seen, ahead = {"/home"}, ["/home"]
    while ahead:
        address = ahead.pop(0)
        try:
            endpoint = str(places.match(address.partition("?")[0])[0])
        except HTTPException:
            continue  # asked for with a slash at its end, or not at all
        if endpoint in met or _FILE.search(address):
            continue
        met.add(endpoint)
        answer = client.get(address, follow_redirects=True)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            yield address, endpoint, answer.data
            links = {unescape(link) for link in re.findall(r'href="(/[^"#]*)', answer.text)}
            ahead += sorted(links - seen)
            seen |= links


def test_the_demo_keeps_to_a_folder_and_a_database_of_its_own(settings: Settings, tmp_path: Path) -> None:
    elsewhere = settings.model_copy(update={"database_url": "postgresql://body/real"})
    apart = settings_of(elsewhere)
    assert apart.data_dir == tmp_path / "demo"
    assert apart.database_url == f"sqlite:///{tmp_path}/demo/register.db"
    assert elsewhere.database_url == "postgresql://body/real"


def test_every_page_of_a_demo_says_that_its_people_are_made_up(client: FlaskClient, settings: Settings) -> None:
    demo = create_app(settings, TESTING=True, IS_DEMO=True).test_client()
    for path in ("/sign-in", "/nothing-here"):
        assert "вымышлены" in demo.get(path).text
        assert "вымышлены" not in client.get(path).text


@pytest.mark.long
@pytest.mark.slow
def test_no_page_of_it_is_heavy(application: Flask, demo: tuple[Engine, register.Welcome]) -> None:
    engine, welcome = demo
    weights: dict[tuple[str, str], int] = {}
    kinds: set[str] = set()
    with serving(application, engine):
        for each in welcome.sign_ins:
            browser = signed_in(application.test_client(), accounts.by_login(engine.database, each.login))
            for address, endpoint, page in pages_met(browser):
                weights[each.login, address] = len(page)
                kinds.add(endpoint)
    assert len(kinds) > 60
    assert {met: weight for met, weight in weights.items() if weight > HEAVIEST} == {}


@pytest.mark.slow
def test_it_is_made_once_and_everybody_signs_in_at_every_start(demo: tuple[Engine, register.Welcome]) -> None:
    engine, first = demo
    assert first.seeded is not None
    for each in first.sign_ins:
        assert sign_in(engine.database, each.login, each.password, DESK)
    orlov = accounts.by_login(engine.database, "orlov")
    accounts.set_password(engine.database, None, orlov.id, "зелёный чайник у окна")
    second = prepare(engine)
    assert second.seeded is None
    assert second.sign_ins == first.sign_ins
    assert sign_in(engine.database, "orlov", {each.login: each.password for each in second.sign_ins}["orlov"], DESK)
    kept = engine.settings.data_dir / "passwords.json"
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.long
@pytest.mark.slow
def test_a_register_left_half_made_is_made_anew(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(register, "_in_order", lambda courses, today: iter([1 / 0]))
        with pytest.raises(ZeroDivisionError):
            prepare(engine)
    assert accounts.by_login(engine.database, "orlov")
    assert prepare(engine).seeded is not None
    assert register.is_seeded(engine.database)
