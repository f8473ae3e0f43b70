"""``letterkit serve --demo``: a register apart from the real one, made once, whose passwords hold at every start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from letterkit.checking.checker import Checker
from letterkit.demo import register
from letterkit.office.people import accounts
from letterkit.office.people.sign_in import sign_in
from letterkit.office.people.sign_in_delays import Origin
from letterkit.settings import Settings
from webui import create_app
from webui.demo import prepare, settings_of
from webui.engine import Engine

DESK = Origin("192.0.2.1", "secret")


@pytest.fixture
def engine(settings: Settings, checker: Checker, quick_passwords: None) -> Iterator[Engine]:
    made = Engine(settings_of(settings))
    made.__dict__["checker"] = checker
    yield made
    made.database.close()


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


@pytest.mark.slow
def test_it_is_made_once_and_everybody_signs_in_at_every_start(engine: Engine) -> None:
    first = prepare(engine)
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
